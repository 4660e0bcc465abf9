"""Where the tokens of a text begin and end, under several vocabularies side by side.

In: counting, cutting, a printed table. Out: the overhead of messages (the server counts that),
prices. All vocabularies are tiktoken Encodings and need no network.
"""

from __future__ import annotations

from collections.abc import Sequence

import tiktoken

VOCABULARIES = ("cl100k_base", "o200k_base", "larkspur")
WIDTH = 92  # characters of a printed line

SHOWN = str.maketrans({" ": "·", "\n": "⏎", "\r": "␍", "\t": "→"})


def count(text: str, vocabulary: str) -> int:
    """How many tokens the text has: count("charged twice", "o200k_base") -> 2."""
    return len(tiktoken.get_encoding(vocabulary).encode_ordinary(text))


def counts(text: str) -> dict[str, int]:
    """How many tokens the text has under each of the vocabularies, by their names."""
    return {vocabulary: count(text, vocabulary) for vocabulary in VOCABULARIES}


def cut(text: str, vocabulary: str) -> str:
    """The text with its cuts: cut("charged twice", "cl100k_base") -> 'charged|·twice'"""
    return "|".join(piece for _, piece in pieces(text, vocabulary))


def pieces(text: str, vocabulary: str) -> list[tuple[int, str]]:
    """Every token as (id, what one can see of it), in order.

    A space is shown as ·, a line end as ⏎, bytes that are no whole character in hex: <E2 82>.
    """
    encoding = tiktoken.get_encoding(vocabulary)
    ids = encoding.encode_ordinary(text)
    return [(id, shown(encoding.decode_single_token_bytes(id))) for id in ids]


def shown(token: bytes) -> str:
    """shown(b" pay") -> '·pay', shown(b"\\xe2\\x82") -> '<E2 82>'"""
    try:
        return token.decode().translate(SHOWN)
    except UnicodeDecodeError:
        return f"<{token.hex(' ').upper()}>"


def table(text: str, vocabularies: Sequence[str] = VOCABULARIES) -> None:
    """Prints the tokens of the text with their ids, one block for each vocabulary."""
    print(as_text(text, vocabularies))


def as_text(text: str, vocabularies: Sequence[str] = VOCABULARIES) -> str:
    """The table that `table` prints."""
    return "\n\n".join([size(text), *(block(text, name) for name in vocabularies)])


def size(text: str) -> str:
    """How long the text is before any vocabulary cuts it, and how to read the tables."""
    return f"{len(text)} characters, {len(text.encode())} bytes. · is a space, ⏎ a line end."


def heading(text: str, vocabulary: str) -> str:
    """heading("pay", "o200k_base") -> 'o200k_base: 1 token'"""
    n = count(text, vocabulary)
    return f"{vocabulary}: {n} {'token' if n == 1 else 'tokens'}"


def block(text: str, vocabulary: str) -> str:
    """The heading, then the tokens with the ids under them."""
    cells = [(piece, str(id)) for id, piece in pieces(text, vocabulary)]
    return "\n".join([heading(text, vocabulary), *columns(cells)])


def columns(cells: Sequence[tuple[str, str]]) -> list[str]:
    """Pairs written one above the other, left-aligned, in lines of at most WIDTH characters."""
    lines, upper, lower = [], "  ", "  "
    for above, below in cells:
        width = max(len(above), len(below)) + 2
        if len(upper) + width > WIDTH and upper.strip():
            lines += [upper.rstrip(), lower.rstrip()]
            upper, lower = "  ", "  "
        upper, lower = upper + above.ljust(width), lower + below.ljust(width)
    return [*lines, upper.rstrip(), lower.rstrip()] if upper.strip() else lines
