"""Scores of a text against a reference: ROUGE-L, chrF, kappa.

In: two texts, or two lists of verdicts. Out: who wrote them.
"""

from collections import Counter
from collections.abc import Hashable, Sequence

ORDER, BETA = 6, 2  # chrF's character n-grams, and how much more recall counts


def rouge_l(reply: str, reference: str) -> float:
    """The F1 of the longest common subsequence of words, 0..1 (Lin 2004); lower case."""
    a, b = reply.lower().split(), reference.lower().split()
    if not a or not b:
        return 0.0
    lengths = [0] * (len(b) + 1)
    for word in a:
        before = 0
        for j, other in enumerate(b, 1):
            before, lengths[j] = (
                lengths[j],
                before + 1 if word == other else max(lengths[j], lengths[j - 1]),
            )
    return 2 * lengths[-1] / (len(a) + len(b))


def chrf(reply: str, reference: str) -> float:
    """chrF2 of a sentence, 0..100: character n-grams of 1 to 6, spaces left out (Popović 2015).

    As sacrebleu's sentence_chrf: orders for which either text is too short do not count.
    """
    totals, precision, recall = 0, 0.0, 0.0
    a, b = ("".join(text.split()) for text in (reply, reference))
    for n in range(1, ORDER + 1):
        left, right = (Counter(t[i : i + n] for i in range(len(t) - n + 1)) for t in (a, b))
        if not left or not right:
            continue
        common = (left & right).total()
        totals += 1
        precision += common / left.total()
        recall += common / right.total()
    if not totals or not precision + recall:
        return 0.0
    p, r = precision / totals, recall / totals
    return 100 * (1 + BETA**2) * p * r / (BETA**2 * p + r)


def kappa(verdicts: Sequence[Hashable], labels: Sequence[Hashable]) -> float:
    """Agreement beyond chance (Cohen 1960): 1 is full, 0 what chance gives.

    0.0 where both always say the same one thing: chance explains that as well.
    """
    n = len(labels)
    agreed = sum(a == b for a, b in zip(verdicts, labels, strict=True)) / n
    left, right = Counter(verdicts), Counter(labels)
    by_chance = sum(left[word] * right[word] for word in left) / n**2
    return (agreed - by_chance) / (1 - by_chance) if by_chance < 1 else 0.0
