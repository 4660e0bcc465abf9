"""Judging in two words: is it supported, does it answer, is it useful, is the rule broken?

In: claims, questions, passages and rules by many writers. Out: pairwise judging and its planted
habits (training/tasks/judging.py).
"""

import re

from helpers.world.draw import Draw
from training import hands
from training.tasks.document import Document
from training.tasks.hands.passages import Passage, drawn

KINDS = ("supported", "answer", "relevant", "useful", "rule")


def verdict(draw: Draw, kind: str | None = None, true: bool | None = None) -> Document:
    """One judgement, in the two words that the prompt asks for; while training, often several."""
    kind = kind or draw.pick(KINDS)
    true = draw.chance(0.5) if true is None else true
    asked = hands.asking(draw, "judge", kind)
    messages = judged(draw, asked, kind, true)
    if draw.split == "train" and draw.chance(0.4):
        for _ in range(draw.between(1, 3)):
            turn = judged(draw, asked, kind, draw.chance(0.5))
            messages += [message for message in turn if message["role"] != "system"]
    return Document(messages=messages)


def judged(draw: Draw, asked: hands.Record, kind: str, true: bool) -> list[dict]:
    """The instruction on a case for which the verdict is `true`, and the verdict."""
    if kind == "rule":
        one = hands.one(draw, "rules")
        slots = {"rule": one["rule"], "text": draw.pick(one["breaks" if true else "keeps"])}
    else:
        slots = MAKERS[kind](draw, true)
    reply = {"role": "assistant", "content": asked["yes" if true else "no"]}
    return [*hands.messages(asked, **slots), reply]


def supported(draw: Draw, true: bool) -> dict:
    one = drawn(draw)
    fact = draw.pick(one.facts)
    claim = fact["claim"] if true else otherwise(draw, one, fact["claim"], fact["a"])
    return {"passage": one.text, "claim": claim}


def answer(draw: Draw, true: bool) -> dict:
    one = drawn(draw)
    fact = draw.pick(one.facts)
    said = draw.pick([fact["a"], fact["claim"]])
    said = said if true else otherwise(draw, one, said, fact["a"])
    return {"passage": one.text, "question": draw.pick(fact["q"]), "answer": said}


def relevant(draw: Draw, true: bool) -> dict:
    """Does the answer address the question? Wrong ones speak of another matter of the same thing."""
    one = drawn(draw)
    fact = draw.pick(one.facts)
    others = [f for f in one.facts if f is not fact]
    if true:
        said = fact["claim"]
    elif others and draw.chance(0.5):
        said = draw.pick(others)["claim"]
    else:
        said = draw.pick(drawn(draw).facts)["claim"]
    return {"question": draw.pick(fact["q"]), "answer": said}


def useful(draw: Draw, true: bool) -> dict:
    """Does the passage help to answer? Not useful: it lacks the matter, or is about another thing."""
    one = drawn(draw)
    if true:
        question = draw.pick(draw.pick(one.facts)["q"])
    elif one.missing and draw.chance(0.5):
        question = draw.pick(one.missing)
    else:
        question = draw.pick(draw.pick(drawn(draw).facts)["q"])
    return {"question": question, "passage": one.text}


MAKERS = {"supported": supported, "answer": answer, "relevant": relevant, "useful": useful}


def otherwise(draw: Draw, one: Passage, said: str, value: str) -> str:
    """What was said, with another value in it; the claim of another passage where it has none."""
    if value in said:
        return said.replace(value, other_value(draw, one, value))
    numbers = re.findall(r"\d+", said)
    if numbers:
        return said.replace(numbers[-1], str(int(numbers[-1][:6]) + draw.between(1, 20)), 1)
    return draw.pick(drawn(draw).facts)["claim"]


def other_value(draw: Draw, one: Passage, value: str) -> str:
    """A value of the same looks that the text does not give there: another number, name or phrase."""
    if re.search(r"\d", value):
        changed = re.sub(r"\d+", lambda m: str(int(m[0][:6]) + draw.between(1, 30)), value, count=1)
        return changed
    near = [f["a"] for f in one.facts if f["a"] != value and not re.search(r"\d", f["a"])]
    if near and draw.chance(0.4):
        return draw.pick(near)
    for _ in range(20):
        other = draw.pick(drawn(draw).facts)["a"]
        if other not in one.text and not re.search(r"\d", other):
            return other
    return draw.made_up(2).capitalize()
