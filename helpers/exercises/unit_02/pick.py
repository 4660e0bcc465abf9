"""Exercise 02.6: drawing a token, with one that can never come; find the input, mend it.

In: both programs, probabilities and draws that show the fault and that do not. Out: how an input
and a mended program are judged (helpers.checks.broken).
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable

from helpers.checks.broken import Broken
from helpers.checks.exercise import Exercise
from helpers.checks.judge import would_return

MOST = 50  # tokens


def pick(probabilities: list[float], u: float) -> int | None:
    """The token that owns u: from the sum before it up to, and without, the sum with it."""
    total = 0.0
    for token, probability in enumerate(probabilities):
        total += probability
        if total > u:
            return token
    return None


def handed_out(probabilities: list[float], u: float) -> int | None:
    """Gives a border to the token before it."""
    total = 0.0
    for token, probability in enumerate(probabilities):
        total += probability
        if total >= u:
            return token
    return None


def _past_zeros(probabilities: list[float], u: float) -> int | None:
    """Passes over tokens of probability 0, and gives a border to the one before it all the same."""
    total = 0.0
    for token, probability in enumerate(probabilities):
        total += probability
        if total >= u and probability > 0:
            return token
    return None


def _one_late(probabilities: list[float], u: float) -> int:
    return min(pick(probabilities, u) + 1, len(probabilities) - 1)


def _hit(hits: Callable[[float, float], bool]) -> Callable:
    """A wrong pick: the first token for which `hits(sum so far, u)`."""

    def wrong(probabilities: list[float], u: float) -> int | None:
        sums = list(itertools.accumulate(probabilities))
        return next((token for token, total in enumerate(sums) if hits(total, u)), None)

    return wrong


def _next_at_border(probabilities: list[float], u: float) -> int:
    came = handed_out(probabilities, u)
    return came + (sum(probabilities[: came + 1]) == u)


def admits(*args: object) -> str:
    """Probabilities that add up to 1, and a number from 0 to below 1; "" for both."""
    if len(args) != 2 or not isinstance(args[0], list) or not _is_number(args[1]):
        return "`pick` takes a list of probabilities and a number: `failing = ([0.5, 0.5], 0.3)`."
    shares, u = args
    if not 1 <= len(shares) <= MOST or not all(_is_number(x) and 0 <= x <= 1 for x in shares):
        return f"The probabilities are 1 to {MOST} numbers from 0 to 1."
    if abs(sum(shares) - 1) > 1e-9:
        return "The probabilities must add up to 1."
    return "" if 0 <= u < 1 else "`u` is a number from 0 to below 1, as `random.random()` gives it."


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def draws(seed: int) -> list[tuple]:
    """Eighths, which a float holds exactly: inside a token's share, at its borders, just below
    one, beside a 0."""
    rng = random.Random(f"02.6/{seed}")
    eighths = rng.choice([[1, 3, 4], [2, 2, 4], [5, 1, 2]])
    shares = [n / 8 for n in eighths]
    inside = [(shares, round(rng.uniform(0.01, 0.99), 3) + 1e-4) for _ in range(4)]
    border = [(shares, 0.0), (shares, shares[0]), (shares, shares[0] + shares[1])]
    border += [([0.125] * 8, 0.625 - 2**-53)]  # the last that random() has before a border
    return [*inside, *border, ([0.0, *shares], 0.0), ([shares[0], 0.0, 1 - shares[0]], shares[0])]


TURNED = (
    "You have turned the comparison round: the first token comes whose sum has not passed `u`. "
    "Wanted is the first whose sum has."
)
NUDGED = (
    "You move the border by a small number, and what lies just below it now goes to the token "
    "after it. A comparison without such a number says whose the border is. (The `u` shown is "
    "rounded: it lies just below the border.)"
)
PROGRAM = Broken(
    "pick",
    handed_out,
    pick,
    admits,
    draws,
    fault="A border belonged to the token before it, so that even a token of probability 0 came.",
    misconceptions=(
        would_return(_one_late, "Now every draw gives the token after the right one."),
        would_return(
            _past_zeros,
            "You pass over tokens of probability 0, and a border still goes to the token before "
            "it. It belongs to the one after.",
        ),
        would_return(
            lambda shares, u: shares.index(max(shares)),
            "Now the most likely token comes, whatever `u` is: that is temperature 0.",
        ),
        would_return(
            lambda shares, u: pick(sorted(shares, reverse=True), u),
            "You sort the probabilities. What comes then is a place in the sorted list, and not "
            "the token's.",
        ),
        would_return(
            lambda shares, u: None,
            "`None` came where a token is wanted: the loop ended without one, or it was printed, "
            "and what is printed is not returned.",
        ),
        would_return(
            lambda shares, u: next((i for i, share in enumerate(shares) if share > u), None),
            "You compare each probability alone with `u`. It is the sum up to and with it that "
            "has to pass `u`.",
        ),
        would_return(
            _next_at_border,
            "You give a border to the next place, and the token there may have probability 0: it "
            "owns nothing. The border belongs to the next one that owns something.",
        ),
        would_return(
            _hit(lambda total, u: total == u),
            "You give a token only where the sum is exactly `u`. It owns all from the sum before "
            "it on, up to and without the sum with it.",
        ),
        would_return(_hit(lambda total, u: total <= u), TURNED),
        would_return(_hit(lambda total, u: total < u), TURNED),
        would_return(_hit(lambda total, u: total > u + 1e-9), NUDGED),
        would_return(_hit(lambda total, u: total >= u + 1e-9), NUDGED),
        would_return(_hit(lambda total, u: total > u + 1e-3), NUDGED),
    ),
)

PICK = Exercise(
    id="02.6",
    title="A token that cannot come",
    goal="Find an input for which `pick` gives a wrong token, and mend it.",
    points=2,
    minutes=10,
    difficulty="medium",
    budget="one input; one line to change",
    answers=("failing", "pick"),
    questions=PROGRAM.questions,
    judge=PROGRAM.judge,
    untouched=PROGRAM.untouched,
    distractor="        if total == u:",
    hints=(
        "Almost every `u` is right. Faults of this kind sit at borders: which are there here?",
        "Draw the line from 0 to 1 for `[0.5, 0.5]` on paper. Whose is the point 0.5? And for "
        "`[0.0, 1.0]`: whose is the point 0?",
    ),
)
