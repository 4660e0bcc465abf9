"""What was computed for the beginning of a prompt, kept for the next prompt that begins so.

A system prompt or a set of examples that many prompts share is read once. Keys and values are
kept in whole chunks (network.CHUNK tokens at aligned positions), each under all the token ids up
to its end, and the chunk used longest ago goes first when memory is full. A chunk from here is
bit for bit what computing it again would give, so a reply does not depend on what is kept.

Knows nothing of scheduling; the engine's one thread is its only user.
"""

from collections import OrderedDict
from collections.abc import Iterator

import numpy as np

from helpers.pocket.network import CHUNK, Cache

LIMIT = 48 * 2**20  # bytes: 6,144 tokens of a model with 4 layers of width 256


class Prefixes:
    """Chunks of keys and values by prompt prefix, at most `limit` bytes."""

    def __init__(self, limit: int = LIMIT):
        self.limit = limit
        self.bytes = 0
        self.chunks: OrderedDict[bytes, np.ndarray] = OrderedDict()

    def restore(self, prompt: list[int], cache: Cache) -> int:
        """Copies the longest known prefix into the cache; how many tokens that are.

        At least the last token is left out: the network has to run on it to give logits.
        """
        for start, key in _whole_chunks(prompt[:-1]):
            if key not in self.chunks:
                break
            cache.array[:, :, :, start : start + CHUNK] = self.chunks[key]
            cache.length = start + CHUNK
        self._touch(prompt)
        return cache.length

    def keep(self, prompt: list[int], cache: Cache) -> None:
        """Copies the prompt's whole chunks out of the cache, where they are not known yet."""
        for start, key in _whole_chunks(prompt):
            if key not in self.chunks:
                chunk = cache.array[:, :, :, start : start + CHUNK].copy()
                self.chunks[key] = chunk
                self.bytes += chunk.nbytes
        self._touch(prompt)
        while self.bytes > self.limit:
            self.bytes -= self.chunks.popitem(last=False)[1].nbytes

    def _touch(self, prompt: list[int]) -> None:
        """Marks the prompt's chunks as just used; the first one last, since others build on it."""
        for _, key in reversed(list(_whole_chunks(prompt))):
            if key in self.chunks:
                self.chunks.move_to_end(key)


def _whole_chunks(prompt: list[int]) -> Iterator[tuple[int, bytes]]:
    """(start, key) of each whole chunk; the key is all ids from the beginning to its end."""
    spelled = np.array(prompt, np.int32).tobytes()
    for start in range(0, len(prompt) - CHUNK + 1, CHUNK):
        yield start, spelled[: 4 * (start + CHUNK)]
