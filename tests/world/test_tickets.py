"""Short tickets: what one of them denies is of another category than what it is about."""

import functools
import re

import pytest

from helpers.world import tickets
from helpers.world.draw import Draw
from helpers.world.lexicon import CATEGORIES, FEATURES, PRODUCTS

SPLITS = ("train", "heldout")


SLOTS = {"{feature}": FEATURES, "{product}": PRODUCTS}  # the others: anything


@functools.cache
def regex(pattern: str) -> re.Pattern:
    """What a sentence pattern can say: (a|b) is a choice already."""
    literal = re.sub(r"([.?*+$^\[\]])", r"\\\1", pattern)
    for slot, values in SLOTS.items():
        literal = literal.replace(slot, f"({'|'.join(map(re.escape, values))})")
    return re.compile(re.sub(r"\{\w+\}", ".+", literal))


def categories(sentence: str) -> set[str]:
    """The categories one of whose problems the sentence states."""
    said = sentence[0].lower() + sentence[1:].rstrip(".?")
    return {
        category
        for category, patterns in tickets.PROBLEMS.items()
        for pattern in patterns
        if regex(pattern).fullmatch(said) or regex(pattern).fullmatch(sentence.rstrip(".?"))
    }


@pytest.mark.parametrize("split", SPLITS)
def test_a_negated_ticket_denies_another_category_and_states_its_own(split):
    seen = set()
    for seed in range(300):
        one = tickets.negated(Draw(seed, split))
        assert one.text.count(one.subject) == 1
        denied = {
            category
            for category, words in tickets.DENIED.items()
            if any(word in one.subject.lower() for word in map(str.lower, words))
        }
        assert denied
        assert one.category not in denied
        problem = one.text.replace(one.subject, "").strip()
        assert categories(problem) == {one.category}
        seen.add((one.category, *denied))
    assert {category for category, *_ in seen} == set(CATEGORIES)
    assert len(seen) >= 15


def test_the_denial_comes_first_or_last():
    starts = [
        one.text.startswith(one.subject) for one in map(tickets.negated, map(Draw, range(99)))
    ]
    assert 30 < sum(starts) < 70


@pytest.mark.parametrize("split", SPLITS)
def test_a_plain_ticket_is_one_sentence_of_its_category(split):
    seen = [tickets.plain(Draw(seed, split)) for seed in range(300)]
    assert {one.category for one in seen} == set(CATEGORIES)
    for one in seen:
        assert categories(one.text) == {one.category}
        assert one.text[0].isupper() or not one.text[0].isalpha()


def test_training_draws_no_ticket_that_denies_something(monkeypatch):
    from training.mixture import SHARES

    monkeypatch.setattr(tickets, "DENIALS", None)
    for task in SHARES:
        for seed in range(30):
            assert task(Draw(seed))
