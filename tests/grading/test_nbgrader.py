"""The labs that `release --nbgrader` writes, and what nbgrader itself makes of one.

The last test runs nbgrader where NBGRADER_PYTHON names an interpreter with
requirements-nbgrader.lock installed; it calls the course through a kernel of this environment.
"""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from handed_in import MODEL, ROOT, references

from helpers.checks import nbgrader, units
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


def test_nbgrader_itself_gives_these_marks(course):
    python = os.environ.get("NBGRADER_PYTHON")
    if not python:
        pytest.skip("NBGRADER_PYTHON does not name an environment with nbgrader")
    env = environment(course, python)

    def run(*words: str) -> str:
        line = [python, "-m", "nbgrader", *words]
        done = subprocess.run(line, cwd=course, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    run("generate_assignment", "01_tokens")
    hand_in(course, "full", set())
    hand_in(course, "half", {"01-4-answer"})
    run("autograde", "01_tokens")
    run("export")
    with (course / "grades.csv").open(newline="") as lines:
        scores = {row["student_id"]: float(row["score"]) for row in csv.DictReader(lines)}
    left_out = sum(e.points for e in units.exercises("01") if e.id in MODEL)
    assert scores == {"full": 20 - left_out, "half": 17 - left_out}


def environment(course: Path, python: str) -> dict[str, str]:
    """nbgrader's environment, whose kernel `python3` is the course's."""
    kernel = course / "jupyter" / "kernels" / "python3" / "kernel.json"
    kernel.parent.mkdir(parents=True)
    line = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    words = {"argv": line, "display_name": "course", "language": "python"}
    kernel.write_text(json.dumps(words))
    return {
        **os.environ,
        "PATH": f"{Path(python).parent}{os.pathsep}{os.environ['PATH']}",
        "JUPYTER_PATH": str(course / "jupyter"),
        "PYTHONPATH": str(ROOT),
        "COURSE_PROGRESS": str(course / "progress.json"),
    }


def hand_in(course: Path, learner: str, blank: set[str]) -> None:
    """The released lab with reference answers, but for the prompt exercise and `blank`."""
    released = course / "release" / "01_tokens" / "01_tokens.ipynb"
    notebook, answers = json.loads(released.read_text()), references("01")
    for cell in notebook["cells"]:
        exercise = cell["metadata"].get("course", {}).get("exercise")
        if cell["id"] in answers and cell["id"] not in blank and exercise not in MODEL:
            cell["source"] = answers[cell["id"]]
    file = course / "submitted" / learner / "01_tokens" / "01_tokens.ipynb"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(notebook))
