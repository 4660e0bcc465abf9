"""light-hash-384: texts -> vectors from their words and letters alone. No weights, no training.

1. A text is cut into words, in lower case and without accents.
2. A word gives features: itself, and its runs of three letters (`bil`, `ill`, `lls` ...), so that
   forms of one word, and words with a typing error, still share most of them. Long words count
   more than short ones, which are mostly grammar.
3. A feature is hashed to one of 384 places and to a sign, so that two features that meet in one
   place add up in one text and cancel in another (feature hashing, Weinberger et al. 2009).
4. A feature that comes n times counts sqrt(n). The sum is brought to length 1.

What shares words is near, and nothing else is: `invoice` and `bill` are strangers. The same text
gives the same vector on every machine. In: texts. Out: meaning (minilm.py has some).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np

from helpers.embeddings.embedded import Embedded, unit

NAME = "light-hash-384"
DIMENSIONS = 384
WORD = re.compile(r"\w+|[^\w\s]")
RUN = 3  # letters
LONG = 8  # letters; longer words count no more
NOTHING = " "  # the feature of a text without words, which has to have a vector too


class Light:
    """The fallback; Light().embed(["a text"]).vectors has the shape (1, 384)."""

    name = NAME
    dimensions = DIMENSIONS

    def embed(self, texts: Sequence[str]) -> Embedded:
        """The vectors of the texts. A token is a word or a punctuation mark; none is cut off."""
        words = [WORD.findall(plain(text)) for text in texts]
        rows = np.zeros((len(texts), DIMENSIONS), np.float32)
        for row, found in zip(rows, words, strict=True):
            for (place, value), count in Counter(marks(found)).items():
                row[place] += value * count**0.5
        tokens = tuple(len(found) for found in words)
        return Embedded(unit(rows), tokens, (False,) * len(texts))


def plain(text: str) -> str:
    """Lower case, no accents: plain("Größe über Äpfel") -> "grosse uber apfel" """
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def marks(words: Sequence[str]) -> Iterator[tuple[int, float]]:
    """The (place, value) of every feature of the words."""
    for word in words or [NOTHING]:
        yield from marks_of(word)


@lru_cache(maxsize=50_000)
def marks_of(word: str) -> tuple[tuple[int, float], ...]:
    """One word's: itself, and its runs, with < and > for its ends; a punctuation mark has none."""
    edged = f"<{word}>" if re.match(r"\w", word) else ""
    runs = (edged[start : start + RUN] for start in range(len(edged) - RUN + 1))
    features = [(f"word {word}", weight(word)), *((f"run {run}", 1.0) for run in runs)]
    return tuple((place, sign * value) for name, value in features for place, sign in [spot(name)])


def weight(word: str) -> float:
    """How much a word counts beside each of its runs: long words say more than `the` or a comma."""
    return min(len(word), LONG) / 2


def spot(feature: str) -> tuple[int, float]:
    """Where a feature goes, and its sign; not hash(), which differs from process to process."""
    number = int.from_bytes(blake2b(feature.encode(errors="replace"), digest_size=8).digest())
    return number // 2 % DIMENSIONS, 1.0 if number % 2 else -1.0
