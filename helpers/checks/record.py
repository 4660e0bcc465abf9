"""The learner's record: which exercises are passed, for how many points. One JSON file.

In: reading, adding a verdict, and the table as text and HTML.
Out: judging. Grading never reads this file; it belongs to the learner, who may edit it.

The file is work/.progress.json in the repository, or what COURSE_PROGRESS names (tests use that).
"""

from __future__ import annotations

import html
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from helpers.checks.exercise import Exercise, Verdict

ROOT = Path(__file__).resolve().parents[2]


def path() -> Path:
    """Where the record is kept."""
    return Path(os.environ.get("COURSE_PROGRESS") or ROOT / "work" / ".progress.json")


def load(file: Path) -> dict[str, dict]:
    """{"01.2": {"outcome": "passed", "points": 3.0}, ...}; {} when there is no file yet.

    A file that cannot be read is moved aside, to <name>.broken, and {} comes back.
    """
    try:
        record = json.loads(file.read_text(encoding="utf-8"))["exercises"]
        return {
            id: {"outcome": e["outcome"], "points": float(e["points"])} for id, e in record.items()
        }
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError, KeyError, AttributeError):
        _move_aside(file)
        return {}


def _move_aside(file: Path) -> None:
    aside = file.with_name(file.name + ".broken")
    file.replace(aside)
    print(f"Your progress file could not be read. It is kept as {aside.name}; a new one begins.")


def save(exercise: Exercise, verdict: Verdict, file: Path) -> None:
    """Adds a verdict to the record. The best one stays: what is passed stays passed."""
    record = load(file)
    new = {"outcome": verdict.outcome, "points": exercise.earned(verdict)}
    old = record.get(exercise.id)
    if verdict.outcome == "not attempted" or (old and _rank(old) > _rank(new)):
        return
    _write({**record, exercise.id: new}, file)


def _rank(entry: Mapping) -> tuple:
    return entry["outcome"] == "passed", entry["points"]


def _write(record: Mapping, file: Path) -> None:
    """Whole or not at all: a crash in between leaves the old file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    text = json.dumps({"version": 1, "exercises": dict(sorted(record.items()))}, indent=1)
    part.write_text(text + "\n", encoding="utf-8")
    part.replace(file)


def rows(exercises: Sequence[Exercise], record: Mapping[str, dict]) -> list[tuple]:
    """(id, title, outcome in words, points earned, points possible) for each exercise."""
    blank = {"outcome": "not attempted", "points": 0.0}
    entries = [(e, record.get(e.id, blank)) for e in exercises]
    return [(e.id, e.title, entry["outcome"], entry["points"], e.points) for e, entry in entries]


def as_text(table: Sequence[tuple]) -> str:
    """The table in plain text: a line for each unit, under it the exercises of a unit begun."""
    units, lines = by_unit(table), []
    for unit, mine in units.items():
        lines.append(f"Unit {unit}: {total(mine)}")
        lines += [_text_row(row) for row in mine if begun(mine) or mine == list(table)]
    return "\n".join(lines if len(units) == 1 else [*lines, f"All units: {total(table)}"])


def _text_row(row: tuple) -> str:
    id, title, outcome, got, of = row
    return f"  {id}  {outcome:<13}  {points(got, of):>8}  {title}"


def as_html(table: Sequence[tuple]) -> str:
    """The same as an HTML table; the outcome is a word, never only a colour."""
    head = "".join(f'<th scope="col" style="text-align:left">{name}</th>' for name in _HEAD)
    shown = []
    for unit, mine in by_unit(table).items():
        whole = (unit, f"{len(mine)} exercises", "not attempted", 0.0, sum(row[4] for row in mine))
        shown += mine if begun(mine) or mine == list(table) else [whole]
    return (
        f'<table><caption style="text-align:left">Progress: {total(table)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(map(_html_row, shown))}</tbody></table>"
    )


_HEAD = ("Exercise", "Title", "Outcome", "Points")


def _html_row(row: tuple) -> str:
    id, title, outcome, got, of = row
    word = f"<strong>{outcome}</strong>" if outcome == "passed" else outcome
    cells = "".join(
        f'<td style="text-align:left">{text}</td>' for text in (html.escape(title), word)
    )
    return f'<tr><th scope="row">{id}</th>{cells}<td>{points(got, of)}</td></tr>'


def by_unit(table: Sequence[tuple]) -> dict[str, list[tuple]]:
    """The rows of each unit, by its number."""
    numbers = sorted({row[0][:2] for row in table})
    return {unit: [row for row in table if row[0].startswith(f"{unit}.")] for unit in numbers}


def begun(rows_of_unit: Sequence[tuple]) -> bool:
    """Whether an exercise of the unit was tried."""
    return any(row[2] != "not attempted" for row in rows_of_unit)


def total(table: Sequence[tuple]) -> str:
    """'2 of 3 exercises passed, 5 of 8 points'"""
    done = sum(row[2] == "passed" for row in table)
    got, of = sum(row[3] for row in table), sum(row[4] for row in table)
    return f"{done} of {len(table)} exercises passed, {points(got, of)} points"


def points(got: float, of: float) -> str:
    """points(1.5, 3) -> '1.5 of 3'"""
    return f"{got:g} of {of:g}"
