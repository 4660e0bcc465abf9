"""Summaries, replies to customers, translations and notes, in the manner that was asked for.

In: incidents, tickets, sentences and dialogues with their right versions. Out: checks of form
(training/strangers.py).
"""

from helpers.world import spanish
from helpers.world.draw import Draw
from training import hands
from training.tasks.document import Document, conversation, loosely

KINDS = ("one_line", "words", "bullets", "customer", "engineer", "cause", "es")
BULLETS = ("- ", "- ", "- ", "* ", "• ")


def version(draw: Draw, one: dict, kind: str, n: int) -> str:
    """The incident as this kind of summary; "words": the fullest of at most n words."""
    if kind == "bullets":
        mark = "- " if draw.split == "heldout" else draw.pick(BULLETS[:3])
        return "\n".join(mark + line for line in one["bullets"])
    if kind != "words":
        return one[kind]
    fitting = [t for t in candidates(one) if len(t.split()) <= n]
    return max(fitting, key=lambda t: len(t.split()))


def candidates(one: dict) -> list[str]:
    return [one["one_line"], one["cause"], one["customer"], one["engineer"], *one["bullets"]]


def summary(draw: Draw, kind: str | None = None) -> Document:
    """An incident, told as it was asked for."""
    one = hands.one(draw, "incidents")
    kind = kind or draw.pick(KINDS)
    shortest = min(len(t.split()) for t in candidates(one))
    n = max(shortest, draw.pick([5, 6, 8, 8, 10, 10, 12, 15, 20, 25]))
    asked = hands.asking(draw, "summary", kind)
    messages = hands.messages(asked, incident=one["text"], n=n)
    document = conversation(messages, version(draw, one, kind, n))
    return Document(document.messages, gold={"kind": kind, "n": n, "facts": one["facts"]})


def reply(draw: Draw, kind: str | None = None) -> Document:
    """An answer to a customer: formal, friendly or short."""
    one = hands.one(draw, "replies")
    kind = kind or draw.pick(["formal", "friendly", "short"])
    messages = hands.messages(hands.asking(draw, "answer", kind), ticket=one["ticket"])
    return loosely(conversation(messages, one[kind]), 0.6)


def translation(draw: Draw) -> Document:
    """English to Spanish; with a glossary, the reply uses its words, however odd they are."""
    if draw.split == "train" and draw.chance(0.2):
        pair = spanish.pair(draw)
        one = {"en": pair.english, "es": pair.spanish, "terms": {}}
    else:
        one = hands.one(draw, "spanish")
    terms = dict(one.get("terms") or {})
    if not terms or draw.chance(0.3):
        asked = hands.asking(draw, "translate", fits=lambda r: "{glossary}" not in str(r))
        return conversation(hands.messages(asked, text=one["en"]), one["es"])
    asked = hands.asking(draw, "translate", fits=lambda r: "{glossary}" in str(r))
    told = one["es"]
    if draw.chance(0.6):  # words that stand nowhere else: only the list can tell them
        for term, word in terms.items():
            terms[term] = draw.made_up(draw.pick([2, 3]))
            told = told.replace(word, terms[term])
    sign = draw.pick([" = ", ": ", " -> ", " → "])
    glossary = "\n".join(term + sign + word for term, word in terms.items())
    messages = hands.messages(asked, text=one["en"], glossary=glossary)
    return Document(conversation(messages, told).messages, gold=tuple(terms.values()))


def notes(draw: Draw) -> Document:
    """A dialogue as short notes."""
    one = hands.one(draw, "dialogues")
    names = draw.pick(
        [("user", "assistant"), ("Customer", "Support"), ("User", "Agent"), ("C", "S")]
    )
    said = dict(zip(("user", "assistant"), names, strict=True))
    dialogue = "\n".join(f"{said.get(who, who)}: {text}" for who, text in one["turns"])
    messages = hands.messages(hands.asking(draw, "notes"), dialogue=dialogue)
    told = "\n".join(note if note.startswith("-") else f"- {note}" for note in one["notes"])
    return Document(conversation(messages, told).messages, gold=one["asks"])


def later(draw: Draw) -> Document:
    """A question that the notes of a dialogue answer."""
    one = hands.one(draw, "dialogues")
    asked = draw.pick(one["asks"])
    told = "\n".join(f"- {note}" for note in one["notes"])
    prompt = hands.asking(draw, "read", fits=lambda r: not r.get("absent"))
    return conversation(hands.messages(prompt, passages=told, question=asked["q"]), asked["a"])


def prose(draw: Draw) -> Document:
    """Plain text of the trade, without a question."""
    return Document(text=hands.one(draw, "prose")["text"])


def telling(draw: Draw) -> Document:
    kind = draw.between(1, 20)
    if kind <= 9:
        return summary(draw)
    if kind <= 12:
        return reply(draw)
    if kind <= 17:
        return translation(draw)
    return notes(draw) if kind <= 18 else later(draw)
