"""Text -> token ids of BERT's uncased vocabulary: 30,522 words and pieces of words.

1. Clean: control characters go, accents go, letters become lower case.
2. Cut at white space, and around every punctuation mark and Chinese character.
3. A word that the vocabulary holds is one token. Any other is cut from the left into the longest
   pieces that it holds; pieces after the first are written with ##: `invoicing` -> in ##vo ##icing.
   A word that cannot be cut like this is [UNK], whose vector knows nothing of it.

The special tokens cannot be written in a text: `[SEP]` is three tokens there. Proof in
tests/embeddings: the ids of the library `tokenizers`.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

UNKNOWN, BEGIN, END = "[UNK]", "[CLS]", "[SEP]"
LONGEST = 100  # letters; a longer word is [UNK]
DROPPED = ("Cc", "Cf", "Co", "Cs")  # Unicode's control, format, private use, half a surrogate pair
# Chinese characters, each a word of its own (first, last), as BERT lists them
CHARACTERS = (
    *((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F)),
    *((0x2B740, 0x2B81F), (0x2B920, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F)),
)


class WordPiece:
    """A vocabulary, its tokens in the order of their ids."""

    def __init__(self, tokens: Sequence[str]):
        self._ids = {token: id for id, token in enumerate(tokens)}
        self._pieces = lru_cache(maxsize=50_000)(self._cut)

    def ids(self, text: str) -> list[int]:
        """The text's ids, with [CLS] before and [SEP] behind them."""
        inside = [id for word in words(text) for id in self._pieces(word)]
        return [self._ids[BEGIN], *inside, self._ids[END]]

    def _cut(self, word: str) -> tuple[int, ...]:
        """The ids of one word."""
        found, start = [], 0
        while start < len(word) <= LONGEST:
            mark = "##" if start else ""
            ends = range(len(word), start, -1)
            end = next((end for end in ends if mark + word[start:end] in self._ids), None)
            if end is None:
                return (self._ids[UNKNOWN],)
            found.append(self._ids[mark + word[start:end]])
            start = end
        return tuple(found) or (self._ids[UNKNOWN],)


def words(text: str) -> list[str]:
    """words("Où est-il?") -> ["ou", "est", "-", "il", "?"]"""
    kept = "".join(spaced(letter) for letter in text if not is_control(letter))
    bare = (c for c in unicodedata.normalize("NFD", kept) if unicodedata.category(c) != "Mn")
    # letter by letter: a whole word's lower() would write a final sigma in another way
    return "".join(f" {c} " if is_punctuation(c) else c.lower() for c in bare).split()


def spaced(letter: str) -> str:
    code = ord(letter)
    alone = any(first <= code <= last for first, last in CHARACTERS)
    return f" {letter} " if alone else letter


def is_control(letter: str) -> bool:
    """Whether it is dropped: control and format characters, and what stands for a broken one."""
    if letter in "\t\n\r":
        return False
    return letter == "\ufffd" or unicodedata.category(letter) in DROPPED


def is_punctuation(letter: str) -> bool:
    """Also ASCII's signs such as $ and ~, which are none to Unicode."""
    if letter.isascii():
        return letter.isprintable() and not letter.isalnum() and letter != " "
    return unicodedata.category(letter).startswith("P")
