"""200 prompts of 150 tokens, 10 tokens out, through the openai SDK, 8 at a time. Bar: 6 s.

    python -m benchmarks.concurrency

Server and client share this process, as they do in a notebook.
"""

import random
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from openai import OpenAI

from benchmarks.measure import cpu_seconds, seconds, summary
from helpers import connect
from helpers.pocket import chat, tokenizer

ROUNDS = 6
PROMPTS, TOKENS, AT_A_TIME = 200, 150, 8
WORDS = ("the", "queue", "of", "our", "database", "was", "slow", "after", "an", "upgrade")


def messages(generator: random.Random) -> list[dict]:
    """A prompt of TOKENS tokens, or a few more, that shares no beginning with another one."""
    encoding, text = tokenizer.encoding(), str(generator.randrange(10**9))
    left = TOKENS - len(chat.prompt_ids([{"role": "user", "content": text}], encoding))
    while left > 0:  # a word that follows a space is tokens of its own
        word = " " + generator.choice(WORDS)
        text, left = text + word, left - len(encoding.encode(word))
    return [{"role": "user", "content": text}]


def main() -> None:
    """All rounds, each printed as it ends; the first one (0) warms up."""
    model, client, generator = connect.model(), OpenAI(), random.Random(1)

    def ask(prompt: list[dict]) -> int:
        bias = {str(tokenizer.special_id(tokenizer.END, tokenizer.encoding())): -100}
        reply = client.chat.completions.create(
            model=model, messages=prompt, max_tokens=10, logit_bias=bias
        )
        return reply.usage.completion_tokens

    def all_prompts(prompts: list[list[dict]]) -> None:
        with ThreadPoolExecutor(AT_A_TIME) as pool:
            assert sum(pool.map(ask, prompts)) == 10 * PROMPTS

    wall, processor = [], []
    for number in range(ROUNDS + 1):
        prompts = [messages(generator) for _ in range(PROMPTS)]
        job = partial(all_prompts, prompts)
        processor.append(cpu_seconds(lambda job=job: wall.append(seconds(job))))
        print(f"round {number} of {ROUNDS}: {wall[-1]:.2f} s", flush=True)
    print(f"{PROMPTS} prompts, {AT_A_TIME} at a time: {summary(wall[1:], 2)} s")
    print(f"processor time, model, server and client: {summary(processor[1:], 2)} s")


if __name__ == "__main__":
    main()
