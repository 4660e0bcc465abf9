"""Exercise 08.6: a macro F1 that leaves out the class that never was said; an input, and a mend.

In: both programs, labels that show the fault and that do not. Out: how an input and a mended
program are judged (helpers.checks.broken).
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from helpers.checks.broken import Broken
from helpers.checks.exercise import Exercise
from helpers.checks.judge import would_return
from helpers.world.lexicon import CATEGORIES

MOST = 20  # labels of a learner's input
Labels = Sequence[str]


def macro_f1(golds: Labels, said: Labels) -> float:
    """The mean F1 over the classes of the gold set."""
    return _mean(golds, said, set(golds))


def handed_out(golds: Labels, said: Labels) -> float:
    """The mean over the classes that were said."""
    return _mean(golds, said, set(said))


def _mean(golds: Labels, said: Labels, classes: Iterable[str]) -> float:
    scores = [_f1(golds, said, one) for one in sorted(classes)]
    return sum(scores) / len(scores)


def _f1(golds: Labels, said: Labels, one: str) -> float:
    both = sum(g == s == one for g, s in zip(golds, said, strict=True))
    return 2 * both / (golds.count(one) + said.count(one))


def _union(golds: Labels, said: Labels) -> float:
    return _mean(golds, said, {*golds, *said})


def _both(golds: Labels, said: Labels) -> float:
    return _mean(golds, said, set(golds) & set(said) or {golds[0]})


def _accuracy(golds: Labels, said: Labels) -> float:
    return sum(g == s for g, s in zip(golds, said, strict=True)) / len(golds)


def _weighted(golds: Labels, said: Labels) -> float:
    return sum(_f1(golds, said, one) for one in golds) / len(golds)


def _recall(golds: Labels, said: Labels) -> float:
    pairs = list(zip(golds, said, strict=True))
    shares = [sum(g == s == one for g, s in pairs) / golds.count(one) for one in sorted(set(golds))]
    return sum(shares) / len(shares)


def _known(golds: Labels, said: Labels) -> float:
    return _mean(golds, said, set(golds) & set(CATEGORIES))


def _answered(golds: Labels, said: Labels) -> float:
    pairs = [(g, s) for g, s in zip(golds, said, strict=True) if s]
    return macro_f1([g for g, _ in pairs], [s for _, s in pairs])


def _replied_in_classes(golds: Labels, said: Labels) -> float:
    pairs = [(g, s) for g, s in zip(golds, said, strict=True) if s in golds]
    return macro_f1([g for g, _ in pairs], [s for _, s in pairs]) if pairs else 0.0


def admits(*args: object) -> str:
    """Two lists of labels, equally long; "" for them."""
    if len(args) != 2 or not all(isinstance(arg, list | tuple) for arg in args):
        return 'Two lists are wanted: `failing = (["bug"], ["bug"])`, the golds and what was said.'
    golds, said = args
    if not 1 <= len(golds) == len(said) <= MOST:
        return f"The lists are equally long, with 1 to {MOST} labels."
    if not all(isinstance(one, str) for one in (*golds, *said)):
        return "The labels are texts."
    return "" if all(isinstance(arg, list) for arg in args) else "Lists are wanted, not tuples."


def draws(seed: int) -> list[tuple]:
    """All classes said; one never said; one said that is none; both; unequal classes."""
    rng = random.Random(f"08.6/{seed}")
    a, b, c, d, e = rng.sample(CATEGORIES, 5)
    whole = [a, a, a, b, b, c]
    fair = [
        (whole, [a, a, b, b, b, c]),
        (whole, [a, b, a, b, c, a]),
        ([a, b], [a, b]),
        ([a, b], [b, a]),
        ([a, a, a, a, a, b], [a, a, a, a, b, b]),
    ]
    shown = [
        (whole, [a, a, a, b, b, b]),
        (whole, [a] * 6),
        (whole, [a, a, "refund", b, b, c]),
        ([a, a, b, c, d], [a, a, b, b, "other"]),
        ([a] * 9 + [e], [a] * 10),
        ([a, b], ["refund", "refund"]),
        (["spam", "spam", a], ["spam", a, ""]),
    ]
    return [(list(golds), list(said)) for golds, said in (*fair, *shown)]


PROGRAM = Broken(
    "macro_f1",
    handed_out,
    macro_f1,
    admits,
    draws,
    fault="It took the mean over the classes that were said, and left out the one never said.",
    misconceptions=(
        would_return(
            _union,
            "You take the classes that were said as well. The promise says: those of the gold set. "
            "A reply that is no class lowers the F1 of the class it should have had.",
        ),
        would_return(
            _both,
            "You leave out a class that is never said. That is the worst class, and its F1 is 0.",
        ),
        would_return(
            _accuracy,
            "You give the share of right labels. There a rare class hardly counts; in the macro "
            "mean every class counts alike.",
        ),
        would_return(
            _weighted,
            "You weigh the classes by their size, so that a rare one hardly counts. Each counts "
            "alike.",
        ),
        would_return(
            _known,
            "You name the labels of this course. The classes are those of the gold set, whatever "
            "they are.",
        ),
        would_return(
            _replied_in_classes,
            "You leave out the cases whose reply is no class of the gold set. Each counts in how "
            "often its class is gold.",
        ),
        would_return(
            _answered,
            "You leave out the cases without a reply. Each counts in how often its class is gold.",
        ),
        would_return(
            _recall,
            "You take the share of each class that was found. F1 also asks how much of what was "
            "said was right.",
        ),
    ),
)

MACRO = Exercise(
    id="08.6",
    title="The class that never was said",
    goal="Find labels for which `macro_f1` gives a wrong mean, and mend it.",
    points=3,
    minutes=15,
    difficulty="easy",
    budget="one input; one line to change",
    answers=("failing", "macro_f1"),
    questions=PROGRAM.questions,
    judge=PROGRAM.judge,
    untouched=PROGRAM.untouched,
    distractor="    for one in sorted(set(golds) & set(said)):",
    hints=(
        "Compute it by hand for `golds = [\"bug\", \"outage\"]` and a model that always says "
        "`bug`. Which classes are in the mean?",
        "The promise names the classes of the *gold set*. Through which labels does the loop go?",
    ),
)  # fmt: skip
