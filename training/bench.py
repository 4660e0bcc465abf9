"""An engine, and the ways in which the experiments of the card ask it.

In: held-out draws, conversations, replies as text. Out: what is asked and what a reply is worth
(experiments.py).
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from helpers.pocket.chat import prompt_ids
from helpers.pocket.engine import Engine, Settings
from helpers.pocket.tokenizer import END
from helpers.world.draw import Draw

THREADS = 8
APART = 2**20  # between the seeds of two calls: more than a call has conversations


class Bench:
    """An engine and the ways in which experiments ask it."""

    def __init__(self, engine: Engine, n: int):
        self.engine, self.n = engine, n
        self.end = engine.tokenizer.encode_single_token(END)

    def draws(self, name: str) -> list[Draw]:
        """n held-out draws; the same name gives the same ones."""
        return [Draw(f"{name}/{i}", "heldout") for i in range(self.n)]

    def replies(self, prompts: Sequence[list[dict]], max_tokens: int = 80, **told) -> list[str]:
        """A reply to each conversation, greedy unless told otherwise.

        Where a seed is told, reply i has a seed of its own: one for all would make alike what
        chance should make different.
        """
        one = Settings(max_tokens=max_tokens, **{"temperature": 0.0, **told})
        settings = [one] * len(prompts)
        if one.seed is not None:
            settings = [replace(one, seed=APART * one.seed + i) for i in range(len(prompts))]
        ids = [prompt_ids(messages, self.engine.tokenizer) for messages in prompts]
        return [self.text(c.ids) for c in self.engine.complete(ids, settings)]

    def text(self, ids: Sequence[int]) -> str:
        return self.engine.tokenizer.decode([i for i in ids if i != self.end])

    def turn(self, messages: Sequence[dict], tools: Sequence = ()) -> str:
        """One greedy reply, with <|call|> before each call; empty where the context is full."""
        ids = prompt_ids(messages, self.engine.tokenizer, tools)
        if len(ids) >= self.engine.config.max_position_embeddings:
            return ""
        (done,) = self.engine.complete([ids], Settings(max_tokens=120, temperature=0.0))
        return self.text(done.ids)


def side_by_side(work: Callable, items: Sequence) -> list:
    """work(item) for each, several at a time: the engine takes their requests together."""
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(work, items))


def answer(reply: str) -> str:
    """The last word: what a worked solution ends in."""
    return (reply.split() or [""])[-1]
