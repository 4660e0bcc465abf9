"""Notes as an intranet has them: one fact each among sentences that say nothing of it.

A note has 40 to 50 words, and its other sentences are those of the documentation
(`helpers.world.handbook_facts.FILLER`), which no answer stands in. Questions are about one fact or
about two, and of two one may be missing.

In: facts (passages.py), notes, questions with what answers them. Out: searching, prompts.
"""

from __future__ import annotations

from dataclasses import dataclass

from helpers.world import passages
from helpers.world.draw import Draw
from helpers.world.handbook_facts import FILLER
from helpers.world.handbook_gold import joined
from helpers.world.passages import Fact

AROUND = 3  # sentences beside the one that states the fact
KINDS = ("answerable", "partly", "unanswerable")
CROWDS = ("filler", "others", "rivals")
NICKNAME = "colour"  # the attribute by which something gets a second name


@dataclass(frozen=True)
class Part:
    """A question about one fact of a thing: what answers it, and the sentence and the place of the
    note that say so. Value and sentence are "" and the place is -1 where no note does."""

    question: str
    thing: str
    value: str
    sentence: str = ""
    place: int = -1


@dataclass(frozen=True)
class Asked:
    """A question over notes, of one part or two; the notes are of 40 to 50 words each."""

    kind: str
    question: str
    parts: tuple[Part, ...]
    notes: tuple[str, ...]


def note(draw: Draw, sentence: str, around: int = AROUND) -> str:
    """The sentence somewhere among `around` others; with "" there are others alone."""
    others = [line.format(topic="it") for line in draw.rng.sample(FILLER, around)]
    if sentence:
        others.insert(draw.between(0, around), sentence)
    return " ".join(others)


def asked(draw: Draw, kind: str, k: int = 6, near: bool = False) -> Asked:
    """A question of a kind over k notes: `answerable` has one part or two, `partly` one of two.

    What no note says is about something that no note names; with `near` it is another attribute of
    something that a note is about. ValueError for a kind that is none of KINDS.
    """
    if kind not in KINDS:
        raise ValueError(f"kind must be one of {KINDS}, not {kind!r}")
    facts = passages.facts(draw, k + 2)
    sentences = [passages.statement(draw, fact) for fact in facts[:k]]
    places = draw.pick_some(range(k), 2)
    there = [_part(draw, facts[p], sentences[p], p) for p in places]
    unsaid = [other(draw, facts[p]) for p in draw.pick_some(range(k), 2)] if near else facts[k:]
    missing = [Part(ask(draw, fact), fact.thing, "") for fact in unsaid]
    parts = {
        "answerable": there[: draw.between(1, 2)],
        "partly": draw.pick(([there[0], missing[0]], [missing[0], there[0]])),
        "unanswerable": missing[: draw.between(1, 2)],
    }[kind]
    question = parts[0].question
    if len(parts) == 2:
        question = joined(question, parts[1].question)
    return Asked(kind, question, tuple(parts), tuple(note(draw, s) for s in sentences))


def crowd(draw: Draw, kind: str, k: int = 6) -> Asked:
    """A question that one of k notes answers; `kind` says what the others are about.

    `filler`: about nothing; `others`: a fact each; `rivals`: the attribute that is asked for, each
    of another thing. The same draw gives the same question and the same note for it, whatever the
    kind. ValueError for a kind that is none of CROWDS.
    """
    if kind not in CROWDS:
        raise ValueError(f"kind must be one of {CROWDS}, not {kind!r}")
    facts = passages.facts(draw, k)
    place, about = draw.between(0, k - 1), facts[0]
    sentence = passages.statement(draw, about)
    part, mine = _part(draw, about, sentence, place), note(draw, sentence)
    rest = [rival(draw, about, f.thing) for f in facts[1:]] if kind == "rivals" else facts[1:]
    said = ["" if kind == "filler" else passages.statement(draw, fact) for fact in rest]
    others = [note(draw, s, AROUND if s else AROUND + 1) for s in said]
    texts = (*others[:place], mine, *others[place:])
    return Asked("answerable", part.question, (part,), texts)


def rival(draw: Draw, about: Fact, thing: str) -> Fact:
    """The same attribute of another thing (or of the same one), with another value."""
    while (value := passages.value(draw, about.attribute)) == about.value:
        continue
    return Fact(thing, about.attribute, value)


def aliased(draw: Draw, k: int = 8) -> Asked:
    """A question about a thing whose fact is stated under its second name; `notes` are sentences.

    One sentence says the second name, one the fact, and k - 1 tell of other things.
    """
    facts = [f for f in passages.facts(draw, k + 4) if f.attribute != NICKNAME][:k]
    about, name = facts[0], passages.value(draw, NICKNAME).capitalize()
    said = [Fact(about.thing, NICKNAME, name), Fact(name, about.attribute, about.value)]
    sentences = [passages.statement(draw, fact) for fact in [*said, *facts[1:]]]
    part = _part(draw, about, sentences[1], 1)
    return Asked("answerable", part.question, (part,), tuple(sentences))


def disputed(draw: Draw, k: int = 6) -> Asked:
    """A question to which two of k sentences give two values; the parts are one for each."""
    facts = passages.facts(draw, k - 1)
    about = facts[0]
    facts.insert(1, rival(draw, about, about.thing))
    sentences = [passages.statement(draw, fact) for fact in facts]
    part = _part(draw, about, sentences[0], 0)
    second = Part(part.question, about.thing, facts[1].value, sentences[1], 1)
    return Asked("answerable", part.question, (part, second), tuple(sentences))


def _part(draw: Draw, about: Fact, sentence: str, place: int) -> Part:
    return Part(ask(draw, about), about.thing, about.value, sentence, place)


def ask(draw: Draw, about: Fact) -> str:
    """A question for the fact that ends in a question mark."""
    while not (words := passages.question(draw, about)).endswith("?"):
        continue
    return words


def other(draw: Draw, about: Fact) -> Fact:
    """Another attribute of the same thing."""
    attribute = draw.pick([name for name in passages.ATTRIBUTES if name != about.attribute])
    return Fact(about.thing, attribute, passages.value(draw, attribute))


LINE = 26  # characters of a line in a file
LEAST = 5  # letters of a word that may be cut in two at the end of a line


def pages(draw: Draw, k: int) -> tuple[list[dict], list[dict]]:
    """k pages of one note each, as files have them, and a question about each of them.

    Two pages of three are public, the others the staff's. A question has the groups of who asks,
    the sentence that answers it and its value.
    """
    files, questions = [], []
    for number, fact in enumerate(passages.facts(draw, k)):
        group = "public" if number % 3 else "staff"
        sentence = passages.statement(draw, fact)
        path = f"{group}/note-{number + 1:02}.txt"
        files.append({"path": path, "group": group, "text": wrapped(note(draw, sentence))})
        groups = ["public"] if group == "public" else ["public", "staff"]
        asks = {"question": ask(draw, fact), "groups": groups}
        questions.append(
            {"id": f"q{number + 1:02}", **asks, "sentence": sentence, "value": fact.value}
        )
    return files, questions


def wrapped(text: str) -> str:
    """Lines of up to LINE characters; a long word may be cut in two, as in a PDF's text."""
    lines = [""]
    for word in text.split():
        room = LINE - len(lines[-1]) - 1
        if len(word) <= room or not lines[-1]:
            lines[-1] = f"{lines[-1]} {word}".strip()
        elif word.isalpha() and len(word) >= LEAST and room >= 4:
            head = min(room - 1, len(word) - 2)
            lines[-1] += f" {word[:head]}-"
            lines.append(word[head:])
        else:
            lines.append(word)
    return "\n".join(lines)
