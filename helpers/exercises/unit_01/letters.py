"""Exercise 01.5: a prompt that lets the model see letters, judged by running it.

In: prompts about held-out words, the requests, the measurement. Out: making the calls (complete).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.checks import measured
from helpers.checks.exercise import Call, Complete, Exercise, Question, Reply, Verdict
from helpers.checks.judge import Case, not_yet, passed, show_case, show_reply
from helpers.measure import metrics
from helpers.world import letters
from helpers.world.draw import Draw

# --- 01.5 words that the model can spell -----------------------------------------------------

PHRASES = (
    'Reverse the word "{}".',
    'Write "{}" backwards.',
    'What is "{}" spelled backwards?',
    'Write the word "{}" in reverse order.',
    'Turn around the letters of "{}".',
)
LEAVE = (
    "How many tickets came in March?",
    'The error says "no such table". Which team takes this ticket?',
    'Which plan is meant by "Bloom 2"?',
)
WORDS = 40
WANTED, NO_HELP_NEEDED = 0.75, 0.9  # above the second no effect can be asked for


def questions_01_5(seed: int) -> list[Question]:
    """Prompts about one quoted word each, and prompts that must stay as they are."""
    draw, words = Draw(f"01.5/{seed}", "heldout"), {}
    while len(words) < WORDS:
        word = letters.word(draw)
        if 4 <= len(word) <= 9 and word != word[::-1]:
            words[word] = None
    prompts = [PHRASES[i % len(PHRASES)].format(word) for i, word in enumerate(words)]
    return [Call("prepare", (prompt,)) for prompt in [*prompts, *LEAVE]]


def requests_01_5(questions: Sequence[Call], replies: Sequence[Reply]) -> list[Complete]:
    """Each prompt about a word twice: as it was, and as the learner prepared it."""
    if unprepared(questions, replies):
        return []
    asked = [q.args[0] for q in questions[:WORDS]] + [r.value for r in replies[:WORDS]]
    return [
        Complete(
            {
                "messages": [{"role": "user", "content": prompt}],
                "max_tokens": 40,
                "temperature": 0,
            }
        )
        for prompt in asked
    ]


def word_in(prompt: str) -> str:
    return prompt.split('"')[1]


def unprepared(questions: Sequence[Call], replies: Sequence[Reply]) -> Verdict | None:
    """What is wrong with the prompts themselves, before the model sees one."""
    for question, reply in zip(questions, replies, strict=False):
        evidence = show_reply(question, reply)
        if reply.error:
            return not_yet("Your code stopped with an error.", evidence)
        if not isinstance(reply.value, str):
            return not_yet("The prompt that goes to the model must be a text (`str`).", evidence)
        prompt = question.args[0]
        if prompt in LEAVE and reply.value != prompt:
            return not_yet(
                "This prompt has no single word in double quotes, so it must stay as it is.",
                show_case(Case(question, reply, prompt)),
            )
        if prompt not in LEAVE and (words := _not_spelled(prompt, reply.value)):
            return not_yet(words, evidence)
    return None


def _not_spelled(prompt: str, prepared: str) -> str | None:
    word = word_in(prompt)
    if word[::-1] in only_letters(prepared) and word[::-1] not in only_letters(prompt):
        return "Your code has put the answer into the prompt. The model is to find it."
    if word in prepared:
        return "The word still stands whole in the prompt, so the model sees tokens, not letters."
    return None


def judge_01_5(questions: Sequence[Question], replies: Sequence[Reply]) -> Verdict:
    """Passed when the prepared prompts do clearly better than the plain ones."""
    calls = [question for question in questions if isinstance(question, Call)]
    if verdict := unprepared(calls, replies):
        return verdict
    words = [word_in(question.args[0]) for question in calls[:WORDS]]
    answers = measured.said(replies[len(calls) :])
    plain = sum(map(is_reversed, words, answers[:WORDS]))
    spelled = sum(map(is_reversed, words, answers[WORDS:]))
    result = (
        f"Words as they were: {metrics.rate(plain, WORDS)} right. "
        f"Prepared: {metrics.rate(spelled, WORDS)} right."
    )
    clear = metrics.wilson(spelled, WORDS)[0] > metrics.wilson(plain, WORDS)[1]
    if spelled / WORDS >= WANTED and (clear or spelled / WORDS >= NO_HELP_NEEDED):
        return passed(result)
    missed = [i for i, w in enumerate(words) if not is_reversed(w, answers[WORDS + i])]
    shown = "\n".join(f"- {replies[i].value!r} → {answers[WORDS + i]!r}" for i in missed[:3])
    why = (
        "At least 75 % are wanted, and clearly more than before. Which form of the word lets the "
        "model see one letter for each token, and nothing else between them?"
    )
    return not_yet(f"{result} {why}", shown)


def is_reversed(word: str, answer: str) -> bool:
    """Right with or without spaces between the letters, and after words of its own."""
    return only_letters(answer).endswith(word[::-1])


def only_letters(text: str) -> str:
    """only_letters("T-a c.") -> 'tac'"""
    return "".join(re.findall("[a-z]", text.lower()))


SPELL = Exercise(
    id="01.5",
    title="Let the model see the letters",
    goal="Write `prepare(prompt)`: it rewrites the word in double quotes so that the model can "
    "reverse it.",
    points=3,
    minutes=15,
    difficulty="medium",
    budget="one call for each word, made by the check; about 3 lines",
    answers=("prepare",),
    questions=questions_01_5,
    follow_up=requests_01_5,
    judge=judge_01_5,
    distractor='    return " ".join(prompt)',
    hints=(
        "Look at the figure in the lesson: in which form did the model get the words right?",
        "`re.sub(pattern, function, prompt)` calls `function(match)` for every match; "
        "`r'\"([a-z]+)\"'` matches one word of letters in double quotes.",
        '`" ".join("cat")` is `"c a t"`.',
    ),
)
