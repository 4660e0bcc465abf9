"""BM25 in the variant of Lucene: how well the words of a query fit each text.

    score(query, text) = Σ over query words   idf · tf / (tf + k1 · (1 - b + b · length / mean))
    idf = ln(1 + (N - n + 0.5) / (n + 0.5))     n of N texts hold the word, tf times this one

Robertson and Zaragoza 2009; the variants are compared in Kamphuis et al. 2020. There it is called
"Lucene (accurate)", in the package bm25s `method="lucene"`, which the tests take as oracle.

In: texts already cut into words. Out: what a word is (the caller's choice, and the harder one).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

WORD = re.compile(r"\w+(?:-\w+)*")  # ERR-1042 and max_connections are one word each


def words(text: str) -> list[str]:
    """words("What is ERR-1042?") -> ["what", "is", "err-1042"]"""
    return WORD.findall(text.lower())


class Index:
    """The counts of some texts. Index([["a", "b"], ["b"]]).scores(["a"]) -> [0.3…, 0.0]"""

    def __init__(self, texts: Sequence[Sequence[str]], k1: float = 1.5, b: float = 0.75) -> None:
        self.counts = [Counter(text) for text in texts]
        mean = sum(map(len, texts)) / max(len(texts), 1)
        self.damping = [k1 * (1 - b + b * len(text) / mean) if mean else k1 for text in texts]
        self.holding = Counter(word for counts in self.counts for word in counts)

    def idf(self, word: str) -> float:
        n = self.holding[word]
        return math.log(1 + (len(self.counts) - n + 0.5) / (n + 0.5))

    def scores(self, query: Sequence[str]) -> list[float]:
        """One score for each text; a word that the query repeats counts as often."""
        weights = [(word, self.idf(word)) for word in query if word in self.holding]
        return [
            sum(weight * counts[w] / (counts[w] + damping) for w, weight in weights)
            for counts, damping in zip(self.counts, self.damping, strict=True)
        ]
