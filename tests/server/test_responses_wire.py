"""Responses, seen through OpenAI's own SDK."""

import json
import re
from typing import Literal

import openai as sdk
import pytest
from pydantic import BaseModel

from helpers.pocket import chat
from helpers.pocket.engine import Settings

STATUS = {
    "type": "function",
    "name": "get_status",
    "description": "The state of one service.",
    "parameters": {
        "type": "object",
        "properties": {"service": {"enum": ["mail", "queue"]}},
        "required": ["service"],
        "additionalProperties": False,
    },
    "strict": True,
}
NAMED = {"type": "function", "name": "get_status"}
USER = {"role": "user", "content": "Hello"}


class Ticket(BaseModel):
    kind: Literal["billing", "outage"]
    urgent: bool


def ask(client, **more):
    told = {"model": "roomy", "input": "Hello", "temperature": 0, "max_output_tokens": 30}
    return client.responses.create(**told | more)


def greedy(engine, messages) -> str:
    prompt = chat.prompt_ids(messages, engine.tokenizer)
    return engine.complete([prompt], Settings(temperature=0, max_tokens=30))[0].text


def test_a_reply_is_what_the_engine_says(roomy_openai, roomy):
    reply = ask(roomy_openai)
    assert reply.output_text == greedy(roomy, [USER])
    assert (reply.object, reply.status) == ("response", "incomplete")
    assert reply.incomplete_details.reason == "max_output_tokens"
    prompt = len(chat.prompt_ids([USER], roomy.tokenizer))
    assert (reply.usage.input_tokens, reply.usage.output_tokens) == (prompt, 30)
    assert reply.id.startswith("resp_")
    assert reply._request_id.startswith("req_")


def test_instructions_are_a_system_prompt(roomy_openai, roomy):
    expected = greedy(roomy, [{"role": "system", "content": "Be brief."}, USER])
    assert ask(roomy_openai, instructions="Be brief.").output_text == expected
    developer = {"role": "developer", "content": [{"type": "input_text", "text": "Be brief."}]}
    assert ask(roomy_openai, input=[developer, USER]).output_text == expected


def test_the_output_goes_back_as_input(roomy_openai, roomy):
    first = ask(roomy_openai)
    again = ask(roomy_openai, input=[USER, *first.output, USER])
    said = {"role": "assistant", "content": first.output_text}
    assert again.output_text == greedy(roomy, [USER, said, USER])


def test_a_seed_gives_one_text(roomy_openai):
    def said(seed):
        return ask(roomy_openai, temperature=1, extra_body={"seed": seed}).output_text

    assert said(1) == said(1) != said(2)


def test_a_pydantic_model_comes_back_parsed(roomy_openai):
    told = {"model": "roomy", "input": "Hello", "text_format": Ticket, "max_output_tokens": 200}
    reply = roomy_openai.responses.parse(**told)
    assert isinstance(reply.output_parsed, Ticket)
    assert reply.status == "completed"
    with roomy_openai.responses.stream(**told) as stream:
        assert isinstance(stream.get_final_response().output_parsed, Ticket)


def test_a_tool_that_must_be_called_is_called_and_answered(roomy_openai):
    reply = ask(roomy_openai, tools=[STATUS], tool_choice=NAMED, max_output_tokens=200)
    [call] = reply.output
    assert (call.type, call.name, call.status) == ("function_call", "get_status", "completed")
    assert json.loads(call.arguments)["service"] in ("mail", "queue")
    result = {"type": "function_call_output", "call_id": call.call_id, "output": "up"}
    told = {"input": [USER, call, result], "tools": [STATUS]}
    assert ask(roomy_openai, **told).usage.input_tokens > reply.usage.input_tokens


@pytest.mark.parametrize("told", [{}, {"tools": [STATUS], "tool_choice": "required"}])
def test_a_stream_ends_in_the_whole_response(roomy_openai, told):
    events = list(ask(roomy_openai, stream=True, max_output_tokens=60, **told))
    assert [event.sequence_number for event in events] == list(range(len(events)))
    kinds = [event.type for event in events]
    assert kinds[:3] == ["response.created", "response.in_progress", "response.output_item.added"]
    assert kinds[-2] == "response.output_item.done"
    last, whole = events[-1].response, ask(roomy_openai, max_output_tokens=60, **told)
    assert (last.status, last.usage.output_tokens) == (whole.status, whole.usage.output_tokens)
    ids = {"id", "call_id"}
    shown = [[item.model_dump(exclude=ids) for item in r.output] for r in (last, whole)]
    assert shown[0] == shown[1]
    deltas = "".join(event.delta for event in events if event.type.endswith(".delta"))
    item = whole.output[0]
    assert deltas == (whole.output_text if item.type == "message" else item.arguments)


def test_logprobs_are_those_of_chat(roomy_openai):
    told = {"include": ["message.output_text.logprobs"], "top_logprobs": 3}
    [item] = ask(roomy_openai, **told).output
    chat = roomy_openai.chat.completions.create(
        model="roomy",
        messages=[USER],
        temperature=0,
        max_tokens=30,
        logprobs=True,
        top_logprobs=3,
    )
    said = [each.model_dump() for each in item.content[0].logprobs]
    assert said == [each.model_dump() for each in chat.choices[0].logprobs.content]
    assert len(said) == 30
    events = list(ask(roomy_openai, stream=True, **told))
    deltas = [e for e in events if e.type == "response.output_text.delta"]
    streamed = [token.token for event in deltas for token in event.logprobs]
    assert streamed == [token["token"] for token in said]
    assert events[-1].response.output[0].content[0].logprobs == item.content[0].logprobs
    assert ask(roomy_openai).output[0].content[0].logprobs == []


SAY = {"type": "custom", "name": "say", "description": "Says it."}


def test_a_custom_tool_is_called_with_a_text(roomy_openai):
    form = {"type": "grammar", "syntax": "regex", "definition": "[a-c]{2,5}!"}
    told = {"tools": [SAY | {"format": form}], "tool_choice": {"type": "custom", "name": "say"}}
    whole = ask(roomy_openai, max_output_tokens=200, **told)
    [call] = whole.output
    assert (call.type, call.name) == ("custom_tool_call", "say")
    assert re.fullmatch("[a-c]{2,5}!", call.input)
    *_, done, last = ask(roomy_openai, max_output_tokens=200, stream=True, **told)
    assert done.item.input == last.response.output[0].input == call.input
    result = {"type": "custom_tool_call_output", "call_id": call.call_id, "output": "said"}
    back = ask(roomy_openai, input=[USER, call, result], tools=[SAY])
    assert back.usage.input_tokens > 20


def test_with_truncation_the_oldest_turns_go_and_instructions_stay(roomy_openai):
    turns = [{"role": "user", "content": letter * 1500} for letter in "abc"]
    with pytest.raises(sdk.BadRequestError, match="maximum context length is 4096"):
        ask(roomy_openai, input=turns, instructions="Be brief.")
    cut = ask(roomy_openai, input=turns, instructions="Be brief.", truncation="auto")
    rest = ask(roomy_openai, input=turns[1:], instructions="Be brief.")
    assert (cut.output_text, cut.usage.input_tokens) == (rest.output_text, rest.usage.input_tokens)
    with pytest.raises(sdk.BadRequestError, match="maximum context length"):
        ask(roomy_openai, input="a" * 5000, truncation="auto")


def test_with_tools_and_a_format_the_model_calls_or_answers(roomy_openai):
    told = {"model": "roomy", "input": "Hello", "text_format": Ticket, "tools": [STATUS]}
    reply = roomy_openai.responses.parse(max_output_tokens=300, **told)
    kinds = {item.type for item in reply.output}
    assert isinstance(reply.output_parsed, Ticket) or kinds == {"function_call"}
    forced = roomy_openai.responses.parse(max_output_tokens=300, tool_choice="required", **told)
    assert {item.type for item in forced.output} == {"function_call"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"input": []}, "a list of items that is not empty"),
        ({"input": [{"type": "computer_call"}]}, "computer_call.*not served"),
        ({"input": [{"type": "item_reference", "id": "msg_1"}]}, "Item with id 'msg_1' not found"),
        ({"input": [{"role": "user", "content": [{"type": "input_image"}]}]}, "text only"),
        ({"previous_response_id": "resp_1"}, "Previous response with id 'resp_1' not found"),
        ({"store": "yes"}, "store is .* true or false"),
        ({"background": True}, "background is in OpenAI's API, but this local server does not"),
        ({"include": ["logprobs"]}, "one of .*message.output_text.logprobs"),
        ({"reasoning": {"effort": "some"}}, "one of none, minimal, low"),
        ({"tools": [{"type": "web_search"}]}, "no other tools are served"),
        ({"text": {"format": {"type": "json_schema", "name": "x", "schema": []}}}, "a JSON schema"),
        ({"text": {"format": {"type": "json_object"}}}, "must contain the word 'json'"),
        ({"text": {"verbosity": "loud"}}, "one of low, medium, high"),
        ({"input": [{"type": "function_call_output", "call_id": "a", "output": "x"}]}, "a is not"),
        ({"extra_body": {"tempature": 1}}, "Unknown parameter: 'tempature'"),
        ({"max_output_tokens": 0}, "max_output_tokens is 0"),
        ({"metadata": {"a": 1}}, "metadata cannot be read"),
        ({"metadata": []}, "metadata is"),
    ],
)
def test_what_cannot_be_is_refused(roomy_openai, change, words):
    with pytest.raises((sdk.BadRequestError, sdk.NotFoundError), match=words):
        ask(roomy_openai, **change)
