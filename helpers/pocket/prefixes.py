"""What was computed for the beginning of a prompt, kept for the next prompt that begins so.

A system prompt or a set of examples that many prompts share is read once. Keys and values are
kept in pieces of up to PIECE tokens, each under all the token ids up to its end, so that prompts
with one beginning share its pieces; of the last piece that fits, as many tokens are taken as
agree. The piece used longest ago goes first when memory is full. What lies here is bit for bit
what computing it again would give (network.py), so a reply does not depend on what is kept.

Knows nothing of scheduling; the engine's one thread is its only user.
"""

from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from helpers.pocket.network import Cache

LIMIT = 48 * 2**20  # bytes: 8,192 tokens of a model with 6 layers of width 256
PIECE = 32  # tokens
LEAST = 16  # the first tokens of all prompts are alike: fewer than this are not worth a copy


class Prefixes:
    """Pieces of keys and values by prompt prefix, at most `limit` bytes."""

    def __init__(self, limit: int = LIMIT):
        self.limit = limit
        self.bytes = 0
        self.pieces: OrderedDict[tuple[int, ...], np.ndarray] = OrderedDict()

    def restore(self, prompt: list[int], cache: Cache) -> int:
        """Copies the longest known prefix into the cache; how many tokens that are.

        At least the last token is left out: the network has to run on it to give logits.
        """
        found, known = self._find(tuple(prompt[:-1]))
        if known < LEAST:
            return 0
        for number, key in enumerate(found):
            start = number * PIECE
            end = min(known, start + PIECE)
            cache.array[:, :, :, start:end] = self.pieces[key][:, :, :, : end - start]
        for key in reversed(found):  # the first one last, since others build on it
            self.pieces.move_to_end(key)
        cache.length = known
        return known

    def keep(self, prompt: list[int], cache: Cache) -> None:
        """Copies the prompt's pieces out of the cache, where they are not known yet."""
        for start in reversed(range(0, len(prompt), PIECE)):
            key = tuple(prompt[: start + PIECE])
            if key not in self.pieces:
                self.pieces[key] = cache.array[:, :, :, start : len(key)].copy()
                self.bytes += self.pieces[key].nbytes
            self.pieces.move_to_end(key)
        while self.bytes > self.limit:
            self.bytes -= self.pieces.popitem(last=False)[1].nbytes

    def _find(self, ids: tuple[int, ...]) -> tuple[list[tuple[int, ...]], int]:
        """The pieces that begin as the ids do, one after the other, and where the last one ends."""
        found, known = [], 0
        while known == len(found) * PIECE:
            rest = ids[known : known + PIECE]
            agreeing = {
                key: _agreeing(key[known:], rest)
                for key in self.pieces
                if known < len(key) <= known + PIECE and key[:known] == ids[:known]
            }
            best = max(agreeing, key=agreeing.get, default=None)
            if not best or not agreeing[best]:
                break
            found.append(best)
            known += agreeing[best]
        return found, known


def _agreeing(one: Sequence[int], other: Sequence[int]) -> int:
    """How many tokens the two have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))
