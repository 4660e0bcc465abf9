"""Rates and intervals, against worked examples."""

import pytest

from helpers.measure import metrics


@pytest.mark.parametrize(
    ("passed", "n", "low", "high"),
    [
        (8, 10, 0.4902, 0.9433),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),
    ],
)
def test_wilson_gives_the_published_interval(passed, n, low, high):
    # the last row: Newcombe 1998, Statistics in Medicine 17, table I
    assert metrics.wilson(passed, n) == pytest.approx((low, high), abs=1e-4)


@pytest.mark.parametrize(("passed", "n"), [(1, 0), (3, 2), (-1, 2)])
def test_wilson_refuses_what_is_no_rate(passed, n):
    with pytest.raises(ValueError, match="passed"):
        metrics.wilson(passed, n)


def test_a_rate_carries_its_n_and_its_interval():
    assert metrics.rate(8, 12) == "8 of 12 (67%, 95% interval 39-86%)"
