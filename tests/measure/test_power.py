"""How many questions a paired test needs."""

import json
from pathlib import Path

import numpy as np
import pytest

from helpers.measure import power
from helpers.measure.paired import ENOUGH, sign_test

VECTORS = json.loads((Path(__file__).parent / "vectors" / "experiments.json").read_text("utf-8"))


@pytest.mark.parametrize(("n", "win", "wanted"), VECTORS["power"]["all_change"])
def test_power_by_hand_where_every_question_changes(n, win, wanted):
    assert power.power(n, win, 1 - win) == pytest.approx(wanted)


@pytest.mark.parametrize("changed", [0, 1, 5, 6, 9, 12, 40, 333])
def test_enough_is_where_the_sign_test_begins_to_find(changed):
    least = power.enough(changed)
    assert least > changed or sign_test(least, changed - least) < ENOUGH
    assert least - 1 <= changed / 2 or sign_test(least - 1, changed - least + 1) >= ENOUGH


@pytest.mark.parametrize(
    ("n", "mended", "broke"), [(200, 0.08, 0.03), (60, 0.2, 0.05), (150, 0, 0.1)]
)
def test_power_is_how_often_drawn_experiments_find_it(n, mended, broke):
    drawn = np.random.default_rng(5).multinomial(n, [mended, broke, 1 - mended - broke], 4_000)
    seen = np.mean([sign_test(won, lost) < ENOUGH for won, lost, _ in drawn.tolist()])
    assert power.power(n, mended, broke) == pytest.approx(seen, abs=0.025)


def test_an_exact_test_cries_wolf_at_most_as_often_as_it_says():
    for n in (20, 100, 400, 2_000):
        for share in (0.02, 0.1, 0.4):
            assert power.power(n, share / 2, share / 2) < ENOUGH


def test_needed_is_where_the_power_is_reached():
    n = power.needed(0.08, 0.03)
    assert power.power(n, 0.08, 0.03) >= 0.8 > power.power(n - power.STEP, 0.08, 0.03)
    assert power.needed(0.001, 0) is None
    assert (
        power.needed(0.05, 0.01) < power.needed(0.05, 0.03) < power.needed(0.05, 0.03, level=0.01)
    )


def test_what_cannot_be_is_said():
    assert power.power(100, 0, 0) == 0
    for wrong in ((0, 0.1, 0.1), (100, 0.7, 0.6), (100, -0.1, 0.1), (power.MOST + 1, 0.1, 0.1)):
        with pytest.raises(ValueError, match="wanted"):
            power.power(*wrong)
