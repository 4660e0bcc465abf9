"""The engine: transformers' greedy text, one text per seed, stops, streams and threads."""

import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from helpers.pocket import MODELS, WEIGHTS
from helpers.pocket.engine import BATCH, Engine, Settings
from helpers.pocket.network import Network

GREEDY = Settings(temperature=0, max_tokens=20)
SEEDED = [Settings(seed=number, max_tokens=12 + number) for number in range(20)]
ROOT = Path(__file__).parents[2]


def random_prompts(engine, n, low=3, high=90):
    generator = np.random.default_rng(n)
    lengths = generator.integers(low, high, n)
    return [generator.integers(0, engine.config.vocab_size, size).tolist() for size in lengths]


def texts(completions):
    return [completion.ids for completion in completions]


def top_logits(model, prompt, reply):
    """transformers' logits for each token of a reply: (tokens, vocabulary)."""
    import torch

    with torch.no_grad():
        return model(torch.tensor([[*prompt, *reply]])).logits[0, len(prompt) - 1 : -1].numpy()


def test_greedy_ids_are_those_of_transformers_but_where_two_are_nearly_equal(llama, shipped_shape):
    engine = Engine.load(shipped_shape)
    model = llama(vars(engine.config), shipped_shape)
    prompts = random_prompts(engine, 6, high=150)
    replies = texts(engine.complete(prompts, GREEDY))
    logits = np.concatenate(list(map(top_logits, [model] * 6, prompts, replies)))
    lost = logits.max(axis=1) - logits[np.arange(len(logits)), np.concatenate(replies)]
    assert np.mean(lost == 0) > 0.8  # random weights: the best two are often close
    assert lost.max() < 0.4


def test_a_seed_gives_one_text_alone_and_in_any_company(tiny):
    engine = Engine.load(tiny)
    prompts = random_prompts(engine, len(SEEDED))
    together = texts(engine.complete(prompts, SEEDED))
    assert len(set(together)) == len(SEEDED)
    alone = [
        texts(Engine.load(tiny).complete([prompt], told))[0]
        for prompt, told in zip(prompts, SEEDED, strict=True)
    ]
    assert together == alone
    assert texts(engine.complete(prompts[::-1], SEEDED[::-1]))[::-1] == alone


def test_a_seed_gives_one_text_from_any_number_of_threads(engine):
    prompts = random_prompts(engine, len(SEEDED))
    expected = texts(engine.complete(prompts, SEEDED))
    with ThreadPoolExecutor(len(SEEDED)) as pool:
        replies = pool.map(lambda *pair: engine.complete([pair[0]], pair[1])[0], prompts, SEEDED)
    assert texts(replies) == expected


PROGRAM = """
import sys
from helpers.pocket.engine import Engine, Settings
engine = Engine.load(sys.argv[1])
prompts = [list(range(1, 100)), list(range(50, 90))]
print([reply.ids for reply in engine.complete(prompts, Settings(seed=3, max_tokens=40))])
"""


def test_a_seed_gives_one_text_whatever_the_thread_count_of_blas(shipped_shape):
    outputs = []
    for threads in ("1", "2", "4"):
        environment = os.environ | {"OPENBLAS_NUM_THREADS": threads, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", PROGRAM, str(shipped_shape)]
        outputs.append(subprocess.check_output(command, env=environment, cwd=ROOT))
    assert outputs[0].startswith(b"[(")
    assert len(set(outputs)) == 1


def test_loading_sets_blas_to_one_thread(tiny):
    with threadpool_limits(2, user_api="blas"):
        Engine.load(tiny)
        blas = [library for library in threadpool_info() if library["user_api"] == "blas"]
        assert {library["num_threads"] for library in blas} <= {1}


def test_known_prefixes_are_reported_and_change_nothing(tiny):
    engine = Engine.load(tiny)
    shared = list(range(70))
    prompts = [[*shared, number] for number in (7, 8, 9)]
    first = engine.complete(prompts, Settings(seed=5, max_tokens=15))
    again = engine.complete(prompts, Settings(seed=5, max_tokens=15))
    fresh = [Engine.load(tiny).complete([p], Settings(seed=5, max_tokens=15))[0] for p in prompts]
    assert [reply.cached_tokens for reply in first] == [0, 70, 70]
    assert [reply.cached_tokens for reply in again] == [70, 70, 70]
    assert texts(first) == texts(again) == texts(fresh)
    assert {reply.prompt_tokens for reply in first} == {71}


def test_penalties_and_bias_reach_the_sampler(engine):
    prompt = random_prompts(engine, 1)[0]
    plain = engine.complete([prompt], GREEDY)[0].ids
    banned = Settings(temperature=0, max_tokens=20, logit_bias={plain[0]: -100})
    assert plain[0] not in engine.complete([prompt], banned)[0].ids
    penal = Settings(temperature=0, max_tokens=20, frequency_penalty=2, presence_penalty=2)
    assert len(set(engine.complete([prompt], penal)[0].ids)) >= len(set(plain))


def test_the_text_is_the_steps_joined_and_the_tokens_decoded(engine):
    for reply in engine.complete(random_prompts(engine, 10), Settings(seed=1, max_tokens=50)):
        plain = [token for token in reply.ids if token < engine.config.vocab_size - 16]
        data = b"".join(engine.tokenizer.decode_single_token_bytes(token) for token in plain)
        assert reply.text == data.decode("utf-8", errors="replace")
        assert reply.text == "".join(step.text for step in reply.steps)
        assert reply.ids == tuple(step.id for step in reply.steps)


def test_the_end_token_ends_a_reply_and_is_no_text(engine):
    end = engine.tokenizer.encode_single_token("<|end|>")
    reply = engine.complete([[1, 2, 3]], Settings(logit_bias={end: 100}))[0]
    assert (reply.text, reply.ids, reply.finish_reason) == ("", (end,), "stop")
    assert reply.stop_sequence is None


def test_max_tokens_ends_a_reply(engine):
    reply = engine.complete([[1, 2, 3]], Settings(max_tokens=4, logit_bias={65: 100}))[0]
    assert (reply.text, reply.finish_reason) == ("AAAA", "length")


def test_a_full_context_window_ends_a_reply(engine):
    window = engine.config.max_position_embeddings
    reply = engine.complete([[1] * (window - 3)], Settings(logit_bias={65: 100}))[0]
    assert (reply.text, reply.finish_reason) == ("AAA", "length")
    last = engine.complete([[1] * (window - 1)], Settings(logit_bias={65: 100}))[0]
    assert (last.text, last.prompt_tokens) == ("A", window - 1)


def test_a_stop_string_ends_a_reply_and_is_never_shown(engine):
    settings = Settings(max_tokens=20, logit_bias={65: 100, 66: 100}, seed=1)
    text = engine.complete([[1, 2, 3]], settings)[0].text
    stop = text[7:10]
    told = Settings(max_tokens=20, logit_bias={65: 100, 66: 100}, seed=1, stop=("zzz", stop))
    reply = engine.complete([[1, 2, 3]], told)[0]
    assert reply.text == text[: text.index(stop)]
    assert (reply.finish_reason, reply.stop_sequence) == ("stop", stop)
    shown = ""
    for step in engine.stream([1, 2, 3], told):
        shown += step.text
        assert reply.text.startswith(shown)


def test_logprobs_are_negative_sorted_and_of_the_chosen_token(engine):
    for step in engine.complete([[5, 6, 7]], Settings(temperature=0, top_logprobs=5))[0].steps:
        assert len(step.top) == 5
        assert step.top[0] == (step.id, step.logprob)
        values = [logprob for _, logprob in step.top]
        assert values == sorted(values, reverse=True)
        assert np.exp(values).sum() < 1


def test_a_stream_gives_the_steps_of_the_completion(engine):
    prompt = random_prompts(engine, 1)[0]
    whole = engine.complete([prompt], SEEDED[0])[0]
    stream = engine.stream(prompt, SEEDED[0])
    assert tuple(stream) == whole.steps
    assert stream.completion.text == whole.text
    assert list(stream) == []


def test_an_abandoned_stream_stops_the_model(engine):
    with engine.stream([1, 2, 3], Settings(max_tokens=150, logit_bias={65: 100})) as stream:
        next(stream)
    time.sleep(0.05)
    written = len(stream.reply.steps)
    time.sleep(0.05)
    assert len(stream.reply.steps) == written < 150


def test_a_thread_that_waits_on_a_closed_stream_is_freed(engine, monkeypatch):
    monkeypatch.setattr(engine.network, "decode", lambda *_: time.sleep(60))
    stream = engine.stream([1, 2, 3], GREEDY)
    waiting = threading.Thread(target=lambda: list(stream), daemon=True)
    waiting.start()
    stream.close()
    waiting.join(5)
    assert not waiting.is_alive()


def test_more_requests_than_places_all_get_their_replies(engine):
    prompts = random_prompts(engine, 5 * BATCH)
    assert len(engine.complete(prompts, GREEDY)) == 5 * BATCH
    assert engine.complete([], GREEDY) == []


def test_an_error_inside_reaches_the_caller_and_the_next_request_works(engine, monkeypatch):
    def broken(*_):
        raise FloatingPointError("the weights are on fire")

    with monkeypatch.context() as patch:
        patch.setattr(engine.network, "decode", broken)
        with pytest.raises(RuntimeError) as caught:
            engine.complete([[1, 2, 3]], GREEDY)
        assert isinstance(caught.value.__cause__, FloatingPointError)
    assert engine.complete([[1, 2, 3]], GREEDY)[0].ids


@pytest.mark.parametrize(
    ("prompt", "settings", "words"),
    [
        ([1] * 160, {}, "the prompt has 160 tokens.* pocket holds 160 tokens.*shorten .* by 1 "),
        ([1] * 200, {}, "the prompt has 200 tokens.*160.*by 41 "),
        ([], {}, "empty"),
        ([1, 512], {}, "the prompt has token 512; ids go from 0 to 511"),
        ([-1], {}, "the prompt has token -1"),
        ([1], {"logit_bias": {600: 1}}, "logit_bias has token 600"),
    ],
)
def test_a_prompt_that_cannot_be_run_is_refused_at_once(engine, prompt, settings, words):
    with pytest.raises(ValueError, match=words):
        engine.complete([[1], prompt], Settings(**settings))
    with pytest.raises(ValueError, match=words):
        engine.stream(prompt, Settings(**settings))


def test_prompts_and_settings_must_be_as_many(engine):
    with pytest.raises(ValueError, match="shorter"):
        engine.complete([[1], [2]], [GREEDY])


def test_an_unknown_model_is_named_with_the_known_ones():
    with pytest.raises(ValueError, match="no model 'pokcet'; shipped: "):
        Engine.load("pokcet")


def test_a_vocabulary_of_another_model_is_refused(tiny, shipped_shape, vocabulary):
    network = Network.load(shipped_shape / "pocket.safetensors")
    with pytest.raises(ValueError, match=r"512 tokens.*2048"):
        Engine(network, vocabulary)


@pytest.mark.skipif("pocket" not in MODELS, reason="no weights are shipped yet")
def test_every_shipped_model_loads_under_its_id():
    for name in MODELS:
        engine = Engine.load(name)
        assert engine.name == name
        assert engine.complete([[1, 2, 3]], GREEDY)[0].prompt_tokens == 3
    assert sum(path.stat().st_size for path in WEIGHTS.glob("*.safetensors")) < 32e6
