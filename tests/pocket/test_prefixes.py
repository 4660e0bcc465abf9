"""The prefix cache: what is found again, what is left out, what goes first."""

import numpy as np
import pytest

from helpers.pocket.network import CHUNK, Cache, Config
from helpers.pocket.prefixes import Prefixes

CONFIG = Config("none", 8, 8, 1, 2, 100, 512, 10000.0, 1e-5)
CHUNK_BYTES = Cache(CONFIG, CHUNK).array.nbytes


@pytest.fixture
def prefixes():
    return Prefixes(limit=4 * CHUNK_BYTES)


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


def test_whole_chunks_of_a_shared_beginning_are_found(prefixes):
    prompt = list(range(80))
    prefixes.keep(prompt, computed(prompt))
    assert found(prefixes, prompt) == 64
    assert found(prefixes, [*prompt[:70], 5]) == 64
    assert found(prefixes, [*prompt[:63], 5, 6]) == 32
    assert found(prefixes, prompt[:20]) == 0


def test_the_same_tokens_after_another_beginning_are_not_the_same(prefixes):
    first = [1] * CHUNK + [2] * CHUNK
    prefixes.keep(first, computed(first))
    assert found(prefixes, [3] * CHUNK + [2] * CHUNK + [4]) == 0


def test_the_last_token_is_always_left_to_the_network(prefixes):
    prompt = list(range(2 * CHUNK))
    prefixes.keep(prompt, computed(prompt))
    assert found(prefixes, prompt) == CHUNK


def test_what_was_used_longest_ago_goes_first(prefixes):
    old, used, new = ([mark] * 2 * CHUNK for mark in (1, 2, 3))
    prefixes.keep(old, computed(old))
    prefixes.keep(used, computed(used))
    found(prefixes, old)  # now `used` is the one that nobody asked for
    prefixes.keep(new, computed(new))
    assert prefixes.bytes <= prefixes.limit
    assert [found(prefixes, [*prompt, 9]) for prompt in (old, used, new)] == [64, 0, 64]


def test_a_prompt_longer_than_the_memory_keeps_its_beginning(prefixes):
    prompt = list(range(100)) * 2
    prefixes.keep(prompt, computed(prompt))
    assert found(prefixes, prompt) == 4 * CHUNK


def test_kept_chunks_do_not_change_with_the_cache_they_came_from(prefixes):
    prompt = list(range(40))
    cache = computed(prompt)
    prefixes.keep(prompt, cache)
    cache.array[:] = 0
    assert found(prefixes, prompt) == 32
