"""The learner's record survives restarts, bad files and worse second attempts."""

import json
from types import SimpleNamespace

import pytest

from helpers.checks import judge, record


def exercise(id="00.1", points=3):
    return SimpleNamespace(
        id=id, points=points, title="A & B", earned=lambda verdict: points * verdict.share
    )


@pytest.fixture
def file(tmp_path):
    return tmp_path / "work" / ".progress.json"


def test_no_file_is_an_empty_record(file):
    assert record.load(file) == {}


def test_what_is_saved_is_loaded(file):
    record.save(exercise(), judge.passed(), file)
    record.save(exercise("01.2"), judge.not_yet("", share=0.5), file)
    assert record.load(file) == {
        "00.1": {"outcome": "passed", "points": 3.0},
        "01.2": {"outcome": "not yet", "points": 1.5},
    }
    assert [p.name for p in file.parent.iterdir()] == [file.name]


def test_what_is_passed_stays_passed(file):
    record.save(exercise(), judge.passed(), file)
    record.save(exercise(), judge.not_yet("later broken"), file)
    record.save(exercise(), judge.not_attempted(), file)
    assert record.load(file)["00.1"]["outcome"] == "passed"


def test_an_untouched_stub_leaves_no_trace(file):
    record.save(exercise(), judge.not_attempted(), file)
    assert not file.exists()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"exercises": []}', '{"exercises": {"a": 1}}', "\x00"]
)
def test_a_broken_file_is_moved_aside_and_said(file, text, capsys):
    file.parent.mkdir()
    file.write_text(text)
    assert record.load(file) == {}
    assert "could not be read" in capsys.readouterr().out
    assert (file.parent / ".progress.json.broken").read_text() == text
    record.save(exercise(), judge.passed(), file)
    assert json.loads(file.read_text())["version"] == 1


def test_the_table_has_words_points_and_totals():
    rows = record.rows(
        [exercise(), exercise("00.2", 2), exercise("01.1", 1)],
        {
            "00.1": {"outcome": "passed", "points": 3.0},
            "00.2": {"outcome": "not yet", "points": 0.5},
        },
    )
    text = record.as_text(rows)
    assert "Unit 00: 1 of 2 exercises passed, 3.5 of 5 points" in text
    assert "00.2  not yet        0.5 of 2  A & B" in text
    assert text.splitlines()[-2:] == [
        "Unit 01: 0 of 1 exercises passed, 0 of 1 points",
        "All units: 1 of 3 exercises passed, 3.5 of 6 points",
    ]
    html = record.as_html(rows)
    assert "A &amp; B" in html
    assert html.count("<strong>passed</strong>") == 1
    assert html.count('scope="row"') == 3
    assert "Progress: 1 of 3 exercises passed, 3.5 of 6 points" in html


def test_a_unit_that_is_asked_for_is_shown_though_it_is_not_begun():
    text = record.as_text(record.rows([exercise(), exercise("00.2", 2)], {}))
    assert text.splitlines()[1] == "  00.1  not attempted    0 of 3  A & B"
