"""Small Python functions and SQL queries from descriptions.

In: descriptions, code, tests, questions over three tables. Out: running them (training/strangers.py).
"""

import re

from helpers.world.draw import Draw
from training import hands
from training.tasks.document import Document, conversation

TABLES = {
    "customers": ("id", "name", "plan", "region", "signed_up"),
    "invoices": ("id", "customer_id", "amount", "month", "paid"),
    "tickets": ("id", "customer_id", "category", "opened", "closed", "priority"),
}


def schema(draw: Draw) -> str:
    """The three tables as people tell a model of them."""
    style = draw.between(1, 3)
    if style == 1:
        return "\n".join(f"{name}({', '.join(columns)})" for name, columns in TABLES.items())
    if style == 2:
        return "; ".join(f"{name}({', '.join(columns)})" for name, columns in TABLES.items())
    return "\n".join(
        f"CREATE TABLE {name} ({', '.join(columns)});" for name, columns in TABLES.items()
    )


def function(draw: Draw) -> Document:
    one = draw.pick(hands.records("functions", draw.split))
    does = draw.pick(one["does"])
    name = one["name"]
    code = one["code"]
    if draw.split == "train" and draw.chance(0.4):
        name = f"{draw.made_up(1)}_{draw.made_up(1)}"
        code = re.sub(rf"\b{one['name']}\b", name, code)
    does = does[0].lower() + does[1:].rstrip(".") if draw.chance(0.5) else does
    messages = hands.messages(hands.asking(draw, "code"), name=name, description=does)
    return Document(conversation(messages, code).messages, gold=one["tests"])


def query(draw: Draw) -> Document:
    one = hands.one(draw, "sql")
    messages = hands.messages(
        hands.asking(draw, "sql"), schema=schema(draw), question=draw.pick(one["question"])
    )
    return Document(conversation(messages, one["sql"]).messages, gold=one["sql"])


def coding(draw: Draw) -> Document:
    return function(draw) if draw.chance(0.5) else query(draw)
