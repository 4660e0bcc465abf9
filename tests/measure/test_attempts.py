"""pass@k and pass^k: by the formulas, by counting all draws, and what they refuse."""

from itertools import combinations

import pytest

from helpers.measure import attempts


def test_the_worked_example():
    assert attempts.at_least_one(10, 4, 3) == pytest.approx(0.833, abs=5e-4)
    assert attempts.all_of_them(10, 4, 3) == pytest.approx(0.033, abs=5e-4)


@pytest.mark.parametrize(("n", "c", "k"), [(5, 2, 2), (6, 0, 3), (6, 6, 3), (4, 1, 4), (7, 5, 1)])
def test_it_is_the_share_of_all_draws(n, c, k):
    draws = list(combinations([True] * c + [False] * (n - c), k))
    assert attempts.at_least_one(n, c, k) == pytest.approx(sum(map(any, draws)) / len(draws))
    assert attempts.all_of_them(n, c, k) == pytest.approx(sum(map(all, draws)) / len(draws))


@pytest.mark.parametrize(("n", "c", "k"), [(3, 1, 4), (3, 4, 1), (3, -1, 1), (3, 1, 0)])
def test_more_than_was_made_is_refused(n, c, k):
    for rate in (attempts.at_least_one, attempts.all_of_them):
        with pytest.raises(ValueError, match="wanted"):
            rate(n, c, k)
