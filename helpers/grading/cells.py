"""The learner's answers in a notebook, whatever was done to its cells.

In: parsing a notebook as data, finding the cells of each exercise, saying what was found changed.
Out: running a cell, or even parsing its Python: the text is the learner's, so it is only searched.

A cell belongs to an exercise by its id; or by the mark in its metadata, which a copied or split
cell keeps; or because it binds the exercise's names. A cell that is still the stub yields to any
other.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec

from helpers.grading import labs
from helpers.grading.labs import Lab

MAX_CELLS = 5_000
SURE = 3  # cells with an id or a mark of a lab: then nobody looks for its names
MAX_SOURCE = 400_000
MAX_SOURCES = 4_000_000  # characters of all cells: more are left out, from the last
MAX_MARKS = 8_000_000  # commas and brackets of a file: reading them takes seconds and memory


# the course's own engine and the tokenizer: right answers to some exercises, and not the work
BORROWED = re.compile(
    r"^[ \t]*(?:from|import)[ \t]+(helpers\.(?:pocket|server|world)[\w.]{0,60}|tiktoken)\b",
    re.MULTILINE,
)


IMPORTED = re.compile(r"^[ \t]*(?:from|import)[ \t]+([A-Za-z_]\w{0,60})\b", re.MULTILINE)

CELL_MAGIC = re.compile(r"\s*%%(\w{1,40})")
PYTHON_MAGICS = {"time", "timeit", "capture", "prun"}  # their cell is Python


class Unreadable(ValueError):
    """The file is no notebook, in words for the teacher."""


@dataclass(frozen=True)
class Cell:
    """One cell of a submission, bounded and cleaned."""

    index: int
    id: str
    exercise: str  # from its metadata, or ""
    role: str
    kind: str  # "code", "markdown" or "raw"
    source: str


@dataclass(frozen=True)
class Answer:
    """What a submission holds for one exercise: cells in the order of the notebook."""

    exercise: str
    cells: tuple[Cell, ...]
    notes: tuple[str, ...] = ()

    @property
    def sources(self) -> list[str]:
        return [cell.source for cell in self.cells]


def parse(data: bytes) -> dict:
    """The notebook as a dict with a list of cells. Unreadable says what is wrong with it."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _other_encoding(data)
    if sum(map(text.count, ",[{")) > MAX_MARKS:
        raise Unreadable(f"not a notebook: it has more than {MAX_MARKS:,} values")
    try:
        notebook = json.loads(text)
    except RecursionError:
        raise Unreadable("not a notebook: the JSON is nested too deep") from None
    except ValueError as error:
        raise Unreadable(f"not valid JSON ({error})"[:200]) from None
    cells = _cells_of(notebook)
    if not isinstance(cells, list):
        raise Unreadable("not a notebook: it has no list of cells")
    return {"metadata": notebook.get("metadata"), "cells": cells[:MAX_CELLS]}


def _other_encoding(data: bytes) -> str:
    """UTF-16, which some editors save; otherwise UTF-8 with the broken bytes marked."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8", "replace")


def _cells_of(notebook: object) -> object:
    """The cells of nbformat 4, or of the one worksheet of nbformat 3."""
    if not isinstance(notebook, dict):
        return None
    if "cells" not in notebook and isinstance(sheets := notebook.get("worksheets"), list):
        return [c for s in sheets if isinstance(s, dict) for c in _listed(s.get("cells"))]
    return notebook.get("cells")


def _listed(value: object) -> list:
    return value if isinstance(value, list) else []


def cells(notebook: dict) -> list[Cell]:
    """Every cell that has the form of one."""
    found, left = [], MAX_SOURCES
    for index, data in enumerate(notebook["cells"]):
        cell = _cell(index, data) if isinstance(data, dict) else None
        if cell and len(cell.source) <= left:
            found.append(cell)
            left -= len(cell.source)
    return found


def _cell(index: int, cell: dict) -> Cell | None:
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    if not isinstance(source, str) or len(source) > MAX_SOURCE:
        return None
    metadata = cell.get("metadata") if isinstance(cell.get("metadata"), dict) else {}
    mark = metadata.get("course") if isinstance(metadata.get("course"), dict) else {}
    # Colab keeps a cell's id in its metadata
    id = cell.get("id") or metadata.get("id")
    return Cell(
        index,
        _text(id),
        _text(mark.get("exercise")),
        _text(mark.get("role")),
        _text(cell.get("cell_type")),
        _clean(source),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _clean(source: str) -> str:
    """Line ends as Python wants them; half a surrogate pair becomes a question mark."""
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    return text.encode("utf-8", "replace").decode("utf-8")


# --- which lab? ----------------------------------------------------------------------------------


def no_lab(notebook: dict) -> str:
    """What a notebook of the course says it is where it is no lab: "lesson", "solution"; or ""."""
    kind = _course(notebook).get("kind")
    return kind if kind in ("lesson", "solution") else ""


def _course(notebook: dict) -> dict:
    metadata = notebook["metadata"] if isinstance(notebook["metadata"], dict) else {}
    return metadata.get("course") if isinstance(metadata.get("course"), dict) else {}


def unit_of(notebook: dict, name: str, units: Sequence[str]) -> str | None:
    """The unit whose lab this is: most cells decide, then the metadata, then the file's name."""
    found = cells(notebook)
    votes: Counter[str] = Counter()
    for unit in units:
        lab = labs.lab(unit)
        answers = {answer.id for answer in lab.answers}
        votes[unit] += sum(cell.id in answers or cell.exercise[:2] == unit for cell in found)
    for unit in units if max(votes.values(), default=0) < SURE else ():
        lab = labs.lab(unit)
        names = {name for exercise in lab.exercises for name in exercise.answers}
        votes[unit] += 0 if votes[unit] else sum(bool(binds(cell.source, names)) for cell in found)
    said = [_text(_course(notebook).get("unit")), name.rpartition("/")[2][:2]]
    best = max(votes.values(), default=0)
    leading = [unit for unit in units if votes[unit] == best]
    likely = [unit for unit in said if unit in leading] or (leading if best else [])
    return likely[0] if likely else None


# --- which cells? --------------------------------------------------------------------------------


def answers(lab: Lab, found: Sequence[Cell]) -> dict[str, Answer]:
    """What the submission holds for each exercise of the lab."""
    return {exercise.id: _answer(lab, exercise, found) for exercise in lab.exercises}


def _answer(lab: Lab, exercise: object, found: Sequence[Cell]) -> Answer:
    places = [answer for answer in lab.answers if answer.exercise == exercise.id]
    ids, stubs = {place.id for place in places}, {_squeezed(place.stub) for place in places}
    by_id = [c for c in found if c.id in ids]
    marked = [c for c in found if c.role == "answer" and c.exercise == exercise.id]
    named = [c for c in found if _is_own(c, lab) and binds(c.source, exercise.answers)]
    mine = {c.index: c for c in (*by_id, *marked, *named) if c.source.strip()}
    filled = {i: c for i, c in mine.items() if _squeezed(c.source) not in stubs}
    code = {i: c for i, c in filled.items() if c.kind == "code"}
    chosen = code or {i: c for i, c in filled.items() if c.kind != "code"}
    chosen = [chosen[i] for i in sorted(chosen)]
    notes = _notes(ids, by_id, chosen, mine) if (filled or not by_id) else []
    return Answer(exercise.id, tuple(chosen), tuple(notes))


def _is_own(cell: Cell, lab: Lab) -> bool:
    """Whether the learner wrote it: not a cell of the lab as it was handed out."""
    return _squeezed(lab.sources.get(cell.id, "")) != _squeezed(cell.source)


def _is_stub(cell: Cell, lab: Lab) -> bool:
    """Whether it is a stub of the lab, wherever it stands: run last, it would undo an answer."""
    return _squeezed(cell.source) in {_squeezed(answer.stub) for answer in lab.answers}


def _notes(ids: set[str], by_id: list[Cell], chosen: list[Cell], mine: dict) -> list[str]:
    """What was done to the cells, one sentence each."""
    notes = []
    if not by_id:
        notes.append("the answer cell is missing")
    if chosen and not {c.id for c in chosen} & ids:
        notes.append("the answer was found in another cell, by its names or its mark")
    if any(cell.kind != "code" for cell in chosen):
        notes.append("the answer cell was not a code cell; it was read as code")
    if len(chosen) > 1:
        notes.append(f"{len(chosen)} cells hold parts or versions of the answer")
    if len(mine) > len(chosen):
        notes.append("a copy that is still the stub, or no code, was left out")
    return notes


def newer_python(notebook: dict) -> str:
    """The Python that a notebook was written with, where it is newer than this one; or ""."""
    metadata = notebook["metadata"] if isinstance(notebook["metadata"], dict) else {}
    info = metadata.get("language_info")
    said = _text(info.get("version")) if isinstance(info, dict) else ""
    found = re.match(r"3\.(\d{1,3})\b", said)
    return found[0] if found and int(found[1]) > sys.version_info.minor else ""


def missing(answer: Answer) -> str:
    """The modules that an answer imports and that are not here; or ""."""
    names = {name for source in answer.sources for name in IMPORTED.findall(source)}
    gone = sorted(name for name in names if name not in sys.modules and find_spec(name) is None)
    return f"no module {', '.join(gone[:5])} here" if gone else ""


def borrowed(answer: Answer) -> str:
    """What an answer imports that may do its work, for the teacher to judge; or ""."""
    found = {name for source in answer.sources for name in BORROWED.findall(source)}
    return f"it imports {', '.join(sorted(found)[:5])}" if found else ""


def foreign(answer: Answer) -> str:
    """That a cell of an answer is for another program than Python, as IPython reads it; or ""."""
    names = {found[1] for source in answer.sources if (found := CELL_MAGIC.match(source))}
    others = ", ".join(f"%%{name}" for name in sorted(names - PYTHON_MAGICS)[:5])
    return f"A cell begins with {others}, so it is not run as Python." if others else ""


def binds(source: str, names: Iterable[str]) -> set[str]:
    """Which of the names a cell binds at its top level, found without parsing it."""
    return {name for name in names if name in source and _binding(name).search(source)}


@cache
def _binding(name: str) -> re.Pattern:
    """What binds a name of an exercise at the top level of a cell."""
    return re.compile(
        rf"^(?:async[ \t]+)?(?:def|class)[ \t]+{re.escape(name)}\b"
        rf"|^{re.escape(name)}[ \t]*(?::[^=\n]+)?=(?!=)"
        rf"|^(?=\w)[\w ,*]{{0,99}}?\b{re.escape(name)}\b[\w ,*]{{0,99}}=(?!=)",
        re.MULTILINE,
    )


def _squeezed(source: str) -> str:
    """A cell as it is compared: without comments, empty lines and spaces at line ends."""
    return _short_squeezed(source) if len(source) < 10_000 else _stripped(source)


@lru_cache(2_000)  # each exercise looks at each cell
def _short_squeezed(source: str) -> str:
    return _stripped(source)


def _stripped(source: str) -> str:
    lines = [line.split("#")[0].rstrip() for line in source.splitlines()]
    return "\n".join(line for line in lines if line)


def own_cells(lab: Lab, found: Sequence[Cell]) -> list[Cell]:
    """Code cells that the learner added or changed."""
    code = [c for c in found if c.kind == "code" and c.source.strip()]
    return [c for c in code if _is_own(c, lab) and not _is_stub(c, lab)]


def torn(
    lab: Lab, found: Sequence[Cell], answers: Mapping[str, Answer], exercise: str
) -> list[Cell]:
    """The answer's cells and those that the learner wrote right above and below them: pieces lie
    there that lost id and mark when a cell was split."""
    own = {cell.index for cell in answers[exercise].cells}
    others = {c.index for id, a in answers.items() if id != exercise for c in a.cells}
    kinds = {"code", *(cell.kind for cell in answers[exercise].cells)}
    runs: list[list[Cell]] = [[]]
    for cell in found:
        if cell.index in others or (cell.source.strip() and not _is_own(cell, lab)):
            runs.append([])
        elif cell.kind in kinds and cell.source.strip() and not _is_stub(cell, lab):
            runs[-1].append(cell)
    return [cell for run in runs if own & {c.index for c in run} for cell in run]
