"""Held-out material that only this grading has, for as long as it runs.

In: the teacher's seed. Out: what exercises draw from it. An exercise may draw a pool once, under a
seed of its own that stands in the course; a learner could draw it too, and carry its answers.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

from helpers.world import draw

EXERCISES = ("helpers.checks.", "helpers.exercises.")


@contextlib.contextmanager
def drawn_apart(seed: int) -> Iterator[None]:
    """Inside, everything held out is drawn under this seed too."""
    draw.salt = f"/{seed}"
    _forget()
    try:
        yield
    finally:
        draw.salt = ""
        _forget()


def _forget() -> None:
    """What exercises keep of earlier draws."""
    for name, module in list(sys.modules.items()):
        if name.startswith(EXERCISES):
            for value in list(vars(module).values()):
                if getattr(value, "__module__", None) == name and hasattr(value, "cache_clear"):
                    value.cache_clear()
