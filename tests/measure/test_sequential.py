"""Looking at an experiment before it ends."""

import json
import math
from pathlib import Path

import numpy as np
import pytest

from helpers.measure import sequential

VECTORS = json.loads((Path(__file__).parent / "vectors" / "experiments.json").read_text("utf-8"))


@pytest.mark.parametrize(("looks", "published"), VECTORS["peeking"]["false_alarms"])
def test_peeking_cries_wolf_as_often_as_was_published(looks, published):
    assert sequential.cries_wolf(looks) == pytest.approx(published, abs=0.001)


def test_peeking_cries_wolf_as_often_as_in_drawn_experiments():
    steps = np.random.default_rng(6).normal(size=(40_000, 10)).cumsum(axis=1)
    passed = np.abs(steps) > 1.96 * np.sqrt(np.arange(1, 11))
    for looks in (2, 5, 10):
        drawn = passed[:, :looks].any(axis=1).mean()
        assert sequential.cries_wolf(looks) == pytest.approx(drawn, abs=0.008)


@pytest.mark.parametrize(("mended", "broke"), [(0, 0), (3, 0), (10, 2), (7, 7)])
def test_evidence_is_the_mean_over_all_chances(mended, broke):
    chances = (np.arange(20_000) + 0.5) / 20_000  # the integral that the formula solves
    mean = np.mean(chances**mended * (1 - chances) ** broke)
    assert sequential.evidence(mended, broke) == pytest.approx(
        mean * 2 ** (mended + broke), rel=1e-4
    )


def test_evidence_reaches_20_in_less_than_one_of_20_experiments_without_a_difference():
    chance = {0: 1.0}  # of so many mended among the first n, for those that go on; exact
    stopped = 0.0
    for n in range(1, 301):
        grown: dict[int, float] = {}
        for mended, share in chance.items():
            for now in (mended, mended + 1):
                grown[now] = grown.get(now, 0) + share / 2
        over = {m for m in grown if sequential.evidence(m, n - m) >= 20}
        stopped += math.fsum(grown.pop(m) for m in over)
        chance = grown
    assert 0.02 < stopped < 0.05


def test_decided_and_peeked_say_after_how_many_questions():
    before, after = [False] * 30, [True] * 30
    assert sequential.decided(before, after) == 8  # 2^8 / 9 = 28.4 and 2^7 / 8 = 16
    assert sequential.peeked(before, after, every=5) == 10  # 5 to 0 is not enough
    assert sequential.peeked(before, after, every=1) == 6
    assert sequential.decided(before, before) is sequential.peeked(before, before, 1) is None
