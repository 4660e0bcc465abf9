"""Whose submission a file is, as each system exports it; and what is found where."""

import json
import zipfile
from pathlib import Path

import pytest
from handed_in import solved, write

from helpers.grading import learners, submissions

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
    ("ada.zip/work/01_tokens.ipynb", "ada"),
    ("ada/01_tokens.ipynb#2", "ada"),
    ("ada/week_1_2_tokens.ipynb", "ada"),
    ("C# group.ipynb", "C# group"),
    ("Default group_assignsubmission_file/01_tokens.ipynb", "Default group"),
    ("LATE_anon_xY1_4711_01_tokens.ipynb", "anon_xY1"),
    ("lovelaceada_81_4711_work.zip/work/01_tokens.ipynb", "lovelaceada"),
]
# what only the other names tell
CLASSES = [
    ("class.zip/CS101/{}/x.ipynb", []),
    ("CS101/week 1/{}/01_tokens.ipynb", []),
    ("{}.zip/tokens/01_tokens.ipynb", []),
    ("{}/old/01_tokens.ipynb", ["bob/02_sampling.ipynb"]),
    ("lab 1/{}/01_tokens.ipynb", ["lab 2/ada/02_sampling.ipynb", "lab 2/bob/02_sampling.ipynb"]),
    ("class.zip/{}.ipynb", ["class.zip/marks.csv"]),
    ("unpacked/{}_LATE_1_4711_x.ipynb", []),
    ("submitted/{}/01_tokens/01_tokens.ipynb", ["submitted/ada/02_sampling/02_sampling.ipynb"]),
    ("{}_1_assignsubmission_file/x.ipynb", ["ada_1_assignsubmission_onlinetext/text.html"]),
]


@pytest.mark.parametrize(("name", "learner"), NAMES)
def test_the_learner_is_found_in_the_path(name, learner):
    assert learners.of([name], "class")[name].learner == learner


@pytest.mark.parametrize(("pattern", "others"), CLASSES)
def test_a_class_is_told_from_one_learner_by_all_of_its_names(pattern, others):
    names = [*(pattern.format(who) for who in ("ada", "bob")), *others]
    found = learners.of(names, "class").values()
    assert {whose.learner for whose in found if whose.place} == {"ada", "bob"}


@pytest.mark.parametrize("folders", [("labs", "work"), ("01_tokens", "02_sampling")])
def test_one_learner_is_no_class(folders):
    names = [f"ada/{folder}/01_tokens.ipynb" for folder in folders]
    found = learners.of(names, "class").values()
    assert {whose.learner for whose in found} == {"ada"}


@pytest.mark.parametrize(
    ("parent", "clones"),
    [
        ("lab-1-submissions", ["lab-1-ada"]),
        ("lab-1", ["lab-1-ada"]),
        ("class", ["lab-1-ada", "lab-1-bob-m"]),
    ],
)
def test_the_prefix_of_github_classroom_is_no_part_of_a_name(parent, clones):
    names = [f"{clone}/{folder}/x.ipynb" for clone in clones for folder in ("labs", "work")]
    found = {whose.learner for whose in learners.of(names, parent, clones).values()}
    assert found == {clone.removeprefix("lab-1-") for clone in clones}


@pytest.mark.parametrize("pattern", ["Kim_{}_assignsubmission_file/x.ipynb", "Kim_{}_9_x.ipynb"])
def test_two_people_of_one_name_are_two_learners(pattern):
    names = [pattern.format(id) for id in (81, 82)]
    found = learners.of(names, "class")
    assert [found[name].learner for name in names] == ["Kim (81)", "Kim (82)"]


def test_everything_is_found_once_in_the_order_of_names(tmp_path):
    write(tmp_path / "b" / "x" / "01_tokens.ipynb", solved("01"))
    write(tmp_path / "a.ipynb", solved("01"))
    write(tmp_path / "b" / ".ipynb_checkpoints" / "01_tokens-checkpoint.ipynb", {})
    (tmp_path / "c").mkdir()
    (tmp_path / "notes.txt").write_text("not a notebook")
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.writestr("x/01_tokens.ipynb", json.dumps(solved("01")))
        archive.writestr("__MACOSX/x/._01_tokens.ipynb", "")
    handed_in = submissions.find(tmp_path)
    assert handed_in.names == [
        "a.ipynb",
        "b/x/01_tokens.ipynb",
        "c/",
        "d.zip/x/01_tokens.ipynb",
    ]
    assert handed_in.ignored == ["notes.txt"]
    found = list(handed_in.read())
    assert [one.problem for one in found] == ["", "", submissions.NO_NOTEBOOK, ""]
    assert found[0].handed_in is not None


def test_names_that_occur_twice_in_an_archive_are_two_submissions(tmp_path):
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.writestr("x.ipynb", "{}")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("x.ipynb", "[]")
    found = submissions.find(tmp_path)
    assert found.names == ["d.zip/x.ipynb", "d.zip/x.ipynb#2"]
    assert [one.data for one in found.read()] == [b"{}", b"[]"]


def test_what_lies_too_deep_is_not_looked_for(tmp_path):
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.writestr("a/" * 30_000 + "x.ipynb", "{}")
        archive.writestr("a/" * 30_000 + ".git/config", "")
        archive.writestr("y.ipynb", "{}")
    write(Path(tmp_path, *["b"] * 900) / "x.ipynb", "{}")
    assert submissions.find(tmp_path).names == ["b/", "d.zip/y.ipynb"]


def test_one_notebook_or_archive_may_be_given_by_itself(tmp_path):
    file = write(tmp_path / "ada.ipynb", solved("01"))
    (one,) = submissions.find(file).read()
    assert (one.name, one.learner) == ("ada.ipynb", "ada")
