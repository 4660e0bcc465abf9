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
NICKNAME = "colour"  # the attribute by which something gets a second name


@dataclass(frozen=True)
class Part:
    """A question about one fact: what answers it, and the sentence and the place of the note that
    say so. Value and sentence are "" and the place is -1 where no note does."""

    question: str
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


def asked(draw: Draw, kind: str, k: int = 6, alike: float = passages.ALIKE) -> Asked:
    """A question of a kind over k notes: `answerable` has one part or two, `partly` one of two.

    What no note says is either another attribute of something that a note is about, or about
    nothing that is there. ValueError for a kind that is none of KINDS.
    """
    if kind not in KINDS:
        raise ValueError(f"kind must be one of {KINDS}, not {kind!r}")
    facts = passages.facts(draw, k + 1, alike)
    sentences = [passages.statement(draw, fact) for fact in facts[:k]]
    places = draw.pick_some(range(k), 2)
    there = [Part(ask(draw, facts[p]), facts[p].value, sentences[p], p) for p in places]
    missing = [Part(ask(draw, unsaid(draw, facts, n)), "") for n in draw.pick_some((0, 1), 2)]
    parts = {
        "answerable": there[: draw.between(1, 2)],
        "partly": draw.pick(([there[0], missing[0]], [missing[0], there[0]])),
        "unanswerable": missing[: draw.between(1, 2)],
    }[kind]
    question = parts[0].question
    if len(parts) == 2:
        question = joined(question, parts[1].question)
    return Asked(kind, question, tuple(parts), tuple(note(draw, s) for s in sentences))


def ask(draw: Draw, about: Fact) -> str:
    """A question for the fact that ends in a question mark."""
    while not (words := passages.question(draw, about)).endswith("?"):
        continue
    return words


def unsaid(draw: Draw, facts: list[Fact], near: int) -> Fact:
    """A fact that no note states: of the last thing, which has no note, or (`near`) another
    attribute of one that has."""
    if not near:
        return facts[-1]
    about = draw.pick(facts[:-1])
    others = [name for name in passages.ATTRIBUTES if name != about.attribute]
    attribute = draw.pick(others)
    return Fact(about.thing, attribute, passages.value(draw, attribute))
