"""The labs as nbgrader wants them: its cell metadata, and checks that end in a number of points.

In: writing `source/` of an nbgrader course from labs/. Out: nbgrader itself, which lives in an
environment of its own (requirements-nbgrader.lock).

    python3 course.py release --nbgrader FOLDER

nbgrader runs a learner's notebook with the course in reach and no walls around it, so a learner
who wants to can read the checks; `python3 course.py grade` is the grader for courses that matter.
"""

from __future__ import annotations

import contextlib
import copy
import os
import sys
import textwrap
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from helpers.checks import verdicts
from helpers.exercises import units

SCHEMA_VERSION = 3
VALIDATE_COLUMNS = 80  # it cuts what is longer
CONFIG = '''"""Labs hold no solutions: generate_assignment has none to clear and keeps stubs."""

c = get_config()  # noqa: F821
c.GenerateAssignment.preprocessors = [
    "nbgrader.preprocessors.LockCells",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.SaveCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.ClearSolutions.enforce_metadata = False
c.Execute.timeout = 300
'''


def points(exercise_id: str, *answers: Any) -> float:
    """Shows the verdict and returns the points: nbgrader takes the value of a cell as its score.

    nbgrader gives no points to a cell that wrote anything to stderr, be it a warning of NumPy's in
    a right answer: what comes there on the way goes to stdout. `nbgrader validate` repeats what a
    cell wrote to stderr, and otherwise says nothing of the mistake, so a verdict that is not full
    marks goes there too.
    """
    exercise = units.find(exercise_id)
    if exercise is None:
        raise ValueError(f"there is no exercise {exercise_id}")
    with contextlib.redirect_stderr(sys.stdout):
        verdict = verdicts.verdict_of(exercise, dict(zip(exercise.answers, answers, strict=True)))
        words, earned = verdicts.in_words(exercise, verdict), exercise.earned(verdict)
        verdicts.show(words)
    if "NBGRADER_VALIDATING" in os.environ and earned < exercise.points:
        for line in verdicts.plain(words).splitlines():
            print(textwrap.fill(line, VALIDATE_COLUMNS), file=sys.stderr)
    return earned


def export(labs: Path, folder: Path) -> list[Path]:
    """Writes FOLDER/source/<lab>/<lab>.ipynb for every lab, and nbgrader_config.py."""
    written = []
    for file in sorted(labs.glob("[0-9][0-9]_*.ipynb")):
        target = folder / "source" / file.stem / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        text = nbformat.writes(marked(nbformat.read(file, as_version=4)))
        target.write_text(text + "\n", encoding="utf-8", newline="\n")
        written.append(target)
    (folder / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8", newline="\n")
    return written


def marked(lab: NotebookNode) -> NotebookNode:
    """The lab with nbgrader's metadata; the lab itself is not changed."""
    made = copy.deepcopy(lab)
    for cell in made.cells:
        mark = cell.metadata.get("course", {})
        if mark.get("role") == "answer":
            cell.metadata["nbgrader"] = _metadata(cell.id, solution=True)
        elif mark.get("role") == "check":
            exercise = units.find(mark["exercise"])
            cell.metadata["nbgrader"] = {**_metadata(cell.id), "points": exercise.points}
            names = ", ".join(exercise.answers)
            cell.source = (
                f'from helpers.exercises.nbgrader import points\n\npoints("{exercise.id}", {names})'
            )
    return made


def _metadata(id: str, solution: bool = False) -> dict:
    return {
        "grade": not solution,
        "grade_id": id,
        "locked": not solution,
        "schema_version": SCHEMA_VERSION,
        "solution": solution,
        "task": False,
    }
