"""Answers from documents that people wrote: the value, its source, or that it is not there.

Among the passages are some about another thing of the same kind, so that only the name tells which
one is meant; a question that a passage seems to answer and does not is asked as often as one about
something that no passage names. In: passages, questions, instructions. Out: the grammar of facts
(helpers/world/passages.py), which lends some of the other passages while training.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from helpers.world import passages as grammar
from helpers.world.draw import Draw
from training import hands
from training.tasks import frames
from training.tasks.asking import with_persona
from training.tasks.document import Document
from training.tasks.reading import NOT_IN_TEXT, NUMBERED


@dataclass(frozen=True)
class Passage:
    """One passage, what can be asked of it, and what it does not tell."""

    text: str
    facts: tuple[dict, ...] = ()
    missing: tuple[str, ...] = ()


def drawn(draw: Draw, record: hands.Record | None = None) -> Passage:
    """A writer's passage with values in its slots."""
    record = record or draw.pick(hands.records("passages", draw.split))
    one = hands.filled(draw, record)
    return Passage(one["text"], tuple(one["facts"]), tuple(one["missing"]))


def several(draw: Draw, k: int) -> list[Passage]:
    """k passages; some are the same text about another thing, with other values."""
    pool = hands.records("passages", draw.split)
    chosen = draw.pick_some(pool, k)
    if k > 1 and draw.chance(0.3):
        with_slots = [r for r in chosen if list(hands.slots(str(r["about"])))]
        if with_slots:
            chosen[draw.between(1, k - 1)] = with_slots[0]
    found = [drawn(draw, record) for record in chosen]
    if draw.split == "train" and k > 1 and draw.chance(0.25):
        found[draw.between(0, k - 1)] = from_grammar(draw)
    return found


def from_grammar(draw: Draw) -> Passage:
    about = grammar.fact(draw)
    fact = {"q": [grammar.question(draw, about)], "a": about.value, "claim": about.value}
    return Passage(grammar.passage(draw, about), (fact,))


def numbered(draw: Draw, texts: list[str]) -> str:
    form = draw.pick(NUMBERED) if draw.split == "train" else "[{i}] {t}"
    return draw.pick(["\n", "\n\n"]).join(form.format(i=i, t=t) for i, t in enumerate(texts, 1))


def plain(draw: Draw, texts: list[str]) -> str:
    if len(texts) > 1 and draw.chance(0.4):
        return numbered(draw, texts)
    return draw.pick(["\n\n", "\n\n", "\n"]).join(texts)


def reading(
    draw: Draw, k: int | None = None, how: str | None = None, found: list[Passage] | None = None
) -> Document:
    """A question over k passages; `how` is "value", "cite" or "absent"."""
    k = k or draw.pick([1, 1, 1, 2, 2, 3, 3, 4, 5])
    how = how or draw.pick(["value"] * 5 + ["cite"] * 4 + ["absent"] * 3)
    found = found or several(draw, k)
    texts = [one.text for one in found]
    asked = [asked_about(draw, found, how)]
    if draw.split == "train" and draw.chance(0.6):  # more answers for each text that is read
        for _ in range(draw.between(1, 4)):
            asked.append(asked_about(draw, found, how if how == "cite" else another(draw)))
    if how == "cite":
        return cited(draw, texts, asked)
    if how == "absent" or draw.chance(0.4):
        return maybe_absent(draw, texts, asked)
    return answered(draw, texts, [one for one in asked if one.answer])


def another(draw: Draw) -> str:
    return "value" if draw.chance(0.7) else "absent"


@dataclass(frozen=True)
class Asked:
    """A question, its answer ("" where no passage tells it), and the place of the passage."""

    question: str
    answer: str
    at: int


def asked_about(draw: Draw, found: list[Passage], how: str) -> Asked:
    at = draw.between(0, len(found) - 1)
    return Asked(*asked_of(draw, found, at, how), at)


def asked_of(draw: Draw, found: list[Passage], at: int, how: str) -> tuple[str, str]:
    """A question and its answer; of "absent", one that no passage answers (the answer is "")."""
    one = found[at]
    if how == "absent":
        if one.missing and draw.chance(0.7):
            return draw.pick(one.missing), ""
        other = drawn(draw)
        while other.text in [p.text for p in found]:
            other = drawn(draw)
        return draw.pick(draw.pick(other.facts)["q"]), ""
    fact = draw.pick(one.facts)
    return draw.pick(fact["q"]), fact["a"]


def answered(draw: Draw, texts: list[str], asked: list[Asked]) -> Document:
    """The values alone."""
    body, question = plain(draw, texts), asked[0].question
    if draw.split == "train" and draw.chance(0.25):
        messages = framed(draw, body, question, False)
    else:
        told = hands.asking(draw, "read", fits=lambda r: not r.get("absent"))
        messages = hands.messages(told, passages=body, question=question)
    return in_turn(messages, asked, lambda one: one.answer)


def maybe_absent(draw: Draw, texts: list[str], asked: list[Asked]) -> Document:
    """The prompt says what to reply where the passages do not tell it."""
    wording = hands.asking(draw, "read", fits=lambda r: bool(r.get("absent")))
    phrase = wording["absent"]
    if draw.split == "train" and draw.chance(0.3):
        new = draw.pick(
            ["n/a", "unknown", "none", "?", "-", "not given", draw.made_up(2), NOT_IN_TEXT]
        )
        wording = hands.changed(dict(wording), lambda text: text.replace(phrase, new))
        phrase = new
    messages = hands.messages(wording, passages=plain(draw, texts), question=asked[0].question)
    return in_turn(messages, asked, lambda one: one.answer or phrase)


def cited(draw: Draw, texts: list[str], asked: list[Asked]) -> Document:
    """The value and its passage's number, in the asked form."""
    if draw.split == "train" and draw.chance(0.2):
        messages = framed(draw, numbered(draw, texts), asked[0].question, True)
        return in_turn(messages, asked, lambda one: f"{one.answer} [{one.at + 1}]")
    wording = hands.asking(draw, "cite")
    body = "\n".join(f"[{i}] {text}" for i, text in enumerate(texts, 1))
    if draw.split == "train" and draw.chance(0.2):
        body = numbered(draw, texts)

    def reply(one: Asked) -> str:
        return hands.put(wording["reply"], {"answer": one.answer, "source": one.at + 1})

    messages = hands.messages(wording, passages=body, question=asked[0].question)
    return in_turn(messages, asked, reply)


def in_turn(messages: list[dict], asked: list[Asked], reply: Callable[[Asked], str]) -> Document:
    """The first question is in the messages; the others follow it bare."""
    turns = [
        turn
        for one in asked
        for turn in (
            {"role": "user", "content": one.question},
            {"role": "assistant", "content": reply(one)},
        )
    ]
    return Document(messages=[*messages, *turns[1:]])


def framed(draw: Draw, body: str, question: str, cite: bool) -> list[dict]:
    """The grammar's instruction around the passages."""
    system, text = frames.prompt(draw, body, question, cite)
    if system:
        return [{"role": "system", "content": system}, {"role": "user", "content": text}]
    return with_persona(draw, text)


def searching(draw: Draw) -> Document:
    """Which passage is about it, several times over the same ones: what finding is made of."""
    found = several(draw, draw.pick([2, 3, 3, 4, 5]))
    messages = [{"role": "user", "content": numbered(draw, [one.text for one in found])}]
    order = draw.pick_some(range(len(found)), min(len(found), draw.between(2, 4)))
    for turn, at in enumerate(order):
        fact = draw.pick(found[at].facts)
        whole = draw.chance(0.5)
        question = draw.pick(fact["q"])
        request = question if whole else f"{draw.pick(WHERE)} {question}"
        if turn:
            messages.append({"role": "user", "content": request})
        else:
            messages[0]["content"] += "\n\n" + request
        reply = fact["a"] if whole else f"[{at + 1}]"
        messages.append({"role": "assistant", "content": reply, "weight": 1.0 if whole else 2.0})
    return Document(messages=messages)


WHERE = (
    "Which passage answers this?",
    "Number of the passage that tells:",
    "Only the source's number:",
    "Where does it say that?",
    "In which document is it?",
)


def gaps(draw: Draw) -> Document:
    """Words left out of a sentence of a text, several times over the same texts: which are they?

    A question says some of what stands around its answer. Here nothing else is asked: to find the
    place by its words, in whatever a person wrote, and to copy what stands there.
    """
    found = [spanned(draw) for _ in range(draw.pick([1, 1, 2, 3]))]
    spans = [(text, span) for text, several in found for span in several]
    messages = [{"role": "user", "content": plain(draw, [text for text, _ in found])}]
    for turn, (text, span) in enumerate(draw.pick_some(spans, min(len(spans), draw.between(2, 4)))):
        request = draw.pick(FILL).format(sentence=gapped(draw, text, span))
        if turn:
            messages.append({"role": "user", "content": request})
        else:
            messages[0]["content"] += "\n\n" + request
        messages.append({"role": "assistant", "content": span})
    return Document(messages=messages)


FILL = (
    "Fill the gap: {sentence}",
    "{sentence}",
    "{sentence}\nWhat is missing?",
    "Which words belong in the gap? {sentence}",
    "What does it say here: {sentence}",
    "Complete it from the text: {sentence}",
)
GAPS = ("___", "...", "[?]", "____", "(what?)")
END_OF_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


def spanned(draw: Draw) -> tuple[str, list[str]]:
    """A text of any kind, and pieces of it that somebody found worth asking for."""
    kind = draw.pick(["passages", "passages", "tickets", "incidents"])
    while True:
        one = hands.one(draw, kind)
        told = one["facts"] if kind != "tickets" else (one.get("fields") or {}).values()
        spans = [fact["a"] if isinstance(fact, dict) else fact for fact in told]
        if found := [span for span in dict.fromkeys(spans) if span and span in one["text"]]:
            return one["text"], found


def gapped(draw: Draw, text: str, span: str) -> str:
    """The sentence of the text that holds the span, which is left out; often other words too."""
    sentence = next((s for s in END_OF_SENTENCE.split(text) if span in s), text)
    before, _, after = sentence.partition(span)
    lost, near = draw.pick([0, 0, 0.2, 0.4]), draw.pick([4, 7, 12, 99])

    def kept(words: list[str]) -> str:
        return " ".join(word for word in words if not draw.chance(lost))

    parts = [kept(before.split()[-near:]), draw.pick(GAPS), kept(after.split()[:near])]
    return " ".join(part for part in parts if part)
