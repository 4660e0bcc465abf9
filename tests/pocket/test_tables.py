"""The tables: no entry so near a half that another library's last bit could round it otherwise."""

import numpy as np
import pytest

from helpers.pocket import tables

WIDE = np.longdouble  # 64 bits of mantissa where the processor has them, else float64


def apart(exact: np.ndarray) -> float:
    """How near to a half the nearest entry lies."""
    return float(np.abs(exact - np.floor(exact) - WIDE(0.5)).min())


def steps(entries: int, offset: float) -> np.ndarray:
    return np.arange(entries).astype(WIDE) + WIDE(offset)


# libraries promise a few units in the last place, 2^-52 of the value: for the largest entries
# (2^24) that is 1e-8, and for the angle of position 4,096 times 2^14 it is 2e-8
FAR = 2e-7


@pytest.mark.parametrize("one", [2**bits for bits in range(9, 20)])
def test_entries_of_the_scores_exp_are_far_from_a_half(one):
    table = tables.exp(one)
    exact = one * np.exp(-steps(len(table), 0.5) / tables.EXP_STEPS)
    assert apart(exact) > FAR
    assert np.array_equal(table, np.rint(exact).astype(np.float32))
    assert table[-1] == 0
    assert table[0] <= one  # a window of them must add up to no more than 2^24


def test_entries_of_the_draws_exp_are_far_from_a_half():
    table = tables.fine_exp()
    exact = tables.FINE_ONE * np.exp(-steps(len(table), 0) / tables.FINE_STEPS)
    assert apart(exact) > FAR
    assert np.array_equal(table, np.rint(exact).astype(np.float64))
    assert (table[0], table[-1]) == (tables.FINE_ONE, 0)


def test_entries_of_the_sigmoid_are_far_from_a_half():
    table = tables.sigmoid()
    places = steps(len(table), 0.5) / tables.SIGMOID_STEPS - tables.SIGMOID_END
    exact = tables.SIGMOID_ONE / (1 + np.exp(-places))
    assert apart(exact) > FAR
    assert np.array_equal(table, np.rint(exact).astype(np.float32))
    assert (table[0], table[-1]) == (0, tables.SIGMOID_ONE)


@pytest.mark.parametrize(("size", "window"), [(64, 1024), (64, 4096)])
def test_entries_of_the_rotary_tables_are_far_from_a_half(size, window):
    powers = np.power(WIDE(10000), -np.arange(0, size, 2).astype(WIDE) / size)
    angles = np.outer(np.arange(window).astype(WIDE), powers)
    own, partner = tables.rotary(size, window, 10000.0)
    for wave, table in ((np.cos, own[:, 0]), (np.sin, partner[:, 1])):
        exact = tables.TURN * wave(angles)
        assert apart(exact) > FAR
        assert np.array_equal(table * tables.TURN, np.rint(exact).astype(np.float32))


def test_a_turn_leaves_a_pair_as_long_as_it_was():
    own, partner = tables.rotary(64, 4096, 10000.0)
    lengths = own[:, 0] ** 2 + partner[:, 1] ** 2
    assert np.abs(lengths - 1).max() < 2 / tables.TURN
    assert np.array_equal(partner[:, 0], -partner[:, 1])
