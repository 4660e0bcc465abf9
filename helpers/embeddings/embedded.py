"""The vectors of some texts, and how much of each text they stand for.

In: a record, and the length of a vector. Out: where vectors come from (light.py, minilm.py).
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Embedded:
    """One row, one count and one mark for each text, in the order of the texts."""

    vectors: np.ndarray  # (texts, dimensions), float32, each row of length 1
    tokens: tuple[int, ...]  # how many tokens were read
    cut: tuple[bool, ...]  # whether the text was longer than the model's window


def unit(rows: np.ndarray) -> np.ndarray:
    """Each row divided by its length: unit([[3, 4]]) -> [[0.6, 0.8]]"""
    return rows / np.linalg.norm(rows, axis=-1, keepdims=True)
