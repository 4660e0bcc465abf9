"""Citation recall and precision, as ALCE has them (Gao et al. 2023, arXiv 2305.14627, section 4).

A claim is supported where all that it cites says it together. A citation is irrelevant where it
does not support the claim alone, and the others support it without it.

In: claims with what they cite, and who says what supports what. Out: that judgment itself.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

Supports = Callable[[Hashable, Sequence[Hashable]], bool]  # (claim, passages) -> supported?
Claim = tuple[Hashable, Sequence[Hashable]]  # (claim, what it cites)


def recall(claims: Sequence[Claim], supports: Supports) -> float:
    """The share of claims that their citations support, 0..1; a claim without any is unsupported.

    0.0 without a claim.
    """
    return _share(_supported(claim, cited, supports) for claim, cited in claims)


def precision(claims: Sequence[Claim], supports: Supports) -> float:
    """The share of citations that are relevant and stand at a supported claim, 0..1.

    0.0 without a citation.
    """
    return _share(one for claim, cited in claims for one in relevant(claim, cited, supports))


def relevant(claim: Hashable, cited: Sequence[Hashable], supports: Supports) -> list[bool]:
    """Of each citation of a claim, whether it counts: [True, False] for a second one in vain."""
    if not _supported(claim, cited, supports):
        return [False] * len(cited)
    return [
        supports(claim, [one]) or not supports(claim, [*cited[:at], *cited[at + 1 :]])
        for at, one in enumerate(cited)
    ]


def _supported(claim: Hashable, cited: Sequence[Hashable], supports: Supports) -> bool:
    return bool(cited) and supports(claim, cited)


def _share(found) -> float:
    counted = list(found)
    return sum(counted) / len(counted) if counted else 0.0
