"""The reference answers, which are kept in solutions/ and nowhere else.

In: reading them, and the puzzle that is made of one. Out: running them, the lab (release).
A class may be handed the course without its solutions; then there are no puzzles.
"""

from __future__ import annotations

import json
from pathlib import Path

from helpers.checks import puzzle as lines_of
from helpers.checks.exercise import Exercise

ROOT = Path(__file__).resolve().parents[2]


def reference(exercise_id: str, root: Path = ROOT) -> str | None:
    """The reference answer to an exercise, its cells joined; None where it is not here."""
    files = sorted((root / "solutions").glob(f"{exercise_id[:2]}_*.ipynb"))
    cells = [c for file in files for c in json.loads(file.read_text(encoding="utf-8"))["cells"]]
    marked = [(cell["metadata"].get("course", {}), "".join(cell["source"])) for cell in cells]
    found = [text for mark, text in marked if "stub" in mark and mark["exercise"] == exercise_id]
    return "\n\n".join(found) if found else None


def puzzle(exercise: Exercise, root: Path = ROOT) -> list[str]:
    """The last hint: the lines of the answer in a wrong order with one too many. [] for none."""
    answer = reference(exercise.id, root) if exercise.distractor else None
    if answer is None:
        return []
    mixed = lines_of.shuffled(lines_of.lines(answer), exercise.distractor, exercise.id)
    return [lines_of.as_markdown(mixed)]
