"""Whose submission a file is, as each system exports it; and what is found where."""

import json
import zipfile

import pytest
from handed_in import solved, write

from helpers.grading import submissions

NAMES = [
    ("ada/01_tokens.ipynb", "ada"),
    ("ada/lab/deep/01_tokens.ipynb", "ada"),
    ("ada.ipynb", "ada"),
    ("Ada Lovelace.ipynb", "Ada Lovelace"),
    ("Ada Lovelace_81_assignsubmission_file_/01_tokens.ipynb", "Ada Lovelace"),
    ("Ada Lovelace_81_assignsubmission_file_01_tokens.ipynb", "Ada Lovelace"),
    ("export.zip/Ada Lovelace_81_assignsubmission_file_/01_tokens.ipynb", "Ada Lovelace"),
    ("lovelaceada_81_4711_01_tokens.ipynb", "lovelaceada"),
    ("lovelaceada_LATE_81_4711_01_tokens-1.ipynb", "lovelaceada"),
    ("submissions.zip/lovelaceada_81_4711_01_tokens.ipynb", "lovelaceada"),
    ("lab-1-submissions/lab-1-ada/01_tokens.ipynb", "ada"),
    ("ada.zip/01_tokens.ipynb", "ada"),
    ("ada.zip/work/01_tokens.ipynb", "work"),
    ("ada/01_tokens.ipynb#2", "ada"),
]


@pytest.mark.parametrize(("name", "learner"), NAMES)
def test_the_learner_is_found_in_the_path(name, learner):
    assert submissions.learner_of(name, "class") == learner


def test_a_classroom_folder_that_is_given_itself():
    assert submissions.learner_of("lab-1-ada/01_tokens.ipynb", "lab-1-submissions") == "ada"


def test_everything_is_found_once_in_the_order_of_names(tmp_path):
    write(tmp_path / "b" / "x" / "01_tokens.ipynb", solved("01"))
    write(tmp_path / "a.ipynb", solved("01"))
    write(tmp_path / "b" / ".ipynb_checkpoints" / "01_tokens-checkpoint.ipynb", {})
    (tmp_path / "c").mkdir()
    (tmp_path / "notes.txt").write_text("not a notebook")
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.writestr("x/01_tokens.ipynb", json.dumps(solved("01")))
        archive.writestr("__MACOSX/x/._01_tokens.ipynb", "")
    assert submissions.names(tmp_path) == [
        "a.ipynb",
        "b/x/01_tokens.ipynb",
        "c/",
        "d.zip/x/01_tokens.ipynb",
    ]
    found = list(submissions.read(tmp_path))
    assert [one.problem for one in found] == ["", "", "no notebook in this folder", ""]
    assert found[0].handed_in is not None


def test_names_that_occur_twice_in_an_archive_are_two_submissions(tmp_path):
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.writestr("x.ipynb", "{}")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("x.ipynb", "[]")
    assert submissions.names(tmp_path) == ["d.zip/x.ipynb", "d.zip/x.ipynb#2"]
    assert [one.data for one in submissions.read(tmp_path)] == [b"{}", b"[]"]


def test_one_notebook_or_archive_may_be_given_by_itself(tmp_path):
    file = write(tmp_path / "ada.ipynb", solved("01"))
    assert submissions.names(file) == ["ada.ipynb"]


def test_a_moodle_export_has_a_row_for_who_handed_in_no_notebook_and_one_for_who_did(tmp_path):
    lab, page = json.dumps(solved("01")), "onlinetext.html"
    ada, bob = "Ada_1_assignsubmission_", "Bob_2_assignsubmission_"
    files = {f"{ada}file_/01_tokens.ipynb": lab, f"{ada}onlinetext_/{page}": "see my file",
             f"{bob}onlinetext_/{page}": "see my mail"}  # fmt: skip
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
            write(tmp_path / "open" / name, content)
    wanted = [(f"{ada}file_/01_tokens.ipynb", ""), (f"{bob}onlinetext_/", submissions.NO_NOTEBOOK)]
    assert [(s.name, s.problem) for s in submissions.read(tmp_path / "open")] == wanted
    zipped = [(s.name, s.problem) for s in submissions.read(tmp_path / "class.zip")]
    assert zipped == [(f"class.zip/{name}", problem) for name, problem in wanted]
    assert [s.learner for s in submissions.read(tmp_path / "class.zip")] == ["Ada", "Bob"]
