"""Every exercise of every lab is graded as the notebook checks it: same judge, same words.

The tables of answers are those of tests/checks. Answers that call the model are in the tables of
tests/checks/test_unit_NN.py only, and here by their reference and stub.
"""

import importlib.util
import sys

import pytest
from conftest import LIMITS
from handed_in import MODEL, ROOT, solved

from helpers.checks import notebook as in_notebook
from helpers.grading import asking, furniture, labs, marking
from helpers.grading.judging import Judge
from helpers.grading.prompts import Prompts
from helpers.grading.sandbox import Sandbox
from helpers.grading.submissions import Submission

SEED = 20_261
sys.path.insert(0, str(ROOT / "tests" / "checks"))


def table(unit: str) -> dict:
    """CASES of tests/checks/test_unit_NN.py."""
    file = ROOT / "tests" / "checks" / f"test_unit_{unit}.py"
    spec = importlib.util.spec_from_file_location(f"cases_of_{unit}", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.CASES


def rows() -> list:
    found = []
    for unit in labs.numbers():
        for id, answers in table(unit).items():
            if id in MODEL:
                continue
            codes = [("right", code) for code in answers.right]
            codes += [("wrong", code) for code, _ in answers.wrong]
            found += [
                pytest.param(unit, id, kind, f"{answers.setup}\n{code}", id=f"{id}-{kind}-{n}")
                for n, (kind, code) in enumerate(codes)
            ]
    return found


@pytest.fixture(scope="module")
def grader(strong):
    """Marks a notebook; rooms stay open for the whole module."""
    rooms, rules, judge = {}, {}, Judge(Prompts())

    def mark(unit: str, notebook: dict, only: str | None = None) -> marking.Result:
        if unit not in rooms:
            lab = labs.lab(unit)
            sheets = {e.id: asking.sheet(e, [SEED]) for e in lab.exercises if e.id not in MODEL}
            rules[unit] = marking.Rules(lab, sheets, "")
            rooms[unit] = Sandbox(strong, lab, LIMITS)
        chosen = rules[unit]
        if only:
            chosen = marking.Rules(chosen.lab, {only: chosen.sheets[only]}, "")
        submission = Submission("x", "x", b"")
        return marking.mark(submission, notebook, chosen, rooms[unit], judge)

    yield mark
    for room in rooms.values():
        room.close()


@pytest.mark.parametrize("unit", labs.numbers())
def test_the_reference_gets_full_marks_and_the_stub_none(grader, unit):
    full = grader(unit, solved(unit))
    assert full.marks
    assert [(id, m.outcome, m.message) for id, m in full.marks.items() if m.points != m.of] == []
    blank = grader(unit, solved(unit, without=[e.id for e in labs.lab(unit).exercises]))
    assert {(m.outcome, m.points) for m in blank.marks.values()} == {("not attempted", 0.0)}
    assert blank.verdict == "nothing attempted"


@pytest.mark.parametrize(("unit", "id", "kind", "code"), rows())
def test_grading_says_what_the_notebook_says(grader, unit, id, kind, code):
    exercise = labs.lab(unit).exercise(id)
    mark = grader(unit, solved(unit, {id: code}), only=id).marks[id]
    namespace = {"__name__": "__main__"}
    exec(code, namespace)
    verdict = in_notebook.verdict_of(exercise, namespace, SEED)
    assert mark.outcome == verdict.outcome
    assert mark.points == exercise.earned(verdict)
    assert mark.message.startswith(verdict.message)
    assert (mark.points == exercise.points) is (kind == "right")


@pytest.mark.parametrize("unit", labs.numbers())
def test_a_room_holds_nothing_that_judges(tmp_path, unit):
    furniture.furnish(tmp_path / "course", labs.lab(unit))
    names = {str(p.relative_to(tmp_path / "course")) for p in (tmp_path / "course").rglob("*.py")}
    checks = {name.split("/")[-1] for name in names if name.startswith("helpers/checks/")}
    asking = {"__init__.py", "ask.py", "doubles.py", "encoding.py", "exercise.py", "notebook.py"}
    assert checks == asking
    assert {n for n in names if "grading/" in n} == {
        "helpers/grading/__init__.py",
        "helpers/grading/room.py",
    }
    assert not [name for name in names if "solution" in name or "release" in name]
