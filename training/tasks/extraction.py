"""What a text holds, in less: fields of a ticket as JSON, an incident report in one line.

In: the requests and the right replies. Out: the texts (helpers/world/tickets.py, incidents.py).
"""

import json

from helpers.world import incidents, tickets
from helpers.world.draw import Draw
from training.tasks.asking import ask, noun
from training.tasks.document import Document, conversation

FIELDS = ("product", "plan", "region", "month", "weekday", "amount", "name", "company", "code")
EXTRACT = (
    "(Extract|Pull out|Get|Find|Collect) (the fields |the values of |) {keys} (from|in) (this|the) (ticket|message|text) as JSON(.|)",
    "(Return|Give me|Write|Output) (a |)JSON (object |)with (the keys|the fields|) {keys}(.|)",
    "(Turn|Convert) (this|the) (ticket|message) into JSON with (the |)keys {keys}(.|)",
    "(Fill|Make) a JSON (record|object) {keys} from (this|the) (ticket|message)(.|)",
)
SUMMARISE = (
    "(Summarise|Summarize|Sum up) (this|the) (incident|report|text|incident report) (in one line|in one sentence|briefly|shortly)(.|)",
    "(Write|Give) (a|one) (one-line|one-sentence|short) summary (of|for) (this|the) (incident|report)(.|)",
    "(What happened|Tell me what happened)(,|) in one (line|sentence)(?|.)",
    "TL;DR (this|the) (incident|report)(.|)",
    "(Condense|Shorten|Compress) (this|the) (incident |)report to one (line|sentence)(.|)",
)


def extraction(draw: Draw) -> Document:
    """Fields of a ticket as a JSON object; what the ticket does not say is null."""
    one = tickets.ticket(draw)
    present = [key for key in FIELDS if key in one.fields]
    keys = draw.pick_some(present, min(len(present), draw.between(1, 4)))
    keys += [key for key in draw.pick_some(FIELDS, 1) if key not in keys and draw.chance(0.6)]
    if not keys:
        keys = draw.pick_some(FIELDS, 2)
    draw.rng.shuffle(keys)
    found = {key: one.fields.get(key) for key in keys}
    if found.get("amount"):
        found["amount"] = int(found["amount"])
    named = draw.pick([", ".join(keys), ", ".join(f'"{k}"' for k in keys), " and ".join(keys)])
    instruction = (
        draw.say(draw.pick(EXTRACT), keys="{keys}").replace("{keys}", named).replace("  ", " ")
    )
    return conversation(ask(draw, instruction, one.text, noun(draw)), json.dumps(found))


def summary(draw: Draw) -> Document:
    """An incident report in one line."""
    incident = incidents.incident(draw)
    instruction = draw.say(draw.pick(SUMMARISE))
    return conversation(
        ask(draw, instruction, incident.text, draw.pick(("incident", "report", "text"))),
        incident.summary,
    )
