"""Exercise 12.6: a filter that comes too late; find the input, mend it.

In: both programs, hits that show the fault and that do not. Out: how an input and a mended program
are judged (helpers.checks.broken).
"""

from __future__ import annotations

import random

from helpers.checks.broken import Broken
from helpers.checks.exercise import Exercise
from helpers.checks.judge import Case, Misconception, value_is, would_return

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


def _shows_others(case: Case) -> bool:
    """A hit is shown whose group is not one of the reader's."""
    hits, groups, _ = case.question.args
    theirs = {hit[0] for hit in hits if hit[1] not in groups}
    return isinstance(case.value, list | tuple) and any(id in theirs for id in case.value)


def _all_or_none(hits: list, groups: list, k: int) -> list[str]:
    """Nothing where there are fewer than k."""
    found = best_allowed(hits, groups, k)
    return found if len(found) == k else []


def _negatives_gone(hits: list, groups: list, k: int) -> list[str]:
    return best_allowed([hit for hit in hits if hit[2] > 0], groups, k)


def _by_group(hits: list, groups: list, k: int) -> list[str]:
    """All of the first group come before those of the next."""
    return [id for group in groups for id in best_allowed(hits, [group], len(hits))][:k]


def _room_for_others(hits: list, groups: list, k: int) -> list[str]:
    """The cut is longer by as many as are not the reader's, wherever these stand."""
    return handed_out(hits, groups, k + sum(hit[1] not in groups for hit in hits))


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
    outlasts; k from 0 to more than there are; others' hits among the reader's and behind them,
    groups of which one is named as another begins, a reader of no group, scores below 0."""
    rng, cases = random.Random(f"12.6/{seed}"), []
    for k, groups in ((2, ["public"]), (3, ["public"]), (1, ["public"]), (4, ["public", "staff"])):
        kinds = ["staff", "finance", "staff", *["public"] * 5]
        cases.append((_hits(rng, kinds), groups, k))
    for k in (0, 2, 9):
        cases.append((_hits(rng, ["public"] * 5), ["public"], k))
    for k, others in ((1, 12), (3, 1000)):
        cases.append((_hits(rng, ["staff"] * others + ["public"] * 4), ["public"], k))
    kinds = ["support", "public", "support-staff", "public", "staff", "support", "staff"]
    mixed = [(id, kind, round(s - 0.5, 4)) for id, kind, s in _hits(rng, kinds)]
    below = [("p1", "public", -0.2), ("p2", "staff", 0.1), ("p3", "public", -0.7)]
    below.append(("p4", "public", -0.5))
    cases += [(mixed, groups, 2) for groups in (["support"], ["support-staff"], [])]
    cases += [(mixed, ["public"], 1), (mixed, ["support", "public"], 3), (below, ["public"], 2)]
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
        Misconception(
            "The reader is shown a hit of a group that is not one of theirs. A group is theirs "
            "where it is in the list `groups` as a whole; where that is empty, none is.",
            _shows_others,
        ),
        would_return(
            lambda hits, groups, k: [],
            "Nothing ever comes back. Is a hit's group compared with the whole list?",
        ),
        *[
            would_return(
                lambda hits, groups, k, part=part: best_allowed(hits, groups[part], k),
                "You look at one of the reader's groups. They may have several.",
            )
            for part in (slice(1), slice(-1, None))
        ],
        would_return(
            _all_or_none, "You give nothing where there are fewer than k. Then all are wanted."
        ),
        would_return(
            _negatives_gone,
            "Hits with a score of 0 or less are missing. A score is any number.",
        ),
        would_return(
            lambda hits, groups, k: best_allowed([(*h[:2], abs(h[2])) for h in hits], groups, k),
            "You take scores without their sign. A score below 0 is worse than every one above.",
        ),
        would_return(
            _by_group,
            "You go group by group. The best come first, whichever of the groups they are of.",
        ),
        would_return(
            lambda hits, groups, k: _best([h for h in hits if h[1] in groups], len(hits))[::-1][:k],
            "The worst come first: the largest score is the best.",
        ),
        would_return(
            _room_for_others,
            "More than k come back where others' hits stand behind the reader's: filter first, "
            "then cut at k.",
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
