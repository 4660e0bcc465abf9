"""A class as each learning platform exports it, graded from the front door.

The forms are those that the platforms' own programs write: Moodle's mod/assign/classes/downloader,
Canvas's lib/content_zipper, `gh classroom clone student-repos`.
"""

import csv
import json
import zipfile
from pathlib import Path

import pytest
from conftest import LIMITS
from handed_in import released, solved, write

from helpers.grading import __main__ as command

WRONG = "def month_cost(job, price, days=30):\n    return 0.0"
FULL, HALF = "17.00", "14.00"  # without the exercise that calls the model
LONG_AGO = "due\n2001-01-01\n"


@pytest.fixture
def grade(strong, tmp_path, capsys):
    """The gradebook of a folder or an archive, with what the command printed."""

    def run(source: Path, *options: str) -> tuple[list[dict], str]:
        out, seed = tmp_path / "grades", tmp_path / "seed.txt"
        seed.write_text("a class of 2026\n")
        words = [str(source), "--out", str(out), "--seed-file", str(seed), *options]
        assert command.main(words, LIMITS) == 0
        with (out / "gradebook.csv").open(encoding="utf-8-sig", newline="") as lines:
            return list(csv.DictReader(lines)), capsys.readouterr().out

    return run


@pytest.fixture
def due(tmp_path):
    (tmp_path / "due.csv").write_text(LONG_AGO)
    return "--due", str(tmp_path / "due.csv")


def packed(file: Path, members: dict[str, object]) -> Path:
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content if isinstance(content, str) else json.dumps(content))
    return file


def unpacked(folder: Path, members: dict[str, object]) -> Path:
    for name, content in members.items():
        write(folder / name, content)
    return folder


def columns(rows: list[dict], *names: str) -> list[tuple]:
    return [tuple(row[name] for name in names) for row in rows]


MOODLE = {
    "Ada Lovelace_81_assignsubmission_file/01_tokens.ipynb": solved("01"),
    "Ada Lovelace_81_assignsubmission_onlinetext/onlinetext.html": "<p>see my file</p>",
    "Grace Hopper_82_assignsubmission_file/my lab/01_tokens (1).ipynb": solved(
        "01", {"01.4": WRONG}
    ),
    "Jörg Müller_83_assignsubmission_onlinetext/onlinetext.html": "<p>see my mail</p>",
    "Kim Lee_84_assignsubmission_file/01_tokens.ipynb": solved("01"),
    "Kim Lee_85_assignsubmission_file/report.pdf": "%PDF",
    "Kim Lee_85_assignsubmission_file/01_tokens.py": "pass",
}


@pytest.mark.parametrize("form", [packed, unpacked])
@pytest.mark.parametrize("flat", [False, True], ids=["folders", "flat"])
def test_moodle(grade, tmp_path, form, flat, due):
    # "download submissions in folders" is a setting; older versions end a folder's name with "_"
    members = {name.replace("/", "_") if flat else name: c for name, c in MOODLE.items()}
    rows, _ = grade(form(tmp_path / "CS101-Lab 1-4711.zip", members), *due)
    assert columns(rows, "learner", "total", "verdict") == [
        ("Ada Lovelace", FULL, "graded"),
        ("Grace Hopper", HALF, "graded"),
        ("Jörg Müller", "0.00", "unreadable"),
        ("Kim Lee (84)", FULL, "graded"),
        ("Kim Lee (85)", "0.00", "unreadable"),
    ]
    assert "no notebook was handed in, only" in rows[2]["reason"]
    assert "01_tokens.py" in rows[4]["reason"]
    assert "report.pdf" in rows[4]["reason"]
    # the dates in it are those of the download
    assert [row["late"] for row in rows] == ["no date", "no date", "", "no date", ""]


@pytest.mark.parametrize("form", [packed, unpacked])
def test_canvas(grade, tmp_path, form, due):
    members = {
        "hoppergrace_LATE_82_4712_01_tokens.ipynb": solved("01"),
        "lovelaceada_81_4711_01_tokens.ipynb": solved("01"),
        "lovelaceada_81_4799_01_tokens-1.ipynb": solved("01", {"01.4": WRONG}),
        "lovelaceada_81_4790_my file name.pdf": "%PDF",
        "müllerjörg_83_text.html": "<p>see my mail</p>",
        "LATE_anon_xY1zz_4713_01_tokens-2.ipynb": released("01"),
    }
    rows, said = grade(form(tmp_path / "submissions.zip", members), *due)
    assert columns(rows, "learner", "total", "late", "verdict") == [
        ("anon_xY1zz", "0.00", "late", "nothing attempted"),
        ("hoppergrace", FULL, "late", "graded"),
        ("lovelaceada", HALF, "no date", "graded"),
        ("müllerjörg", "0.00", "", "unreadable"),
    ]
    assert "lovelaceada_81_4711_01_tokens.ipynb (17.00 of 20.00)" in rows[2]["reason"]
    assert "1 notebooks do not count" in said


CLONE = {
    ".git/config": "[core]\n\tfsmonitor = touch /tmp/never\n",
    ".git/notes.ipynb": {},
    ".github/workflows/classroom.yml": "name: Autograding\n",
    "README.md": "# Lab 1\n",
    "labs/01_tokens.ipynb": released("01"),
    "notebooks/01_tokens.ipynb": {"cells": [], "metadata": {"course": {"kind": "lesson"}}},
    "plots.ipynb": {"cells": [], "metadata": {}},
}


def test_github_classroom(grade, tmp_path, due):
    own = {
        "ada-l": {"labs/01_tokens.ipynb": solved("01")},
        "bob": {"work/01_tokens.ipynb": solved("01", {"01.4": WRONG})},
        "cem": {},
    }
    for learner, files in own.items():
        clone = tmp_path / "class" / "lab-1-submissions" / f"lab-1-{learner}"
        unpacked(clone, {**CLONE, **files})
    gone = tmp_path / "class" / "lab-1-submissions" / "lab-1-dan"
    unpacked(gone, {".git/config": "", "README.md": "# Lab 1\n"})
    rows, said = grade(tmp_path / "class", *due)
    assert columns(rows, "learner", "total", "late", "verdict") == [
        ("ada-l", FULL, "no date", "graded"),
        ("bob", HALF, "no date", "graded"),
        ("cem", "0.00", "no date", "nothing attempted"),
        ("dan", "0.00", "", "unreadable"),
    ]
    assert rows[3]["reason"] == "no notebook was handed in, only README.md"
    assert "labs/01_tokens.ipynb (nothing attempted)" in rows[1]["reason"]
    assert "notebooks/01_tokens.ipynb (a lesson of the course)" in rows[1]["reason"]
    assert "plots.ipynb" in rows[1]["reason"]
    assert "7 notebooks do not count" in said
    inside = grade(tmp_path / "class" / "lab-1-submissions", *due)[0]
    assert columns(inside, "learner", "total") == columns(rows, "learner", "total")


def test_a_copy_of_the_course_with_its_solutions_earns_nothing(grade, tmp_path):
    handed_in = solved("01")
    handed_in["metadata"]["course"] = {"kind": "solution", "unit": "01"}
    unpacked(tmp_path / "class" / "ada", {
        "labs/01_tokens.ipynb": released("01"), "solutions/01_tokens.ipynb": handed_in,
    })  # fmt: skip
    (row,), _ = grade(tmp_path / "class")
    assert (row["total"], row["verdict"]) == ("0.00", "nothing attempted")
    assert "solutions/01_tokens.ipynb (a solution of the course)" in row["reason"]


def test_no_archive_of_a_learner_takes_the_place_of_another_s_lab(grade, tmp_path):
    write(tmp_path / "class" / "bob" / "01_tokens.ipynb", solved("01"))
    packed(tmp_path / "class" / "eve.zip", {
        "bob_1_99999_01_tokens.ipynb": released("01"),
        "eve_2_99999_01_tokens.ipynb": solved("01", {"01.4": WRONG}),
    })  # fmt: skip
    rows, _ = grade(tmp_path / "class")
    assert columns(rows, "learner", "total", "submission") == [
        ("bob", FULL, "bob/01_tokens.ipynb"),
        ("bob", "0.00", "eve.zip/bob_1_99999_01_tokens.ipynb"),
        ("eve", HALF, "eve.zip/eve_2_99999_01_tokens.ipynb"),
    ]


def test_of_several_copies_the_best_counts_and_a_broken_lab_has_a_row(grade, tmp_path):
    unpacked(tmp_path / "class" / "ada", {
        "01_tokens.ipynb": "{",
        "01_tokens (1).ipynb": solved("01", {"01.4": WRONG}),
        "01_tokens (2).ipynb": solved("01"),
        "02_sampling.ipynb": "{",
    })  # fmt: skip
    write(tmp_path / "class" / "class.tar.gz", "not opened")
    rows, said = grade(tmp_path / "class")
    assert columns(rows, "lab", "total", "verdict") == [
        ("", "0.00", "unreadable"),
        ("01", FULL, "graded"),
    ]
    assert "ada/01_tokens (1).ipynb (14.00 of 20.00)" in rows[1]["reason"]
    assert "ada/01_tokens.ipynb (not valid JSON" in rows[1]["reason"]
    assert "class.tar.gz" in said
