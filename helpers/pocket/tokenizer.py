r"""Text <-> token ids: a byte-level BPE vocabulary as an ordinary tiktoken Encoding.

Three pieces make a tokenizer:

1. `SPLIT` cuts text into words, single digits, punctuation and white space. A token never
   crosses such a cut, and a number is always spelled digit by digit.
2. The vocabulary file lists byte strings with their ranks. Inside one piece of text the two
   neighbours whose union has the lowest rank are joined, again and again. All 256 single bytes
   are in the file, so any text can be encoded.
3. `SPECIALS` are ids that no text can produce. They mark turns and documents; their spelling
   inside a user's text stays plain text (use `encode_ordinary`).

Knows nothing of messages (chat.py) or of networks. How the vocabulary was made: training/.

>>> encoding().decode(encoding().encode_ordinary("Queue depth: 120"))
'Queue depth: 120'
"""

import base64
import functools
from pathlib import Path

import tiktoken

from helpers.pocket import WEIGHTS

NAME = "larkspur"
VOCABULARY = WEIGHTS / "vocabulary.tiktoken"

SPLIT = (
    r"'(?:[sdmt]|ll|ve|re)"  # English endings: 's 't 'll
    r"| ?\p{L}+"  # a word with the space before it
    r"|\p{N}"  # one digit, without its space
    r"| ?[^\s\p{L}\p{N}]+"  # punctuation
    r"|\s*[\r\n]+"  # line ends
    r"|\s+(?!\S)|\s+"  # white space; the last blank goes to the next word
)

BEGIN, END = "<|begin|>", "<|end|>"
SYSTEM, USER, ASSISTANT = "<|system|>", "<|user|>", "<|assistant|>"
TOOL, CALL, PAD = "<|tool|>", "<|call|>", "<|pad|>"
SPECIALS = (
    *(BEGIN, END, SYSTEM, USER, ASSISTANT, TOOL, CALL, PAD),
    *(f"<|reserved_{number}|>" for number in range(8)),
)


def read_ranks(path: Path) -> dict[bytes, int]:
    """The vocabulary file as {token bytes: rank}; one "base64 rank" a line, tiktoken's own format.

    Not tiktoken's loader: it keeps a copy of every file that it reads, by name, and would go on
    serving the old one after a new training.
    """
    lines = path.read_text(encoding="ascii").splitlines()
    return {base64.b64decode(token): int(rank) for token, rank in map(str.split, lines)}


def definition(ranks: dict[bytes, int]) -> dict:
    """The arguments of `tiktoken.Encoding` for these ranks; the specials follow the last rank."""
    specials = {token: len(ranks) + number for number, token in enumerate(SPECIALS)}
    return {
        "name": NAME,
        "pat_str": SPLIT,
        "mergeable_ranks": ranks,
        "special_tokens": specials,
    }


@functools.cache
def encoding(path: Path = VOCABULARY) -> tiktoken.Encoding:
    """The tokenizer of the vocabulary file; without an argument, that of the shipped models."""
    return tiktoken.Encoding(**definition(read_ranks(path)))


def special_id(token: str, tokenizer: tiktoken.Encoding) -> int:
    """The id of a special token: special_id("<|end|>", encoding()) -> 2033."""
    return tokenizer.encode_single_token(token)
