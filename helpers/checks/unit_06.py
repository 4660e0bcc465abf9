"""Exercises of unit 06: reading an answer, and the cheapest method that is enough.

In: the two, and the order of all. Out: votes (unit_06_votes), least-to-most (unit_06_pieces), the
tree search (unit_06_search), the reference answers in full (solutions/).
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

from helpers import metrics
from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import compare, stops_with, value_is, would_return
from helpers.checks.unit_06_pieces import PIECES
from helpers.checks.unit_06_search import SEARCH
from helpers.checks.unit_06_votes import VOTES

# --- 06.1 read the answer --------------------------------------------------------------------


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
    hints=(
        'In a pattern, `(.*)` ends with the line: `re.findall("Answer:(.*)", reply)` gives what '
        "follows on each line that holds one.",
        'Take the last of them, if there is one; in it, `re.search(r"-?\\d[\\d,]*", line)`; then '
        '`int(….replace(",", ""))`. `re.IGNORECASE` takes care of capitals.',
    ),
)

# --- 06.5 the cheapest that is enough --------------------------------------------------------

Results = Mapping[str, tuple[int, int, int]]  # {method: (right, n, tokens of all n)}
UNSURE, NONE = "not enough evidence", "none"


def cheapest(results: Results, target: float) -> str:
    """The method with the fewest tokens a problem that clearly reaches the target."""
    clear = [name for name, (r, n, _) in results.items() if metrics.wilson(r, n)[0] >= target]
    if clear:
        return min(clear, key=lambda name: results[name][2] / results[name][1])
    may = any(metrics.wilson(r, n)[1] >= target for r, n, _ in results.values())
    return UNSURE if may else NONE


def _by_share(results: Results, target: float) -> str:
    clear = [name for name, (r, n, _) in results.items() if r / n >= target]
    return min(clear, key=lambda m: results[m][2] / results[m][1]) if clear else NONE


def _best(results: Results, target: float) -> str:
    return max(results, key=lambda name: results[name][0] / results[name][1])


def _by_total(results: Results, target: float) -> str:
    found = cheapest(results, target)
    clear = [name for name, (r, n, _) in results.items() if metrics.wilson(r, n)[0] >= target]
    return min(clear, key=lambda name: results[name][2]) if clear else found


def _by_right(results: Results, target: float) -> str:
    found = cheapest(results, target)
    clear = [name for name, (r, n, _) in results.items() if metrics.wilson(r, n)[0] >= target]
    return min(clear, key=lambda name: results[name][2] / results[name][0]) if clear else found


def _unsure_or_name(results: Results, target: float) -> str:
    found = cheapest(results, target)
    return UNSURE if found == NONE else found


def _none_or_name(results: Results, target: float) -> str:
    found = cheapest(results, target)
    return NONE if found == UNSURE else found


def questions_06_5(seed: int) -> list[Question]:
    """Clear, unclear, out of reach; where the best or the smallest sum would mislead."""
    rng = random.Random(f"06.5/{seed}")
    a, b, c, d = rng.sample(["direct", "steps", "votes", "tree", "pieces", "checked"], 4)

    def near(value: int, by: int) -> int:
        return value + rng.randint(-by, by)

    clear = {a: (near(12, 4), 100, near(300, 40)), b: (near(92, 2), 100, near(4000, 200))}
    dear = {**clear, c: (99, 100, near(36_000, 999))}
    totals = {a: (185, 200, near(8000, 200)), b: (47, 50, near(6000, 200)), d: (30, 50, 1000)}
    unclear = {a: (near(9, 2), 40, near(120, 9)), b: (33, 40, near(1600, 99))}
    beyond = {a: (near(20, 5), 100, near(300, 30)), c: (near(41, 5), 100, near(9000, 99))}
    wasteful = {b: (86, 100, near(8500, 90)), c: (99, 100, near(9200, 90)), a: (9, 90, 300)}
    cheap_but_unsure = {a: (17, 20, near(700, 50)), c: (near(285, 3), 300, near(90_000, 999))}
    return [
        Call("cheapest", args)
        for args in (
            (clear, 0.8),
            (dear, 0.8),
            (totals, 0.7),
            (unclear, 0.8),
            (beyond, 0.8),
            (cheap_but_unsure, 0.8),
            (wasteful, 0.7),
        )
    ]


CHEAPEST = Exercise(
    id="06.5",
    title="The cheapest that is enough",
    goal="Write `cheapest(results, target)`: the method that reaches the target for the fewest "
    "tokens a problem, as far as the evidence goes.",
    points=3,
    minutes=15,
    difficulty="medium",
    budget="no call; up to six lines",
    answers=("cheapest",),
    questions=questions_06_5,
    judge=compare(
        cheapest,
        [
            would_return(
                _by_total,
                "You compare the sums of the tokens. The methods were tried on different numbers "
                "of problems: compare tokens for one problem.",
            ),
            would_return(
                _by_right,
                "You share the tokens among the problems that came out right. The others cost "
                "tokens too, and are no dearer: compare tokens for one problem, right or wrong.",
            ),
            would_return(
                _best,
                "You name the method with the most right. The target is enough; beyond it, every "
                "token is spent for nothing.",
            ),
            would_return(
                _by_share,
                "You compare the bare share with the target. Its interval must begin at the target "
                "or above; where one only reaches it, that is not enough evidence.",
            ),
            would_return(
                _unsure_or_name,
                f'Where every interval ends below the target, there is evidence: `"{NONE}"`.',
            ),
            would_return(
                _none_or_name,
                f'Where an interval holds the target, more problems may decide it: `"{UNSURE}"`.',
            ),
            value_is(
                lambda value, wanted: value is None,
                f'Say it in words: a method, `"{UNSURE}"` or `"{NONE}"`.',
            ),
        ],
        message="Enough is enough, and only on evidence.",
    ),
    hints=(
        "`metrics.wilson(right, n)` gives the two ends. First list the methods whose low end is at "
        "least the target.",
        "Of those, `min(…, key=…)` with tokens / n. If there are none: does any high end reach the "
        "target?",
    ),
)

EXERCISES = (PARSER, VOTES, PIECES, SEARCH, CHEAPEST)
