"""Bodies that nobody means well with: a clear 400, never a 500, and nothing stands still."""

import json

import httpx2
import pytest

CHAT, RESPONSES, COMPLETIONS = "/v1/chat/completions", "/v1/responses", "/v1/completions"
MESSAGES, COUNT = "/v1/messages", "/v1/messages/count_tokens"
HEADERS = {"authorization": "Bearer any", "anthropic-version": "2023-06-01"}
BLANKS = " " * 1_200_000
HALF = "\ud83d"  # of an emoji


@pytest.fixture(scope="module")
def post(roomy_url):
    with httpx2.Client(base_url=roomy_url, trust_env=False, timeout=60) as client:

        def send(path: str, body: dict) -> httpx2.Response:
            headers = dict(HEADERS)
            if not path.startswith(MESSAGES):
                del headers["anthropic-version"]
            raw = json.dumps({"model": "roomy"} | body).encode()
            return client.post(path, content=raw, headers=headers)

        yield send


def user(text: str) -> dict:
    return {"messages": [{"role": "user", "content": text}]}


def tool(schema: dict, text: str = "") -> dict:
    """The two vendors' tools."""
    function = {"name": "f", "description": text, "parameters": schema}
    return {
        CHAT: {"tools": [{"type": "function", "function": function}]},
        RESPONSES: {"tools": [{"type": "function", **function}]},
        MESSAGES: {"tools": [{"name": "f", "description": text, "input_schema": schema}]},
    }


PLAIN = {
    CHAT: user("Hello"),
    RESPONSES: {"input": "Hello"},
    MESSAGES: user("Hello") | {"max_tokens": 5},
    COUNT: user("Hello"),
}
OBJECT = {"type": "object", "properties": {}}
TOO_LONG = [
    (CHAT, user(BLANKS)),
    (CHAT, user("x") | tool(OBJECT, f"x{BLANKS}x")[CHAT]),
    (RESPONSES, {"input": BLANKS}),
    (RESPONSES, {"input": "x", "instructions": BLANKS}),
    ("/v1/responses/input_tokens", {"input": BLANKS}),
    (COMPLETIONS, {"prompt": BLANKS}),
    (MESSAGES, user(BLANKS) | {"max_tokens": 5}),
    (MESSAGES, user("x") | {"system": BLANKS, "max_tokens": 5}),
    (COUNT, user(BLANKS)),
    (COUNT, user("x") | tool(OBJECT, f"x{BLANKS}x")[MESSAGES]),
]


@pytest.mark.parametrize(("path", "body"), TOO_LONG)
def test_a_million_blanks_are_too_long_and_not_a_panic(post, path, body):
    response = post(path, body)
    assert response.status_code == 400, response.text
    message = response.json()["error"]["message"]
    said = "prompt is too long" if path.startswith(MESSAGES) else "maximum context length"
    assert said in message
    assert "at least 1200" in message  # every letter is a token


def nested(levels: int) -> dict:
    schema = {"type": "string"}
    for _ in range(levels):
        schema = {"type": "object", "properties": {"a": schema}, "required": ["a"]}
    return schema


def lists(levels: int) -> dict:
    schema = {"type": "string"}
    for _ in range(levels):
        schema = {"anyOf": [schema]}
    return {"type": "object", "properties": {"a": schema}}


CIRCLES = [
    ({"$ref": "#"}, "contain another one, without an end"),
    ({"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}, "$ref": "#/$defs/a"}, "a"),
    (OBJECT | {"properties": {"next": {"$ref": "#"}}, "required": ["next"]}, "without an end"),
    (OBJECT | {"properties": {"next": {"$ref": "#/nowhere"}}}, "does not exist"),
    (nested(300), "levels of nesting exceed the limit of 100"),
    (lists(300), "levels of nesting exceed the limit of 100"),
    (lists(2000), "JSON|levels"),
    (OBJECT | {"properties": {"a": {"type": "string", "pattern": "("}}}, "unclosed group"),
    (OBJECT | {"properties": [1]}, "properties must be an object"),
    (OBJECT | {"required": "a"}, "Expected array for 'required'"),
]


@pytest.mark.parametrize("path", [CHAT, RESPONSES, MESSAGES])
@pytest.mark.parametrize(("schema", "words"), CIRCLES)
def test_a_schema_without_an_end_is_refused(post, path, schema, words):
    for more in (tool(schema)[path], formatted(path, schema)):
        try:
            response = post(path, PLAIN[path] | more)
        except RecursionError:  # this test's own, in writing the body
            continue
        assert response.status_code == 400, response.text
        message = response.json()["error"]["message"]
        assert any(word in message for word in words.split("|")), message
        assert "llguidance" not in message
        assert "\n" not in message


def formatted(path: str, schema: dict) -> dict:
    """The schema as the vendor's format of a reply."""
    if path == MESSAGES:
        schema = schema if "$ref" in schema else schema | {"additionalProperties": False}
        return {"output_config": {"format": {"type": "json_schema", "schema": schema}}}
    told = {"name": "x", "schema": schema}
    if path == RESPONSES:
        return {"text": {"format": {"type": "json_schema"} | told}}
    return {"response_format": {"type": "json_schema", "json_schema": told}}


def test_an_optional_circle_is_served(post):
    schema = OBJECT | {"properties": {"next": {"$ref": "#"}}}
    assert post(CHAT, PLAIN[CHAT] | tool(schema)[CHAT] | {"max_tokens": 1}).status_code == 200


ECHOED = [
    (CHAT, {"model": HALF}),
    (CHAT, {HALF: 1}),
    (CHAT, {"user": [HALF]}),
    (CHAT, {"tool_choice": HALF}),
    (CHAT, {"stop": HALF, "max_tokens": 1}),
    (CHAT, tool(OBJECT, HALF)[CHAT] | {"max_tokens": 1}),
    (RESPONSES, {"instructions": HALF, "max_output_tokens": 1}),
    (RESPONSES, {"metadata": {"a": HALF}, "max_output_tokens": 1}),
    (RESPONSES, {"input": HALF, "max_output_tokens": 1}),
    (RESPONSES, {"previous_response_id": HALF}),
    (COMPLETIONS, {"prompt": HALF, "echo": True, "max_tokens": 1}),
    (MESSAGES, {"model": HALF}),
    (MESSAGES, {"system": HALF, "stop_sequences": [HALF]}),
    (MESSAGES, {"messages": [{"role": HALF, "content": "x"}]}),
    (COUNT, {"messages": [{"role": "user", "content": [{"type": HALF}]}]}),
    ("/v1/embeddings", {"input": HALF, "model": HALF}),
    ("/v1/embeddings", {"input": "x", "model": "light-hash-384", "encoding_format": HALF}),
    ("/faults", {"kind": HALF}),
]


@pytest.mark.parametrize(("path", "body"), ECHOED)
def test_half_an_emoji_can_be_echoed(post, path, body):
    response = post(path, PLAIN.get(path, {}) | body)
    assert response.status_code in (200, 400, 404), response.text
    assert HALF not in response.text


def test_a_whole_emoji_that_is_written_as_two_escapes_stays_one(post):
    body = {"instructions": "\U0001f642", "input": "x", "max_output_tokens": 1}
    assert post(RESPONSES, body).json()["instructions"] == "\U0001f642"
