"""Exercise 01.5: answers right and wrong, and what the check says to each."""

import re

import pytest
from cases import SEEDS, STRANGERS, Answers, table

from helpers.checks.exercise import Reply
from helpers.exercises.unit_01 import letters

SETUP = r"""
import itertools, re, sqlite3
from collections import Counter
from math import inf
import tiktoken
PIECES = re.compile(r" ?\w+| ?[^\w\s]+|\s+")
HEADER = "id | received | category | text"
o200k = tiktoken.get_encoding("o200k_base")
def count_tokens(text):
    return len(o200k.encode_ordinary(text))
"""


SPELL = """
def prepare(prompt):
    return re.sub(r'"([a-z]+)"', lambda m: '"' + SPELLED + '"', prompt)
""".replace("SPELLED", "' '.join(m[1])")


def in_place_of_the_word(prompt: str) -> str:
    return (
        "def prepare(prompt):\n"
        f"    return re.sub(r'\"[a-z]+\"', lambda m: '\"' + {prompt!r} + '\"', prompt)"
    )


CASES = Answers(
    right=(
        SPELL,
        "def prepare(prompt):\n    parts = prompt.split('\"')\n"
        "    if len(parts) == 3 and parts[1].isalpha() and parts[1].islower():\n"
        "        parts[1] = ' '.join(parts[1])\n    return '\"'.join(parts)",
    ),
    wrong=(
        ("def prepare(prompt):\n    return prompt", "still stands whole"),
        (SPELL.replace("' '.join(m[1])", "m[1].upper()"), "at least 75 %"),
        (SPELL.replace('"([a-z]+)"', '"(.+)"'), "must stay as it is"),
        (SPELL.replace("' '.join(m[1])", "m[1][::-1]"), "put the answer"),
        (SPELL.replace("' '.join(m[1])", "' '.join(m[1][::-1])"), "put the answer"),
        (SPELL.replace("' '.join(m[1])", "'-'.join(m[1][::-1]).upper()"), "put the answer"),
        ("def prepare(prompt):\n    return ' '.join(prompt)", "more than the word"),
        (
            "def prepare(prompt):\n"
            "    found = re.search(r'\"([a-z]+)\"', prompt)\n"
            "    return prompt.replace(found[1], ' '.join(found[1])) if found else prompt",
            "more than the word",
        ),
        (SPELL.replace("[a-z]+)", "[a-zA-Z]+)"), "must stay as it is"),
        (SPELL.replace("[a-z]+)", "\\w+)"), "must stay as it is"),
        (SPELL.replace("'\"([a-z]+)\"'", "'[\"\\']([a-z]+)[\"\\']'"), "must stay as it is"),
        (SPELL.replace("' '.join", "'-'.join"), "at least 75 %"),
        (
            "def prepare(prompt):\n    return {'role': 'user', 'content': prompt}",
            "must be a text",
        ),
    ),
    setup=SETUP,
    garbage=in_place_of_the_word,
    unseen=tuple(STRANGERS["01.5"]),
)
test_answers = table("01.5", CASES)


def judged_letters(plain, spelled):
    """The verdict on 01.5 when the model gets so many plain and so many prepared prompts right."""
    calls = letters.questions_01_5(0)
    words = [letters.word_in(call.args[0]) for call in calls[: letters.WORDS]]
    prompts = [
        call.args[0].replace(word, " ".join(word)) for call, word in zip(calls, words, strict=False)
    ]
    answers = [Reply(prompt) for prompt in [*prompts, *letters.LEAVE]]
    answers += [Reply(prompt.replace('"art"', '"a r t"')) for prompt in letters.ELSEWHERE]
    texts = [w[::-1] if i < plain else "no" for i, w in enumerate(words)]
    texts += [" ".join(w[::-1]) if i < spelled else "no" for i, w in enumerate(words)]
    completions = [Reply({"choices": [{"message": {"content": text}}]}) for text in texts]
    asked = letters.requests_01_5(calls, answers)
    return letters.judge_01_5([*calls, *asked], [*answers, *completions])


@pytest.mark.parametrize(
    ("plain", "spelled", "outcome"),
    [
        (4, 40, "passed"),
        (20, 38, "passed"),
        (39, 37, "passed"),  # a model that needs no help
        (4, 29, "not yet"),  # fewer than 75 %
        (33, 34, "not yet"),  # no clear effect
        (0, 0, "not yet"),
    ],
)
def test_letters_are_judged_by_rate_and_by_effect(plain, spelled, outcome):
    verdict = judged_letters(plain, spelled)
    assert verdict.outcome == outcome, verdict.message
    assert f"{spelled} of 40" in verdict.message


def test_the_prompts_to_leave_alone_hold_no_single_quoted_word():
    for prompt in letters.LEAVE:
        assert not re.search(r'"[a-z]+"', prompt)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_words_are_different_and_their_reversal_is_not_in_the_prompt(seed):
    calls = letters.questions_01_5(seed)[: letters.WORDS]
    words = [letters.word_in(call.args[0]) for call in calls]
    assert len(set(words)) == letters.WORDS
    assert not any(word[::-1] == word for word in words)
