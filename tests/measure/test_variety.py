"""Entropy, distinct-n and repetition, against values worked out by hand."""

import pytest

from helpers.measure import variety


@pytest.mark.parametrize(
    ("probabilities", "bits"),
    [
        ([1.0], 0.0),
        ([0.5, 0.5], 1.0),
        ([0.25] * 4, 2.0),
        ([0.5, 0.25, 0.25, 0.0], 1.5),
        ([3, 1], 0.811278),
    ],
)
def test_entropy_counts_in_bits_and_normalises(probabilities, bits):
    assert variety.entropy(probabilities) == pytest.approx(bits, abs=1e-6)


def test_distinct_n_counts_over_all_texts_together():
    assert variety.distinct_n(["a b c", "a b d"], 1) == pytest.approx(4 / 6)
    assert variety.distinct_n(["a b c", "a b d"], 2) == pytest.approx(3 / 4)
    assert variety.distinct_n(["a"], 2) == 0.0


def test_repetition_is_the_share_that_stood_there_before():
    assert variety.repetition("on and on and on and on", 2) == pytest.approx(4 / 6)
    assert variety.repetition("all of it is new here", 2) == 0.0
    assert variety.repetition("short", 4) == 0.0


def test_different_counts_one_of_each_in_every_group():
    assert variety.different([["a", "a"], ["a", "b"]]) == (3, 4)


def test_the_interval_of_a_mean_is_two_standard_errors_wide_on_each_side():
    assert variety.mean_interval([1, 2, 3]) == pytest.approx((2.0, 0.8684, 3.1316), abs=1e-4)
    assert variety.mean_interval([0, 0, 0, 1])[1] == 0.0  # a share below nothing means nothing
    with pytest.raises(ValueError, match="two values"):
        variety.mean_interval([1])
