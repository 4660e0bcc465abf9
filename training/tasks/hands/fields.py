"""JSON from a message, under the keys that were asked for; and broken JSON mended.

In: messages with their fields. Out: the grammar's tickets (training/tasks/extraction.py).
"""

import json

from helpers.world.draw import Draw
from training import hands
from training.tasks.asking import ask, noun
from training.tasks.document import Document, conversation
from training.tasks.extraction import CUES
from training.tasks.keys import inline

EXTRA = (
    "phone country language priority version browser department order_id address quantity due_date "
    "product contact reason status url account_id role device color weight website signature"
).split()
SYNONYMS = {
    "customer": ("client", "company", "organisation", "account"),
    "name": ("person", "sender", "contact", "who", "full_name"),
    "amount": ("sum", "total", "price", "value"),
    "plan": ("tier", "subscription", "package"),
    "city": ("town", "location", "place", "site"),
    "deadline": ("due", "due_date", "by_when", "needed_by"),
    "invoice_number": ("invoice", "invoice_id", "reference", "document"),
    "month": ("billing_month", "period"),
    "service": ("component", "system", "server"),
    "error": ("error_code", "message", "symptom"),
    "email": ("mail", "email_address", "reply_to"),
    "person": ("name", "sender", "user"),
}


def values(draw: Draw) -> tuple[str, dict[str, str | None]]:
    """(text, its fields) by a writer."""
    pool = [r for r in hands.records("tickets", draw.split) if r.get("fields")]
    one = hands.filled(draw, draw.pick(pool))
    fields = dict(one["fields"])
    if draw.split == "train":
        fields = {
            (draw.pick(SYNONYMS[k]) if k in SYNONYMS and draw.chance(0.3) else k): v
            for k, v in fields.items()
        }
    return one["text"], fields


def typed(value: str | None) -> object:
    """A number where the value is one: typed("12") -> 12, typed("012") -> "012"."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and str(int(value)) == value:
        return int(value)
    return value


def chosen(draw: Draw, fields: dict) -> list[str]:
    """The keys to ask for: some of the text's, now and then one that it does not tell."""
    told = [key for key in fields if fields[key] is not None]
    keys = draw.pick_some(told, draw.between(1, len(told))) if told else []
    keys += [key for key in fields if fields[key] is None and draw.chance(0.7)]
    if not keys or draw.chance(0.3):
        keys.append(draw.pick([e for e in EXTRA if e not in fields]))
    draw.rng.shuffle(keys)
    return keys


def extraction(draw: Draw) -> Document:
    text, fields = values(draw)
    keys = chosen(draw, fields)
    reply = json.dumps({key: typed(fields.get(key)) for key in keys}, ensure_ascii=False)
    if draw.split == "train" and draw.chance(0.15):
        from_form = draw.pick(
            ("{} as JSON.", "JSON with the keys {}.", "Extract {} as JSON, null if absent.")
        )
        return conversation(
            ask(draw, from_form.format(inline(draw, keys)), text, noun(draw), CUES), reply
        )
    style = draw.between(1, 4)
    listed = ", ".join(keys)
    if style == 1:
        listed = inline(draw, keys) if draw.split == "train" else ", ".join(f'"{k}"' for k in keys)
    elif style == 2:
        listed = "\n".join(f"- {key}" for key in keys)
    return conversation(
        hands.messages(hands.asking(draw, "extract"), text=text, keys=listed), reply
    )


def held(draw: Draw, as_call: bool | None = None) -> Document:
    """The same as a schema's object or as the arguments of a tool."""
    text, fields = values(draw)
    keys = chosen(draw, fields)
    value = json.dumps({key: typed(fields.get(key)) for key in keys}, ensure_ascii=False)
    types = {
        k: {"type": ["integer" if isinstance(typed(fields.get(k)), int) else "string", "null"]}
        for k in keys
    }
    schema = {"type": "object", "properties": types, "required": keys}
    messages = hands.messages(hands.asking(draw, "extract"), text=text, keys=", ".join(keys))
    if draw.chance(0.5):
        messages = [{"role": "user", "content": text}]
    if draw.chance(0.5) if as_call is None else not as_call:
        return Document(messages=[*messages, {"role": "assistant", "content": value}], form=schema)
    name = draw.pick(["save_fields", "record", "extract", "store", "submit", "create_ticket"])
    tool = {
        "name": name,
        "description": draw.pick(["", "Save what the message says."]),
        "parameters": schema,
    }
    call = {"role": "assistant", "content": "", "calls": [{"name": name, "arguments": value}]}
    return Document(messages=[*messages, call], tools=(tool,))


BREAKS = (  # (what is done to right JSON, what a parser says of it)
    (lambda t, d: t[:-1], "Expecting ',' delimiter"),
    (lambda t, d: t.replace('"', "'"), "Expecting property name enclosed in double quotes"),
    (lambda t, d: t[:-1] + ",}", "Expecting property name enclosed in double quotes"),
    (lambda t, d: t.replace('": ', '" ', 1), "Expecting ':' delimiter"),
    (lambda t, d: t.replace(', "', ' "', 1), "Expecting ',' delimiter"),
    (lambda t, d: "```json\n" + t + "\n```", "Expecting value: line 1 column 1 (char 0)"),
    (lambda t, d: "Here is the JSON: " + t, "Expecting value: line 1 column 1 (char 0)"),
    (lambda t, d: t + " Let me know if you need more.", "Extra data"),
    (lambda t, d: t.replace("null", "None"), "Expecting value"),
    (
        lambda t, d: t.replace('{"', "{", 1).replace('":', ":", 1),
        "Expecting property name enclosed in double quotes",
    ),
    (
        lambda t, d: t.replace('"', "“", 1).replace('"', "”", 1),
        "Expecting property name enclosed in double quotes",
    ),
)


def mending(draw: Draw) -> Document:
    """Broken JSON and what the parser says of it -> the JSON."""
    _, fields = values(draw)
    right = json.dumps({k: typed(v) for k, v in fields.items()}, ensure_ascii=False)
    broken = right
    while broken == right:
        change, error = draw.pick(BREAKS)
        broken = change(right, draw)
    return conversation(hands.messages(hands.asking(draw, "mend"), json=broken, error=error), right)
