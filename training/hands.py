"""What independent people wrote for training: their files, whole writers held out, slots filled.

`training/texts/HAND/KIND.jsonl` holds the texts and instructions of one writer, who saw neither the
grammars of this repository nor another writer's text (training/texts/README.md tells who they
are). A split is a set of writers, not of sentences: what the card measures on `HELD_OUT` was asked
in words, and about texts, of people whom the model never read.

A slot such as {person} or {money2} is filled with one value for all of a record. In: records by
kind and split, values. Out: what is asked about them (training/tasks/hands).
"""

import functools
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from helpers.world.draw import Draw
from helpers.world.lexicon import MONTHS, NAMES, WEEKDAYS
from training import openings

TEXTS = Path(__file__).parent / "texts"
HELD_OUT = frozenset(  # see texts/README.md
    {"hand04", "hand08", "hand17", "hand21", "hand23", "hand33", "hand39", "hand47"}
)

Record = Mapping[str, Any]

SLOT = re.compile(
    r"\{(person|surname|company|place|service|thing|code|date|weekday|month|time|money|n|email"
    r"|version|plan)(\d*)\}"
)


def hands(split: str) -> list[str]:
    """The folders of the writers of "train" or "heldout", sorted."""
    found = sorted(path.name for path in TEXTS.iterdir() if path.is_dir())
    return [hand for hand in found if (hand in HELD_OUT) == (split == "heldout")]


@functools.cache
def records(kind: str, split: str) -> tuple[Record, ...]:
    """All records of a kind ("tickets", "problems" ...) by the writers of a split."""
    return tuple(
        json.loads(line)
        for hand in hands(split)
        if (path := TEXTS / hand / f"{kind}.jsonl").exists()  # not everybody wrote of everything
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    )


@functools.cache
def instructions(skill: str, split: str, kind: str | None = None) -> tuple[Record, ...]:
    """The ways in which the writers of a split ask for a skill (and, where given, a kind of it)."""
    return tuple(
        record
        for record in records("instructions", split)
        if record["skill"] == skill and kind in (None, record.get("kind"))
    )


def one(draw: Draw, kind: str) -> Any:
    """A record of a kind with its slots filled."""
    return filled(draw, draw.pick(records(kind, draw.split)))


def asking(
    draw: Draw, skill: str, kind: str | None = None, fits: Callable[[Record], bool] | None = None
) -> Record:
    """An instruction for a skill by one of the split's writers, of those that fit.

    What a writer left open (the name of a place in a prompt or in its fixed reply) is filled; the
    slots of the skill, {text} or a summary's {n}, are not.
    """
    pool = instructions(skill, draw.split, kind)
    record = draw.pick([record for record in pool if fits(record)] if fits else pool)
    return filled(draw, record, {"{n}": "{n}"} if skill == "summary" else None)


def messages(asked: Record, **slots: object) -> list[dict]:
    """The messages of an instruction, system and user, with its slots filled."""
    told = [
        {"role": role, "content": put(asked[role], slots)}
        for role in ("system", "user")
        if asked.get(role)
    ]
    return told if told[-1]["role"] == "user" else [{**told[-1], "role": "user"}]


def put(text: str, slots: Mapping[str, object]) -> str:
    """The text with these slots filled; other braces (JSON, code) stay as they are."""
    return re.sub(r"\{(\w+)\}", lambda m: str(slots[m[1]]) if m[1] in slots else m[0], text)


def filled(draw: Draw, record: Any, known: dict[str, str] | None = None) -> Any:
    """The record with a value in each slot, the same one wherever a slot returns.

    `known` holds values that are given, and receives those that are drawn.
    """
    values: dict[str, str] = {} if known is None else known

    def value(match: re.Match) -> str:
        return values.setdefault(match[0], VALUES[match[1]](draw))

    return changed(record, lambda text: SLOT.sub(value, text))


def changed(record: Any, change) -> Any:
    """A JSON value with every string in it (keys aside) changed."""
    if isinstance(record, str):
        return change(record)
    if isinstance(record, dict):
        return {key: changed(item, change) for key, item in record.items()}
    if isinstance(record, list):
        return [changed(item, change) for item in record]
    return record


def slots(text: str) -> Iterator[str]:
    """The slots of a text: slots("{person} paid {n}") -> "{person}", "{n}"."""
    return (match[0] for match in SLOT.finditer(text))


def _name(draw: Draw) -> str:
    return draw.one(NAMES + openings.NAMES)


def _surname(draw: Draw) -> str:
    return draw.one(openings.SURNAMES) if draw.chance(0.7) else draw.made_up(2).capitalize()


def _company(draw: Draw) -> str:
    first = draw.made_up(draw.pick([1, 2, 2, 3])).capitalize()
    if draw.chance(0.3):
        first = _surname(draw)
    return f"{first} {draw.pick(openings.TRADES)}" if draw.chance(0.7) else first


def _place(draw: Draw) -> str:
    return draw.one(openings.PLACES) if draw.chance(0.75) else draw.made_up(2).capitalize()


def _service(draw: Draw) -> str:
    stem = draw.pick(openings.STEMS) if draw.chance(0.6) else draw.made_up(2)
    style = draw.between(1, 5)
    if style == 1:
        return f"{stem}-{draw.pick(openings.PARTS)}"
    if style == 2:
        return f"{stem}-{draw.pick(openings.PARTS)}-{draw.between(1, 24)}"
    if style == 3:
        return f"{stem}{draw.pick(['-', '_'])}{draw.pick(openings.PARTS)}"
    return f"the {stem} {draw.pick(openings.PARTS)}" if style == 4 else stem


def _thing(draw: Draw) -> str:
    name = draw.made_up(draw.pick([2, 2, 3])).capitalize()
    if draw.chance(0.3):
        name = draw.one(openings.WORDS).capitalize()
    return f"{name} {draw.pick(openings.KINDS)}" if draw.chance(0.35) else name


def _date(draw: Draw) -> str:
    day, month, year = draw.between(1, 28), draw.between(0, 11), draw.between(2022, 2028)
    name = MONTHS[month]
    return draw.pick(
        [
            f"{day} {name}",
            f"{name} {day}",
            f"{year}-{month + 1:02d}-{day:02d}",
            f"{day:02d}.{month + 1:02d}.{year}",
            f"{name[:3]} {day}",
            f"{day} {name} {year}",
            f"{name} {day}, {year}",
        ]
    )


def _money(draw: Draw) -> str:
    amount = draw.pick([draw.between(2, 99), draw.between(100, 999), draw.between(1000, 48_000)])
    number = f"{amount:,}" if amount > 999 and draw.chance(0.6) else str(amount)
    cents = f".{draw.between(0, 99):02d}" if draw.chance(0.2) else ""
    sign = draw.pick(
        ["${}", "${}", "${}", "€{}", "£{}", "{} euros", "{} dollars", "EUR {}", "{} EUR"]
    )
    return sign.format(number + cents)


def _email(draw: Draw) -> str:
    host = draw.made_up(2)
    return f"{_name(draw).lower()}@{host}.{draw.pick(['com', 'org', 'io', 'net', 'example'])}"


def _version(draw: Draw) -> str:
    return ".".join(str(draw.between(0, 19)) for _ in range(draw.pick([2, 3, 3])))


def _plan(draw: Draw) -> str:
    return draw.one(openings.PLANS) if draw.chance(0.7) else draw.made_up(2).capitalize()


VALUES = {
    "person": _name,
    "surname": _surname,
    "company": _company,
    "place": _place,
    "service": _service,
    "thing": _thing,
    "code": lambda draw: draw.code(),
    "date": _date,
    "weekday": lambda draw: draw.pick(WEEKDAYS),
    "month": lambda draw: draw.pick(MONTHS),
    "time": lambda draw: f"{draw.between(0, 23):02d}:{draw.between(0, 59):02d}",
    "money": _money,
    "n": lambda draw: str(draw.between(2, 60)),
    "email": _email,
    "version": _version,
    "plan": _plan,
}
