"""Draws few-shot questions from labelled texts: the shots, a new text, the label that is wanted.

In: which texts, which labels, which order. Out: prompts and calls (the lessons write them).

    trials(rows, ["bug", "feature"], shots=4, labels="invented", n=30)[0].wanted -> "brolent"
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helpers.world.draw import Draw

Row = Mapping[str, str]  # {"category": …, "text": …}
Shot = tuple[str, str]  # (text, label)


@dataclass(frozen=True)
class Trial:
    """One question: examples, a text that is not among them, its label, all labels in use."""

    shots: list[Shot]
    text: str
    wanted: str
    labels: list[str]


def by_category(rows: Sequence[Row]) -> dict[str, list[str]]:
    """{category: its texts}, in the order of the rows."""
    texts: dict[str, list[str]] = {}
    for row in rows:
        texts.setdefault(row["category"], []).append(row["text"])
    return texts


def label_names(categories: Sequence[str], kind: str, seed: object) -> dict[str, str]:
    """{category: label}: "known" as they are, "invented" words, or "rotated": known, but wrong.

    ValueError for another kind.
    """
    if kind == "known":
        return {category: category for category in categories}
    if kind == "rotated":
        return dict(zip(categories, [*categories[1:], categories[0]], strict=True))
    if kind != "invented":
        raise ValueError(f"labels are known, invented or rotated, got {kind!r}")
    draw, found = Draw(seed, "heldout"), {}
    while len(found) < len(categories):
        found[draw.made_up()] = None
    return dict(zip(categories, found, strict=True))


def trials(
    rows: Sequence[Row], categories: Sequence[str], shots: int, labels: str, n: int, seed: int = 0
) -> list[Trial]:
    """n questions with fresh shots each, spread over the categories as evenly as they can be.

    The texts that are asked depend on seed and n alone: settings are compared on the same texts.
    """
    texts = by_category(rows)
    return [_trial(texts, categories, shots, labels, f"{seed}/{i}") for i in range(n)]


def _trial(
    texts: Mapping[str, Sequence[str]], categories: Sequence[str], k: int, kind: str, seed: str
) -> Trial:
    rng, names = random.Random(seed), label_names(categories, kind, seed)
    shuffled = {c: rng.sample(texts[c], len(texts[c])) for c in categories}
    asked = rng.choice(categories)
    text = shuffled[asked].pop()
    first = rng.sample(list(categories), len(categories))
    order = (first * k)[:k]
    rng.shuffle(order)
    shots = [(shuffled[c].pop(), names[c]) for c in order]
    return Trial(shots, text, names[asked], sorted(names.values()))
