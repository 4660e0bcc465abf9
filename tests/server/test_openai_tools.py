"""Tools and structured output in Chat Completions, seen through OpenAI's own SDK."""

import json
import re
from datetime import datetime, time, timedelta
from enum import Enum

import openai as sdk
import pytest
from pydantic import BaseModel, Field, HttpUrl

from helpers.pocket import chat
from helpers.pocket.tokenizer import CALL, special_id

HELLO = [{"role": "user", "content": "Is the mail up? Answer in JSON."}]
STATUS = {
    "type": "function",
    "function": {
        "name": "get_status",
        "description": "The state of one service.",
        "parameters": {
            "type": "object",
            "properties": {"service": {"enum": ["mail", "queue"]}},
            "required": ["service"],
            "additionalProperties": False,
        },
    },
}
NOW = {"type": "function", "function": {"name": "now"}}
TOOLS = [STATUS, NOW]
NAMED = {"type": "function", "function": {"name": "get_status"}}


class Kind(Enum):
    BILLING, OUTAGE = "billing", "outage"


class Line(BaseModel):
    n: int = Field(ge=0, le=9)


class Ticket(BaseModel):
    kind: Kind
    urgent: bool
    lines: list[Line] = Field(max_length=2)


def ask(client, **more):
    told = {"model": "roomy", "messages": HELLO, "max_tokens": 200, "seed": 2} | more
    return client.chat.completions.create(**told)


def test_a_pydantic_model_comes_back_parsed(roomy_openai):
    for seed in range(5):
        reply = roomy_openai.chat.completions.parse(
            model="roomy", messages=HELLO, response_format=Ticket, seed=seed, max_tokens=200
        )
        assert isinstance(reply.choices[0].message.parsed, Ticket)
        assert reply.choices[0].finish_reason == "stop"


def test_a_streamed_structured_reply_is_the_whole_one(roomy_openai):
    told = {"model": "roomy", "messages": HELLO, "seed": 1, "response_format": Ticket}
    with roomy_openai.chat.completions.stream(**told, max_tokens=200) as stream:
        message = stream.get_final_completion().choices[0].message
    whole = roomy_openai.chat.completions.parse(**told, max_tokens=200)
    assert message.parsed == whole.choices[0].message.parsed


def test_a_cut_structured_reply_is_finished_by_length(roomy_openai):
    with pytest.raises(sdk.LengthFinishReasonError):
        roomy_openai.chat.completions.parse(
            model="roomy", messages=HELLO, response_format=Ticket, max_tokens=5
        )


def test_json_object_is_an_object(roomy_openai):
    reply = ask(roomy_openai, response_format={"type": "json_object"}, max_tokens=600).choices[0]
    assert reply.message.content.startswith("{")
    if reply.finish_reason == "stop":
        assert isinstance(json.loads(reply.message.content), dict)


LOOSE = {"type": "object", "properties": {"a": {"enum": [1]}}}
OPEN = {"name": "x", "strict": True, "schema": LOOSE}
LACKING = {"name": "x", "strict": True, "schema": LOOSE | {"additionalProperties": False}}
UNKNOWN = {"name": "x", "schema": {"type": "object", "properties": {"a": {"type": "strin"}}}}
LIST = {"name": "x", "schema": {"type": "array"}}
ODD = LOOSE | {"additionalProperties": False, "required": ["a"], "dependentRequired": {}}
NOT_ENFORCED = {"name": "x", "strict": True, "schema": ODD}
NAMELESS = {"schema": LOOSE}


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (OPEN, r"response_format 'x': In context=\(\), 'additionalProperties' is required"),
        (LACKING, "'required' must name every property; 'a' is missing"),
        (UNKNOWN, "Invalid type: strin"),
        (LIST, 'type must be "object", but it is "array"'),
        (NOT_ENFORCED, "dependentRequired"),
        (NAMELESS, "1 to 64 letters"),
    ],
)
def test_a_schema_that_cannot_be_held_is_refused(roomy_openai, told, words):
    with pytest.raises(sdk.BadRequestError, match=words) as caught:
        ask(roomy_openai, response_format={"type": "json_schema", "json_schema": told})
    assert caught.value.param.startswith("response_format")


def test_without_strict_what_cannot_be_enforced_is_ignored(roomy_openai):
    told = NOT_ENFORCED | {"strict": False}
    reply = ask(roomy_openai, response_format={"type": "json_schema", "json_schema": told})
    assert json.loads(reply.choices[0].message.content) == {"a": 1}


def test_a_tool_that_must_be_called_is_called(roomy_openai):
    for told in (NAMED, "required"):
        [choice] = ask(roomy_openai, tools=[STATUS], tool_choice=told).choices
        first = choice.message.tool_calls[0]
        assert (choice.finish_reason, choice.message.content) == ("tool_calls", None)
        assert (first.type, first.function.name) == ("function", "get_status")
        assert json.loads(first.function.arguments)["service"] in ("mail", "queue")
        assert first.id.startswith("call_")


def test_without_parallel_calls_there_is_one(roomy_openai):
    for seed in range(5):
        told = {"tool_choice": "required", "parallel_tool_calls": False, "seed": seed}
        assert len(ask(roomy_openai, tools=TOOLS, **told).choices[0].message.tool_calls) == 1


def test_several_calls_have_ids_of_their_own(roomy_openai, roomy):
    call = special_id(CALL, roomy.tokenizer)
    told = {"tools": [NOW], "tool_choice": "required", "logit_bias": {call: 100}}
    calls = ask(roomy_openai, **told).choices[0].message.tool_calls
    assert [each.function.name for each in calls] == ["now"] * 8
    assert len({each.id for each in calls}) == 8


def test_with_auto_the_model_decides(roomy_openai, roomy):
    call = special_id(CALL, roomy.tokenizer)
    text = ask(roomy_openai, tools=TOOLS, logit_bias={call: -100}).choices[0]
    assert (text.message.tool_calls, bool(text.message.content)) == (None, True)
    told = {"tools": TOOLS, "parallel_tool_calls": False, "logit_bias": {call: 100}}
    assert len(ask(roomy_openai, **told).choices[0].message.tool_calls) == 1


def test_with_none_the_model_knows_of_no_tools(roomy_openai):
    told = ask(roomy_openai, tools=TOOLS, tool_choice="none")
    plain = ask(roomy_openai)
    assert told.choices[0].message.content == plain.choices[0].message.content
    assert told.usage.prompt_tokens == plain.usage.prompt_tokens


def test_the_prompt_is_that_of_the_template(roomy_openai, roomy):
    functions = [tool["function"] | {"parameters": None} for tool in (NOW,)]
    ids = chat.prompt_ids(HELLO, roomy.tokenizer, functions)
    assert ask(roomy_openai, tools=[NOW]).usage.prompt_tokens == len(ids)


def test_streamed_calls_are_the_whole_calls(roomy_openai):
    told = {"tools": TOOLS, "tool_choice": "required", "seed": 5, "n": 2}
    whole = [c.message.tool_calls for c in ask(roomy_openai, **told).choices]
    came = {0: {}, 1: {}}
    for chunk in ask(roomy_openai, **told, stream=True):
        [choice] = chunk.choices
        for delta in choice.delta.tool_calls or ():
            call = came[choice.index].setdefault(delta.index, ["", ""])
            call[0] += delta.function.name or ""
            call[1] += delta.function.arguments
        finish = choice.finish_reason
    assert finish == "tool_calls"
    for index, calls in enumerate(whole):
        expected = [[call.function.name, call.function.arguments] for call in calls]
        assert list(came[index].values()) == expected


def test_the_sdks_own_stream_helper_reads_the_calls(roomy_openai):
    tool = sdk.pydantic_function_tool(Ticket)
    told = {"model": "roomy", "messages": HELLO, "max_tokens": 200, "seed": 3}
    with roomy_openai.chat.completions.stream(
        **told, tools=[tool], tool_choice={"type": "function", "function": {"name": "Ticket"}}
    ) as stream:
        [call] = stream.get_final_completion().choices[0].message.tool_calls
    assert isinstance(call.function.parsed_arguments, Ticket)


def test_results_go_back_in_the_order_of_the_calls(roomy_openai, roomy):
    def call(id):
        return {"id": id, "type": "function", "function": {"name": "now", "arguments": "{}"}}

    def result(id, text):
        return {"role": "tool", "tool_call_id": id, "content": text}

    calls = {"role": "assistant", "content": None, "tool_calls": [call("a"), call("b")]}
    results = [result("a", "12:00"), result("b", [{"type": "text", "text": "13:00"}])]
    said = {
        ask(roomy_openai, messages=[*HELLO, calls, *order], tools=[NOW]).choices[0].message.content
        for order in (results, results[::-1])
    }
    assert len(said) == 1


def test_a_reply_with_calls_can_be_sent_back_as_it_came(roomy_openai):
    message = ask(roomy_openai, tools=TOOLS, tool_choice=NAMED).choices[0].message
    result = {"role": "tool", "tool_call_id": message.tool_calls[0].id, "content": "up"}
    for sent in (message, message.model_dump()):
        assert ask(roomy_openai, messages=[*HELLO, sent, result], tools=TOOLS).choices


def test_logprobs_are_of_the_text_before_the_calls(roomy_openai):
    told = {"tools": [STATUS], "tool_choice": "required", "logprobs": True}
    assert ask(roomy_openai, **told).choices[0].logprobs.content == []
    streamed = [c.choices[0].logprobs for c in ask(roomy_openai, **told, stream=True)]
    assert not any(streamed)


def allowed(mode, *tools):
    return {"type": "allowed_tools", "allowed_tools": {"mode": mode, "tools": list(tools)}}


def custom(grammar=None):
    form = {"format": {"type": "grammar", "grammar": grammar}} if grammar else {}
    return {"type": "custom", "custom": {"name": "say", "description": "Says it."} | form}


CALL_A = {"id": "a", "type": "function", "function": {"name": "now", "arguments": "{}"}}
ASSISTANT = {"role": "assistant", "tool_calls": [CALL_A]}
RESULT_B = {"role": "tool", "tool_call_id": "b", "content": "x"}


EMPTY_CALLS = {"role": "assistant", "content": "Hello", "tool_calls": []}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"messages": [*HELLO, RESULT_B]}, "must be a response to a preceding message"),
        ({"messages": [*HELLO, ASSISTANT, RESULT_B]}, "b is not among its ids"),
        ({"messages": [*HELLO, ASSISTANT]}, "did not have response messages: a"),
        ({"messages": [*HELLO, ASSISTANT, *HELLO]}, "did not have response messages: a"),
        ({"messages": [*HELLO, EMPTY_CALLS, *HELLO]}, "tool_calls is empty"),
        ({"tool_choice": "required"}, "tool_choice is only allowed when tools are given"),
        ({"tools": [NOW], "tool_choice": allowed("auto", STATUS)}, "not among the tools"),
        ({"tools": [NOW], "tool_choice": allowed("some", NOW)}, '"auto" or "required"'),
        ({"tools": [NOW], "tool_choice": allowed("auto")}, "allows no tool"),
        ({"tools": [NOW, NOW]}, "Two tools have one name"),
        ({"tools": TOOLS, "tool_choice": "maybe"}, "tool_choice is"),
        (
            {"tools": [NOW], "tool_choice": NAMED},
            'tool_choice names "get_status", which is not among the tools',
        ),
        ({"tools": [{"type": "mcp", "server_label": "x"}]}, "no other tools are served"),
        ({"tools": [custom({"syntax": "lark", "definition": "start: A"})]}, "the syntax regex"),
    ],
)
def test_what_cannot_be_is_refused(roomy_openai, change, words):
    with pytest.raises(sdk.BadRequestError, match=words):
        ask(roomy_openai, **change)


class Tree(BaseModel):
    n: int
    kids: list["Tree"]


class Visit(BaseModel):
    url: HttpUrl
    took: timedelta
    at: datetime
    clock: time


@pytest.mark.parametrize("kind", [Tree, Visit])
def test_every_reply_fits_even_where_a_schema_has_no_end(roomy_openai, kind):
    for seed in range(3):
        reply = roomy_openai.chat.completions.parse(
            model="roomy", messages=HELLO, response_format=kind, seed=seed, max_tokens=3000
        )
        assert isinstance(reply.choices[0].message.parsed, kind)


def test_with_tools_and_a_format_the_model_calls_or_answers(roomy_openai, roomy):
    call = special_id(CALL, roomy.tokenizer)
    told = {"model": "roomy", "messages": HELLO, "seed": 2, "max_tokens": 400}
    told |= {"tools": [strict(STATUS)], "response_format": Ticket}
    for bias, reason in ((-100, "stop"), (100, "tool_calls")):
        reply = roomy_openai.chat.completions.parse(**told, logit_bias={call: bias})
        choice = reply.choices[0]
        assert choice.finish_reason == reason
        assert isinstance(choice.message.parsed, Ticket) == (reason == "stop")
        assert bool(choice.message.tool_calls) == (reason == "tool_calls")
    forced = roomy_openai.chat.completions.parse(**told, tool_choice="required")
    assert forced.choices[0].message.tool_calls


def strict(tool):
    return {"type": "function", "function": tool["function"] | {"strict": True}}


def test_of_all_tools_only_the_allowed_ones_are_called(roomy_openai, roomy):
    call = special_id(CALL, roomy.tokenizer)
    plain = ask(roomy_openai, tools=TOOLS, tool_choice="required")
    for mode in ("required", "auto"):
        told = {"tools": TOOLS, "tool_choice": allowed(mode, NOW), "logit_bias": {call: 9}}
        for seed in range(3):
            reply = ask(roomy_openai, seed=seed, **told)
            calls = reply.choices[0].message.tool_calls or []
            assert {each.function.name for each in calls} <= {"now"}
            assert calls or mode == "auto"
    assert reply.usage.prompt_tokens == plain.usage.prompt_tokens  # it reads of both


REGEX = {"syntax": "regex", "definition": "[a-c]{2,5}!"}


def test_a_custom_tool_is_called_with_a_text(roomy_openai):
    told = {"tools": [custom(REGEX)], "tool_choice": {"type": "custom", "custom": {"name": "say"}}}
    whole = ask(roomy_openai, **told)
    [call] = whole.choices[0].message.tool_calls
    assert (call.type, call.custom.name) == ("custom", "say")
    assert re.fullmatch("[a-c]{2,5}!", call.custom.input)
    chunks = [chunk.choices[0] for chunk in ask(roomy_openai, **told, stream=True)]
    [[streamed]] = [choice.delta.tool_calls for choice in chunks if choice.delta.tool_calls]
    assert (streamed.type, streamed.custom) == (
        "custom",
        {"name": "say", "input": call.custom.input},
    )
    result = {"role": "tool", "tool_call_id": call.id, "content": "said"}
    back = [*HELLO, whole.choices[0].message, result]
    assert ask(roomy_openai, messages=back, tools=[custom()]).usage.prompt_tokens > 30


def test_functions_are_served_in_their_own_words(roomy_openai):
    told = {"functions": [STATUS["function"]], "function_call": {"name": "get_status"}}
    choice = ask(roomy_openai, **told).choices[0]
    called = choice.message.function_call
    assert (choice.finish_reason, called.name, choice.message.tool_calls) == (
        "function_call",
        "get_status",
        None,
    )
    streamed = {"name": "", "arguments": ""}
    for chunk in ask(roomy_openai, **told, stream=True):
        if said := chunk.choices[0].delta.function_call:
            streamed["name"] += said.name or ""
            streamed["arguments"] += said.arguments
    assert streamed == called.model_dump()
    result = {"role": "function", "name": "get_status", "content": "up"}
    back = [*HELLO, choice.message, result]
    modern = [
        *HELLO,
        {"role": "assistant", "tool_calls": [CALL_A | {"function": called.model_dump()}]},
        {"role": "tool", "tool_call_id": "a", "content": "up"},
    ]
    one, other = (
        ask(roomy_openai, temperature=0, messages=messages) for messages in (back, modern)
    )
    assert one.choices[0].message.content == other.choices[0].message.content


def test_functions_and_tools_are_not_mixed(roomy_openai):
    with pytest.raises(sdk.BadRequestError, match="cannot both be given"):
        ask(roomy_openai, functions=[STATUS["function"]], tools=[NOW])
