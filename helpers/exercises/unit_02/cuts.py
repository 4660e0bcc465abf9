"""Exercise 02.2: top_k, top_p and min_p on given probabilities.

In: references, inputs that tell the mistakes apart, the mistakes. Out: the other exercises of the
unit (unit_02).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from helpers.checks.exercise import Call, Exercise, Question, Reply, Verdict
from helpers.checks.judge import Case, Misconception, compare, expected, is_right, stops_with
from helpers.exercises.unit_02.numbers import CLOSE, like, raw


def share_of(kept: np.ndarray) -> np.ndarray:
    return kept / kept.sum()


def keep_top_k(probabilities: np.ndarray, k: int) -> np.ndarray:
    """The reference: the k most likely, and what ties with the last of them."""
    last = sorted(probabilities, reverse=True)[:k][-1]
    return share_of(np.where(probabilities >= last, probabilities, 0))


def keep_top_p(probabilities: np.ndarray, p: float) -> np.ndarray:
    """The reference: the fewest most likely tokens that reach p together."""
    kept, total = np.zeros(len(probabilities)), 0.0
    for i in sorted(range(len(kept)), key=lambda i: (-probabilities[i], i)):
        kept[i] = probabilities[i]
        total += probabilities[i]
        if total >= p:
            break
    return share_of(kept)


def keep_min_p(probabilities: np.ndarray, min_p: float) -> np.ndarray:
    """The reference: at least min_p times as likely as the most likely."""
    return share_of(np.where(probabilities >= min_p * probabilities.max(), probabilities, 0))


CUTS = {"keep_top_k": keep_top_k, "keep_top_p": keep_top_p, "keep_min_p": keep_min_p}


def questions_02_2(seed: int) -> list[Question]:
    """Unsorted probabilities. The exact borders are powers of two, where floats do not round."""
    rng = random.Random(seed)
    drawn = share_of(np.exp(raw(rng, 6)))
    exact = np.array(rng.sample([0.5, 0.25, 0.125, 0.0625, 0.0625], 5))
    ties = np.array([0.125, 0.25, 0.0625, 0.25, 0.25, 0.0625])
    sure = np.array([0.02, 0.95, 0.01, 0.02])
    top_k = [(drawn, 2), (drawn, 1), (drawn, 50), (ties, 2), (exact, 3)]
    top_p = [(drawn, 0.8), (drawn, 0.9), (exact, 0.75), (sure, 0.5), (ties, 0.7), (drawn, 1.0)]
    min_p = [(drawn, 0.1), (drawn, 0.3), (exact, 0.5), (sure, 1.0), (drawn, 0.0), (ties, 0.6)]
    asked = {"keep_top_k": top_k, "keep_top_p": top_p, "keep_min_p": min_p}
    return [Call(name, arguments) for name, rows in asked.items() for arguments in rows]


def cumulated(probabilities: np.ndarray, keep: Callable) -> np.ndarray:
    """What `keep(shares so far, sorted)` leaves, in the order of the tokens, normalised."""
    order = np.argsort(-probabilities, kind="stable")
    kept = np.zeros(len(order))
    chosen = order[keep(np.cumsum(probabilities[order]), probabilities[order])]
    kept[chosen] = probabilities[chosen]
    with np.errstate(all="ignore"):
        return share_of(kept)


def strictly_k(probabilities: np.ndarray, k: int, last_first: bool = False) -> np.ndarray:
    """Exactly k, whichever of equals the sorting left in front."""
    keys = [(-p, -i if last_first else i) for i, p in enumerate(probabilities)]
    chosen = [abs(i) for _, i in sorted(keys)[:k]]
    return share_of(np.where(np.isin(np.arange(len(keys)), chosen), probabilities, 0))


def unnormalised(case: Case) -> bool:
    """The right tokens are kept, with their old probabilities."""
    reference = expected(CUTS, case.question)
    return CLOSE(np.where(reference > 0, case.question.args[0], 0), case.value)


def sorted_away(case: Case) -> bool:
    kept = [p for p in case.expected if p]
    return isinstance(case.value, list) and (
        CLOSE(sorted(kept), sorted(p for p in case.value if p))
        and not CLOSE(case.expected, case.value)
    )


def nothing_left(case: Case) -> bool:
    return isinstance(case.value, list) and not any(v == v and v > 0 for v in case.value)


CROSSING = (
    "top_p: the token that crosses the border belongs to the nucleus. You stop before it, so less "
    "than p is left (and nothing at all, where the first token alone holds more than p)."
)
CUT_MISTAKES = (
    like(
        lambda q, p: cumulated(q, lambda shares, _: shares <= p),
        CROSSING,
        "keep_top_p",
    ),
    like(
        lambda q, p: cumulated(q, lambda shares, _: shares < p),
        CROSSING,
        "keep_top_p",
    ),
    like(
        lambda q, p: cumulated(q, lambda shares, sizes: shares - sizes <= p),
        "top_p: where the sum is exactly p, you take one token more. The fewest that reach p are "
        "wanted.",
        "keep_top_p",
    ),
    like(
        lambda q, p: cumulated(q, lambda shares, sizes: sizes >= p),
        "top_p: you compare single probabilities with p. It is their sum, from the most likely "
        "token down, that has to reach p.",
        "keep_top_p",
    ),
    like(
        lambda q, m: cumulated(q, lambda shares, sizes: sizes > m * sizes[0]),
        "min_p: a token exactly at the border stays (`>=`).",
        "keep_min_p",
    ),
    like(
        lambda q, m: cumulated(q, lambda shares, sizes: sizes >= m),
        "min_p: the border is not min_p itself but min_p times the largest probability.",
        "keep_min_p",
    ),
    like(
        strictly_k,
        "top_k: two tokens are equally likely at the border, and you drop one of them. "
        "What ties with the k-th stays.",
        "keep_top_k",
    ),
    like(
        lambda q, k: strictly_k(q, k, last_first=True),
        "top_k: two tokens are equally likely at the border, and you drop one of them. "
        "What ties with the k-th stays.",
        "keep_top_k",
    ),
    like(
        lambda q, k: share_of(np.where(q <= sorted(q)[:k][-1], q, 0)),
        "top_k: you keep the least likely tokens; NumPy sorts the smallest first.",
        "keep_top_k",
    ),
    Misconception(
        "What is left does not sum to 1: divide by the sum of what you kept.", unnormalised
    ),
    Misconception(
        "Nothing is left. At least one token, the most likely, must always stay.", nothing_left
    ),
    Misconception(
        "The right probabilities are left, but in another order: position i must stay token i, "
        "also after you sorted.",
        sorted_away,
    ),
    stops_with("IndexError", "A cut may ask for more tokens than there are; then all stay."),
    stops_with("ValueError", "A cut may ask for more tokens than there are; then all stay."),
)


def judge_02_2(questions: Sequence[Question], replies: Sequence[Reply]) -> Verdict:
    """A third of the points for each cut that is right."""
    verdict = compare(CUTS, CUT_MISTAKES, CLOSE, "All three equal to the reference, at ties too.")(
        questions, replies
    )
    if verdict.outcome == "passed":
        return verdict
    pairs = list(zip(questions, replies, strict=True))
    wrong = {q.name for q, r in pairs if not is_right(Case(q, r, expected(CUTS, q)), CLOSE)}
    return replace(verdict, share=1 - len(wrong) / len(CUTS))


FILTERS = Exercise(
    id="02.2",
    title="Three ways to cut the tail",
    goal="Write `keep_top_k`, `keep_top_p` and `keep_min_p`: set unlikely tokens to 0, let the "
    "rest sum to 1.",
    points=4,
    minutes=25,
    difficulty="medium",
    budget="no call; up to six lines each",
    answers=("keep_top_k", "keep_top_p", "keep_min_p"),
    questions=questions_02_2,
    judge=judge_02_2,
    distractor="    kept[before < p] = probabilities[before < p]",
    hints=(
        "All three end alike: what is not kept becomes 0, and the rest is divided by its sum. "
        "Write that once.",
        "top_k and min_p are a threshold: find the smallest probability that stays, and compare "
        "all of them with it. For top_k it is the k-th largest (or the last, if there are fewer).",
        "top_p: `order = np.argsort(-probabilities, kind='stable')`, then `np.cumsum` over that "
        "order. A token stays if the sum *before* it is still less than p. `order` tells you "
        "where it belongs.",
    ),
)
