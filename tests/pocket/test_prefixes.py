"""The prefix cache: what is found again, what is left out, what goes first."""

import numpy as np
import pytest

from helpers.pocket.network import Cache, Config
from helpers.pocket.prefixes import LEAST, PIECE, Prefixes

CONFIG = Config("none", 8, 8, 1, 2, 100, 512, 10000.0, 1e-5)
PIECE_BYTES = Cache(CONFIG, PIECE).array.nbytes


@pytest.fixture
def prefixes():
    return Prefixes(limit=4 * PIECE_BYTES)


def computed(prompt):
    """A cache as if the network had filled it: the values are the ids."""
    cache = Cache(CONFIG, len(prompt))
    cache.array[:, :, :, : len(prompt)] = np.array(prompt)[:, None]
    return cache


def found(prefixes, prompt):
    """How many tokens are known; checks that they are the right ones."""
    cache = Cache(CONFIG, len(prompt))
    known = prefixes.restore(prompt, cache)
    assert cache.length == known
    assert np.array_equal(cache.array[0, 0, 0, :known, 0], prompt[:known])
    return known


def test_a_shared_beginning_of_any_length_is_found(prefixes):
    prompt = list(range(80))
    prefixes.keep(prompt, computed(prompt))
    assert found(prefixes, [*prompt, 5]) == 80
    for length in (LEAST, 31, 32, 33, 63, 64, 70, 79):
        assert found(prefixes, [*prompt[:length], 99, 99]) == length


def test_a_beginning_that_all_prompts_have_is_not_worth_a_copy(prefixes):
    prompt = list(range(80))
    prefixes.keep(prompt, computed(prompt))
    assert found(prefixes, [*prompt[: LEAST - 1], 99, 99]) == 0


def test_the_piece_that_agrees_longest_is_taken(prefixes):
    shared = list(range(40))
    for end in ([1] * 20, [2] * 10 + [3] * 10, [2] * 20):
        prefixes.keep(shared + end, computed(shared + end))
    assert found(prefixes, [*shared, *[2] * 15, 9]) == 55


def test_the_same_tokens_after_another_beginning_are_not_the_same(prefixes):
    first = [1] * PIECE + [2] * PIECE
    prefixes.keep(first, computed(first))
    assert found(prefixes, [3] * PIECE + [2] * PIECE + [4]) == 0


def test_the_last_token_is_always_left_to_the_network(prefixes):
    prompt = list(range(2 * PIECE))
    prefixes.keep(prompt, computed(prompt))
    assert found(prefixes, prompt) == 2 * PIECE - 1


def test_what_was_used_longest_ago_goes_first(prefixes):
    old, used, new = ([mark] * 2 * PIECE for mark in (1, 2, 3))
    prefixes.keep(old, computed(old))
    prefixes.keep(used, computed(used))
    found(prefixes, old)  # now `used` is the one that nobody asked for
    prefixes.keep(new, computed(new))
    assert prefixes.bytes <= prefixes.limit
    assert [found(prefixes, [*prompt, 9]) for prompt in (old, used, new)] == [64, 0, 64]


def test_a_prompt_longer_than_the_memory_keeps_its_beginning(prefixes):
    prompt = list(range(100)) * 2
    prefixes.keep(prompt, computed(prompt))
    assert found(prefixes, prompt) == 4 * PIECE


def test_kept_chunks_do_not_change_with_the_cache_they_came_from(prefixes):
    prompt = list(range(40))
    cache = computed(prompt)
    prefixes.keep(prompt, cache)
    cache.array[:] = 0
    assert found(prefixes, prompt) == 39
