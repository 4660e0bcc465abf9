"""The working in a reply: its equations, whether they hold together, and where they go wrong.

In: text such as "14 + 5 = 19\\n19 - 3 = 16\\nAnswer: 16". Out: asking for it (the lessons do).

    fault("14 + 5 = 19\\n19 + 3 = 22\\nAnswer: 22", "14 + 5 = 19; 19 - 3 = 16")  ->  "reading"
"""

from __future__ import annotations

import operator
import re
from itertools import pairwise

EQUATION = re.compile(r"(\d+) ([-+*]) (\d+) = (-?\d+)")
ANSWER = re.compile(r"Answer: (-?\d+)")
DOES = {"+": operator.add, "-": operator.sub, "*": operator.mul}
FAULTS = ("none", "steps left out", "reading", "calculation", "carrying", "answer")

Equation = tuple[int, str, int, int]  # 14 + 5 = 19 is (14, "+", 5, 19)


def equations(text: str) -> list[Equation]:
    """Every equation with two numbers on its left, in order."""
    return [(int(a), sign, int(b), int(c)) for a, sign, b, c in EQUATION.findall(text)]


def calculates(equation: Equation) -> bool:
    """Is the right side what the left side gives?"""
    first, sign, second, result = equation
    return DOES[sign](first, second) == result


def sound(text: str) -> bool:
    """Does the working hold together, as far as that shows without the problem?

    Each equation calculates, each begins with the result before it, and the last result is the
    answer. Whether the equations are those that the problem wants, nobody can tell from them.
    """
    found, answer = equations(text), ANSWER.search(text)
    return (
        bool(found)
        and all(map(calculates, found))
        and all(after[0] == before[3] for before, after in pairwise(found))
        and answer is not None
        and int(answer[1]) == found[-1][3]
    )


def fault(text: str, working: str) -> str:
    """Where a reply first departs from the right working; one of FAULTS.

    "reading": another number or sign than the problem says; "calculation": the right numbers, a
    wrong result; "carrying": it goes on with another number than it had; "answer": all equations
    are right, and the answer is not.
    """
    found, wanted = equations(text), equations(working)
    if len(found) < len(wanted):
        return "steps left out"
    for i, (mine, right) in enumerate(zip(found, wanted, strict=False)):
        if mine[1:3] != right[1:3] or (i == 0 and mine[0] != right[0]):
            return "reading"
        if mine[0] != right[0]:
            return "carrying"
        if mine[3] != right[3]:
            return "calculation"
    answer = ANSWER.search(text)
    return "none" if answer and int(answer[1]) == wanted[-1][3] else "answer"
