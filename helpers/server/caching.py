"""Prompt caching as Anthropic counts it: what a request reads from the cache and what it writes.

A block with cache_control ends a prefix that is to be kept, for five minutes or an hour; a later
prompt that begins with the same blocks reads it, and that keeps it for as long again. This is the
account alone: what the engine really computes anew is its own affair (helpers/pocket/prefixes.py),
and a reply does not depend on either.

    ledger = Ledger()
    ledger.settle(blocks, count, total)      # Use(read=0, written={"5m": 700})
    ledger.settle(blocks, count, total)      # Use(read=700)
"""

import hashlib
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

LEAST = (
    32  # tokens of a prefix that is kept; 1,024 at Anthropic, where windows are 200 times as long
)
LOOKBACK = 20  # blocks before a mark at which an earlier prefix may have ended
SECONDS = {"5m": 300.0, "1h": 3600.0}


@dataclass(frozen=True)
class Block:
    """A part of a prompt, in the vendor's order: tools, system, messages."""

    key: str  # what makes it the same block
    text: str  # what is counted
    ttl: str | None = None  # "5m" or "1h" where a prefix ends with it


@dataclass(frozen=True)
class Use:
    """Tokens: `read` were kept already, `written` are by how long they are kept."""

    read: int = 0
    written: Mapping[str, int] = field(default_factory=dict)

    @property
    def tokens(self) -> int:
        return self.read + sum(self.written.values())


class Ledger:
    """The prefixes that one model keeps; thread-safe."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock = clock
        self._kept: dict[bytes, tuple[float, str]] = {}  # until when, and its ttl
        self._lock = threading.Lock()

    def settle(self, blocks: Sequence[Block], count: Callable[[str], int], total: int) -> Use:
        """The Use of a prompt of `total` tokens that is made of these blocks, and notes it."""
        ends = prefixes(blocks, count, total)
        marks = [i for i, block in enumerate(blocks) if block.ttl and ends[i][1] >= LEAST]
        if not marks:
            return Use()
        with self._lock:
            self._forget()
            near = {i for mark in marks for i in range(max(0, mark - LOOKBACK), mark + 1)}
            known = max((i for i in near if ends[i][0] in self._kept), default=None)
            read = 0 if known is None else ends[known][1]
            if known is not None:
                self._keep(ends[known][0], self._kept[ends[known][0]][1])
            written: dict[str, int] = {}
            at = read
            for mark in marks:
                digest, tokens = ends[mark]
                self._keep(digest, blocks[mark].ttl)
                if tokens > at:
                    written[blocks[mark].ttl] = written.get(blocks[mark].ttl, 0) + tokens - at
                    at = tokens
        return Use(read, written)

    def _keep(self, digest: bytes, ttl: str) -> None:
        self._kept[digest] = (self._clock() + SECONDS[ttl], ttl)

    def _forget(self) -> None:
        now = self._clock()
        self._kept = {key: kept for key, kept in self._kept.items() if kept[0] > now}


def prefixes(
    blocks: Sequence[Block], count: Callable[[str], int], total: int
) -> list[tuple[bytes, int]]:
    """For each block, what names the prompt up to its end, and the tokens up to there."""
    ends, chain, tokens = [], hashlib.sha256(), 0
    for block in blocks:
        chain.update(f"{len(block.key)} {block.key}".encode(errors="replace"))
        tokens += count(block.text)
        ends.append((chain.digest(), min(tokens, total)))
    return ends
