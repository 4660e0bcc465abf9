"""Every exercise of every lab is graded as the notebook checks it: same judge, same words.

Units, exercises and answers are found by listing: those of the tables in tests/exercises, the
reference and the stub. Prompts go through the grader's own calls to the model (`prompts` in
tests/conftest.py): what the notebook's check would ask again is answered from the same replies.
"""

import re
import sys
from dataclasses import fields, replace

import pytest
from conftest import LIMITS
from handed_in import MODEL, ROOT, reference, solved

from helpers.checks import complete as by_notebook
from helpers.checks import verdicts as in_notebook
from helpers.checks.exercise import Changed, Complete, Reply
from helpers.grading import asking, furniture, isolation, judging, labs, marking
from helpers.grading.budget import Budget
from helpers.grading.judging import Judge
from helpers.grading.sandbox import Sandbox
from helpers.grading.submissions import Submission

SEED = 20_261
# answers that call the model start it in their room: seconds on a busy machine
PATIENT = isolation.Limits(cell=60.0, question=20.0, grace=5.0, submission=300.0)
sys.path.insert(0, str(ROOT / "tests" / "exercises"))
from cases import cases_of  # noqa: E402


def rows() -> list:
    """(unit, exercise, kind, code, seed) for every answer that is kept. Prompts are judged under
    the last seed of their table: for it the table says what passes."""
    found = []
    for unit in labs.numbers():
        for exercise in labs.lab(unit).exercises:
            id, answers = exercise.id, cases_of(exercise)
            codes = [("reference", reference(unit, id))]
            codes += [("right", code) for code in answers.right]
            codes += [("wrong", code) for code, _ in answers.wrong]
            seed = answers.seeds[-1] if id in MODEL else SEED
            found += [
                pytest.param(
                    unit, id, kind, f"{answers.setup}\n{code}", seed, id=f"{id}-{kind}-{n}"
                )
                for n, (kind, code) in enumerate(codes)
            ]
    return found


@pytest.fixture(scope="module")
def grader(strong, prompts):
    """Marks some exercises of a notebook; rooms stay open for the whole module."""
    rooms, judge = {}, Judge(prompts)

    def mark(unit: str, notebook: dict, seeds: dict[str, list[int]]) -> marking.Result:
        lab = labs.lab(unit)
        if unit not in rooms:
            has_prompts = any(e.id in MODEL for e in lab.exercises)
            rooms[unit] = Sandbox(strong, lab, PATIENT if has_prompts else LIMITS)
        sheets = {id: asking.sheet(lab.exercise(id), drawn) for id, drawn in seeds.items()}
        rules = marking.Rules(lab, sheets, "")
        return marking.mark(
            Submission("x", "x", b""), notebook, rules, rooms[unit], judge, Budget(240)
        )

    yield mark
    for room in rooms.values():
        room.close()


@pytest.mark.parametrize("unit", labs.numbers())
def test_the_stub_gets_nothing_and_is_not_called_wrong(grader, unit):
    every = {exercise.id: [SEED] for exercise in labs.lab(unit).exercises}
    blank = grader(unit, solved(unit, without=every), every)
    assert {id: (m.outcome, m.points) for id, m in blank.marks.items()} == dict.fromkeys(
        every, ("not attempted", 0.0)
    )
    assert blank.verdict == "nothing attempted"


@pytest.mark.parametrize("unit", labs.numbers())
def test_a_solved_lab_gets_full_marks(grader, unit):
    """All references in one notebook, as a learner hands them in; prompts are in the next test."""
    seeds = {e.id: [SEED] for e in labs.lab(unit).exercises if e.id not in MODEL}
    full = grader(unit, solved(unit), seeds)
    assert full.marks
    assert [(id, m.outcome, m.message) for id, m in full.marks.items() if m.points != m.of] == []


@pytest.mark.parametrize(("unit", "id", "kind", "code", "seed"), rows())
def test_grading_says_what_the_notebook_says(
    grader, prompts, monkeypatch, unit, id, kind, code, seed
):
    exercise, others = labs.lab(unit).exercise(id), {e.id for e in labs.lab(unit).exercises} - {id}
    mark = grader(unit, solved(unit, {id: code}, without=others), {id: [seed]}).marks[id]
    made = prompts.made
    monkeypatch.setattr(in_notebook, "complete", prompts.complete)
    namespace = {"__name__": "__main__"}
    exec(code, namespace)
    verdict = in_notebook.verdict_of(exercise, namespace, seed)
    assert mark.outcome == verdict.outcome
    assert mark.points == exercise.earned(verdict)
    if "model=MODEL" in code:  # the answer itself asks the model: what came differs by luck
        assert _without_luck(mark.message).startswith(_without_luck(verdict.message))
    else:
        assert mark.message.startswith(verdict.message)
    assert (mark.points == exercise.points) is (kind != "wrong")
    assert prompts.made == made, "the notebook asks the model for the same, and nothing else"


def _without_luck(message: str) -> str:
    return re.sub(r"\d+|'(stop|length)'", "…", message)


def test_an_answer_that_asks_the_model_without_a_seed_gets_the_same_in_every_room(grader):
    answers = cases_of(labs.lab("00").exercise("00.2"))
    code = f"{answers.setup}\nmessages = good\nreply = ask(messages, temperature=1.5)"
    messages = {
        grader("00", solved("00", {"00.2": code}), {"00.2": [SEED]}).marks["00.2"].message
        for _ in range(3)
    }
    assert len(messages) == 1
    assert "tokens went in" in messages.pop()


def test_every_exercise_of_every_lab_is_in_the_tables():
    there = {e.id for unit in labs.numbers() for e in labs.lab(unit).exercises}
    assert {row.values[1] for row in rows()} == there
    assert there >= MODEL
    assert MODEL


def test_the_graders_calls_get_what_the_notebooks_get(prompts):
    asked = [
        Complete({"messages": [{"role": "user", "content": words}], "max_tokens": 8, **how})
        for words in ("Spell: mail", "Is 7 odd?")
        for how in ({"temperature": 0}, {"seed": 3, "n": 2}, {"temperature": 9})
    ]
    assert [_lasting(r) for r in prompts.complete(asked)] == [
        _lasting(r) for r in by_notebook.complete(asked)
    ]


def _lasting(reply) -> tuple:
    """A reply without what differs from one call to the next: its id and its time."""
    value = {k: v for k, v in (reply.value or {}).items() if k not in ("id", "created")}
    return value, reply.error


@pytest.mark.parametrize("unit", labs.numbers())
def test_a_room_holds_nothing_that_judges(tmp_path, unit):
    furniture.furnish(tmp_path / "course", labs.lab(unit))
    names = {str(p.relative_to(tmp_path / "course")) for p in (tmp_path / "course").rglob("*.py")}
    checks = {name.split("/")[-1] for name in names if name.startswith("helpers/checks/")}
    asking = {
        "__init__.py",
        "ask.py",
        "clockwork.py",
        "doubles.py",
        "effort.py",
        "encoding.py",
        "exercise.py",
        "feed.py",
        "line.py",
        "slow_calls.py",
        "upstream.py",
        "visits.py",
    }
    assert checks == asking
    exercises = {name for name in names if name.startswith("helpers/exercises/")}
    assert exercises == {"helpers/exercises/__init__.py", "helpers/exercises/notebook.py"}
    assert {n for n in names if "grading/" in n} == {
        "helpers/grading/__init__.py",
        "helpers/grading/pieces.py",
        "helpers/grading/refused.py",
        "helpers/grading/shell.py",
        "helpers/grading/room.py",
    }
    assert not [name for name in names if "solution" in name or "release" in name]


def test_a_verdict_is_remembered_for_all_that_a_reply_holds_but_what_was_printed():
    """A right answer that changed an argument was given the verdict of one that did not."""
    sheet = asking.sheet(labs.lab("00").exercise("00.3"), [SEED])
    plain = Reply(value=3)
    others = {
        "value": 4,
        "error": "ValueError: no",
        "unset": True,
        "logs": {"send": [1]},
        "changed": (Changed(at=0, name="items", after=[]),),
        "kinds": ("LookupError",),
    }
    assert {f.name for f in fields(Reply)} == {*others, "printed"}
    keys = [judging._key(sheet, [replace(plain, **{n: v})]) for n, v in others.items()]
    assert len({judging._key(sheet, [plain]), *keys}) == 1 + len(others)
    assert judging._key(sheet, [replace(plain, printed="hm")]) == judging._key(sheet, [plain])
