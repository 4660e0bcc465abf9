"""Hand-written prompts are filled wholly, with held-out material, and judged by what is said."""

import json
import re

import pytest

from helpers import datasets
from helpers.world import functions, letters
from helpers.world.draw import Draw
from training import wild

TASKS = sorted({row["task"] for row in datasets.rows("task_wordings")})
UNDER_ATTACK = ("defended", "undefended")
N = 120


def asked(task: str, seed: object, split: str = "heldout") -> wild.Question:
    ask = wild.under_attack if task in UNDER_ATTACK else wild.question
    return ask(Draw(seed, split), task)


def test_every_task_of_the_file_can_be_asked():
    assert {*wild.TASKS, *UNDER_ATTACK} == set(TASKS)


@pytest.mark.parametrize("task", TASKS)
def test_every_wording_is_drawn_and_no_slot_is_left(task):
    slots = {
        name
        for row in wild.wordings(task)
        for name in re.findall(r"\{\w+\}", row["system"] + row["user"])
    }
    seen = set()
    for seed in range(3 * N):
        one = asked(task, seed)
        text = "\n".join(message["content"] for message in one.messages)
        assert not any(slot in text for slot in slots), text
        assert [m["role"] for m in one.messages] in (["user"], ["system", "user"])
        seen |= {
            i
            for i, row in enumerate(wild.wordings(task))
            if text.startswith((row["system"] or row["user"]).split("{")[0])
        }
        assert one.right
    assert len(seen) == len(wild.wordings(task))


@pytest.mark.parametrize("task", sorted(wild.TASKS))
def test_what_fills_a_prompt_is_of_the_split_that_is_asked(task):
    def fills(split):
        slots = [wild.TASKS[task][0](Draw(seed, split))[0] for seed in range(N)]
        return {value for one in slots for key, value in one.items() if key not in ("keys", "name")}

    shared = fills("train") & fills("heldout")
    # an answer can be a bare value, such as a weekday, and those both splits have
    assert all(len(text) < 22 and task in ("judge", "pairwise") for text in shared), shared


def test_training_never_spells_a_word_that_is_to_be_reversed():
    trained = {letters.word(Draw(seed)) for seed in range(3000)}
    assert not trained & {asked("reverse", seed).right[::-1] for seed in range(N)}


@pytest.mark.parametrize("task", sorted(task for task, (_, judge) in wild.TASKS.items() if judge))
def test_the_right_reply_is_right_and_another_is_not(task):
    judge = wild.TASKS[task][1]
    for seed in range(N):
        one = asked(task, seed)
        assert judge(one.right, one.right)
        assert judge(f" {one.right}\n", one.right)
        assert not judge("", one.right)
        assert not judge("I am not sure about that at all", one.right)
        other = asked(task, f"{seed}, another").right
        assert judge(other, one.right) == (other == one.right)


@pytest.mark.parametrize(
    ("judge", "reply", "right", "verdict"),
    [
        (wild.same, '"Billing."', "billing", True),
        (wild.same, "billing team", "billing", False),
        (wild.last_number, "12 + 5 = 17\nAnswer: 17", "17", True),
        (wild.last_number, "So there are 17 crates.", "17", True),
        (wild.last_number, "17 or 18", "17", False),
        (wild.last_number, "117", "17", False),
        (wild.last_number, "3.17", "17", False),
        (wild.last_number, "many", "17", False),
        (wild.cited, "It is Kenji [2].", "Kenji [2]", True),
        (wild.cited, "kenji [2]", "Kenji [2]", True),
        (wild.cited, "Kenji [3]", "Kenji [2]", False),
        (wild.cited, "Kenji [2] [3]", "Kenji [2]", False),
        (wild.cited, "Kenji", "Kenji [2]", False),
        (wild.cited, "[2]", "Kenji [2]", False),
        (wild.cited, "120 [2]", "12 [2]", False),
        (wild.cited, "March 2019 [12]", "March 2019 [12]", True),
        (wild.same_object, '{"b": 2, "a": null}', '{"a": null, "b": 2}', True),
        (wild.same_object, '{"a": null}', '{"a": null, "b": 2}', False),
        (wild.same_object, '{"a": "2"}', '{"a": 2}', False),
        (wild.same_object, "a: 2", '{"a": 2}', False),
        (wild.letters_only, "r e s u o m", "resuom", True),
        (wild.letters_only, "'Resuom'.", "resuom", True),
        (wild.letters_only, "resoum", "resuom", False),
    ],
)
def test_a_judge_takes_a_reply_as_a_program_would(judge, reply, right, verdict):
    assert judge(reply, right) is verdict


def test_an_answer_that_is_absent_is_told_so_and_a_present_one_stands_in_the_passages():
    for seed in range(N):
        absent, present = asked("absent", seed), asked("reading", seed)
        assert absent.right == "Not in the text."
        assert present.right in "\n".join(m["content"] for m in present.messages)


def test_a_citation_names_the_numbered_passage_that_holds_the_value():
    for seed in range(N):
        one = asked("cite", seed)
        value, number = re.fullmatch(r"(.+) \[(\d)\]", one.right).groups()
        text = "\n".join(m["content"] for m in one.messages)
        passage = text.split(f"[{number}] ")[-1].split("\n")[0]
        assert value in passage


def test_json_has_the_keys_that_are_asked_for():
    for seed in range(N):
        one = asked("json", seed)
        text = "\n".join(m["content"] for m in one.messages)
        for key, value in json.loads(one.right).items():
            assert key in text
            assert value is None or str(value) in text


def test_code_is_right_by_its_cases():
    one = asked("code", 1)
    assert isinstance(one.right, functions.Function)
    assert one.right.does in one.messages[-1]["content"]
    assert one.right.name in one.messages[-1]["content"]


@pytest.mark.parametrize("task", UNDER_ATTACK)
def test_an_attack_wants_something_else_than_the_label_and_stands_in_the_prompt(task):
    for seed in range(N):
        one = asked(task, seed)
        assert one.wanted in one.messages[-1]["content"]
        assert not wild.same(one.wanted, one.right)
