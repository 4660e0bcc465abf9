"""Finds the exercises: a folder for each unit, helpers/exercises/unit_NN/, with its EXERCISES.

In: by number, by id; loaded when asked for. Out: what the exercises are.
"""

from __future__ import annotations

import importlib
from pathlib import Path

from helpers.checks.exercise import Exercise


def numbers() -> list[str]:
    """["00", "01", ...]: the units that have exercises."""
    folders = Path(__file__).parent.glob("unit_[0-9][0-9]/__init__.py")
    return sorted(file.parent.name[5:] for file in folders)


def exercises(unit: str) -> tuple[Exercise, ...]:
    """The exercises of unit "01", in order."""
    return importlib.import_module(f"helpers.exercises.unit_{unit}").EXERCISES


def find(exercise_id: str) -> Exercise | None:
    """The exercise with this id, or None."""
    unit = str(exercise_id)[:2]
    mine = exercises(unit) if unit in numbers() else ()
    return next((exercise for exercise in mine if exercise.id == exercise_id), None)
