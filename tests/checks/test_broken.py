"""A broken program: an input that shows the fault, a program that is right; each is worth half."""

import pytest

from helpers.checks import judge
from helpers.checks.broken import MOST, Broken
from helpers.checks.exercise import Exercise, Reply


def double(x):
    return 2 * x


def square(x):
    return x * x


def admits(*args):
    return "" if len(args) == 1 and type(args[0]) is int else "One whole number is wanted."


PROGRAM = Broken(
    "double", square, double, admits, lambda seed: [(0,), (2,), (3 + seed,)], fault="It squares.",
    misconceptions=(judge.would_return(lambda x: x + 2, "You add."),),
)  # fmt: skip
EXERCISE = Exercise(
    id="99.6", title="t", goal="g", points=2, minutes=1, difficulty="easy", budget="b",
    answers=("failing", "double"), questions=PROGRAM.questions, judge=PROGRAM.judge,
    untouched=PROGRAM.untouched, hints=("a", "b"),
)  # fmt: skip


def judged(failing, program):
    """The verdict on an input and a program, both as replies."""
    questions = EXERCISE.questions(4)
    replies = [failing, *(program(*question.args) for question in questions[1:])]
    return judge.verdict(EXERCISE, questions, replies)


def gives(function):
    return lambda *args: Reply(function(*args))


UNSET = Reply(unset=True)


def test_what_was_handed_out_is_not_attempted():
    assert judged(UNSET, gives(square)) == judge.not_attempted()


def test_an_input_that_shows_the_fault_and_a_mended_program_pass():
    verdict = judged(Reply((3,)), gives(double))
    assert (verdict.outcome, verdict.share, verdict.message) == ("passed", 1.0, "It squares.")


@pytest.mark.parametrize("failing", [(0,), (2,)])
def test_an_input_for_which_both_agree_shows_nothing(failing):
    verdict = judged(Reply(failing), gives(double))
    assert (verdict.outcome, verdict.share) == ("not yet", 0.5)
    assert "does not show the fault" in verdict.message


@pytest.mark.parametrize(
    ("program", "words"),
    [(square, "the same wrong value as before"), (lambda x: x + 2, "You add."), (abs, "differs")],
)
def test_an_input_without_a_mended_program_is_worth_half(program, words):
    verdict = judged(Reply((3,)), gives(program))
    assert (verdict.outcome, verdict.share) == ("not yet", 0.5)
    assert words in verdict.message


def test_neither_is_worth_nothing():
    assert judged(Reply((2,)), gives(square)).share == 0


def test_a_mended_program_alone_still_lacks_its_input():
    verdict = judged(UNSET, gives(double))
    assert verdict.outcome == "not yet"
    assert "still open" in verdict.message


@pytest.mark.parametrize(
    ("failing", "words"),
    [
        (Reply(3), "as a tuple"),
        (Reply("ab"), "as a tuple"),
        (Reply(("three",)), "One whole number"),
        (Reply((3, 4)), "One whole number"),
        (Reply(("x" * MOST,)), "very long"),
        (Reply(error="NameError: x"), "NameError"),
    ],
)
def test_an_input_that_cannot_be_one_is_told_why(failing, words):
    assert words in judged(failing, gives(double)).message


def test_an_input_that_stops_only_one_of_the_two_shows_the_fault():
    stops = Broken("f", lambda x: 1 // x, lambda x: 0, admits, lambda seed: [(1,)], fault="")
    assert stops.wrong_input(Reply((0,))) == ""


def test_an_input_that_stops_both_alike_shows_nothing():
    both = Broken("f", lambda x: 1 // x, lambda x: 2 // x, admits, lambda seed: [(1,)], fault="")
    assert "gives what is wanted" in both.wrong_input(Reply((0,)))
