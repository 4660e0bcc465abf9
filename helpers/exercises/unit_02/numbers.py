"""What the numeric exercises of unit 02 share: logits to ask with, and how close is equal."""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np

from helpers.checks.judge import Case, Misconception, near, would_return

CLOSE = near(1e-6)


def like(wrong: Callable, words: str, name: str = "") -> Misconception:
    """would_return() for numbers, and for one of several functions where `name` is given."""
    made = would_return(_quiet(wrong), words, CLOSE)
    return Misconception(
        words, lambda case: name in ("", case.question.name) and made.fits(case), made.predicts
    )


def _quiet(wrong: Callable) -> Callable:
    """The same without NumPy's warnings: a mistake may well divide by zero."""
    return np.errstate(all="ignore")(wrong)


def rounded(case: Case) -> bool:
    """The wanted numbers came, with fewer decimals."""
    wanted, value = case.expected, case.value
    return isinstance(value, list) and any(CLOSE(np.round(wanted, n), value) for n in range(5))


ROUNDED = Misconception("You round. Return the numbers as they come out.", rounded)


def raw(rng: random.Random, n: int) -> np.ndarray:
    """n logits between -4 and 4, all different."""
    return np.array([round(rng.uniform(-4, 4), 3) for _ in range(n)])
