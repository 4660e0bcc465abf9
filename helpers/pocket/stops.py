"""Token bytes -> text that may be shown: whole characters, and nothing of a stop string.

A token can end in the middle of a character ("é" is two bytes), and text that was just written
may turn out to be the beginning of a stop string. Both are held back until it is clear.

Knows nothing of tokens' ids, of networks and of requests.
"""

import codecs
from collections.abc import Sequence


class Release:
    """The text of one reply as it grows.

    >>> release = Release(["END"])
    >>> [release.add(piece) for piece in (b"the ", b"E", b"gg, E", b"ND of it")]
    ['the ', '', 'Egg, ', '']
    >>> release.stop
    'END'
    """

    def __init__(self, stops: Sequence[str]):
        self.stops = stops
        self.stop: str | None = None  # the stop string that ended the text
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._held = ""

    def add(self, piece: bytes) -> str:
        """What may be shown after these bytes; after a stop string, only what came before it."""
        self._held += self._decoder.decode(piece)
        places = [(self._held.find(stop), stop) for stop in self.stops if stop in self._held]
        if places:  # the one that is complete first; of two, the one that begins first
            start, self.stop = min(places, key=lambda place: (place[0] + len(place[1]), place[0]))
            self._held = self._held[:start]
            return self.finish()
        return self._show(len(self._held) - self._undecided())

    def finish(self) -> str:
        """All that is still held back; half a character becomes U+FFFD, as in `bytes.decode`."""
        if self.stop is None:
            self._held += self._decoder.decode(b"", final=True)
        return self._show(len(self._held))

    def _show(self, length: int) -> str:
        shown, self._held = self._held[:length], self._held[length:]
        return shown

    def _undecided(self) -> int:
        """The longest ending of the held text with which some stop string begins."""
        return max((_overlap(self._held, stop) for stop in self.stops), default=0)


def _overlap(text: str, stop: str) -> int:
    """How many characters at the end of the text are the beginning of the stop string."""
    longest = min(len(text), len(stop) - 1)
    return next((n for n in range(longest, 0, -1) if text.endswith(stop[:n])), 0)
