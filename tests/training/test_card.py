"""The card's lines: what was measured, its interval, and whether its bar is met."""

import pytest

pytest.importorskip("regex")

from helpers.pocket.network import Config
from helpers.world.urgency import FAVOURED, NEGLECTED
from training.card import line, missed
from training.rows import Row, score, share

BIAS = f"{FAVOURED} against {NEGLECTED}, same tickets"


@pytest.mark.parametrize(
    ("row", "ending"),
    [
        (share("JSON fields", 190, 200), "| >= 90% | met |"),
        (share("JSON fields", 170, 200), "| >= 90% | missed by 5 |"),
        (share("problem of 3, direct", 30, 200), "| <= 40% | met |"),
        (share("valid JSON at temperature 1, by prompt", 9, 9), "| < 100% | missed |"),
        (share("sum", 200, 200), "| 98% to 100% |  |  |"),
        (score("the same, hand-worded: chrF", [40, 60]), "| >= 60.00 | missed by 10 |"),
        (score("judge, hand-worded: kappa", [0.7, 0.9]), "| >= 0.70 | met |"),
        (Row(BIAS, 0.2, 0.05, 0.35, 9, "+20 points", "points"), "| interval above 0 | met |"),
        (Row(BIAS, 0.2, -0.01, 0.4, 9, "+20 points", "points"), "| interval above 0 | missed |"),
        (
            Row("the denial's cost", -0.2, -0.4, -0.1, 9, "-20 points", "points"),
            "| -40 to -10 | interval below 0 | met |",
        ),
    ],
)
def test_a_line_says_whether_the_bar_is_met(row, ending):
    assert line(row).startswith(f"| {row.name} | {row.shown} | ")
    assert line(row).endswith(ending)


def test_a_missed_bar_is_told_with_its_reason_and_a_met_one_is_not():
    met, short = share("JSON fields", 190, 200), share("cite, hand-worded", 140, 200)
    told = missed({"Single replies": [met, short, share("sum", 1, 200)]})
    assert (
        "- **cite, hand-worded**: 140 of 200 (70%), bar >= 90%, missed by 20. Finding the passage"
        in told
    )
    assert "JSON fields" not in told
    assert "sum" not in told
    assert missed({"Single replies": [met]}) == ""


def test_the_work_of_a_token_by_hand():
    config = Config("tiny", 4, 10, 2, 2, 7, 16, 10000.0, 1e-5)
    # a layer: q, k, v, o of 4 x 4 and gate, up, down of 4 x 10; the logits: 7 x 4
    assert config.multiply_adds == 2 * (4 * 16 + 3 * 40) + 28
