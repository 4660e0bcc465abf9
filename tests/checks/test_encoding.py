"""Values cross as bounded JSON: what goes in comes back, and nothing is evaluated."""

import dataclasses
import json
import math
from collections import Counter, namedtuple
from decimal import Decimal
from enum import Enum
from fractions import Fraction

import numpy as np
import pytest

from helpers.checks import encoding
from helpers.checks.encoding import Double, Record, TooLarge, decode, decode_reply, encode

Point = namedtuple("Point", "x y")
Colour = Enum("Colour", {"RED": "red"})


@dataclasses.dataclass
class Ticket:
    text: str
    labels: tuple


def crossed(value):
    """What arrives on the other side, through real JSON text."""
    return decode_reply(json.loads(json.dumps(encode(value), allow_nan=False)))


@pytest.mark.parametrize(
    "value",
    [
        None, True, 0, -7, 2**64, 1.5, math.inf, -math.inf, "", "ñ\u2028\ud800", b"\x00\xff",
        [], [1, [2, (3,)]], (), (1, "a"), {1, 2}, frozenset({"a"}), {"a": 1}, {1: "a", (1, 2): "b"},
        {"$tuple": "a learner's own key"}, {b"ab": 256}, ..., Counter("aab"),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_a_value_comes_back_equal(value):
    assert crossed(value) == value


def test_nan_comes_back_as_nan():
    assert math.isnan(crossed([math.nan])[0])


@pytest.mark.parametrize(
    ("value", "arrives"),
    [
        (np.array([[1, 2]]), [[1, 2]]),
        (np.array([0.5, np.inf]), [0.5, math.inf]),
        (np.float32(0.5), 0.5),
        (np.int64(3), 3),
        (np.bool_(True), True),
        (range(3), [0, 1, 2]),
        (map(str, [1, 2]), Record("iterator", {"items": ["1", "2"]})),
        (Decimal("0.5"), 0.5),
        (Fraction(1, 4), 0.25),
        (np.longdouble(0.5), 0.5),
        (Decimal("sNaN"), Record("Object", {"repr": "Decimal('sNaN')"})),
        (Colour.RED, "red"),
        (Point(1, 2), Record("Point", {"x": 1, "y": 2})),
        (Ticket("hi", ("a",)), Record("Ticket", {"text": "hi", "labels": ("a",)})),
        (ValueError("no\nreally"), Record("Error", {"error": "ValueError: really"})),
        (bytearray(b"a"), b"a"),
        ({"a": 1}.keys(), Record("Object", {"repr": "dict_keys(['a'])"})),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_arrives_in_its_plain_form(value, arrives):
    assert crossed(value) == arrives
    assert type(crossed(value)) is type(arrives)


def test_an_sdk_reply_arrives_as_a_record():
    from openai.types import CompletionUsage

    usage = crossed(CompletionUsage(prompt_tokens=1, completion_tokens=2, total_tokens=3))
    assert (usage.kind, usage.total_tokens) == ("CompletionUsage", 3)
    with pytest.raises(AttributeError, match="CompletionUsage has no tokens"):
        _ = usage.tokens


def test_arguments_get_real_arrays():
    array = decode(encode(np.array([1.5, 2], dtype="float32")))
    assert (array.dtype, array.tolist()) == (np.float32, [1.5, 2.0])


def test_a_set_reads_the_same_whatever_its_order():
    assert encode({"b", "a", "c"}) == {"$set": ["a", "b", "c"]}


def nested(depth):
    value = 0
    for _ in range(depth):
        value = [value]
    return value


def itself():
    value = []
    value.append(value)
    return value


@pytest.mark.parametrize(
    "value",
    [
        nested(encoding.MAX_DEPTH + 1),
        itself(),
        [0] * encoding.MAX_ITEMS,
        "a" * (encoding.MAX_CHARACTERS + 1),
        1 << 5000,
        set(range(encoding.MAX_KEYS + 1)),
        [dict.fromkeys(range(6_000))] * 2,
        iter(int, 1),  # zeros without an end
    ],
    ids=["deep", "holds itself", "long", "much text", "huge number", "large set", "large dicts",
         "endless"],
)  # fmt: skip
def test_what_is_too_large_is_refused(value):
    with pytest.raises(TooLarge):
        encode(value)


@pytest.mark.parametrize(
    "forged",
    [{"$tuple": 1}, {"$unknown": 1}, {"$float": "1e3"}, {"$dict": [[1]]}, {"$bytes": 5},
     {"$record": "X"}, {"$set": [{"$dict": []}]}, nested(500)],
    ids=str,
)  # fmt: skip
def test_what_is_no_encoded_value_is_a_value_error(forged):
    with pytest.raises(ValueError, match="encoded value"):
        decode_reply(forged)


def test_more_text_than_an_answer_may_have_is_refused_from_who_did_not_ask_encode():
    half = "a" * (encoding.MAX_CHARACTERS // 2)
    assert decode_reply([half, half]) == [half, half]
    with pytest.raises(ValueError, match="characters"):
        decode_reply([half, {"x": half}, "a"])


@pytest.mark.parametrize("kind", ["$set", "$dict"])
def test_many_keys_with_one_hash_are_refused_before_a_table_is_made(kind):
    alike = [n * (2**61 - 1) for n in range(200_000)]  # as Python hashes integers: all 0
    forged = {kind: alike if kind == "$set" else [[n, 0] for n in alike]}
    with pytest.raises(ValueError, match="keys that are no text"):
        decode_reply([{kind: []}, forged])


@pytest.mark.parametrize(
    ("value", "holds"),
    [(..., True), ([1, (..., 2)], True), ({"a": ...}, True), ([None, "..."], False)],
)
def test_an_ellipsis_is_found_wherever_it_is(value, holds):
    assert encoding.has_ellipsis(encode(value)) is holds


def test_a_double_is_described_and_made_on_the_other_side():
    made = decode(encode([Double("clock", {"start": 2.0}, "now")]), double=lambda *of: of)
    assert made == [("clock", {"start": 2.0}, "now")]
