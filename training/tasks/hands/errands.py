"""Tool calls by many writers: which tool, with which arguments, and what its result means.

In: tools and errands. Out: the grammar's tools that really work (training/tasks/tooling.py).
"""

import json

from helpers.world.draw import Draw
from training import hands
from training.tasks.document import Document

TYPES = {"integer": int, "number": float}


def tool_of(draw: Draw, record: hands.Record) -> dict:
    """A tool's definition; while training, some lose their descriptions or their name's meaning."""
    properties = {
        name: dict(spec) if draw.chance(0.7) else {"type": spec["type"]}
        for name, spec in record["parameters"].items()
    }
    return {
        "name": record["name"],
        "description": record["description"],
        "parameters": {"type": "object", "properties": properties, "required": record["required"]},
    }


def cast(value: object, kind: str) -> object:
    """The argument as its type: cast("12", "integer") -> 12."""
    if kind in TYPES and isinstance(value, str):
        number = float(value.replace(",", ""))
        return int(number) if number == int(number) else number
    return value


def errand(draw: Draw, others: int | None = None) -> Document:
    """An errand with its tool among up to four: the call, and the answer from the result."""
    pool = hands.records("tools", draw.split)
    record = draw.pick(pool)
    one = hands.filled(draw, draw.pick(record["errands"]))
    kinds = {name: spec["type"] for name, spec in record["parameters"].items()}
    try:
        arguments = {k: cast(v, kinds[k]) for k, v in one["arguments"].items()}
    except ValueError:  # words where the type is a number
        return errand(draw, others)
    count = draw.pick([0, 1, 2, 3, 3]) if others is None else others
    rest = [r for r in draw.pick_some(pool, count + 1) if r["name"] != record["name"]][:count]
    tools = [tool_of(draw, r) for r in [record, *rest]]
    draw.rng.shuffle(tools)
    text = json.dumps(arguments, ensure_ascii=False)
    call = {
        "role": "assistant",
        "content": "",
        "calls": [{"name": record["name"], "arguments": text}],
    }
    messages = [{"role": "user", "content": one["user"]}, call]
    if draw.split == "train" and draw.chance(0.3):
        messages.insert(0, {"role": "system", "content": draw.pick(SYSTEMS)})
    gold = {"name": record["name"], "arguments": arguments}
    if draw.split == "train":
        result = one["result"]
        result = result if isinstance(result, str) else json.dumps(result, ensure_ascii=False)
        messages += [
            {"role": "tool", "content": result},
            {"role": "assistant", "content": one["reply"], "weight": 0.5},
        ]
    return Document(messages=messages, tools=tuple(tools), gold=gold)


SYSTEMS = (
    "You are a helpful assistant.",
    "Use the tools.",
    "You help the team at Larkspur with the tools you are given.",
    "Call a tool where it helps, then answer briefly.",
    "You can call functions.",
)
