"""The drawn functions: code agrees with its meaning, and a trial tells right code from wrong."""

import pytest

from helpers.world import list_functions as lists
from helpers.world import value_functions as values
from helpers.world.draw import Draw
from helpers.world.functions import Function, function
from helpers.world.trials import code_of, judged, passes

TOTAL = Function(
    name="total",
    parameters=("numbers",),
    description="add up the even numbers of a list",
    does="adds up the even numbers of a list",
    code="def total(numbers):\n    return sum(x for x in numbers if x % 2 == 0)",
    cases=((([1, 2, 4],), 6), (([3],), 0), (([-2, 5],), -2)),
    needs_signature=False,
)


def drawn(n: int, split: str = "train") -> list[Function]:
    return [function(Draw(seed, split)) for seed in range(n)]


@pytest.mark.parametrize("split", ["train", "heldout"])
def test_every_code_gives_what_its_meaning_gives(split):
    functions = drawn(500, split)
    passed = judged((f.code, f) for f in functions)
    assert [f.code for f, ok in zip(functions, passed, strict=True) if not ok] == []


def test_the_code_of_one_function_fails_the_cases_of_most_others_with_its_parameters():
    functions = [f.called("g") for f in drawn(200) if f.parameters == ("numbers",)]
    others = functions[1:] + functions[:1]
    passed = judged((other.code, f) for f, other in zip(functions, others, strict=True))
    assert sum(passed) < len(functions) * 0.05


def test_cases_differ_and_do_not_all_expect_the_same():
    for one in drawn(200):
        assert len({repr(arguments) for arguments, _ in one.cases}) == len(one.cases) == 5
        assert len({repr(expected) for _, expected in one.cases}) > 1


def test_no_slot_or_mark_is_left_in_words_or_code():
    for one in drawn(500):
        assert not set("~$|") & set(one.description + one.does + one.code), one
        assert "{" not in one.description


def test_no_held_out_meaning_is_drawn_for_training():
    def pairs(split):
        return {(f.description, f.called("g").code) for f in drawn(2000, split)}

    assert not pairs("train") & pairs("heldout")


def test_a_code_with_open_parts_is_in_one_split_only():
    for kind in (lists.of_conditions, lists.of_words, values.of_tickets):
        for seed in range(200):
            one = kind(Draw(seed))
            assert one.split_text == one.body


def test_training_never_sees_most_held_out_codes():
    trained = {f.called("f").code for f in drawn(4000)}
    held_out = [f.called("f").code for f in drawn(500, "heldout")]
    new = sum(code not in trained for code in held_out)
    assert new > len(held_out) * 0.6


def test_the_same_seed_draws_the_same_function():
    assert drawn(50) == drawn(50)


@pytest.mark.parametrize(
    "reply",
    [
        TOTAL.code,
        f"```python\n{TOTAL.code}\n```",
        f"Here it is:\n```\n{TOTAL.code}\n```\nDone.",
        "def total(x):\n  s = 0\n  for i in x:\n    if not i % 2:\n      s += i\n  return s",
        "def total(x):\n    print('ready')\n    return float(sum(i for i in x if i % 2 == 0))",
        "import math\ndef total(x):\n    return math.fsum(i for i in x if i % 2 == 0)",
    ],
)
def test_right_code_passes(reply):
    assert passes(reply, TOTAL)


WRONG = (
    "",
    "def total(numbers):\n    return 6",
    "def total(numbers):\n    return sum(numbers)",
    "def total(numbers):\n    return str(sum(x for x in numbers if x % 2 == 0))",
    "def f(numbers):\n    return sum(x for x in numbers if x % 2 == 0)",
    "def total(numbers) return 6",
    "I cannot write that.",
    "import os\ndef total(numbers):\n    return sum(x for x in numbers if x % 2 == 0)",
    "def total(numbers):\n    open('/tmp/x', 'w')",
    "raise SystemExit",
    "def total(numbers):\n    return total(numbers)",
    "def total(numbers):\n    return [0] * 10 ** 12",
    "print('[6, 0, -2]')",
)


def test_wrong_code_fails_and_leaves_the_next_reply_its_worker():
    passed = judged([(reply, TOTAL) for reply in WRONG] + [(TOTAL.code, TOTAL)])
    assert passed == [False] * len(WRONG) + [True]


@pytest.mark.parametrize(
    "body", ["while True:\n        pass", "x = [0]\n    while True:\n        x *= 2"]
)
def test_code_without_end_fails_and_the_next_reply_is_judged(body):
    endless = f"def total(numbers):\n    {body}"
    assert judged([(endless, TOTAL), (TOTAL.code, TOTAL)]) == [False, True]


def test_true_is_not_one():
    one = Function("f", ("n",), "", "", "", (((1,), True), ((2,), False)), False)
    assert passes("def f(n):\n    return n == 1", one)
    assert not passes("def f(n):\n    return int(n == 1)", one)


def test_a_reply_without_a_fence_is_code_as_it_is():
    assert code_of("x = 1") == "x = 1"
    assert code_of("```python\nx = 1\n```") == "x = 1\n"
    assert code_of("```python\nx = 1") == "x = 1"
