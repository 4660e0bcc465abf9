"""Exercise NN.0 of every unit but the first: three questions from the units before it.

In: which banks of questions a unit needs (unit_MM/recall.py), the exercise around them. Out: the
questions (the banks), drawing and judging them (helpers.checks.recall).
"""

from __future__ import annotations

import importlib
import os
import random
from collections.abc import Mapping

from helpers.checks import recall
from helpers.checks.exercise import Exercise
from helpers.exercises import units

# the README's column "Needs", where it is not the unit before: what may be skipped is not asked
NEEDS = {"05": "02", "06": "05", "08": "05", "10": "05", "12": "05", "13": "12", "16": "03"}


def needed(unit: str) -> list[str]:
    """The units that somebody has read who reads this one: needed("06") -> 00, 01, 02, 05."""
    before = NEEDS.get(unit)
    return [*needed(before), before] if before else [n for n in units.numbers() if n < unit]


def banks(unit: str) -> Mapping[str, recall.Bank]:
    """{"00": questions, "01": questions, …}: those of the units that this one needs."""
    needs = needed(unit)
    return {n: importlib.import_module(f"helpers.exercises.unit_{n}.recall").BANK for n in needs}


def exercise(unit: str) -> Exercise:
    """ "05.0": worth one point, whatever is drawn."""
    return Exercise(
        id=f"{unit}.0",
        title="From earlier units",
        goal="Answer three questions from memory. What you look up, look up afterwards.",
        points=1,
        minutes=4,
        difficulty="easy",
        budget="three short answers",
        answers=(recall.NAME,),
        questions=recall.questions,
        judge=recall.judge(lambda: banks(unit)),
        hints=(
            "A number is a number, a letter or a word stands in quotes: "
            '`recalled = (7413, 12, "b", "stop")`.',
            "The check says which answers are not right yet, and where to look again.",
        ),
    )


def draw() -> int:
    """A number for a new draw; what COURSE_DRAW says where outputs are kept and compared."""
    fixed = os.environ.get("COURSE_DRAW")
    system = random.SystemRandom()
    return int(fixed) if fixed else system.randint(recall.FIRST_DRAW, recall.LAST_DRAW)
