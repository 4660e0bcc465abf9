"""How often the checks err: the table in docs/ is of these answers, and mutants are found."""

import ast

import pytest
from cases import STRANGERS, cases_of, from_solution

from benchmarks import graders, mutants
from helpers.checks.exercise import Call, Exercise
from helpers.checks.judge import compare
from helpers.exercises import units

ROWS = [graders.cells(row) for row in graders.rows_of(graders.TABLE.read_text("utf-8")).values()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_the_table_counts_the_answers_that_are_kept(row):
    exercise, right, refused, wrong, accepted, _ = row
    kept = cases_of(units.find(exercise))
    assert (int(right), int(wrong)) == (1 + len(kept.right), len(kept.wrong))
    assert (refused, accepted) == ("0", "0")
    if not exercise.endswith(".0"):
        assert int(right) >= 3
        assert int(wrong) >= 6


def test_the_tries_of_strangers_are_counted():
    text = graders.TABLE.read_text("utf-8")
    rows = [graders.cells(row) for row in graders.rows_of(text, columns=3).values()]
    kept = {row[0]: len(cases_of(units.find(row[0])).unseen) for row in rows}
    assert kept == {row[0]: int(row[1]) for row in rows}
    assert set(kept) == set(STRANGERS)


def test_a_unit_is_in_the_table_with_all_its_exercises():
    measured = sorted({row[0][:2] for row in ROWS})
    assert [row[0] for row in ROWS] == [exercise.id for exercise in graders.chosen(measured)]
    assert set(measured) >= {"00", "01", "02", "05", "06"}


def test_a_mutant_differs_in_one_place():
    found = mutants.mutants("def f(a, b):\n    return a[1:] if b > 2 else 'x'")
    expressions = {line.removeprefix("return ") for line in found}
    assert {
        "a[1:] if b >= 2 else 'x'",
        "a[1:] if b > 3 else 'x'",
        "a[:] if b > 2 else 'x'",
        "a[2:] if b > 2 else 'x'",
        "a[1:] if True else 'x'",
        "a[1:] if b > 2 else 'X'",
    } <= expressions


@pytest.mark.parametrize(("exercise", "line", "words"), mutants.WORDS)
def test_what_is_named_as_the_learners_own_stands_in_the_reference(exercise, line, words):
    source = ast.unparse(ast.parse(from_solution(exercise[:2])[exercise][1]))
    assert line in [one.strip() for one in source.splitlines()]
    assert words in line


def test_a_docstring_is_no_place_for_a_mutant():
    assert mutants.mutants('def f():\n    """Once."""\n    return x') == {}


def weak(asked):
    """An exercise that asks for the larger number, on these inputs."""
    return Exercise(
        id="99.1", title="", goal="", points=1, minutes=1, difficulty="easy", budget="",
        answers=("larger",), questions=lambda seed: [Call("larger", args) for args in asked],
        judge=compare(max), hints=(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "survives"), [([(2, 1)], True), ([(2, 1), (1, 2)], False), ([(1, 1)], True)]
)
def test_a_mutant_survives_where_no_question_tells_it_apart(asked, survives):
    code = "def larger(a, b):\n    return a if True else b"
    assert mutants.survived(weak(asked), code, "", [0, 1]) == ([0, 1] if survives else [])


def test_a_reference_that_changes_its_argument_afterwards_is_a_mutant():
    it = weak([([1, 2],)])
    (code,) = mutants.meddlers(it, "def larger(items):\n    return max(items)").values()
    assert mutants.survived(it, code, "", [0]) == []
    assert mutants.survived(it, "larger = max", "", [0]) == [0]
