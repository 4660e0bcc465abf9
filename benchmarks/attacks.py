"""What other tools make of the hostile submissions of tests/grading/attacks.py, one by one.

    python -m benchmarks.attacks --out attacks.jsonl            run what is not in the file yet
    python -m benchmarks.attacks --out attacks.jsonl --table    Markdown of what is in it

A submission has two exercises, each with a check of assertions: one is attacked, the other is
honest. Fair is the attack's own fair mark and every point of the honest exercise. Every tool runs
with the learner's code inside a room of its own: namespaces by bubblewrap, no network, another
user, limits on memory, processes and time. Where there is no bubblewrap nothing is run. nbgrader
runs where NBGRADER_PYTHON names the interpreter of an environment with requirements-nbgrader.lock.

In: running tools, reading their marks. Out: our grader's own mark: tests/grading/test_attacks.py.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
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
CELL_SECONDS = 20
MEMORY = 3 * 2**30  # addresses of one process; together, at most this much beyond it in use
NOBODY = 5_400_000

NBCLIENT = """
import json, nbformat
from nbclient import NotebookClient
notebook = nbformat.read("lab.ipynb", 4)
NotebookClient(notebook, timeout=SECONDS, allow_errors=True, kernel_name="python3").execute()
passed = {c.id: not any(o.output_type == "error" for o in c.outputs) for c in notebook.cells}
json.dump(passed, open("passed.json", "w"))
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


def inside(line: list[str], home: Path, seconds: int) -> str:
    """Runs a command in a room where `home` is /tmp/run; why it was stopped, or ""."""
    kind = next(kind for kind in isolation.kinds() if kind.name == "bubblewrap")
    # process 1 cannot be killed from inside: on a teacher's machine no tool has that
    walls = [word for word in kind.command(ROOT, [])[:-1] if word != "--as-pid-1"]
    at = walls.index("--dev")
    walls[at:at] = _shown(Path(os.environ.get("NBGRADER_PYTHON", sys.executable)).parents[1])
    walls += ["--tmpfs", "/tmp", "--bind", str(home), "/tmp/run", "--chdir", "/tmp/run"]
    for name, value in (("HOME", "/tmp/run"), ("TMPDIR", "/tmp/run"), ("PATH", _path()),
                        ("JUPYTER_PATH", "/tmp/run/jupyter")):  # fmt: skip
        walls += ["--setenv", name, value]
    walls += ["--"]
    rights = ["setpriv", "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all"]
    if os.geteuid() == 0:
        rights += [f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
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
            stopped = f"stopped after {seconds} s"
        elif memory_below(process.pid) > MEMORY:
            stopped = "stopped: it took the machine's memory"
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


def _path() -> str:
    """nbgrader calls alembic by its name."""
    own = Path(os.environ.get("NBGRADER_PYTHON", sys.executable)).parent
    return f"{own}:/usr/bin:/bin"


def room(notebook: dict) -> tempfile.TemporaryDirectory:
    """A folder with the notebook and a kernel of this Python, writable by the room's user."""
    made = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    home = Path(made.name)
    line = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    kernel = {"argv": line, "display_name": "course", "language": "python"}
    text = json.dumps(notebook)
    files = {"lab.ipynb": text, "jupyter/kernels/python3/kernel.json": json.dumps(kernel)}
    marked = json.dumps(_worth(for_nbgrader(json.loads(text))))
    files |= {"source/lab/lab.ipynb": marked, "submitted/one/lab/lab.ipynb": marked}
    for name, content in files.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(content)
    for path in [home, *home.rglob("*")]:
        path.chmod(0o777 if path.is_dir() else 0o666)
    return made


def _worth(notebook: dict) -> dict:
    worth = {_id("check", id): points for id, points in POINTS.items()}
    for part in notebook["cells"]:
        if part["id"] in worth:
            part["metadata"]["nbgrader"]["points"] = worth[part["id"]]
    return notebook


# --- the tools: total, or None where there is no mark --------------------------------------------


def nbclient(home: Path, seconds: int) -> tuple[float | None, str]:
    code = NBCLIENT.replace("SECONDS", str(CELL_SECONDS))
    stopped = inside([sys.executable, "-c", code], home, seconds)
    file = home / "passed.json"
    if stopped or not file.exists():
        return None, stopped or "no mark"
    passed = json.loads(file.read_text())
    return sum(points for id, points in POINTS.items() if passed[_id("check", id)]), ""


def nbval(home: Path, seconds: int) -> tuple[float | None, str]:
    line = [sys.executable, "-m", "pytest", "--nbval-lax", f"--nbval-cell-timeout={CELL_SECONDS}"]
    stopped = inside(
        [*line, "-p", "no:cacheprovider", "--junitxml=out.xml", "lab.ipynb"], home, seconds
    )
    if stopped or not (home / "out.xml").exists():
        return None, stopped or "no mark"
    cases = ElementTree.parse(home / "out.xml").iter("testcase")
    passed = [len(case) == 0 for case in cases]  # the cells, in order; a failure is an element
    at = {id: 2 + 2 * n for n, id in enumerate(POINTS)}
    return sum(p for id, p in POINTS.items() if at[id] < len(passed) and passed[at[id]]), ""


def nbgrader(home: Path, seconds: int) -> tuple[float | None, str]:
    python = os.environ["NBGRADER_PYTHON"]
    limit = f"--ExecutePreprocessor.timeout={CELL_SECONDS}"
    commands = (f"{python} -m nbgrader generate_assignment lab",
                f"{python} -m nbgrader autograde lab {limit}",
                f"{python} -m nbgrader export")  # fmt: skip
    stopped = inside(["sh", "-c", " && ".join(commands)], home, seconds)
    if stopped or not (home / "grades.csv").exists():
        return None, stopped or "no mark"
    with (home / "grades.csv").open(newline="") as lines:
        scores = [row["raw_score"] for row in csv.DictReader(lines)]
    return (float(scores[0]), "") if scores and scores[0] else (None, "no mark")


TOOLS: dict[str, Callable[[Path, int], tuple[float | None, str]]] = {
    "nbclient": nbclient,
    "nbval": nbval,
    "nbgrader": nbgrader,
}


# --- the file and the table ----------------------------------------------------------------------


def load(file: Path) -> dict[tuple[str, str], dict]:
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return {(row["tool"], row["attack"]): row for row in map(json.loads, lines)}


def run(file: Path, tools: list[str], seconds: int) -> None:
    """Runs what is not in the file yet; an honest submission first, or a tool proves nothing."""
    tests = checks()
    for tool in tools:
        for attack in (None, *CODE):
            name = attack.name if attack else "honest"
            if (tool, name) in load(file):
                continue
            with room(submission(attack, tests)) as folder:
                try:
                    total, reason = TOOLS[tool](Path(folder), seconds)
                except (ValueError, LookupError, OSError, ElementTree.ParseError) as error:
                    # the attack wrote into what the tool left
                    total, reason = None, f"no readable mark ({type(error).__name__})"
            row = {"tool": tool, "attack": name, "total": total, "fair": fair(attack),
                   "reason": reason}  # fmt: skip
            assert attack or total == fair(None), f"{tool} fails an honest answer: {row}"
            with file.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(row) + "\n")
            print(row, flush=True)


def table(file: Path) -> None:
    """A row for each attack, a column for each tool that was run."""
    found = load(file)
    tools = [tool for tool in TOOLS if any(tool == key[0] for key in found)]
    print(f"| Attack | {' | '.join(tools)} |\n|---|{'---|' * len(tools)}")
    for attack in CODE:
        cells = [_words(found.get((tool, attack.name))) for tool in tools]
        print(f"| {attack.name} | {' | '.join(cells)} |")
    for tool in tools:
        rows = [row for (t, name), row in found.items() if t == tool and name != "honest"]
        print(f"{tool}: fair in {sum(r['total'] == r['fair'] for r in rows)} of {len(rows)}")


def _words(row: dict | None) -> str:
    if row is None:
        return "not run"
    if row["total"] is None:
        return row["reason"]
    return "fair" if row["total"] == row["fair"] else f"{row['total']:g}, fair {row['fair']}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True, help="rows so far, one JSON per line")
    parser.add_argument("--tool", choices=TOOLS, action="append", help="only these")
    parser.add_argument("--seconds", type=int, default=240, help="for a tool; more when busy")
    parser.add_argument("--table", action="store_true", help="print Markdown, run nothing")
    options = parser.parse_args()
    if options.table:
        table(options.out)
    else:
        there = [t for t in TOOLS if t != "nbgrader" or "NBGRADER_PYTHON" in os.environ]
        run(options.out, options.tool or there, options.seconds)


if __name__ == "__main__":
    main()
