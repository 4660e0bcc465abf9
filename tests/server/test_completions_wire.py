"""/v1/completions, seen through OpenAI's own SDK: a text goes on, without turns and roles."""

import openai as sdk
import pytest

from helpers.pocket.engine import Settings
from helpers.pocket.tokenizer import BEGIN, special_id

TEXT = "Hello"


def ask(client, **more):
    told = {"model": "roomy", "prompt": TEXT, "max_tokens": 8, "temperature": 0} | more
    return client.completions.create(**told)


def goes_on(engine, text, **settings) -> str:
    ids = [special_id(BEGIN, engine.tokenizer), *engine.tokenizer.encode_ordinary(text)]
    settings = Settings(**{"max_tokens": 8, "temperature": 0} | settings)
    return engine.complete([ids], settings)[0].text


def test_a_text_goes_on_as_the_engine_says(roomy_openai, roomy):
    reply = ask(roomy_openai)
    [choice] = reply.choices
    assert (choice.text, choice.finish_reason, choice.index) == (goes_on(roomy, TEXT), "length", 0)
    assert (reply.object, reply.model, reply.id[:5]) == ("text_completion", "roomy", "cmpl-")
    read = len(TEXT) + 1  # every letter is a token, and there is one that begins a prompt
    assert reply.usage.to_dict() == {
        "prompt_tokens": read,
        "completion_tokens": 8,
        "total_tokens": read + 8,
    }


def test_without_max_tokens_there_are_sixteen(roomy_openai):
    assert ask(roomy_openai, max_tokens=None).usage.completion_tokens == 16


def test_settings_reach_the_engine(roomy_openai, roomy):
    told = {"temperature": 0.7, "seed": 3, "top_p": 0.8, "frequency_penalty": 1.5}
    assert ask(roomy_openai, **told).choices[0].text == goes_on(roomy, TEXT, **told)
    said = goes_on(roomy, TEXT)
    assert ask(roomy_openai, stop=said[3]).choices[0].text == said[: said.index(said[3])]


@pytest.mark.parametrize("as_ids", [False, True])
def test_several_prompts_have_several_replies_each(roomy_openai, roomy, as_ids):
    texts = ["Hello", "Dear all"]
    prompts = [list(text.encode()) for text in texts] if as_ids else texts
    reply = ask(roomy_openai, prompt=prompts, n=2, temperature=1, seed=5)
    said = [choice.text for choice in reply.choices]
    assert [choice.index for choice in reply.choices] == [0, 1, 2, 3]
    firsts = [goes_on(roomy, text, temperature=1, seed=5) for text in texts]
    assert said[::2] == firsts
    assert said[1] != said[0]


def test_one_list_of_ids_is_one_prompt_and_none_is_the_beginning(roomy_openai, roomy):
    assert ask(roomy_openai, prompt=list(TEXT.encode())).choices[0].text == goes_on(roomy, TEXT)
    assert ask(roomy_openai, prompt=None).choices[0].text == goes_on(roomy, "")


def test_an_echo_begins_with_the_prompt(roomy_openai, roomy):
    whole = TEXT + goes_on(roomy, TEXT)
    for prompt in (TEXT, list(TEXT.encode())):
        assert ask(roomy_openai, prompt=prompt, echo=True).choices[0].text == whole
    chunks = ask(roomy_openai, echo=True, stream=True)
    assert "".join(chunk.choices[0].text for chunk in chunks) == whole


def test_logprobs_name_each_token_and_where_it_stands(roomy_openai):
    told = {"logprobs": 2, "logit_bias": {"97": 100}}
    whole = ask(roomy_openai, **told).choices[0].logprobs
    assert whole.tokens == ["a"] * 8
    assert whole.text_offset == list(range(8))
    assert all(len(best) == 2 for best in whole.top_logprobs)
    parts = [c.choices[0].logprobs for c in ask(roomy_openai, stream=True, **told)]
    streamed = [part for part in parts if part]
    assert [token for part in streamed for token in part.tokens] == whole.tokens
    assert [place for part in streamed for place in part.text_offset] == whole.text_offset


def test_the_best_of_several_is_the_likeliest(roomy_openai):
    told = {"temperature": 1, "seed": 4, "logprobs": 0}
    every = ask(roomy_openai, n=6, **told).choices
    best = max(every, key=lambda choice: sum(choice.logprobs.token_logprobs))  # of one length
    [chosen] = ask(roomy_openai, best_of=6, **told).choices
    assert chosen.text == best.text


def test_streamed_text_is_the_whole_text(roomy_openai):
    told = {"n": 2, "temperature": 1, "seed": 6, "max_tokens": 30}
    said = {0: "", 1: ""}
    options = {"stream_options": {"include_usage": True}}
    *chunks, last = ask(roomy_openai, stream=True, **options, **told)
    for chunk in chunks:
        [choice] = chunk.choices
        said[choice.index] += choice.text
    whole = ask(roomy_openai, **told)
    assert list(said.values()) == [choice.text for choice in whole.choices]
    assert (last.choices, last.usage) == ([], whole.usage)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"prompt": []}, "a text, a list of texts, or token ids"),
        ({"prompt": [[]]}, r"prompt\[0\] is \[\]"),
        ({"prompt": [999999]}, "prompt has token 999999; ids go from 0 to 271"),
        ({"suffix": "end"}, "suffix is in OpenAI's API, but this local server does not serve it"),
        ({"echo": True, "logprobs": 1}, "echo together with logprobs"),
        ({"logprobs": 6}, "logprobs is 6"),
        ({"n": 2, "best_of": 1}, "best_of is 1; it must be a whole number from 2"),
        ({"best_of": 2, "stream": True}, "cannot be streamed"),
        ({"prompt": "x" * 5000}, "maximum context length is 4096"),
        ({"extra_body": {"messages": []}}, "Unknown parameter: 'messages'"),
    ],
)
def test_what_cannot_be_is_refused(roomy_openai, change, words):
    with pytest.raises(sdk.BadRequestError, match=words):
        ask(roomy_openai, **change)
