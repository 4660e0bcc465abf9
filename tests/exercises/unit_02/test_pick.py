"""Exercise 02.6: answers right and wrong, and what the check says to each."""

import pytest
from cases import Answers, table

from helpers.exercises.unit_02 import pick

FAILING = "failing = ([0.0, 1.0], 0)\n"
BROKEN = """
def pick(probabilities, u):
    total = 0.0
    for token, probability in enumerate(probabilities):
        total += probability
        if total >= u:
            return token
"""
MENDED = BROKEN.replace(">=", ">")

CASES = Answers(
    right=(
        FAILING + MENDED,
        "import bisect, itertools\n"
        "failing = ([0.25, 0.75], 0.25)\n"
        "def pick(probabilities, u):\n"
        "    return bisect.bisect_right(list(itertools.accumulate(probabilities)), u)",
        """failing = ([0, 0, 1], 0)
def pick(probabilities, u):
    for token, probability in enumerate(probabilities):
        if u < probability:
            return token
        u -= probability""",
    ),
    wrong=(
        (FAILING + BROKEN, "the same wrong value as before"),
        ("failing = ([0.5, 0.5], 0.3)\n" + MENDED, "does not show the fault"),
        ("failing = ([0.5, 0.2], 0.5)\n" + MENDED, "add up to 1"),
        ("failing = ([0.5, 0.5], 1.0)\n" + MENDED, "below 1"),
        ("failing = 0.5\n" + MENDED, "as a tuple"),
        (FAILING + BROKEN.replace(">= u", ">= u and probability > 0"), "you pass over tokens"),
        (FAILING + "def pick(p, u):\n    return p.index(max(p))", "temperature 0"),
        (FAILING + MENDED.replace("return token", "return min(token + 1, len(probabilities) - 1)"),
         "the token after"),
        (FAILING + MENDED.replace("> u", ">= u + 1e-9"), "by a small number"),
        (FAILING + MENDED.replace("> u", "> u + 0.001"), "by a small number"),
        (FAILING + MENDED.replace("> u", "== u"), "only where the sum is exactly"),
        (FAILING + MENDED.replace("> u", "< u"), "turned the comparison round"),
        (FAILING + MENDED.replace("> u", "<= u"), "turned the comparison round"),
        (FAILING + MENDED.replace("if total >", "if probability >"), "each probability alone"),
        (FAILING + MENDED.replace("return token", "print(token)"), "is not returned"),
        (FAILING + MENDED.replace("(probabilities):", "(sorted(probabilities)[::-1]):"),
         "you sort the probabilities"),
        (FAILING + MENDED + "        if total == u:\n            return token + 1", "owns nothing"),
    ),
)  # fmt: skip
test_answers = table("02.6", CASES)


@pytest.mark.parametrize("seed", range(20))
def test_every_draw_lies_below_the_sum(seed):
    assert all(pick.admits(*args) == "" for args in pick.draws(seed))
    assert all(pick.pick(*args) is not None for args in pick.draws(seed))
