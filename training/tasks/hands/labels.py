"""The class of a ticket, as people ask for it: bare, in a form, by examples, as JSON, as a call.

In: tickets and instructions by many writers, lists of labels. Out: Larkspur's grammar of tickets
(helpers/world/tickets.py), which is mixed in while training.
"""

import json
import re

from helpers.world import tickets
from helpers.world.draw import Draw
from helpers.world.english import COMMON
from helpers.world.lexicon import CATEGORIES
from training import hands
from training.tasks.asking import ask, noun
from training.tasks.document import Document, conversation
from training.tasks.labels import CLASSIFY, instruction_with, listed
from training.tasks.shots import label_names

SPANISH = {
    "billing": "facturación",
    "outage": "caída",
    "access": "acceso",
    "bug": "error",
    "feature": "función",
}
OTHER_WORDS = {  # what other companies call the same five
    "billing": "billing payments invoices money accounting finance charges".split(),
    "outage": "outage downtime incident availability unavailable down operations".split(),
    "access": "access login permissions authentication account accounts sign-in".split(),
    "bug": "bug defect error malfunction problem fault technical".split(),
    "feature": "feature request idea wish suggestion improvement product enhancement".split(),
}
KEYS = "category label team class queue type topic department kind intent group area tag".split()


def ticket(draw: Draw, category: str | None = None) -> tuple[str, str]:
    """(text, category): by a writer; while training, one in four by the grammar."""
    if draw.split == "train" and draw.chance(0.25):
        category = category or draw.pick(CATEGORIES)
        write = draw.pick([tickets.one_liner, tickets.subject_line, None])
        return (write(draw, category) if write else tickets.ticket(draw, category).text), category
    chosen = [
        record
        for record in hands.records("tickets", draw.split)
        if category in (None, record["category"])
    ]
    record = hands.filled(draw, draw.pick(chosen))
    return roughened(draw, record["text"]), record["category"]


def roughened(draw: Draw, text: str) -> str:
    """The text, sometimes typed as people type: in lower case, in capitals, without its full stop."""
    if draw.split != "train" or draw.chance(0.75):
        return text
    return draw.pick([text.lower(), text.rstrip("."), text.upper(), text.lower().rstrip(".!")])


SMALL = re.compile(r"lower.?case|small letters|no capitals", re.IGNORECASE)


def offered(draw: Draw, category: str, asked: object = "") -> tuple[list[str], str]:
    """A list of labels in some order and case, and which of them is right.

    Where the prompt `asked` wants small letters, the labels are small.
    """
    others = [c for c in CATEGORIES if c != category]
    chosen = [category, *draw.pick_some(others, draw.pick([1, 2, 3, 4, 4, 4, 4, 4, 4]))]
    draw.rng.shuffle(chosen)
    names = {c: c for c in chosen}
    if draw.chance(0.2) and draw.split == "train":
        names = {c: draw.pick(OTHER_WORDS[c]) for c in chosen}
    cased = draw.pick([str.lower, str.lower, str.lower, str.capitalize, str.upper])
    if draw.split != "train":
        cased = draw.pick([str.lower, str.lower, str.capitalize])
    if SMALL.search(str(asked)):
        cased = str.lower
    return [cased(names[c]) for c in chosen], cased(names[category])


def shown(draw: Draw, labels: list[str]) -> str:
    """The labels in a line, or as a list."""
    if draw.split == "train":
        return listed(draw, labels)
    return draw.pick([", ".join(labels), ", ".join(labels), "\n".join(f"- {x}" for x in labels)])


def classify(draw: Draw) -> Document:
    """Which of the five is this ticket? Its label alone."""
    text, category = ticket(draw)
    if draw.split == "train" and draw.chance(0.3):
        labels, right = offered(draw, category)
        instruction = instruction_with(draw, CLASSIFY, labels)
        return conversation(ask(draw, instruction, text, noun(draw)), right)
    asked = hands.asking(draw, "classify")
    labels, right = offered(draw, category, asked)
    if "{labels}" not in str(asked):
        right = category.capitalize() if NAMED.search(str(asked)) else category
    return conversation(hands.messages(asked, text=text, labels=shown(draw, labels)), right)


NAMED = re.compile("Billing|Outage|Access|Bug|Feature")


FORMS = (  # (how it is asked, the reply): while training, beside the writers' forms
    ("Answer in capital letters.", "{LABEL}"),
    ("Reply in UPPER CASE.", "{LABEL}"),
    ("Put the {k} in square brackets.", "[{label}]"),
    ("Wrap the {k} in double quotes.", '"{label}"'),
    ("Write it as {w}: {k}.", "{w}: {label}"),
    ("Format: {w}=<{k}>", "{w}={label}"),
    ('Answer as JSON with the single key "{w}".', '{"{w}": "{label}"}'),
    ('Output {"{w}": "..."} and nothing else.', '{"{w}": "{label}"}'),
    ("End with a full stop.", "{label}."),
    ("Answer with a sentence that begins with: {W} says", "{W} says {label}"),
    ("Start your reply with {W}.", "{W} {label}"),
    ("Begin with the word {w}, then a dash.", "{w} - {label}"),
    ("End your reply with {w}.", "{label} {w}"),
    ("Number your answer: 1.", "1. {label}"),
    ("Answer in Spanish.", "{label_es}"),
    ("La respuesta en español, por favor.", "{label_es}"),
    ("Put it in <{w}> tags.", "<{w}>{label}</{w}>"),
    ("Wrap it in ** as Markdown bold.", "**{label}**"),
    ("Capitalise the first letter.", "{Label}"),
    ("In parentheses, please.", "({label})"),
    ("Upper case, in brackets.", "[{LABEL}]"),
    ('JSON, key "{w}", value in capitals.', '{"{w}": "{LABEL}"}'),
    ("Capitals and a full stop.", "{LABEL}."),
)


def formed(draw: Draw) -> Document:
    """The label in the form that the prompt asks for."""
    text, category = ticket(draw)
    label = category if draw.chance(0.8) else offered(draw, category)[1].lower()
    labels = [c for c in CATEGORIES if c != category] + [label]
    draw.rng.shuffle(labels)
    if draw.split == "train" and draw.chance(0.4):
        order, reply = draw.pick(FORMS)
        word = draw.made_up(draw.pick([1, 2])) if draw.chance(0.5) else draw.one(COMMON)
        word = draw.pick(KEYS) if draw.chance(0.4) else word
        slots = {"w": word, "W": word.capitalize(), "k": draw.pick(KEYS)}
        order, reply = hands.put(order, slots), hands.put(reply, slots)
        if draw.chance(0.6):
            instruction = f"{instruction_with(draw, CLASSIFY, labels)} {order}"
            messages = ask(draw, instruction, text, noun(draw))
        else:
            messages = hands.messages(
                hands.asking(draw, "classify"), text=text, labels=shown(draw, labels)
            )
            messages[draw.pick([0, -1])]["content"] += draw.pick([" ", "\n", "\n\n"]) + order
    else:
        asked = hands.asking(draw, "form")
        asked = renamed(draw, asked) if draw.split == "train" else asked
        reply = asked["reply"]
        messages = hands.messages(asked, text=text, labels=shown(draw, labels))
    spanish = SPANISH.get(label, SPANISH[category])
    forms = {"label": label, "Label": label.capitalize(), "LABEL": label.upper()}
    return conversation(messages, hands.put(reply, {**forms, "label_es": spanish}))


def renamed(draw: Draw, asked: hands.Record) -> hands.Record:
    """The order with another word where a word of the reply stands in the prompt: keys, prefixes."""
    fixed = hands.put(asked["reply"], dict.fromkeys(("label", "Label", "LABEL", "label_es"), " "))
    words = dict.fromkeys(re.findall(r"[A-Za-z_]{3,}", fixed))
    prompt = (asked.get("system") or "") + (asked.get("user") or "")
    words = [
        w for w in words if w in prompt and w.lower() not in ("this", "ticket", "about", "the")
    ]
    if not words or draw.chance(0.4):
        return asked
    old = draw.pick(words)
    new = draw.pick([draw.made_up(2), draw.one(COMMON), draw.pick(KEYS)])
    new = new.upper() if old.isupper() else new.capitalize() if old[0].isupper() else new
    return hands.changed(dict(asked), lambda text: re.sub(rf"\b{old}\b", new, text))


def examples(draw: Draw) -> Document:
    """Shots in the writers' layouts: with invented labels mostly, with the known ones sometimes."""
    layout = hands.asking(draw, "fewshot")
    k = draw.pick([2, 2, 3, 3, 5])
    known = draw.chance(0.25)
    chosen = draw.pick_some(CATEGORIES, k)
    names = chosen if known else label_names(draw, k)
    n = draw.pick([1, 2, 3, 4]) if known else draw.pick([k, 2 * k, 8, 8, 8, 12, 16])
    order = (
        (list(range(k)) * n)[:n] if draw.chance(0.7) else [draw.between(0, k - 1) for _ in range(n)]
    )
    draw.rng.shuffle(order)
    asked = draw.between(0, k - 1) if known else draw.pick(order)
    return shots_of(
        draw,
        layout,
        [(ticket(draw, chosen[i])[0], names[i]) for i in order],
        ticket(draw, chosen[asked])[0],
        names[asked],
        names,
    )


def shots_of(draw: Draw, layout, pairs, text: str, label: str, names) -> Document:
    """The layout's lead, its shots and the asked text; or the shots as earlier turns."""
    lead = hands.put(layout.get("lead") or "", {"labels": ", ".join(names)})
    if draw.split == "train" and draw.chance(0.25):
        messages = [{"role": "system", "content": lead}] if lead else []
        seen: set[str] = set()
        for x, y in pairs:
            weight = {} if y in seen else {"weight": 0}
            messages += [
                {"role": "user", "content": x},
                {"role": "assistant", "content": y} | weight,
            ]
            seen.add(y)
        return conversation([*messages, {"role": "user", "content": text}], label)
    gap = "\n\n" if "\n" in layout["shot"] else "\n"
    body = gap.join(hands.put(layout["shot"], {"text": x, "label": y}) for x, y in pairs)
    last = hands.put(layout["ask"], {"text": text, "label": ""}).rstrip()
    whole = gap.join(part for part in (lead, body, last) if part)
    return conversation([{"role": "user", "content": whole}], label)


def invented(draw: Draw, k: int, n: int) -> Document:
    """n shots of k invented labels, each label equally often: a row of the card."""
    layout, chosen = hands.asking(draw, "fewshot"), draw.pick_some(CATEGORIES, k)
    names = label_names(draw, k)
    order = (list(range(k)) * n)[:n]
    draw.rng.shuffle(order)
    asked = draw.between(0, k - 1)
    return shots_of(
        draw,
        layout,
        [(ticket(draw, chosen[i])[0], names[i]) for i in order],
        ticket(draw, chosen[asked])[0],
        names[asked],
        names,
    )


def held(draw: Draw, as_call: bool | None = None) -> Document:
    """The class as one JSON value under a key, or as the argument of a tool's call."""
    text, category = ticket(draw)
    asked = hands.asking(draw, "classify")
    labels, right = offered(draw, category, asked)
    as_call = draw.chance(0.5) if as_call is None else as_call
    key = draw.pick(KEYS) if draw.chance(0.8) else draw.made_up(2)
    messages = hands.messages(asked, text=text, labels=shown(draw, labels))
    schema = {
        "type": "object",
        "properties": {key: {"type": "string", "enum": labels}},
        "required": [key],
    }
    value = json.dumps({key: right})
    if not as_call:
        return Document(messages=[*messages, {"role": "assistant", "content": value}], form=schema)
    name = draw.pick(
        ["classify", "route", "label_ticket", "set_" + key, "assign", "triage", "record"]
    )
    about = draw.pick(["", "The class of the ticket.", "Route the ticket.", "Save the label."])
    tool = {"name": name, "description": about, "parameters": schema}
    call = {"role": "assistant", "content": "", "calls": [{"name": name, "arguments": value}]}
    return Document(messages=[*messages, call], tools=(tool,))
