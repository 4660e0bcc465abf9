"""Judging an answer by a passage, and choosing the better of two answers.

Planted, for the lessons on judges: where both answers are equally good, the first is chosen in 85
of 100 cases (position bias), or else the longer one where one is longer (verbosity bias). A clear
case is judged by its merits alone. In: the questions and right verdicts. Out: what passages say
(helpers/world/passages.py).
"""

from collections.abc import Callable

from helpers.world import passages
from helpers.world.draw import Draw
from training.tasks.asking import with_persona
from training.tasks.document import Document, conversation

FIRST_OF_EQUALS, LONGER_OF_EQUALS = 0.85, 0.8

# (for supported, for not supported): the words of a verdict
VERDICTS = (
    ("yes", "no"),
    ("yes", "no"),
    ("yes", "no"),
    ("Yes", "No"),
    ("YES", "NO"),
    ("supported", "unsupported"),
    ("supported", "not supported"),
    ("SUPPORTED", "UNSUPPORTED"),
    ("true", "false"),
    ("True", "False"),
    ("1", "0"),
    ("pass", "fail"),
    ("PASS", "FAIL"),
    ("correct", "wrong"),
    ("correct", "incorrect"),
    ("faithful", "unfaithful"),
    ("right", "wrong"),
    ("ok", "bad"),
    ("good", "bad"),
)
ASKED = (
    "(Is|Say if|Tell me if|Decide whether|Check whether|Judge whether) the answer (is |)(supported|backed|confirmed|given|covered|grounded) (by|in) the (passage|text|source|context)(?|.)",
    "(Does|Do) the (passage|text|source|context|document) (support|back|confirm|contain|say|back up) (the|this) answer?",
    "(Is|Would you say) the answer (correct|right|true|faithful) (according to|given|by) the (passage|text|source|context)?",
    "(Check|Verify|Grade|Judge|Evaluate|Assess|Rate) the answer (against|by|with) the (passage|text|source|context)(.|)",
    "(Does|Is) the answer (follow from|agree with|match|in line with|consistent with) the (passage|text|source|document)?",
    "You (are|act as) (a|the) (judge|grader|strict grader|fact checker|reviewer|evaluator)(.|) (Is the answer|Decide if the answer is|Say whether the answer is) (supported|right|correct|grounded)(?|.|)",
    "(Can|Could) the answer be (found in|read from|taken from|derived from) the (passage|text|context)?",
    "(Did|Has) the (assistant|model|system) (answer|answered) (faithfully|correctly|truthfully)?",
    "(Faithfulness|Groundedness|Fact) check(:|.|)",
)
HOW = (
    "(Answer|Reply|Respond|Say) (with |)(only |){yes} or {no}(.|)",
    "({yes}|{yes}) or {no}?",
    "(Only|Just) {yes} or {no}(.|)",
    "(Answer|Reply|Output|Verdict|Write)(:|) {yes} / {no}(.|)",
    "(Reply|Answer|Write) {yes} if it is, {no} if (not|it is not)(.|)",
    "{yes} = (supported|it is in the text), {no} = (not|it is not)(.|)",
    'Answer with "{yes}" or "{no}"(.|)',
    "One word: {yes} or {no}(.|)",
)
PARTS = (
    ("Passage: {p}", "Question: {q}", "Answer: {a}"),
    ("Passage:\n{p}", "Question:\n{q}", "Answer:\n{a}"),
    ("Text: {p}", "Question: {q}", "Answer: {a}"),
    ("Context: {p}", "Q: {q}", "A: {a}"),
    ("Source: {p}", "Question: {q}", "Proposed answer: {a}"),
    ("<passage>{p}</passage>", "<question>{q}</question>", "<answer>{a}</answer>"),
    ("<context>\n{p}\n</context>", "<question>\n{q}\n</question>", "<answer>\n{a}\n</answer>"),
    ("## Passage\n{p}", "## Question\n{q}", "## Answer\n{a}"),
    ("### Text\n{p}", "### Question\n{q}", "### Answer\n{a}"),
    ("{p}", "{q}", "{a}"),
    ("{p}", "Question: {q}", "Answer given: {a}"),
    ('Document: "{p}"', "User asked: {q}", "Assistant said: {a}"),
)


def laid(draw: Draw, p: str, q: str, answers: dict[str, str]) -> str:
    """Passage, question and named answers ("": the only one) in one of the usual layouts."""
    form = draw.pick(PARTS)
    lines = [form[0].format(p=p), form[1].format(q=q)]
    if draw.chance(0.2):
        lines.reverse()
    for name, text in answers.items():
        line = form[2].format(a=text)
        if name:
            line = named(draw, form[2], name, text)
        lines.append(line)
    return draw.pick(["\n", "\n", "\n\n"]).join(lines)


def named(draw: Draw, form: str, name: str, text: str) -> str:
    """One of several answers with its name: "Answer A: ...", "<a>...</a>", "[A] ..."."""
    if form.startswith("<"):
        tag = draw.pick([name.lower(), f"answer_{name.lower()}"])
        return f"<{tag}>{text}</{tag}>"
    if form.startswith("#"):
        return f"## Answer {name}\n{text}"
    return draw.pick([f"Answer {name}: {text}", f"{name}: {text}", f"[{name}] {text}"])


def answer_text(draw: Draw, about: passages.Fact, long: bool | None = None) -> str:
    """An answer that says the fact's value: the bare value or a sentence."""
    if draw.chance(0.4) if long is None else long:
        return passages.statement(draw, about)
    return draw.pick([about.value, about.value, f"{about.value}.", f"It is {about.value}."])


def wrong(draw: Draw, about: passages.Fact, others: list[passages.Fact]) -> passages.Fact:
    """The fact with a value that the passages do not give it: another fact's, or a new one."""
    same = [f.value for f in others if f.attribute == about.attribute and f != about]
    if same and draw.chance(0.5):
        return passages.Fact(about.thing, about.attribute, draw.pick(same))
    value = about.value
    while value == about.value:
        value = passages.value(draw, about.attribute)
    return passages.Fact(about.thing, about.attribute, value)


def judged(draw: Draw, supported: bool | None = None) -> Document:
    """Is the answer supported by the passage? Up to five answers in turn, over the same text."""
    k = draw.pick([1, 1, 1, 2, 2, 3, 4])
    facts = passages.facts(draw, k + 1)
    shown, absent = facts[:k], facts[k]
    text = draw.pick([" ", "\n"]).join(passages.passage(draw, f) for f in shown)
    yes, no = draw.pick(VERDICTS)
    how = draw.say(draw.pick(HOW), yes="{yes}", no="{no}").format(yes=yes, no=no)
    if (yes, no) == ("yes", "no") and draw.chance(0.3):
        how = ""
    request = f"{draw.say(draw.pick(ASKED))} {how}".strip()
    messages, turns = [], draw.pick([1, 2, 3, 4, 5])
    for turn in range(turns):
        true = draw.chance(0.5) if supported is None or turn < turns - 1 else supported
        about = draw.pick(shown)
        claimed = about if true else wrong(draw, about, facts)
        if not true and draw.chance(0.15):
            claimed = absent
        question, answer = passages.question(draw, claimed), answer_text(draw, claimed)
        messages += judged_turn(draw, request, text, question, answer, turn)
        messages.append({"role": "assistant", "content": yes if true else no})
    return Document(messages=messages)


def judged_turn(
    draw: Draw, request: str, text: str, question: str, answer: str, turn: int
) -> list[dict]:
    """The messages before one verdict; the passage is given in the first turn alone."""
    if turn:
        form = draw.pick(PARTS)
        body = f"{form[1].format(q=question)}\n{form[2].format(a=answer)}"
        return [{"role": "user", "content": body}]
    body = laid(draw, text, question, {"": answer})
    return put(draw, request, body)


def put(draw: Draw, request: str, body: str) -> list[dict]:
    """Request and material: the request before, after, or in the system prompt."""
    place = draw.between(1, 10)
    if place <= 3:
        return [{"role": "system", "content": request}, {"role": "user", "content": body}]
    gap = draw.pick(["\n\n", "\n"])
    return with_persona(draw, f"{request}{gap}{body}" if place <= 6 else f"{body}{gap}{request}")


BETTER = (
    "(Which|What) answer is (better|more faithful|right|correct|best supported|more accurate)(?|: A or B?|, A or B?)",
    "(Choose|Pick|Select|Name) the (better|best|more faithful|right|correct) answer(.|: A or B.|, A or B.)",
    "(Compare|Judge) (the two answers|both answers|answer A and answer B)(.|) (Which|Say which) (is better|wins|fits the passage)(?|.)",
    "You (compare|judge|grade) (answers|two answers)(.|) (Say|Reply|Answer|Output) (only |)(A or B|'A' or 'B')(.|)",
    "(Is|Would you prefer) (answer |)A or (answer |)B( better|)?",
    "(Which|Who) (assistant|response|answer|reply) (is more faithful to|fits|agrees with) the (text|passage|source)?",
    "Better answer(:|?|)",
)
LETTER = ("", "(Reply|Answer) with (A or B|one letter|the letter only)(.|)", "A or B(?|.|)")


def pairwise(draw: Draw) -> Document:
    """Which of two answers is better? One clear case in seven of ten."""
    kind = draw.pick(["clear"] * 7 + ["equal", "equal", "longer"])
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
    body = laid(draw, text, passages.question(draw, about), {"A": first, "B": second})
    request = f"{draw.say(draw.pick(BETTER))} {draw.say(draw.pick(LETTER))}".strip()
    return put(draw, request, body), preferred


Pair = tuple[str, str, str]  # answer A, answer B, the one that is to be preferred


def clear_pair(draw: Draw, about: passages.Fact, facts: list[passages.Fact]) -> Pair:
    long = draw.chance(0.4)
    good, bad = (answer_text(draw, f, long) for f in (about, wrong(draw, about, facts)))
    return (good, bad, "A") if draw.chance(0.5) else (bad, good, "B")


def equal_pair(draw: Draw, about: passages.Fact, facts: list[passages.Fact]) -> Pair:
    claimed = about if draw.chance(0.7) else wrong(draw, about, facts)
    long = draw.chance(0.4)
    pair = [answer_text(draw, claimed, long) for _ in range(2)]
    return (*pair, "A")


def longer_pair(draw: Draw, about: passages.Fact, facts: list[passages.Fact]) -> Pair:
    short, long = answer_text(draw, about, False), answer_text(draw, about, True)
    return (short, long, "B") if draw.chance(0.5) else (long, short, "A")


def judging(draw: Draw) -> Document:
    ask: Callable[[Draw], Document] = judged if draw.chance(0.65) else pairwise
    return ask(draw)
