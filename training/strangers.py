"""What the model can do for people whom training never read: behaviours on held-out writers.

Instructions, tickets, stories, passages and rules are all by the writers in `hands.HELD_OUT`; only
names and numbers in their slots are drawn. A judge takes a reply as a program would: strictly where
a form was asked for. In: rows and their judges. Out: grammar-drawn rows (behaviours.py), the card.
"""

import json
import re
import sqlite3
from collections.abc import Callable
from functools import partial

from helpers.pocket.tokenizer import CALL
from helpers.world.draw import Draw
from helpers.world.lexicon import CATEGORIES
from training.behaviours import Behaviour, exact, last_number
from training.tasks.document import Document
from training.tasks.hands import (
    coding,
    errands,
    fields,
    labels,
    obeying,
    passages,
    sums,
    telling,
    verdicts,
)
from training.wild import plain

SPANISH = re.compile(r"\b(el|la|los|las|del|de|por|un|una|para|con|está|se|en|al)\b", re.IGNORECASE)


def is_spanish(text: str) -> bool:
    """Two of the small words without which hardly any Spanish sentence is written."""
    return len(SPANISH.findall(text)) >= 2


def same(reply: str, document: Document) -> bool:
    """Equal but for case, quotes and a full stop."""
    return plain(reply) == plain(document.reply)


def stated(reply: str, document: Document) -> bool:
    """The value stands in a reply that is hardly longer than it."""
    wanted = plain(document.reply)
    return wanted in plain(reply) and len(reply.split()) <= len(wanted.split()) + 6


def fields_right(reply: str, document: Document) -> bool:
    """The same object, numbers and their texts being equal."""
    try:
        return as_text(json.loads(reply)) == as_text(json.loads(document.reply))
    except (ValueError, AttributeError):
        return False


def as_text(value: dict) -> dict:
    return {key: None if item is None else str(item) for key, item in value.items()}


def no_class(reply: str, document: Document) -> bool:
    """No label comes back, bare or in a form."""
    return not re.search(
        rf"^\W*(\w+\W+)?({'|'.join(CATEGORIES)})\W*$", reply.strip(), re.IGNORECASE
    )


def form_obeyed(reply: str, document: Document) -> bool:
    """The summary has the form that was asked for: its lines, its words, its language."""
    kind, n = document.gold["kind"], document.gold["n"]
    lines = [line for line in reply.splitlines() if line.strip()]
    if kind == "bullets":
        return len(lines) == 3 and all(re.match(r"[-*•]|\d[.)]", line.strip()) for line in lines)
    if kind == "words":
        return 0 < len(reply.split()) <= n
    if kind == "es":
        return is_spanish(reply)
    if kind == "cause":
        return len(lines) == 1 and len(reply.split()) <= 14
    return bool(lines) and not is_spanish(reply)


def facts_kept(reply: str, document: Document) -> bool:
    """Two thirds of the facts that the writer's own summary keeps, and no number of its own."""
    kept = [f for f in document.gold["facts"] if f.lower() in document.reply.lower()]
    found = [f for f in kept if f.lower() in reply.lower()]
    text = " ".join(m["content"] for m in document.prompt)
    invented = set(re.findall(r"\d+", reply)) - set(re.findall(r"\d+", text))
    return bool(reply.strip()) and 3 * len(found) >= 2 * len(kept) and not invented


def english(reply: str, document: Document) -> bool:
    return bool(reply.strip()) and not is_spanish(reply)


def glossary_used(reply: str, document: Document) -> bool:
    return all(word.lower() in reply.lower() for word in document.gold)


def called(reply: str, document: Document) -> bool:
    """The right tool with the right arguments, as JSON values or their texts."""
    name, brace, rest = reply.removeprefix(CALL).partition("{")
    try:
        given = json.loads((brace + rest).split(CALL)[0])
    except ValueError:
        return False
    return name == document.gold["name"] and as_text(given) == as_text(document.gold["arguments"])


def class_called(reply: str, document: Document) -> bool:
    """The call's argument is the right class, whatever stands around it."""
    return reply.removeprefix(CALL) == "".join(
        call["name"] + call["arguments"] for call in document.messages[-1]["calls"]
    )


def rows_right(reply: str, document: Document) -> bool:
    """The query runs and gives the right rows, in any order."""
    base = tables()
    try:
        found = base.execute(reply.strip().strip("`").rstrip(";")).fetchall()
    except (sqlite3.Error, sqlite3.Warning):
        return False
    return sorted(map(repr, found)) == sorted(map(repr, base.execute(document.gold).fetchall()))


def tables() -> sqlite3.Connection:
    """Three small tables with something in every corner that the questions ask about."""
    draw, base = Draw("tables", "heldout"), sqlite3.connect(":memory:")

    def day() -> str:
        year = draw.pick([2024, 2025, 2026])
        return f"{year}-{draw.between(1, 12):02d}-{draw.between(1, 28):02d}"

    for name, columns in coding.TABLES.items():
        base.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
    for i in range(1, 41):
        plan, region = (
            draw.pick(["free", "team", "business"]),
            draw.pick(["north", "south", "east", "west"]),
        )
        base.execute(
            "INSERT INTO customers VALUES (?,?,?,?,?)", (i, draw.made_up(2), plan, region, day())
        )
    for i in range(1, 121):
        month = f"{draw.pick([2025, 2026])}-{draw.between(1, 12):02d}"
        row = (i, draw.between(1, 36), draw.between(10, 900), month, draw.between(0, 1))
        base.execute("INSERT INTO invoices VALUES (?,?,?,?,?)", row)
    for i in range(1, 121):
        closed = day() if draw.chance(0.6) else None
        row = (
            i,
            draw.between(1, 36),
            draw.pick(CATEGORIES),
            day(),
            closed,
            draw.pick(["low", "normal", "high"]),
        )
        base.execute("INSERT INTO tickets VALUES (?,?,?,?,?,?)", row)
    return base


def with_k(k: int, how: str) -> Callable[[Draw], Document]:
    return lambda draw: passages.reading(draw, k, how)


def answerable(draw: Draw) -> Document:
    """A question that one of three passages answers, under a prompt that allows not to know."""
    found = passages.several(draw, 3)
    asked = passages.asked_about(draw, found, "value")
    return passages.maybe_absent(draw, [one.text for one in found], [asked])


def glossed(draw: Draw) -> Document:
    """A translation whose glossary has words that stand nowhere else."""
    while (one := telling.translation(draw)).gold is None:
        continue
    return one


STRANGERS = (
    Behaviour("ticket class", labels.classify, same),
    Behaviour("the class in the asked form", labels.formed, exact, 40),
    Behaviour("no class where none was asked", obeying.idle, no_class, 40),
    Behaviour("a fixed reply, whatever comes", obeying.always, same, 40),
    Behaviour("2 invented labels, 8 shots", lambda d: labels.invented(d, 2, 8), same),
    Behaviour("3 invented labels, 9 shots", lambda d: labels.invented(d, 3, 9), same),
    Behaviour("class under a schema", lambda d: labels.held(d, False), fields_right, 40),
    Behaviour("class by a tool", lambda d: labels.held(d, True), class_called, 60),
    *(
        Behaviour(
            f"problem of {n}, step by step",
            lambda d, n=n: sums.problem(d, "steps", n),
            last_number,
            80,
        )
        for n in (1, 2, 3)
    ),
    Behaviour("problem of 3, direct", lambda d: sums.problem(d, "direct", 3), last_number),
    *(
        Behaviour(
            f"answer from {k} passage{'s'[: k - 1]}",
            lambda d, k=k: passages.reading(d, k, "value"),
            stated,
            40,
        )
        for k in (1, 3, 5)
    ),
    Behaviour("answer from 5 passages, with its source", with_k(5, "cite"), exact, 50),
    Behaviour("abstains when absent, 3 passages", with_k(3, "absent"), same, 40),
    Behaviour("answers when present, told that it may abstain", answerable, stated, 40),
    Behaviour("JSON fields", fields.extraction, fields_right, 120),
    Behaviour("fields under a schema", lambda d: fields.held(d, False), fields_right, 120),
    Behaviour("broken JSON mended", fields.mending, fields_right, 120),
    Behaviour("summary: the asked form", telling.summary, form_obeyed, 110),
    Behaviour("summary: facts kept", partial(telling.summary, kind="one_line"), facts_kept, 80),
    Behaviour("summary: stays English", partial(telling.summary, kind="one_line"), english, 80),
    Behaviour("translation: the glossary's words", glossed, glossary_used, 90),
    Behaviour("question to SQL: the right rows", coding.query, rows_right, 120),
    *(
        Behaviour(
            f"judge: {kind}, {'yes' if true else 'no'}",
            lambda d, kind=kind, true=true: verdicts.verdict(d, kind, true),
            same,
            8,
        )
        for kind in verdicts.KINDS
        for true in (True, False)
    ),
    Behaviour("tool and arguments", errands.errand, called, 100),
    Behaviour("letters reversed, set apart in any way", obeying.reversal, exact, 60),
)
