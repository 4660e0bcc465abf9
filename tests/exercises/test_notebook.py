"""What a learner sees in the notebook: check, hint and progress speak and never raise."""

import json

import pytest

from helpers.checks import record
from helpers.checks.verdicts import verdict_of
from helpers.exercises import (
    check,
    failing_input,
    foresight,
    hint,
    notebook,
    predict,
    predicted,
    progress,
    recall,
    units,
)


def said(capsys, call, *args):
    call(*args)
    return capsys.readouterr().out


def greeting(name):
    return f"Hello, {name}!"


def test_the_three_functions_are_functions_whatever_was_imported_first():
    assert all(callable(function) for function in (check, hint, progress))


def test_a_check_goes_from_not_attempted_over_not_yet_to_passed(capsys):
    assert said(capsys, check, "00.1", ...).startswith("00.1 not attempted (0 of 1 points).")
    not_yet = said(capsys, check, "00.1", lambda name: "Hello, Ada!")
    assert not_yet.startswith("00.1 not yet (0 of 1 points). The name is fixed")
    assert "- came: `'Hello, Ada!'`" in not_yet
    assert said(capsys, check, "00.1", greeting).startswith("00.1 passed (1 of 1 points).")
    assert record.load(record.path()) == {"00.1": {"outcome": "passed", "points": 1.0}}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("00.1",), 'checks your `greeting`. Call it as `check("00.1", greeting)`.'),
        (("00.1", greeting, greeting), 'Call it as `check("00.1", greeting)`.'),
        (("00.99", greeting), "There is no exercise `00.99`. Unit 00 has 00.1, 00.2"),
        (("zz.1", greeting), "The units with exercises are 00"),
        ((None, greeting), "There is no exercise `None`."),
        ((0.1, greeting), "There is no exercise `0.1`."),
    ],
)
def test_a_check_that_is_called_wrongly_says_how(capsys, arguments, words):
    assert words in said(capsys, check, *arguments)


def test_hints_come_one_after_the_other_and_end(capsys):
    notebook._hints_shown.clear()
    n = len(units.find("00.1").hints) + 1  # the answer, shuffled, is the last
    shown = [said(capsys, hint, "00.1") for _ in range(n + 1)]
    assert [f"hint {k} of {n}:" in text for k, text in enumerate(shown[:n], 1)] == [True] * n
    assert f"these were all {n} hints" in shown[n]
    assert f"hint 1 of {n}:" in said(capsys, hint, "00.1", 1)
    assert "There is no exercise `00.99`" in said(capsys, hint, "00.99")


def test_the_last_hint_is_a_puzzle(capsys):
    n = len(units.find("05.2").hints)
    assert "pieces of one right answer in a wrong order" in said(capsys, hint, "05.2", n + 1)


def test_questions_are_asked_and_the_same_draw_asks_the_same(capsys, monkeypatch):
    monkeypatch.delenv("COURSE_DRAW", raising=False)
    text = said(capsys, recall, "05", 7)
    assert "Draw 7" in text
    assert "recalled = (7, " in text
    assert said(capsys, recall, "05", 7) == text
    assert said(capsys, recall, "05", 8) != text
    assert "Draw " in said(capsys, recall, "05")
    assert "no questions to recall" in said(capsys, recall, "00")
    assert "no questions to recall" in said(capsys, recall, "zz")


def test_a_prediction_is_shown_only_where_one_was_made(capsys):
    assert said(capsys, predict, "02.3", ...) == ""
    assert said(capsys, predicted, "02.3", 0.5) == ""
    assert said(capsys, foresight, "02") == ""
    assert "you say 0.4" in said(capsys, predict, "02.4", 0.4)
    assert "0.1 too low" in said(capsys, predicted, "02.4", 0.5)
    assert "you say 3 to 7" in said(capsys, predict, "02.5", 7, 3)
    assert "inside your range" in said(capsys, predicted, "02.5", 5)
    assert "2 predictions" in said(capsys, foresight, "02")
    predict("05.1", 4), predicted("05.1", 5)
    assert "1 prediction:" in said(capsys, foresight, "05")


@pytest.mark.parametrize("guess", ["0.4", None, True, [1]])
def test_a_prediction_that_is_no_number_is_told_so(capsys, guess):
    assert "A prediction is a number" in said(capsys, predict, "02.3", guess)


def test_progress_shows_a_unit_begun_in_full_and_of_every_other_one_line(capsys):
    check("00.1", greeting)
    capsys.readouterr()
    text = said(capsys, progress)
    assert "  00.1  passed" in text
    assert all(f"  {exercise.id}  " in text for exercise in units.exercises("00"))
    assert all(f"Unit {unit}: " in text for unit in units.numbers())


def test_progress_of_one_unit_shows_that_unit_only(capsys):
    text = said(capsys, progress, "00")
    assert "  00.1  not attempted" in text
    assert text.count("Unit ") == 1
    assert "The units with exercises are 00" in said(capsys, progress, "zz")


def test_in_jupyter_the_verdict_is_markdown_with_a_text_twin(monkeypatch):
    from types import SimpleNamespace

    import IPython
    from IPython import display

    shown = []
    monkeypatch.setattr(IPython, "get_ipython", lambda: SimpleNamespace(kernel=True))
    monkeypatch.setattr(display, "display", lambda bundle, raw: shown.append((bundle, raw)))
    monkeypatch.setattr("IPython.display.display", lambda bundle, raw: shown.append((bundle, raw)))
    check("00.1", ...)
    ((bundle, raw),) = shown
    assert raw
    assert bundle["text/markdown"].startswith("**00.1 not attempted** (0 of 1 points).")
    assert bundle["text/plain"].startswith("00.1 not attempted (0 of 1 points).")


@pytest.mark.parametrize(
    "answer",
    [None, 5, "", [], object(), type, print, lambda: 1, lambda n: 1 / 0, exit, {"a": float("nan")}],
    ids=lambda value: type(value).__name__,
)
def test_no_answer_whatever_makes_a_check_raise(capsys, answer):
    for unit in units.numbers():
        for exercise in units.exercises(unit):
            if exercise.follow_up is None:
                text = said(capsys, check, exercise.id, *[answer for _ in exercise.answers])
                assert text.startswith(f"{exercise.id} not yet"), text


def test_questions_are_json_and_the_same_for_the_same_seed():
    from helpers.checks.exercise import question_from_json, question_to_json

    for unit in units.numbers():
        for exercise in units.exercises(unit):
            once, again = (map(question_to_json, exercise.questions(7)) for _ in range(2))
            texts = [json.dumps(question, allow_nan=False) for question in once]
            assert texts == [json.dumps(question) for question in again]
            back = [question_to_json(question_from_json(json.loads(text))) for text in texts]
            assert [json.dumps(question) for question in back] == texts


def test_a_verdict_is_the_same_twice():
    exercise = units.find("00.1")
    namespace = {"greeting": lambda name: name}
    assert verdict_of(exercise, namespace, 3) == verdict_of(exercise, namespace, 3)


def test_the_input_that_failed_can_be_tried(capsys, monkeypatch):
    monkeypatch.setattr(notebook, "_failed_at", {})
    assert "no input to try" in said(capsys, failing_input, "05.2")
    shown = said(capsys, check, "05.2", lambda database, k: [])
    assert 'newest_of_each(*failing_input("05.2"))' in shown
    database, k = failing_input("05.2")
    assert database.execute("SELECT count(*) FROM feedback").fetchone() == (26,)
    database.execute("DELETE FROM feedback")
    assert failing_input("05.2")[0].execute("SELECT count(*) FROM feedback").fetchone() == (26,)
    assert k in (1, 2, 3)
