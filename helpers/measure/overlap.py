"""A reply against what a person wrote: equal, overlapping in words, overlapping in order.

exact and f1 are SQuAD's (Rajpurkar et al. 2016), rouge_l is Lin's of 2004. In: texts. Out: means
over many; BLEU and chrF (sacrebleu has them).
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Sequence


def normalised(text: str) -> str:
    """Small letters, no punctuation, no English article, single spaces: "The Cat!" -> "cat"."""
    bare = "".join(c for c in text.lower() if c not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", bare).split())


def exact(reply: str, golds: Sequence[str]) -> int:
    """1 where the reply is one of the golds once both are normalised, else 0.

    TypeError where `golds` is one text: its letters would be compared, one by one.
    """
    return int(any(normalised(reply) == normalised(gold) for gold in _several(golds)))


def f1(reply: str, golds: Sequence[str]) -> float:
    """The overlap in words with the gold that fits best: f1("a red cat", ["the cat"]) -> 0.67

    TypeError where `golds` is one text, ValueError where there is none.
    """
    if not _several(golds):
        raise ValueError("golds is empty; there is nothing to compare the reply with")
    return max(_f1(normalised(reply).split(), normalised(gold).split()) for gold in golds)


def _several(golds: Sequence[str]) -> Sequence[str]:
    if isinstance(golds, str):
        raise TypeError(f"golds is the text {golds!r}; it must be a list of texts: [{golds!r}]")
    return golds


def _f1(reply: Sequence[str], gold: Sequence[str]) -> float:
    if not reply or not gold:  # two empty texts agree, as SQuAD 2.0 has it
        return float(reply == gold)
    return _balanced((Counter(reply) & Counter(gold)).total(), len(reply), len(gold))


def rouge_l(reply: str, reference: str) -> float:
    """F1 of the longest common subsequence of words: 0.75 for Lin's "police kill the gunman"."""
    one, two = (re.findall(r"[a-z0-9]+", text.lower()) for text in (reply, reference))
    return _balanced(_common(one, two), len(one), len(two))


def _common(one: Sequence[str], two: Sequence[str]) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(two) + 1)
    for word in one:
        before, row = row, [0]
        for at, other in enumerate(two, 1):
            row.append(before[at - 1] + 1 if word == other else max(before[at], row[-1]))
    return row[-1]


def _balanced(common: int, mine: int, wanted: int) -> float:
    return 2 * common / (mine + wanted) if common else 0.0
