"""Tokens per second of the engine, beside transformers on the same weights, one thread each.

    python -m benchmarks.inference [checkpoint]

Both write in turns, so that whatever else the machine does hits both alike; the ratio is taken
per round, of processor time (which is time on the wall where nothing else runs). transformers
runs twice: with `generate`, as people use it, and with a bare loop around its forward pass and
its own cache, the fastest that it can be called. Bar: 5 times `generate`.
"""

import json
import sys
from pathlib import Path

import psutil
import torch
from safetensors import safe_open
from transformers import LlamaConfig, LlamaForCausalLM

from benchmarks.measure import cpu_seconds, seconds, summary
from helpers.pocket import WEIGHTS
from helpers.pocket.engine import Engine, Settings
from helpers.pocket.rounding import unrounded

ROUNDS = 15
TOKENS = 150  # written in each round
PROMPT = 150  # tokens


def transformers_model(path: Path) -> LlamaForCausalLM:
    """The float32 weights that the file stands for, in transformers."""
    with safe_open(path, framework="numpy") as file:
        config = json.loads(file.metadata()["config"])
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    floats = {name: torch.from_numpy(array) for name, array in unrounded(tensors).items()}
    heads = {"num_key_value_heads": config["num_attention_heads"], "tie_word_embeddings": True}
    shape = {name: value for name, value in config.items() if name != "name"}
    model = LlamaForCausalLM(LlamaConfig(**shape, **heads)).eval()
    model.load_state_dict(floats, strict=False)
    model.tie_weights()
    return model


def prompts(engine: Engine, n: int, seed: int = 0) -> list[list[int]]:
    """Random ids: the time does not depend on what they say, and no prefix is shared."""
    generator = torch.Generator().manual_seed(seed)
    return torch.randint(
        0, engine.config.vocab_size - 16, (n, PROMPT), generator=generator
    ).tolist()


def endless(engine: Engine, tokens: int) -> Settings:
    """Greedy, and never <|end|>."""
    end = engine.tokenizer.encode_single_token("<|end|>")
    return Settings(temperature=0, max_tokens=tokens, logit_bias={end: -100})


def generate(model: LlamaForCausalLM, prompt: list[int]) -> None:
    """transformers as people use it."""
    ids = torch.tensor([prompt])
    told = {"max_new_tokens": TOKENS, "min_new_tokens": TOKENS, "do_sample": False}
    model.generate(ids, attention_mask=torch.ones_like(ids), pad_token_id=0, **told)


def bare_loop(model: LlamaForCausalLM, prompt: list[int]) -> None:
    """transformers' forward pass and cache, and nothing around them."""
    unread, past = torch.tensor([prompt]), None
    for _ in range(TOKENS):
        output = model(unread, past_key_values=past, use_cache=True)
        unread, past = output.logits[:, -1:].argmax(-1), output.past_key_values


def one_stream(engine: Engine, model: LlamaForCausalLM) -> None:
    """A prompt of 10 tokens and 150 tokens of reply, in turns; by processor time."""
    speeds = {"engine": [], "generate": [], "bare loop": []}
    for prompt in prompts(engine, ROUNDS + 1):
        short = prompt[:10]
        jobs = {
            "engine": lambda p=short: engine.complete([p], endless(engine, TOKENS)),
            "generate": lambda p=short: generate(model, p),
            "bare loop": lambda p=short: bare_loop(model, p),
        }
        for name, job in jobs.items():
            speeds[name].append(TOKENS / cpu_seconds(job))
    for name, values in speeds.items():
        print(f"one stream, {name}: {summary(values[1:])} tokens/s")  # the first round warms up
    for name in ("generate", "bare loop"):
        ratios = [a / b for a, b in zip(speeds["engine"][1:], speeds[name][1:], strict=True)]
        print(f"engine against {name}: {summary(ratios, 1)} times as fast")


def reading(engine: Engine, model: LlamaForCausalLM) -> None:
    """The time to the first token of a reply."""
    ours, theirs = [], []
    for prompt in prompts(engine, ROUNDS + 1, seed=1):
        job = lambda p=prompt: engine.complete([p], endless(engine, 1))  # noqa: E731
        ours.append(1000 * seconds(job))
        theirs.append(1000 * seconds(lambda p=prompt: model(torch.tensor([p]))))
    print(f"reading {PROMPT} tokens, engine: {summary(ours[1:], 1)} ms")
    print(f"reading {PROMPT} tokens, transformers: {summary(theirs[1:], 1)} ms")


def many_streams(engine: Engine) -> None:
    """Several replies at a time, tokens of all together."""
    for streams in (1, 2, 4, 8, 16):
        batches = [prompts(engine, streams, seed=100 * streams + n) for n in range(6)]
        times = [
            seconds(lambda b=batch: engine.complete(b, endless(engine, TOKENS)))
            for batch in batches
        ]
        speeds = [streams * TOKENS / time for time in times]
        print(f"{streams} streams, reading included: {summary(speeds)} tokens/s together")


def short_replies(engine: Engine) -> None:
    """What a lesson does: 200 prompts, 10 tokens each."""
    settings = endless(engine, 10)
    batches = [prompts(engine, 200, seed=1000 + n) for n in range(3)]
    times = [seconds(lambda b=batch: engine.complete(b, settings)) for batch in batches]
    print(f"200 prompts of {PROMPT} tokens, 10 tokens out: {summary(times, 2)} s")


def main() -> None:
    """Everything, one line each."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else WEIGHTS / "pocket.safetensors"
    torch.set_num_threads(1)
    before = psutil.Process().memory_info().rss
    engine = Engine.load(path)
    engine.complete(prompts(engine, 8), endless(engine, 10))
    grown = (psutil.Process().memory_info().rss - before) / 2**20
    print(f"the engine, after 8 replies, takes {grown:.0f} MB")
    with torch.no_grad():
        model = transformers_model(path)
        one_stream(engine, model)
        reading(engine, model)
    many_streams(engine)
    short_replies(engine)


if __name__ == "__main__":
    main()
