"""Exercise NN.0 of every unit but the first: three questions from the units before it.

In: which banks of questions are earlier (unit_MM/recall.py), the exercise around them. Out: the
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


def banks(unit: str) -> Mapping[str, recall.Bank]:
    """{"00": questions, "01": questions, …}: those of the units before this one."""
    earlier = [number for number in units.numbers() if number < unit]
    return {n: importlib.import_module(f"helpers.exercises.unit_{n}.recall").BANK for n in earlier}


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
