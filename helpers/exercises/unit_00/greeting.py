"""Exercise 00.1: a first check, of one line of Python.

In: names, the reference, what is forgotten. Out: any model.

"""

from __future__ import annotations

import random

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import compare, value_is, would_return


def questions_00_1(seed: int) -> list[Question]:
    """Names with and without spaces and accents."""
    names = random.Random(seed).sample(["Ada", "Grace Hopper", "José", "Li", "Zoë Quinn"], 3)
    return [Call("greeting", (name,)) for name in names]


FIRST_CHECK = Exercise(
    id="00.1",
    title="A first check",
    goal='Write `greeting(name)`: for `"Ada"` it returns the text `"Hello, Ada!"`.',
    points=1,
    minutes=3,
    difficulty="easy",
    budget="one line",
    answers=("greeting",),
    questions=questions_00_1,
    judge=compare(
        lambda name: f"Hello, {name}!",
        [
            would_return(lambda name: f"Hello {name}!", "The comma after Hello is missing."),
            would_return(
                lambda name: f"Hello, {name}", "The exclamation mark at the end is missing."
            ),
            would_return(lambda name: "Hello, Ada!", "The name is fixed: use the argument `name`."),
            value_is(
                lambda value, wanted: value.lower() == wanted.lower(),
                "Only upper and lower case differ.",
            ),
        ],
        message="So that is what a check says when the answer is right.",
    ),
    distractor='    return "Hello, {name}!"',
    hints=(
        'An f-string puts a value into a text: `f"The total is {total}"`.',
        'The line is `return f"Hello, …!"` with `{name}` in the place of the dots.',
    ),
)
