"""Load comes at its times, whatever the service does, and a level counts what was in time."""

import asyncio
import math

import pytest

from helpers.checks import clockwork
from helpers.serving import load
from helpers.serving.load import Shot


def test_requests_do_not_wait_for_one_another():
    async def slow(i):
        await asyncio.sleep(100)
        return 200

    shots = clockwork.run(load.fire([0.0, 1.0, 2.0], slow))
    assert [shot.seconds for shot in shots] == pytest.approx([100, 100, 100])


def test_what_raises_has_no_status():
    async def broken(i):
        raise ConnectionError

    assert [shot.status for shot in clockwork.run(load.fire([0.0], broken))] == [0]


def test_arrivals_keep_their_rate_and_their_seed():
    times = load.arrivals(4, 2000, seed=1)
    assert times == sorted(times) == load.arrivals(4, 2000, seed=1)
    # 2,000 gaps of mean 1/4: the last one lies within 5 standard deviations of 500 s
    assert abs(times[-1] - 500) < 5 * math.sqrt(2000) / 4


def test_good_is_answered_and_in_time():
    shots = [Shot(0, 1.0, 200), Shot(0, 1.0, 503), Shot(0, 9.0, 200), Shot(0, 2.0, 200)]
    assert load.good(shots, 5) == 2
    assert load.percentile(shots, 0.5) == 2.0
    assert math.isnan(load.percentile([Shot(0, 1.0, 503)], 0.5))
