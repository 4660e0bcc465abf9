"""Constrained decoding: jsonschema is the oracle of what is valid, random weights the writer."""

import json

import jsonschema
import numpy as np
import pytest

from helpers.pocket.engine import Engine, Settings
from helpers.pocket.grammar import CALLS, JSON_OBJECT, Grammar, Mask, of_calls, of_schema, problem

ANSWER = {
    "type": "object",
    "properties": {
        "label": {"enum": ["billing", "outage", "é 日本"]},
        "lines": {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3},
        "note": {"type": "string", "maxLength": 4},
        "sure": {"anyOf": [{"type": "boolean"}, {"type": "null"}]},
    },
    "required": ["label", "lines", "note", "sure"],
    "additionalProperties": False,
}
NODE = {
    "$ref": "#/$defs/node",
    "$defs": {
        "node": {
            "type": "object",
            "properties": {"id": {"enum": [1, 2]}, "next": {"$ref": "#/$defs/leaf"}},
            "required": ["id", "next"],
            "additionalProperties": False,
        },
        "leaf": {"type": "null"},
    },
}
SCHEMAS = [ANSWER, NODE, {"enum": [1, "two", None]}, {"type": "string", "pattern": "^[A-Z]{3}$"}]
TOOLS = {
    "get_status": {
        "type": "object",
        "properties": {"service": {"enum": ["queue", "mail"]}},
        "required": ["service"],
        "additionalProperties": False,
    },
    "now": {"type": "object", "properties": {}, "additionalProperties": False},
}


def spelled(text: str, vocabulary) -> list[int]:
    return vocabulary.encode(text, allowed_special="all")


def accepts(grammar: Grammar, text: str, vocabulary) -> bool:
    """Whether each token of the text is allowed where it comes."""
    mask = Mask(grammar, vocabulary)
    for token in spelled(text, vocabulary):
        allowed = mask.allowed()
        if allowed is not None and not allowed[token]:
            return False
        mask.take(token)
    return True


@pytest.mark.parametrize("schema", SCHEMAS, ids=range(len(SCHEMAS)))
def test_every_reply_at_temperature_1_is_valid(engine, schema):
    prompts = np.random.default_rng(0).integers(0, 400, (10, 20)).tolist()
    told = [Settings(seed=i, grammar=of_schema(schema), max_tokens=130) for i in range(10)]
    for completion in engine.complete(prompts, told):
        jsonschema.validate(json.loads(completion.text), schema)


def test_what_max_tokens_cuts_off_is_finished_by_length(engine):
    [cut] = engine.complete([[1, 2]], Settings(grammar=of_schema(ANSWER), max_tokens=5))
    assert cut.finish_reason == "length"
    assert cut.text.startswith("{")


def test_a_constrained_reply_in_the_batch_changes_no_other(tiny):
    engine, prompts = Engine.load(tiny), [[number, 7, 9] for number in range(8)]
    free = [Settings(seed=i, max_tokens=20) for i in range(8)]
    mixed = [
        told if i % 2 else Settings(seed=i, max_tokens=40, grammar=of_schema(ANSWER))
        for i, told in enumerate(free)
    ]
    alone = [
        Engine.load(tiny).complete([p], told)[0] for p, told in zip(prompts, mixed, strict=True)
    ]
    together = engine.complete(prompts, mixed)
    assert [c.ids for c in together] == [c.ids for c in alone]
    assert [c.ids for c in together[1::2]] == [c.ids for c in engine.complete(prompts, free)[1::2]]


def test_logprobs_stay_those_of_the_unmodified_distribution(engine):
    told = {"temperature": 0, "max_tokens": 1, "top_logprobs": 3}
    [free] = engine.complete([[1, 2]], Settings(**told))
    [bound] = engine.complete([[1, 2]], Settings(**told, grammar=of_schema(JSON_OBJECT)))
    assert bound.steps[0].top == free.steps[0].top
    assert bound.steps[0].logprob < free.steps[0].logprob


def test_bias_and_cuts_cannot_lead_out_of_the_grammar(engine):
    settings = Settings(
        seed=1,
        top_k=1,
        repetition_penalty=3.0,
        logit_bias={spelled("x", engine.tokenizer)[0]: 100},
        grammar=of_schema({"enum": ["yes", "no"]}),
    )
    assert engine.complete([[1]], settings)[0].text in ('"yes"', '"no"')


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ('{"id": 1, "next": null}<|end|>', True),
        ('{"id":1,"next":null}<|end|>', True),
        ('{\n  "id": 1,\n  "next": null\n}<|end|>', True),
        ('{"id":  1, "next": null}', False),  # two blanks
        ('{\n\n"id": 1', False),
        (' {"id": 1', False),
        ('{"id": 1}', False),
        ('{"id": 1, "next": null}\n', False),
        ('{"id": 1, "next": null<|end|>', False),
    ],
)
def test_white_space_has_a_bound(vocabulary, text, fits):
    assert accepts(of_schema(NODE), text, vocabulary) is fits


OPEN_LEAF = {"type": "object", "properties": {"x": {"enum": [1]}}}
OTHERS = OPEN_LEAF | {"additionalProperties": {"type": "integer"}}


@pytest.mark.parametrize(
    ("schema", "text", "fits"),
    [
        (OPEN_LEAF, '{"x": 1}<|end|>', True),
        (OPEN_LEAF, "{}<|end|>", True),
        (OPEN_LEAF, '{"x": 1, "y"', False),
        ({"type": "array", "items": OPEN_LEAF}, '[{"y"', False),
        (OTHERS, '{"x": 1, "y": 2}<|end|>', True),
        ({"type": "object"}, '{"y": 2}<|end|>', True),
        ({"allOf": [OPEN_LEAF, {"properties": {"y": {"enum": [2]}}}]}, '{"x": 1, "y": 2}', True),
    ],
)
def test_an_object_has_the_properties_that_it_names(vocabulary, schema, text, fits):
    assert accepts(of_schema(schema), text, vocabulary) is fits


@pytest.mark.parametrize(
    ("forced", "several", "text", "fits"),
    [
        (True, True, '<|call|>get_status{"service": "mail"}<|end|>', True),
        (True, True, "<|call|>now{}<|call|>now{}<|end|>", True),
        (True, False, "<|call|>now{}<|call|>", False),
        (True, True, "<|call|>now{}" * (CALLS + 1), False),
        (True, True, "Let me see", False),
        (True, True, "<|call|>then{}", False),
        (False, True, "Let me see<|call|>now{}<|end|>", True),
        (False, True, "It is noon.<|end|>", True),
        (False, True, "Let me see<|call|>then", False),
        (False, True, '<|call|>get_status{"service": "x', False),
        (False, True, "<|call|><|end|>", False),
    ],
)
def test_calls_are_of_these_tools_and_fit_their_schemas(vocabulary, forced, several, text, fits):
    assert accepts(of_calls(TOOLS, forced, several), text, vocabulary) is fits


def test_auto_leaves_the_reply_as_it_is_until_the_model_calls(engine):
    prompts, told = [[3, 4, 5]], {"seed": 3, "max_tokens": 12}
    [free] = engine.complete(prompts, Settings(**told))
    [auto] = engine.complete(prompts, Settings(**told, grammar=of_calls(TOOLS, forced=False)))
    assert auto.ids == free.ids


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "strin"}, "Invalid type: strin"),
        ({"type": "array", "uniqueItems": True}, "uniqueItems"),
        ({"$ref": "#/nowhere"}, "nowhere"),
    ],
)
def test_what_cannot_be_enforced_is_named(engine, schema, words):
    assert words in problem(of_schema(schema))
    with pytest.raises(ValueError, match=words):
        engine.stream([1], Settings(grammar=of_schema(schema)))
    assert problem(of_schema(ANSWER)) is None
    assert problem(of_schema({"type": "array", "uniqueItems": True}, lenient=True)) is None
    assert problem(of_calls(TOOLS, forced=True)) is None
