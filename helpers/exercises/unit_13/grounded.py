"""Exercise 13.4: answers from notes with their source, judged on questions that nobody has seen.

In: questions of three kinds with their notes, the rules that a request keeps, what replies are
worth. Out: making the calls.

The learner's code chooses passages and words; the model must read. So a request may hold nothing
that differs from question to question but the passages, whole, and the part that is asked.

On the 300 questions of the pool the reference is right for 278, five other wordings with one to
three sentences for 276 to 286; under the seeds 0 to 39 none has fewer than 38 of 45, or than 9
of a kind.
With two whole notes in place of sentences it is 236, and 31 of 45. Silence, the first note, no
note and no order to cite leave the answerable ones at none or nearly none, and so at most 15.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from functools import cache

from helpers.checks import measured
from helpers.checks.exercise import Call, Complete, Exercise, Question, Reply, Verdict
from helpers.checks.judge import Unreadable, not_yet, passed, show_reply
from helpers.measure import metrics
from helpers.retrieval import goldset
from helpers.retrieval.chunks import sentences
from helpers.world import notes
from helpers.world.draw import Draw

POOL = 100  # questions of each kind, of which a seed takes EACH
EACH = 15
WANTED = 0.6  # where the 95 % interval of all must begin: 34 of 45
OF_A_KIND = 8  # of 15 must be right: luck and silence do not reach that
ABSENT = "Not in the text"
NUMBERED = re.compile(r"^\[(\d+)\] (.*)$")
CITED = re.compile(r"(.+?)\s*\[(\d+)\]")
MOST = 24  # tokens of a reply
LONGEST = 600  # words of a request


@cache
def pool() -> dict[tuple, notes.Asked]:
    """{(question, notes): what is asked}: POOL of each kind, held out from the model. What no note
    says is about something that none names."""
    found = [
        notes.asked(Draw(f"13.4/{kind}/{i}", "heldout"), kind)
        for kind in notes.KINDS
        for i in range(POOL)
    ]
    return {(one.question, one.notes): one for one in found}


def drawn(seed: int) -> list[notes.Asked]:
    """EACH questions of each kind, mixed."""
    rng = random.Random(f"13.4/{seed}")
    kinds = {kind: [one for one in pool().values() if one.kind == kind] for kind in notes.KINDS}
    found = [one for of_kind in kinds.values() for one in rng.sample(of_kind, EACH)]
    return rng.sample(found, len(found))


def questions(seed: int) -> list[Question]:
    return [Call("requests_for", (one.question, list(one.notes))) for one in drawn(seed)]


def requests(questions: Sequence[Question], replies: Sequence[Reply]) -> list[Complete]:
    """One request for each part of each question; none where a rule is broken."""
    if broken_rule(questions, replies)[0]:
        return []
    body = {"max_tokens": MOST, "temperature": 0}
    return [Complete({"messages": m, **body}) for reply in replies for m in reply.value]


# --- the rules -----------------------------------------------------------------------------------


def broken_rule(questions: Sequence[Question], replies: Sequence[Reply]) -> tuple[str, int]:
    """The first rule that a question's requests break, in words, and its place; "" for none."""
    frames: set[tuple] = set()
    for place, (question, reply) in enumerate(zip(questions, replies, strict=True)):
        asked, held = question.args
        parts = goldset.parts(asked)
        if not isinstance(reply.value, list | tuple) or len(reply.value) != len(parts):
            return (
                "A list with one request for each part of the question is wanted: one, or two "
                "where it is of the form *A, and B?*.",
                place,
            )
        for messages, part in zip(reply.value, parts, strict=True):
            words, frame = _request(messages, part, held)
            if words:
                return words, place
            frames.add(frame)
    if len(frames) > 1:
        return (
            "Apart from passages and question, all requests must read the same, and these do not. "
            "What your code has found out belongs into the choice of passages, not into words.",
            0,
        )
    return "", 0


def _request(messages: object, part: str, held: Sequence[str]) -> tuple[str, tuple]:
    """What is wrong with a request, or "", and its words without passages and question."""
    if not isinstance(messages, list | tuple) or not all(isinstance(m, Mapping) for m in messages):
        return "A request is a list of messages: dicts with `role` and `content`.", ()
    roles, texts = [m.get("role") for m in messages], [m.get("content") for m in messages]
    if roles not in (["system", "user"], ["user"]) or not all(isinstance(t, str) for t in texts):
        return "A request has a `user` message, and before it a `system` message or none.", ()
    if any(set(m) != {"role", "content"} for m in messages):
        return "A message has a `role` and a `content`, and nothing else.", ()
    if sum(len(text.split()) for text in texts) > LONGEST:
        return f"A request has at most {LONGEST} words.", ()
    *system, user = texts
    lines = user.split("\n")
    numbers = [found for line in lines if (found := NUMBERED.match(line))]
    if [int(found[1]) for found in numbers] != list(range(1, len(numbers) + 1)):
        return "Passages are numbered from 1 on, each on its line: `[1] …`, `[2] …`.", ()
    allowed = {" ".join(note.split()) for note in held}
    allowed |= {line for note in held for line in sentences(note)}
    if not numbers:
        return "A request holds no passage. What is to be answered from has to be in it.", ()
    if any(found[2] not in allowed for found in numbers):
        return "A passage is a whole note, or one whole sentence of a note, as it stands there.", ()
    rest = [line for line in lines if not NUMBERED.match(line)]
    return _frame(system, rest, part)


def _frame(system: Sequence[str], rest: Sequence[str], part: str) -> tuple[str, tuple]:
    """The words that are left; the part may have lost or got its capital and its question mark."""
    bare = re.escape(part.rstrip("?")[1:])
    first = f"[{part[0].lower()}{part[0].upper()}]"
    pattern = re.compile(rf"{first}{bare}\??")
    text = "\n".join(rest)
    if len(pattern.findall(text)) != 1:
        return "The user's message holds the part that it is about, once, word for word.", ()
    return "", (*system, pattern.sub("\0", text))


# --- what replies are worth ----------------------------------------------------------------------


def judge(questions: Sequence[Question], replies: Sequence[Reply]) -> Verdict:
    """The rules, then the share of questions of which all parts are right, for each kind."""
    asked = [question for question in questions if isinstance(question, Call)]
    mine, completions = replies[: len(asked)], replies[len(asked) :]
    words, place = broken_rule(asked, mine)
    if words:
        return not_yet(words, show_reply(asked[place], mine[place])[-900:], at=asked[place])
    if refused := next((c for c in completions if c.error), None):
        return not_yet(f"The server refuses a request: {refused.error}")
    if not completions:
        raise Unreadable("The requests could not be run.")
    texts = iter(measured.said(completions))
    rows = []
    for question, reply in zip(asked, mine, strict=True):
        one = pool()[question.args[0], tuple(question.args[1])]
        found = [(p, m, next(texts)) for p, m in zip(one.parts, reply.value, strict=True)]
        rows.append((one, [(p, text, _fault(p, m[-1]["content"], text)) for p, m, text in found]))
    return scored(rows)


def _fault(part: notes.Part, user: str, text: str) -> str:
    """What is wrong with a reply to a part, or ""."""
    text = text.strip().strip("'\"")
    if text.rstrip(".") == ABSENT:
        return "silent" if part.value else ""
    if not part.value:
        return "invented"
    form = CITED.fullmatch(text.rstrip("."))
    if not form:
        return "uncited"
    if form[1].strip(" .").removesuffix(" euros") != part.value:
        return "wrong"
    lines = dict(NUMBERED.match(line).groups() for line in user.split("\n") if NUMBERED.match(line))
    return "" if part.sentence in lines.get(form[2], "") else "elsewhere"


FAULTS = {
    "silent": "Most of the others say that it is not in the text where it is. Is the passage that "
    "answers among those that you hand over, and are they few?",
    "invented": "Most of the others answer what no note says. Does the prompt say what to reply "
    "then, word for word?",
    "uncited": "Most of the others come without the number of a passage in square brackets: the "
    "prompt has to ask for it, and to show the form.",
    "wrong": "Most of the others are another value. The more text you hand over, the more often it "
    "takes a value from somewhere else.",
    "elsewhere": "Most of the others have the right value and another passage's number. With few "
    "and short passages it names the right one.",
}


def scored(rows: Sequence) -> Verdict:
    """Passed where the interval of all begins above the bar and each kind has enough."""
    right = {kind: [] for kind in notes.KINDS}
    for one, parts in rows:
        right[one.kind].append(not any(fault for *_, fault in parts))
    n, good = len(rows), sum(map(sum, right.values()))
    kinds = ", ".join(f"{kind} {sum(found)} of {len(found)}" for kind, found in right.items())
    result = f"Right for {metrics.rate(good, n)} questions that you have not seen: {kinds}."
    enough = all(sum(found) >= OF_A_KIND for found in right.values())
    if enough and metrics.wilson(good, n)[0] > WANTED:
        return passed(result)
    faults = [(one, p, text, fault) for one, parts in rows for p, text, fault in parts if fault]
    names = [fault for *_, fault in faults]
    _, part, text, _ = faults[0]
    common = max(FAULTS, key=names.count)
    bar = f"The interval must begin above {WANTED:.0%}, and each kind needs {OF_A_KIND}."
    wanted = part.value or ABSENT
    shown = f"- asked: `{part.question}`\n- came: `{text!r}`\n- wanted: `{wanted}`"
    return not_yet(f"{result} {bar} {FAULTS[common]}", shown)


GROUNDED = Exercise(
    id="13.4",
    title="A grounded answerer",
    goal="Write `requests_for(question, notes)`: the requests whose replies answer the question "
    "from the notes, with a source, or say that it is not there.",
    points=6,
    minutes=30,
    difficulty="hard",
    budget="one request for each part of a question, none of them made by you",
    answers=("requests_for",),
    questions=questions,
    follow_up=requests,
    judge=judge,
    distractor='    numbered = "\\n".join(f"[{n}] {note}" for n, note in enumerate(notes))',
    hints=(
        "`goldset.parts(question)` gives the parts. One request for each of them: this model "
        "answers one thing at a time.",
        "Cut the notes into sentences, rank them by `bm25` against the part, and hand over the "
        "best one to three, numbered from 1.",
        "The prompt says three things: from the passages only; the value, then its number as in "
        "`value [1]`; `Not in the text.` where they do not say.",
    ),
)
