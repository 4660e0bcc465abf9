"""Questions about unit 12 that later labs ask again: chunks, ranks, metrics, filters, versions.

In: the questions and their right answers. Out: drawing and judging (helpers.checks.recall).
"""

from __future__ import annotations

import random

from helpers.checks.recall import Item, choice, number, text

METRICS = "unit 12, Three numbers for a ranking"


def reciprocal(rng: random.Random) -> Item:
    rank = rng.choice([2, 4, 5, 10])
    words = f"The first relevant passage stands at rank {rank}. The reciprocal rank?"
    return number(words, 1 / rank, METRICS)


def recall_at_k(rng: random.Random) -> Item:
    there, found = rng.choice([(4, 3), (5, 2), (4, 1), (5, 4)])
    words = (
        f"{there} passages are relevant to a question; {found} of them are among the first ten. "
        "The recall@10 (0 to 1)?"
    )
    return number(words, found / there, METRICS)


def fused(rng: random.Random) -> Item:
    rank = rng.randint(1, 40)
    words = (
        f"Reciprocal rank fusion with k = 60: by what is 1 divided for an item at rank {rank} of "
        "one ranking?"
    )
    return number(words, 60 + rank, "lab 12.3, Two rankings, one")


def windows(rng: random.Random) -> Item:
    size, overlap = rng.choice([(100, 20), (200, 50), (80, 16)])
    words = (
        f"Chunks of {size} words with {overlap} words of overlap: how many words after the first "
        "one's start does the second one start?"
    )
    return number(words, size - overlap, "unit 12, Four ways to cut")


def late(rng: random.Random) -> Item:
    k, theirs = rng.choice([(5, 2), (5, 3), (10, 4), (10, 7)])
    words = (
        f"The best {k} passages are taken and then filtered; {theirs} of them are not the "
        "reader's. How many are left?"
    )
    return number(words, k - theirs, "unit 12, Who may read this?")


def versions(rng: random.Random) -> Item:
    return choice(
        "An embedding model is exchanged, and the stored vectors are not made anew. What happens?",
        "no error, and passages that have nothing to do with the question",
        ["the query is refused", "the old vectors are converted", "all cosines become 1"],
        "unit 12, Two versions in one table",
        rng,
    )


def identifiers(rng: random.Random) -> Item:
    name = rng.choice(["ERR-1042", "max_connections", "eu-west-3"])
    words = (
        f"Which finds the page about `{name}` more surely, `BM25` or `embeddings`? (one of the two)"
    )
    return text(words, ["BM25"], "unit 12, What each of them misses")


BANK = (reciprocal, recall_at_k, fused, windows, late, versions, identifiers)
