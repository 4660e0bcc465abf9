"""Several comparisons at once."""

import json
from pathlib import Path

import numpy as np
import pytest

from helpers.measure import many

MANY = json.loads((Path(__file__).parent / "vectors" / "experiments.json").read_text("utf-8"))[
    "many"
]
TRIAL = MANY["p_values"]


def found(p_values: list[float]) -> int:
    return sum(p <= 0.05 for p in p_values)


def test_a_published_trial_comes_out_as_it_was_published():
    assert found(TRIAL) == MANY["found_one_by_one"]
    assert found(many.holm(TRIAL)) == MANY["found_by_holm"]
    assert found(many.benjamini_hochberg(TRIAL)) == MANY["found_by_benjamini_hochberg"]


def test_adjusted_values_by_hand():
    # Holm: 3 * 0.01, 2 * 0.02, then never less than before; BH: 3/1 * 0.01, 3/2 * 0.02, 0.03
    assert many.holm([0.03, 0.01, 0.02]) == pytest.approx([0.04, 0.03, 0.04])
    assert many.benjamini_hochberg([0.03, 0.01, 0.02]) == pytest.approx([0.03, 0.03, 0.03])
    assert many.holm([0.5, 0.9]) == pytest.approx([1.0, 1.0])
    assert many.holm([]) == many.benjamini_hochberg([]) == []


@pytest.mark.parametrize("adjust", [many.holm, many.benjamini_hochberg])
def test_the_order_that_came_is_kept_and_nothing_becomes_smaller(adjust):
    p_values = np.random.default_rng(3).uniform(size=12).tolist()
    adjusted = adjust(p_values)
    assert all(after >= before for before, after in zip(p_values, adjusted, strict=True))
    assert adjust(p_values[::-1]) == pytest.approx(adjusted[::-1])
    assert sorted(range(12), key=p_values.__getitem__)[0] == adjusted.index(min(adjusted))


def test_where_nothing_is_there_holm_finds_something_in_five_of_a_hundred():
    rng, runs = np.random.default_rng(4), 2_000
    some = [found(many.holm(rng.uniform(size=10).tolist())) > 0 for _ in range(runs)]
    assert 0.035 < np.mean(some) < 0.065
