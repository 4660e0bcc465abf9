"""Words to spell: common English, made-up words, identifiers and random letters.

In: `word(draw)`, `spelled(word)`. Out: what is asked about the word.
"""

from helpers.world.draw import Draw
from helpers.world.english import COMMON
from helpers.world.lexicon import NAMES

ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def word(draw: Draw) -> str:
    """One lower-case word of 3 to 12 letters; in the held-out split one that training never saw."""
    kind = draw.between(1, 10)
    if kind <= 4:
        return draw.one(COMMON)
    if kind <= 7:
        return draw.made_up(draw.pick([1, 2, 2, 3]))[:12]
    if kind == 8:
        return draw.one(NAMES).lower()
    return draw.text_that(lambda: "".join(draw.pick(ALPHABET) for _ in range(draw.between(3, 9))))


def spelled(word: str) -> str:
    """The letters with spaces between: spelled("cat") -> "c a t"."""
    return " ".join(word)
