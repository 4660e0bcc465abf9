"""Instructor: every mode gives back a Pydantic model, in both dialects."""

from typing import Literal

import pytest
from pydantic import BaseModel

instructor = pytest.importorskip("instructor", reason="instructor is not installed here")
from anthropic import Anthropic  # noqa: E402
from openai import OpenAI  # noqa: E402

TOLD = {"model": "pocket", "messages": [{"role": "user", "content": "The mail is down."}]}


class Ticket(BaseModel):
    kind: Literal["billing", "outage"]
    urgent: bool


class Empty(BaseModel):
    """json_object promises an object, not its fields."""


@pytest.mark.parametrize("mode", ["TOOLS", "TOOLS_STRICT", "JSON_SCHEMA"])
def test_openais_modes_that_send_a_schema(mode):
    client = instructor.from_openai(OpenAI(), mode=instructor.Mode[mode])
    reply = client.chat.completions.create(**TOLD, response_model=Ticket, max_retries=0)
    assert isinstance(reply, Ticket)


def test_openais_json_mode():
    client = instructor.from_openai(OpenAI(), mode=instructor.Mode.JSON)
    told = TOLD | {"max_tokens": 2000, "logit_bias": {"125": 100}}  # closes what can be closed
    reply = client.chat.completions.create(**told, response_model=Empty, max_retries=0)
    assert isinstance(reply, Empty)


def test_anthropics_tools():
    client = instructor.from_anthropic(Anthropic(), mode=instructor.Mode.ANTHROPIC_TOOLS)
    reply = client.messages.create(**TOLD, max_tokens=200, response_model=Ticket, max_retries=0)
    assert isinstance(reply, Ticket)
