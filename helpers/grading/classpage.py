"""The class at a glance: pass rates, what most got wrong, which exercise tells learners apart.

In: results of many. Out: single learners: the gradebook has those.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from helpers.grading import labs
from helpers.grading.marking import Mark, Result
from helpers.grading.page import markdown, page, table, text
from helpers.measure.metrics import rate

MOST_COMMON = 5


def write(file: Path, results: Sequence[Result]) -> None:
    """Writes the page."""
    file.write_text(of_class(results), encoding="utf-8", newline="\n")


def of_class(results: Sequence[Result]) -> str:
    """The page: a section per lab, and what could not be graded."""
    units = sorted({result.lab for result in results if result.marks})
    parts = [_summary(results)]
    parts += [_lab(unit, [r for r in results if r.lab == unit and r.marks]) for unit in units]
    return page("The class", "\n".join(parts))


def _summary(results: Sequence[Result]) -> str:
    counts = Counter(result.verdict for result in results)
    words = ", ".join(f"{n} {text(verdict)}" for verdict, n in sorted(counts.items()))
    return f"<p>{len(results)} submissions: {words or 'none'}.</p>"


def _lab(unit: str, results: Sequence[Result]) -> str:
    lab = labs.lab(unit)
    rows = []
    for exercise in lab.exercises:
        marks = [r.marks[exercise.id] for r in results if exercise.id in r.marks]
        if marks:
            rows.append([exercise.id, text(exercise.title), *_numbers(exercise.id, marks, results)])
    head = ["Exercise", "Title", "Passed", "Not attempted", "Mean share", "Discrimination"]
    parts = [
        f"<h2>Lab {unit}</h2>",
        table(f"Exercises of lab {unit}", head, rows, {2, 3, 4, 5}),
        "<p>Discrimination is the correlation of an exercise with the rest of the lab, -1 to 1: "
        "near 0 it does not tell strong learners from weak ones, below 0 look at the check.</p>",
    ]
    parts += [_mistakes(e.id, results) for e in lab.exercises]
    return "\n".join(parts)


def _numbers(id: str, marks: Sequence[Mark], results: Sequence[Result]) -> list[str]:
    passed = sum(mark.outcome == "passed" for mark in marks)
    blank = sum(mark.outcome == "not attempted" for mark in marks)
    mean = sum(mark.share for mark in marks) / len(marks)
    value = discrimination(id, results)
    told = "no spread" if value is None else f"{value:.2f}"
    return [rate(passed, len(marks)), str(blank), f"{mean:.2f}", told]


def discrimination(id: str, results: Sequence[Result]) -> float | None:
    """The correlation of an exercise's share with the points of the other exercises.

    None where either does not vary.
    """
    pairs = [
        (r.marks[id].share, sum(m.points for other, m in r.marks.items() if other != id))
        for r in results
        if id in r.marks
    ]
    n = len(pairs)
    if n < 2:
        return None
    mean_x, mean_y = (sum(pair[i] for pair in pairs) / n for i in (0, 1))
    xy = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    xx = sum((x - mean_x) ** 2 for x, _ in pairs)
    yy = sum((y - mean_y) ** 2 for _, y in pairs)
    return xy / math.sqrt(xx * yy) if xx > 1e-12 and yy > 1e-12 else None


def _mistakes(id: str, results: Sequence[Result]) -> str:
    """The misconceptions that occur most, as the check names them."""
    marks = [result.marks[id] for result in results if id in result.marks]
    said = Counter(_without_numbers(m.message) for m in marks if m.outcome == "not yet")
    if not said:
        return ""
    common = sorted(said.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_COMMON]
    items = "".join(f"<li>{n} ×: {markdown(words)}</li>" for words, n in common)
    return f"<h3>{id}: most common</h3><ol>{items}</ol>"


def _without_numbers(message: str) -> str:
    """So that two measurements of one mistake count as the same."""
    return re.sub(r"\d[\d.,]*", "…", message) if "interval" in message else message
