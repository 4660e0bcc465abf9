"""Exercise 13.6: citation precision that forgets what two passages say together; find it, mend it.

In: both programs, inputs that show the fault and that do not. Out: citation recall and precision
of many claims (helpers.measure.citations, with ALCE's values).
"""

from __future__ import annotations

import random

from helpers.checks.broken import Broken
from helpers.checks.exercise import Exercise
from helpers.checks.judge import Misconception, would_return
from helpers.measure import citations

MOST = 8  # citations of a claim, sets that are enough


def relevant(cited: list, enough: list) -> list[str]:
    """The citations that count, in their order, as ALCE counts (Gao et al. 2023)."""
    kept = citations.relevant("claim", cited, lambda _, ids: _supports(ids, enough))
    return [id for id, counts in zip(cited, kept, strict=True) if counts]


def handed_out(cited: list, enough: list) -> list[str]:
    """Asks each citation alone."""
    return [id for id in cited if any(set(some) <= {id} for some in enough)]


def _supports(ids, enough: list) -> bool:
    return any(set(some) <= set(ids) for some in enough)


def _whole_or_nothing(cited: list, enough: list) -> list[str]:
    return list(cited) if cited and _supports(cited, enough) else []


def _needed_only(cited: list, enough: list) -> list[str]:
    """What the claim loses support without."""
    if not cited or not _supports(cited, enough):
        return []
    return [id for id in cited if not _supports([x for x in cited if x != id], enough)]


def _in_some_set(cited: list, enough: list) -> list[str]:
    return [id for id in cited if any(id in some for some in enough)]


def _in_a_whole_set(cited: list, enough: list) -> list[str]:
    held = [some for some in enough if set(some) <= set(cited)]
    return [id for id in cited if any(id in some for some in held)]


def _without_recall(cited: list, enough: list) -> list[str]:
    """Forgets that the claim must be supported at all."""
    rest = {id: [x for x in cited if x != id] for id in cited}
    return [id for id in cited if _supports([id], enough) or not _supports(rest[id], enough)]


def admits(*args: object) -> str:
    """Ids that are cited, and lists of ids that are enough together; "" for both."""
    if len(args) != 2 or not all(isinstance(arg, list | tuple) for arg in args):
        return 'Two lists: `failing = (["a", "b"], [["a"], ["b", "c"]])`.'
    cited, enough = args
    if len(cited) > MOST or len(enough) > MOST:
        return f"At most {MOST} of each."
    if cited and all(isinstance(some, list | tuple) for some in cited):
        return "First what is cited, then what is enough."
    if not all(isinstance(id, str) for id in cited) or len(set(cited)) < len(cited):
        return "What is cited are ids, texts, each once."
    if not all(isinstance(some, list | tuple) and some for some in enough):
        return "Each entry of `enough` is a list of at least one id."
    if not all(isinstance(id, str) for some in enough for id in some):
        return "Each entry of `enough` is a list of ids, which are texts."
    return ""


def draws(seed: int) -> list[tuple]:
    """Alone, together, in vain, unsupported, two ways of support that overlap or not, a part of a
    second way, nothing."""
    rng = random.Random(f"13.6/{seed}")
    a, b, c, d = rng.sample([f"n{n}" for n in range(1, 30)], 4)
    fixed = [
        ([a], [[a]]),
        ([a, b], [[a]]),
        ([b, a], [[a]]),
        ([a, b], [[a, b]]),
        ([b, a, c], [[a, b]]),
        ([a, b], [[a], [b]]),
        ([a, b, c], [[a, b], [c]]),
        ([a, b, c], [[a, b], [b, c]]),
        ([a, b, c], [[a, b, c]]),
        ([a, b], [[a, b, c]]),
        ([a, b], [[c]]),
        ([a], [[b]]),
        ([], [[a]]),
        ([a, b], []),
        ([d, c, b, a], [[a], [b, c]]),
        ([c, d], [[a, b], [c, d, a]]),
        ([a, b, c], [[a], [b, d]]),
        ([a, b, c, d], [[a, b], [c, d]]),
    ]
    for _ in range(4):
        cited = rng.sample([a, b, c, d], 3)
        fixed.append((cited, [rng.sample([a, b, c, d], rng.randint(1, 2)) for _ in range(2)]))
    return fixed


PROGRAM = Broken(
    "relevant",
    handed_out,
    relevant,
    admits,
    draws,
    fault="It asked each citation alone, so that two passages that only together say it counted "
    "for nothing.",
    misconceptions=(
        would_return(
            _without_recall,
            "You count citations of a claim that nothing supports. Ask first whether all of them "
            "together support it.",
        ),
        would_return(
            _whole_or_nothing,
            "You count every citation of a supported claim. One that does not support it, and that "
            "nobody misses, is irrelevant.",
        ),
        would_return(
            _needed_only,
            "You keep only what the claim cannot do without. Of two citations that each say it, "
            "none is needed, and both count.",
        ),
        would_return(
            lambda cited, enough: _in_some_set(cited, enough) if _supports(cited, enough) else [],
            "You count each id that some set names. Where the claim is supported without it, and "
            "it says nothing alone, it is irrelevant.",
        ),
        Misconception(
            "You take the lists of `enough` for ids. First what is cited, then what is enough.",
            lambda case: "unhashable" in (case.reply.error or ""),
        ),
        would_return(
            _in_some_set,
            "You count what could help. The rest of that set must be cited too.",
        ),
        would_return(
            _in_a_whole_set,
            "You count each member of a set that is cited whole. Where the claim is supported "
            "without it, and it says nothing alone, it is irrelevant.",
        ),
    ),
)

COUNTING = Exercise(
    id="13.6",
    title="Precision, counted too strictly",
    goal="Find an input for which `relevant` gives a wrong value, and mend it.",
    points=3,
    minutes=15,
    difficulty="medium",
    budget="one input; two to five lines to change",
    answers=("failing", "relevant"),
    questions=PROGRAM.questions,
    judge=PROGRAM.judge,
    untouched=PROGRAM.untouched,
    distractor="    return [id for id in cited if supports([id])]",
    hints=(
        "Some things are said by two passages together: the one names the plan, the other its "
        "price. What does the program make of such a pair?",
        "ALCE's rule: nothing counts where all citations together do not support the claim. Else "
        "one is irrelevant if it does not support the claim alone *and* the others do without it.",
    ),
)
