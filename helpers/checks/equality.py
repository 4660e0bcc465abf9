"""When a learner's value counts as the wanted one: fair, and blind to who computed it.

In: comparing plain data of any depth. Out: what was wanted, and what to say where it differs.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from helpers.checks.encoding import ITERATOR, Record


def same(expected: Any, value: Any) -> bool:
    """Equality that is fair: lists, tuples and arrays with equal items are the same, also a named
    tuple or a dataclass with these items; True is not 1, and an iterator is no list.

    Floats are the same up to 1e-9 of their size, so that another order of adding is not a mistake.
    """
    return close(expected, value, 1e-9)


def close(expected: Any, value: Any, tolerance: float) -> bool:
    """Like same(), with numbers equal up to `tolerance`, absolute below 1 and relative above."""
    expected, named = plain(expected), isinstance(value, Record)
    if named and value.kind == ITERATOR:
        return False
    value = list(plain(value).values()) if named and type(expected) is list else plain(value)
    if isinstance(expected, bool) or isinstance(value, bool):
        return expected is value
    if isinstance(expected, int | float) and isinstance(value, int | float):
        return _close_numbers(expected, value, tolerance)
    if type(expected) is not type(value):
        return False
    if isinstance(expected, list):
        pairs = zip(expected, value, strict=False)
        return len(expected) == len(value) and all(close(e, v, tolerance) for e, v in pairs)
    if isinstance(expected, dict):
        keys = expected.keys() == value.keys()
        return keys and all(close(expected[key], value[key], tolerance) for key in expected)
    return expected == value


def _close_numbers(expected: float, value: float, tolerance: float) -> bool:
    if expected == value or (expected != expected and value != value):  # inf, nan
        return True
    if not (math.isfinite(expected) and math.isfinite(value)):
        return False
    if isinstance(expected, int) and isinstance(value, int) and tolerance < 1e-6:
        return False
    return abs(expected - value) <= tolerance * max(1.0, abs(expected))


def same_kind(expected: Any, value: Any) -> bool:
    """same(), and a number is of the wanted type: 19.0 is not the `int` 19."""
    return type(expected) is type(value) and same(expected, value)


def near(tolerance: float) -> Callable[[Any, Any], bool]:
    """close() with a tolerance, for compare(equal=near(1e-6))."""
    return lambda expected, value: close(expected, value, tolerance)


def plain(value: Any) -> Any:
    """A tuple, an array or a record as the list or dict that it is compared as."""
    if isinstance(value, Record):
        return value.fields
    if type(value).__module__ == "numpy" or type(value).__name__ == "ndarray":
        return value.tolist()
    return list(value) if isinstance(value, tuple) else value
