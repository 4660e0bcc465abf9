"""What a learner calls: check, hint, progress, recall; in a lesson predict, predicted, foresight.

In: finding the exercise, its hints, the table of points, three questions, a prediction. Out:
judging in place and showing it (helpers.checks). Nothing here raises at a learner.
"""

from __future__ import annotations

from typing import Any

from helpers.checks import predictions, record
from helpers.checks import recall as asking
from helpers.checks.complete import ModelFailed
from helpers.checks.exercise import Exercise
from helpers.checks.verdicts import display, in_words, show, verdict_of
from helpers.exercises import earlier, units
from helpers.exercises.answers import puzzle

_hints_shown: dict[str, int] = {}


def check(exercise_id: str, *answers: Any) -> None:
    """Judges your answer and says what is right or what to think about: check("01.2", count)."""
    exercise = units.find(exercise_id)
    if exercise is None:
        return show(_unknown(exercise_id))
    if len(answers) != len(exercise.answers):
        return show(_how_to_call(exercise))
    try:
        verdict = verdict_of(exercise, dict(zip(exercise.answers, answers, strict=True)))
    except ModelFailed as error:
        return show(f"**{exercise.id}** could not be checked, and no mark changes: {error}")
    record.save(exercise, verdict, record.path())
    return show(in_words(exercise, verdict))


def hint(exercise_id: str, level: int | None = None) -> None:
    """Shows the next hint, or the one of this level: hint("01.2"), hint("01.2", 1)."""
    exercise = units.find(exercise_id)
    if exercise is None:
        return show(_unknown(exercise_id))
    wanted = _hints_shown.get(exercise.id, 0) + 1 if level is None else level
    hints = [*exercise.hints, *puzzle(exercise)]
    n = len(hints)
    if wanted not in range(1, n + 1):
        return show(
            f'**{exercise.id}**: these were all {n} hints; `hint("{exercise.id}", 1)` starts again.'
        )
    _hints_shown[exercise.id] = wanted
    return show(f"**{exercise.id}, hint {wanted} of {n}:** {hints[wanted - 1]}")


def progress(unit: str | None = None) -> None:
    """Shows what is passed, and the points: progress("01"), or progress() for every unit."""
    if unit is not None and unit not in units.numbers():
        return show(_unknown(unit))
    shown = units.numbers() if unit is None else [unit]
    exercises = [exercise for number in shown for exercise in units.exercises(number)]
    table = record.rows(exercises, record.load(record.path()))
    return display({"text/plain": record.as_text(table), "text/html": record.as_html(table)})


def recall(unit: str, draw: int | None = None) -> None:
    """Asks three questions from the units before this one, others each time: recall("05").

    `draw` shows those of a number that you have seen.
    """
    banks = earlier.banks(unit) if unit in units.numbers() else {}
    if not banks:
        return show(f"Before unit {unit} there are no questions to recall.")
    number = earlier.draw() if draw is None else draw
    return show(asking.as_markdown(asking.drawn(banks, number), number))


def predict(id: str, low: float, high: float | None = None) -> None:
    """Writes down what you expect: predict("02.3", 0.4), or a range, predict("02.3", 0.3, 0.5).

    `...` in the place of a number says that you do not want to; then nothing is shown.
    """
    numbers = [low, low if high is None else high]
    if ... in numbers:
        return None
    if not all(isinstance(x, int | float) and not isinstance(x, bool) for x in numbers):
        return show(f'A prediction is a number, or two: `predict("{id}", 0.4)`.')
    return show(predictions.predict(id, *sorted(map(float, numbers))))


def predicted(id: str, actual: float) -> None:
    """Says how far off your prediction was; nothing where you made none."""
    if words := predictions.meet(id, float(actual)):
        show(words)


def foresight(unit: str) -> None:
    """Your predictions of a unit, and how well calibrated you are; nothing where you made none."""
    if words := predictions.summary(unit):
        show(words)


def _unknown(exercise_id: str) -> str:
    unit = str(exercise_id)[:2]
    there = [e.id for e in units.exercises(unit)] if unit in units.numbers() else units.numbers()
    what = f"Unit {unit} has" if unit in units.numbers() else "The units with exercises are"
    return f"There is no exercise `{exercise_id}`. {what} {', '.join(there)}."


def _how_to_call(exercise: Exercise) -> str:
    names = ", ".join(exercise.answers)
    return f'**{exercise.id}** checks your `{names}`. Call it as `check("{exercise.id}", {names})`.'
