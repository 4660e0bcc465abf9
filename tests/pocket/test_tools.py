"""How the model reads a tool and writes a call."""

import pytest

from helpers.pocket.tools import call_text, definition, form, read_call

STATUS = {
    "name": "get_status",
    "description": "The state of one service.\n\n  Takes a second. ",
    "parameters": {
        "type": "object",
        "properties": {
            "service": {"type": "string"},
            "region": {"enum": ["eu", "us"], "description": "all where left out"},
        },
        "required": ["service"],
    },
}


def test_a_definition_is_comments_and_a_signature():
    assert definition(STATUS) == (
        "// The state of one service.\n"
        "// Takes a second.\n"
        "// region: all where left out\n"
        'get_status(service: string, region?: "eu" | "us")'
    )


def test_a_tool_needs_neither_description_nor_arguments():
    assert definition({"name": "now"}) == "now()"
    assert definition({"name": "now", "description": None, "parameters": None}) == "now()"


LEAF = {"type": "object", "properties": {"x": {"type": "number"}}, "required": ["x"]}
TYPES = [
    ({"type": "integer"}, "integer"),
    ({"type": ["string", "null"]}, "string | null"),
    ({"const": 3}, "3"),
    ({"enum": ["é", 1, None]}, '"é" | 1 | null'),
    ({"anyOf": [{"type": "boolean"}, {"type": "null"}]}, "boolean | null"),
    ({"type": "array", "items": {"type": "string"}}, "string[]"),
    ({"type": "array", "items": {"enum": ["a", "b"]}}, '("a" | "b")[]'),
    ({"type": "array"}, "any[]"),
    (LEAF, "{x: number}"),
    ({"type": "array", "items": LEAF}, "{x: number}[]"),
    ({"$ref": "#/$defs/leaf"}, "{x: number}"),
    ({"$ref": "#/$defs/lost"}, "any"),
    ({"type": "object"}, "object"),
    ({}, "any"),
    (True, "any"),
]


@pytest.mark.parametrize(("schema", "spelled"), TYPES)
def test_a_schema_is_written_as_a_type(schema, spelled):
    parameters = {"properties": {"a": schema}, "required": ["a"], "$defs": {"leaf": LEAF}}
    assert definition({"name": "f", "parameters": parameters}) == f"f(a: {spelled})"


def test_a_schema_that_holds_itself_comes_to_an_end():
    node = {"type": "object", "properties": {"next": {"$ref": "#/$defs/node"}}}
    parameters = {"properties": {"a": {"$ref": "#/$defs/node"}}, "$defs": {"node": node}}
    assert definition({"name": "f", "parameters": parameters}).count("next") <= 4


def test_a_call_can_be_read_while_it_is_written():
    call = {"name": "get_status", "arguments": '{"service": "a{b}"}'}
    assert read_call(call_text(call)) == call
    assert read_call("get_st") == {"name": "get_st", "arguments": ""}


def test_a_form_tells_what_its_fields_are():
    schema = {
        "type": "object",
        "properties": {"team": {"type": "string", "description": "who takes it"}},
        "required": ["team"],
    }
    assert form(schema) == (
        "// The reply is JSON of this form.\n// team: who takes it\n{team: string}"
    )
