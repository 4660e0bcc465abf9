"""What a reader predicted, what came, and how well the two agree. One JSON file, the reader's own.

In: writing a prediction down before its value is known, the distance, the sums of a unit. Out:
showing them (exercises.notebook), points: a prediction is never required and never graded.

A prediction is a number, or two between which the value lies eight times in ten. It counts when
it was made before the value was seen. The file lies beside the record of exercises.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from helpers.checks import record

SURE = 0.8  # how often a range should hold the value
NOISE = 1e-9  # 0.1 + 0.2 is 0.3 here


@dataclass(frozen=True)
class Prediction:
    """`low` and `high` are equal for a single number; `actual` is None until it was seen."""

    low: float | None
    high: float | None
    actual: float | None = None

    @property
    def counts(self) -> bool:
        return self.low is not None and self.actual is not None

    @property
    def off(self) -> float:
        """How far the value lies above what was predicted (below: negative); inside a range 0."""
        beyond = max(self.actual - self.high, 0) or min(self.actual - self.low, 0)
        return beyond if abs(beyond) > NOISE else 0


def path() -> Path:
    """Where predictions are kept."""
    return record.path().with_name(".predictions.json")


def load() -> dict[str, Prediction]:
    """{"02.3": Prediction(0.4, 0.4, 0.55), …}; {} where there is no file that can be read."""
    try:
        stored = json.loads(path().read_text(encoding="utf-8"))
        return {id: Prediction(**fields) for id, fields in stored.items()}
    except (FileNotFoundError, ValueError, TypeError, AttributeError):
        return {}


def save(made: Mapping[str, Prediction]) -> None:
    """Whole or not at all: a crash in between leaves the old file."""
    file = path()
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    table = {id: asdict(one) for id, one in sorted(made.items())}
    part.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    part.replace(file)


def predict(id: str, low: float, high: float) -> str:
    """Writes a prediction down, unless its value was seen before; what to say of it."""
    made = load()
    before = made.get(id, Prediction(None, None))
    if (before.low, before.high) == (low, high):
        return f"{id}: you say {_said(before)}."
    if before.actual is not None:
        return (
            f"{id}: you have seen the value already ({before.actual:g}), so "
            f"{_said(Prediction(low, high))} is not counted."
        )
    made[id] = Prediction(low, high)
    save(made)
    return f"{id}: you say {_said(made[id])}."


def meet(id: str, actual: float) -> str:
    """Writes down what came; how far off the prediction was, or "" where there is none."""
    made = load()
    before = made.get(id, Prediction(None, None))
    if before.actual != actual:
        made[id] = before = replace(before, actual=actual)
        save(made)
    return f"{id}: {_compared(before)}." if before.counts else ""


def _said(one: Prediction) -> str:
    return f"{one.low:g}" if one.low == one.high else f"{one.low:g} to {one.high:g}"


def _compared(one: Prediction) -> str:
    head = f"you said {_said(one)}, it is {one.actual:g}"
    if one.low != one.high:
        return f"{head}: {'outside' if one.off else 'inside'} your range"
    if one.off == 0:
        return f"{head}: exactly"
    return f"{head}: {abs(one.off):.3g} too {'low' if one.off > 0 else 'high'}"


def summary(unit: str) -> str:
    """A line for each prediction of a unit, and how well calibrated its reader is; "" for none."""
    mine = {i: p for i, p in load().items() if i.startswith(f"{unit}.") and p.counts}
    if not mine:
        return ""
    lines = [f"- {id}: {_compared(one)}" for id, one in mine.items()]
    return "\n".join([f"Your predictions in unit {unit}:", "", *lines, "", *_calibration(mine)])


def _calibration(mine: Mapping[str, Prediction]) -> Sequence[str]:
    n, off = len(mine), [one.off for one in mine.values()]
    low, high = sum(x > 0 for x in off), sum(x < 0 for x in off)
    lines = [
        f"{n} prediction{'s' * (n != 1)}: {low} too low, {high} too high, {n - low - high} right."
    ]
    ranges = [one for one in mine.values() if one.low != one.high]
    if ranges:
        held = sum(one.off == 0 for one in ranges)
        lines.append(
            f"{held} of {len(ranges)} ranges held the value; {SURE:.0%} should, "
            f"which is about {SURE * len(ranges):.1f}."
        )
    return lines
