"""What other tools make of the hostile submissions of tests/grading/attacks.py, one by one.

    python -m benchmarks.attacks --out attacks.jsonl            run what is not in the file yet
    python -m benchmarks.attacks --out attacks.jsonl --table    Markdown of what is in it

A class is two submissions, graded in one run: the attacker's, then an honest neighbour's. Each has
two exercises, each with a check of assertions; the attacker's second exercise is honest. Fair is
the attack's own fair mark and every honest point. Every tool runs, with the learners' code, inside
a room of its own: namespaces by bubblewrap, no network, another user, limits on memory, processes
and time. Where there is no bubblewrap nothing is run. nbgrader and otter run where NBGRADER_PYTHON
and OTTER_PYTHON name the interpreters of environments that have them, and ipykernel.

In: running tools, reading their marks. Out: our grader's own mark: tests/grading/test_attacks.py.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.grading import cell, for_nbgrader
from helpers.grading import isolation, labs
from helpers.grading.sandbox import memory_below

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "grading"))

from attacks import CODE, HONEST, Attack  # noqa: E402 - the tests' folder is no package
from handed_in import reference  # noqa: E402

POINTS = {"01.1": 5, "01.4": 3}
ASKED = {"01.1": [("aab aab aac", 2), ("to be or not to be", 3)], "01.4": []}
TRIED = [attack for attack in CODE if attack.exercise in POINTS]
CELL_SECONDS = 5
MEMORY = 3 * 2**30  # addresses of one process; together, at most this much beyond it in use

NBCLIENT = """
import json, nbformat
from nbclient import NotebookClient
found = {}
for name in ("a", "b"):
    notebook = nbformat.read(f"class/{name}.ipynb", 4)
    client = NotebookClient(notebook, timeout=SECONDS, interrupt_on_timeout=True,
                            allow_errors=True, kernel_name="python3")
    try:
        client.execute()
    except Exception:
        continue
    cells = notebook.cells
    found[name] = {c.id: not any(o.output_type == "error" for o in c.outputs) for c in cells}
json.dump(found, open("passed.json", "w"))
"""

OTTER_TEST = """
OK_FORMAT = True
test = {"name": %r, "points": %r, "suites": [{"type": "doctest", "scored": True, "setup": "",
        "teardown": "", "cases": [{"code": %r, "hidden": False, "locked": False}]}]}
"""


def checks() -> dict[str, str]:
    """A check of assertions for each exercise, with what the reference gives."""
    found = {}
    for id, asked in ASKED.items():
        exercise, space = labs.lab("01").exercise(id), {}
        exec(setup() + reference("01", id), space)
        name = exercise.answers[0]
        calls = [(args, {}) for args in asked] or [
            (question.args, dict(question.kwargs)) for question in exercise.questions(0)
        ]
        words = [
            ", ".join([*map(repr, a), *(f"{k}={v!r}" for k, v in kw.items())]) for a, kw in calls
        ]
        lines = [f"assert {name}({w}) == {eval(f'{name}({w})', space)!r}" for w in words]
        found[id] = "\n".join(lines)
    return found


def setup() -> str:
    return "import itertools, re\nfrom collections import Counter\nfrom math import inf\n" + (
        'PIECES = re.compile(r" ?\\w+| ?[^\\w\\s]+|\\s+")\n'
    )


def submission(attack: Attack | None, tests: dict[str, str]) -> dict:
    """The notebook; without an attack both answers are honest."""
    made = [cell("setup", setup())]
    for id in POINTS:
        answer = reference("01", id)
        if attack and attack.exercise == id:
            code = attack.code.replace("CANARY", "'/tmp'").replace("PORT", "9")
            answer = code.replace(HONEST, "\n" + answer)
        made += [cell(_id("answer", id), answer), cell(_id("check", id), tests[id])]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {"cells": made, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


def _id(kind: str, exercise: str) -> str:
    return f"{kind}-{exercise.replace('.', '-')}"  # the format allows no dot in an id


def fair(attack: Attack | None) -> int:
    return sum(p for id, p in POINTS.items() if not attack or attack.fair or id != attack.exercise)


# --- inside walls --------------------------------------------------------------------------------


def inside(line: list[str], home: Path, seconds: int, python: str = sys.executable) -> str:
    """Runs a command in a room where `home` is /tmp/run; why it was stopped, or ""."""
    kind = next(kind for kind in isolation.kinds() if kind.name == "bubblewrap")
    # process 1 cannot be killed from inside: on a teacher's machine no tool has that
    walls = [word for word in kind.command(ROOT, [])[:-1] if word != "--as-pid-1"]
    at = walls.index("--dev")
    walls[at:at] = _shown(Path(python).parents[1])
    walls[1:1] = ["--perms", "0755", "--dir", "/etc", "--ro-bind", "/etc/hosts", "/etc/hosts"]
    walls += ["--tmpfs", "/tmp", "--bind", str(home), "/tmp/run", "--chdir", "/tmp/run"]
    path = f"{Path(python).parent}:/usr/bin:/bin"  # nbgrader calls alembic by its name
    for name, value in (("HOME", "/tmp/run"), ("TMPDIR", "/tmp/run"), ("PATH", path),
                        ("JUPYTER_PATH", "/tmp/run/jupyter")):  # fmt: skip
        walls += ["--setenv", name, value]
    walls += ["--"]
    rights = ["setpriv", "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all"]
    if user := kind.new_uid():
        rights += [f"--reuid={user}", f"--regid={user}", "--clear-groups"]
    bounds = ["prlimit", f"--as={MEMORY}", "--nproc=256", f"--fsize={64 * 2**20}", "--core=0"]
    process = subprocess.Popen(
        [*walls, *rights, *bounds, *line], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    deadline = time.monotonic() + seconds
    stopped = ""
    while process.poll() is None and not stopped:
        time.sleep(0.05)
        if time.monotonic() > deadline:
            stopped = "hangs"
        elif memory_below(process.pid) > MEMORY:
            stopped = "takes all memory"
    if stopped:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return stopped


def _shown(environment: Path) -> list[str]:
    """bwrap's words for one more environment, at its own place, for a user who is not its owner."""
    words: list[str] = []
    for above in reversed(environment.parents[:-1]):
        words += ["--perms", "0755", "--dir", str(above)]
    return [*words, "--ro-bind", str(environment), str(environment)]


def room(attacker: dict, neighbour: dict, kernel: str) -> tempfile.TemporaryDirectory:
    """A folder with the class as each tool wants it, writable by the room's user; the kernels run
    on the interpreter `kernel`."""
    made = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    home = Path(made.name)
    line = [kernel, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    words = {"argv": line, "display_name": "course", "language": "python"}
    files = {"jupyter/kernels/python3/kernel.json": json.dumps(words)}
    for name, notebook in (("a", attacker), ("b", neighbour)):
        text = json.dumps(notebook)
        files[f"class/{name}.ipynb"] = text
        marked = json.dumps(_worth(for_nbgrader(json.loads(text))))
        files[f"submitted/{name}/lab/lab.ipynb"] = files["source/lab/lab.ipynb"] = marked
    for name, content in files.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(content)
    _otter_tests(home / "autograder.zip", neighbour)
    for path in [home, *home.rglob("*")]:
        path.chmod(0o777 if path.is_dir() else 0o666)
    return made


def _worth(notebook: dict) -> dict:
    worth = {_id("check", id): points for id, points in POINTS.items()}
    for part in notebook["cells"]:
        if part["id"] in worth:
            part["metadata"]["nbgrader"]["points"] = worth[part["id"]]
    return notebook


def _otter_tests(file: Path, notebook: dict) -> None:
    """The checks once more, as the tests that `otter run` wants."""
    sources = {part["id"]: part["source"] for part in notebook["cells"]}
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("otter_config.json", "{}")
        for id, points in POINTS.items():
            name = _id("check", id)
            code = "\n".join(f">>> {line}" for line in sources[name].splitlines())
            made.writestr(f"tests/{name}.py", OTTER_TEST % (name, points, code))


# --- the tools: the totals of attacker and neighbour, without one where there is no mark ---------


def nbclient(home: Path, seconds: int) -> tuple[dict[str, float], str]:
    code = NBCLIENT.replace("SECONDS", str(CELL_SECONDS))
    stopped = inside([sys.executable, "-c", code], home, seconds)
    if stopped:
        return {}, stopped
    passed = json.loads((home / "passed.json").read_text())
    return {name: _sum(POINTS, lambda id, one=one: one[id]) for name, one in passed.items()}, ""


def nbval(home: Path, seconds: int) -> tuple[dict[str, float], str]:
    line = [sys.executable, "-m", "pytest", "--nbval-lax", f"--nbval-cell-timeout={CELL_SECONDS}"]
    stopped = inside(
        [*line, "-p", "no:cacheprovider", "--junitxml=out.xml", "class"], home, seconds
    )
    if stopped:
        return {}, stopped
    cases: dict[str, list[bool]] = {}
    for case in ElementTree.parse(home / "out.xml").iter("testcase"):
        # the cells of a file come in their order; a failure is an element
        cases.setdefault(case.attrib["classname"].split(".")[-2], []).append(len(case) == 0)
    at = {_id("check", id): 2 + 2 * n for n, id in enumerate(POINTS)}
    return {
        name: _sum(POINTS, lambda id, passed=passed: at[id] < len(passed) and passed[at[id]])
        for name, passed in cases.items()
    }, ""


def nbgrader(home: Path, seconds: int) -> tuple[dict[str, float], str]:
    python = os.environ["NBGRADER_PYTHON"]
    (home / "gradebook.db").write_bytes(_gradebook(python))
    (home / "gradebook.db").chmod(0o666)
    limit = f"--ExecutePreprocessor.timeout={CELL_SECONDS}"
    line = [python, "-m", "nbgrader", "autograde", "lab", limit]
    stopped = inside(line, home, seconds, python)
    if stopped:
        return {}, stopped
    with contextlib.closing(sqlite3.connect(home / "gradebook.db")) as book:
        return dict(book.execute(SCORES).fetchall()), ""


# the raw scores that `nbgrader export` gives, without one more start of nbgrader
SCORES = """
SELECT submitted_assignment.student_id, TOTAL(grade.auto_score) FROM submitted_assignment
LEFT JOIN submitted_notebook ON submitted_notebook.assignment_id = submitted_assignment.id
LEFT JOIN grade ON grade.notebook_id = submitted_notebook.id GROUP BY 1
"""


@cache
def _gradebook(python: str) -> bytes:
    """nbgrader's database when the assignment was made."""
    honest = submission(None, checks())
    with room(honest, honest, sys.executable) as folder:
        inside([python, "-m", "nbgrader", "generate_assignment", "lab"], Path(folder), 600, python)
        return Path(folder, "gradebook.db").read_bytes()


def otter(home: Path, seconds: int) -> tuple[dict[str, float], str]:
    python = os.environ["OTTER_PYTHON"]
    run = f"{python} -m otter run -a autograder.zip --no-logo"
    line = f"for n in a b; do mkdir -p out/$n; {run} -o out/$n class/$n.ipynb; done"
    stopped = inside(["sh", "-c", line], home, seconds, python)
    if stopped:
        return {}, stopped
    found = {}
    for name in ("a", "b"):
        file = home / "out" / name / "results.json"
        if file.exists():
            found[name] = float(
                sum(t.get("score", 0) for t in json.loads(file.read_text())["tests"])
            )
    return found, ""


def _sum(points: dict[str, int], passed: Callable[[str], bool]) -> float:
    return float(sum(worth for id, worth in points.items() if passed(_id("check", id))))


TOOLS: dict[str, Callable[[Path, int], tuple[dict[str, float], str]]] = {
    "nbclient": nbclient,
    "nbval": nbval,
    "nbgrader": nbgrader,
    "otter": otter,
}
NEEDS = {"nbgrader": "NBGRADER_PYTHON", "otter": "OTTER_PYTHON"}


# --- the file and the table ----------------------------------------------------------------------


def load(file: Path) -> dict[tuple[str, str], dict]:
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return {(row["tool"], row["attack"]): row for row in map(json.loads, lines)}


def run(file: Path, tools: list[str], seconds: int) -> None:
    """Runs what is not in the file yet; two honest ones first, or a tool proves nothing."""
    tests = checks()
    for tool in tools:
        kernel = os.environ["OTTER_PYTHON"] if tool == "otter" else sys.executable
        for attack in (None, *TRIED):
            name = attack.name if attack else "honest"
            if (tool, name) in load(file):
                continue
            started = time.monotonic()
            with room(submission(attack, tests), submission(None, tests), kernel) as folder:
                try:
                    marks, reason = TOOLS[tool](Path(folder), seconds)
                except (ValueError, LookupError, OSError, SyntaxError, sqlite3.Error) as error:
                    # the attack ended the tool, or wrote into what it left
                    marks, reason = {}, type(error).__name__
            row = {"tool": tool, "attack": name, "total": marks.get("a"), "fair": fair(attack),
                   "neighbour": marks.get("b"), "reason": reason,
                   "seconds": round(time.monotonic() - started)}  # fmt: skip
            honest = row["total"] == row["neighbour"] == fair(None)
            assert attack or honest, f"{tool} fails an honest answer: {row}"
            with file.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(row) + "\n")
            print(row, flush=True)


def table(file: Path) -> None:
    """A row for each attack, a column for each tool that was run."""
    found = load(file)
    tools = [tool for tool in TOOLS if any(tool == key[0] for key in found)]
    print(f"| Attack | Fair mark | {' | '.join(tools)} |\n|---|---|{'---|' * len(tools)}")
    for attack in CODE:
        cells = [_words(found.get((tool, attack.name))) for tool in tools]
        print(f"| {attack.name} | {'full' if attack.fair else '0'} | {' | '.join(cells)} |")
    for tool in tools:
        rows = [_words(row) for (t, name), row in found.items() if t == tool and name != "honest"]
        hurt = sum("neighbour" in words or words in STOPPED for words in rows)
        print(f"\n{tool}: fair in {rows.count('fair')} of {len(rows)}, "
              f"the neighbour without a fair mark in {hurt}")  # fmt: skip


STOPPED = ("hangs", "takes all memory")


def _words(row: dict | None) -> str:
    """One cell of the table."""
    if row is None:
        return "not tried"
    if row["reason"] in STOPPED:
        return row["reason"]
    own, fair_mark = row["total"], row["fair"]
    words = f"{own:g} for {fair_mark}" if own is not None else "no mark"
    words = "fair" if own == fair_mark else words
    return words if row["neighbour"] == fair(None) else f"{words}, neighbour hurt"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True, help="rows so far, one JSON per line")
    parser.add_argument("--tool", choices=TOOLS, action="append", help="only these")
    parser.add_argument("--seconds", type=int, default=90, help="for a class of two")
    parser.add_argument("--table", action="store_true", help="print Markdown, run nothing")
    options = parser.parse_args()
    if options.table:
        table(options.out)
    else:
        there = [tool for tool in TOOLS if NEEDS.get(tool, "HOME") in os.environ]
        run(options.out, options.tool or there, options.seconds)


if __name__ == "__main__":
    main()
