"""Under the stricter schema everything has an end, and what fits it fits what was given."""

import json
import re
from datetime import date

import jsonschema
import pytest

from benchmarks.constrained import drawn, validity, verdict
from helpers.pocket import DEFAULT, MODELS
from helpers.pocket.bounds import FORMAT, ITEMS, KEYS, LONGEST, SAFE, SHORTEST, TEXT, bounded
from helpers.pocket.engine import Engine, Settings
from helpers.pocket.grammar import of_schema
from tests.pocket.conftest import TINY_SHAPE, make_checkpoint
from tests.pocket.test_grammar import accepts

STRING, ENDLESS = {"type": "string"}, {"type": "string", "pattern": "^[a-z]+$"}


def fields(**schemas) -> dict:
    return {"type": "object", "properties": schemas, "required": list(schemas)}


@pytest.mark.parametrize(
    ("schema", "longest"),
    [
        (STRING, LONGEST),
        (ENDLESS, LONGEST),
        ({"type": "string", "format": "email"}, FORMAT),
        ({"type": ["string", "null"]}, LONGEST),
        ({"type": "string", "maxLength": 5000}, 5000),
        ({"type": "string", "minLength": 900}, 900),
        ({"type": "string", "pattern": "^[A-Z]{2}-[0-9]{1,4}$"}, None),
        ({"enum": ["a", "b"]}, None),
        ({"allOf": [STRING]}, None),
    ],
)
def test_a_string_has_its_own_length_or_one_that_is_given(schema, longest):
    assert bounded(schema).get("maxLength") == longest


@pytest.mark.parametrize("n", [2, 4, 100])
def test_strings_share_what_there_is_to_say(n):
    properties = bounded(fields(**{f"f{i}": STRING for i in range(n)}))["properties"]
    assert {part["maxLength"] for part in properties.values()} == {max(SHORTEST, TEXT // n)}


def test_a_list_of_strings_counts_as_a_few_of_them():
    one, many = ({"type": "array", "items": STRING, **more} for more in ({"maxItems": 1}, {}))
    assert bounded(one)["items"]["maxLength"] == LONGEST
    assert bounded(many)["items"]["maxLength"] == TEXT // 3


@pytest.mark.parametrize(
    ("schema", "text", "fits"),
    [
        ({"type": "integer"}, str(SAFE), True),
        ({"type": "integer"}, str(SAFE + 1), False),
        ({"type": "integer", "minimum": 2**54}, str(2**55), True),
        ({"type": "integer", "exclusiveMinimum": 4}, "5", True),
        ({"type": "integer", "exclusiveMinimum": 4}, "4", False),
        ({"type": "number"}, "1e999", False),
        ({"type": "number"}, "-2.25", True),
        ({"type": "array", "items": {"type": "null"}}, json.dumps([None] * ITEMS), True),
        ({"type": "array", "items": {"type": "null"}}, json.dumps([None] * (ITEMS + 1)), False),
        ({"type": "array", "minItems": 20, "items": {"enum": [1]}}, json.dumps([1] * 20), True),
        ({"type": "object"}, json.dumps({f"k{i}": i for i in range(KEYS)}), True),
        ({"type": "object"}, json.dumps({f"k{i}": i for i in range(KEYS + 1)}), False),
        ({"type": "object"}, '{"a": {"b": ["c", null, {}]}}', False),  # three deep
        ({"type": "object"}, '{"a": {"b": ["c", null, 1.5]}}', True),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, '{"a": 1}', True),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, '{"a": "b"}', False),
        ({"type": "object", "additionalProperties": False}, "{}", True),
        ({"type": "object", "additionalProperties": False}, '{"a": 1}', False),
    ],
)
def test_what_has_no_end_is_given_one(vocabulary, schema, text, fits):
    assert accepts(of_schema(schema), f"{text}<|end|>", vocabulary) is fits
    if fits:
        jsonschema.validate(json.loads(text), schema)


@pytest.mark.parametrize(("kind", "rest"), [("date", ""), ("date-time", "T09:30:00Z")])
def test_dates_are_in_the_calendar(vocabulary, kind, rest):
    ends = range(0, 33) if kind == "date" else (0, 28, 29, 30, 31)
    days = [f"{year}-{month:02}-{day:02}" for year in (1900, 2024) for month in range(14)
            for day in ends]  # fmt: skip
    grammar = of_schema({"type": "string", "format": kind})
    fitting = [d for d in days if accepts(grammar, f'"{d}{rest}"<|end|>', vocabulary)]
    assert fitting == [day for day in days if is_a_day(day)]


def is_a_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def test_a_definition_that_is_used_again_has_an_end_too(vocabulary):
    tree = {"type": "object", "properties": {"name": ENDLESS, "below": {"$ref": "#/$defs/tree"}}}
    told = {"$ref": "#/$defs/tree", "$defs": {"tree": tree}}
    assert accepts(of_schema(told), '{"name": "a", "below": {"name": "b"}}<|end|>', vocabulary)
    assert not accepts(of_schema(told), '{"name": "' + "a" * (LONGEST + 1), vocabulary)


def test_every_reply_at_temperature_1_is_valid_whatever_the_weights_say(tmp_path):
    """Random weights find no end by themselves: 20 schemas, a reply to each."""
    engine = Engine.load(make_checkpoint(tmp_path, TINY_SHAPE | {"max_position_embeddings": 1024}))
    schemas, _ = drawn(20, seed=5)
    told = [Settings(seed=i, max_tokens=1000, grammar=of_schema(s)) for i, s in enumerate(schemas)]
    completions = engine.complete([[1, 2, 3]] * len(schemas), told)
    verdicts = [verdict(*pair) for pair in zip(completions, schemas, strict=True)]
    assert verdicts == ["valid"] * len(schemas)


@pytest.mark.skipif(DEFAULT not in MODELS, reason="no weights are shipped yet")
def test_the_shipped_model_at_temperature_1_is_always_valid_and_never_cut_off():
    """A part of benchmarks/constrained.py."""
    schemas, prompts = drawn(12, seed=9)
    assert validity(Engine.load(), schemas, prompts).startswith("12 valid, 0 cut off, 0 invalid")


def test_the_schema_that_was_given_is_left_as_it_is():
    given = fields(a=STRING, b={"type": "array", "items": {"type": "object"}})
    before = json.dumps(given)
    assert re.search("maxItems", json.dumps(bounded(given)))
    assert json.dumps(given) == before
