"""What was handed out: a released lab as grading needs it.

In: its setup cells, its answer cells, its exercises, all from this repository. Out: submissions.
Only trusted text is parsed here, so this module may use `ast`.
"""

from __future__ import annotations

import ast
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from helpers.checks.exercise import Exercise
from helpers.exercises import units

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class SetupCell:
    """A cell of the lab that is neither answer nor check; `defines` are names it leaves behind."""

    id: str
    source: str
    defines: frozenset[str]
    imports: str  # only its import statements


@dataclass(frozen=True)
class AnswerCell:
    """A cell that the learner fills in."""

    id: str
    exercise: str
    stub: str


@dataclass(frozen=True)
class Lab:
    """One released lab."""

    unit: str
    setup: tuple[SetupCell, ...]
    answers: tuple[AnswerCell, ...]
    sources: dict[str, str]  # every cell of the lab, by id
    exercises: tuple[Exercise, ...]
    digest: str  # of the lab's file

    def exercise(self, id: str) -> Exercise:
        return next(exercise for exercise in self.exercises if exercise.id == id)

    @property
    def calls_the_model(self) -> bool:
        """Whether its own cells ask for a model."""
        return any("connect.model(" in cell.source for cell in self.setup)


@cache
def numbers() -> list[str]:
    """["00", "01", ...]: the labs that there are, with exercises."""
    files = sorted((ROOT / "labs").glob("[0-9][0-9]_*.ipynb"))
    return [file.name[:2] for file in files if file.name[:2] in units.numbers()]


@cache
def lab(unit: str) -> Lab:
    """The lab of unit "01"."""
    (file,) = (ROOT / "labs").glob(f"{unit}_*.ipynb")
    data = file.read_bytes()
    cells = json.loads(data)["cells"]
    sources = {cell["id"]: source_of(cell) for cell in cells}
    exercises = units.exercises(unit)
    return Lab(
        unit,
        tuple(_setup(cells)),
        tuple(_answers(cells)),
        sources,
        exercises,
        hashlib.sha256(data).hexdigest()[:16],
    )


def source_of(cell: dict) -> str:
    """A cell's text; the format allows a list of lines."""
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)


def _mark(cell: dict) -> dict:
    return cell["metadata"].get("course", {})


def _setup(cells: list[dict]) -> Iterable[SetupCell]:
    for cell in cells:
        if cell["cell_type"] == "code" and "role" not in _mark(cell):
            source = source_of(cell)
            if "progress(" not in source:
                yield SetupCell(cell["id"], source, frozenset(defined(source)), imports(source))


def _answers(cells: list[dict]) -> Iterable[AnswerCell]:
    for cell in cells:
        if _mark(cell).get("role") == "answer":
            yield AnswerCell(cell["id"], _mark(cell)["exercise"], source_of(cell))


def defined(source: str) -> set[str]:
    """The names that a cell of ours binds: imports, functions, classes, assignments."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            found |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return found


def imports(source: str) -> str:
    """The import statements at the top level of a cell of ours."""
    nodes = ast.parse(source).body
    return "\n".join(ast.unparse(n) for n in nodes if isinstance(n, ast.Import | ast.ImportFrom))


def needed(lab: Lab, sources: Iterable[str]) -> tuple[int, ...]:
    """Which setup cells these sources use, themselves or through other setup cells, in order.

    A lab's cells that only show something are not run again for every submission.
    """
    words = set(_WORD.findall("\n".join(sources)))
    chosen: set[int] = set()
    while True:
        more = {i for i, cell in enumerate(lab.setup) if i not in chosen and cell.defines & words}
        if not more:
            return tuple(sorted(chosen))
        chosen |= more
        words |= {word for i in more for word in _WORD.findall(lab.setup[i].source)}


_WORD = re.compile(r"[^\W\d]\w*")
