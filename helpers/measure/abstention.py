"""When to say nothing: risk against coverage, and the threshold that SQuAD 2.0 would choose.

A row is one reply: (confidence, right, answerable). A reply to a question that nothing answers is
wrong whatever it says, and saying nothing is right there (Rajpurkar et al. 2018, arXiv 1806.03822).

In: rows. Out: where confidences are from (logprobs).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

Row = tuple[float, bool, bool]


def curve(rows: Sequence[Row]) -> list[tuple[float, int, int]]:
    """(threshold, wrong, answered) for each confidence, highest first; ties are answered together.

    Coverage is answered / len(rows), risk is wrong / answered (El-Yaniv and Wiener 2010).
    """
    found, wrong, answered = [], 0, 0
    ordered = sorted(rows, key=lambda row: -row[0])
    for confidence, group in groupby(ordered, key=lambda row: row[0]):
        for _, right, answerable in group:
            wrong += not (right and answerable)
            answered += 1
        found.append((confidence, wrong, answered))
    return found


def best(rows: Sequence[Row]) -> tuple[float | None, int]:
    """The threshold with most right outcomes, and how many those are.

    Answered is what has at least that confidence; None answers nothing. An outcome is right where
    an answer is right, or where nothing is said and nothing answers. Of equally good thresholds
    the highest counts: the one that says least.
    """
    silent = sum(not answerable for _, _, answerable in rows)
    chosen, most = None, silent
    for confidence, *_ in curve(rows):
        outcomes = sum(
            right and answerable if mine >= confidence else not answerable
            for mine, right, answerable in rows
        )
        if outcomes > most:
            chosen, most = confidence, outcomes
    return chosen, most
