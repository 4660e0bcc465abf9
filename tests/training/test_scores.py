"""Scores by hand, by the papers' examples, and by sacrebleu."""

import random

import pytest

from helpers.world.draw import Draw
from helpers.world.spanish import pair
from training.scores import chrf, kappa, rouge_l


@pytest.mark.parametrize(
    ("reply", "reference", "score"),
    [
        # Lin 2004, section 3: the same word counts, but the order differs
        ("police kill the gunman", "police killed the gunman", 3 / 4),
        ("the gunman kill police", "police killed the gunman", 2 / 4),
        # the example in the README of Google's rouge-score: 5 of 8 and 5 of 9 words
        (
            "The quick brown dog jumps on the log.",
            "The quick brown fox jumps over the lazy dog",
            0.5882352941176471,
        ),
        ("In eu-west", "in EU-WEST", 1.0),
        ("a a a", "a", 2 * 1 / 4),
        ("nothing in common", "at all", 0.0),
        ("", "a", 0.0),
        ("a", "", 0.0),
    ],
)
def test_rouge_l_is_the_f1_of_the_longest_common_subsequence(reply, reference, score):
    assert rouge_l(reply, reference) == pytest.approx(score)


@pytest.mark.parametrize(
    ("reply", "reference", "score"),
    [
        # n = 1: p 2/2, r 2/3; n = 2: p 1/1, r 1/2; longer ones do not exist in the reply
        ("ab", "abc", 100 * 5 * 1 * (7 / 12) / (4 + 7 / 12)),
        ("abc", "ab", 100 * 5 * (7 / 12) * 1 / (4 * 7 / 12 + 1)),
        ("el ticket", "elticket", 100.0),
        ("xyz", "abc", 0.0),
        ("", "abc", 0.0),
        ("abc", "", 0.0),
    ],
)
def test_chrf_by_hand(reply, reference, score):
    assert chrf(reply, reference) == pytest.approx(score)


def test_chrf_agrees_with_sacrebleu_on_translations_that_are_cut_mixed_and_misspelt():
    sacrebleu = pytest.importorskip("sacrebleu", reason="the oracle")
    rng = random.Random(0)
    for seed in range(150):
        right = pair(Draw(seed)).spanish
        words = right.split()
        rng.shuffle(words)
        spelt = "".join(c if rng.random() < 0.9 else rng.choice("aeiou ñ") for c in right)
        replies = [right, right[: rng.randint(0, 9)], " ".join(words), spelt, right.upper()]
        for reply in [*replies, pair(Draw(seed + 1)).spanish]:
            expected = sacrebleu.sentence_chrf(reply, [right]).score
            assert chrf(reply, right) == pytest.approx(expected), (reply, right)


def counts(*cells):
    """(first, second, how often) -> two lists of verdicts."""
    rows = [(a, b) for a, b, n in cells for _ in range(n)]
    return [a for a, _ in rows], [b for _, b in rows]


@pytest.mark.parametrize(
    ("verdicts", "labels", "value"),
    [
        # the usual textbook case of 50 proposals: agreement 0.7, by chance 0.5
        (*counts(("y", "y", 20), ("y", "n", 5), ("n", "y", 10), ("n", "n", 15)), 0.4),
        # agreement 0.6 in both, but other margins: 0.54 and 0.46 by chance
        (*counts(("y", "y", 45), ("y", "n", 15), ("n", "y", 25), ("n", "n", 15)), 0.06 / 0.46),
        (*counts(("y", "y", 25), ("y", "n", 35), ("n", "y", 5), ("n", "n", 35)), 0.14 / 0.54),
        (list("abcabc"), list("abcabc"), 1.0),
        (list("yn"), list("ny"), -1.0),
        (list("yyyy"), list("yyyy"), 0.0),
        (list("yyyy"), list("ynyn"), 0.0),
    ],
)
def test_kappa_is_agreement_beyond_chance(verdicts, labels, value):
    assert kappa(verdicts, labels) == pytest.approx(value)


def test_kappa_wants_a_label_for_each_verdict():
    with pytest.raises(ValueError, match="zip"):
        kappa(["y"], ["y", "n"])
