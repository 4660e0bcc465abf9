"""Python values as bounded JSON and back: all that crosses between asking and judging.

In: what learners return and what questions pass: numbers with nan and inf, text, bytes, lists,
tuples, sets, dicts, arrays, records (dataclasses, pydantic models), iterators, exceptions, `...`.
Out: code. Nothing here evaluates or unpickles; what has no JSON form becomes its repr, as text.

    encode((1, b"a"))  -> {"$tuple": [1, {"$bytes": "YQ=="}]}      decode() turns it back
"""

from __future__ import annotations

import base64
import binascii
import dataclasses
import math
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

MAX_DEPTH = 24
MAX_ITEMS = 200_000
MAX_CHARACTERS = 200_000  # a tokenizer may break on a million spaces, and with it who judges
MAX_KEYS = 10_000  # of sets, and of dicts whose keys are no text: whoever picks such keys can pick
# them all with one hash, and then a table takes time that grows with their square
MAX_NAME = 100  # characters of a type's name, which a program can choose too
MAX_BITS = 4096  # of one integer: printing a longer one takes time that grows with its square


ITERATOR = "iterator"  # the kind of the Record that an iterator becomes


class TooLarge(ValueError):
    """The value is deeper, longer or bigger than an answer may be."""


@dataclasses.dataclass(frozen=True)
class Double:
    """A test double to hand to the learner's function: doubles.DOUBLES[kind](**settings).

    Double("recorder", {"returns": [1, 2]}, name="send"); its log comes back as reply.logs["send"].
    """

    kind: str
    settings: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    name: str = ""


@dataclasses.dataclass(frozen=True)
class Record:
    """A dataclass, named tuple or SDK object that crossed over: its fields as attributes."""

    kind: str
    fields: Mapping[str, Any]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["fields"][name]
        except KeyError:
            raise AttributeError(f"{self.__dict__.get('kind')} has no {name}") from None


def encode(value: Any) -> Any:
    """`value` as JSON. TooLarge when it is deeper than 24, or has more than 200,000 parts."""
    return _Encoder().encode(value, 0)


class _Encoder:
    """One encoding in progress: counts what it has written, so that it can stop in time."""

    def __init__(self) -> None:
        self.items = self.characters = self.keys = 0

    def encode(self, value: Any, depth: int) -> Any:
        self.items += 1
        if depth > MAX_DEPTH or self.items > MAX_ITEMS:
            raise TooLarge(f"an answer has at most {MAX_DEPTH} levels and {MAX_ITEMS:,} parts")
        kind = type(value)
        if kind is str:
            return self.text(value)
        if value is None or kind is bool:
            return value
        if kind is int or kind is float:
            return _number(value)
        if kind is list:
            return self.many(value, depth)
        if isinstance(value, str | bytes | bytearray):
            return self.text(value)
        if isinstance(value, Enum):
            return self.encode(value.value, depth + 1)
        if isinstance(value, int | float):
            return _number(value)
        return self.compound(value, depth)

    def text(self, value: str | bytes | bytearray) -> Any:
        self.characters += len(value)
        if self.characters > MAX_CHARACTERS:
            raise TooLarge(f"an answer has at most {MAX_CHARACTERS:,} characters")
        if isinstance(value, str):
            return str.__str__(value)
        return {"$bytes": base64.b64encode(value).decode("ascii")}

    def many(self, values: Any, depth: int) -> list:
        return [self.encode(value, depth + 1) for value in values]

    def compound(self, value: Any, depth: int) -> Any:
        for matches, write in _KINDS:
            if matches(value):
                return write(self, value, depth)
        return {"$repr": self.text(repr(value)[:1000])}

    def mapping(self, value: Mapping, depth: int) -> Any:
        if all(isinstance(key, str) and not key.startswith("$") for key in value):
            return {self.text(key): self.encode(item, depth + 1) for key, item in value.items()}
        self.keyed(value)
        return {"$dict": [self.many(pair, depth + 1) for pair in value.items()]}

    def keyed(self, values: Any) -> None:
        self.keys += len(values)
        if self.keys > MAX_KEYS:
            raise TooLarge(f"an answer has at most {MAX_KEYS:,} keys that are no text")

    def record(self, value: Any, depth: int) -> Any:
        name = str(type(value).__name__)[:MAX_NAME]
        return {"$record": name, "fields": self.named(_fields(value), depth)}

    def named(self, value: Mapping, depth: int) -> dict:
        """Fields as a plain dict, whatever kind of Mapping a program made of them."""
        return {self.text(str(key)): self.encode(item, depth + 1) for key, item in value.items()}

    def array(self, value: Any, depth: int) -> Any:
        if value.dtype.kind not in "biufU":
            return {"$repr": self.text(repr(value)[:1000])}
        if value.ndim == 0:
            # a long double's item() is a long double again
            return self.encode(float(value) if value.dtype.kind == "f" else value.item(), depth)
        return {"$array": self.many(value.tolist(), depth), "dtype": str(value.dtype)}

    def exact(self, value: Decimal | Fraction, depth: int) -> Any:
        try:
            return _number(float(value))
        except (ValueError, OverflowError):  # a signalling nan, or larger than any float
            return {"$repr": self.text(repr(value)[:1000])}

    def double(self, value: Double, depth: int) -> Any:
        settings = self.named(value.settings, depth)
        return {"$double": value.kind, "settings": settings, "name": value.name}

    def set(self, value: Any, depth: int) -> Any:
        self.keyed(value)
        # sorted, so that the same set always reads the same
        return {"$set": sorted(self.many(value, depth), key=repr)}


def _number(value: int | float) -> Any:
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else {"$float": repr(float(value))}
    if value.bit_length() > MAX_BITS:
        raise TooLarge(f"a number has at most {MAX_BITS} bits")
    return int(value)


def _from_numpy(value: Any) -> bool:
    """numpy is recognised by name, so that this module need not import it."""
    return type(value).__module__ == "numpy" and hasattr(value, "dtype")


def _has_fields(value: Any) -> bool:
    if isinstance(value, type):
        return False
    named_tuple = isinstance(value, tuple) and hasattr(value, "_fields")
    return named_tuple or dataclasses.is_dataclass(value) or hasattr(value, "model_dump")


def _fields(value: Any) -> dict:
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    if isinstance(value, tuple):
        return value._asdict()
    return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}


def _error_line(error: BaseException) -> str:
    text = str(error).strip().splitlines()
    return f"{type(error).__name__}: {text[-1][:300]}" if text else type(error).__name__


_KINDS: list[tuple[Callable, Callable]] = [
    (lambda v: v is Ellipsis, lambda e, v, d: {"$ellipsis": True}),
    (lambda v: isinstance(v, Double), _Encoder.double),
    (
        lambda v: isinstance(v, Record),
        lambda e, v, d: {"$record": v.kind, "fields": e.named(v.fields, d)},
    ),
    (_from_numpy, _Encoder.array),
    (lambda v: isinstance(v, Decimal | Fraction), _Encoder.exact),
    (_has_fields, _Encoder.record),
    (lambda v: isinstance(v, list | range), lambda e, v, d: e.many(v, d)),
    (lambda v: isinstance(v, tuple | sqlite3.Row), lambda e, v, d: {"$tuple": e.many(v, d)}),
    (lambda v: isinstance(v, set | frozenset), _Encoder.set),
    (lambda v: isinstance(v, Mapping), _Encoder.mapping),
    (lambda v: isinstance(v, BaseException), lambda e, v, d: {"$error": _error_line(v)}),
    (lambda v: isinstance(v, Iterator), lambda e, v, d: {"$iterator": e.many(v, d)}),
]


def decode(data: Any, array: Callable | None = None, double: Callable = Double) -> Any:
    """The value that encode() wrote: a record becomes a Record, an iterator one of kind
    ITERATOR: who wants a list can read it twice, and that cannot be.

    `array(rows, dtype)` builds arrays (default: numpy's), `double(kind, settings, name)` doubles.
    ValueError when `data` is not of encode()'s form.
    """
    return _Decoder(array or _numpy_array, double).decode(data, 0)


def decode_reply(data: Any) -> Any:
    """decode() for the judge: arrays become lists, so that == compares and nothing broadcasts.

    ValueError also for a double: no answer holds one.
    """
    return decode(data, array=lambda rows, dtype: rows, double=_no_double)


def _no_double(*described: Any) -> Any:
    raise ValueError("not an encoded value: an answer holds no test double")


def has_ellipsis(data: Any) -> bool:
    """Whether an encoded value holds `...` anywhere: the mark of a stub."""
    if isinstance(data, dict):
        return "$ellipsis" in data or any(has_ellipsis(item) for item in data.values())
    return isinstance(data, list) and any(has_ellipsis(item) for item in data)


def _numpy_array(rows: list, dtype: str) -> Any:
    import numpy  # only where an array is asked for: most exercises need none

    return numpy.array(rows, dtype=dtype)


class _Decoder:
    """One decoding in progress."""

    def __init__(self, array: Callable, double: Callable) -> None:
        self.array, self.double = array, double
        self.items = self.keys = self.characters = 0

    def decode(self, data: Any, depth: int) -> Any:
        self.items += 1
        kind = type(data)
        if (kind is int or kind is float) and self.items <= MAX_ITEMS:
            return data  # most of what there is
        if depth > 3 * MAX_DEPTH or self.items > MAX_ITEMS:
            raise ValueError("not an encoded value: nested too deep, or of too many parts")
        if isinstance(data, list):
            return [self.decode(item, depth + 1) for item in data]
        if isinstance(data, str):
            return self.text(data)
        if not isinstance(data, dict):
            return data
        if "$bytes" in data and len(data) == 1:  # the keys of a vocabulary, by the hundred
            return binascii.a2b_base64(self.text(data["$bytes"]))
        kind = next(iter(data), "")
        if not (isinstance(kind, str) and kind.startswith("$")):
            return self.named(data, depth)
        return self.tagged(kind, data, depth + 1)

    def tagged(self, kind: str, data: dict, depth: int) -> Any:
        if data.keys() != _KEYS[kind] if kind in _KEYS else len(data) != 1:
            raise ValueError(f"not an encoded value: {kind} with other keys")
        try:
            return _TAGS[kind](self, data, depth)
        except (LookupError, TypeError, AttributeError) as error:
            raise ValueError(f"not an encoded value: {kind}: {error}") from error

    def named(self, data: dict, depth: int) -> dict:
        if not isinstance(data, dict):
            raise ValueError("not an encoded value: fields are a dict")
        return {self.text(key): self.decode(item, depth + 1) for key, item in data.items()}

    def pairs(self, data: dict, depth: int) -> dict:
        pairs = self.keyed(data["$dict"])
        if not all(isinstance(pair, list) and len(pair) == 2 for pair in pairs):
            raise ValueError("not an encoded value: keys and values are pairs")
        return {_key(self.decode(k, depth)): self.decode(v, depth) for k, v in pairs}

    def set(self, data: dict, depth: int) -> set:
        return {_key(self.decode(item, depth)) for item in self.keyed(data["$set"])}

    def many(self, values: list, depth: int) -> list:
        if not isinstance(values, list):
            raise ValueError("not an encoded value: items are a list")
        return [self.decode(item, depth) for item in values]

    # bounded here too: what comes from a room need not come from encode()

    def text(self, text: str) -> str:
        if not isinstance(text, str):
            raise ValueError(f"not an encoded value: text is wanted, not {type(text).__name__}")
        self.characters += len(text)
        if self.characters > MAX_CHARACTERS:
            raise ValueError(f"not an encoded value: more than {MAX_CHARACTERS:,} characters")
        return text

    def keyed(self, values: list) -> list:
        if not isinstance(values, list):
            raise ValueError("not an encoded value: keys are a list")
        self.keys += len(values)
        if self.keys > MAX_KEYS:
            raise ValueError(f"not an encoded value: more than {MAX_KEYS:,} keys that are no text")
        return values

    def record(self, data: dict, depth: int) -> Record:
        return Record(self.text(data["$record"])[:MAX_NAME], self.named(data["fields"], depth))

    def make_double(self, data: dict, depth: int) -> Any:
        return self.double(data["$double"], self.named(data["settings"], depth), data["name"])

    def array_of(self, data: dict, depth: int) -> Any:
        return self.array(self.many(data["$array"], depth), self.text(data["dtype"]))


def _key(value: Any) -> Any:
    """A list cannot be the key of a dict; a tuple that crossed over can."""
    return tuple(map(_key, value)) if isinstance(value, list | tuple) else value


_TAGS: dict[str, Callable] = {
    "$float": lambda d, x, depth: {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}[
        x["$float"]
    ],
    "$tuple": lambda d, x, depth: tuple(d.many(x["$tuple"], depth)),
    "$set": _Decoder.set,
    "$dict": _Decoder.pairs,
    "$array": _Decoder.array_of,
    "$record": _Decoder.record,
    "$iterator": lambda d, x, depth: Record(ITERATOR, {"items": d.many(x["$iterator"], depth)}),
    "$double": _Decoder.make_double,
    "$ellipsis": lambda d, x, depth: Ellipsis,
    "$error": lambda d, x, depth: Record("Error", {"error": d.text(x["$error"])}),
    "$repr": lambda d, x, depth: Record("Object", {"repr": d.text(x["$repr"])}),
}
# the keys that a tagged value has, where it is not the tag alone
_KEYS = {
    "$record": {"$record", "fields"},
    "$array": {"$array", "dtype"},
    "$double": {"$double", "settings", "name"},
}
