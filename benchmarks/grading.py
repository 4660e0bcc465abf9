"""What grading costs, beside nbclient, nbval and nbgrader, on the same submissions.

    python -m benchmarks.grading                 marginal CPU seconds per submission
    python -m benchmarks.grading --class 10000   a class of lab 01: seconds and memory
    python -m benchmarks.grading --parts         what a lab 01 costs in its room, and what for

CPU seconds are user and system time of this process and all that it started, so that other work
on the machine disturbs them less than a clock. Marginal: what one more submission costs when the
program runs already. The labs are made here: three small exercises, with the standard library or
pandas. nbgrader pins older tools; it runs where NBGRADER_PYTHON names the interpreter of an
environment with requirements-nbgrader.lock.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from benchmarks.measure import summary
from helpers.checks.exercise import Call, Exercise
from helpers.checks.judge import compare
from helpers.grading import asking, cells, isolation, labs, marking, probe, results, sandbox
from helpers.grading.asking import Sheet
from helpers.grading.budget import Budget
from helpers.grading.judging import Judge
from helpers.grading.labs import AnswerCell, Lab, SetupCell
from helpers.grading.prompts import Prompts
from helpers.grading.sandbox import Sandbox
from helpers.grading.submissions import Submission

ROOT = Path(__file__).resolve().parents[1]

STANDARD = (
    "import math\nimport re\nfrom collections import Counter",
    {
        "words": "def words(text):\n    return len(re.findall(r'\\w+', text))",
        "common": "def common(text):\n    return Counter(text.split()).most_common(1)[0][0]",
        "root": "def root(x):\n    return math.sqrt(x)",
    },
    {"words": ["a b c", "", "x, y"], "common": ["a b a", "c"], "root": [4.0, 2.0, 0.25]},
)
PANDAS = (
    "import pandas as pd",
    {
        "total": "def total(rows):\n    return int(pd.DataFrame(rows)['n'].sum())",
        "by_kind": "def by_kind(rows):\n"
        "    return pd.DataFrame(rows).groupby('kind')['n'].sum().to_dict()",
        "top": "def top(rows):\n    return pd.DataFrame(rows).nlargest(1, 'n').iloc[0]['kind']",
    },
    {name: [[{"kind": k, "n": n} for n, k in enumerate("abcab")]] for name in
     ("total", "by_kind", "top")},
)  # fmt: skip


def lab_of(kind: tuple) -> tuple[Lab, bytes]:
    """A lab with three exercises, and a right submission of it."""
    setup, answers, inputs = kind
    space: dict = {}
    exec(setup + "\n" + "\n".join(answers.values()), space)
    exercises = tuple(
        Exercise(
            f"90.{n}", name, "", 1, 1, "easy", "", (name,),
            lambda seed, name=name: [Call(name, (value,)) for value in inputs[name]],
            compare(space[name]), ("", ""),
        )
        for n, name in enumerate(answers, 1)
    )  # fmt: skip
    setups = (SetupCell("setup", setup, frozenset(labs.defined(setup)), labs.imports(setup)),)
    blanks = tuple(
        AnswerCell(f"answer-{e.title}", e.id, f"def {e.title}(x):\n    return ...")
        for e in exercises
    )
    lab = Lab("90", setups, blanks, {"setup": setup}, exercises, "bench")
    made = [cell("setup", setup)]
    for exercise in exercises:
        name = exercise.title
        made.append(cell(f"answer-{name}", answers[name]))
        tests = [f"assert {name}({value!r}) == {space[name](value)!r}" for value in inputs[name]]
        made.append(cell(f"check-{name}", "\n".join(tests)))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {"cells": made, "metadata": {"kernelspec": kernel}}
    return lab, json.dumps({**notebook, "nbformat": 4, "nbformat_minor": 5}).encode()


def cell(id: str, source: str) -> dict:
    made = {"cell_type": "code", "id": id, "metadata": {}, "source": source, "outputs": []}
    return {**made, "execution_count": 1}


# --- the graders: CPU seconds for one more submission ---------------------------------------------


class Ours:
    """Submissions into a room that is open, as in a class; parsing, asking and judging included."""

    def __init__(self, lab: Lab, data: bytes, n: int) -> None:
        sheets = {exercise.id: asking.sheet(exercise, [0]) for exercise in lab.exercises}
        self._rules, self._judge = marking.Rules(lab, sheets, ""), Judge(Prompts())
        self._data, self._n = data, n
        self.room = Sandbox(probe.strongest(untrusted=True), lab, isolation.USUAL)

    def __call__(self) -> float:
        before, inside = cpu(), 0.0
        for i in range(self._n):
            notebook = cells.parse(self._data)
            one = Submission(str(i), "x", self._data)
            result = marking.mark(one, notebook, self._rules, self.room, self._judge, Budget(240))
            assert result.total == result.of == 3, result
            inside += result.seconds  # nobody waits for rooms: no account but their own has it
        return (cpu() - before + inside) / self._n


def nbclient(data: bytes) -> float:
    """A kernel for each notebook, as a loop over a class has it."""
    import nbformat
    from nbclient import NotebookClient

    before = cpu()
    NotebookClient(nbformat.reads(data.decode(), 4), kernel_name="python3").execute()
    return cpu() - before


def nbval(data: bytes) -> float:
    return _marginal(_nbval, data)


def _nbval(home: Path, data: bytes, n: int) -> float:
    for i in range(n):
        (home / f"{i}.ipynb").write_bytes(data)
    line = [sys.executable, "-m", "pytest", "--nbval-lax", "-q", "-p", "no:cacheprovider"]
    return _run([*line, str(home)], home, dict(os.environ))


def nbgrader(data: bytes) -> float:
    return _marginal(_nbgrader, data)


def _nbgrader(home: Path, data: bytes, n: int) -> float:
    """`nbgrader autograde` by the interpreter that NBGRADER_PYTHON names; kernels are ours."""
    kernel = home / "jupyter" / "kernels" / "python3" / "kernel.json"
    line = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    words = {"argv": line, "display_name": "course", "language": "python"}
    text = json.dumps(for_nbgrader(json.loads(data)))
    files = {home / f"submitted/s{i}/lab/lab.ipynb": text for i in range(n)}
    files |= {home / "source/lab/lab.ipynb": text, kernel: json.dumps(words)}
    for file, content in files.items():
        file.parent.mkdir(parents=True)
        file.write_text(content)
    python = os.environ["NBGRADER_PYTHON"]
    path = f"{Path(python).parent}{os.pathsep}{os.environ['PATH']}"  # it calls alembic by its name
    environment = {**os.environ, "JUPYTER_PATH": str(home / "jupyter"), "PATH": path}
    _run([python, "-m", "nbgrader", "generate_assignment", "lab"], home, environment)
    return _run([python, "-m", "nbgrader", "autograde", "lab"], home, environment)


def for_nbgrader(notebook: dict) -> dict:
    """The notebook with nbgrader's marks: checks are graded, answers are solutions."""
    for part in notebook["cells"]:
        kind = part["id"].partition("-")[0]
        part["metadata"]["nbgrader"] = {
            "grade": kind == "check", "locked": kind == "check", "schema_version": 3,
            "solution": kind == "answer", "task": False, "grade_id": part["id"],
            **({"points": 1} if kind == "check" else {}),
        }  # fmt: skip
    return notebook


def _run(line: list[str], home: Path, environment: dict[str, str]) -> float:
    before = cpu()
    done = subprocess.run(line, cwd=home, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"{line}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
    return cpu() - before


def _marginal(grader: Callable[[Path, bytes, int], float], data: bytes) -> float:
    """Three submissions less one, over two: what the program itself costs to start is left out."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as three:
        return (grader(Path(three), data, 3) - grader(Path(one), data, 1)) / 2


# --- measuring ------------------------------------------------------------------------------------


def cpu() -> float:
    """User and system seconds of this process and of those that it has waited for."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    used = [resource.getrusage(kind) for kind in kinds]
    return sum(u.ru_utime + u.ru_stime for u in used)


def table(n: int, rounds: int) -> None:
    """All graders on the same submission, in turns; the first round warms up."""
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, {time.strftime('%F %R')}")
    others = [nbclient, nbval, *([nbgrader] if "NBGRADER_PYTHON" in os.environ else [])]
    for name, kind in (("standard library", STANDARD), ("pandas", PANDAS)):
        if kind is PANDAS and not find_spec("pandas"):
            print("pandas: not installed here, so not measured")
            continue
        lab, data = lab_of(kind)
        mine, spent = (
            Ours(lab, data, n),
            {"course.py grade": [], **{g.__name__: [] for g in others}},
        )
        with mine.room:
            for _ in range(rounds + 1):
                for grader, values in zip([mine, *others], spent.values(), strict=True):
                    values.append(mine() if grader is mine else grader(data))
        _print(name, {grader: values[1:] for grader, values in spent.items()})


def _print(name: str, spent: dict[str, list[float]]) -> None:
    mine = spent["course.py grade"]
    for grader, values in spent.items():
        line = f"{name:<17} {grader:<15} {summary(values, 4)} CPU s"
        if values is not mine:
            ratios = [theirs / ours for theirs, ours in zip(values, mine, strict=True)]
            line += f"; {summary(ratios)} times ours"
        print(line, flush=True)


def whole_class(n: int) -> None:
    """Grades n solved labs of unit 01, in which the prompt exercise is left out; the memory of the
    grader and of all its rooms after each tenth, and at most."""
    from helpers.grading import __main__ as command

    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        make_class(home / "class", n)
        before, started = cpu(), time.monotonic()
        watch = Watch(home / "out" / results.FILE, max(1, n // 10))
        watch.start()
        status = command.main([str(home / "class"), "--out", str(home / "out")])
        watch.stop()
        found = results.load(home / "out" / results.FILE)
        assert (status, len(found)) == (0, n), (status, len(found))
        totals = {result.total for result in found.values()}
        assert len(totals) == 1, f"equal work, equal marks: {totals}"
        assert min(totals) > 0, f"nothing was graded: {totals}"
        used = cpu() - before + sum(result.seconds for result in found.values())
        print(f"{n} submissions: {used / n:.4f} CPU s each, "
              f"{(time.monotonic() - started) / n:.3f} s each on the clock")  # fmt: skip
        print(f"most memory of the grader: {peak()} MB, pages and tables at the end included")


def parts(rounds: int) -> None:
    """CPU milliseconds in the room for a solved lab 01, stage by stage: what a room that ends after
    a stage takes more than one that ends before it; the median of some rounds."""
    lab = labs.lab("01")
    source = {part["id"]: labs.source_of(part) for part in solution()["cells"]}
    own = {one.exercise: source[one.id] for one in lab.answers if one.exercise != "01.5"}
    setup = f'"setup": {json.dumps(labs.needed(lab, own.values()))}'
    stages = {
        "a room": lambda room, channel: None,
        "the lab's own cells": lambda room, channel: channel.request(setup, asking.SETUP_SECONDS),
    }
    for exercise, answer in own.items():
        sheet = asking.sheet(lab.exercise(exercise), [0])
        name = f"{exercise}: cell, {len(sheet.texts)} questions"
        stages[name] = partial(asked_for, step=asking.Step((answer,), (exercise,)), sheet=sheet)
    spent: dict[str, list[float]] = {stage: [] for stage in stages}
    with Sandbox(probe.strongest(untrusted=True), lab, isolation.USUAL) as room:
        room_for(room, [])  # the first one warms up
        for _ in range(rounds):
            before = 0.0
            for n, stage in enumerate(stages, 1):
                so_far = room_for(room, list(stages.values())[:n])
                spent[stage].append(so_far - before)
                before = so_far
    for stage, seconds in spent.items():
        print(f"{stage:<26} {1000 * statistics.median(seconds):6.1f} ms")
    whole = [sum(row) for row in zip(*spent.values(), strict=True)]
    print(f"{'together':<26} {1000 * statistics.median(whole):6.1f} ms")


def asked_for(room: Sandbox, channel: sandbox.Channel, step: asking.Step, sheet: Sheet) -> None:
    """Runs an answer's cell and asks its questions, as grading does."""
    asking._run(room, channel, step)
    asking._replies(room, channel, sheet)


def room_for(room: Sandbox, stages: Sequence[Callable]) -> float:
    """CPU seconds of a submission's process in which these happen."""
    channel = room.open()
    for stage in stages:
        stage(room, channel)
    return room.end(channel)


def solution() -> dict:
    """The solution of unit 01."""
    (file,) = (ROOT / "solutions").glob("01_*.ipynb")
    return json.loads(file.read_text(encoding="utf-8"))


class Watch(threading.Thread):
    """Prints the memory of this process and of its rooms whenever `every` more rows are written."""

    def __init__(self, file: Path, every: int) -> None:
        super().__init__(daemon=True)
        self._file, self._every, self._end = file, every, threading.Event()

    def run(self) -> None:
        seen, at, told = 0, 0, 0
        while not self._end.wait(0.2):
            if not self._file.exists():
                continue
            with self._file.open("rb") as lines:
                lines.seek(at)
                new = lines.read()
            at, seen = at + len(new), seen + new.count(b"\n")
            if seen // self._every > told:
                told = seen // self._every
                own, rooms = resident(os.getpid()), sum(map(resident, below(os.getpid())))
                print(f"after {seen:>6}: grader {own} MB, its rooms {rooms} MB", flush=True)

    def stop(self) -> None:
        self._end.set()
        self.join()


def resident(pid: int) -> int:
    """MB in memory of one process; 0 when it has ended."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * resource.getpagesize() // 2**20


def below(pid: int) -> list[int]:
    """The processes that a process started, and those that they started."""
    return sandbox._descendants(pid)[1:]


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def make_class(folder: Path, n: int) -> None:
    """Solved labs of unit 01 without its prompt exercise, each with a comment of its own."""
    folder.mkdir()
    solved = solution()
    solved["metadata"]["course"]["kind"] = "lab"
    for part in solved["cells"]:
        mark = part["metadata"].get("course", {})
        if "stub" in mark:
            part["metadata"]["course"] = {"exercise": mark["exercise"], "role": "answer"}
            part["source"] = mark["stub"] if mark["exercise"] == "01.5" else part["source"]
    first = next(p for p in solved["cells"] if p["metadata"].get("course", {}).get("role"))
    source = labs.source_of(first)
    for i in range(n):
        first["source"] = f"{source}\n# learner {i}"
        (folder / f"learner{i:05d}.ipynb").write_text(json.dumps(solved))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--n", type=int, default=50, help="submissions of ours in each round")
    parser.add_argument("--rounds", type=int, default=6, help="all graders in turns, this often")
    parser.add_argument("--class", type=int, dest="size", help="a class of lab 01 of this size")
    parser.add_argument("--parts", action="store_true", help="what a lab 01 costs in its room")
    options = parser.parse_args()
    if options.n < 1:
        parser.error(f"--n is {options.n}; at least one submission has to be graded")
    if options.parts:
        parts(options.n)
    elif options.size:
        whole_class(options.size)
    else:
        table(options.n, options.rounds)


if __name__ == "__main__":
    main()
