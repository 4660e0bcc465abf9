"""A text -> passages, in four ways. Sizes are counted in words.

    by_words       every `size` words, wherever that is
    overlapping    the same, and each begins `overlap` words before the last one ends
    by_sentences   whole sentences, as many as fit
    by_likeness    whole sentences, cut where neighbours have least in common ("semantic")

In: texts. Out: vectors (by_likeness is given a function that makes them), scores.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True)
class Chunk:
    """A passage of a page. What is searched is `text`, which may have a heading in front."""

    page: str
    text: str


def by_words(text: str, size: int) -> list[str]:
    """by_words("a b c d e", 2) -> ["a b", "c d", "e"]"""
    return overlapping(text, size, 0)


def overlapping(text: str, size: int, overlap: int) -> list[str]:
    """overlapping("a b c d e", 3, 1) -> ["a b c", "c d e"]; ValueError unless overlap < size."""
    if not 0 <= overlap < size:
        raise ValueError(f"wanted 0 <= overlap < size, got size={size}, overlap={overlap}")
    words = text.split()
    # the last one reaches the end; another would repeat what it holds
    last = max(len(words) - overlap, 1)
    return [" ".join(words[i : i + size]) for i in range(0, last, size - overlap) if words]


def sentences(text: str) -> list[str]:
    """Sentences and table rows: sentences("One. Two?\\nThree") -> ["One.", "Two?", "Three"]"""
    return [part.strip() for part in SENTENCE.split(text) if part.strip()]


def by_sentences(text: str, size: int) -> list[str]:
    """Whole sentences, as many as fit into `size` words; a longer one stands alone, whole."""
    parts: list[list[str]] = []
    for sentence in sentences(text):
        if parts and length([*parts[-1], sentence]) <= size:
            parts[-1].append(sentence)
        else:
            parts.append([sentence])
    return [" ".join(part) for part in parts]


def by_likeness(text: str, size: int, vectors: Callable[[Sequence[str]], np.ndarray]) -> list[str]:
    """Cuts at the two neighbours whose vectors have the smallest cosine, until all parts fit."""
    found = sentences(text)
    rows = vectors(found) if found else np.zeros((0, 1))
    near = [round(float(a @ b), 5) for a, b in itertools.pairwise(rows)]
    return [" ".join(found[a:b]) for a, b in _cut(found, near, 0, len(found), size) if a < b]


def _cut(
    found: list[str], near: list[float], start: int, end: int, size: int
) -> list[tuple[int, int]]:
    if end - start < 2 or length(found[start:end]) <= size:
        return [(start, end)]
    at = min(range(start + 1, end), key=lambda i: near[i - 1])
    return _cut(found, near, start, at, size) + _cut(found, near, at, end, size)


def length(parts: Sequence[str]) -> int:
    """Words."""
    return sum(len(part.split()) for part in parts)
