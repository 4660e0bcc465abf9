"""LangChain's two chat classes: text, streams, tools and structured output."""

from typing import Literal

import pytest
from pydantic import BaseModel

pytest.importorskip("langchain_openai", reason="langchain-openai is not installed here")
pytest.importorskip("langchain_anthropic", reason="langchain-anthropic is not installed here")
from langchain_anthropic import ChatAnthropic
from langchain_core.messages import HumanMessage, ToolMessage
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI

HELLO = "The mail is down."


class Ticket(BaseModel):
    """A support ticket."""

    kind: Literal["billing", "outage"]
    urgent: bool


@tool
def get_status(service: Literal["mail", "queue"]) -> str:
    """The state of one service."""
    return f"{service} is up"


@pytest.fixture(params=["openai", "anthropic"])
def chat(request, url):
    if request.param == "openai":
        return ChatOpenAI(model="pocket", max_tokens=200)
    return ChatAnthropic(model="pocket", max_tokens=200, base_url=url)


def test_text_and_usage(chat):
    reply = chat.invoke(HELLO)
    assert reply.text
    assert reply.usage_metadata["output_tokens"] > 0


def test_a_stream(chat):
    assert len(list(chat.stream(HELLO))) > 3


def test_a_call_and_its_result(chat):
    bound = chat.bind_tools([get_status], tool_choice="get_status")
    calling = bound.invoke(HELLO)
    [call] = calling.tool_calls
    result = get_status.invoke(call)
    assert isinstance(result, ToolMessage)
    assert chat.bind_tools([get_status]).invoke([HumanMessage(HELLO), calling, result])


@pytest.mark.parametrize("method", ["function_calling", "json_schema"])
def test_structured_output(chat, method):
    assert isinstance(chat.with_structured_output(Ticket, method=method).invoke(HELLO), Ticket)
