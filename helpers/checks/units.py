"""Finds the exercises: one module per unit, helpers/checks/unit_NN.py, with its EXERCISES.

In: by number, by id; loaded when asked for. Out: what the exercises are.
"""

from __future__ import annotations

import importlib
from pathlib import Path

from helpers.checks.exercise import Exercise


def numbers() -> list[str]:
    """["00", "01", ...]: the units that have exercises."""
    return sorted(file.stem[5:] for file in Path(__file__).parent.glob("unit_[0-9][0-9].py"))


def exercises(unit: str) -> tuple[Exercise, ...]:
    """The exercises of unit "01", in order."""
    return importlib.import_module(f"helpers.checks.unit_{unit}").EXERCISES


def find(exercise_id: str) -> Exercise | None:
    """The exercise with this id, or None."""
    unit = str(exercise_id)[:2]
    mine = exercises(unit) if unit in numbers() else ()
    return next((exercise for exercise in mine if exercise.id == exercise_id), None)
