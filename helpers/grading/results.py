"""Results on disk: one JSON line per submission, appended as they come.

In: reading back after any interruption, and what need not be done again. Out: tables and pages.

A line that was cut off by a crash is dropped and its submission graded again. The last line of a
submission counts.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from helpers.grading import marking
from helpers.grading.marking import Result

FILE = "results.jsonl"


def load(file: Path) -> dict[str, Result]:
    """The last result of each submission, by its name; {} when there is no file."""
    if not file.exists():
        return {}
    found = {}
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            result = _result(line)
            if result is not None:
                found[result.submission] = result
    return found


def _result(line: str) -> Result | None:
    if not line.endswith("\n"):
        return None
    try:
        return marking.from_json(json.loads(line))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def appending(file: Path) -> IO[str]:
    """The file, open at its end; a last line without its end is cut off first."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab+") as stream:
        size = stream.tell()
        while size and not _ends_line(stream, size):
            size -= 1
        stream.truncate(size)
    return file.open("a", encoding="utf-8", newline="\n")


def _ends_line(stream: IO[bytes], size: int) -> bool:
    stream.seek(size - 1)
    return stream.read(1) == b"\n"


def append(stream: IO[str], result: Result) -> None:
    """Writes one line, in the hands of the system when this returns."""
    stream.write(json.dumps(result.to_json(), sort_keys=True) + "\n")
    stream.flush()


def write(file: Path, results: Iterable[Result]) -> None:
    """A new file with these results, in the order of their names: whole or not at all."""
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    ordered = sorted(results, key=lambda result: result.submission)
    lines = [json.dumps(result.to_json(), sort_keys=True) + "\n" for result in ordered]
    part.write_text("".join(lines), encoding="utf-8", newline="\n")
    part.replace(file)
