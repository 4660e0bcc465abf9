"""Exercise 06.1: the answer that a reply ends in.

In: replies, the reference, how answers are misread. Out: asking a model.

"""

from __future__ import annotations

import random
import re

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import compare, same_kind, stops_with, value_is, would_return


def answer_of(reply: str) -> int | None:
    """The first number after the last `Answer:`, on its line."""
    lines = re.findall(r".*answer:(.*)", reply, re.IGNORECASE)
    number = re.search(r"-?\d[\d,]*", lines[-1]) if lines else None
    return int(number[0].replace(",", "")) if number else None


def _first_answer(reply: str) -> int | None:
    line = re.search(r"answer:(.*)", reply, re.IGNORECASE)
    return answer_of(line[0]) if line else None


def _last_on_line(reply: str) -> int | None:
    lines = re.findall(r".*answer:(.*)", reply, re.IGNORECASE)
    return _last_number(lines[-1]) if lines else None


def _first_of_line(reply: str) -> int | None:
    lines = re.findall(r"answer:(.*)", reply, re.IGNORECASE)
    return answer_of(re.sub("(?i)answer:", "", lines[-1]).join(["answer:", ""])) if lines else None


def _last_number(reply: str) -> int | None:
    numbers = re.findall(r"-?\d[\d,]*", reply)
    return int(numbers[-1].replace(",", "")) if numbers else None


def _any_line(reply: str) -> int | None:
    number = re.search(r"-?\d[\d,]*", re.split(r"(?i)answer:", reply)[-1])
    return int(number[0].replace(",", "")) if number and "answer:" in reply.lower() else None


def _with_a_number(reply: str) -> int | None:
    lines = re.findall(r"answer:(.*)", reply, re.IGNORECASE)
    read = [answer_of(f"answer:{line}") for line in lines]
    return next((number for number in reversed(read) if number is not None), None)


def _whole_line(reply: str) -> int | None:
    lines = [line for line in reply.splitlines() if "answer:" in line.lower()]
    return answer_of("answer:" + re.sub("(?i)answer:", "", lines[-1])) if lines else None


def _same_case(reply: str) -> int | None:
    return answer_of(re.sub(r"(?!Answer:)(?i:answer:)", "", reply))


def _without_minus(reply: str) -> int | None:
    found = answer_of(reply)
    return abs(found) if found is not None else None


def _up_to_comma(reply: str) -> int | None:
    return answer_of(re.sub(r"(\d),\d+", r"\1", reply))


def _three_spellings(reply: str) -> int | None:
    return answer_of(re.sub(r"(?i)(answer):", lambda m: _if_known(m[1]), reply))


def _if_known(word: str) -> str:
    return f"{word}:" if word in ("Answer", "ANSWER", "answer") else word


def _after_last_colon(reply: str) -> int | None:
    return answer_of("answer:" + reply.split(":")[-1]) if "answer:" in reply.lower() else None


def _line_start(reply: str, mark: str = "") -> int | None:
    lines = [line for line in reply.splitlines() if re.match(rf"(?i){mark}answer:", line)]
    return answer_of(lines[-1]) if lines else None


def _last_line(reply: str) -> int | None:
    return answer_of(reply.strip().rpartition("\n")[2])


def _no_colon(reply: str) -> int | None:
    return answer_of(re.sub(r"(?i)answer:?", "answer:", reply))


def _at_once(reply: str) -> int | None:
    tail = re.split(r"(?i)answer:", reply)[-1]
    return answer_of(reply) if re.match(r"[^\S\n]*-?\d", tail) else None


def _greedy(reply: str) -> int | None:
    found = re.findall(r"(?i)answer:.*(-?\d[\d,]*)", reply)
    return int(found[-1].replace(",", "")) if found else None


def questions_06_1(seed: int) -> list[Question]:
    """Plain, bold, with units, signs and commas; corrected, cut off, without an answer; zero;
    an earlier answer above a last one that has none; numbers in front of it on its line; a later
    colon; capitals anywhere."""
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
        "Answer: 0",
        f"{a} - {a} = 0\nAnswer: 0 lamps, not {b}",
        f"Answer: {a}\nWait.\nAnswer: nobody knows.",
        f"Answer: {a}\n{working}\nAnswer:",
        f"{working}, so answer:{a + b}",
        f"Answer: {a}, no, Answer: {b}",
        f"Answer: {a}\nThat is {b} more than before.\n",
        f"Answer: {big},{a + 100}.",
        f"Answer: -{big} euros",
        f"Answer: {a}, {b}",
        f"The last {b} lamps.",
        f"The answer is {b}.",
        f"Answer: {a + b}\nCheck: {working}",
        f"fInAl aNsWeR: {b}",
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
            value_is(
                lambda value, wanted: isinstance(value, float) and isinstance(wanted, int),
                "A whole number is wanted as an `int`, and a `float` came.",
            ),
            value_is(
                lambda value, wanted: value is None and wanted == 0,
                "`0` is an answer. In a condition it counts as nothing: ask `is not None`.",
            ),
            would_return(
                _at_once,
                "You read a number only where it follows `Answer:` at once. Stars, a currency or a "
                "word may stand between them.",
            ),
            would_return(
                _three_spellings,
                "You know some spellings of `Answer:`. Capitals do not matter, wherever they are.",
            ),
            would_return(
                _after_last_colon,
                "You read what follows the last colon. A line below the answer may hold one, too.",
            ),
            *(
                would_return(
                    lambda reply, mark=mark: _line_start(reply, mark),
                    "You read `Answer:` only where its line begins with it. Words may stand in "
                    "front of it.",
                )
                for mark in ("", r"\W*")
            ),
            would_return(
                _last_line,
                "You read the last line only. Something may follow below the answer.",
            ),
            would_return(
                _no_colon, "You take the word for `Answer:` even where its colon is missing."
            ),
            would_return(
                _greedy,
                "You lose the first digits: a `.*` in front of the number takes all that it can. "
                "`.*?` takes as little as it can.",
            ),
            would_return(
                _with_a_number,
                "You pass over a last `Answer:` without a number, and read an earlier one. The "
                "model has taken that back: return `None`.",
            ),
            would_return(
                _whole_line,
                "You read the whole line of `Answer:`. What stands in front of it is working.",
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
            would_return(
                _first_of_line, "Where a line holds `Answer:` twice, the last of them counts."
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
        equal=same_kind,
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
