"""Bins of equal size and the calibration error, against values worked out by hand."""

import pytest

from helpers.measure import calibration

PREDICTIONS = [(0.9, True), (0.6, False), (0.8, True), (0.5, True)]


def test_bins_hold_equally_many_least_sure_first():
    low, high = calibration.bins(PREDICTIONS, 2)
    assert (low.probability, low.right, low.n) == (pytest.approx(0.55), 1, 2)
    assert (high.probability, high.right, high.n) == (pytest.approx(0.85), 2, 2)


def test_the_calibration_error_weights_each_bin_by_its_size():
    assert calibration.calibration_error(PREDICTIONS, 2) == pytest.approx((0.05 + 0.15) / 2)


@pytest.mark.parametrize("k", [0, 5])
def test_bins_refuses_more_bins_than_predictions(k):
    with pytest.raises(ValueError, match="bins"):
        calibration.bins(PREDICTIONS, k)
