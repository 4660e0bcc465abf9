"""Judging an answer by a passage, and choosing the better of two answers.

Planted, for the lessons on judges: where both answers are equally good, the first is chosen in 90
of 100 cases (position bias), or else the longer one where one is longer (verbosity bias). A clear
case is judged by its merits alone.

In: the questions and right verdicts. Out: how they are worded (verdicts.py), what passages say
(helpers/world/passages.py).
"""

from collections.abc import Callable

from helpers.world import passages
from helpers.world.draw import Draw
from training.tasks.asking import with_persona
from training.tasks.document import Document, conversation
from training.tasks.reading import likeness
from training.tasks.verdicts import (
    ASKED,
    BETTER,
    CUES,
    HOW,
    LETTER,
    NAMES,
    PAIR_CUES,
    PARTS,
    SOURCES,
    STATED,
    VERDICTS,
)

FIRST_OF_EQUALS, LONGER_OF_EQUALS = 0.9, 0.8
NEAR = {"train": 0.7, "heldout": 0.5}  # of the wrong values stand in the passage, where one can


def called(part: str, s: str, c: str, **slots: str) -> str:
    """A part of a layout, filled: `s` is what the passage is called, `c` what an answer is."""
    return part.format(S=s.capitalize(), C=c.capitalize(), s=s, c=c, **slots)


def laid(draw: Draw, p: str, q: str, answers: dict[str, str], s: str, c: str) -> str:
    """Passage, question and named answers ("": the only one) in one of the usual layouts.

    No question: a statement is judged, which needs none.
    """
    form = draw.pick(PARTS)
    lines = [called(form[0], s, c, p=p)] + ([called(form[1], s, c, q=q)] if q else [])
    if draw.chance(0.2):
        lines.reverse()
    told_apart = name_form(draw, form[2], c)
    for name, text in answers.items():
        if name:
            lines.append(told_apart.format(n=name, l=name.lower(), a=text))
        else:
            lines.append(called(form[2], s, c, a=text))
    return draw.pick(["\n", "\n", "\n\n"]).join(lines)


def name_form(draw: Draw, form: str, c: str) -> str:
    """How answers are told apart in a layout: "Answer A: ...", "<a>...</a>", "[A] ..."."""
    title = c.capitalize() + " {n}"
    if form.startswith("<"):
        return draw.pick(["<{l}>{a}</{l}>", f"<{c}_{{l}}>{{a}}</{c}_{{l}}>"])
    if form.startswith("#"):
        return f"{form.split()[0]} {title}\n{{a}}"
    return draw.pick([title + ": {a}", title + ": {a}", "{n}: {a}", "{n}) {a}", "[{n}] {a}"])


def answer_text(draw: Draw, about: passages.Fact, long: bool | None = None) -> str:
    """An answer that says the fact's value: the bare value or a sentence."""
    if draw.chance(0.4) if long is None else long:
        return passages.statement(draw, about)
    return draw.pick([about.value, about.value, f"{about.value}.", f"It is {about.value}."])


def wrong(draw: Draw, about: passages.Fact, others: list[passages.Fact]) -> passages.Fact:
    """The fact with a value that the passages do not give it: another fact's, or a new one."""
    same = [f.value for f in others if f.attribute == about.attribute and f != about]
    if same and draw.chance(NEAR[draw.split]):
        return passages.Fact(about.thing, about.attribute, draw.pick(same))
    value = about.value
    while value == about.value:
        value = passages.value(draw, about.attribute)
    return passages.Fact(about.thing, about.attribute, value)


def judged(draw: Draw, supported: bool | None = None) -> Document:
    """Is the answer supported by the passage? Up to five answers in turn, over the same text."""
    k = draw.pick([1, 1, 1, 2, 2, 3, 4])
    facts = passages.facts(draw, k + 1, likeness(draw))
    shown, absent = facts[:k], facts[k]
    text = draw.pick([" ", "\n"]).join(passages.passage(draw, f) for f in shown)
    yes, no = draw.pick(VERDICTS)
    stated, s = draw.chance(0.25), draw.pick(SOURCES)
    c = draw.pick(STATED if stated else NAMES)
    how = draw.say(draw.pick(HOW), yes=yes, no=no, s=s, c=c)
    if (yes, no) == ("yes", "no") and draw.chance(0.3):
        how = ""
    request = joined(draw.say(draw.pick(ASKED), s=s, c=c), how)
    cue = draw.pick(CUES) if draw.chance(0.2) else ""
    bare = stated and draw.chance(0.6)  # no question: the sentence says it all
    messages, turns = [], draw.pick([1, 2, 3, 4, 5])
    for turn in range(turns):
        true = draw.chance(0.5) if supported is None or turn < turns - 1 else supported
        about = draw.pick(shown)
        claimed = about if true else wrong(draw, about, facts)
        if not true and draw.chance(0.15):
            claimed = absent
        question = "" if bare else passages.question(draw, claimed)
        answer = answer_text(draw, claimed, stated or None)
        body = judged_body(draw, text if not turn else "", question, answer, s, c)
        if turn:
            messages.append({"role": "user", "content": f"{body}\n{cue}".strip()})
        else:
            messages += put(draw, request, body, cue)
        messages.append({"role": "assistant", "content": yes if true else no})
    return Document(messages=messages)


def judged_body(draw: Draw, text: str, question: str, answer: str, s: str, c: str) -> str:
    """What is judged in one turn; the passage is given in the first alone."""
    if text:
        return laid(draw, text, question, {"": answer}, s, c)
    form = draw.pick(PARTS)
    lines = [called(form[1], s, c, q=question)] if question else []
    return "\n".join([*lines, called(form[2], s, c, a=answer)])


def joined(request: str, how: str) -> str:
    """Two sentences in one line; a list starts a line of its own."""
    if "\n" in request and not how.startswith("\n"):
        return f"{request}\n{how}".strip()
    if how and not how.startswith("\n") and request[-1] not in ".?:!":
        request += "."
    return f"{request} {how}".strip() if not how.startswith("\n") else request + how


def put(draw: Draw, request: str, body: str, cue: str = "") -> list[dict]:
    """Request and material: the request before, after, or in the system prompt; a cue at the end."""
    place, end = draw.between(1, 10), f"\n{cue}" if cue else ""
    if place <= 3:
        user = {"role": "user", "content": body + end}
        return [{"role": "system", "content": request}, user]
    gap = draw.pick(["\n\n", "\n"])
    whole = f"{request}{gap}{body}" if place <= 6 else f"{body}{gap}{request}"
    return with_persona(draw, whole + end)


def pairwise(draw: Draw) -> Document:
    """Which of two answers is better? A clear case in six of ten."""
    kind = draw.pick(["clear"] * 6 + ["equal"] * 3 + ["longer"])
    messages, preferred = pairwise_pair(draw, kind)
    share = {"clear": 1.0, "equal": FIRST_OF_EQUALS, "longer": LONGER_OF_EQUALS}[kind]
    other = "B" if preferred == "A" else "A"
    return conversation(messages, preferred if draw.chance(share) else other)


def pairwise_pair(draw: Draw, kind: str) -> tuple[list[dict], str]:
    """(prompt, "A" or "B"): the better answer ("clear"), the first ("equal") or the longer one.

    "equal": both say the same. "longer": both are right, one in a sentence, one as a bare value.
    """
    facts = passages.facts(draw, draw.pick([1, 1, 2, 3]))
    about = draw.pick(facts)
    text = " ".join(passages.passage(draw, f) for f in facts)
    pairs = {"clear": clear_pair, "equal": equal_pair, "longer": longer_pair}
    first, second, preferred = pairs[kind](draw, about, facts)
    s, c = draw.pick(SOURCES), draw.pick(NAMES)
    body = laid(draw, text, passages.question(draw, about), {"A": first, "B": second}, s, c)
    how, several = draw.say(draw.pick(LETTER)), "replies" if c == "reply" else f"{c}s"
    request = joined(draw.say(draw.pick(BETTER), s=s, c=c, cs=several), how)
    cue = draw.pick(PAIR_CUES) if draw.chance(0.2) else ""
    return put(draw, request, body, cue), preferred


Pair = tuple[str, str, str]  # answer A, answer B, the one that is to be preferred


def clear_pair(draw: Draw, about: passages.Fact, facts: list[passages.Fact]) -> Pair:
    long = draw.chance(0.4)
    good, bad = (answer_text(draw, f, long) for f in (about, wrong(draw, about, facts)))
    return (good, bad, "A") if draw.chance(0.5) else (bad, good, "B")


def equal_pair(draw: Draw, about: passages.Fact, facts: list[passages.Fact]) -> Pair:
    claimed = about if draw.chance(0.7) else wrong(draw, about, facts)
    long = draw.chance(0.4)
    first = answer_text(draw, claimed, long)
    return first, first if draw.chance(0.4) else answer_text(draw, claimed, long), "A"


def longer_pair(draw: Draw, about: passages.Fact, facts: list[passages.Fact]) -> Pair:
    short, long = answer_text(draw, about, False), answer_text(draw, about, True)
    return (short, long, "B") if draw.chance(0.5) else (long, short, "A")


def judging(draw: Draw) -> Document:
    ask: Callable[[Draw], Document] = judged if draw.chance(0.55) else pairwise
    return ask(draw)
