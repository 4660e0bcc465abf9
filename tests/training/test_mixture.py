"""The recipe: every task is drawn, and a reply counts what EMPHASIS says."""

import itertools

import pytest

from helpers.world.draw import Draw
from training import mixture
from training.mixture import EMPHASIS, PHASES, SEVERAL, SHARES, documents, weighted
from training.tasks.document import Document


def test_emphasis_and_several_are_about_tasks_of_the_recipe():
    assert set(EMPHASIS) | set(SEVERAL) <= {task for shares in PHASES.values() for task in shares}


def test_only_replies_are_weighted_and_the_document_stays_as_it_was():
    messages = [
        {"role": "system", "content": "s"},
        {"role": "user", "content": "u"},
        {"role": "assistant", "content": "a"},
        {"role": "user", "content": "u"},
        {"role": "assistant", "content": "b", "weight": 0.5},
    ]
    before = [dict(message) for message in messages]
    document = Document(messages=messages, tools=({"name": "t"},))
    after = weighted(document, 3.0)
    assert [m.get("weight") for m in after.messages] == [None, None, 3.0, None, 1.5]
    assert [m["content"] for m in after.messages] == ["s", "u", "a", "u", "b"]
    assert after.tools == document.tools
    assert messages == before


@pytest.mark.parametrize("task", SHARES, ids=lambda task: task.__name__)
def test_a_task_alone_in_the_recipe_has_its_emphasis(monkeypatch, task):
    monkeypatch.setitem(mixture.PHASES, "all", {task: 1})
    for document in itertools.islice(documents("a"), 6):
        replies = [m for m in document.messages or () if m["role"] == "assistant"]
        if task in EMPHASIS:
            assert all(m["weight"] == 0 or m["weight"] >= EMPHASIS[task] for m in replies), replies
        else:
            assert all(m.get("weight", 1) <= 1 for m in replies)


def test_a_phase_keeps_every_task_and_is_mostly_its_own():
    assert all(set(SHARES) <= set(shares) for name, shares in PHASES.items() if name != "far")
    drawn = list(itertools.islice(documents("a", phase="places"), 200))
    asked = [d for d in drawn if d.messages and d.messages[-1]["content"].startswith("[")]
    assert (
        len(asked)
        > 60
        > 3
        * sum(
            bool(d.messages) and d.messages[-1]["content"].startswith("[")
            for d in itertools.islice(documents("a"), 200)
        )
    )


def test_a_stream_depends_on_its_seed_and_split_alone():
    def first(*which):
        return list(itertools.islice(documents(*which), 20))

    assert first(1) == first("1") == first(1, "train")
    assert first(1) != first(2)
    assert first(1) != first(1, "heldout")


def test_several_turns_have_no_instruction_that_comes_too_late():
    for seed, task in itertools.product(range(60), SEVERAL):
        document = mixture.several(Draw(seed), task)
        roles = [m["role"] for m in document.messages]
        assert "system" not in roles[1:]
        assert 2 <= roles.count("assistant") <= 5
