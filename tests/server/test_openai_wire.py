"""Chat Completions and Models, seen through OpenAI's own SDK."""

import asyncio
import math

import openai as sdk
import pytest

from helpers.pocket import chat
from helpers.pocket.engine import Settings
from helpers.pocket.tokenizer import END, special_id

HELLO = [{"role": "user", "content": "Hello"}]
A, B = ord("a"), ord("b")


def ask(client, **more):
    told = {"model": "tiny", "messages": HELLO, "max_tokens": 8, "seed": 2} | more
    return client.chat.completions.create(**told)


def text(reply) -> str:
    return reply.choices[0].message.content


def prompt_ids(engine, messages=HELLO):
    return chat.prompt_ids(messages, engine.tokenizer)


def test_a_reply_is_what_the_engine_says(openai, engine):
    reply = ask(openai, seed=7)
    [same] = engine.complete([prompt_ids(engine)], Settings(max_tokens=8, seed=7))
    assert (text(reply), reply.choices[0].finish_reason) == (same.text, "length")
    assert (reply.object, reply.model) == ("chat.completion", "tiny")
    assert reply.system_fingerprint == "fp_0123456789"
    assert reply.id.startswith("chatcmpl-")
    assert reply._request_id.startswith("req_")


def test_usage_counts_prompt_and_reply(openai, engine):
    usage = ask(openai, n=3, logit_bias={A: 100}).usage
    prompt = len(prompt_ids(engine))
    assert (usage.prompt_tokens, usage.completion_tokens) == (prompt, 24)
    assert usage.total_tokens == prompt + 24


def test_usage_says_how_much_of_the_prompt_was_known(openai):
    long = [{"role": "user", "content": "the same beginning of every prompt, " * 2}]
    first, second = (ask(openai, messages=long).usage for _ in range(2))
    assert first.prompt_tokens_details.cached_tokens == 0
    assert 0 < second.prompt_tokens_details.cached_tokens < second.prompt_tokens


SETTINGS = {
    "temperature": {"temperature": 0.5},
    "top_p": {"top_p": 0.3},
    "presence_penalty": {"presence_penalty": 2.0},
    "frequency_penalty": {"frequency_penalty": -2.0},
    "logit_bias": {"logit_bias": {A: 5}},
    "top_k": {"top_k": 3},
    "min_p": {"min_p": 0.2},
    "repetition_penalty": {"repetition_penalty": 1.7},
    "stop": {"stop": ("a", "e")},
}


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
def test_every_setting_reaches_the_engine(openai, engine, settings):
    reply = ask(openai, seed=3, max_tokens=40, extra_body=settings)
    told = Settings(max_tokens=40, seed=3, **settings)
    [same] = engine.complete([prompt_ids(engine)], told)
    assert text(reply) == same.text


def test_top_p_zero_leaves_the_most_likely_token(openai):
    assert text(ask(openai, top_p=0)) == text(ask(openai, temperature=0))


def test_max_tokens_has_two_names(openai):
    old = ask(openai, seed=1, max_tokens=5)
    new = ask(openai, seed=1, max_tokens=None, max_completion_tokens=5)
    assert text(old) == text(new)
    assert new.usage.completion_tokens == 5


def test_without_max_tokens_the_window_is_the_limit(openai):
    for limit in (None, 100_000):
        reply = ask(openai, max_tokens=limit, logit_bias={A: 100})
        assert (reply.usage.total_tokens, reply.choices[0].finish_reason) == (128, "length")


def test_the_end_token_finishes_with_stop_and_is_no_text(openai, engine):
    reply = ask(openai, logit_bias={special_id(END, engine.tokenizer): 100}, logprobs=True)
    choice = reply.choices[0]
    assert (choice.finish_reason, choice.message.content) == ("stop", "")
    assert (reply.usage.completion_tokens, choice.logprobs.content) == (1, [])


@pytest.mark.parametrize("stop", ["aaa", ["zzz", "aaa"]])
def test_a_stop_string_is_cut_off(openai, stop):
    reply = ask(openai, logit_bias={A: 100}, stop=stop)
    assert (text(reply), reply.choices[0].finish_reason) == ("", "stop")


def test_n_replies_differ_and_come_again_with_the_seed(openai):
    first, second = (ask(openai, n=4, seed=5) for _ in range(2))
    said = [choice.message.content for choice in first.choices]
    assert len(set(said)) == 4
    assert said == [choice.message.content for choice in second.choices]
    assert [choice.index for choice in first.choices] == [0, 1, 2, 3]
    assert said[0] == text(ask(openai, seed=5))


def test_the_replies_of_neighbouring_seeds_are_not_shared(openai):
    said = [c.message.content for seed in range(3) for c in ask(openai, n=3, seed=seed).choices]
    assert len(set(said)) == 9


def test_logprobs_are_those_of_the_unmodified_distribution(openai):
    reply = ask(openai, logprobs=True, top_logprobs=20, temperature=0, logit_bias={A: 100})
    content = reply.choices[0].logprobs.content
    assert [(token.token, token.bytes) for token in content] == [("a", [A])] * 8
    for token in content:
        best = [top.logprob for top in token.top_logprobs]
        assert best == sorted(best, reverse=True)
        assert len(best) == 20
        assert sum(math.exp(logprob) for logprob in best) <= 1
        assert token.logprob < best[0]  # the bias chose it, not the model


def test_logprobs_come_only_when_asked_for(openai):
    assert ask(openai).choices[0].logprobs is None
    assert ask(openai, logprobs=True).choices[0].logprobs.content[0].top_logprobs == []


def test_a_token_that_is_half_a_character_is_shown_with_its_bytes(openai):
    reply = ask(openai, logprobs=True, logit_bias={0xC3: 100}, max_tokens=1)
    [token] = reply.choices[0].logprobs.content
    assert (token.token, token.bytes) == ("�", [0xC3])


def test_content_may_be_a_list_of_text_parts(openai):
    parts = [{"type": "text", "text": "Hel"}, {"type": "text", "text": "lo"}]
    listed = ask(openai, temperature=0, messages=[{"role": "user", "content": parts}])
    plain = ask(openai, temperature=0, messages=[{"role": "user", "content": "Hel\nlo"}])
    assert (text(listed), listed.usage.prompt_tokens) == (text(plain), plain.usage.prompt_tokens)


def test_developer_is_another_word_for_system(openai):
    said = {
        text(ask(openai, temperature=0, messages=[{"role": role, "content": "Be brief."}, *HELLO]))
        for role in ("system", "developer")
    }
    assert len(said) == 1
    assert said != {text(ask(openai, temperature=0))}


def test_a_last_assistant_message_is_a_prefill(openai, engine):
    messages = [*HELLO, {"role": "assistant", "content": "Dear"}]
    [same] = engine.complete([prompt_ids(engine, messages)], Settings(max_tokens=8, temperature=0))
    assert text(ask(openai, temperature=0, messages=messages)) == same.text


def test_a_reply_can_be_sent_back_as_it_came(openai):
    first = ask(openai, logit_bias={A: 100}).choices[0].message
    for message in (first, first.model_dump()):
        assert ask(openai, messages=[*HELLO, message, *HELLO]).usage.prompt_tokens > 20


def test_harmless_fields_are_accepted(openai):
    ask(
        openai,
        user="me",
        metadata={"run": "1"},
        store=False,
        service_tier="auto",
        response_format={"type": "text"},
        presence_penalty=None,
        extra_body={"stream": None, "logit_bias": None},
    )


@pytest.mark.parametrize("content", ["", "<|end|>", "日本語 🤖 é", "\0"])
def test_any_text_survives_the_trip(openai, engine, content):
    messages = [{"role": "user", "content": content}]
    usage = ask(openai, messages=messages).usage
    assert usage.prompt_tokens == len(prompt_ids(engine, messages))


def test_streamed_text_is_the_whole_text(openai):
    whole = ask(openai, seed=2, max_tokens=60)
    chunks = list(ask(openai, seed=2, max_tokens=60, stream=True))
    said = "".join(chunk.choices[0].delta.content or "" for chunk in chunks)
    assert said == text(whole)
    assert chunks[0].choices[0].delta.role == "assistant"
    assert [c.choices[0].finish_reason for c in chunks] == [None] * (len(chunks) - 1) + [
        whole.choices[0].finish_reason
    ]
    assert len({(c.id, c.model, c.system_fingerprint) for c in chunks}) == 1
    assert all(chunk.usage is None for chunk in chunks)


def test_the_usage_of_a_stream_comes_last_and_alone(openai):
    *chunks, last = ask(openai, stream=True, stream_options={"include_usage": True})
    assert (last.choices, last.usage.completion_tokens) == ([], 8)
    assert all(chunk.choices and chunk.usage is None for chunk in chunks)


def test_a_stream_carries_logprobs_and_several_replies(openai):
    whole = ask(openai, n=3, seed=4, logprobs=True, top_logprobs=2)
    said, tokens = {0: "", 1: "", 2: ""}, {0: [], 1: [], 2: []}
    for chunk in ask(openai, n=3, seed=4, logprobs=True, top_logprobs=2, stream=True):
        [choice] = chunk.choices
        said[choice.index] += choice.delta.content or ""
        if choice.logprobs:
            tokens[choice.index] += choice.logprobs.content
    for choice in whole.choices:
        assert said[choice.index] == choice.message.content
        assert tokens[choice.index] == choice.logprobs.content


def test_the_sdks_own_stream_helper_works(openai):
    told = {"model": "tiny", "messages": HELLO, "seed": 2, "stop": text(ask(openai, seed=2))[4]}
    with openai.chat.completions.stream(**told) as stream:
        final = stream.get_final_completion()
    assert text(final) == text(ask(openai, **told))


def test_async_calls_run_side_by_side(url, openai):
    async def many():
        async with sdk.AsyncOpenAI(base_url=f"{url}/v1", api_key="any", max_retries=0) as client:
            whole = [ask(client, seed=seed) for seed in range(30)]
            stream = await ask(client, seed=0, stream=True)
            said = [chunk.choices[0].delta.content or "" async for chunk in stream]
            return [text(reply) for reply in await asyncio.gather(*whole)], "".join(said)

    replies, streamed = asyncio.run(many())
    assert replies == [text(ask(openai, seed=seed)) for seed in range(30)]
    assert streamed == replies[0]


def test_models_are_listed(openai):
    assert [model.id for model in openai.models.list()] == ["tiny"]
    assert openai.models.retrieve("tiny").object == "model"


ERRORS = [
    (sdk.NotFoundError, {"model": "gpt-5"}, "Models here: tiny"),
    (sdk.BadRequestError, {"messages": []}, "empty"),
    (sdk.BadRequestError, {"extra_body": {"tempature": 1}}, "Unknown parameter: 'tempature'"),
]


@pytest.mark.parametrize(("kind", "change", "words"), ERRORS)
def test_errors_are_the_sdks_own(openai, kind, change, words):
    with pytest.raises(kind, match=words) as caught:
        ask(openai, **change)
    assert caught.value.request_id.startswith("req_")
    assert caught.value.type == "invalid_request_error"


def test_what_is_not_served_says_so(openai):
    with pytest.raises(sdk.NotFoundError, match="/v1/moderations is not served here"):
        openai.moderations.create(input="Hello")
    with pytest.raises(sdk.NotFoundError, match="Response with id 'resp_1' not found"):
        openai.responses.retrieve("resp_1")


def test_a_base_url_without_v1_is_explained(url):
    client = sdk.OpenAI(base_url=url, api_key="any", max_retries=0)
    with pytest.raises(sdk.NotFoundError, match="its base URL ends with /v1"):
        ask(client)
