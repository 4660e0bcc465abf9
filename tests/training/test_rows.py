"""Rows of the card, against intervals that were calculated by hand."""

import pytest

from training.rows import Row, apart, difference, score, share


def test_a_share_has_wilsons_interval():
    # Newcombe 1998, Statistics in Medicine 17, table I: 81 of 263
    row = share("x", 81, 263)
    assert (row.low, row.high) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert (row.shown, row.interval, row.n) == ("81 of 263 (31%)", "26% to 37%", 263)


def test_a_score_has_the_interval_of_a_mean():
    # mean 2, variance 1, standard error 1/sqrt(3)
    row = score("x", [1, 2, 3])
    assert (row.value, row.low, row.high) == pytest.approx((2, 2 - 1.1316, 2 + 1.1316), abs=1e-4)
    assert (row.shown, row.interval) == ("2.00", "0.87 to 3.13")


def test_a_difference_is_of_pairs():
    # second - first: 1, 1, 0, -1; mean 0.25, variance 2.75/3, half 1.96 · sqrt(2.75/12)
    row = difference("x", [0, 0, 1, 1], [1, 1, 1, 0])
    assert (row.value, row.low, row.high) == pytest.approx((0.25, -0.6883, 1.1883), abs=1e-4)
    assert (row.shown, row.interval, row.unit) == ("+25 points", "-69 to +119", "points")
    always = difference("x", [0, 1, 0, 1], [0, 1, 0, 1])
    assert (always.value, always.low, always.high) == (0, 0, 0)
    with pytest.raises(ValueError, match="zip"):
        difference("x", [0, 1], [1])


def test_two_samples_that_are_not_paired_add_their_variances():
    # means 1/2 and 1/4; variances 1/3 and 1/4, each over 4: half 1.96 · sqrt(1/12 + 1/16)
    row = apart("x", [1, 1, 0, 0], [1, 0, 0, 0])
    assert (row.value, row.low, row.high) == pytest.approx((-0.25, -0.9985, 0.4985), abs=1e-4)
    assert row.shown == "-25 points"


@pytest.mark.parametrize(
    ("comparison", "bar", "met"),
    [
        (">=", 0.5, True),
        (">=", 0.51, False),
        ("<=", 0.5, True),
        ("<=", 0.49, False),
        (">0", 0, True),
        ("<0", 0, False),
    ],
)
def test_a_bar_is_met_by_the_value_or_by_the_interval(comparison, bar, met):
    assert Row("x", 0.5, 0.1, 0.9, 9, "50%").met(comparison, bar) == met


def test_an_interval_that_reaches_zero_is_on_neither_side():
    row = Row("x", 0.2, -0.1, 0.5, 9, "+20 points", "points")
    assert not row.met(">0", 0)
    assert not row.met("<0", 0)


def test_a_number_of_all_texts_together_has_no_interval():
    assert Row("x", 0.4, None, None, 40, "0.40", "score").interval == ""
