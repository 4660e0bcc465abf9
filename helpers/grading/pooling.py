"""What the draws of a prompt exercise measured, together: score, n and interval.

In: the messages of a check, one for each draw, with rates in the words of metrics.rate. Out: the
mark: the middle draw decides that, under the bar that the notebook has.

Two draws may hold the same input by chance, so the interval of few inputs is a little too narrow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.measure import metrics

# at most nine digits: a name of 60,000 of them took minutes
SHARE = r"\d{1,3}(?:\.\d{1,16})?%"
RATE = re.compile(
    rf"(?<!\d)(\d{{1,9}}) of (\d{{1,9}}) \({SHARE}, 95% interval \d{{1,3}}-\d{{1,3}}%\)"
)


def pooled(messages: Sequence[str]) -> list[str]:
    """Every rate over all draws, after the words that stand before it.

    pooled(["Right for 8 of 10 (80%, …)", "Right for 6 of 10 (60%, …)"])
    -> ["Right for 14 of 20 (70%, 95% interval 48-85%)"]
    """
    sums: dict[tuple[str, int], list[int]] = {}
    for message in messages:
        seen: list[str] = []
        for words, passed, n in rates(message):
            so_far = sums.setdefault((words, seen.count(words)), [0, 0])
            so_far[0] += passed
            so_far[1] += n
            seen.append(words)
    return [f"{words}{metrics.rate(*counts)}" for (words, _), counts in sums.items()]


def rates(message: str) -> list[tuple[str, int, int]]:
    """(words before it, passed, n) for each rate of a message, in order."""
    found = []
    for line in message.splitlines():
        at = 0
        for rate in RATE.finditer(line):
            words = re.split(r"(?<=[.;,])\s+", line[at : rate.start()])[-1]
            found.append((words.lstrip(" -*"), int(rate[1]), int(rate[2])))
            at = rate.end()
    return found
