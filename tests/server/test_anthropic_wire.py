"""Messages, count_tokens and Models, seen through Anthropic's own SDK."""

import asyncio
import json

import anthropic as sdk
import httpx2
import pytest

from helpers.pocket import chat
from helpers.pocket.engine import Settings
from helpers.pocket.tokenizer import END, special_id
from helpers.server import anthropic_replies, anthropic_wire

HELLO = [{"role": "user", "content": "Hello"}]
GREEDY = {"extra_body": {"temperature": 0}}  # the SDK's create() has no argument for it


def ask(client, **more):
    return client.messages.create(**{"model": "tiny", "messages": HELLO, "max_tokens": 8} | more)


def text(reply) -> str:
    return reply.content[0].text


def greedy(engine, messages, **settings) -> str:
    """What the engine says to these messages at temperature 0."""
    prompt = chat.prompt_ids(messages, engine.tokenizer)
    settings = Settings(temperature=0, **({"max_tokens": 8} | settings))
    return engine.complete([prompt], settings)[0].text


def test_a_reply_is_what_the_engine_says(anthropic, engine):
    reply = ask(anthropic, **GREEDY)
    assert text(reply) == greedy(engine, HELLO)
    assert (reply.type, reply.role, reply.model) == ("message", "assistant", "tiny")
    assert (reply.stop_reason, reply.stop_sequence) == ("max_tokens", None)
    assert reply.id.startswith("msg_")
    assert reply._request_id.startswith("req_")


def test_usage_counts_prompt_and_reply(anthropic, engine):
    usage = ask(anthropic, **GREEDY).usage
    prompt = len(chat.prompt_ids(HELLO, engine.tokenizer))
    assert (usage.input_tokens, usage.output_tokens) == (prompt, 8)
    assert anthropic.messages.count_tokens(model="tiny", messages=HELLO).input_tokens == prompt


def test_cached_tokens_are_told_apart_where_cache_control_asks_for_it(anthropic):
    long = [{"role": "user", "content": "one beginning of many prompts, " * 3}]
    ask(anthropic, messages=long)
    plain = ask(anthropic, messages=long).usage
    assert (plain.cache_read_input_tokens, plain.cache_creation_input_tokens) == (0, 0)
    first, second = (
        ask(anthropic, messages=long, cache_control={"type": "ephemeral"}).usage for _ in range(2)
    )
    written = first.cache_creation_input_tokens
    assert written == second.cache_read_input_tokens > 90
    assert (first.cache_read_input_tokens, second.cache_creation_input_tokens) == (0, 0)
    assert {u.input_tokens + written for u in (first, second)} == {plain.input_tokens}


SETTINGS = {"top_k": {"top_k": 1}, "top_p": {"top_p": 0}}


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
def test_the_smallest_choice_is_the_most_likely_token(anthropic, engine, settings):
    assert text(ask(anthropic, extra_body=settings)) == greedy(engine, HELLO)


def test_the_system_prompt_is_a_string_or_blocks(anthropic, engine):
    expected = greedy(engine, [{"role": "system", "content": "Be brief."}, *HELLO])
    block = {"type": "text", "text": "Be brief.", "cache_control": {"type": "ephemeral"}}
    for system in ("Be brief.", [block]):
        assert text(ask(anthropic, system=system, **GREEDY)) == expected
    assert expected != greedy(engine, HELLO)


def test_neighbours_of_one_role_are_one_turn(anthropic, engine):
    turns = [{"role": "user", "content": "Hello"}, {"role": "user", "content": "there"}]
    blocks = [
        {"role": "user", "content": [{"type": "text", "text": t} for t in ("Hello", "there")]}
    ]
    expected = greedy(engine, [{"role": "user", "content": "Hello\nthere"}])
    assert text(ask(anthropic, messages=turns, **GREEDY)) == expected
    assert text(ask(anthropic, messages=blocks, **GREEDY)) == expected


def test_a_last_assistant_message_is_a_prefill(anthropic, engine):
    messages = [*HELLO, {"role": "assistant", "content": "Dear"}]
    assert text(ask(anthropic, messages=messages, **GREEDY)) == greedy(engine, messages)


def test_a_reply_can_be_sent_back_as_it_came(anthropic):
    first = ask(anthropic, extra_body={"temperature": 0, "top_k": 1})
    messages = [*HELLO, {"role": "assistant", "content": first.content}, *HELLO]
    assert ask(anthropic, messages=messages).usage.input_tokens > first.usage.input_tokens


def test_a_stop_sequence_and_a_full_window_are_told_apart(anthropic, engine):
    said = greedy(engine, HELLO)
    stopped = ask(anthropic, stop_sequences=[said[2:4]], **GREEDY)
    assert (stopped.stop_reason, stopped.stop_sequence) == ("stop_sequence", said[2:4])
    assert text(stopped) == said[: said.index(said[2:4])]
    full = ask(anthropic, max_tokens=1000, **GREEDY)
    assert full.stop_reason == "model_context_window_exceeded"
    assert full.usage.input_tokens + full.usage.output_tokens == 128


def test_the_models_own_end_is_the_end_of_the_turn(engine):
    always_end = Settings(logit_bias={special_id(END, engine.tokenizer): 100})
    [completion] = engine.complete([[1, 2, 3]], always_end)
    asked = anthropic_wire.ask({"model": "tiny", "messages": HELLO, "max_tokens": 1})
    assert anthropic_replies.stopped(asked, None, completion)["stop_reason"] == "end_turn"


def test_streamed_text_is_the_whole_text(anthropic, engine):
    told = {"model": "tiny", "messages": HELLO, "max_tokens": 30} | GREEDY
    with anthropic.messages.stream(**told) as stream:
        said = "".join(stream.text_stream)
        final = stream.get_final_message()
    assert said == text(final) == greedy(engine, HELLO, max_tokens=30)
    assert final.usage.output_tokens == 30
    assert final.stop_reason == "max_tokens"


def test_the_events_of_a_stream_have_their_names_and_order(anthropic):
    kinds = [event.type for event in ask(anthropic, stream=True, **GREEDY)]
    assert kinds[:2] == ["message_start", "content_block_start"]
    assert kinds[-3:] == ["content_block_stop", "message_delta", "message_stop"]
    assert set(kinds[2:-3]) == {"content_block_delta"}


def test_async_calls_run_side_by_side(url, engine):
    async def many():
        async with sdk.AsyncAnthropic(base_url=url, api_key="any", max_retries=0) as client:
            replies = await asyncio.gather(*(ask(client, **GREEDY) for _ in range(20)))
            events = [event async for event in await ask(client, stream=True, **GREEDY)]
            streamed = [e.delta.text for e in events if e.type == "content_block_delta"]
            return {text(reply) for reply in replies}, "".join(streamed)

    assert asyncio.run(many()) == ({greedy(engine, HELLO)}, greedy(engine, HELLO))


def test_models_are_listed(anthropic):
    assert [model.id for model in anthropic.models.list()] == ["tiny"]
    assert anthropic.models.retrieve("tiny").type == "model"


ERRORS = [
    (sdk.NotFoundError, {"model": "claude"}, "Models here: tiny"),
    (sdk.BadRequestError, {"messages": []}, "at least one message"),
    (sdk.BadRequestError, {"container": "x"}, "does not serve it"),
]


@pytest.mark.parametrize(("kind", "change", "words"), ERRORS)
def test_errors_are_the_sdks_own(anthropic, kind, change, words):
    with pytest.raises(kind, match=words) as caught:
        ask(anthropic, **change)
    assert caught.value.request_id == caught.value.body["request_id"]


def test_a_base_url_with_v1_is_explained(url):
    client = sdk.Anthropic(base_url=f"{url}/v1", api_key="any", max_retries=0)
    with pytest.raises(sdk.NotFoundError, match="its base URL ends without /v1"):
        ask(client)


def test_a_text_block_has_the_fields_that_the_vendors_has_and_no_others(url):
    """A null beside them is one too many: the Vercel AI SDK refuses the whole reply."""
    told = {"model": "tiny", "messages": HELLO, "max_tokens": 2}
    headers = {"x-api-key": "any", "anthropic-version": "2023-06-01"}
    with httpx2.Client(base_url=url, headers=headers, trust_env=False) as client:
        [block] = client.post("/v1/messages", json=told).json()["content"]
        lines = client.post("/v1/messages", json=told | {"stream": True}).text.splitlines()
    data = [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: ")]
    [start] = [each["content_block"] for each in data if each["type"] == "content_block_start"]
    assert set(block) == set(start) == {"type", "text"}
