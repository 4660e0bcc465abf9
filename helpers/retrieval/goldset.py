"""The documentation's gold set: questions, and whether a passage answers one.

In: datasets/doc_questions.csv. Out: who is asked (the lessons), rates (measure).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from helpers import datasets
from helpers.retrieval.chunks import Chunk

BETWEEN = " || "
AND = re.compile(r", and (?=\w+ )")


@dataclass(frozen=True)
class Asked:
    """A question and who asks it; `answers` are (page, sentence), both of them needed."""

    kind: str
    question: str
    groups: tuple[str, ...]
    release: str
    answers: tuple[tuple[str, str], ...]


def questions() -> list[Asked]:
    """All 120, in the order of the file."""
    return [
        Asked(
            row["kind"], row["question"], tuple(row["groups"].split()), row["release"], _pairs(row)
        )
        for row in datasets.rows("doc_questions")
    ]


def _pairs(row: dict[str, str]) -> tuple[tuple[str, str], ...]:
    pages, evidence = (row[x].split(BETWEEN) for x in ("pages", "evidence"))
    return tuple(zip(pages, evidence, strict=True)) if row["pages"] else ()


def answers(chunk: Chunk, answer: tuple[str, str]) -> bool:
    """Whether a passage is of that page and holds the whole sentence."""
    page, sentence = answer
    return chunk.page == page and sentence in " ".join(chunk.text.split())


def found(passages: Sequence[Chunk], asked: Asked) -> bool:
    """Whether everything that the question needs is among the passages. False where nothing is."""
    return bool(asked.answers) and all(
        any(answers(chunk, answer) for chunk in passages) for answer in asked.answers
    )


def first_rank(passages: Sequence[Chunk], asked: Asked) -> int | None:
    """The rank, from 1, of the first passage that answers any part; None where none does."""
    hits = (
        rank
        for rank, chunk in enumerate(passages, 1)
        if any(answers(chunk, answer) for answer in asked.answers)
    )
    return next(hits, None)


def parts(question: str) -> list[str]:
    """The questions that one asks: parts("How old, and how many?") -> ["How old", "how many?"]"""
    return AND.split(question)
