"""What grading costs, beside nbclient, nbval and nbgrader, on the same submissions.

    python -m benchmarks.grading                 marginal CPU seconds per submission
    python -m benchmarks.grading --class 10000   a class of lab 01: seconds and memory

CPU seconds are user and system time of this process and all that it started, so that other work
on the machine disturbs them less than a clock. Marginal: the cost of N + M submissions less that
of M, over N. The labs are made here: three small exercises, with the standard library or pandas.
nbgrader runs where it is installed: in an environment of its own (it pins older tools).
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from helpers.checks.exercise import Call, Exercise
from helpers.checks.judge import compare
from helpers.grading import asking, cells, isolation, labs, marking, probe, results, sandbox
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
        AnswerCell(f"answer-{e.id}", e.id, f"def {e.title}(x):\n    return ...") for e in exercises
    )
    lab = Lab("90", setups, blanks, {"setup": setup}, exercises, "bench")
    made = [cell("setup", setup)]
    for exercise in exercises:
        name = exercise.title
        made.append(cell(f"answer-{exercise.id}", answers[name]))
        tests = [f"assert {name}({value!r}) == {space[name](value)!r}" for value in inputs[name]]
        made.append(cell(f"check-{exercise.id}", "\n".join(tests)))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {"cells": made, "metadata": {"kernelspec": kernel}}
    return lab, json.dumps({**notebook, "nbformat": 4, "nbformat_minor": 5}).encode()


def cell(id: str, source: str) -> dict:
    made = {"cell_type": "code", "id": id, "metadata": {}, "source": source, "outputs": []}
    return {**made, "execution_count": 1}


# --- the graders ---------------------------------------------------------------------------------


def ours(lab: Lab, data: bytes, n: int) -> float:
    """The CPU seconds of the rooms, which nobody waits for and so no parent's account holds."""
    inside = 0.0
    sheets = {exercise.id: asking.sheet(exercise, [0]) for exercise in lab.exercises}
    rules, judge = marking.Rules(lab, sheets, ""), Judge(Prompts())
    with Sandbox(probe.strongest(untrusted=True), lab, isolation.USUAL) as room:
        for i in range(n):
            notebook = cells.parse(data)
            result = marking.mark(Submission(str(i), "x", data), notebook, rules, room, judge)
            assert result.total == result.of == 3, result
            inside += result.seconds
    return inside


def nbclient(lab: Lab, data: bytes, n: int) -> None:
    import nbformat
    from nbclient import NotebookClient

    for _ in range(n):
        NotebookClient(nbformat.reads(data.decode(), 4), kernel_name="python3").execute()


def nbval(lab: Lab, data: bytes, n: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for i in range(n):
            (Path(folder) / f"{i}.ipynb").write_bytes(data)
        line = [sys.executable, "-m", "pytest", "--nbval-lax", "-q", "-p", "no:cacheprovider"]
        done = subprocess.run([*line, folder], capture_output=True, text=True, cwd=folder)
        assert done.returncode == 0, done.stdout[-2000:]


def nbgrader(lab: Lab, data: bytes, n: int) -> None:
    """`nbgrader autograde` on n learners, with the interpreter that NBGRADER_PYTHON names."""
    python = os.environ["NBGRADER_PYTHON"]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        notebook = json.loads(data)
        for part in notebook["cells"]:
            kind = part["id"].partition("-")[0]
            part["metadata"]["nbgrader"] = {
                "grade": kind == "check", "locked": kind == "check", "schema_version": 3,
                "solution": kind == "answer", "task": False, "grade_id": part["id"],
                **({"points": 1} if kind == "check" else {}),
            }  # fmt: skip
        text = json.dumps(notebook)
        places = [home / "source" / "lab", *(home / f"submitted/s{i}/lab" for i in range(n))]
        for place in places:
            place.mkdir(parents=True)
            (place / "lab.ipynb").write_text(text)
        run = [python, "-m", "nbgrader"]
        for words in (["generate_assignment", "lab"], ["autograde", "lab"]):
            subprocess.run([*run, *words], cwd=home, check=True, capture_output=True)


# --- measuring ------------------------------------------------------------------------------------


def cpu() -> float:
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    used = [resource.getrusage(kind) for kind in kinds]
    return sum(u.ru_utime + u.ru_stime for u in used)


def spent(grader: Callable, lab: Lab, data: bytes, n: int) -> float:
    before = cpu()
    elsewhere = grader(lab, data, n) or 0.0
    return cpu() - before + elsewhere


def marginal(grader: Callable, lab: Lab, data: bytes, few: int, many: int) -> float:
    """CPU seconds that one more submission costs."""
    base = spent(grader, lab, data, few)
    return (spent(grader, lab, data, few + many) - base) / many


def table(n: int, slow: int) -> None:
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, {time.strftime('%F %R')}")
    for name, kind in (("standard library", STANDARD), ("pandas", PANDAS)):
        lab, data = lab_of(kind)
        mine = marginal(ours, lab, data, 20, n)
        print(f"{name:<17} course.py grade  {mine:.4f} s", flush=True)
        graders = [nbclient, nbval, *([nbgrader] if "NBGRADER_PYTHON" in os.environ else [])]
        for grader in graders:
            cost = marginal(grader, lab, data, 1, slow)
            words = f"{grader.__name__:<15}  {cost:.4f} s  {cost / mine:.0f} times"
            print(f"{name:<17} {words}", flush=True)


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
        assert len({result.total for result in found.values()}) == 1, "equal work, equal marks"
        used = cpu() - before + sum(result.seconds for result in found.values())
        print(f"{n} submissions: {used / n:.4f} CPU s each, "
              f"{(time.monotonic() - started) / n:.3f} s each on the clock")  # fmt: skip
        print(f"most memory of the grader: {peak()} MB, pages and tables at the end included")


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
    (file,) = (ROOT / "solutions").glob("01_*.ipynb")
    solution = json.loads(file.read_text(encoding="utf-8"))
    for part in solution["cells"]:
        mark = part["metadata"].get("course", {})
        if "stub" in mark:
            part["metadata"]["course"] = {"exercise": mark["exercise"], "role": "answer"}
            part["source"] = mark["stub"] if mark["exercise"] == "01.5" else part["source"]
    first = next(p for p in solution["cells"] if p["metadata"].get("course", {}).get("role"))
    source = labs.source_of(first)
    for i in range(n):
        first["source"] = f"{source}\n# learner {i}"
        (folder / f"learner{i:05d}.ipynb").write_text(json.dumps(solution))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--n", type=int, default=200, help="submissions for ours")
    parser.add_argument("--slow", type=int, default=5, help="submissions for the others")
    parser.add_argument("--class", type=int, dest="size", help="a class of lab 01 of this size")
    options = parser.parse_args()
    if options.size:
        whole_class(options.size)
    else:
        table(options.n, options.slow)


if __name__ == "__main__":
    main()
