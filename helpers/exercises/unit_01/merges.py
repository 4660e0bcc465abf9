"""Byte-pair encoding as learners write it for unit 01: once right, and in the ways it goes wrong.

In: learning merges from a text, applying a table of ranks. Out: what the check says about it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from math import inf

SPLIT = r" ?\w+| ?[^\w\s]+|\s+"
PIECES = re.compile(SPLIT)

Piece = list[bytes]
Pair = tuple[bytes, bytes]
Ranks = dict[bytes, int]


def single_bytes(text: str) -> Piece:
    """single_bytes("é!") -> [b"\\xc3", b"\\xa9", b"!"]"""
    return [bytes([b]) for b in text.encode()]


def joined(piece: Piece, pair: Pair) -> Piece:
    """The piece with the pair joined at every place, from left to right."""
    out: Piece = []
    for token in piece:
        if out and (out[-1], token) == pair:
            out[-1] += token
        else:
            out.append(token)
    return out


# --- learning: the first is right ------------------------------------------------------------

remembers = lru_cache(128)  # a class asks the same few texts of everybody


@remembers
def learn(text: str, n: int) -> list[Pair]:
    """The first n merges; of equally frequent pairs the one that comes first in the text."""
    return _learn(map(single_bytes, PIECES.findall(text)), n)


def first_most_frequent(counts: Counter[Pair]) -> Pair:
    return max(counts, key=counts.__getitem__)


def _learn(
    pieces: Iterable[Piece],
    n: int,
    choose: Callable[[Counter[Pair]], Pair] = first_most_frequent,
    join: Callable[[Piece, Pair], Piece] = joined,
    neighbours: Callable[[Piece], Iterable[Pair]] = pairwise,
) -> list[Pair]:
    pieces, merges = list(pieces), []
    while len(merges) < n:
        counts = Counter(pair for piece in pieces for pair in neighbours(piece))
        if not counts:
            break
        merges.append(choose(counts))
        pieces = [join(piece, merges[-1]) for piece in pieces]
    return merges


@remembers
def learn_without_split(text: str, n: int) -> list[Pair]:
    return _learn([single_bytes(text)], n)


@remembers
def learn_from_distinct_pieces(text: str, n: int) -> list[Pair]:
    return _learn(map(single_bytes, dict.fromkeys(PIECES.findall(text))), n)


@remembers
def learn_from_first_counts(text: str, n: int) -> list[Pair]:
    pieces = map(single_bytes, PIECES.findall(text))
    counts = Counter(pair for piece in pieces for pair in pairwise(piece))
    return [pair for pair, _ in counts.most_common(n)]


@remembers
def learn_last_of_ties(text: str, n: int) -> list[Pair]:
    def last(counts: Counter[Pair]) -> Pair:
        return max(reversed(counts), key=counts.__getitem__)

    return _learn(map(single_bytes, PIECES.findall(text)), n, last)


@remembers
def learn_largest_of_ties(text: str, n: int) -> list[Pair]:
    def largest(counts: Counter[Pair]) -> Pair:
        return max(counts, key=lambda pair: (counts[pair], pair))

    return _learn(map(single_bytes, PIECES.findall(text)), n, largest)


@remembers
def learn_smallest_of_ties(text: str, n: int) -> list[Pair]:
    def smallest(counts: Counter[Pair]) -> Pair:
        return min(counts, key=lambda pair: (-counts[pair], pair))

    return _learn(map(single_bytes, PIECES.findall(text)), n, smallest)


@remembers
def learn_characters(text: str, n: int) -> list[Pair]:
    return _learn(([c.encode() for c in piece] for piece in PIECES.findall(text)), n)


@remembers
def learn_first_place_only(text: str, n: int) -> list[Pair]:
    def once(piece: Piece, pair: Pair) -> Piece:
        for i, neighbours in enumerate(pairwise(piece)):
            if neighbours == pair:
                return [*piece[:i], pair[0] + pair[1], *piece[i + 2 :]]
        return piece

    return _learn(map(single_bytes, PIECES.findall(text)), n, join=once)


@remembers
def learn_from_the_right(text: str, n: int) -> list[Pair]:
    def from_the_right(piece: Piece, pair: Pair) -> Piece:
        out: Piece = []
        for token in reversed(piece):
            if out and (token, out[-1]) == pair:
                out[-1] = token + out[-1]
            else:
                out.append(token)
        return out[::-1]

    return _learn(map(single_bytes, PIECES.findall(text)), n, join=from_the_right)


@remembers
def learn_by_replacing(text: str, n: int) -> list[Pair]:
    def replaced(piece: Piece, pair: Pair) -> Piece:
        together = " ".join(token.hex() for token in piece)
        left, right = (token.hex() for token in pair)
        return [bytes.fromhex(t) for t in together.replace(f"{left} {right}", left + right).split()]

    return _learn(map(single_bytes, PIECES.findall(text)), n, join=replaced)


@remembers
def learn_without_spaces(text: str, n: int) -> list[Pair]:
    return _learn((single_bytes(piece.strip()) for piece in PIECES.findall(text)), n)


@remembers
def learn_from_words(text: str, n: int) -> list[Pair]:
    return _learn(map(single_bytes, text.split()), n)


@remembers
def learn_once_a_piece(text: str, n: int) -> list[Pair]:
    def distinct(piece: Piece) -> Iterable[Pair]:
        return dict.fromkeys(pairwise(piece))

    return _learn(map(single_bytes, PIECES.findall(text)), n, neighbours=distinct)


@remembers
def learn_without_overlaps(text: str, n: int) -> list[Pair]:
    def apart(piece: Piece) -> Iterable[Pair]:
        """Of aaa one pair, not two: what could be joined, not what stands side by side."""
        end = 0
        for i, pair in enumerate(pairwise(piece)):
            if pair[0] != pair[1]:
                yield pair
            elif i >= end:
                end = i + 2
                yield pair

    return _learn(map(single_bytes, PIECES.findall(text)), n, neighbours=apart)


# --- encoding: the first is right ------------------------------------------------------------


def encode(text: str, ranks: Ranks) -> list[int]:
    """The ids of the text: in each piece the pair with the lowest rank is joined first."""
    return _ids((merged(single_bytes(piece), ranks) for piece in PIECES.findall(text)), ranks)


def merged(tokens: Piece, ranks: Ranks) -> Piece:
    """The piece when no pair of neighbours is in the table any more."""
    tokens = list(tokens)
    while len(tokens) > 1:
        unions = [ranks.get(a + b, inf) for a, b in pairwise(tokens)]
        at = unions.index(min(unions))
        if unions[at] == inf:
            break
        tokens[at : at + 2] = [tokens[at] + tokens[at + 1]]
    return tokens


def _ids(pieces: Iterable[Sequence[bytes]], ranks: Ranks) -> list[int]:
    return [ranks[token] for piece in pieces for token in piece]


def encode_without_split(text: str, ranks: Ranks) -> list[int]:
    return _ids([merged(single_bytes(text), ranks)], ranks)


def encode_longest_match(text: str, ranks: Ranks) -> list[int]:
    return _ids((_longest(piece.encode(), ranks) for piece in PIECES.findall(text)), ranks)


def _longest(rest: bytes, ranks: Ranks) -> Piece:
    tokens: Piece = []
    while rest:
        end = next(end for end in range(len(rest), 0, -1) if rest[:end] in ranks)
        tokens.append(rest[:end])
        rest = rest[end:]
    return tokens


def encode_in_text_order(text: str, ranks: Ranks) -> list[int]:
    return _ids((_first_pair(single_bytes(p), ranks) for p in PIECES.findall(text)), ranks)


def _first_pair(tokens: Piece, ranks: Ranks) -> Piece:
    while True:
        places = (i for i, (a, b) in enumerate(pairwise(tokens)) if a + b in ranks)
        at = next(places, None)
        if at is None:
            return tokens
        tokens[at : at + 2] = [tokens[at] + tokens[at + 1]]


def encode_highest_rank(text: str, ranks: Ranks) -> list[int]:
    upside_down = {token: -rank for token, rank in ranks.items()}
    pieces = (merged(single_bytes(piece), upside_down) for piece in PIECES.findall(text))
    return _ids(pieces, ranks)


def encode_last_of_equals(text: str, ranks: Ranks) -> list[int]:
    pieces = [single_bytes(piece) for piece in PIECES.findall(text)]
    return _ids((_from_the_end(piece, ranks) for piece in pieces), ranks)


def _from_the_end(tokens: Piece, ranks: Ranks) -> Piece:
    while len(tokens) > 1:
        unions = [ranks.get(a + b, inf) for a, b in pairwise(tokens)]
        at = max(range(len(unions)), key=lambda i: (-unions[i], i))
        if unions[at] == inf:
            break
        tokens[at : at + 2] = [tokens[at] + tokens[at + 1]]
    return tokens


def encode_one_pass(text: str, ranks: Ranks) -> list[int]:
    return _ids((_one_pass(single_bytes(piece), ranks) for piece in PIECES.findall(text)), ranks)


def encode_rank_by_rank(text: str, ranks: Ranks) -> list[int]:
    pieces = [single_bytes(piece) for piece in PIECES.findall(text)]
    for token in sorted(ranks, key=ranks.__getitem__):
        pieces = [_join_into(piece, token) for piece in pieces]
    return _ids(pieces, ranks)


def _join_into(piece: Piece, token: bytes) -> Piece:
    out: Piece = []
    for part in piece:
        if out and out[-1] + part == token:
            out[-1] = token
        else:
            out.append(part)
    return out


def _one_pass(piece: Piece, ranks: Ranks) -> Piece:
    out, i = [], 0
    while i < len(piece):
        pair = b"".join(piece[i : i + 2])
        width = 2 if len(piece[i : i + 2]) == 2 and pair in ranks else 1
        out.append(pair if width == 2 else piece[i])
        i += width
    return out


# without encode_in_text_order: it nearly always ends as encode_longest_match does
WRONG_ENCODERS = (
    encode_longest_match,
    encode_without_split,
    encode_highest_rank,
    encode_one_pass,
)
