"""Files of a documentation -> text that says what the page says, and nothing else.

In: Markdown, tables as CSV, PDF; what each of them brings along that nobody asked for. Out:
cutting the text (chunks).
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from helpers import datasets

DOCS = datasets.FOLDER / "docs"
MENU = re.compile(r"^\[Docs\]\(.*$|^Was this page helpful\?.*$|^---$", re.M)
HEADING = re.compile(r"^#+ (.+)$", re.M)
RULER = re.compile(r"^\|[-| ]+\|$")


@dataclass(frozen=True)
class Page:
    """A page after loading. `release` is "" where it holds for all; `group` may read it."""

    path: str
    title: str
    release: str
    group: str
    text: str


def pages(folder: Path = DOCS) -> list[Page]:
    """Every page that the folder's index.csv names, cleaned."""
    with (folder / "index.csv").open(encoding="utf-8", newline="") as lines:
        index = list(csv.DictReader(lines))
    return [Page(**row, text=text_of(folder / row["path"])) for row in index]


def text_of(file: Path) -> str:
    """The clean text of one file. ValueError for a kind of file that nobody has thought of."""
    readers = {".md": markdown, ".csv": table, ".pdf": pdf}
    if file.suffix not in readers:
        raise ValueError(f"{file.name}: there are readers for {', '.join(readers)}")
    return readers[file.suffix](file.read_bytes())


def markdown(content: bytes) -> str:
    """Without menu, footer and marks; headings end in a full stop, rows name their columns."""
    text = HEADING.sub(r"\1.", MENU.sub("", content.decode("utf-8")))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found = [[cell.strip() for cell in x.strip("|").split("|")] for x in lines if _is_row(x)]
    prose = [line for line in lines if not line.startswith("|")]
    return "\n".join([*prose, *named(found)])


def _is_row(line: str) -> bool:
    return line.startswith("|") and not RULER.match(line)


def table(content: bytes) -> str:
    """A line for each row, which names its columns: a cell alone says nothing."""
    return "\n".join(named(list(csv.reader(io.StringIO(content.decode("utf-8"))))))


def named(rows: list[list[str]]) -> list[str]:
    """named([["plan", "topics"], ["Seed", "20"]]) -> ["plan: Seed; topics: 20"]"""
    return [
        "; ".join(f"{head}: {cell}" for head, cell in zip(rows[0], row, strict=True))
        for row in rows[1:]
    ]


def pdf(content: bytes) -> str:
    """A paragraph for each page: without the running head, lines and cut words joined."""
    from pypdf import PdfReader  # a quarter of a second: only where there are PDFs

    sheets = [page.extract_text().splitlines() for page in PdfReader(io.BytesIO(content)).pages]
    return "\n".join(joined(lines[2:]) for lines in sheets)


def joined(lines: list[str]) -> str:
    """Lines as one paragraph; "regis-", "tered" become one word."""
    return re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", "\n".join(lines)).replace("\n", " ").strip()
