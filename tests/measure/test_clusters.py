"""Clustered standard errors: by hand, against simulation, and what they become without clusters."""

import math
import random

import pytest

from helpers.measure import clusters


def test_the_formula_by_hand():
    # deviations of 1/2: (4 · 1/4) / 3 / 4, and 4 products of 1/4 over 16 (Miller 2024, section 2.2)
    wanted = math.sqrt(1 / 12 + 1 / 16)
    assert clusters.standard_error([1, 1, 0, 0], "aabb") == pytest.approx(wanted)


# UKGovernmentBEIS/inspect_ai 0.3.285, stderr() and stderr(cluster=...) (MIT; values, retyped)
def test_it_is_inspects_but_for_the_factors_of_few_clusters():
    scores, names = [1, 1, 0, 0, 1, 0, 1], "aabbcca"
    assert clusters.standard_error(scores, range(7)) == pytest.approx(0.20203050891044214)
    theirs = 0.3020132364683417**2 * 2 / 3  # it multiplies by G / (G - 1), here 3 / 2
    alone = sum((score - 4 / 7) ** 2 for score in scores)
    ours = clusters.standard_error(scores, names) ** 2
    # and of the usual part it takes n where Miller has n - 1
    assert ours - alone / (6 * 7) + alone / 7**2 == pytest.approx(theirs)


def test_without_clusters_it_is_the_usual_one():
    scores = [1, 0, 1, 1, 0]
    usual = math.sqrt(sum((s - 0.6) ** 2 for s in scores) / 4 / 5)
    assert clusters.standard_error(scores, range(5)) == pytest.approx(usual)


def test_cases_that_differ_within_a_cluster_make_it_smaller_and_never_less_than_nothing():
    assert clusters.standard_error([1, 0, 1, 0], "aabb") < 0.2
    assert clusters.standard_error([1, 0, 0, 1], "aaaa") < 0.2


def test_the_interval_covers_the_truth_and_the_naive_one_does_not():
    rng, covered, naive = random.Random(0), 0, 0
    for _ in range(300):
        scores, names = [], []
        for customer in range(60):
            right = rng.random() < 0.7
            scores += [right] * 5
            names += [customer] * 5
        _, low, high = clusters.interval(scores, names)
        covered += low <= 0.7 <= high
        _, low, high = clusters.interval(scores, range(300))
        naive += low <= 0.7 <= high
    assert covered > 270 > 240 > naive


@pytest.mark.parametrize(("scores", "names"), [([1], "a"), ([], ""), ([1, 0], "a")])
def test_too_little_is_refused(scores, names):
    with pytest.raises(ValueError, match="wanted"):
        clusters.standard_error(scores, names)
    with pytest.raises(ValueError, match="wanted"):
        clusters.interval(scores, names)
