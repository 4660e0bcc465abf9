"""Looking at an experiment before it ends. In: how often that cries wolf, evidence that may be
looked at after every question. Out: tests with a fixed number of questions (paired).

cries_wolf(5) -> 0.142: five looks at a test that is right 95 times in 100 when looked at once.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from helpers.measure.paired import ENOUGH, Z95, sign_test

POINTS = 601  # of the grid on which a sum of normal steps is followed


def evidence(mended: int, broke: int) -> float:
    """How much better than a fair coin a bettor does who knows nothing: evidence(10, 2) -> 4.8.

    All chances of `mended` weigh alike (Robbins 1970). Where nothing has changed, it reaches
    1 / level at any time in `level` of all experiments at most (Ville 1939): so one may look after
    every question, and stop at 20 for 5 %.
    """
    n = mended + broke
    return 2**n / ((n + 1) * math.comb(n, mended))


def decided(before: Sequence[bool], after: Sequence[bool], level: float = ENOUGH) -> int | None:
    """After how many questions, looking at each, `evidence` is enough; None if it never is."""
    mended = broke = 0
    for n, (was, now) in enumerate(zip(before, after, strict=True), 1):
        mended, broke = mended + (was < now), broke + (was > now)
        if evidence(mended, broke) >= 1 / level:
            return n
    return None


def peeked(before: Sequence[bool], after: Sequence[bool], every: int) -> int | None:
    """The same for somebody who does the fixed test after every so many questions: not valid."""
    mended = broke = 0
    for n, (was, now) in enumerate(zip(before, after, strict=True), 1):
        mended, broke = mended + (was < now), broke + (was > now)
        if n % every == 0 and sign_test(mended, broke) < ENOUGH:
            return n
    return None


def cries_wolf(looks: int, z: float = Z95) -> float:
    """How often |sum of k normal steps| passes z·sqrt(k) at one of the first looks, nothing there.

    Armitage, McPherson and Rowe 1969; by adding one step after the other on a grid.
    """
    grid = np.linspace(-z, z, POINTS) * math.sqrt(looks)  # whoever is farther out has stopped
    step = grid[1] - grid[0]
    steps = np.exp(-((grid[:, None] - grid[None, :]) ** 2) / 2) * step / math.sqrt(2 * math.pi)
    still = np.exp(-(grid**2) / 2) / math.sqrt(2 * math.pi)  # the density of those who go on
    for look in range(1, looks + 1):
        still = still if look == 1 else steps @ still
        # a point at the edge stands for the part of its cell that lies inside
        still = still * np.clip((z * math.sqrt(look) - np.abs(grid)) / step + 0.5, 0, 1)
    return 1 - float(still.sum() * step)
