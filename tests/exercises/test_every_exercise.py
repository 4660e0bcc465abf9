"""Every exercise of every unit has its table of answers, its hints and its place in a solution."""

import pytest
from cases import cases_of, from_solution, gaps, goal_in_solution

from helpers.exercises import units

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
