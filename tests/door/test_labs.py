"""Labs are handed out, kept up to date, and never at the cost of a learner's answer."""

from pathlib import Path

import pytest

from helpers.door.labs import RECORD, hand_out

NAME = "01_tokens.ipynb"


@pytest.fixture
def labs(tmp_path) -> Path:
    folder = tmp_path / "labs"
    folder.mkdir()
    (folder / NAME).write_text("released")
    return folder


@pytest.fixture
def work(tmp_path) -> Path:
    return tmp_path / "work"


def test_a_lab_is_handed_out_once_and_told_once(labs, work):
    assert hand_out(labs, work) == [f"New in work/: {NAME}"]
    assert (work / NAME).read_text() == "released"
    assert hand_out(labs, work) == []


def test_an_answer_is_never_overwritten(labs, work):
    hand_out(labs, work)
    (work / NAME).write_text("my answer")
    assert hand_out(labs, work) == []
    (labs / NAME).write_text("released again")
    told = hand_out(labs, work)
    assert (work / NAME).read_text() == "my answer"
    assert len(told) == 1
    assert "left alone because you changed it" in told[0]


def test_an_untouched_copy_follows_the_released_lab(labs, work):
    hand_out(labs, work)
    (labs / NAME).write_text("released again")
    assert hand_out(labs, work) == [f"Updated in work/: {NAME} (you had not changed it)"]
    assert (work / NAME).read_text() == "released again"


def test_an_answer_that_became_the_released_lab_follows_it_again(labs, work):
    hand_out(labs, work)
    (work / NAME).write_text("the same")
    (labs / NAME).write_text("the same")
    assert hand_out(labs, work) == []
    (labs / NAME).write_text("newer")
    assert "Updated" in hand_out(labs, work)[0]


def test_a_file_that_was_there_before_is_its_owners(labs, work):
    work.mkdir()
    (work / NAME).write_text("mine")
    assert "left alone" in hand_out(labs, work)[0]
    assert (work / NAME).read_text() == "mine"


def test_a_deleted_or_renamed_copy_is_handed_out_again(labs, work):
    hand_out(labs, work)
    (work / NAME).rename(work / "mine.ipynb")
    assert hand_out(labs, work) == [f"New in work/: {NAME}"]
    assert (work / "mine.ipynb").read_text() == "released"


@pytest.mark.parametrize("broken", ["", "{", "[]", "\udcff"])
def test_a_damaged_record_costs_no_answer(labs, work, broken):
    hand_out(labs, work)
    (work / NAME).write_text("my answer")
    (work / RECORD).write_bytes(broken.encode("utf-8", "surrogateescape"))
    (labs / NAME).write_text("released again")
    hand_out(labs, work)
    assert (work / NAME).read_text() == "my answer"


def test_folders_are_handed_out_and_hidden_files_are_not(labs, work):
    (labs / "data").mkdir()
    (labs / "data" / "größe ä.csv").write_text("1")
    (labs / ".ipynb_checkpoints").mkdir()
    (labs / ".ipynb_checkpoints" / NAME).write_text("old")
    hand_out(labs, work)
    assert sorted(path.name for path in work.rglob("*") if path.is_file()) == [
        RECORD,
        NAME,
        "größe ä.csv",
    ]


def test_without_labs_nothing_is_made(tmp_path, work):
    assert hand_out(tmp_path / "none", work) == []
    assert not work.exists()
