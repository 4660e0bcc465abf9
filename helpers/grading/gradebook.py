"""The gradebook: one row per learner and lab, as CSV.

In: columns, weights, late penalties. Out: how marks came about.

All columns but `seconds` depend on nothing but the submissions, the checks and the seed: the same
for any order, number of jobs and split over machines. `fingerprint` hashes all columns but that.
"""

from __future__ import annotations

import csv
import hashlib
import io
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from helpers.grading.marking import Result
from helpers.grading.submissions import listed

ENCODING = "utf-8-sig"  # Excel takes a file without the mark for letters of an old PC
FIRST = ["learner", "lab"]
LAST = [
    "total", "of", "late", "verdict", "isolation", "reason", "measured", "submission", "seconds",
]  # fmt: skip


@dataclass(frozen=True)
class Late:
    """When a lab was due, and what each day after it costs, as a part of the total."""

    due: Mapping[str, datetime]  # by learner, by "lab NN", or "" for all
    per_day: float = 0.1
    most: float = 0.5

    def penalty(self, result: Result) -> float:
        """The part of the total that is lost: 0.1 for half a day with per_day=0.1."""
        keys = (f"{result.learner}/{result.lab}", result.learner, f"lab {result.lab}", "")
        due = next((self.due[key] for key in keys if key in self.due), None)
        if due is None or not result.handed_in:
            return 0.0
        over = datetime.fromisoformat(result.handed_in) - due
        days = -(-over // timedelta(days=1))  # begun days count as whole ones
        return min(self.most, max(0, days) * self.per_day)


def due_dates(file: Path) -> dict[str, datetime]:
    """Reads a CSV of due dates: columns `due` and any of `learner`, `lab`; times without a zone
    are UTC."""
    rows = _table(file)
    if not rows or "due" not in rows[0]:
        raise ValueError(f"{file} needs a column `due`, and may have `learner` and `lab`")
    return {_whose(row): _date(row["due"] or "", file) for row in rows}


def _table(file: Path) -> list[dict[str, str]]:
    if not file.is_file():
        raise FileNotFoundError(f"there is no CSV file {file}")
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _whose(row: Mapping[str, str]) -> str:
    learner = unicodedata.normalize("NFC", (row.get("learner") or "").strip())
    lab = (row.get("lab") or "").strip()
    if learner and lab:
        return f"{learner}/{lab.zfill(2)}"
    return learner or (f"lab {lab.zfill(2)}" if lab else "")


def _date(text: str, file: Path) -> datetime:
    try:
        date = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"{file}: {text!r} is no date like 2026-11-20T23:59") from None
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def weights(file: Path) -> dict[str, float]:
    """Reads a CSV of weights: columns `exercise` and `points`; they replace the points."""
    rows = _table(file)
    try:
        return {row["exercise"].strip(): float(row["points"]) for row in rows}
    except (KeyError, TypeError, ValueError):
        raise ValueError(f"{file} needs columns `exercise` and `points` (a number)") from None


def unused(results: Iterable[Result], points: Mapping[str, float], late: Late | None) -> list[str]:
    """Lines of the teacher's tables that are about nobody and nothing here, in words."""
    seen = list(results)
    exercises = {id for result in seen for id in result.marks}
    keys = {""} | {f"lab {result.lab}" for result in seen}
    keys |= {key for r in seen for key in (r.learner, f"{r.learner}/{r.lab}")}
    words = [f"weights: no {id} was graded" for id in points if id not in exercises]
    due = late.due if late else {}
    return words + [f"due dates: nobody here is {key!r}" for key in due if key not in keys]


def rows(
    results: Iterable[Result], points: Mapping[str, float] | None = None, late: Late | None = None
) -> list[dict[str, str]]:
    """The rows, by learner, lab and submission; every cell is text."""
    ordered = sorted(results, key=lambda r: (r.learner, r.lab, r.submission))
    exercises = columns(ordered)
    return [_row(result, exercises, points or {}, late) for result in ordered]


def columns(results: Sequence[Result]) -> list[str]:
    """The exercises that occur, in order."""
    found = {id for result in results for id in result.marks}
    return sorted(found, key=lambda id: tuple(map(int, id.split("."))))


def _row(
    result: Result, exercises: Sequence[str], points: Mapping[str, float], late: Late | None
) -> dict[str, str]:
    got = {id: points.get(id, mark.of) * mark.share for id, mark in result.marks.items()}
    of = sum(points.get(id, mark.of) for id, mark in result.marks.items())
    lost = late.penalty(result) if late else 0.0
    total = round(sum(round(value, 2) for value in got.values()) * (1 - lost), 2)
    row = {"learner": result.learner, "lab": result.lab}
    row |= {id: f"{got[id]:.2f}" if id in got else "" for id in exercises}
    return row | {
        "total": f"{total:.2f}",
        "of": f"{of:.2f}",
        "late": _lateness(result, lost, late),
        "verdict": result.verdict,
        "isolation": result.isolation,
        "reason": result.reason,
        "measured": _measured(result),
        "submission": result.submission,
        "seconds": f"{result.seconds:.3f}",
    }


def _lateness(result: Result, lost: float, late: Late | None) -> str:
    if lost:
        return f"-{lost:.0%}"
    if result.late:
        return "late"
    return "no date" if late and result.marks and not result.handed_in else ""


def counting(results: Iterable[Result]) -> list[Result]:
    """One result per learner and lab, whose reason names the others that this learner has.

    Of attempted ones the one counts that the platform received last, otherwise the best. Nothing
    in one export takes the place of what is in another: it may be a learner's own archive that
    looks like an export with somebody else's name in it.
    """
    learners: dict[tuple[str, str], list[Result]] = defaultdict(list)
    for result in sorted(results, key=lambda result: result.submission):
        learners[result.export, result.learner].append(result)
    counted = []
    for mine in learners.values():
        groups: dict[str, list[Result]] = defaultdict(list)
        labs = sorted({result.lab for result in mine if result.lab})
        for result in mine:
            groups[_lab(result, labs)].append(result)
        for lab, group in groups.items():
            counted += [_counting(group)] if lab else group
    return counted


def _lab(result: Result, labs: Sequence[str]) -> str:
    """The lab whose row tells of a result; "" when it needs a row of its own."""
    said = result.submission.rpartition("/")[2][:2]
    if result.lab or said in labs:  # a broken copy of a lab that there is
        return result.lab or said
    return labs[0] if labs and result.verdict == "no lab" else ""


def _counting(group: Sequence[Result]) -> Result:
    best = max(
        group, key=lambda r: (r.verdict in ("graded", "fault"), r.number, bool(r.lab), r.total)
    )
    others = [f"{r.submission} ({_outcome(r)})" for r in group if r is not best]
    if not others:
        return best
    words = f"does not count: {listed(others)}"
    return replace(best, reason=" | ".join(filter(None, [best.reason, words])))


def _outcome(result: Result) -> str:
    if result.verdict == "graded":
        return f"{result.total:.2f} of {result.of:.2f}"
    return result.reason or result.verdict


def _measured(result: Result) -> str:
    """The rates of prompt exercises, each with n and interval over all draws."""
    return " | ".join(
        f"{id}: {mark.measured}" for id, mark in result.marks.items() if mark.measured
    )


def as_csv(table: Sequence[Mapping[str, str]]) -> str:
    """CSV text; what a spreadsheet would take for a formula is quoted."""
    names = list(table[0]) if table else [*FIRST, *LAST]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([[_cell(name, row[name]) for name in names] for row in table])
    return text.getvalue().encode("utf-8", "replace").decode("utf-8")


def _cell(name: str, text: str) -> str:
    text = " ".join(text.split())
    # =1+1 in a name would be evaluated by a spreadsheet, ＝1+1 too; -10% in our own column may stay
    first = unicodedata.normalize("NFKC", text[:1])
    return f"'{text}" if first in ("=", "+", "-", "@", "\u2212") and name != "late" else text


def fingerprint(table: Sequence[Mapping[str, str]]) -> str:
    """A hash of all columns but `seconds`: equal on two machines means equal marks."""
    timeless = [{k: v for k, v in row.items() if k != "seconds"} for row in table]
    return hashlib.sha256(as_csv(timeless).encode()).hexdigest()[:16]
