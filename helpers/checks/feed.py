"""A stream in chunks: a double that sees when each event was shown.

In: chunks in turn, a log of chunks and events. Out: how a stream is read (an exercise's business).

    feed = Feed([b"data: a", b"\\n\\n"]);  for chunk in feed: …;  feed.show("message", "a")
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence


class Feed:
    """Chunks of bytes, and a place to show events.

    The log holds ["chunk", number] when a chunk is taken, ["event", name, data] when one is shown.
    """

    def __init__(self, chunks: Sequence[bytes]) -> None:
        self.chunks, self.log = list(chunks), []

    def __iter__(self) -> Iterator[bytes]:
        for number, chunk in enumerate(self.chunks):
            self.log.append(["chunk", number])
            yield chunk

    def show(self, event: str, data: str) -> None:
        """Takes one event, as soon as it is whole."""
        self.log.append(["event", event, data])
