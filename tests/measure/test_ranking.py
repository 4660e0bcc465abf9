"""Recall, reciprocal rank and nDCG have trec_eval's values."""

import json
from pathlib import Path

import pytest

from helpers.measure import ranking

ASKED = json.loads((Path(__file__).parent / "trec_eval.json").read_text("utf-8"))["questions"]


@pytest.mark.parametrize("asked", ASKED)
def test_the_values_are_those_of_trec_eval(asked):
    ranked, grades = asked["ranked"], asked["grades"]
    relevant = {item for item, grade in grades.items() if grade > 0}
    for k in (2, 5):
        found = ranking.recall_at(ranked, relevant, k)
        assert found == pytest.approx(asked[f"recall_{k}"], abs=1e-6)
    assert ranking.reciprocal_rank(ranked, relevant) == pytest.approx(asked["recip_rank"])
    assert ranking.ndcg(ranked, grades) == pytest.approx(asked["ndcg"], abs=1e-6)
    for k in (3, 5):
        assert ranking.ndcg(ranked, grades, k) == pytest.approx(asked[f"ndcg_cut_{k}"], abs=1e-6)


def test_the_example_of_the_textbooks():
    """Wikipedia, "Discounted cumulative gain" (CC BY-SA 4.0): 6.861 / 8.740 = 0.785."""
    grades = dict(zip("abcdef", [3, 2, 3, 0, 1, 2], strict=True)) | {"g": 3, "h": 2}
    assert ranking.dcg([3, 2, 3, 0, 1, 2]) == pytest.approx(6.861, abs=5e-4)
    assert ranking.dcg([3, 3, 3, 2, 2, 2]) == pytest.approx(8.740, abs=5e-4)
    assert ranking.ndcg("abcdef", grades, 6) == pytest.approx(0.785, abs=5e-4)


def test_without_anything_relevant_every_number_is_zero():
    assert ranking.recall_at("abc", (), 3) == 0
    assert ranking.reciprocal_rank("abc", ()) == 0
    assert ranking.ndcg("abc", {}) == ranking.ndcg("abc", {"a": 0}) == 0
