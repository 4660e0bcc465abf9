"""The threshold is the one that SQuAD 2.0's script chooses; the curve counts what was answered."""

import json
from pathlib import Path

import pytest

from helpers.measure import abstention

CASES = json.loads((Path(__file__).parent / "squad2.json").read_text("utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES)
def test_the_threshold_is_that_of_squad_2(case):
    columns = case["na_prob"], case["exact"], case["has_answer"]
    rows = [(round(1 - na, 2), bool(x), bool(has)) for na, x, has in zip(*columns, strict=True)]
    threshold, right = abstention.best(rows)
    assert 100 * right / len(rows) == pytest.approx(case["best_exact"], abs=1e-5)
    # the script answers nothing at 0.0, and counts a confidence as its distance from 1
    wanted = case["best_exact_thresh"]
    assert threshold == (round(1 - wanted, 2) if wanted else None)


def test_equal_confidences_are_answered_together():
    rows = [(0.9, True, True), (0.9, False, True), (0.5, True, True)]
    assert abstention.curve(rows) == [(0.9, 1, 2), (0.5, 1, 3)]
    assert abstention.best(rows) == (0.5, 2)


def test_a_right_value_for_a_question_that_nothing_answers_is_wrong():
    assert abstention.curve([(0.9, True, False)]) == [(0.9, 1, 1)]
    assert abstention.best([(0.9, True, False)]) == (None, 1)


def test_without_rows_there_is_nothing():
    assert abstention.curve([]) == []
    assert abstention.best([]) == (None, 0)
