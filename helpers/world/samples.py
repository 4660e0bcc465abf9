"""Writes the files of datasets/ that come from held-out draws.

    python -m helpers.world.samples

In: which draws, how many, which file. Out: the generators themselves. The same seeds give the same
files, and a test compares them.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from helpers.world import desk, letters
from helpers.world.draw import Draw

FOLDER = Path(__file__).resolve().parents[2] / "datasets"


def words(n: int = 150) -> list[dict]:
    """Different words of 4 to 10 letters that training never saw, and no palindromes."""
    fit = (w for w in _drawn_words() if 4 <= len(w) <= 10 and w != w[::-1])
    found: dict[str, None] = {}
    while len(found) < n:
        found[next(fit)] = None
    return [{"word": word} for word in found]


def _drawn_words() -> Iterator[str]:
    draw = Draw("words", "heldout")
    while True:
        yield letters.word(draw)


def tickets(n: int = 60) -> list[dict]:
    """Rows of the support desk's table, newest first."""
    rows = desk.tickets_table(Draw("tickets", "heldout"), n)
    return sorted(rows, key=lambda row: row["received"], reverse=True)


FILES = {"words.csv": words, "tickets.csv": tickets}


def text_of(rows: list[dict]) -> str:
    """The rows as CSV with a header."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def main() -> None:
    for name, rows in FILES.items():
        (FOLDER / name).write_text(text_of(rows()), encoding="utf-8", newline="\n")
        print(f"wrote datasets/{name}")


if __name__ == "__main__":
    main()
