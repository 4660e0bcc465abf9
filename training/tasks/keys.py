"""How people show the keys that they want: in a line, in a list, as a type, by an example.

In: the names of keys -> text, and the right reply. Out: the request around it (fields.py).
"""

import json
from collections.abc import Mapping, Sequence

from helpers.world import tickets
from helpers.world.draw import Draw

# What a key stands for, where the prompt says so.
MEANS = {
    "product": "(the |)(product|product name|product it is about)",
    "plan": "(the |)(plan|subscription plan|plan of the customer)",
    "region": "(the |)(cloud region|region|region it happens in)",
    "month": "(the |)(month|month that is named)",
    "weekday": "(the |)(day of the week|weekday|weekday that is named)",
    "amount": "(the |)(amount|sum of money|amount of money)(| as a number|, a number|, digits only)",
    "name": "(the |)(name of the sender|sender's name|name of the person)",
    "company": "(the |)(company|name of the company|customer's company)",
    "code": "(the |)(code|reference|identifier|reference code)",
}
LINES = (
    "{k}",
    "- {k}",
    "* {k}",
    "{i}. {k}",
    "{i}) {k}",
    "- {k}: {m}",
    "{i}. {k} - {m}",
    "{k} = {m}",
)
QUOTES = (*[""] * 6, '"', "`", "'")


def inline(draw: Draw, keys: list[str]) -> str:
    """The keys in one line: `name, plan`, `name and plan`, `["name", "plan"]`, `(name, plan)`."""
    quote = draw.pick(QUOTES)
    words = [f"{quote}{key}{quote}" for key in keys]
    style = draw.between(1, 14)
    if style <= 2 and len(words) > 1:
        return f"{', '.join(words[:-1])} and {words[-1]}"
    if style == 3:
        return f"[{', '.join(words)}]"
    if style == 4:
        return f"({', '.join(words)})"
    if style == 5:
        return "{" + ", ".join(words) + "}"
    return {6: " / ", 7: " | ", 8: "; ", 9: " + ", 10: ","}.get(style, ", ").join(words)


def lines(draw: Draw, keys: list[str]) -> str:
    """The keys one below the other, as bullets or numbered, some with what they mean."""
    form = draw.pick(LINES if len(keys) > 1 else LINES[:3])
    told = "{m}" in form
    return "\n".join(
        form.format(k=key, i=i, m=draw.say(MEANS[key]) if told else "")
        for i, key in enumerate(keys, 1)
    )


def shape(draw: Draw, keys: list[str]) -> str:
    """The keys as a type: TypeScript, Pydantic, a dataclass, JSON Schema or a typed skeleton."""
    kinds = {key: "number" if key == "amount" else "string" for key in keys}
    name = draw.pick(("Ticket", "Fields", "Record", "Extracted", "TicketFields"))
    style = draw.between(1, 7)
    if style <= 2:
        head = draw.pick((f"interface {name} {{", f"type {name} = {{", "{"))
        end = draw.pick((";", ";", ",", ""))
        return "\n".join((head, *(f"  {k}: {kind} | null{end}" for k, kind in kinds.items()), "}"))
    if style <= 4:
        head = draw.pick((f"class {name}(BaseModel):", f"class {name}(TypedDict):"))
        none = draw.pick(("{} | None", "{} | None", "Optional[{}]"))
        if style == 4:
            head = f"@dataclass\nclass {name}:"
        python = {key: "int" if kind == "number" else "str" for key, kind in kinds.items()}
        return "\n".join((head, *(f"    {k}: {none.format(kind)}" for k, kind in python.items())))
    if style == 5:
        types = {key: {"type": [kind, "null"]} for key, kind in kinds.items()}
        schema = {"type": "object", "properties": types, "required": keys}
        return json.dumps(schema, indent=draw.pick((None, None, None, 2)))
    form = draw.pick(('"{k}": {v} or null', '"{k}": <{v} or null>', '"{k}": "{v}|null"'))
    filled = [form.format(k=key, v=kind) for key, kind in kinds.items()]
    if style == 6:
        return "{" + ", ".join(filled) + "}"
    return "{\n  " + ",\n  ".join(filled) + "\n}"


def example(draw: Draw, keys: list[str]) -> str:
    """A right reply for some other ticket."""
    other = tickets.slots(draw)
    said = {k: other[k] for k in keys if not (len(keys) > 1 and draw.chance(0.3))}
    return as_json(said, keys)


def as_json(fields: Mapping[str, str], keys: Sequence[str]) -> str:
    """as_json({"amount": "12"}, ["name", "amount"]) -> '{"name": null, "amount": 12}'"""
    values = {key: fields.get(key) for key in keys}
    if values.get("amount"):
        values["amount"] = int(values["amount"])
    return json.dumps(values)
