"""Every exercise of every unit has its table of answers, its hints and its place in a solution."""

import re

import pytest
from cases import cases_of, from_solution, gaps, goal_in_solution

from helpers.checks import judge, puzzle
from helpers.exercises import answers, units

EXERCISES = [exercise for unit in units.numbers() for exercise in units.exercises(unit)]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_an_exercise_has_right_and_wrong_answers_and_hints(exercise):
    assert not gaps(exercise, cases_of(exercise))


@pytest.mark.parametrize("unit", units.numbers())
def test_a_solution_answers_exactly_the_exercises_of_its_unit(unit):
    assert list(from_solution(unit)) == [exercise.id for exercise in units.exercises(unit)]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_the_lab_says_what_the_exercise_says(exercise):
    text = goal_in_solution(exercise)
    assert text, f'no heading "{exercise.id} {exercise.title}" in the solution'
    points = f"{exercise.points} point"
    for part in (points, exercise.difficulty, f"{exercise.minutes} min", exercise.budget):
        assert part in text, f"{part!r} is not in the goal's cell"


def test_ids_are_unique_and_say_their_unit():
    ids = [exercise.id for exercise in EXERCISES]
    assert len(set(ids)) == len(ids)
    assert all(exercise in units.exercises(exercise.id[:2]) for exercise in EXERCISES)


@pytest.mark.parametrize("unit", units.numbers())
def test_a_lab_opens_with_questions_from_earlier_units_and_ends_with_a_broken_program(unit):
    first, *_, last = units.exercises(unit)
    assert (first.id == f"{unit}.0") is (unit != units.numbers()[0])
    assert last.untouched is not None


WRITTEN = [exercise for exercise in EXERCISES if not exercise.id.endswith(".0")]


@pytest.mark.parametrize("exercise", WRITTEN, ids=lambda exercise: exercise.id)
def test_the_last_hint_is_the_answer_shuffled_with_one_line_too_many(exercise):
    (shown,) = answers.puzzle(exercise)
    lines = puzzle.lines(from_solution(exercise.id[:2])[exercise.id][1])
    code = shown.split("```python\n")[1].removesuffix("\n```")
    all_of_it = "\n".join([*lines, exercise.distractor])
    assert sorted(code.splitlines()) == sorted(all_of_it.splitlines())
    assert code.replace(f"{exercise.distractor}\n", "", 1) != "\n".join(lines)
    assert f"these are the {len(lines)} " in shown


@pytest.mark.parametrize("exercise", WRITTEN, ids=lambda exercise: exercise.id)
def test_the_quotes_of_the_line_too_many_do_not_give_it_away(exercise):
    reference = from_solution(exercise.id[:2])[exercise.id][1]
    assert "'" not in exercise.distractor or "'" in reference


def test_without_the_solutions_there_is_no_puzzle(tmp_path):
    assert answers.puzzle(units.find("05.2"), tmp_path) == []


BROKEN = [exercise for exercise in EXERCISES if exercise.untouched]


@pytest.mark.parametrize("seed", [0, 1, 2, 20_260])
@pytest.mark.parametrize("exercise", BROKEN, ids=lambda exercise: exercise.id)
def test_a_broken_program_looks_as_if_it_worked_and_its_draws_show_that_it_does_not(exercise, seed):
    program = exercise.judge.__self__
    calls = exercise.questions(seed)[1:]
    wanted = [judge.expected(program.reference, call) for call in calls]
    came = [judge.expected(program.program, call) for call in calls]
    right = [program.equal(one, other) for one, other in zip(wanted, came, strict=True)]
    assert 1 / 4 <= sum(right) / len(right) < 1
    assert all(program.admits(*call.args) == "" for call in calls)


@pytest.mark.parametrize("exercise", BROKEN, ids=lambda exercise: exercise.id)
def test_the_hints_name_what_the_lab_shows(exercise):
    shown = "".join(from_solution(exercise.id[:2])[exercise.id]) + goal_in_solution(exercise)
    named = re.findall(r"`([A-Za-z_]\w*)`", " ".join(exercise.hints))
    assert [name for name in named if name not in shown] == []


@pytest.mark.parametrize("exercise", BROKEN, ids=lambda exercise: exercise.id)
def test_the_lab_shows_the_broken_program_that_the_check_knows(exercise):
    program, namespace = exercise.judge.__self__, {}
    exec(from_solution(exercise.id[:2])[exercise.id][0], namespace)
    for seed in range(5):
        for call in exercise.questions(seed)[1:]:
            shown = judge.expected(namespace[program.name], call)
            assert shown == judge.expected(program.program, call)
