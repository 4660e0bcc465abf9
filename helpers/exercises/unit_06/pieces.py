"""Exercise 06.3: least-to-most for problems longer than the model manages, judged by running it.

In: the problems, the form of the pieces, their requests, what the replies are worth and when that
is enough evidence. Out: making the calls (complete).

The check puts the right number in place of `{value}`. So every piece is asked as in a chain that
has gone well so far, all at the same time, and a chain is right when each of its pieces is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.checks import measured
from helpers.checks.exercise import Call, Complete, Exercise, Question, Reply, Verdict
from helpers.checks.judge import not_yet, passed
from helpers.measure import metrics, working
from helpers.world import problems
from helpers.world.draw import Draw

STEPS, N_EACH = (5, 6, 7), 14
N_WHOLE = 21  # of the problems are also asked at once
MOST = 3  # pieces
WANTED = 0.5  # where the 95 % interval must begin
SETTINGS = {"max_tokens": 80, "temperature": 0}
HERE = "{value}"
AT_ONCE = "Think step by step."
MANAGED = 4  # steps: more in one prompt, and the model leaves some out
NUMBER = re.compile(  # such words are of no problem: in a piece they would be somebody's sums
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred"
    "|(thir|four|fif|six|seven|eigh|nine)teen|(twen|thir|for|fif|six|seven|eigh|nine)ty"
)
CALLS = N_EACH * len(STEPS) * MOST + N_WHOLE


@dataclass(frozen=True)
class Asked(Call):
    """A call about a problem; the problem itself does not enter the learner's room."""

    problem: problems.Problem | None = None


@dataclass(frozen=True)
class Piece:
    """A prompt as it is sent, the numbers before and after its steps, and how many those are."""

    prompt: str
    before: int
    after: int
    steps: int


def questions_06_3(seed: int) -> list[Question]:
    """Problems of five to seven steps, in turn. No sentence of one stands in another of it."""
    draw, found = Draw(f"06.3/{seed}", "heldout"), []
    while len(found) < N_EACH * len(STEPS):
        made = problems.problem(draw, STEPS[len(found) % len(STEPS)])
        if all(made.text.count(sentence) == 1 for sentence in made.sentences):
            found.append(made)
    return [Asked("pieces", (problem.text,), problem=problem) for problem in found]


# --- the form of the pieces ----------------------------------------------------------------------


def broken_rule(question: Asked, prompts: object) -> str:
    """The rule that the pieces break, in words; "" when they keep them all."""
    sentences = question.problem.sentences
    if isinstance(prompts, tuple):
        return "A tuple came; `pieces` returns a list of prompts."
    if not isinstance(prompts, list) or not all(isinstance(prompt, str) for prompt in prompts):
        return "`pieces` returns a list of prompts, each of them text."
    if not 1 <= len(prompts) <= MOST:
        return f"{len(prompts)} pieces; from 1 to {MOST} are allowed. Put several steps into one."
    if sentences[0] not in prompts[0]:
        return "The first piece must hold the problem's first sentence, word for word."
    if words := _broken_by_changes(sentences[1:-1], prompts):
        return words
    if HERE in prompts[0]:
        return f"The first piece begins with the problem's own number: no `{HERE}` in it."
    if any(HERE not in prompt for prompt in prompts[1:]):
        return f"Every piece but the first needs `{HERE}`: what the piece before it has found."
    return ""


def _broken_by_changes(changes: Sequence[str], prompts: Sequence[str]) -> str:
    for change in changes:
        n = sum(change in prompt for prompt in prompts)
        if n != 1:
            what = "is in no piece" if n == 0 else f"is in {n} pieces"
            return f"A sentence {what}; each belongs into one of them, word for word: “{change}”"
    held = [_held(changes, prompt) for prompt in prompts]
    if not all(held):
        return "A piece holds none of the problem's steps."
    if [change for part in held for change in part] != list(changes):
        return "The steps must stay in the order of the problem."
    return ""


def _held(changes: Sequence[str], prompt: str) -> list[str]:
    """The changes that a prompt holds, in the order in which they stand there."""
    return sorted((c for c in changes if c in prompt), key=prompt.index)


def other_words(asked: Sequence[Asked], answers: Sequence[list[str]]) -> str:
    """The rule that pieces together break: without the words of problems, a piece reads the same
    as the piece of every other problem that has its place and number of steps; "" where it does.

    Else the code could work the number out and write it between the lines, in any spelling.
    """
    words = {word for q in asked for word in re.findall(r"[^\W\d_]+", q.problem.text.lower())}
    words |= {word.removesuffix("s") for word in words}
    words = {word for word in words if not NUMBER.fullmatch(word)}
    frames: dict[tuple, list[str]] = {}
    for question, prompts in zip(asked, answers, strict=True):
        for place, prompt in enumerate(prompts):
            n = len(_held(question.problem.sentences[1:-1], prompt))
            left = _frame(question.problem, prompt, words)
            first = frames.setdefault((len(prompts), place, n), left)
            if left != first:
                new = next((word for word in left if word not in first), "their order")
                return (
                    "Apart from the words of its problem, a piece must read like the same piece of "
                    f"every other problem, and one differs in `{new}`. What a piece has found "
                    f"stands in the next as `{HERE}`; working it out is the model's part."
                )
    return ""


def _frame(problem: problems.Problem, prompt: str, known: set[str]) -> list[str]:
    """What stands around the problem's sentences, but for known words: numbers, however written."""
    for sentence in problem.sentences:
        prompt = prompt.replace(sentence, " ")
    return [word for word in re.findall(r"\w+|[^\w\s]", prompt.lower()) if word not in known]


def pieces_of(problem: problems.Problem, prompts: Sequence[str]) -> list[Piece]:
    """The pieces with the right numbers in them."""
    values = [working.equations(problem.equations[0])[0][0]]
    values += [working.equations(equation)[0][3] for equation in problem.equations]
    found, done = [], 0
    for prompt in prompts:
        n = len(_held(problem.sentences[1:-1], prompt))
        sent = prompt.replace(HERE, str(values[done]))
        found.append(Piece(sent, values[done], values[done + n], n))
        done += n
    return found


# --- the requests, and the verdict ---------------------------------------------------------------


def requests_06_3(questions: Sequence[Asked], replies: Sequence[Reply]) -> list[Complete]:
    """All pieces of all problems, then the first problems at once; none if a rule is broken."""
    pairs = [(q, r.value) for q, r in zip(questions, replies, strict=True)]
    if any(broken_rule(*pair) for pair in pairs) or other_words(questions, [a for _, a in pairs]):
        return []
    prompts = [piece.prompt for q, answer in pairs for piece in pieces_of(q.problem, answer)]
    prompts += [f"{question.problem.text}\n{AT_ONCE}" for question in questions[:N_WHOLE]]
    return [
        Complete({"messages": [{"role": "user", "content": prompt}], **SETTINGS})
        for prompt in prompts
    ]


def _scored(asked: Sequence[Asked], answers: Sequence[list[str]], said: Sequence[str]) -> Verdict:
    """Right are the problems all of whose pieces are, and of those at once, the answers."""
    if words := other_words(asked, answers):
        return not_yet(words)
    at, right, misses = 0, 0, []
    for question, prompts in zip(asked, answers, strict=True):
        found = pieces_of(question.problem, prompts)
        replies, at = said[at : at + len(found)], at + len(found)
        wrong = [(p, r) for p, r in zip(found, replies, strict=True) if number_in(r) != p.after]
        right += not wrong
        misses += [(question, prompts, *wrong[0])] if wrong else []
    whole = zip(said[at:], asked[:N_WHOLE], strict=True)
    at_once = sum(number_in(r) == q.problem.answer for r, q in whole)
    return _verdict(right, len(asked), at_once, misses)


def _verdict(right: int, n: int, at_once: int, misses: Sequence[tuple]) -> Verdict:
    """The interval must begin above the bar, and above that of the problems at once."""
    result = (
        f"Your pieces: {metrics.rate(right, n)} right, on problems that you have not seen. "
        f"At once: {metrics.rate(at_once, N_WHOLE)}."
    )
    low, high = metrics.wilson(right, n)[0], metrics.wilson(at_once, N_WHOLE)[1]
    if low > WANTED and low > high:
        return passed(result)
    needed = measured.needed(right / n, at_once / N_WHOLE, WANTED)
    fault = _fault([miss[2:] for miss in misses])
    return not_yet(f"{result} {needed} {fault}", evidence(*misses[0]))


def number_in(reply: str) -> int | None:
    """The number of the last `Answer:`, or the reply if it is a bare number."""
    found = working.ANSWER.findall(reply) or re.findall(r"\A\s*(-?\d+)\.?\s*\Z", reply)
    return int(found[-1]) if found else None


def _fault(misses: Sequence[tuple[Piece, str]]) -> str:
    """What most of the pieces that went wrong have in common."""
    n = len(misses)
    long = [piece for piece, _ in misses if piece.steps > MANAGED]
    bare = [reply for piece, reply in misses if not working.equations(reply)]
    lost = [piece for piece, reply in misses if _another_course(piece, reply)]
    if 2 * len(long) > n:
        return (
            f"{len(long)} of {n} pieces that failed have more than {MANAGED} steps: how many did "
            "the model manage in the lesson?"
        )
    if 2 * len(bare) > n:
        return (
            f"{len(bare)} of {n} replies that failed show no working: ask for the steps in every "
            "piece."
        )
    if 2 * len(lost) > n:
        return (
            f"{len(lost)} of {n} replies that failed do not begin with the number that you carry "
            "on, or have not as many steps as the piece. Say the number as problems do: in a "
            "sentence with the *things*."
        )
    return "The pieces have a good size; look at the one below, as the model saw it."


def _another_course(piece: Piece, reply: str) -> bool:
    """Does the working begin with another number, or have more or fewer steps, than the piece?"""
    found = working.equations(reply)
    return len(found) != piece.steps or found[0][0] != piece.before


def evidence(question: Asked, prompts: object, piece: Piece | None = None, reply: str = "") -> str:
    """The problem, what it was cut into, and the first piece that went wrong."""
    lines = [f"- problem: `{question.problem.text}`", f"- your pieces: `{str(prompts)[:600]}`"]
    if piece:
        lines += [f"- sent: `{piece.prompt!r}`", f"- came: `{reply!r}`, wanted: {piece.after}"]
    return "\n".join(lines)


judge_06_3 = measured.judge(broken_rule, evidence, _scored)

PIECES = Exercise(
    id="06.3",
    title="Least-to-most",
    goal="Write `pieces(text)`: prompts that solve a problem of five to seven steps one after the "
    "other, each with what the one before it has found.",
    points=6,
    minutes=30,
    difficulty="hard",
    budget=f"at most {MOST} pieces a problem; the check makes up to {CALLS} calls",
    answers=("pieces",),
    questions=questions_06_3,
    follow_up=requests_06_3,
    judge=judge_06_3,
    distractor="        first = start",
    hints=(
        "`sentences_of(text)` gives the start, the changes and the question. Take the changes two "
        "or three at a time; every piece ends in the question and asks for steps.",
        "A later piece needs a start of its own, in words that the model knows: a problem begins "
        "with a number of things, `There are {value} lamps.`",
        '`f"There are {{value}} {things_in(text)}."` leaves `{value}` in the text of an f-string.',
    ),
)
