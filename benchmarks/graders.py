"""How many right answers each check refuses, and how many wrong ones it accepts.

    python -m benchmarks.graders                  the table of docs/graders.md, every exercise
    python -m benchmarks.graders 05.2 06 --seeds 3
    python -m benchmarks.graders 05.2 --write     writes what it found into docs/graders.md

The answers are those of tests/exercises: right ones in different styles, wrong ones that somebody
might hand in. Each is judged under every seed, as grading draws them: a right answer is refused
where one seed refuses it, a wrong one accepted where one seed accepts it. Where a model answers
the prompts there are fewer seeds. Exits with 1 where a check errs.

In: running the kept answers, the table. Out: changes of the references: benchmarks.mutants.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.mutants import quick
from helpers.checks import verdicts
from helpers.checks.exercise import Exercise
from helpers.exercises import units
from helpers.grading.prompts import Prompts
from tests.exercises.cases import cases_of, from_solution, judged

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "docs" / "graders.md"
SEEDS = 20
SECONDS = 10.0  # a right answer may be slow; a mutant may not
HEAD = """\
# How often the checks err

Made by `python3 course.py test --graders --write`; do not edit. Every exercise has a table of \
answers in `tests/exercises`: right ones in different styles, wrong ones that somebody might hand \
in. A right answer counts as refused where its check refuses it under one of the seeds, a wrong \
one as accepted where it is accepted under one of them. Where a model answers the prompts, there \
are fewer seeds. These are the answers that the checks were mended with; on new ones they err more \
often.

| Exercise | Right | refused | Wrong | accepted | Seeds |
|---|---|---|---|---|---|
"""
STRANGERS = """\

## First tries by writers who read the task alone

First tries in the manner of sixteen different learners, by three writers who saw neither the \
checks nor the model (`tests/exercises/strangers.json`): prompts for 00.5 and 06.3 (in pieces of \
three steps), whole answer cells for the others. One bar was lowered with their count in view \
(00.5, from 50 to 40 %); nothing else was mended with them. Refused is what the check refused \
under the first seed: mostly, what the model did not understand well enough.

| Exercise | Tries | refused |
|---|---|---|
"""

READERS = """\

## New wrong answers, by readers of the labs' texts alone

Written in November 2026 by readers who had seen neither checks nor solutions: wrong answers \
with one mistake each, and right ones in three styles. Passed is what passed under one of the \
seeds 0 to 2; then cases were added and the same answers were judged again. No right answer was \
refused, before or after. Of the 134 that pass now most break nothing that a text promises (a \
list in place of a tuple, an order among equals, a program that does the same another way); the \
rest are rare, and the worst are five answers to 10.5. The checks have been mended with these \
answers: on yet other ones expect the third column rather than the last. Exercises that a model \
answers, and lab 00, 04 and 16, were not tried.

| Lab | Wrong answers | passed | pass now |
|---|---|---|---|
| 01 | 206 | 36 | 14 |
| 02 | 189 | 14 | 0 |
| 03 | 366 | 50 | 27 |
| 05 | 188 | 19 | 11 |
| 06 | 188 | 23 | 16 |
| 08 | 296 | 49 | 24 |
| 10 | 245 | 38 | 26 |
| 12 | 312 | 45 | 9 |
| 13 | 268 | 38 | 7 |
| **all** | 2258 | 312 (14 %) | 134 (6 %) |
"""


@dataclass(frozen=True)
class Rates:
    """What the check of one exercise made of its kept answers."""

    exercise: str
    right: int
    refused: tuple[str, ...]
    wrong: int
    accepted: tuple[str, ...]
    seeds: int
    unseen: int = 0
    missed: int = 0  # of those by strangers

    def row(self) -> str:
        numbers = (self.right, len(self.refused), self.wrong, len(self.accepted), self.seeds)
        return f"| {self.exercise} | " + " | ".join(map(str, numbers)) + " |"

    def by_strangers(self) -> str:
        return f"| {self.exercise} | {self.unseen} | {self.missed} |"


def cells(row: str) -> list[str]:
    """cells("| 05.2 | 4 |") -> ["05.2", "4"]"""
    return [part.strip() for part in row.strip("|").split("|")]


def rows_of(table: str, columns: int = 6) -> dict[str, str]:
    """{exercise: its row} of a text that was written before; 3 columns are those of strangers."""
    form = re.compile(rf"\| \d\d\.\d (\|[^|]*){{{columns}}}$")
    return {cells(row)[0]: row for row in table.splitlines() if form.match(row)}


def rates(exercise: Exercise, seeds: int) -> Rates:
    """Judges every kept answer; the reference is one of the right ones."""
    kept = cases_of(exercise)
    right = [from_solution(exercise.id[:2])[exercise.id][1], *kept.right]
    wrong = [code for code, _ in kept.wrong]
    asked = kept.seeds if exercise.follow_up else range(seeds)
    it = quick(exercise, SECONDS)

    def outcomes(code: str) -> list[str]:
        return [judged(it, code, kept.setup, seed).outcome for seed in asked]

    refused = [code for code in right if any(o != "passed" for o in outcomes(code))]
    accepted = [code for code in wrong if any(o == "passed" for o in outcomes(code))]
    missed = sum(judged(it, code, kept.setup).outcome != "passed" for code in kept.unseen)
    return Rates(
        exercise.id,
        len(right),
        tuple(refused),
        len(wrong),
        tuple(accepted),
        len(list(asked)),
        len(kept.unseen),
        missed,
    )


def total(rows: Sequence[str]) -> str:
    columns = zip(*(map(int, cells(row)[1:5]) for row in rows), strict=True)
    return "| **all** | " + " | ".join(str(sum(column)) for column in columns) + " | |"


def write(found: Sequence[Rates]) -> None:
    """Both tables, with these rows in the places of what stood there."""
    before = TABLE.read_text("utf-8") if TABLE.exists() else ""
    rows = rows_of(before) | {rates.exercise: rates.row() for rates in found}
    strange = rows_of(before, columns=3) | {r.exercise: r.by_strangers() for r in found if r.unseen}
    ids = [exercise.id for exercise in chosen([])]
    lines = [rows[id] for id in ids if id in rows]
    text = HEAD + "\n".join([*lines, total(lines)]) + "\n"
    text += STRANGERS + "\n".join(strange[id] for id in ids if id in strange) + "\n" + READERS
    TABLE.write_text(text, encoding="utf-8")


def chosen(wanted: Sequence[str]) -> list[Exercise]:
    """The exercises whose id begins with one of these; all of them without any."""
    found = [exercise for unit in units.numbers() for exercise in units.exercises(unit)]
    return [e for e in found if not wanted or e.id.startswith(tuple(wanted))]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.graders")
    parser.add_argument("exercises", nargs="*", help="e.g. 06.2, or a unit; default: all")
    parser.add_argument("--seeds", type=int, default=SEEDS, help="where no model answers")
    parser.add_argument("--write", action="store_true", help=f"into {TABLE.name} in docs/")
    parser.add_argument("--replies", default=":memory:", help="a file that keeps the model's")
    told, found = parser.parse_args(), []
    verdicts.complete = Prompts(told.replies).complete  # each different prompt is asked once
    for exercise in chosen(told.exercises):
        found.append(rates(exercise, told.seeds))
        if told.write:
            write(found[-1:])
        print(found[-1].row(), flush=True)
        for code in (*found[-1].refused, *found[-1].accepted):
            print(f"---\n{code}\n---", file=sys.stderr, flush=True)
    print(total([r.row() for r in found]))
    return 1 if any(r.refused or r.accepted for r in found) else 0


if __name__ == "__main__":
    sys.exit(main())
