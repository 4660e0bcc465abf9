"""Whatever JSON comes out of a room: every judge of every exercise gives a verdict and no fault.

Data are made at random, around each exercise's own right answers where that reaches further.
"""

import json
import random
from dataclasses import replace

import pytest
from handed_in import MODEL, references

from helpers.checks import judge
from helpers.checks.ask import ask
from helpers.checks.exercise import Reply, question_from_json, question_to_json
from helpers.exercises import units
from helpers.grading import asking, budget, judging, labs, prompts, schema

EXERCISES = [e for unit in labs.numbers() for e in labs.lab(unit).exercises]
TAGS = ("$tuple", "$set", "$dict", "$record", "$array", "$iterator", "$double", "$ellipsis",
        "$error", "$repr", "$bytes", "$float", "$unknown", "$")  # fmt: skip
TEXTS = ("", "a", "user", "1" * 3000, "\ud800", "0 of 0 (0%)", "`**", "\x00", "user\n", "{}", "<b>",
         "Answer: 5", "nan", " " * 3000)  # fmt: skip
NUMBERS = (0, -1, 1, 2**53, 10**400, 1e308, -0.0, float("nan"), float("inf"), True, False, None)
NAMES = ("role", "content", "choices", "message", "usage", "id", "value", "fields", "dtype", "name",
         "settings", "text", "type", "stop_reason", "finish_reason", "logprobs")  # fmt: skip
ROUNDS = 40


def anything(rng: random.Random, depth: int = 0) -> object:
    """Random JSON: plain, tagged, or tagged wrongly."""
    kind = rng.randrange(9 if depth < 5 else 3)
    few = range(rng.choice((0, 1, 1, 2, 3)))
    if kind == 0:
        return rng.choice(TEXTS)
    if kind <= 2:
        return rng.choice(NUMBERS)
    if kind <= 4:
        return [anything(rng, depth + 1) for _ in few]
    if kind == 5:
        return {rng.choice(NAMES): anything(rng, depth + 1) for _ in few}
    if kind == 6:
        fields = {rng.choice(NAMES): anything(rng, depth + 1) for _ in few}
        kind = rng.choice(("Message", "ChatCompletion", "Choice", "1" * 200))
        return {"$record": kind, "fields": rng.choice((fields, fields, anything(rng, depth + 1)))}
    tag, more = rng.choice(TAGS), rng.choice(({}, {}, {"fields": 1}, {"dtype": "f"}))
    return {tag: anything(rng, depth + 1), **more}


def changed(rng: random.Random, value: object) -> object:
    """A right answer with some part of it replaced, dropped or doubled."""
    if rng.random() < 0.1 or not isinstance(value, list | dict):
        return anything(rng, 3)
    if not value:
        return value
    if isinstance(value, list):
        at = rng.randrange(len(value))
        how = rng.choice(([], [changed(rng, value[at])], [value[at]] * 2))
        return [*value[:at], *how, *value[at + 1 :]]
    key = rng.choice(list(value))
    rest = {k: v for k, v in value.items() if k != key}
    return rest if rng.random() < 0.3 else {**value, key: changed(rng, value[key])}


def right(exercise) -> list[dict]:
    """What the reference answers, as it comes out of a room; [] where it needs the model."""
    space: dict = {}
    try:
        for cell in labs.lab(exercise.id[:2]).setup:
            exec(cell.imports, space)
        source = "\n".join(
            text for id, text in references(exercise.id[:2]).items()
            if id.startswith(exercise.id.replace(".", "-"))
        )  # fmt: skip
        exec(source, space)
    except Exception:
        return []
    drawn = [question_from_json(question_to_json(q)) for q in exercise.questions(1)]
    return json.loads(json.dumps(ask(drawn, space)))


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_a_judge_meets_any_data_without_a_fault(exercise):
    rng, questions, own = random.Random(exercise.id), exercise.questions(1), right(exercise)
    for _ in range(ROUNDS):
        sent = [anything(rng) for _ in questions]
        data = [{"value": value} for value in sent]
        if own and rng.random() < 0.7:
            data = [changed(rng, one) if rng.random() < 0.3 else one for one in own]
        replies = [schema.reply(one) for one in data]
        assert all(isinstance(reply, Reply) for reply in replies)
        made = judge.prompts(exercise, questions, replies)
        said = [Reply(value={"choices": [{"message": {"content": "x"}}]}) for _ in made]
        verdict = judge.verdict(exercise, [*questions, *made], [*replies, *said])
        assert verdict.outcome in ("passed", "not yet", "not attempted"), data
        assert len(verdict.message) < judging.MAX_MESSAGE


def test_the_fuzzer_reaches_judges_and_not_only_the_schema():
    """Otherwise the test above would prove nothing: some changed answers are read, some pass."""
    rng = random.Random(0)
    easy = [e for e in EXERCISES if e.id not in MODEL and right(e)]
    assert len(easy) > len(EXERCISES) / 2
    read = [schema.reply(changed(rng, one)) for e in easy for one in right(e)]
    fine = [reply for reply in read if not (reply.error or "").startswith("Unreadable")]
    assert len(fine) > len(read) / 5


def test_an_answer_that_its_check_is_not_done_with_costs_only_its_exercise():
    def slow(questions, replies):
        while True:
            pass

    court = judging.Judge(prompts.Prompts())
    stuck = asking.sheet(replace(units.find("01.4"), judge=slow), [0])
    replies = [Reply(value=1.0)] * len(stuck.questions[0])
    mine = budget.Budget(1.0)
    judgment = court.judgment(stuck, asking.Asked(replies), mine)
    assert (judgment.outcome, judgment.share) == ("not yet", 0.0)
    assert "was not done" in judgment.note
    assert not mine.left
    fine = asking.sheet(units.find("01.4"), [0])
    after = court.judgment(fine, asking.Asked(replies), budget.Budget(9.0))
    assert after.outcome == "not yet"
    assert "was not done" not in after.note
    court.close()
