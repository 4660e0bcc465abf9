"""Exercise 06.1: the answer that a reply ends in.

In: replies, the reference, how answers are misread. Out: asking a model.

"""

from __future__ import annotations

import random
import re

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import compare, stops_with, value_is, would_return


def answer_of(reply: str) -> int | None:
    """The first number on the line of the last `Answer:`."""
    lines = re.findall(r"answer:(.*)", reply, re.IGNORECASE)
    number = re.search(r"-?\d[\d,]*", lines[-1]) if lines else None
    return int(number[0].replace(",", "")) if number else None


def _first_answer(reply: str) -> int | None:
    line = re.search(r"answer:(.*)", reply, re.IGNORECASE)
    return answer_of(line[0]) if line else None


def _last_on_line(reply: str) -> int | None:
    line = re.findall(r"answer:(.*)", reply, re.IGNORECASE)
    return answer_of(reply) and _last_number(line[-1])


def _last_number(reply: str) -> int | None:
    numbers = re.findall(r"-?\d[\d,]*", reply)
    return int(numbers[-1].replace(",", "")) if numbers else None


def _any_line(reply: str) -> int | None:
    number = re.search(r"-?\d[\d,]*", re.split(r"(?i)answer:", reply)[-1])
    return int(number[0].replace(",", "")) if number and "answer:" in reply.lower() else None


def _same_case(reply: str) -> int | None:
    return answer_of(re.sub(r"ANSWER:|answer:", "", reply))


def _without_minus(reply: str) -> int | None:
    found = answer_of(reply)
    return abs(found) if found is not None else None


def _up_to_comma(reply: str) -> int | None:
    return answer_of(re.sub(r"(\d),\d+", r"\1", reply))


def questions_06_1(seed: int) -> list[Question]:
    """Plain, bold, with units, signs and commas; corrected, cut off, without an answer."""
    rng = random.Random(f"06.1/{seed}")
    a, b = rng.randint(20, 50), rng.randint(2, 19)
    big = f"{rng.randint(1, 9)},{rng.randint(100, 999)}"
    working = f"{a} + {b} = {a + b}"
    replies = [
        f"{working}\nAnswer: {a + b}",
        f"{working}\n**Answer:** {a + b} lamps.",
        f"{b} - {a} = {b - a}\nANSWER: {b - a}",
        f"The answer: {a}, in {b} boxes",
        f"Answer: {a}\nWait, {b} came later.\n{working}\nAnswer: {a + b}",
        f"Answer: ${big} a month",
        f"{working}\nAnswer:",
        f"{working}\n{a + b} - {b}",
        f"Answer: that is not said.\nThere were {a} lamps.",
        "",
    ]
    return [Call("answer_of", (reply,)) for reply in replies]


PARSER = Exercise(
    id="06.1",
    title="Read the answer",
    goal="Write `answer_of(reply)`: the number that the reply gives as its answer, or `None`.",
    points=2,
    minutes=10,
    difficulty="easy",
    budget="no call; up to four lines",
    answers=("answer_of",),
    questions=questions_06_1,
    judge=compare(
        answer_of,
        [
            value_is(
                lambda value, wanted: isinstance(value, str) and isinstance(wanted, int),
                "An `int` is wanted, text came: `'42'` and `42.` would be two different votes.",
            ),
            would_return(
                _any_line,
                "The number must stand on the same line as `Answer:`; below it, the model may "
                "repeat the problem.",
            ),
            would_return(
                _last_on_line,
                "Where a line holds several numbers, the first after `Answer:` counts.",
            ),
            would_return(
                _last_number,
                "You take the last number of the reply. In a reply that was cut off this is a "
                "number of the working: without `Answer:` and a number after it, return `None`.",
            ),
            would_return(
                _first_answer,
                "You take the first `Answer:`. A model may correct itself; the last one counts.",
            ),
            would_return(_same_case, "`ANSWER:` and `answer:` mean the same as `Answer:`."),
            would_return(_without_minus, "The minus sign is lost."),
            would_return(_up_to_comma, "A number with a comma, such as 1,204, is cut at it."),
            stops_with("AttributeError", "Where nothing is found, a search gives `None`: test it."),
            stops_with("IndexError", "A list without an answer has no last item: test it."),
            stops_with("TypeError", "Where nothing is found, a search gives `None`: test it."),
            stops_with(
                "ValueError", "Not all that follows `Answer:` is a number: pick the digits."
            ),
        ],
        message="What cannot be read is `None`, and not a wrong answer: count it by itself.",
    ),
    distractor='    number = re.search(r"\\d+", lines[0]) if lines else None',
    hints=(
        'In a pattern, `(.*)` ends with the line: `re.findall("Answer:(.*)", reply)` gives what '
        "follows on each line that holds one.",
        'Take the last of them, if there is one; in it, `re.search(r"-?\\d[\\d,]*", line)`; then '
        '`int(….replace(",", ""))`. `re.IGNORECASE` takes care of capitals.',
    ),
)
