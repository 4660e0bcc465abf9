"""Exercise 03.6: answers right and wrong, and what the check says to each."""

import math

import pytest
from cases import Answers, table

from helpers.exercises.unit_03 import bucket

FAILING = "failing = (2, 10, [(0, 10), (1, 5), (1, 5)])\n"


def answer(
    note: str = "last = now",
    refused: str = "pass",
    lid: str = "min(burst, level + rate * (now - last))",
    never: str = "math.inf",
    failing: str = FAILING,
) -> str:
    return (
        f"{failing}"
        "def waits(rate, burst, asked):\n"
        "    level, last, said = burst, 0.0, []\n"
        "    for now, tokens in asked:\n"
        f"        level = {lid}\n"
        f"        {note}\n"
        "        if tokens <= level:\n"
        "            level, last = level - tokens, now\n"
        "            said.append(0.0)\n"
        "        else:\n"
        f"            said.append((tokens - level) / rate if tokens <= burst else {never})\n"
        f"            {refused}\n"
        "    return said"
    )


# the time at which the bucket would be empty, instead of a level
EMPTY_AT = """
failing = [2, 10.0, [[0, 10], [2, 9], [2, 7]]]
def waits(rate, burst, asked):
    empty_at, said = -burst / rate, []
    for now, tokens in asked:
        empty_at = max(empty_at, now - burst / rate)
        ready = empty_at + tokens / rate
        if tokens > burst:
            said.append(float("inf"))
        elif ready <= now + 1e-12:
            said.append(0)
            empty_at = ready
        else:
            said.append(ready - now)
    return said
"""

LOSES_THE_INFLOW = """
failing = (2, 10, [(0, 10), (1, 5), (1, 5)])
def waits(rate, burst, asked):
    level, last, said = burst, 0.0, []
    for now, tokens in asked:
        full = min(burst, level + rate * (now - last))
        last = now
        if tokens <= full:
            level = full - tokens
            said.append(0.0)
        else:
            said.append((tokens - full) / rate if tokens <= burst else math.inf)
    return said
"""

ONLY_REFUSED = answer(note="pass", refused="last = now")
CASES = Answers(
    right=(answer(), ONLY_REFUSED, EMPTY_AT),
    wrong=(
        (answer(note="pass"), "same wrong value as before"),
        (answer(failing="failing = (2, 10, [(0, 10), (1, 1), (2, 4)])\n"), "does not show"),
        (answer(failing="failing = (2, 10, [(0, 10), (1, 5)])\n"), "a promise is not kept"),
        (answer(failing="failing = (2, 10)\n"), "a rate, a burst and requests"),
        (answer(failing="failing = (0, 10, [(0, 10), (1, 5), (1, 5)])\n"), "above 0"),
        (answer(failing="failing = (2, 10, [10, 5, 5])\n"), "pairs (now, tokens)"),
        (answer(failing="failing = (2, 10, [(1, 10), (0, 5), (1, 5)])\n"), "no time may be"),
        (answer(lid="level + rate * (now - last)"), "no more"),
        (answer(refused="level = 0"), "takes nothing out"),
        (answer(never="(tokens - burst) / rate"), "never be there"),
        (answer(note="last = max(last, now) if tokens <= burst else last"), "is a request too"),
        (LOSES_THE_INFLOW, "those tokens are lost"),
        (FAILING + "def waits(rate, burst, asked): return 0.0",
         "one number is wanted"),
        (answer(refused="level = level - tokens"), "takes nothing out"),
        (answer().replace("tokens <= level", "tokens < level"), "exactly as many"),
        (answer().replace("tokens <= burst", "tokens < burst"), "exactly as many"),
        (answer().replace("= burst, 0.0, []", "= 0.0, 0.0, []"), "full at time 0"),
        (answer().replace("append((tokens - level) / rate", "append(now + (tokens - level) / rate"),
         "in how many seconds"),
    ),
    setup="import math",
)  # fmt: skip
test_answers = table("03.6", CASES)


def test_a_hand_worked_day():
    """Rate 2, burst 10: empty at 0; 2 at time 1, so 5 come 1.5 s later; 6 at 3; 20 never."""
    day = [(0, 10), (1, 5), (1, 5), (3, 6), (60, 20), (60, 10)]
    assert bucket.waits(2, 10, day) == [0, 1.5, 1.5, 0, math.inf, 0]
    assert bucket.handed_out(2, 10, day)[:3] == [0, 1.5, 0.5]


@pytest.mark.parametrize("seed", [0, 1, 20_260])
def test_no_day_gives_more_than_burst_and_inflow(seed):
    for rate, burst, asked in bucket.draws(seed):
        said = bucket.waits(rate, burst, asked)
        given = sum(tokens for (_, tokens), wait in zip(asked, said, strict=True) if wait == 0)
        assert given <= burst + rate * (asked[-1][0] if asked else 0) + 1e-9
