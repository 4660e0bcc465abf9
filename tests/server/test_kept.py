"""Responses that the server keeps: OpenAI's own SDK goes on from one."""

import openai as sdk
import pytest

from helpers.server import kept

FIRST, SECOND = "Hello", "And you?"
NOW = {"type": "function", "name": "now", "parameters": None, "strict": False}


def ask(client, text, **more):
    told = {"model": "roomy", "temperature": 0, "max_output_tokens": 12}
    return client.responses.create(input=text, **told | more)


def whole(*turns):
    """The same conversation as items, user and assistant by turns."""
    roles = ("user", "assistant")
    return [{"role": roles[i % 2], "content": text} for i, text in enumerate(turns)]


def test_a_request_goes_on_from_a_response(roomy_openai):
    one = ask(roomy_openai, FIRST)
    two = ask(roomy_openai, SECOND, previous_response_id=one.id)
    three = ask(roomy_openai, FIRST, previous_response_id=two.id)
    told = [FIRST, one.output_text, SECOND]
    assert two.output_text == ask(roomy_openai, whole(*told)).output_text
    told += [two.output_text, FIRST]
    assert three.output_text == ask(roomy_openai, whole(*told)).output_text
    assert (two.previous_response_id, one.previous_response_id) == (one.id, None)


def test_a_conversation_may_go_on_in_two_ways(roomy_openai):
    one = ask(roomy_openai, FIRST)
    ask(roomy_openai, "Something else", previous_response_id=one.id)
    again = ask(roomy_openai, SECOND, previous_response_id=one.id)
    assert again.output_text == ask(roomy_openai, whole(FIRST, one.output_text, SECOND)).output_text


def test_instructions_are_not_carried_over(roomy_openai):
    one = ask(roomy_openai, FIRST, instructions="Be brief.")
    two = ask(roomy_openai, SECOND, previous_response_id=one.id)
    assert two.output_text == ask(roomy_openai, whole(FIRST, one.output_text, SECOND)).output_text
    assert two.instructions is None


def test_the_result_of_a_call_is_enough_to_go_on(roomy_openai):
    told = {"tools": [NOW], "max_output_tokens": 60}
    one = ask(roomy_openai, FIRST, tool_choice="required", parallel_tool_calls=False, **told)
    [call] = one.output
    result = [{"type": "function_call_output", "call_id": call.call_id, "output": "12:00"}]
    two = ask(roomy_openai, result, previous_response_id=one.id, **told)
    same = ask(roomy_openai, [*whole(FIRST), call, *result], **told)
    assert two.usage.input_tokens == same.usage.input_tokens
    with pytest.raises(sdk.BadRequestError, match="did not have response messages"):
        ask(roomy_openai, SECOND, previous_response_id=one.id)


@pytest.mark.parametrize("stream", [False, True])
def test_a_response_can_be_got_again(roomy_openai, stream):
    reply = ask(roomy_openai, FIRST, stream=stream, metadata={"run": "7"})
    if stream:
        reply = list(reply)[-1].response
    again = roomy_openai.responses.retrieve(reply.id)
    assert again.model_dump() == reply.model_dump()
    assert again.store is True
    [item] = roomy_openai.responses.input_items.list(reply.id).data
    assert (item.role, item.content[0].text) == ("user", FIRST)


def test_what_is_not_to_be_kept_is_not(roomy_openai):
    reply = ask(roomy_openai, FIRST, store=False)
    with pytest.raises(sdk.NotFoundError, match=f"Response with id '{reply.id}' not found"):
        roomy_openai.responses.retrieve(reply.id)
    with pytest.raises(sdk.BadRequestError, match="Previous response") as caught:
        ask(roomy_openai, SECOND, previous_response_id=reply.id)
    assert caught.value.code == "previous_response_not_found"


def test_a_response_that_was_deleted_is_gone(roomy_openai):
    reply = ask(roomy_openai, FIRST)
    roomy_openai.responses.delete(reply.id)
    for call in (roomy_openai.responses.retrieve, roomy_openai.responses.delete):
        with pytest.raises(sdk.NotFoundError):
            call(reply.id)


def test_an_item_can_be_referred_to_by_its_id(roomy_openai):
    one = ask(roomy_openai, FIRST)
    told = [*whole(FIRST), {"type": "item_reference", "id": one.output[0].id}, *whole(SECOND)]
    named = ask(roomy_openai, told)
    spelled = ask(roomy_openai, whole(FIRST, one.output_text, SECOND))
    assert named.output_text == spelled.output_text


def test_only_the_newest_are_kept(roomy_openai, monkeypatch):
    monkeypatch.setattr(kept, "MOST", 2)
    ids = [ask(roomy_openai, FIRST).id for _ in range(3)]
    with pytest.raises(sdk.NotFoundError):
        roomy_openai.responses.retrieve(ids[0])
    assert [roomy_openai.responses.retrieve(id).id for id in ids[1:]] == ids[1:]


def test_tokens_are_counted_before_they_are_sent(roomy_openai):
    one = ask(roomy_openai, FIRST)
    for more in ({}, {"previous_response_id": one.id}, {"tools": [NOW]}):
        counted = roomy_openai.responses.input_tokens.count(model="roomy", input=SECOND, **more)
        assert counted.input_tokens == ask(roomy_openai, SECOND, **more).usage.input_tokens
