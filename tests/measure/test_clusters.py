"""Clustered standard errors: by hand, against simulation, and what they become without clusters."""

import math
import random

import pytest

from helpers.measure import clusters


def test_the_formula_by_hand():
    # deviations of 1/2: (4 · 1/4) / 3 / 4, and 4 products of 1/4 over 16 (Miller 2024, section 2.2)
    wanted = math.sqrt(1 / 12 + 1 / 16)
    assert clusters.standard_error([1, 1, 0, 0], "aabb") == pytest.approx(wanted)


def test_it_is_inspects_without_the_factor_for_few_clusters():
    # UKGovernmentBEIS/inspect_ai, stderr(cluster=...): sums of a cluster, squared, · G / (G - 1);
    # it takes n where the usual part here takes n - 1 (values computed by hand from that)
    scores, names = [1, 1, 0, 0, 1, 0, 1], "aabbcca"
    mean, sums = sum(scores) / 7, {}
    for score, name in zip(scores, names, strict=True):
        sums[name] = sums.get(name, 0) + score - mean
    theirs = sum(total**2 for total in sums.values()) / 49 * 3 / 2
    alone = sum((score - mean) ** 2 for score in scores)
    ours = clusters.standard_error(scores, names) ** 2
    assert ours - alone / 6 / 7 + alone / 49 == pytest.approx(theirs * 2 / 3)


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
