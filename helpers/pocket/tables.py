"""exp, sigmoid and the rotary positions as tables of whole numbers, the same on every machine.

Libraries differ in the last bit of exp and cos. Rounded to whole numbers, as coarsely as here, no
such bit shows: no entry lies so near a half that it could round the other way (tests/pocket/
test_tables.py keeps the distances). A function of a vector is then one look into a table, and the
numbers found are exact to add.

Knows nothing of networks and of sampling.
"""

import math
from functools import lru_cache

import numpy as np

TURN = 2**14  # steps of the rotary table between 0 and 1
EXP_STEPS = 256  # steps of the attention's exp for each 1 that a score is lower
SIGMOID_STEPS, SIGMOID_END, SIGMOID_ONE = 512, 16, 2**20
FINE_STEPS, FINE_ONE = 4096, 2**24  # the exp that tokens are drawn with


@lru_cache
def exp(one: int) -> np.ndarray:
    """Entry i: `one` · exp(-x) for the middle of step i of x = 0 .. ; the last entry is 0."""
    entries = math.ceil(math.log(4 * one) * EXP_STEPS)
    middles = (np.arange(entries) + 0.5) / EXP_STEPS
    return np.rint(one * np.exp(-middles)).astype(np.float32)


@lru_cache
def fine_exp() -> np.ndarray:
    """Entry i: FINE_ONE · exp(-i / FINE_STEPS), exactly FINE_ONE at 0; the last entry is 0."""
    entries = math.ceil(math.log(4 * FINE_ONE) * FINE_STEPS)
    return np.rint(FINE_ONE * np.exp(np.arange(entries) / -FINE_STEPS))


@lru_cache
def sigmoid() -> np.ndarray:
    """SIGMOID_ONE / (1 + exp(-x)) for the middles of the steps of x = -16 .. 16; 0 to SIGMOID_ONE.

    `SIGMOID_STEPS * (x + SIGMOID_END)` is the place of x.
    """
    entries = 2 * SIGMOID_END * SIGMOID_STEPS
    middles = (np.arange(entries) + 0.5) / SIGMOID_STEPS - SIGMOID_END
    return np.rint(SIGMOID_ONE / (1 + np.exp(-middles))).astype(np.float32)


@lru_cache
def rotary(size: int, positions: int, theta: float) -> np.ndarray:
    """(2, positions, 2, size / 2): what a head's number at each position is multiplied with.

    A pair (a, b) of numbers half a head apart turns to (a cos - b sin, b cos + a sin): first the
    factors of the numbers themselves, then those of their partners. Multiples of 1 / TURN.
    """
    angles = np.outer(np.arange(positions), theta ** -(np.arange(0, size, 2) / size))
    cos, sin = (np.rint(TURN * wave(angles)) / TURN for wave in (np.cos, np.sin))
    own, partner = np.stack([cos, cos], axis=1), np.stack([-sin, sin], axis=1)
    return np.stack([own, partner]).astype(np.float32)
