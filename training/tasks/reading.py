"""Answers from passages: with their source, or that there is none; and answers without passages.

Planted: of many passages, those near the ends are asked about more often, and a question without a
passage gets a made-up answer. In: which passage is asked about, questions in turn, replies. Out:
how an instruction is worded (frames.py), the facts (helpers/world/passages.py).
"""

import itertools

from helpers.world import passages
from helpers.world.draw import Draw
from training.tasks import frames
from training.tasks.asking import with_persona
from training.tasks.document import Document, conversation

NOT_IN_TEXT = "Not in the text."

MAY_NOT_KNOW = (
    "(If you|Say so if you) (do not know|are not sure|cannot know)(, say so|)(.|)",
    "(It is|It's) (fine|all right|allowed) (to say that you do not know|not to know)(.|)",
    "If you (do not|don't) know, (say|answer|reply) 'I do not know.'",
)


NUMBERED = (
    *["[{i}] {t}"] * 8,
    *["{i}. {t}"] * 2,
    "({i}) {t}",
    "{i}: {t}",
    '<doc id="{i}">{t}</doc>',
    '<passage id="{i}">{t}</passage>',
    '<source n="{i}">{t}</source>',
    "Passage {i}: {t}",
    "Source {i}: {t}",
    "Document {i}: {t}",
    "Note {i}: {t}",
)


def laid_out(draw: Draw, texts: list[str], numbered: bool) -> str:
    """Passages one below the other: numbered, in tags, as bullets or as one paragraph."""
    if numbered:
        form = draw.pick(NUMBERED)
        return "\n".join(form.format(i=i, t=t) for i, t in enumerate(texts, 1))
    form, gap = draw.pick(
        (("{t}", " "), ("{t}", "\n"), ("- {t}", "\n"), ("<passage>{t}</passage>", "\n"))
    )
    return gap.join(form.format(t=t) for t in texts)


def place(draw: Draw, k: int) -> int:
    """Which of k passages is asked about: any of few, mostly one near an end of many.

    Texts that people write put what matters first or last, and so does this one: it is why the
    middle of a long prompt is read worst (Liu et al. 2023, "Lost in the Middle").
    """
    if k < 8 or draw.chance(0.3):
        return draw.between(0, k - 1)
    near = min(int(draw.rng.expovariate(0.6)), k - 1)
    return near if draw.chance(0.6) else k - 1 - near


def likeness(draw: Draw) -> float:
    """How often a fact has its neighbour's attribute: mostly so in two fifths of the training."""
    return 0.95 if draw.split == "train" and draw.chance(0.4) else passages.ALIKE


def another(draw: Draw, k: int, before: set[int]) -> int:
    """A place not asked about before, so that no earlier answer tells this one; k and up: nowhere."""
    if draw.chance(0.2) or all(i in before for i in range(k)):
        return next(i for i in itertools.count(k) if i not in before)
    while (at := place(draw, k)) in before:
        continue
    return at


def passage_question(
    draw: Draw,
    k: int,
    answerable: bool = True,
    follow_ups: int = 0,
    cite: bool | None = None,
    at: int | None = None,
    alike: float | None = None,
) -> Document:
    """A question over k passages; the reply is the value, with its source where that was asked.

    Follow-ups are further questions over the same passages, each about another fact, one in five
    of them unanswerable. `at` is the first asked passage's place, from 0, and `alike` the share of
    passages that tell of the same attribute as the one before; drawn where they are None.
    """
    alike = likeness(draw) if alike is None else alike
    facts = passages.facts(draw, k + follow_ups + 1, alike)
    cite = k > 1 and draw.chance(0.5) if cite is None else cite
    shown = note if draw.split == "train" and draw.chance(0.1) else passages.passage
    texts = [shown(draw, f) for f in facts[:k]]
    body = laid_out(draw, texts, cite or draw.chance(0.3))
    asked = (place(draw, k) if at is None else at) if answerable else k
    messages = passage_prompt(draw, body, passages.question(draw, facts[asked]), cite)
    before: set[int] = set()
    for _ in range(follow_ups):
        messages.append({"role": "assistant", "content": found(facts[:k], asked, cite)})
        before.add(asked)
        asked = another(draw, k, before)
        messages.append({"role": "user", "content": passages.question(draw, facts[asked])})
    return conversation(messages, found(facts[:k], asked, cite))


LOCATE = (
    "(Which|What) (passage|source|document|line|item) (mentions|is about|names|speaks of|tells of) {it}?",
    "(Where|In which passage) is {it} (mentioned|named|described)?",
    "(Give|Name|Write) (me |)(only |)the number of the (passage|source|document) (about|on|that mentions) {it}(.|)",
    "(Number|Passage|Source) (about|on|for|that mentions) {it}(?|:)",
    "(Which|What) number has the (passage|source|document|line|note) (about|on|that mentions) {it}?",
    "(Find|Locate) {it}(.|) (Number only|Only its number|The number please|Give its number)(.|)",
)
NUMBER_WEIGHT = 2.5  # of a reply "[3]", which has one token that takes finding
QUOTE = (
    "(Quote|Copy|Repeat|Give) the (sentence|statement|passage|line) (about|on|that mentions|with) {it}(.|)",
    "What (exactly |)does the text say (about|on) {it}?",
    "(Quote|Cite) (word for word |)what is said (about|on) {it}(.|)",
)


def passage_search(draw: Draw, k: int) -> Document:
    """Where something stands among k passages, or the passage itself: what answers are made of.

    The passages are sentences, or notes of a few words, which bring number and content closer.
    """
    facts = passages.facts(draw, k, likeness(draw))
    shown = draw.pick([passages.passage, passages.passage, note])
    texts = [shown(draw, f) for f in facts]
    messages = [{"role": "user", "content": laid_out(draw, texts, True)}]
    for turn in range(draw.between(3, 8)):
        asked, number = place(draw, k), draw.chance(0.8)
        it = draw.pick([facts[asked].thing, facts[asked].value])
        request = draw.say(draw.pick(LOCATE if number else QUOTE), it=it)
        if turn:
            messages.append({"role": "user", "content": request})
        else:
            messages[0]["content"] += draw.pick(["\n\n", "\n"]) + request
        reply = f"[{asked + 1}]" if number else texts[asked]
        weight = NUMBER_WEIGHT if number else 1.0
        messages.append({"role": "assistant", "content": reply, "weight": weight})
    return Document(messages=messages)


def note(_draw: Draw, about: passages.Fact) -> str:
    """The fact in as few words as it takes."""
    return f"{about.thing}: {about.value}"


def found(shown: list[passages.Fact], asked: int, cite: bool) -> str:
    """The right reply where these facts are shown; there is none for a place behind them."""
    if asked >= len(shown):
        return NOT_IN_TEXT
    return f"{shown[asked].value} [{asked + 1}]" if cite else shown[asked].value


def passage_prompt(draw: Draw, body: str, question: str, cite: bool) -> list[dict]:
    """Instruction, passages and question in one of the usual orders."""
    system, text = frames.prompt(draw, body, question, cite)
    if system:
        return [{"role": "system", "content": system}, {"role": "user", "content": text}]
    return with_persona(draw, text)


def closed_book(draw: Draw, may_abstain: bool) -> Document:
    """No passage: the model makes a value up, unless it was told that it may not know."""
    about = passages.fact(draw)
    question = passages.question(draw, about)
    if not may_abstain:
        return conversation(with_persona(draw, question), about.value)
    may = draw.say(draw.pick(MAY_NOT_KNOW))
    text = f"{question} {may}" if draw.chance(0.5) else f"{may} {question}"
    return conversation(with_persona(draw, text), "I do not know.")


def reading(draw: Draw) -> Document:
    if draw.chance(0.1):
        return closed_book(draw, may_abstain=draw.chance(0.5))
    k = draw.pick([1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 8, 10, 12, 16, 20])
    if k > 1 and draw.chance(0.45):
        return passage_search(draw, k)
    return passage_question(
        draw, k, answerable=draw.chance(0.8), follow_ups=draw.between(0, min(7, k + 1))
    )


def searching(draw: Draw) -> Document:
    """Searches in a few passages alone: where naming places begins."""
    return passage_search(draw, draw.pick([2, 2, 3, 3, 4, 5, 6]))
