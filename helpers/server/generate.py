"""Ask -> completions, at once or step by step, on threads of its own and off the event loop.

When the client goes away its task is cancelled, and that stops the generation. Knows nothing of
any vendor's words.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

from tiktoken import Encoding

from helpers.pocket.engine import Completion, Engine, Settings, Step, Stream
from helpers.pocket.grammar import Grammar, GrammarError, Mask, sentence
from helpers.pocket.tokenizer import CALL, END, special_id
from helpers.server.ask import Answer, Ask, Refused
from helpers.server.engines import Engines
from helpers.server.prompts import prompts_of

ODD = 0x9E3779B97F4A7C15  # spreads the seeds of the n replies over 64 bits


@dataclass(frozen=True)
class Job:
    """What the engine needs for one Ask: a prompt and its Settings for each reply."""

    engine: Engine
    runs: list[tuple[list[int], Settings]]
    answer: Answer  # without its completions

    def start(self) -> list[Stream]:
        """The replies, under way."""
        return [self.engine.stream(prompt, settings) for prompt, settings in self.runs]


async def prepare(asked: Ask, engines: Engines) -> Job:
    """The job of an Ask; Refused for an unknown model or a prompt that leaves no room."""
    return await on_thread(job_of, asked, engines)


async def complete(job: Job) -> Answer:
    """The whole answer."""
    if not job.runs:  # no token is wanted
        return replace(job.answer, completions=(nothing(job.answer),))
    streams = job.start()
    try:
        completions = await on_thread(wait, streams)
    finally:
        close(streams)
    return replace(job.answer, completions=completions)


def nothing(answer: Answer) -> Completion:
    return Completion("", (), (), "length", None, answer.prompt_tokens, 0)


def wait(streams: list[Stream]) -> tuple[Completion, ...]:
    return tuple(stream.wait() for stream in streams)


def close(streams: list[Stream]) -> None:
    """Stops what still runs; threads that wait for a step are freed."""
    for stream in streams:
        stream.close()


async def parts(job: Job) -> AsyncIterator[tuple[int, Step | Completion]]:
    """(which reply, its next step), as they come; the last part of each reply is its Completion."""
    queue = asyncio.Queue()
    put = partial(asyncio.get_running_loop().call_soon_threadsafe, queue.put_nowait)
    streams = job.start()
    left = len([on_thread(pump, stream, i, put) for i, stream in enumerate(streams)])
    try:
        while left:
            index, part = await queue.get()
            if isinstance(part, Exception):
                raise part
            left -= isinstance(part, Completion)
            yield index, part
    finally:
        close(streams)


def pump(stream: Stream, index: int, put: Callable) -> None:
    """Puts the steps of one reply and then its completion; a fault is put instead."""
    try:
        for step in stream:
            put((index, step))
        put((index, stream.completion))
    except Exception as error:
        put((index, error))


def on_thread(work: Callable, *args: Any) -> asyncio.Future:
    return asyncio.get_running_loop().run_in_executor(threads(os.getpid()), work, *args)


@cache
def threads(process: int) -> ThreadPoolExecutor:
    """Threads that mostly wait: the engine decides who computes when. A fork needs its own."""
    return ThreadPoolExecutor(max_workers=256, thread_name_prefix=f"request of {process}")


def job_of(asked: Ask, engines: Engines) -> Job:
    loaded = engines.get(asked.model)
    tokenizer, window = loaded.engine.tokenizer, loaded.engine.config.max_position_embeddings
    prompts = prompts_of(asked, tokenizer, loaded.engine.config)
    check_bias(asked.settings.logit_bias, tokenizer.n_vocab)
    told = without_calls(asked, special_id(CALL, tokenizer))
    if told.grammar:
        compile_now(told.grammar, tokenizer)
    times = 0 if asked.max_tokens == 0 else asked.n
    runs = [run_of(prompt, i, asked, told, window) for prompt in prompts for i in range(times)]
    answer = Answer(
        asked.model,
        loaded.fingerprint,
        sum(map(len, prompts)),
        tokenizer.decode_single_token_bytes,
        special_id(END, tokenizer),
        special_id(CALL, tokenizer),
        cache=loaded.ledger.settle(asked.cached, counter(tokenizer), sum(map(len, prompts))),
    )
    return Job(loaded.engine, runs, answer)


def counter(tokenizer: Encoding) -> Callable[[str], int]:
    return lambda text: len(tokenizer.encode_ordinary(text))


def run_of(
    prompt: list[int], index: int, asked: Ask, told: Settings, window: int
) -> tuple[list[int], Settings]:
    """The prompt of one reply and its settings: its own seed, and no more tokens than fit."""
    room = window - len(prompt)
    most = min(asked.max_tokens or room, room)
    return prompt, replace(told, max_tokens=most, seed=seed_of(told.seed, index))


def without_calls(asked: Ask, call: int) -> Settings:
    """The settings; <|call|> is banned where calls came before but no tool is offered now."""
    if asked.tools or not any(message.get("calls") for message in asked.messages):
        return asked.settings
    return replace(asked.settings, logit_bias={**asked.settings.logit_bias, call: -100})


def seed_of(seed: int | None, index: int) -> int | None:
    """Reply 0 has the seed that was asked for, the others differ; no two requests share them."""
    return seed if seed is None or index == 0 else (seed + index * ODD) % 2**64


def compile_now(wanted: Grammar, tokenizer: Encoding) -> None:
    """Compiles a grammar, off the event loop, for the reply; Refused where that cannot be done."""
    try:
        Mask(wanted, tokenizer)
    except GrammarError as fault:
        message = f"Invalid schema: {sentence(str(fault))}"
        raise Refused(400, message, code="invalid_json_schema") from None


def check_bias(biases: Mapping[int, float], vocabulary: int) -> None:
    for token in biases:
        if token >= vocabulary:
            message = f"logit_bias names token {token}; this model's ids are 0 to {vocabulary - 1}."
            raise Refused(400, message, "logit_bias", "invalid_value")
