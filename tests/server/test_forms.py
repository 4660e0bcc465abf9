"""The model is told of the form that a reply is held to: only weights that were trained on it."""

from dataclasses import replace

import pytest
from anthropic import Anthropic
from openai import OpenAI

from helpers.pocket import chat
from helpers.pocket.tools import form
from helpers.server.engines import Engines, Loaded
from helpers.server.local import LocalServer
from tests.server.conftest import CONFIG, random_engine

SCHEMA = {
    "type": "object",
    "properties": {"team": {"enum": ["bug", "access"], "description": "who takes it"}},
    "required": ["team"],
    "additionalProperties": False,
}
TOLD = [{"role": "user", "content": "I cannot log in."}]
NOW = {"name": "now", "description": "", "parameters": {"type": "object", "properties": {}}}


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A server with weights that read forms, and the same that do not."""
    told = replace(CONFIG, name="reads", max_position_embeddings=4096, reads_forms=True)
    reads = random_engine(told, tmp_path_factory.mktemp("reads"))
    plain = random_engine(
        replace(told, name="plain", reads_forms=False), tmp_path_factory.mktemp("p")
    )
    server = LocalServer(
        Engines({e.name: lambda e=e: Loaded(e, f"fp_{e.name}") for e in (reads, plain)})
    )
    yield server.url, reads
    server.stop()


def chat_tokens(url: str, model: str, **more) -> int:
    with OpenAI(base_url=f"{url}/v1", api_key="any", max_retries=0) as client:
        reply = client.chat.completions.create(model=model, messages=TOLD, max_tokens=1, **more)
    return reply.usage.prompt_tokens


def response_tokens(url: str, model: str, **more) -> int:
    with OpenAI(base_url=f"{url}/v1", api_key="any", max_retries=0) as client:
        return client.responses.input_tokens.count(model=model, input=TOLD, **more).input_tokens


def message_tokens(url: str, model: str, **more) -> int:
    with Anthropic(base_url=url, api_key="any", max_retries=0) as client:
        return client.messages.count_tokens(model=model, messages=TOLD, **more).input_tokens


DIALECTS = {
    "chat": (
        chat_tokens,
        {
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "team", "schema": SCHEMA},
            }
        },
    ),
    "responses": (
        response_tokens,
        {"text": {"format": {"type": "json_schema", "name": "team", "schema": SCHEMA}}},
    ),
    "messages": (
        message_tokens,
        {"output_config": {"format": {"type": "json_schema", "schema": SCHEMA}}},
    ),
}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_form_is_one_more_turn_of_the_prompt(served, dialect):
    url, engine = served
    count, held = DIALECTS[dialect]
    turn = len(chat.told_ids(form(SCHEMA), engine.tokenizer))
    assert count(url, "reads", **held) == count(url, "reads") + turn


@pytest.mark.parametrize("dialect", DIALECTS)
def test_weights_that_were_not_trained_on_forms_are_told_nothing(served, dialect):
    url, _ = served
    count, held = DIALECTS[dialect]
    assert count(url, "plain", **held) == count(url, "plain")


def test_any_object_and_a_call_that_must_be_have_no_form(served):
    url, _ = served
    bare = [{"role": "user", "content": "I cannot log in. JSON."}]
    with OpenAI(base_url=f"{url}/v1", api_key="any", max_retries=0) as client:

        def tokens(**more) -> int:
            reply = client.chat.completions.create(
                model="reads", messages=bare, max_tokens=1, **more
            )
            return reply.usage.prompt_tokens

        assert tokens(response_format={"type": "json_object"}) == tokens()
        must = {"tools": [{"type": "function", "function": NOW}], "tool_choice": "required"}
        assert tokens(**DIALECTS["chat"][1], **must) == tokens(**must)
