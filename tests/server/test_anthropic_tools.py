"""Tools and structured output in Messages, seen through Anthropic's own SDK."""

import json
from typing import Literal

import anthropic as sdk
import pytest
from anthropic import beta_tool
from pydantic import BaseModel, Field

HELLO = [{"role": "user", "content": "Is the mail up?"}]
STATUS = {
    "name": "get_status",
    "description": "The state of one service.",
    "input_schema": {
        "type": "object",
        "properties": {"service": {"enum": ["mail", "queue"]}},
        "required": ["service"],
        "additionalProperties": False,
    },
}
NOW = {"name": "now", "input_schema": {"type": "object", "additionalProperties": False}}
NOTE = {
    "name": "note",
    "input_schema": {
        "type": "object",
        "properties": {"text": {"type": "string", "minLength": 300}},
        "required": ["text"],
    },
}
NAMED = {"type": "tool", "name": "get_status"}
ANY = {"type": "any"}


class Answer(BaseModel):
    up: bool
    why: Literal["mail", "queue"]


def ask(client, **more):
    told = {"model": "roomy", "messages": HELLO, "max_tokens": 200}
    return client.messages.create(**told | {"extra_body": {"temperature": 0}} | more)


def test_a_tool_that_must_be_called_is_called(roomy_anthropic):
    reply = ask(roomy_anthropic, tools=[NOW, STATUS], tool_choice=NAMED)
    [block] = reply.content
    assert (reply.stop_reason, block.type, block.name) == ("tool_use", "tool_use", "get_status")
    assert block.input["service"] in ("mail", "queue")
    assert block.id.startswith("toolu_")


def test_one_of_the_tools_and_one_call(roomy_anthropic):
    told = {"tools": [NOW, STATUS], "tool_choice": ANY | {"disable_parallel_tool_use": True}}
    [block] = ask(roomy_anthropic, **told).content
    assert block.name in ("now", "get_status")


def test_with_auto_the_model_decides(roomy_anthropic):
    reply = ask(roomy_anthropic, tools=[NOW])
    assert [block.type for block in reply.content] == ["text"]
    assert reply.stop_reason == "max_tokens"


def test_with_none_the_model_knows_of_no_tools(roomy_anthropic):
    told = ask(roomy_anthropic, tools=[NOW], tool_choice={"type": "none"})
    plain = ask(roomy_anthropic)
    assert (told.content, told.usage.input_tokens) == (plain.content, plain.usage.input_tokens)


def test_tools_count_as_prompt(roomy_anthropic):
    def count(**more):
        counted = roomy_anthropic.messages.count_tokens(model="roomy", messages=HELLO, **more)
        return counted.input_tokens

    assert count(tools=[NOW]) == count() + len("now()") + 2
    assert ask(roomy_anthropic, tools=[NOW]).usage.input_tokens == count(tools=[NOW])


@pytest.mark.parametrize("told", [{"tool_choice": NAMED}, {"tool_choice": ANY}, {}])
def test_streamed_blocks_are_the_whole_blocks(roomy_anthropic, told):
    told = {"model": "roomy", "messages": HELLO, "tools": [STATUS], "max_tokens": 40} | told
    greedy = {"extra_body": {"temperature": 0}}
    with roomy_anthropic.messages.stream(**told, **greedy) as stream:
        kinds = [event.type for event in stream]
        final = stream.get_final_message()
    whole = roomy_anthropic.messages.create(**told, **greedy)
    shown = [
        [block.model_dump(exclude={"id"}, exclude_none=True) for block in message.content]
        for message in (final, whole)
    ]
    assert shown[0] == shown[1]
    assert final.stop_reason == whole.stop_reason
    assert kinds.count("content_block_start") == kinds.count("content_block_stop")


def test_the_events_of_a_call_have_their_order(roomy_anthropic):
    events = list(ask(roomy_anthropic, tools=[STATUS], tool_choice=NAMED, stream=True))
    start, *deltas, stop, delta, last = events[1:]
    assert (start.type, start.content_block.input) == ("content_block_start", {})
    assert {each.delta.type for each in deltas} == {"input_json_delta"}
    assert (stop.type, last.type) == ("content_block_stop", "message_stop")
    assert delta.delta.stop_reason == "tool_use"


def test_a_call_that_max_tokens_cuts_off_holds_what_there_is(roomy_anthropic):
    reply = ask(roomy_anthropic, tools=[NOTE], tool_choice=ANY, max_tokens=30)
    assert reply.stop_reason == "max_tokens"
    assert set(reply.content[0].input) == {"text"}


def test_a_reply_with_a_call_and_its_result_go_back(roomy_anthropic):
    reply = ask(roomy_anthropic, tools=[STATUS], tool_choice=NAMED)
    [block] = reply.content
    for content in ("up", [{"type": "text", "text": "up"}], None):
        result = {"type": "tool_result", "tool_use_id": block.id, "content": content}
        results = {"role": "user", "content": [result, {"type": "text", "text": "And now?"}]}
        messages = [*HELLO, {"role": "assistant", "content": reply.content}, results]
        assert ask(roomy_anthropic, tools=[STATUS], messages=messages).usage.input_tokens > 50


def test_results_go_back_in_the_order_of_the_calls(roomy_anthropic):
    calls = [{"type": "tool_use", "id": id, "name": "now", "input": {}} for id in "ab"]
    results = [{"type": "tool_result", "tool_use_id": id, "content": id} for id in "ab"]
    said = set()
    for order in (results, results[::-1]):
        turns = [{"role": "assistant", "content": calls}, {"role": "user", "content": order}]
        said.add(ask(roomy_anthropic, tools=[NOW], messages=[*HELLO, *turns]).content[0].text)
    assert len(said) == 1


def test_a_pydantic_model_comes_back_parsed(roomy_anthropic):
    reply = roomy_anthropic.messages.parse(
        model="roomy", messages=HELLO, max_tokens=200, output_format=Answer
    )
    assert isinstance(reply.parsed_output, Answer)


class Defaulted(BaseModel):
    up: bool
    note: Literal["fine"] | None = None
    tags: list[Literal["a", "b"]] = Field(default_factory=list, max_length=2)


class Tree(BaseModel):
    n: int
    kids: list["Tree"] = []


@pytest.mark.parametrize("kind", [Defaulted, Tree])
def test_a_model_with_defaults_comes_back_parsed(roomy_anthropic, kind):
    for seed in range(3):
        reply = roomy_anthropic.messages.parse(
            model="roomy", messages=HELLO, max_tokens=3000, output_format=kind
        )
        assert isinstance(reply.parsed_output, kind), seed


def test_with_tools_and_a_format_the_model_calls_or_answers(roomy_anthropic):
    told = {"model": "roomy", "messages": HELLO, "max_tokens": 400, "output_format": Answer}
    seen = set()
    for _ in range(30):
        reply = roomy_anthropic.messages.parse(**told, tools=[NOW])
        seen.add(reply.stop_reason)
        if reply.stop_reason == "end_turn":
            assert isinstance(reply.parsed_output, Answer)
        elif reply.stop_reason == "tool_use":
            assert {block.name for block in reply.content} == {"now"}
    assert "end_turn" in seen
    forced = roomy_anthropic.messages.parse(**told, tools=[NOW], tool_choice=ANY)
    assert forced.stop_reason == "tool_use"


def test_the_tool_runner_runs(roomy_anthropic):
    asked = []

    @beta_tool
    def get_status(service: Literal["mail", "queue"]) -> str:
        """The state of one service."""
        asked.append(service)
        return "up"

    runner = roomy_anthropic.beta.messages.tool_runner(
        model="roomy",
        messages=HELLO,
        max_tokens=200,
        tools=[get_status],
        tool_choice=ANY | {"disable_parallel_tool_use": True},
        max_iterations=2,
    )
    replies = list(runner)
    assert replies[0].stop_reason == "tool_use"
    assert set(asked) <= {"mail", "queue"}
    assert asked


def test_a_thread_is_refused_as_the_sdk_understands_it(roomy_anthropic):
    with pytest.raises(sdk.BadRequestError) as caught:
        roomy_anthropic.beta.messages.create(
            model="roomy", messages=HELLO, max_tokens=5, thread={"type": "create"}
        )
    details = caught.value.body["error"]["details"]
    assert details["error_code"] == "thread_unsupported_request"


def test_a_field_of_the_beta_is_known_as_one(roomy_anthropic):
    edits = [{"type": "compact_20260112", "trigger": {"type": "input_tokens", "value": 100}}]
    for more in ({"compaction": {"type": "x"}}, {"context_management": {"edits": edits}}):
        with pytest.raises(sdk.BadRequestError, match="is in Anthropic's API, but this local"):
            ask(roomy_anthropic, **{"extra_body": more})


def test_the_formats_first_name_is_served(roomy_anthropic):
    schema = {"type": "object", "properties": {"up": {"const": True}}, "required": ["up"]}
    wanted = {"type": "json_schema", "schema": schema | {"additionalProperties": False}}
    reply = ask(roomy_anthropic, extra_body={"output_format": wanted})
    assert json.loads(reply.content[0].text) == {"up": True}


CALL_A = {
    "role": "assistant",
    "content": [{"type": "tool_use", "id": "a", "name": "f", "input": {}}],
}
RESULT_B = {"type": "tool_result", "tool_use_id": "b", "content": "x"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"messages": [{"role": "user", "content": [RESULT_B]}]}, "unexpected .*: b"),
        ({"messages": [*HELLO, CALL_A, {"role": "user", "content": [RESULT_B]}]}, "unexpected"),
        ({"messages": [*HELLO, CALL_A]}, "without `tool_result` blocks immediately after: a"),
        ({"messages": [*HELLO, CALL_A, *HELLO]}, "without `tool_result` blocks"),
        ({"tools": [NOW, NOW]}, "must be unique"),
        ({"tools": [{"type": "web_search_20250305", "name": "web_search"}]}, "only your own tools"),
        ({"tools": [{"name": "x"}]}, "input_schema is null"),
        ({"tools": [NOW], "tool_choice": {"type": "maybe"}}, "auto, any, tool, none"),
        ({"tools": [NOW], "tool_choice": NAMED}, '"get_status" is not in tools'),
        ({"tool_choice": ANY}, "only be specified while providing tools"),
        ({"output_config": {"effort": "some"}}, "one of low, medium, high"),
        (
            {"output_config": {"format": {"type": "json_schema", "schema": {"type": "object"}}}},
            "'additionalProperties' is required",
        ),
    ],
)
def test_what_cannot_be_is_refused(roomy_anthropic, change, words):
    with pytest.raises(sdk.BadRequestError, match=words):
        ask(roomy_anthropic, **change)
