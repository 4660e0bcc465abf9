"""Exercise 04.6: a template that is filled value by value, so that data becomes template.

In: both programs, values that show the fault and that do not. Out: how an input and a mended
program are judged (helpers.checks.broken).
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

from helpers.checks.broken import Broken
from helpers.checks.exercise import Exercise
from helpers.checks.judge import Case, Misconception, stops_with, would_return

MOST = 400  # letters of a learner's template and values
SLOT = re.compile(r"{(\w+)}")


def fill(template: str, values: Mapping[str, str]) -> str:
    """The template with each slot replaced once; what stands in a value is left as it is."""
    return SLOT.sub(lambda slot: values.get(slot[1], slot[0]), template)


def handed_out(template: str, values: Mapping[str, str]) -> str:
    """One value after the other, so that slots inside a value are filled as well."""
    for name, value in values.items():
        template = template.replace("{" + name + "}", value)
    return template


def _backwards(template: str, values: Mapping[str, str]) -> str:
    for name in list(values)[::-1]:
        template = template.replace("{" + name + "}", values[name])
    return template


def _bare(template: str, values: Mapping[str, str]) -> str:
    clean = {name: value.replace("{", "").replace("}", "") for name, value in values.items()}
    return handed_out(template, clean)


def _holes(template: str, values: Mapping[str, str]) -> str:
    return SLOT.sub(lambda slot: values.get(slot[1], ""), template)


def _once(template: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        template = template.replace("{" + name + "}", value, 1)
    return template


def _small(template: str, values: Mapping[str, str]) -> str:
    return re.sub(r"{([a-z]+)}", lambda slot: values.get(slot[1], slot[0]), template)


def _of_no_values(case: Case) -> bool:
    """Stopped where there are no values, and only there."""
    return bool(case.reply.error) and not case.question.args[1]


def admits(*args: object) -> str:
    """A template and a dict of texts; "" for them."""
    if len(args) != 2 or not isinstance(args[0], str) or not isinstance(args[1], dict):
        return 'A template and its values are wanted: `failing = ("Sort {text}", {"text": "…"})`.'
    template, values = args
    if not all(isinstance(one, str) for pair in values.items() for one in pair):
        return "The values are texts, and so are their names."
    if not all(re.fullmatch(r"\w+", name) for name in values):
        return "A name is made of letters, digits and `_`."
    if len(template) + sum(map(len, values.values())) > MOST:
        return f"At most {MOST} letters in all."
    return ""


TICKET = "Labels: {labels}.\n<ticket>{ticket}</ticket>"


def draws(seed: int) -> list[tuple]:
    """Plain values; braces that are no slot; slots in a value before and after its own turn."""
    rng = random.Random(f"04.6/{seed}")
    word, number = rng.choice(["bug", "outage", "access"]), rng.randint(10, 99)
    fair = [
        (TICKET, {"labels": f"{word}, billing", "ticket": f"Error {number}"}),
        ("{a} and {a}, then {b}", {"a": word, "b": str(number)}),
        ("{a} {unknown}", {"a": word}),
        ("No slot at all", {"a": word}),
        ('{"team": {a}}', {"a": f"{{{number}}}"}),
        ("{a}", {"a": ""}),
        ("{ticket_id}: {Label2}", {"ticket_id": str(number), "Label2": word}),
        ("{a} and {}", {}),
        ("", {}),
    ]
    shown = [
        (TICKET, {"ticket": f"I see {{labels}} {number}", "labels": f"{word}, billing"}),
        ("{a}{b}", {"a": "{b}", "b": "{a}"}),
        ("{b}{a}", {"a": word + "{b}", "b": str(number)}),
        ("{c}: {a}", {"c": "{a}{a}", "a": word}),
        ("{x} {y} {z}", {"x": "{y}", "y": "{z}", "z": word}),
        ("{a} {b}", {"b": "{a}", "a": f"{number}"}),
    ]
    return [(template, dict(values)) for template, values in (*fair, *shown)]


PROGRAM = Broken(
    "fill",
    handed_out,
    fill,
    admits,
    draws,
    fault="It filled slots that stood in a value: a customer's braces became part of the template.",
    misconceptions=(
        would_return(_backwards, "You fill in another order. Whatever the order, some value comes "
                     "before another and is searched for its slot."),
        would_return(_bare, "You take the braces out of the values. What a customer wrote is left "
                     "as it is."),
        would_return(_holes, "You leave nothing where a slot has no value. It stays as it stands."),
        would_return(_once, "You replace each slot once. It may stand there twice."),
        Misconception("Your pattern is made of the names, and without any name it is empty: it is "
                      "found everywhere. Where there are no values, nothing is to be replaced.",
                      _of_no_values),
        would_return(_small, "You know names of small letters only. A name may hold "
                     "capitals, digits and underscores, too."),
        stops_with("KeyError", "A slot without a value stops your program, and braces in a value "
                   "do, too. Such a slot stays as it stands."),
        stops_with("ValueError", "`format` takes every brace for a slot. `{\"team\": …}` stays."),
        stops_with("IndexError", "`format` takes `{10}` for a place. Braces without a value stay."),
    ),
)  # fmt: skip

FILL = Exercise(
    id="04.6",
    title="A customer who writes braces",
    goal="Find values for which `fill` gives a wrong prompt, and mend it.",
    points=3,
    minutes=15,
    difficulty="easy",
    budget="one input; one to three lines to change",
    answers=("failing", "fill"),
    questions=PROGRAM.questions,
    judge=PROGRAM.judge,
    untouched=PROGRAM.untouched,
    distractor="    for name, value in reversed(values.items()):",
    hints=(
        "What does a customer have to write so that the next round of the loop finds a slot in it?",
        "No order of rounds helps. The template must be gone through once, from left to right: "
        "`re.sub` with a function in the place of the new text.",
    ),
)
