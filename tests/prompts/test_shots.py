"""Trials hold what they promise."""

from collections import Counter

import pytest

from helpers import datasets
from helpers.prompts import shots

ROWS = datasets.rows("feedback")
CATEGORY = {row["text"]: row["category"] for row in ROWS}
FIVE = sorted(set(CATEGORY.values()))


@pytest.mark.parametrize("labels", ["known", "invented", "rotated"])
def test_every_shot_and_the_wanted_label_agree(labels):
    for trial in shots.trials(ROWS, FIVE, 10, labels, 20):
        names = dict.fromkeys(FIVE)
        for text, label in [*trial.shots, (trial.text, trial.wanted)]:
            assert names[CATEGORY[text]] in (None, label)
            names[CATEGORY[text]] = label
        assert len(set(names.values())) == len(trial.labels) == 5
        assert trial.text not in [text for text, _ in trial.shots]


def test_shots_are_spread_evenly_over_the_labels():
    for trial in shots.trials(ROWS, FIVE, 10, "known", 5):
        assert set(Counter(label for _, label in trial.shots).values()) == {2}


def test_settings_are_compared_on_the_same_texts():
    asked = [
        [trial.text for trial in shots.trials(ROWS, FIVE, k, labels, 10)]
        for k in (0, 4)
        for labels in ("known", "invented")
    ]
    assert asked[0] == asked[1] == asked[2] == asked[3]


def test_rotated_labels_are_all_wrong_and_another_kind_is_refused():
    assert all(a != b for a, b in shots.label_names(FIVE, "rotated", 0).items())
    with pytest.raises(ValueError, match="known, invented or rotated"):
        shots.label_names(FIVE, "new", 0)
