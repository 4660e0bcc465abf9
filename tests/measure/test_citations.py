"""Citation recall and precision have ALCE's values."""

import json
from pathlib import Path

import pytest

from helpers.measure import citations

ANSWERS = json.loads((Path(__file__).parent / "alce.json").read_text("utf-8"))["answers"]


@pytest.mark.parametrize("answer", ANSWERS)
def test_the_values_are_those_of_alce(answer):
    claims = list(enumerate(answer["cited"]))

    def supports(claim, cited):
        return any(set(some) <= set(cited) for some in answer["enough"][claim])

    assert citations.recall(claims, supports) == pytest.approx(answer["citation_rec"], abs=1e-6)
    found = citations.precision(claims, supports)
    assert found == pytest.approx(answer["citation_prec"], abs=1e-6)


def test_a_citation_that_is_needed_beside_another_counts_and_one_in_vain_does_not():
    def supports(claim, cited):
        return {"a", "b"} <= set(cited)

    assert citations.relevant("x", ["a", "b"], supports) == [True, True]
    assert citations.relevant("x", ["a", "b", "c"], supports) == [True, True, False]
    assert citations.relevant("x", ["a", "c"], supports) == [False, False]


def test_nothing_cited_and_nothing_claimed_are_zero():
    assert citations.recall([], lambda *_: True) == citations.precision([], lambda *_: True) == 0
    assert citations.recall([("x", [])], lambda *_: True) == 0
    assert citations.precision([("x", [])], lambda *_: True) == 0
