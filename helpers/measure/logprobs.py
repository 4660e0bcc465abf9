"""Reads the log-probabilities of a Chat Completions reply (`logprobs=True, top_logprobs=20`).

In: one step's candidates, what temperature and cuts make of them, the probability of a whole
reply. Out: pictures (show), sliders (widgets), how the model in the box samples (pocket.sampling).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

Candidates = list[tuple[str, float]]  # (token, logprob or probability), most likely first


def step(reply: Any, position: int = 0) -> Candidates:
    """The candidates for one token of the reply: [("billing", -0.01), ...].

    ValueError where the reply was asked for without logprobs, or is shorter.
    """
    logprobs = reply.choices[0].logprobs
    content = (logprobs.content if logprobs else None) or []
    if not len(content) > position or not content[position].top_logprobs:
        raise ValueError(
            f"the reply has no logprobs for token {position}: ask with logprobs=True, "
            "top_logprobs=20, and max_tokens large enough"
        )
    return [(top.token, top.logprob) for top in content[position].top_logprobs]


def mass(candidates: Candidates) -> float:
    """How much of the whole probability these candidates hold at temperature 1."""
    return math.fsum(math.exp(logprob) for _, logprob in candidates)


def reshape(
    candidates: Candidates,
    temperature: float = 1.0,
    top_p: float = 1.0,
    top_k: int = 0,
    min_p: float = 0.0,
) -> Candidates:
    """The probabilities from which the next token would be drawn among these candidates.

    Log-probabilities serve as logits: they differ from them by a constant, which softmax drops.
    They are rounded to 1/4096, as the model rounds its own. top_k 0 and min_p 0 are off. A token
    that is cut off has probability 0. ValueError names a setting out of range.
    """
    from helpers.pocket import sampling

    settings = sampling.Settings(temperature=temperature, top_p=top_p, top_k=top_k, min_p=min_p)
    logits = np.array([logprob for _, logprob in candidates])
    if temperature == 0:
        probabilities = (np.arange(len(logits)) == logits.argmax()).astype(float)
    else:
        probabilities = sampling.candidates(logits, settings)
        probabilities = probabilities / probabilities.sum()
    return [(token, float(p)) for (token, _), p in zip(candidates, probabilities, strict=True)]


def probability(reply: Any) -> float:
    """The probability of the whole text of a reply: the product over its tokens."""
    return math.exp(math.fsum(token.logprob for token in reply.choices[0].logprobs.content))
