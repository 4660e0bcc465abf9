"""Trains the byte-level BPE vocabulary: `python -m training.vocabulary` writes vocabulary.tiktoken.

Byte-pair encoding (Sennrich et al. 2016) on counted pieces: every piece of text starts as single
bytes, and the most frequent pair of neighbours becomes one token, again and again. A token's rank
is its place in that order, which is what tiktoken needs to cut a text in the same way. The 256
bytes come first, so that any text has tokens.

In: counting and merging. Out: the split pattern and the special tokens, which are
helpers/pocket/tokenizer.py's.
"""

import argparse
import base64
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import regex

from helpers.pocket.tokenizer import SPLIT, VOCABULARY

RANKS = 2032
DOCUMENTS = 60_000

Word = list[bytes]
Pair = tuple[bytes, bytes]


def piece_counts(texts: Iterable[str]) -> Counter[bytes]:
    """How often each piece of the split pattern occurs, as UTF-8 bytes."""
    counts: Counter[str] = Counter()
    pattern = regex.compile(SPLIT)
    for text in texts:
        counts.update(pattern.findall(text))
    return Counter({piece.encode(): n for piece, n in counts.items()})


def train_ranks(texts: Iterable[str], size: int = RANKS) -> dict[bytes, int]:
    """{token: rank}: the 256 bytes, then `size` - 256 merges, the most frequent pair first.

    Ties go to the pair that sorts last, so the same texts give the same vocabulary everywhere.
    ValueError when the texts hold too few different pairs.
    """
    pieces = piece_counts(texts)
    words, counts = [[bytes([b]) for b in piece] for piece in pieces], list(pieces.values())
    pairs, places = count_pairs(words, counts)
    ranks = {bytes([b]): b for b in range(256)}
    while len(ranks) < size:
        if not pairs:
            raise ValueError(f"texts give only {len(ranks)} tokens, {size} wanted; give more text")
        best = max(pairs, key=lambda pair: (pairs[pair], pair))
        ranks.setdefault(best[0] + best[1], len(ranks))
        for place in places.pop(best):
            replace_pair(best, place, words, counts[place], pairs, places)
        pairs.pop(best, None)
    return ranks


def count_pairs(words: list[Word], counts: list[int]) -> tuple[Counter[Pair], dict[Pair, set[int]]]:
    """How often each pair of neighbours occurs, and in which words."""
    pairs: Counter[Pair] = Counter()
    places: dict[Pair, set[int]] = defaultdict(set)
    for place, word in enumerate(words):
        for pair in itertools.pairwise(word):
            pairs[pair] += counts[place]
            places[pair].add(place)
    return pairs, places


def replace_pair(
    best: Pair,
    place: int,
    words: list[Word],
    count: int,
    pairs: Counter[Pair],
    places: dict[Pair, set[int]],
) -> None:
    """Join the pair in one word and correct the counts of its neighbours."""
    before, after = words[place], joined(words[place], best)
    words[place] = after
    for pair in itertools.pairwise(before):
        pairs[pair] -= count
        if pairs[pair] <= 0:
            del pairs[pair]
    for pair in itertools.pairwise(after):
        pairs[pair] += count
        places[pair].add(place)


def joined(word: Word, pair: Pair) -> Word:
    """joined([b"a", b"b", b"a"], (b"a", b"b")) -> [b"ab", b"a"]"""
    out: Word = []
    for token in word:
        if out and (out[-1], token) == pair:
            out[-1] += token
        else:
            out.append(token)
    return out


def write_ranks(ranks: dict[bytes, int], path: Path) -> None:
    """tiktoken's own format: a line "base64 rank" for each token."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{base64.b64encode(token).decode()} {rank}\n" for token, rank in ranks.items()]
    path.write_text("".join(lines), encoding="ascii", newline="\n")


def mixture_texts(n: int) -> Iterable[str]:
    """Every text of the first n documents of the training mixture."""
    from training.mixture import documents

    for document in itertools.islice(documents("vocabulary"), n):
        if document.messages is None:
            yield document.text
        else:
            yield from (message["content"] for message in document.messages)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--out", type=Path, default=VOCABULARY)
    args = parser.parse_args()
    ranks = train_ranks(mixture_texts(args.documents))
    write_ranks(ranks, args.out)
    longest = max(ranks, key=len).decode(errors="replace")
    print(f"{len(ranks)} ranks in {args.out}; the longest is {longest!r}")


if __name__ == "__main__":
    main()
