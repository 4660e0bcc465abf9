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
    absent = np.array([0.0, 0.5, 0.0, 0.5])
    top_k = [(drawn, 2), (drawn, 1), (drawn, 50), (ties, 2), (exact, 3), (absent, 1)]
    top_k += [(ties, len(ties)), (np.array([1.0]), 1)]
    top_k += [(np.array([0.3, 0.099999, 0.300001, 0.3]), 1)]  # nearly a tie is none
    top_p = [
        (drawn, 0.0),
        (drawn, 0.8),
        (drawn, 0.9),
        (exact, 0.75),
        (sure, 0.5),
        (ties, 0.7),
        (drawn, 1.0),
        (np.full(4, 0.25), 0.5),
        (np.full(10, 0.1), 1.0),  # added up one by one, it is 0.9999999999999999
    ]
    min_p = [(drawn, 0.1), (drawn, 0.3), (exact, 0.5), (sure, 1.0), (drawn, 0.0), (ties, 0.6)]
    min_p += [(absent, 0.0), (ties, 1.0)]
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


def in_the_order_of_ids(probabilities: np.ndarray, p: float) -> np.ndarray:
    kept = np.where(np.cumsum(probabilities) - probabilities < p, probabilities, 0)
    return share_of(kept)


def with_ties(probabilities: np.ndarray, p: float) -> np.ndarray:
    """The nucleus, and all that is as likely as the last of it."""
    kept = keep_top_p(probabilities, p)
    return share_of(np.where(probabilities >= probabilities[kept > 0].min(), probabilities, 0))


def and_the_first(cut: Callable) -> Callable:
    """The same cut, and the most likely token stays in any case."""

    def kept(probabilities: np.ndarray, border: float) -> np.ndarray:
        left = np.nan_to_num(cut(probabilities, border))
        top = np.arange(len(probabilities)) == probabilities.argmax()
        return share_of(np.where((left > 0) | top, probabilities, 0))

    return kept


def first_of_equals(question: Question, reply: Reply) -> Reply:
    """The reply as it would be had top_p kept the first of equally likely tokens: which of them
    stay is left open."""
    if question.name != "keep_top_p" or not isinstance(reply.value, list):
        return reply
    probabilities, value = question.args[0], list(reply.value)
    if len(value) != len(probabilities) or not all(isinstance(v, int | float) for v in value):
        return reply
    for size in set(probabilities.tolist()):
        places = np.flatnonzero(probabilities == size)
        for place, v in zip(places, sorted((value[i] for i in places), reverse=True), strict=True):
            value[place] = v
    return replace(reply, value=value) if CLOSE(expected(CUTS, question), value) else reply


def short_sum(case: Case) -> bool:
    """It tripped over probabilities whose sum stays below p = 1."""
    name, (probabilities, p) = case.question.name, case.question.args
    short = name == "keep_top_p" and np.cumsum(probabilities)[-1] < p
    return bool(short) and (bool(case.reply.error) or nothing_more(case))


def nothing_more(case: Case) -> bool:
    return isinstance(case.value, list) and case.value.count(0) >= len(case.value) - 1


def fallen_out(case: Case) -> bool:
    return isinstance(case.value, list) and len(case.value) < len(case.expected)


def unnormalised(case: Case) -> bool:
    """The right tokens are kept, with their old probabilities."""
    reference = expected(CUTS, case.question)
    return CLOSE(np.where(reference > 0, case.question.args[0], 0), case.value)


def sorted_away(case: Case) -> bool:
    kept = [p for p in case.expected if p]
    return isinstance(case.value, list) and (
        len(case.value) == len(case.expected)
        and CLOSE(sorted(kept), sorted(p for p in case.value if p))
        and not CLOSE(case.expected, case.value)
    )


def nothing_left(case: Case) -> bool:
    return isinstance(case.value, list) and not any(v == v and v > 0 for v in case.value)


CROSSING = (
    "top_p: the token that crosses the border belongs to the nucleus. You stop before it, so less "
    "than p is left (and nothing at all, where the first token alone holds more than p)."
)
SINGLE = (
    "top_p: you compare single probabilities with p. It is their sum, from the most likely token "
    "down, that has to reach p."
)
BORDER = "min_p: a token exactly at the border stays (`>=`)."
ABSOLUTE = "min_p: the border is not min_p itself but min_p times the largest probability."
ANOTHER = (
    "min_p: you compare with another number than the largest probability (with token 0's, the "
    "second largest, the mean). The border is min_p times the largest, wherever it stands."
)
CUT_MISTAKES = (
    like(
        in_the_order_of_ids,
        "top_p: you add up in the order of the ids. Begin with the most likely token, then the "
        "next.",
        "keep_top_p",
    ),
    like(
        and_the_first(in_the_order_of_ids),
        "top_p: you add up in the order of the ids. Begin with the most likely token, then the "
        "next.",
        "keep_top_p",
    ),
    like(
        with_ties,
        "top_p: you keep all that are as likely as the last one. That is top_k's rule; here the "
        "fewest that reach p stay.",
        "keep_top_p",
    ),
    like(
        lambda q, p: keep_top_p(q, p or 1.0),
        "top_p: you take p = 0 for no cut at all. The most likely token alone stays.",
        "keep_top_p",
    ),
    Misconception(
        "top_p: floats that are probabilities may add up to a little less than 1, so that no sum "
        "reaches p = 1. All of them stay then.",
        short_sum,
    ),
    like(
        and_the_first(lambda q, p: cumulated(q, lambda _, sizes: sizes >= p)),
        SINGLE,
        "keep_top_p",
    ),
    like(
        and_the_first(lambda q, m: np.where(q >= m, q, 0)),
        ABSOLUTE,
        "keep_min_p",
    ),
    like(
        and_the_first(lambda q, m: np.where(q > m * q.max(), q, 0)),
        BORDER,
        "keep_min_p",
    ),
    like(
        lambda q, m: share_of(np.where((q > m * q.max()) | (q == q.max()), q, 0)),
        BORDER,
        "keep_min_p",
    ),
    like(
        lambda q, m: share_of(np.where(q >= q.max() - m, q, 0)),
        "min_p: you subtract min_p from the largest probability. The border is min_p times it.",
        "keep_min_p",
    ),
    like(
        lambda q, m: share_of(np.where(q >= (1 - m) * q.max(), q, 0)),
        "min_p: you take 1 - min_p. The border is min_p times the largest probability.",
        "keep_min_p",
    ),
    like(lambda q, m: share_of(np.where(q >= m * q[0], q, 0)), ANOTHER, "keep_min_p"),
    like(lambda q, m: share_of(np.where(q >= m * q.mean(), q, 0)), ANOTHER, "keep_min_p"),
    like(lambda q, m: share_of(np.where(q >= m * np.sort(q)[-2], q, 0)), ANOTHER, "keep_min_p"),
    like(
        lambda q, k: share_of(np.where(q >= np.sort(q)[::-1][:k][-1] - 1e-5, q, 0)),
        "top_k: you take nearly as likely for as likely. Only what is exactly as likely as the "
        "k-th stays with it.",
        "keep_top_k",
    ),
    like(
        lambda q, k: share_of(np.where(np.arange(len(q)) < k, q, 0)),
        "top_k: you keep the first k places. The k most likely are wanted, wherever they stand.",
        "keep_top_k",
    ),
    like(
        lambda q, k: share_of(np.where(q > np.sort(q)[::-1][:k][-1], q, 0)),
        "top_k: you drop the k-th most likely token itself. It belongs to the k that stay (`>=`).",
        "keep_top_k",
    ),
    like(
        lambda q, k: keep_top_k(q, k + 1),
        "top_k: you keep one token too many. Counted from 0, the k-th stands at k - 1.",
        "keep_top_k",
    ),
    like(
        lambda q, k: share_of(np.where(q >= np.unique(q)[::-1][:k][-1], q, 0)),
        "top_k: you count how many different probabilities there are. Equally likely tokens count "
        "one by one.",
        "keep_top_k",
    ),
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
        SINGLE,
        "keep_top_p",
    ),
    like(
        lambda q, m: cumulated(q, lambda shares, sizes: sizes > m * sizes[0]),
        BORDER,
        "keep_min_p",
    ),
    like(
        lambda q, m: cumulated(q, lambda shares, sizes: sizes >= m),
        ABSOLUTE,
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
        "There must be one number for each token. What is cut gets 0; it does not fall out.",
        fallen_out,
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
    replies = [first_of_equals(*pair) for pair in zip(questions, replies, strict=True)]
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
