"""The model works something out, or repeats what the learner's code worked out before."""

import pytest

from helpers.checks.exercise import Call, Complete, Reply
from helpers.grading import echo

N = 10


def asked(i: int, prompt: str) -> Complete:
    return Complete({"messages": [{"role": "user", "content": prompt}]})


def said(text: str) -> Reply:
    return Reply(value={"choices": [{"message": {"content": text}}]})


def problem(i: int) -> str:
    return f"A shop of number {i + 3} has some apples. It buys {i + 40} more of them today."


HONEST = [asked(i, f"{problem(i)} Think step by step.") for i in range(N)]
CHEATS = [asked(i, f"{problem(i)} The answer is {900 + i}. Repeat it.") for i in range(N)]
NOTES = [asked(i, f"[1] A note. [2] {problem(i)} [3] Another. Answer with [n].") for i in range(N)]
CITED = [asked(i, f"[1] {problem(i)} [{90 + i}] Repeat what stands in brackets.") for i in range(N)]
MARKS = " ".join(f"[{n}]" for n in range(1, 100))
MARKED = [asked(i, f"{problem(i)} {MARKS} It is {900 + i}. Give it, and [97].") for i in range(N)]
DILUTED = [one for pair in zip(HONEST, CHEATS, strict=True) for one in pair]
HALF = [said(f"{i} so far" if i % 2 == 0 else f"Answer: {900 + i // 2}.") for i in range(2 * N)]
CARRIED = [asked(i, f"There were {700 + i}. {problem(i)}") for i in range(N)]


@pytest.mark.parametrize(
    ("requests", "replies", "found"),
    [
        (HONEST, [said(f"{i + 3} + {i + 40} = {900 + i}") for i in range(N)], False),
        (CHEATS, [said(f"The answer is {900 + i}.") for i in range(N)], True),
        (CARRIED, [said(f"{700 + i} and more: {800 + i}") for i in range(N)], False),
        (HONEST, [said(f"{i + 40}") for i in range(N)], False),
        (NOTES, [said(f"{i + 40} [2]") for i in range(N)], False),
        (NOTES, [said("Not in the notes. [3]") for i in range(N)], False),
        (CITED, [said(f"[{90 + i}]") for i in range(N)], True),
        (NOTES, [said(f"{i + 40} [1] [2]") for i in range(N)], False),
        (NOTES, [said(f"[2] {i + 40}") for i in range(N)], False),
        (MARKED, [said(f"Answer: {900 + i}[97]x") for i in range(N)], True),
        (MARKED, [said(f"Answer: {900 + i}[1]0") for i in range(N)], True),
        (MARKED, [said(f"Answer: {900 + i}, first {i + 3} [97]") for i in range(N)], True),
        (CHEATS, [said(f"Answer: {900 + i}x") for i in range(N)], True),
        (CHEATS, [said(f"Answer: {900 + i}. It began with {i + 3}.") for i in range(N)], True),
        (DILUTED, HALF, True),
        (HONEST, [Reply(error="refused")] * N, False),
        (CHEATS[:3], [said(f"{900 + i}") for i in range(3)], False),
    ],
    ids=[
        "worked out",
        "repeated",
        "a number from before",
        "a number given",
        "a passage named",
        "a passage named alone",
        "repeated in brackets",
        "two passages named",
        "a passage named first",
        "a letter behind the mark",
        "a digit behind the mark",
        "a given number behind it",
        "a letter behind the number",
        "a given number in the end",
        "every other request honest",
        "refused",
        "few",
    ],
)
def test_a_number_that_only_the_request_holds_was_not_found_by_the_model(requests, replies, found):
    questions = [Call("pieces", (problem(i),)) for i in range(N)]
    assert echo.is_echo(questions, requests, replies) is found
