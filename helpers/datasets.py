"""Reads the files of datasets/.

In: CSV as a list of dicts. Out: what the columns mean (datasets/README.md says it).

    rows("prices")[0]["model"]
"""

from __future__ import annotations

import csv
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "datasets"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of datasets/<name>.csv, every value as text; FileNotFoundError if absent."""
    file = FOLDER / f"{name}.csv"
    if not file.exists():
        there = ", ".join(sorted(path.stem for path in FOLDER.glob("*.csv")))
        raise FileNotFoundError(f"no datasets/{name}.csv; there are {there}")
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
