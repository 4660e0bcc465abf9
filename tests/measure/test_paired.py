"""Two ways on the same questions."""

import json
from pathlib import Path

import numpy as np
import pytest

from helpers.measure import paired

VECTORS = json.loads((Path(__file__).parent / "vectors" / "experiments.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("mended", "broke", "p"),
    [(9, 0, 2 / 512), (0, 9, 2 / 512), (1, 1, 1.0), (0, 0, 1.0), (5, 1, 14 / 64)],
)
def test_the_sign_test_is_the_binomial_tail(mended, broke, p):
    assert paired.sign_test(mended, broke) == pytest.approx(p)


@pytest.mark.parametrize(("mended", "broke", "p"), VECTORS["mcnemar"]["p_values"])
def test_the_sign_test_is_mcnemars_in_its_exact_form(mended, broke, p):
    assert paired.sign_test(mended, broke) == pytest.approx(p, rel=2e-4)


def test_a_published_difference_of_one_query_is_no_evidence_however_it_is_paired():
    n, (before, after) = VECTORS["rerank"]["n"], VECTORS["rerank"]["shares"]
    apart = round((after - before) * n)
    assert apart == 1
    least = [paired.sign_test(broke + apart, broke) for broke in range(n // 2)]
    assert min(least) == 1.0


def test_the_verdict_names_direction_and_evidence():
    assert "better" in paired.verdict([False] * 9 + [True], [True] * 10)
    assert "worse" in paired.verdict([True] * 10, [False] * 9 + [True])
    assert "mended 1, broke 1 of 2: not enough evidence yet" in paired.verdict([0, 1], [1, 0])
    with pytest.raises(ValueError, match="the same questions"):
        paired.verdict([True], [])


def test_the_interval_of_a_difference_is_bonetts_and_prices():
    # by hand: shares 11/102 and 3/102, half width 1.96 * sqrt((14/102 - (8/102)^2) / 102)
    assert paired.difference(10, 2, 100) == pytest.approx((0.08, 0.008162, 0.148700), abs=1e-6)
    assert paired.in_points(10, 2, 100) == "+8 points (95% interval +1 to +15)"
    with pytest.raises(ValueError, match="mended"):
        paired.difference(7, 4, 10)


@pytest.mark.parametrize(("mended", "broke"), [(0.1, 0.05), (0.02, 0.02), (0.3, 0.1)])
def test_the_interval_of_a_difference_holds_it_95_times_in_100(mended, broke):
    rng, held, runs = np.random.default_rng(1), 0, 2_000
    for won, lost, _ in rng.multinomial(120, [mended, broke, 1 - mended - broke], runs).tolist():
        _, low, high = paired.difference(won, lost, 120)
        held += low <= mended - broke <= high
    assert held / runs > 0.935


def test_no_difference_shown_is_not_no_difference():
    assert not paired.equivalent(0, 0, 20, 0.05)  # nothing changed, and nothing is known
    assert paired.equivalent(0, 0, 200, 0.05)
    assert paired.equivalent(6, 5, 400, 0.05)
    assert not paired.equivalent(30, 2, 400, 0.05)


def test_the_bootstrap_agrees_with_the_standard_error_and_repeats_itself():
    gains = [1] * 30 + [-1] * 10 + [0] * 160
    mean, low, high = paired.bootstrap(gains)
    half = 1.96 * np.std(gains) / np.sqrt(len(gains))
    assert mean == pytest.approx(0.1)
    assert (low, high) == pytest.approx((mean - half, mean + half), abs=0.006)
    assert paired.bootstrap(gains) == (mean, low, high)


def test_the_bootstrap_knows_nothing_where_all_gains_are_alike():
    assert paired.bootstrap([0.0] * 30) == (0, 0, 0)
    with pytest.raises(ValueError, match="two questions"):
        paired.bootstrap([1])
