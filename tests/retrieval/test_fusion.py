"""Reciprocal rank fusion with k = 60 has ranx's sums; what is not allowed never competes."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from helpers.retrieval.fusion import ranked, rrf

FUSIONS = json.loads((Path(__file__).parent / "ranx.json").read_text("utf-8"))["fusions"]


@pytest.mark.parametrize("fusion", FUSIONS)
def test_the_order_is_that_of_the_sums_in_ranx(fusion):
    sums = {
        item: sum(Fraction(1, 60 + rank) for rank in ranks)
        for item, ranks in fusion["ranks"].items()
    }
    assert rrf(fusion["rankings"]) == sorted(sums, key=sums.get, reverse=True)


def test_a_small_k_lets_first_places_count_more():
    rankings = [["a", "b", "c", "d"], ["e", "f", "g", "d"]]
    assert rrf(rankings)[0] == "d"
    assert rrf(rankings, k=1)[:2] == ["a", "e"]


def test_equal_scores_keep_their_order_and_what_is_not_allowed_is_not_there():
    assert ranked([0.1, 0.9, 0.1]) == [1, 0, 2]
    assert ranked([0.1, 0.9, 0.1], among=[0, 2]) == [0, 2]
