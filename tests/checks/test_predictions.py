"""A reader's predictions: written down before the value is known, compared after it."""

import json

import pytest

from helpers.checks import predictions


@pytest.fixture(autouse=True)
def own_file(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.json"))


def test_without_a_prediction_nothing_is_said():
    assert predictions.meet("02.3", 0.55) == ""
    assert predictions.summary("02") == ""


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0.4, 0.4, "02.3: you said 0.4, it is 0.55: 0.15 too low."),
        (0.6, 0.6, "02.3: you said 0.6, it is 0.55: 0.05 too high."),
        (0.55, 0.55, "02.3: you said 0.55, it is 0.55: exactly."),
        (0.5, 0.6, "02.3: you said 0.5 to 0.6, it is 0.55: inside your range."),
        (0.6, 0.7, "02.3: you said 0.6 to 0.7, it is 0.55: outside your range."),
    ],
)
def test_the_value_says_how_far_off_a_prediction_was(low, high, words):
    predictions.predict("02.3", low, high)
    assert predictions.meet("02.3", 0.55) == words
    assert predictions.meet("02.3", 0.55) == words, "and again, when the notebook is run again"


def test_a_prediction_after_the_value_was_seen_does_not_count():
    predictions.meet("02.3", 0.55)
    assert "seen the value already (0.55)" in predictions.predict("02.3", 0.5, 0.5)
    assert predictions.meet("02.3", 0.55) == ""


def test_the_first_prediction_stays_and_running_its_cell_again_is_no_second_one():
    predictions.predict("02.3", 0.4, 0.4)
    predictions.meet("02.3", 0.55)
    assert predictions.predict("02.3", 0.4, 0.4) == "02.3: you say 0.4."
    assert "not counted" in predictions.predict("02.3", 0.55, 0.55)
    assert "you said 0.4" in predictions.meet("02.3", 0.55)


def test_a_prediction_may_be_changed_before_the_value_is_seen():
    predictions.predict("02.3", 0.4, 0.4)
    predictions.predict("02.3", 0.5, 0.5)
    assert "you said 0.5" in predictions.meet("02.3", 0.55)


def test_a_unit_ends_with_how_well_its_reader_is_calibrated():
    for id, low, high, actual in [
        ("02.1", 0.1, 0.1, 0.4), ("02.2", 0.2, 0.4, 0.3), ("02.3", 0.2, 0.3, 0.9),
        ("02.4", 5, 5, 5), ("05.1", 1, 1, 0),
    ]:  # fmt: skip
        predictions.predict(id, low, high)
        predictions.meet(id, actual)
    text = predictions.summary("02")
    assert "05.1" not in text
    assert "4 predictions: 2 too low, 0 too high, 2 right." in text
    assert "1 of 2 ranges held the value; 80% should, which is about 1.6." in text


def test_a_file_that_cannot_be_read_is_no_prediction():
    predictions.path().write_text("{", encoding="utf-8")
    assert predictions.load() == {}
    predictions.predict("02.3", 0.4, 0.4)
    assert json.loads(predictions.path().read_text())["02.3"]["low"] == 0.4
