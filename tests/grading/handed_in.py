"""Makes submissions: a released lab with answers in it, changed as a test wants.

solved("01", {"01.4": "def month_cost(job, price, days=30):\\n    return 0"})
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from helpers.grading import labs

ROOT = Path(__file__).resolve().parents[2]
# exercises that call the model: slow, and only as good as its weights
MODEL = {e.id for unit in labs.numbers() for e in labs.lab(unit).exercises if e.follow_up}


def released(unit: str) -> dict:
    """The lab as it is handed out."""
    (file,) = (ROOT / "labs").glob(f"{unit}_*.ipynb")
    return json.loads(file.read_text(encoding="utf-8"))


def references(unit: str) -> dict[str, str]:
    """{id of an answer cell: the reference answer}."""
    (file,) = (ROOT / "solutions").glob(f"{unit}_*.ipynb")
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    return {c["id"]: labs.source_of(c) for c in cells if "stub" in c["metadata"].get("course", {})}


def reference(unit: str, exercise: str) -> str:
    ids = [answer.id for answer in labs.lab(unit).answers if answer.exercise == exercise]
    return "\n".join(references(unit)[id] for id in ids)


def solved(
    unit: str, instead: Mapping[str, str] | None = None, without: Iterable[str] = MODEL
) -> dict:
    """The lab with reference answers; `instead` replaces some, `without` leaves stubs."""
    notebook, answers, given = released(unit), references(unit), dict(instead or {})
    for cell in notebook["cells"]:
        exercise = cell["metadata"].get("course", {}).get("exercise")
        if cell["id"] in answers and exercise in given:
            cell["source"] = given[exercise]
        elif cell["id"] in answers and exercise not in set(without):
            cell["source"] = answers[cell["id"]]
    return notebook


def points(unit: str, without: Iterable[str] = MODEL) -> dict[str, float]:
    """{exercise: points} of a lab that was solved without some."""
    left = set(without)
    return {e.id: 0.0 if e.id in left else float(e.points) for e in labs.lab(unit).exercises}


def total(unit: str, without: Iterable[str] = MODEL) -> float:
    """What such a lab earns: total("01", ["01.4"])."""
    return sum(points(unit, without).values())


def cell_of(notebook: dict, id: str) -> dict:
    return next(cell for cell in notebook["cells"] if cell.get("id") == id)


def code(source: str, id: str = "", **metadata: object) -> dict:
    """A code cell that a learner added."""
    made = {"cell_type": "code", "metadata": metadata, "source": source, "outputs": []}
    return {**made, "execution_count": None, **({"id": id} if id else {})}


def changed(notebook: dict, **parts: object) -> dict:
    return {**copy.deepcopy(notebook), **parts}


def write(file: Path, notebook: object) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    text = notebook if isinstance(notebook, str) else json.dumps(notebook)
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    return file
