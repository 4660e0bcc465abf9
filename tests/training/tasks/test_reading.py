"""Questions over passages: where the answer stands, and that it stands there."""

import re
from collections import Counter

import pytest

from helpers.world import passages
from helpers.world.draw import Draw
from training.tasks import reading

N = 300


@pytest.fixture
def drawn(monkeypatch):
    """The facts of every document, as they were drawn."""
    seen = []
    real = passages.facts

    def spy(*told):
        seen.append(real(*told))
        return seen[-1]

    monkeypatch.setattr(reading.passages, "facts", spy)
    return seen


def test_any_of_few_passages_is_asked_about_equally_often():
    counted = Counter(reading.place(Draw(seed), 5) for seed in range(2000))
    assert set(counted) == set(range(5))
    # four standard errors of a fifth
    assert all(abs(n / 2000 - 0.2) < 0.036 for n in counted.values())


@pytest.mark.parametrize("k", [8, 20])
def test_of_many_passages_those_near_an_end_are_asked_about_most(k):
    counted = Counter(reading.place(Draw(seed), k) for seed in range(3000))
    assert set(counted) == set(range(k))
    middle = sum(counted[i] for i in range(k // 4, k - k // 4)) / (k - 2 * (k // 4))
    assert counted[0] > counted[k - 1] > 1.5 * middle


def test_the_asked_place_can_be_chosen(drawn):
    for seed in range(N):
        at = seed % 20
        document = reading.passage_question(Draw(seed), 20, cite=True, at=at)
        fact = drawn[-1][at]
        assert document.reply == f"{fact.value} [{at + 1}]"
        assert fact.thing.lower() in document.messages[-2]["content"].lower()


def test_what_no_passage_tells_is_not_in_the_text(drawn):
    for seed in range(N):
        document = reading.passage_question(Draw(seed, "heldout"), 3, answerable=False)
        prompt = "\n".join(m["content"] for m in document.prompt)
        assert document.reply == "Not in the text."
        assert drawn[-1][3].thing.lower() in prompt.lower()
        assert all(fact.value in prompt for fact in drawn[-1][:3])


def test_a_search_gives_the_number_of_the_passage_or_the_passage_itself(drawn):
    numbers = quotes = 0
    for seed in range(N):
        document = reading.passage_search(Draw(seed), 6)
        first, facts = document.messages[0]["content"], drawn[-1]
        for user, reply in zip(document.messages[::2], document.messages[1::2], strict=True):
            request = user["content"].split("\n")[-1]
            names = {name: fact for fact in facts for name in (fact.thing, fact.value)}
            about = names[
                max((n for n in names if re.search(rf"\b{re.escape(n)}\b", request)), key=len)
            ]
            said = reply["content"]
            if said.startswith("[") and said.endswith("]"):
                numbers += 1
                assert facts[int(said[1:-1]) - 1] == about
            else:
                quotes += 1
                assert said in first
                assert about.value in said
    assert numbers > quotes > 0.1 * numbers
