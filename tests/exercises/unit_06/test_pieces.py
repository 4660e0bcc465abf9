"""Exercise 06.3: answers right and wrong, and what the check says to each."""

import pytest
from cases import STRANGERS, Answers, goal_in_solution, table

from helpers import datasets
from helpers.checks.exercise import Reply, question_to_json
from helpers.exercises.unit_06 import pieces

PIECES = r"""
import re
def sentences_of(text):
    return [sentence.strip() for sentence in re.findall(r"[^.?]+[.?]", text)]
def things_in(text):
    return re.search(r"(?:How many|number of) (\w+)", text)[1]
"""


def answer(
    size: int = 3,
    start: str = "There are {value} {things}.",
    ask: str = "\nThink step by step.",
    done: str = "prompts",
) -> str:
    return (
        "def pieces(text):\n"
        "    start, *changes, question = sentences_of(text)\n"
        "    prompts = []\n"
        f"    for at in range(0, len(changes), {size}):\n"
        f"        later = {start!r}.replace('{{things}}', things_in(text))\n"
        f"        said = [later if prompts else start, *changes[at:at + {size}], question]\n"
        f"        prompts.append(' '.join(said) + {ask!r})\n"
        f"    return {done}"
    )


CASES = Answers(
    right=(
        answer(3),
        answer(4, ask="\nShow your working."),
        # the three best of ten ways to carry the number: with "There are {value} lamps now." the
        # model is right in 7 of 14
        answer(3, start="We start with {value} {things}."),
        answer(3, start="You have {value} {things}."),
        answer(3, start="Start: {value} {things}."),
    ),
    wrong=(
        (answer(1), "pieces; from 1 to 3"),
        (answer(9), "more than 4 steps"),
        (answer(3, ask="\nAnswer with the number only."), "no working"),
        (answer(3, start="There are some {things}."), "every piece but the first"),
        (answer(3, done="[text] + prompts"), "is in 2 pieces"),
        (answer(3, done="prompts[:1]"), "is in no piece"),
        (answer(3, done="prompts[::-1]"), "first piece must hold"),
        (answer(3, done="'\\n'.join(prompts)"), "a list of prompts"),
        (answer(3, done="[p + ' {value}' for p in prompts]"), "no `{value}` in it"),
    ),
    setup=PIECES,
    garbage=lambda prompt: answer(3, ask=f" {prompt}"),
    unseen=tuple(answer(3, start, f"\n{ask}") for start, ask in STRANGERS["06.3"]),
    seeds=(0, 1),  # each answer that keeps the rules costs more than a hundred calls
)
test_answers = table("06.3", CASES)


def said(text: str) -> Reply:
    return Reply({"choices": [{"message": {"content": text}}]})


def judged(replies_to, at_once=lambda problem: "Answer: -1"):
    """The verdict on pieces that keep the rules, when the model says these things."""
    asked = pieces.questions_06_3(0)
    namespace: dict = {}
    exec(PIECES + answer(3), namespace)
    made = [Reply(namespace["pieces"](*question.args)) for question in asked]
    prompts = pieces.requests_06_3(asked, made)
    replies = [
        said(replies_to(i, piece))
        for i, (question, reply) in enumerate(zip(asked, made, strict=True))
        for piece in pieces.pieces_of(question.problem, reply.value)
    ]
    replies += [said(at_once(q.problem)) for q in asked[: pieces.N_WHOLE]]
    return pieces.judge_06_3([*asked, *prompts], [*made, *replies])


SOLVED = """
def solved(text):
    value = 0
    for sentence in sentences_of(text)[:-1]:
        value += int(re.search(r"\\d+", sentence + " 7")[0])
    return value
"""


@pytest.mark.parametrize(
    "told",
    [
        "str(solved(text))",
        "'0' + str(solved(text))",
        "' '.join(str(solved(text)))",
        "f'{solved(text)}x'",
        "str(solved(text)).translate({48 + i: 0x660 + i for i in range(10)})",
        "' '.join('zero one two three four five six seven eight nine'.split()[int(d)] "
        "for d in str(solved(text)))",
        "'#' * solved(text)",
        "chr(0x2460 + solved(text) % 20)",
        "f'half of {2 * solved(text)}'",
    ],
)
def test_what_the_code_has_worked_out_cannot_stand_between_the_lines(told):
    code = answer(3).replace("' '.join(said)", f"' '.join(said) + ' (' + {told} + ')'")
    space: dict = {}
    exec(PIECES + SOLVED + code, space)
    asked = pieces.questions_06_3(0)
    made = [Reply(space["pieces"](*question.args)) for question in asked]
    assert not any(pieces.broken_rule(q, r.value) for q, r in zip(asked, made, strict=True))
    assert pieces.requests_06_3(asked, made) == []
    assert "must read like the same piece" in pieces.judge_06_3(asked, made).message


def right_if(condition):
    return lambda i, piece: f"Answer: {piece.after if condition(i) else 'none'}"


def test_pieces_pass_on_evidence_only():
    assert judged(right_if(lambda i: i % 5)).outcome == "passed"
    narrow = judged(right_if(lambda i: i % 5 < 3))  # 26 of 42: the interval begins at 47 %
    assert narrow.outcome == "not yet"
    assert "not enough evidence yet" in narrow.message


def test_pieces_must_beat_the_problems_at_once():
    verdict = judged(right_if(lambda i: i % 5), lambda problem: f"Answer: {problem.answer}")
    assert verdict.outcome == "not yet"


def test_one_wrong_piece_makes_the_chain_wrong():
    verdict = judged(lambda i, piece: f"Answer: {piece.after + (piece.steps < 3)}")
    assert "14 of 42" in verdict.message  # six steps make two pieces of three; others have a rest


def test_a_number_that_is_not_carried_on_is_named():
    apart = judged(lambda i, piece: f"{piece.before + 1} + 2 = 3\nAnswer: -1")
    assert "begin with the number that you carry on" in apart.message
    more = judged(lambda i, piece: f"{piece.before} - 1 = 3\n" * (piece.steps + 1))
    assert "as many steps" in more.message


def test_a_reply_without_working_is_named():
    assert "no working" in judged(lambda i, piece: "7").message


@pytest.mark.parametrize("seed", [0, 1, 20_260])
def test_the_problems_are_new_and_their_numbers_follow(seed):
    asked = pieces.questions_06_3(seed)
    known = {row["text"] for row in datasets.rows("problems")}
    assert len(asked) == 42
    for question in asked:
        assert question.problem.text not in known
        whole = [" ".join([*question.problem.sentences])]
        (piece,) = pieces.pieces_of(question.problem, whole)
        assert piece.after == question.problem.answer


def test_the_problem_itself_does_not_cross_to_the_learners_code():
    question = pieces.questions_06_3(0)[0]
    assert question.problem.equations[-1] not in str(question_to_json(question))


def test_the_goal_of_the_pieces_says_the_bars():
    goal = goal_in_solution(pieces.PIECES)
    assert f"above {pieces.WANTED:.0%}" in goal
    assert f"{3 * pieces.N_EACH} problems" in goal
