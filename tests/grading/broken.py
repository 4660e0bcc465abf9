"""Files that are broken, hostile or strange before any of their code runs, and their fair totals.

Each entry makes one submission at a path; `total` is what it earns, 0.0 where it is only a row.
"""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from handed_in import MODEL, ROOT, cell_of, code, reference, released, solved, total, write

ALL, WITHOUT_MONTH = total("01"), total("01", [*MODEL, "01.4"])


@dataclass(frozen=True)
class File:
    """`make(path)` writes the submission; path has no ending yet."""

    make: Callable[[Path], object]
    total: float

    def __call__(self, path: Path) -> None:
        self.make(path)


def text(content: str | bytes) -> Callable[[Path], object]:
    data = content.encode() if isinstance(content, str) else content
    return lambda path: path.with_suffix(".ipynb").write_bytes(data)


def notebook(made: object) -> Callable[[Path], object]:
    return lambda path: write(path.with_suffix(".ipynb"), made)


def archive(
    fill: Callable[[zipfile.ZipFile], object], compression: int = zipfile.ZIP_DEFLATED
) -> Callable[[Path], object]:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path.with_suffix(".zip"), "w", compression) as made:
            fill(made)

    return make


def edited(change: Callable[[dict], object]) -> dict:
    made = solved("01")
    change(made)
    return made


def each_check(change: Callable[[dict], object]) -> dict:
    """Every check cell changed."""
    made = solved("01")
    for cell in made["cells"]:
        if cell["metadata"].get("course", {}).get("role") == "check":
            change(cell)
    return made


def retyped(made: dict) -> None:
    for cell in made["cells"]:
        if cell["metadata"].get("course", {}).get("role") == "answer":
            cell["cell_type"] = "markdown"


def heavy(made: dict) -> None:
    output = {"output_type": "stream", "name": "stdout", "text": "x" * 50 * 2**20}
    cell_of(made, "01-setup")["outputs"] = [output]


def many(made: dict) -> None:
    made["cells"] += [code(f"x{i} = {i}") for i in range(20_000)]


def old_format(made: dict) -> None:
    made["nbformat"] = 3
    made["worksheets"] = [{"cells": made.pop("cells")}]
    for cell in made["worksheets"][0]["cells"]:
        cell["input"] = cell.pop("source")


def homoglyph(made: dict) -> None:
    cell = cell_of(made, "01-4-answer")
    cell["source"] = cell["source"].replace("month_cost", "month_c\u043est")  # a Cyrillic o


def link(path: Path) -> None:
    os.symlink(ROOT / "solutions" / "01_tokens.ipynb", path.with_suffix(".ipynb"))


def linked_folder(path: Path) -> None:
    path.mkdir()
    os.symlink(ROOT / "solutions", path / "solutions")


def outside(made: zipfile.ZipFile) -> None:
    made.writestr("../../../../tmp/owned.ipynb", json.dumps(solved("01")))


def linked(made: zipfile.ZipFile) -> None:
    info = zipfile.ZipInfo("01_tokens.ipynb")
    info.external_attr = 0o120777 << 16
    made.writestr(info, str(ROOT / "solutions" / "01_tokens.ipynb"))


def bomb(made: zipfile.ZipFile) -> None:
    with made.open("01_tokens.ipynb", "w", force_zip64=True) as file:
        for _ in range(300):
            file.write(b" " * 2**20)


def nested(depth: int) -> Callable[[zipfile.ZipFile], object]:
    def fill(made: zipfile.ZipFile) -> None:
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w") as below:
            if depth:
                nested(depth - 1)(below)
            else:
                below.writestr("01_tokens.ipynb", json.dumps(solved("01")))
        made.writestr("inner.zip", inner.getvalue())

    return fill


def corrupt(path: Path) -> None:
    archive(lambda made: made.writestr("01_tokens.ipynb", json.dumps(solved("01"))))(path)
    file = path.with_suffix(".zip")
    data = bytearray(file.read_bytes())
    data[60:400] = bytes(340)
    file.write_bytes(data)


def encrypted(path: Path) -> None:
    archive(lambda made: made.writestr("01_tokens.ipynb", "{}"), zipfile.ZIP_STORED)(path)
    file = path.with_suffix(".zip")
    data = bytearray(file.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    file.write_bytes(data)


SOLVED = json.dumps(solved("01"))
FILES = {
    "empty": File(text(""), 0),
    "no JSON": File(text("{'cells': []}"), 0),
    "JSON nested deep": File(text('{"cells": ' + "[" * 10**6), 0),
    "a list": File(text("[]"), 0),
    "cells as a dict": File(text('{"cells": {"a": 1}, "nbformat": 4}'), 0),
    "cells of nonsense": File(text('{"cells": [1, null, [], "x", {}, {"source": 7}]}'), 0),
    "random bytes": File(text(bytes(range(256)) * 100), 0),
    "a huge number": File(text('{"cells": [' + "9" * 10**6 + "]}"), 0),
    "fields of wrong types": File(
        notebook(edited(lambda n: n.update(metadata=[1], nbformat="four"))), ALL
    ),
    "nbformat 3": File(notebook(edited(old_format)), ALL),
    "nbformat 99": File(notebook(edited(lambda n: n.update(nbformat=99))), ALL),
    "50 MB of output": File(notebook(edited(heavy)), ALL),
    "20,000 cells": File(notebook(edited(many)), ALL),
    "a byte order mark": File(text(b"\xef\xbb\xbf" + SOLVED.encode()), ALL),
    "UTF-16": File(text(SOLVED.encode("utf-16")), ALL),
    "half letters and zeros": File(
        notebook(edited(lambda n: n["cells"].append(code("x = '\ud800'\x00")))), ALL
    ),
    "a name in look-alike letters": File(notebook(edited(homoglyph)), WITHOUT_MONTH),
    "=cmd|' calc'!A1": File(notebook(solved("01")), ALL),
    "<script>alert(1)<_script>": File(notebook(solved("01")), ALL),
    "right to left \u202egnp": File(notebook(solved("01")), ALL),
    "checks that say passed": File(
        notebook(each_check(lambda c: c.update(source="print('01.4 passed')"))), ALL
    ),
    "checks retyped": File(notebook(each_check(lambda c: c.update(cell_type="raw"))), ALL),
    "no checks": File(
        notebook(edited(lambda n: n.update(
            cells=[c for c in n["cells"] if "check" not in c.get("id", "")]))), ALL),
    "answers as Markdown": File(notebook(edited(retyped)), ALL),
    "metadata of another lab": File(
        notebook(edited(lambda n: n["metadata"].update(course={"unit": "00", "kind": "lab"}))), ALL
    ),
    "forged marks in the metadata": File(
        notebook(released("01") | {"metadata": {"course": {"unit": "01", "passed": True}}}), 0
    ),
    "a link to the solution": File(link, 0),
    "a folder with a link to solutions": File(linked_folder, 0),
    "a pipe": File(lambda path: os.mkfifo(path.with_suffix(".ipynb")), 0),
    "no notebook": File(lambda path: (path.mkdir(), (path / "a.txt").write_text("Hi")), 0),
    "paths that climb in a zip": File(archive(outside), ALL),
    "a link in a zip": File(archive(linked), 0),
    "a zip bomb": File(archive(bomb), 0),
    "a zip in a zip": File(archive(nested(0)), ALL),
    "zips in zips in zips": File(archive(nested(4)), 0),
    "a corrupt zip": File(corrupt, 0),
    "an encrypted zip": File(encrypted, 0),
    "no zip": File(lambda path: path.with_suffix(".zip").write_text("PK no"), 0),
    "a wrong answer": File(
        notebook(solved("01", {"01.4": "def month_cost(*a, **k):\n    return 0"})),
        WITHOUT_MONTH,
    ),
    "a right answer in another cell": File(
        notebook(edited(lambda n: (
            cell_of(n, "01-4-answer").update(source="# see below"),
            n["cells"].append(code(reference("01", "01.4")))))), ALL),
}  # fmt: skip
