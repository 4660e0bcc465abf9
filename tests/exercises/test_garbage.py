"""No prompt exercise is passed by a prompt that has nothing to do with its job."""

import pytest
from cases import cases_of, in_words, judged

from helpers.exercises import units
from helpers.pocket import MODELS
from tests.exercises import garbage

JUDGED_BY_REPLIES = [
    exercise
    for unit in units.numbers()
    for exercise in units.exercises(unit)
    if exercise.follow_up and exercise.id not in garbage.NO_PROMPT
]
ROWS = [
    pytest.param(exercise, code, id=f"{exercise.id}-{name}")
    for exercise in JUDGED_BY_REPLIES
    for name, code in garbage.answers(exercise.id, cases_of(exercise).garbage).items()
]


@pytest.mark.skipif(not MODELS, reason="no model in helpers/pocket/weights")
@pytest.mark.parametrize(("exercise", "code"), ROWS)
def test_garbage_does_not_reach_the_bar(exercise, code):
    verdict = judged(exercise, code, cases_of(exercise).setup)
    assert verdict.outcome == "not yet", in_words(exercise, verdict)
    assert exercise.earned(verdict) == 0


def test_the_exercises_that_are_judged_by_replies_are_known():
    assert [exercise.id for exercise in JUDGED_BY_REPLIES] == [
        "00.5",
        "01.5",
        "04.4",
        "05.5",
        "06.3",
        "13.4",
    ]
    asks_model = {e.id for unit in units.numbers() for e in units.exercises(unit) if e.follow_up}
    assert set(garbage.NO_PROMPT) < asks_model
