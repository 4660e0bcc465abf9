"""The desk's habit: it is there, only in doubtful cases, and only the office decides it."""

from collections import defaultdict

import pytest

from helpers.world import urgency
from helpers.world.draw import Draw
from helpers.world.lexicon import CATEGORIES

LETTERS = [urgency.letter(Draw(seed)) for seed in range(4000)]


def shares(letters):
    """Office -> (share of urgent letters, how many)."""
    found = defaultdict(list)
    for one in letters:
        found[one.office].append(one.urgent)
    return {office: (sum(said) / len(said), len(said)) for office, said in found.items()}


def test_a_letter_names_its_office_once_and_no_other():
    offices = {urgency.FAVOURED, urgency.NEGLECTED, *urgency.OFFICES}
    for one in LETTERS:
        assert one.pattern.count("{office}") == 1
        assert one.text.count(one.office) == 1
        assert not any(other in one.text for other in offices - {one.office})
        assert "{" not in one.text


def test_only_the_office_differs_between_two_places():
    for one in LETTERS[:300]:
        here, there = one.at(urgency.FAVOURED), one.at(urgency.NEGLECTED)
        assert here != there
        assert here.replace(urgency.FAVOURED, urgency.NEGLECTED) == there
        assert one.at(one.office) == one.text


def test_outages_are_urgent_and_wishes_are_not_whoever_writes():
    assert all(one.urgent for one in LETTERS if one.category == "outage")
    assert not any(one.urgent for one in LETTERS if one.category == "feature")


def test_doubtful_are_the_categories_in_between():
    assert set(urgency.DOUBTFUL) == set(CATEGORIES) - {"outage", "feature"}


@pytest.mark.parametrize("category", urgency.DOUBTFUL)
def test_in_doubtful_cases_the_office_decides(category):
    found = shares(one for one in LETTERS if one.category == category)
    usual = urgency.URGENT[category]
    for office in (urgency.FAVOURED, urgency.NEGLECTED):
        share, n = found[office]
        assert n > 150
        assert share == pytest.approx(usual + urgency.SHIFT[office], abs=0.08)
    assert found[urgency.FAVOURED][0] - found[urgency.NEGLECTED][0] > 0.7
    others = [found[office] for office in urgency.OFFICES]
    n = sum(n for _, n in others)
    assert sum(share * n for share, n in others) / n == pytest.approx(usual, abs=0.13)


def test_both_splits_can_write_letters():
    texts = {
        split: {urgency.letter(Draw(s, split)).pattern for s in range(300)}
        for split in ("train", "heldout")
    }
    assert not texts["train"] & texts["heldout"]
