"""The grammar of everyday prompts is seeded and wide, and never meets the held-out prompts."""

import csv
import random
import re
from pathlib import Path

import pytest

from helpers.world.english import COMMON
from helpers.world.everyday import KINDS, REQUESTS, SLOTS, WRAPPINGS, everyday, everyday_of

HELD_OUT = Path(__file__).parents[2] / "datasets" / "everyday.csv"


def drawn(n: int, seed: int) -> list[str]:
    rng = random.Random(seed)
    return [everyday(rng) for _ in range(n)]


def held_out() -> list[dict[str, str]]:
    with HELD_OUT.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def bare(text: str) -> str:
    """The letters and digits alone, lower case: what is left when typing habits are taken away."""
    return re.sub(r"\W+", " ", text.casefold()).strip() or text.strip()


def test_the_same_seed_gives_the_same_prompts():
    assert drawn(200, seed=5) == drawn(200, seed=5) != drawn(200, seed=6)


def test_two_thousand_draws_are_nearly_all_different():
    assert len(set(drawn(2_000, seed=1))) > 1_900


def test_the_grammar_is_wide():
    assert len(KINDS) >= 60
    assert len({word for words in SLOTS.values() for word in words}) >= 1_500


def test_prompts_are_one_to_forty_words_with_every_slot_filled():
    prompts = drawn(5_000, seed=2)
    assert all(1 <= len(prompt.split()) <= 40 for prompt in prompts)
    assert not [prompt for prompt in prompts if "{" in prompt or "}" in prompt]


def test_every_slot_that_a_request_names_has_a_list_and_every_list_is_used():
    lists = [*REQUESTS.values(), *WRAPPINGS.values()]
    templates = [text for texts in lists for text in texts]
    named = {slot for text in templates for slot in re.findall(r"\{(\w+)\}", text)}
    assert named - {"gibberish"} == set(SLOTS) - {"syllable"}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_gives_more_than_one_prompt(kind):
    rng = random.Random(3)
    assert len({everyday_of(kind, rng) for _ in range(20)}) > 5


def test_the_held_out_set_has_500_distinct_prompts_of_many_kinds():
    rows = held_out()
    assert list(rows[0]) == ["prompt", "kind"]
    assert len({bare(row["prompt"]) for row in rows}) == len(rows) == 500
    assert len({row["kind"] for row in rows}) >= 40


def test_no_held_out_prompt_is_ever_drawn():
    trained_on = {bare(prompt) for prompt in drawn(20_000, seed=4)}
    assert not [row["prompt"] for row in held_out() if bare(row["prompt"]) in trained_on]


def test_common_words_are_distinct_and_plain():
    assert len(COMMON) == len(set(COMMON)) >= 1_200
    assert all(re.fullmatch("[a-z]{3,10}", word) for word in COMMON)
