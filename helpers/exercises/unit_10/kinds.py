"""Exercise 10.1: kinds of errors counted, and when enough has been read.

In: notes in the order of reading, both results, wrong ways to get them. Out: how kinds are found.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import compare, value_is, would_return

NAMES = (
    "takes the denied", "names the product", "invents a label", "cut off", "follows the text",
    "wrong language", "two topics", "typing error", "unclear gold",
)  # fmt: skip
Read = tuple[dict[str, int], int | None]


def read(notes: Sequence[str], quiet: int) -> Read:
    """How often each kind came, and after how many notes `quiet` in a row brought no new kind."""
    return dict(Counter(notes)), _enough(notes, quiet)


def _enough(notes: Sequence[str], quiet: int) -> int | None:
    last_new = 0
    for at, kind in enumerate(notes, 1):
        if kind not in notes[: at - 1]:
            last_new = at
        if at - last_new == quiet:
            return at
    return None


def _to_the_end(notes: Sequence[str], quiet: int) -> Read:
    """Quiet at the end, wherever it was quiet before."""
    last_new = max((notes.index(kind) + 1 for kind in notes), default=0)
    return dict(Counter(notes)), last_new + quiet if len(notes) - last_new >= quiet else None


def _same_in_a_row(notes: Sequence[str], quiet: int) -> Read:
    run = 0
    for at, kind in enumerate(notes, 1):
        run = run + 1 if at > 1 and kind == notes[at - 2] else 1
        if run == quiet:
            return dict(Counter(notes)), at
    return dict(Counter(notes)), None


def _at_the_last_new(notes: Sequence[str], quiet: int) -> Read:
    counts, at = read(notes, quiet)
    return counts, at - quiet if at else None


def _one_late(notes: Sequence[str], quiet: int) -> Read:
    return dict(Counter(notes)), _enough(notes, quiet + 1)


def _last_time(notes: Sequence[str], quiet: int) -> Read:
    last_new, stop = 0, None
    for at, kind in enumerate(notes, 1):
        if kind not in notes[: at - 1]:
            last_new = at
        if at - last_new == quiet:
            stop = at
    return dict(Counter(notes)), stop


def _never_back(notes: Sequence[str], quiet: int) -> Read:
    """Notes without a new kind, together instead of in a row."""
    known = [at for at, kind in enumerate(notes, 1) if kind in notes[: at - 1]]
    return dict(Counter(notes)), known[quiet - 1] if len(known) >= quiet else None


def _new_counts(notes: Sequence[str], quiet: int) -> Read:
    """The note that brings a new kind as the first quiet one."""
    return dict(Counter(notes)), _enough(notes, quiet - 1) if quiet > 1 else min(1, len(notes))


def _from_zero(notes: Sequence[str], quiet: int) -> Read:
    counts, at = read(notes, quiet)
    return counts, at and at - 1


def _last_left_out(notes: Sequence[str], quiet: int) -> Read:
    counts, at = read(notes, quiet)
    return counts, at if at != len(notes) else None


def _only_until_then(notes: Sequence[str], quiet: int) -> Read:
    at = _enough(notes, quiet)
    return dict(Counter(notes[:at])), at


def _all_read(notes: Sequence[str], quiet: int) -> Read:
    counts, at = read(notes, quiet)
    return counts, at or len(notes)


def questions(seed: int) -> list[Question]:
    """Quiet early and then something new; quiet twice; never quiet; exactly quiet at the end;
    quiet only after a row that broke off; nothing read."""
    rng = random.Random(f"10.1/{seed}")
    a, b, c, d = rng.sample(NAMES, 4)
    early = [a, b, *rng.choices([a, b], k=4), c, a, d, *rng.choices([a, b, c, d], k=8)]
    never = [a, a, b, a, c, b, d, a]
    exact = [a, b, b, a, c, *rng.choices([a, b], k=5)]
    long = [a, b, c, *rng.choices([a, a, a, b, c], k=20)]
    asked = [
        (early, 4),
        (early, 8),
        (never, 5),
        (exact, 5),
        (exact, 6),
        (long, 10),
        ([a, a, a, b, b, b, c], 2),
        ([a, a, b, a, b, a, c], 3),
        ([], 3),
        ([a], 1),
    ]
    return [Call("read", args) for args in asked]


KINDS = Exercise(
    id="10.1",
    title="Enough read",
    goal="Write `read(notes, quiet)`: how often each kind of error came, and when to stop reading.",
    points=2,
    minutes=10,
    difficulty="easy",
    budget="no call; up to eight lines",
    answers=("read",),
    questions=questions,
    judge=compare(
        read,
        [
            would_return(
                _only_until_then,
                "The counts end where you may stop. What has been read is counted, all of it.",
            ),
            would_return(
                _all_read,
                "Where it never was quiet for long enough, nobody knows what else there is: "
                "`None`, not a number.",
            ),
            would_return(
                _to_the_end,
                "You wait until no new kind comes at all, to the end. Whoever reads cannot look "
                "ahead: stop the first time that `quiet` notes in a row brought nothing new.",
            ),
            would_return(
                _last_time,
                "You stop at the last time that it was quiet. The first time counts: whoever reads "
                "cannot look ahead.",
            ),
            would_return(
                _same_in_a_row,
                "You count how often the same kind came in a row. *Quiet* means that every one of "
                "these kinds has come before, not that they are alike.",
            ),
            would_return(
                _at_the_last_new,
                "You give the place of the last new kind. Wanted is how many notes have been read "
                "when you may stop: that one and the quiet ones after it.",
            ),
            would_return(
                _one_late, "One too many: with `quiet` notes in a row without a new kind, stop."
            ),
            would_return(
                _never_back,
                "You never put the number of quiet notes back to 0. *In a row* means that a new "
                "kind begins it anew.",
            ),
            would_return(
                _new_counts,
                "You count the note with the new kind as the first quiet one: one too few. The row "
                "begins with the note after it.",
            ),
            would_return(
                _from_zero,
                "You give the place of the last note read, counted from 0. Wanted is how many have "
                "been read: one more.",
            ),
            would_return(
                _last_left_out,
                "You do not stop after the very last note. Where the row is full there, all have "
                "been read, and that number is wanted.",
            ),
            value_is(
                lambda value, wanted: list(value) == list(wanted)[::-1],
                "The pair is the wrong way round: first the counts, then when to stop.",
            ),
            value_is(
                lambda value, wanted: isinstance(value, dict | int),
                "A pair is wanted: the counts as a dict, and when to stop.",
            ),
        ],
        message="Count all that you read, and stop when reading teaches nothing new.",
    ),
    distractor="    return Counter(notes), len(set(notes))",
    hints=(
        "Keep the kinds that have come in a set, and a number: how many notes in a row were known. "
        "A new kind puts it back to 0.",
        "`for at, kind in enumerate(notes, 1):` gives the number of notes read so far. The counts "
        "are `dict(Counter(notes))`, whatever the loop finds.",
    ),
)
