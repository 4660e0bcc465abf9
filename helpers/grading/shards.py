"""Splits a class over machines and joins what comes back.

In: which names belong to part i of n; results of all parts as one. Out: how a part is graded.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from helpers.grading import results
from helpers.grading.marking import Result


def part(names: Sequence[str], shard: str) -> list[str]:
    """The names of shard "2/5". By a hash of the name, so that order does not matter."""
    found = re.fullmatch(r"(\d+)/(\d+)", shard)
    if not found or not 1 <= int(found[1]) <= int(found[2]):
        raise ValueError(f"--shard takes I/N with I from 1 to N, e.g. 2/5, not {shard!r}")
    i, n = int(found[1]), int(found[2])
    return [name for name in names if _number(name) % n == i - 1]


def _number(name: str) -> int:
    return int(hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8], 16)


def merge(folders: Sequence[Path]) -> dict[str, Result]:
    """The results of all shards by name. ValueError when they were not graded alike."""
    found: dict[str, Result] = {}
    for folder in folders:
        file = folder / results.FILE
        if not file.exists():
            raise FileNotFoundError(f"{folder} has no {results.FILE}; is it the --out of a shard?")
        found |= results.load(file)
    for lab in {result.lab for result in found.values()}:
        rules = {r.rules for r in found.values() if r.lab == lab}
        if len(rules) > 1:
            raise ValueError(
                f"lab {lab} was graded with different seeds, checks or models; use one --seed-file "
                "and one version of the course for all shards"
            )
    return found
