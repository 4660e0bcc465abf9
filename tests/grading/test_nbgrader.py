"""The labs that `release --nbgrader` writes, and what nbgrader itself makes of one.

The last test runs nbgrader where NBGRADER_PYTHON names an interpreter with
requirements-nbgrader.lock installed; it calls the course through a kernel of this environment.
"""

import csv
import json
import os
import subprocess
import sys
import warnings
from pathlib import Path

import nbformat
import pytest
from handed_in import ROOT, references, total

from helpers import connect
from helpers.exercises import nbgrader, units
from helpers.grading import labs


@pytest.fixture
def course(tmp_path):
    nbgrader.export(ROOT / "labs", tmp_path)
    return tmp_path


def test_every_lab_is_written_valid_and_every_check_has_its_points(course):
    assert {path.name[:2] for path in (course / "source").iterdir()} >= set(labs.numbers())
    for file in (course / "source").rglob("*.ipynb"):
        notebook = nbformat.read(file, as_version=4)
        nbformat.validate(notebook)
        marks = [c.metadata.nbgrader for c in notebook.cells if "nbgrader" in c.metadata]
        assert len({mark["grade_id"] for mark in marks}) == len(marks)
        worth = sum(mark.get("points", 0) for mark in marks)
        assert worth == sum(e.points for e in units.exercises(file.name[:2]))
        assert all(mark["grade"] != mark["solution"] for mark in marks)


def test_points_are_the_value_of_a_check(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "p.json"))
    assert nbgrader.points("01.4", lambda job, price, days=30: ...) == 0
    space: dict = {}
    exec(references("01")["01-4-answer"], space)
    assert nbgrader.points("01.4", space["month_cost"]) == 3
    with pytest.raises(ValueError, match="no exercise"):
        nbgrader.points("01.99")


def test_a_warning_costs_no_points(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "p.json"))
    space: dict = {}
    exec(references("01")["01-4-answer"], space)

    def noisy(job, price, days=30):
        warnings.warn("prices are old", stacklevel=1)
        print("counting", file=sys.stderr)
        return space["month_cost"](job, price, days)

    with warnings.catch_warnings():
        warnings.simplefilter("always")
        assert nbgrader.points("01.4", noisy) == 3
    assert capsys.readouterr().err == ""  # nbgrader gives 0 points to a cell that wrote there


def test_validating_says_what_fails_where_nbgrader_repeats_it(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "p.json"))
    wrong = lambda job, price, days=30: 0.0  # noqa: E731
    nbgrader.points("01.4", wrong)
    assert capsys.readouterr().err == ""
    monkeypatch.setenv("NBGRADER_VALIDATING", "1")
    nbgrader.points("01.4", wrong)
    said = capsys.readouterr().err
    assert said.startswith("01.4 not yet (0 of 3 points).")
    assert max(map(len, said.splitlines())) <= nbgrader.VALIDATE_COLUMNS


def test_nbgrader_itself_validates_and_gives_these_marks(course):
    python = os.environ.get("NBGRADER_PYTHON")
    if not python:
        pytest.skip("NBGRADER_PYTHON does not name an environment with nbgrader")
    env = environment(course, python)

    def run(*words: object) -> str:
        line = [python, "-m", "nbgrader", *map(str, words)]
        done = subprocess.run(line, cwd=course, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("generate_assignment", "01_tokens")
    kept = {"full": set(), "half": {"01-4-answer"}, "untouched": set(references("01"))}
    # one start for all three: half of its time is a library of nbgrader's that builds a grammar
    said = run("validate", *(hand_in(course, who, blank) for who, blank in kept.items()))
    solved, _, failed = said.partition("VALIDATION FAILED ON 1 CELL(S)!")
    assert solved.strip() == "Success! Your notebook passes all the tests.", said
    half, _, untouched = failed.partition(
        f"VALIDATION FAILED ON {len(units.exercises('01'))} CELL(S)!"
    )
    assert half.count("The following cell failed:") == 1
    assert 'points("01.4", month_cost)' in half
    assert "    01.4 not attempted (0 of 3 points)." in half
    for exercise in units.exercises("01"):
        assert f"    {exercise.id} not attempted (0 of" in untouched
    run("autograde", "01_tokens")
    run("export")
    with (course / "grades.csv").open(newline="") as lines:
        scores = {row["student_id"]: float(row["score"]) for row in csv.DictReader(lines)}
    full = total("01", [])
    assert scores == {"full": full, "half": total("01", ["01.4"]), "untouched": 0}


def environment(course: Path, python: str) -> dict[str, str]:
    """nbgrader's environment, whose kernel `python3` is the course's."""
    kernel = course / "jupyter" / "kernels" / "python3" / "kernel.json"
    kernel.parent.mkdir(parents=True)
    line = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    words = {"argv": line, "display_name": "course", "language": "python"}
    kernel.write_text(json.dumps(words))
    return {
        **{name: value for name, value in os.environ.items() if name not in connect.NAMES},
        "PATH": f"{Path(python).parent}{os.pathsep}{os.environ['PATH']}",
        "JUPYTER_PATH": str(course / "jupyter"),
        "PYTHONPATH": str(ROOT),
        "COURSE_PROGRESS": str(course / "progress.json"),
    }


def hand_in(course: Path, learner: str, blank: set[str]) -> Path:
    """The released lab with reference answers, but for those in `blank`."""
    released = course / "release" / "01_tokens" / "01_tokens.ipynb"
    notebook, answers = json.loads(released.read_text()), references("01")
    for cell in notebook["cells"]:
        if cell["id"] in answers and cell["id"] not in blank:
            cell["source"] = answers[cell["id"]]
    file = course / "submitted" / learner / "01_tokens" / "01_tokens.ipynb"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(notebook))
    return file
