"""A herd before a server: worked out by hand where that can be done."""

import pytest

from helpers.measure.herd import Crowd, herd


def test_whoever_finds_room_is_served_at_once():
    crowd = herd(lambda n, luck: 1.0, clients=5, shut=0, room=10)
    assert (crowd.served, crowd.requests) == (5, 5)
    assert 0.1 < crowd.seconds < 0.6


def test_a_server_that_stays_shut_costs_all_attempts_of_all():
    assert herd(lambda n, luck: 1.0, clients=7, attempts=4, shut=99) == Crowd(0, 28, 0.0)


def test_with_equal_waits_the_herd_stays_together_and_room_is_used_second_by_second():
    # shut until 1; from then on each round of equal waits of 0.9 s meets one fresh second
    crowd = herd(lambda n, luck: 0.9, clients=30, attempts=4, shut=1.0, room=10)
    assert (crowd.served, crowd.requests) == (30, 30 + 30 + 20 + 10)


def test_trying_again_at_once_burns_the_attempts_while_the_server_is_shut():
    assert herd(lambda n, luck: 0.0, clients=20, attempts=6, shut=2.0).served == 0


@pytest.mark.parametrize("seed", range(5))
def test_the_same_seed_gives_the_same_crowd(seed):
    def wait(n, luck):
        return luck.uniform(0, 2.0**n)

    assert herd(wait, seed=seed) == herd(wait, seed=seed)
    assert herd(wait, seed=seed).served <= 100
