"""What a room holds: copies of the few files of the course that a learner's cells may read.

In: the model in the box, its server, the helpers that lessons import, the data. Out: solutions,
judges, generators of questions (unless the lab's own cells import them), submissions, this grader.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from helpers.grading.labs import ROOT, Lab

CHECKS = (  # ask, and nothing that judges
    "__init__",
    "ask",
    "doubles",
    "effort",
    "encoding",
    "exercise",
)
PRIVATE = {"checks", "door", "exercises", "grading", "world"}  # not copied as they are


def furnish(folder: Path, lab: Lab) -> None:
    """Fills `folder` with the course as the rooms of this lab have it, readable by anybody."""
    helpers = folder / "helpers"
    (helpers / "checks").mkdir(parents=True)
    (helpers / "exercises").mkdir()
    (helpers / "grading").mkdir()
    for file in (ROOT / "helpers").glob("*.py"):
        shutil.copyfile(file, helpers / file.name)
    for package in packages(lab):
        _copy(ROOT / "helpers" / package, helpers / package)
    for name in CHECKS:
        shutil.copyfile(ROOT / "helpers" / "checks" / f"{name}.py", helpers / f"checks/{name}.py")
    here = Path(__file__).parent
    asked = ROOT / "helpers" / "exercises" / "__init__.py"
    shutil.copyfile(asked, helpers / "exercises" / "__init__.py")
    shutil.copyfile(here / "standin.py", helpers / "exercises" / "notebook.py")
    for name in ("room.py", "pieces.py", "refused.py", "shell.py"):
        shutil.copyfile(here / name, helpers / "grading" / name)
    (helpers / "grading" / "__init__.py").touch()
    for package in ("datasets", "tiktoken_ext"):
        _copy(ROOT / package, folder / package)
    _open_to_all(folder)


def packages(lab: Lab) -> list[str]:
    """What of helpers/ a room gets whole: all that lessons and the server may import."""
    found = {file.parent.name for file in (ROOT / "helpers").glob("*/__init__.py")} - PRIVATE
    return sorted(found | ({"world"} if imports(lab, "world") else set()))


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", ".*"))


def _open_to_all(folder: Path) -> None:
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)


def imports(lab: Lab, package: str) -> bool:
    """Whether the lab's own cells reach helpers.<package>, directly or through other helpers."""
    todo = _helpers_in(cell.source for cell in lab.setup)
    seen: set[str] = set()
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        seen.add(name)
        file = ROOT / "helpers" / f"{name}.py"
        if file.exists():
            todo |= _helpers_in([file.read_text(encoding="utf-8")])
    return package in seen


def _helpers_in(sources: Iterable[str]) -> set[str]:
    """What of helpers some text of ours imports, as paths: {"world/draw", "world", ...}."""
    found: set[str] = set()
    for source in sources:
        dotted = re.findall(r"^\s*(?:from|import) helpers\.([\w.]+)", source, re.MULTILINE)
        for package, names in re.findall(_FROM, source, re.MULTILINE):
            dotted += [f"{package}.{name}".strip(".") for name in re.findall(r"\w+", names)]
        found |= {name.replace(".", "/") for name in dotted}
        found |= {name.partition(".")[0] for name in dotted}
    return found


_FROM = r"^\s*from helpers((?:\.\w+)*) import (.+)$"
