"""The command line: `python3 course.py grade SUBMISSIONS`.

In: options, the loop over submissions, progress, the exit code. Out: everything else.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import queue
import secrets
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from helpers.grading import (
    cells,
    classpage,
    feedback,
    gradebook,
    isolation,
    labs,
    marking,
    probe,
    results,
    sandbox,
    secret,
    shards,
    submissions,
)
from helpers.grading.budget import Budget
from helpers.grading.judging import Judge
from helpers.grading.marking import Result, Rules
from helpers.grading.prompts import Prompts, model_key
from helpers.grading.sandbox import Sandbox
from helpers.grading.submissions import Found, Submission

EVERY_ROW, SOME_FAULT, USAGE = 0, 1, 2


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser("course.py grade", description="Grades a folder of labs.")
    made.add_argument("submissions", type=Path, help="a folder, an archive or a notebook; "
                      "`merge` to join the results of shards")  # fmt: skip
    made.add_argument("shards", type=Path, nargs="*", help="with merge: the folders to join")
    made.add_argument("--lab", choices=labs.numbers(), help="only this lab, e.g. 01")
    made.add_argument("--seed-file", type=Path, help="a file whose text draws the questions; "
                      "keep it secret (default: OUT/seed, made at the first run)")  # fmt: skip
    made.add_argument("--jobs", type=int, default=1, help="rooms at work at the same time")
    made.add_argument("--out", type=Path, default=Path("grades"), help="default: grades")
    made.add_argument("--shard", metavar="I/N", help="grade only part I of N; then merge")
    made.add_argument("--untrusted", action="store_true",
                      help="refuse to start without strong isolation")  # fmt: skip
    made.add_argument("--regrade", metavar="ID", help="only this exercise again, e.g. 01.2")
    made.add_argument("--weights", type=Path, help="CSV: exercise,points")
    made.add_argument("--due", type=Path, help="CSV: due[,learner][,lab]")
    made.add_argument("--late-per-day", type=float, default=0.1, help="default: 0.1")
    made.add_argument("--called-from", type=Path, help=argparse.SUPPRESS)
    made.add_argument("--late-most", type=float, default=0.5, help="default: 0.5")
    return made


@dataclass
class Run:
    """One run over a class: where things are, and what the marks depend on."""

    out: Path
    kind: isolation.Isolation
    limits: isolation.Limits
    seed: int
    lab: str | None
    regrade: str | None
    judge: Judge
    digest: str
    _rules: dict[str, Rules]
    _budgets: dict[tuple[str, str], Budget]
    _lock: threading.Lock

    def budget(self, submission: Submission) -> Budget:
        """What the learner of a submission has left, over all that they handed in."""
        whose = submission.export, submission.learner
        with self._lock:
            return self._budgets.setdefault(whose, Budget(self.limits.submission))

    def rules(self, unit: str) -> Rules:
        """The questions of a lab, drawn once."""
        with self._lock:
            if unit not in self._rules:
                lab = labs.lab(unit)
                digest = _hash(lab.digest, self.digest)
                self._rules[unit] = marking.rules(lab, self.seed, digest)
            return self._rules[unit]


def main(arguments: Sequence[str] | None = None, limits: isolation.Limits = isolation.USUAL) -> int:
    """Grades, and says with its exit code whether every submission got a row and no fault."""
    options = parser().parse_args(arguments)
    if options.called_from:  # course.py starts everything in the course's own folder
        os.chdir(options.called_from)
    try:
        if options.jobs < 1:
            raise ValueError(f"--jobs is {options.jobs}; it must be 1 or more")
        # read before hours of grading, not after them
        options.points = gradebook.weights(options.weights) if options.weights else {}
        options.late = _late(options)
        if str(options.submissions) == "merge":
            return _merge(options)
        return _grade(options, limits)
    except (FileNotFoundError, ValueError, probe.Unsafe) as error:
        print(error, file=sys.stderr)
        return USAGE


def _grade(options: argparse.Namespace, limits: isolation.Limits) -> int:
    handed_in = submissions.find(options.submissions)
    names = handed_in.names
    mine = shards.part(names, options.shard) if options.shard else names
    if options.shard and not options.seed_file:
        raise ValueError("--shard needs --seed-file: all parts must draw the same questions")
    sandbox.sweep()
    kind = probe.strongest(options.untrusted)
    options.out.mkdir(parents=True, exist_ok=True)
    run = _run(options, kind, limits)
    before = results.load(options.out / results.FILE)
    print(f"{len(mine)} submissions, isolation: {kind.name}", flush=True)
    if handed_in.ignored:
        print(f"not read, nobody's and no notebook: {submissions.listed(handed_in.ignored)}")
    started = time.monotonic()
    with secret.drawn_apart(run.seed):
        found, skipped = _all(handed_in, options.jobs, run, mine, before)
    run.judge.prompts.close()
    rows = _write(options, found, skipped)
    per = (time.monotonic() - started) / max(1, len(found))
    print(f"{rows} rows, {per:.3f} s each; {options.out / 'gradebook.csv'}")
    return _exit_code(found, mine, skipped)


def _exit_code(found: dict[str, Result], mine: Sequence[str], skipped: set[str]) -> int:
    missing = [name for name in mine if name not in found and name not in skipped]
    faults = [result.submission for result in found.values() if result.verdict == "fault"]
    for words, names in (("without a row", missing), ("not judged because of a fault", faults)):
        if names:
            print(f"{words}: {', '.join(names[:10])}", file=sys.stderr)
    return SOME_FAULT if missing or faults else EVERY_ROW


def _run(options: argparse.Namespace, kind: isolation.Isolation, limits: isolation.Limits) -> Run:
    seed = _seed(options.seed_file or options.out / "seed", may_make=not options.seed_file)
    prompts = Prompts(options.out / "prompts.sqlite")
    digest = _hash(str(seed), _checks(), model_key())
    return Run(
        options.out, kind, limits, seed, options.lab, options.regrade,
        Judge(prompts), digest, {}, {}, threading.Lock(),
    )  # fmt: skip


def _seed(file: Path, may_make: bool) -> int:
    """A number from the text of a file; the file is made when it is ours to make."""
    if not file.exists() and may_make:
        file.write_text(secrets.token_hex(16) + "\n", encoding="utf-8")
        print(f"Made {file}: it draws the questions. Keep it, and keep it to yourself.")
    if not file.exists():
        raise FileNotFoundError(f"there is no seed file {file}; write any text into one")
    text = file.read_text(encoding="utf-8").strip()
    return int(hashlib.sha256(text.encode()).hexdigest()[:12], 16)


@cache
def _checks() -> str:
    """A hash of everything that asks or judges, as this process has loaded it."""
    packages = ("checks", "exercises", "grading", "measure", "world")
    folders = [labs.ROOT / "helpers" / name for name in packages]
    files = sorted(file for folder in folders for file in folder.rglob("*.py"))
    return _hash(*(file.read_text(encoding="utf-8") for file in files))


def _hash(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]


# --- the loop ------------------------------------------------------------------------------------


def _all(
    handed_in: Found, jobs: int, run: Run, mine: Sequence[str], before: dict[str, Result]
) -> tuple[dict[str, Result], set[str]]:
    """The results by name, and the names that are of another lab."""
    found: dict[str, Result] = {}
    skipped: set[str] = set()
    with results.appending(run.out / results.FILE) as stream:
        for name, result in _parallel(handed_in, jobs, run, set(mine), before):
            if result is None:
                skipped.add(name)
                continue
            found[name] = result
            if before.get(name) != result:
                results.append(stream, result)
            _progress(len(found) + len(skipped), len(mine), result)
    return found, skipped


def _progress(done: int, n: int, result: Result) -> None:
    if sys.stderr.isatty():
        print(f"\r{done} of {n}  {result.learner[:30]:<30}", end="", file=sys.stderr, flush=True)
        if done == n:
            print(file=sys.stderr)
    elif done % 100 == 0 or done == n:
        print(f"{done} of {n}", flush=True)


def _parallel(
    handed_in: Found, jobs: int, run: Run, mine: set[str], before: dict[str, Result]
) -> Iterator[tuple[str, Result | None]]:
    """Workers take submissions as they are read, so that no more than a few are in memory."""
    todo: queue.Queue = queue.Queue(jobs * 2)
    done: queue.Queue = queue.Queue()
    stop = threading.Event()
    workers = [
        threading.Thread(target=_work, args=(run, todo, done, before), daemon=True)
        for _ in range(jobs)
    ]
    feeder = threading.Thread(
        target=_feed, args=(handed_in, mine, todo, done, len(workers), stop), daemon=True
    )
    for thread in [*workers, feeder]:
        thread.start()
    running = len(workers) + 1
    try:
        while running:
            item = done.get()
            if item is None:
                running -= 1
            elif isinstance(item, BaseException):
                raise item
            else:
                yield item
    finally:
        stop.set()


def _feed(handed_in: Found, mine: set[str], todo: queue.Queue, done: queue.Queue, workers: int,
          stop: threading.Event) -> None:  # fmt: skip
    try:
        for submission in handed_in.read(mine):
            if stop.is_set():
                break
            todo.put(submission)
    except BaseException as error:
        done.put(error)
    for _ in range(workers):
        todo.put(None)
    done.put(None)


def _work(run: Run, todo: queue.Queue, done: queue.Queue, before: dict[str, Result]) -> None:
    """One worker: a room per lab that it meets, open until the work is done."""
    rooms: dict[str, Sandbox] = {}
    try:
        while (submission := todo.get()) is not None:
            done.put((submission.name, _result(run, submission, rooms, before)))
    except BaseException as error:
        done.put(error)
    finally:
        for room in rooms.values():
            room.close()
        run.judge.close()
        done.put(None)


def _result(
    run: Run, submission: Submission, rooms: dict[str, Sandbox], before: dict[str, Result]
) -> Result | None:
    """The result of one submission: kept, or made now. None when it is of another lab."""
    if submission.data is None:
        return marking.unmarked(submission, "unreadable", submission.problem, run.kind.name)
    old = before.get(submission.name)
    same = old is not None and old.sha256 == marking.sha256(submission)
    if same:
        old = replace(old, **marking.about(submission))
    budget = run.budget(submission)
    if not budget.left:
        return marking.unmarked(submission, "no time", budget.words, run.kind.name)
    started = time.thread_time()
    try:
        notebook, unit = _read(submission, run.lab)
    except _NotThis as why:
        return marking.unmarked(submission, *why.args, run.kind.name)
    finally:
        budget.spend(time.thread_time() - started)
    if run.lab and unit != run.lab:
        return None
    rules = run.rules(unit)
    if same and old.rules == rules.digest and old.verdict != "fault" and not run.regrade:
        return old
    if unit not in rooms:
        rooms[unit] = Sandbox(run.kind, rules.lab, run.limits)
    if run.regrade:
        old = old if same else None
        return _regraded(run, submission, notebook, rules, rooms[unit], old, budget)
    return marking.mark(submission, notebook, rules, rooms[unit], run.judge, budget)


class _NotThis(Exception):
    """It cannot be marked: (verdict, reason)."""


def _read(submission: Submission, only: str | None) -> tuple[dict, str]:
    """The notebook, and which lab it is."""
    try:
        notebook = cells.parse(submission.data)
    except cells.Unreadable as error:
        raise _NotThis("unreadable", str(error)) from None
    if kind := cells.no_lab(notebook):
        raise _NotThis("no lab", f"a {kind} of the course")
    unit = cells.unit_of(notebook, submission.name, labs.numbers()) or only
    if unit is None:
        raise _NotThis("no lab", "it is not clear which lab this is; --lab NN says so")
    return notebook, unit


def _regraded(run: Run, submission: Submission, notebook: dict, rules: Rules, room: Sandbox,
              old: Result | None, budget: Budget) -> Result:  # fmt: skip
    """Only one exercise again; the marks of the others stay as they were."""
    if old is None or run.regrade not in rules.sheets:
        return old or marking.mark(submission, notebook, rules, room, run.judge, budget)
    wanted = run.regrade
    return marking.mark_again(submission, notebook, rules, room, run.judge, old, wanted, budget)


# --- what is written --------------------------------------------------------------------------


def _write(options: argparse.Namespace, found: dict[str, Result], skipped: set[str]) -> int:
    """The gradebook and the pages; the number of rows."""
    counting = gradebook.counting(found.values())
    table = gradebook.rows(counting, options.points, options.late)
    text = gradebook.as_csv(table)
    (options.out / "gradebook.csv").write_text(text, encoding=gradebook.ENCODING, newline="\n")
    feedback.write(options.out / "feedback", counting, options.points, options.late)
    classpage.write(options.out / "class.html", counting)
    print(f"marks {gradebook.fingerprint(table)} (equal wherever the marks are equal)")
    for words in gradebook.unused(counting, options.points, options.late):
        print(words, file=sys.stderr)
    if skipped:
        print(f"{len(skipped)} notebooks are of other labs and were left out")
    if beside := len(found) - len(counting):
        print(f"{beside} notebooks do not count beside another of the learner; `reason` names them")
    return len(table)


def _late(options: argparse.Namespace) -> gradebook.Late | None:
    if not options.due:
        return None
    due = gradebook.due_dates(options.due)
    return gradebook.Late(due, options.late_per_day, options.late_most)


def _merge(options: argparse.Namespace) -> int:
    """Joins the results of shards into one gradebook."""
    found = shards.merge(options.shards)
    options.out.mkdir(parents=True, exist_ok=True)
    results.write(options.out / results.FILE, found.values())
    rows = _write(options, found, set())
    print(f"{rows} rows; {options.out / 'gradebook.csv'}")
    return _exit_code(found, list(found), set())


if __name__ == "__main__":
    sys.exit(main())
