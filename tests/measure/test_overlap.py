"""Overlap as SQuAD's script, Lin's paper and rouge-score have it."""

import pytest

from helpers.measure import overlap


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The  Eiffel Tower.", "eiffel tower"),
        ("an apple a day", "apple day"),
        ("a.m.", "am"),
        ("Theatre", "theatre"),  # an article is a whole word
        ("the", ""),
    ],
)
def test_a_text_is_normalised_as_squad_does(text, said):
    assert overlap.normalised(text) == said


@pytest.mark.parametrize(
    ("reply", "golds", "exact", "f1"),
    [
        ("the Denver Broncos", ["Denver Broncos"], 1, 1.0),
        ("Broncos", ["Denver Broncos"], 0, 2 / 3),
        ("Broncos", ["Denver Broncos", "broncos!"], 1, 1.0),
        ("cat cat", ["cat"], 0, 2 / 3),
        ("", [""], 1, 1.0),
        ("the", [""], 1, 1.0),
        ("cat", [""], 0, 0.0),
    ],
)
def test_exact_match_and_f1(reply, golds, exact, f1):
    assert overlap.exact(reply, golds) == exact
    assert overlap.f1(reply, golds) == pytest.approx(f1)


# Lin, ROUGE: A Package for Automatic Evaluation of Summaries, 2004, section 3.1 (facts, retyped)
@pytest.mark.parametrize(
    ("reply", "score"),
    [
        ("police kill the gunman", 3 / 4),
        ("the gunman kill police", 2 / 4),
        ("the gunman police killed", 2 / 4),
    ],
)
def test_rouge_l_is_that_of_the_paper(reply, score):
    assert overlap.rouge_l(reply, "police killed the gunman") == score


# google-research/google-research, rouge/rouge_scorer_test.py (Apache-2.0; facts, retyped)
@pytest.mark.parametrize("reply", ["testing one", "testing two"])
def test_rouge_l_is_that_of_rouge_score(reply):
    assert overlap.rouge_l(reply, "testing one two") == pytest.approx(0.8)


def test_rouge_l_of_nothing_is_nothing():
    assert overlap.rouge_l("", "a b") == overlap.rouge_l("", "") == 0.0


@pytest.mark.parametrize("score", [overlap.exact, overlap.f1])
def test_one_text_in_place_of_a_list_is_refused(score):
    with pytest.raises(TypeError, match=r"must be a list of texts: \['the cat'\]"):
        score("cat", "the cat")


def test_f1_without_a_gold_is_refused():
    with pytest.raises(ValueError, match="golds is empty"):
        overlap.f1("cat", [])
