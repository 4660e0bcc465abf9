"""The texts by many hands: well-formed, whole writers held out, slots filled alike."""

import json
import re
import sqlite3

import pytest

from helpers.world.draw import Draw
from helpers.world.lexicon import CATEGORIES
from training import hands
from training.tasks.hands import coding, sums

KINDS = [
    "tickets",
    "problems",
    "passages",
    "incidents",
    "replies",
    "spanish",
    "functions",
    "tools",
    "sql",
    "dialogues",
    "rules",
    "prose",
    "instructions",
]
EVERY = [
    pytest.param(kind, split, id=f"{kind}-{split}")
    for kind in KINDS
    for split in ("train", "heldout")
]


def test_writers_are_held_out_whole_and_are_one_in_six_at_least():
    train, held = set(hands.hands("train")), set(hands.hands("heldout"))
    assert held == hands.HELD_OUT
    assert not train & held
    assert len(held) * 6 >= len(train | held)


@pytest.mark.parametrize(("kind", "split"), EVERY)
def test_there_are_records_of_every_kind_in_both_splits(kind, split):
    assert len(hands.records(kind, split)) >= 10


def test_no_sentence_of_a_held_out_writer_stands_in_a_training_text():
    def texts(split):
        return {
            r["text"]
            for kind in ("tickets", "passages", "incidents", "prose")
            for r in hands.records(kind, split)
        }

    assert not texts("train") & texts("heldout")


@pytest.mark.parametrize("split", ["train", "heldout"])
def test_what_a_reply_copies_stands_in_its_text(split):
    for ticket in hands.records("tickets", split):
        assert ticket["category"] in CATEGORIES
        for value in (ticket.get("fields") or {}).values():
            assert value is None or str(value) in ticket["text"], ticket
    for passage in hands.records("passages", split):
        assert all(fact["a"] in passage["text"] for fact in passage["facts"]), passage
    for incident in hands.records("incidents", split):
        assert all(fact in incident["text"] for fact in incident["facts"]), incident


@pytest.mark.parametrize("split", ["train", "heldout"])
def test_functions_pass_their_own_tests(split):
    for one in hands.records("functions", split):
        space: dict = {}
        exec(one["code"], space)
        assert all(eval(call, space) == eval(want, space) for call, want in one["tests"]), one


@pytest.mark.parametrize("split", ["train", "heldout"])
def test_queries_run_on_the_tables_that_a_prompt_tells(split):
    base = sqlite3.connect(":memory:")
    for name, columns in coding.TABLES.items():
        base.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
    for one in hands.records("sql", split):
        base.execute(hands.filled(Draw("sql", split), one["sql"]))


@pytest.mark.parametrize("split", ["train", "heldout"])
def test_problems_come_out_even_and_their_story_has_every_number(split):
    draw = Draw("stories", split)
    for _ in range(200):
        one = sums.story(draw)
        assert "{" not in one.text, one.text
        a, sign, b, _, result = one.equations[-1].split()
        assert sums.APPLY[sign](int(a), int(b)) == int(result) == one.answer


def test_a_slot_has_one_value_wherever_it_returns_and_other_braces_stay():
    record = {
        "text": '{person} and {person2} wrote {"a": 1} to {person}',
        "fields": {"who": "{person}"},
    }
    one = hands.filled(Draw("slots", "train"), record)
    first, second = re.match(r'(\w+) and (\w+) wrote \{"a": 1\} to (\w+)$', one["text"]).group(1, 3)
    assert first == second == one["fields"]["who"]


def test_put_fills_what_it_knows_and_leaves_json_alone():
    assert (
        hands.put('{"team": "{label}", "x": {y}}', {"label": "bug"}) == '{"team": "bug", "x": {y}}'
    )


def test_an_instruction_becomes_messages_and_a_system_prompt_alone_a_user_message():
    asked = {"system": "Sort into {labels}.", "user": "{text}"}
    told = hands.messages(asked, labels="a, b", text="hm")
    assert told == [
        {"role": "system", "content": "Sort into a, b."},
        {"role": "user", "content": "hm"},
    ]
    assert hands.messages({"system": "Hello"}) == [{"role": "user", "content": "Hello"}]


def test_what_a_writer_left_open_in_a_prompt_is_filled_as_in_its_reply(monkeypatch):
    asked = {"skill": "always", "system": "Say {place}-{n} to all. {text}", "reply": "{place}-{n}"}
    monkeypatch.setattr(hands, "instructions", lambda *_: (asked,))
    one = hands.asking(Draw("open", "train"), "always")
    assert one["system"] == f"Say {one['reply']} to all. {{text}}"
    assert "{" not in one["reply"]
    summary = hands.asking(Draw("open", "train"), "summary")
    assert summary["reply"].endswith("-{n}")


@pytest.mark.parametrize("split", ["train", "heldout"])
def test_only_slots_of_a_skill_are_open_in_a_prompt(split):
    draw = Draw("prompts", split)
    skills = sorted({r["skill"] for r in hands.records("instructions", split)})
    for _ in range(60):
        for skill in skills:
            left = json.dumps(hands.asking(draw, skill))
            assert skill == "summary" or not hands.SLOT.search(left), left


def test_every_instruction_has_the_slots_of_its_skill():
    needed = {
        "steps": "problem",
        "direct": "problem",
        "read": "question",
        "cite": "question",
        "extract": "keys",
        "summary": "incident",
        "answer": "ticket",
        "translate": "text",
        "code": "description",
        "sql": "question",
        "notes": "dialogue",
        "mend": "json",
        "reverse": "letters",
    }
    for split in ("train", "heldout"):
        for asked in hands.records("instructions", split):
            whole = json.dumps([asked.get("system"), asked.get("user")])
            slot = needed.get(asked["skill"])
            assert slot is None or "{" + slot + "}" in whole, asked
