"""Exercise 12.6: a filter that comes too late; find the input, mend it.

In: both programs, hits that show the fault and that do not. Out: how an input and a mended program
are judged (helpers.checks.broken).
"""

from __future__ import annotations

import random

from helpers.checks.broken import Broken
from helpers.checks.exercise import Exercise
from helpers.checks.judge import value_is, would_return

MOST = 1_100  # hits
GROUPS = ("public", "staff", "finance")


def best_allowed(hits: list, groups: list, k: int) -> list[str]:
    """Ids of the k best hits, (id, group, score), of a group that is among the reader's."""
    return _best([hit for hit in hits if hit[1] in groups], k)


def handed_out(hits: list, groups: list, k: int) -> list[str]:
    """Cuts first, and filters what is left."""
    ordered = sorted(hits, key=lambda hit: -hit[2])
    return [id for id, group, _ in ordered[:k] if group in groups]


def _best(hits: list, k: int) -> list[str]:
    return [hit[0] for hit in sorted(hits, key=lambda hit: -hit[2])[:k]]


def _lacks_the_last(value: list, wanted: list) -> bool:
    return len(value) < len(wanted) and value == wanted[: len(value)]


def admits(*args: object) -> str:
    """Hits, groups of the reader, a whole number from 0; "" for all three."""
    if len(args) != 3 or not all(isinstance(arg, list | tuple) for arg in args[:2]):
        return 'Two lists and a number: `failing = ([("a", "public", 0.9), …], ["public"], 2)`.'
    hits, groups, k = args
    if len(hits) > MOST or not all(isinstance(hit, list | tuple) and len(hit) == 3 for hit in hits):
        return f"`hits` is a list of up to {MOST} triples (id, group, score)."
    named = all(isinstance(x, str) for hit in hits for x in hit[:2])
    scores = [hit[2] for hit in hits]
    if not named or not all(type(score) in (int, float) for score in scores):
        return "Id and group of a hit are text, its score is a number."
    if len(set(scores)) < len(scores) or len({hit[0] for hit in hits}) < len(hits):
        return "Every hit has an id and a score of its own."
    if not all(isinstance(group, str) for group in groups):
        return "`groups` is a list of names."
    return "" if type(k) is int and k >= 0 else "`k` is a whole number, 0 or more."


def draws(seed: int) -> list[tuple]:
    """The best hits are often somebody else's, once a thousand of them, which no larger cut
    outlasts; k from 0 to more than there are."""
    rng, cases = random.Random(f"12.6/{seed}"), []
    for k, groups in ((2, ["public"]), (3, ["public"]), (1, ["public"]), (4, ["public", "staff"])):
        kinds = ["staff", "finance", "staff", *["public"] * 5]
        cases.append((_hits(rng, kinds), groups, k))
    for k in (0, 2, 9):
        cases.append((_hits(rng, ["public"] * 5), ["public"], k))
    for k, others in ((1, 12), (3, 1000)):
        cases.append((_hits(rng, ["staff"] * others + ["public"] * 4), ["public"], k))
    return [*cases, ([], ["public"], 3), (_hits(rng, ["staff"] * 4), ["public"], 2)]


def _hits(rng: random.Random, kinds: list[str]) -> list[tuple]:
    """Scores fall in the order of the kinds; the hits stand in no order."""
    scores = sorted(rng.sample(range(1000, 10_000), len(kinds)), reverse=True)
    ids = [f"p{n}" for n in rng.sample(range(10, 99 + len(kinds)), len(kinds))]
    hits = [(i, kind, s / 10_000) for i, kind, s in zip(ids, kinds, scores, strict=True)]
    return rng.sample(hits, len(hits))


PROGRAM = Broken(
    "best_allowed",
    handed_out,
    best_allowed,
    admits,
    draws,
    fault="It cut before it filtered: what a reader may not see took the places of what they may.",
    misconceptions=(
        would_return(
            lambda hits, groups, k: _best(hits, k),
            "Now nothing is filtered, and the reader is shown what is not theirs.",
        ),
        value_is(
            _lacks_the_last,
            "Hits that the reader may see are missing at the end. Taking more before the filter "
            "helps until more than that are somebody else's: filter first.",
        ),
        would_return(
            lambda hits, groups, k: [hit[0] for hit in hits if hit[1] in groups][:k],
            "The order by score is gone: the first k are the best ones only after sorting.",
        ),
        would_return(
            lambda hits, groups, k: best_allowed(hits, groups, len(hits)),
            "All that may be seen comes back; at most k are wanted.",
        ),
    ),
)

ALLOWED = Exercise(
    id="12.6",
    title="A filter that comes too late",
    goal="Find an input for which `best_allowed` gives a wrong value, and mend it.",
    points=2,
    minutes=10,
    difficulty="easy",
    budget="one input; one or two lines to change",
    answers=("failing", "best_allowed"),
    questions=PROGRAM.questions,
    judge=PROGRAM.judge,
    untouched=PROGRAM.untouched,
    distractor="    return [id for id, group, _ in ordered[: 2 * k] if group in groups]",
    hints=(
        "What does a reader get for k = 1 when the best hit is not theirs, and the second is?",
        "In which order do filtering, sorting and cutting have to stand?",
    ),
)
