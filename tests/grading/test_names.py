"""Names of learners and files, dates of archives: what any machine may have made of them."""

import csv
import io
import os
import unicodedata
import zipfile
from datetime import UTC, datetime

import pytest
from handed_in import solved, write

from helpers.grading import feedback, gradebook, marking, submissions

JSON = b'{"cells": []}'


def learners_of(folder) -> list[str]:
    return [one.learner for one in submissions.find(folder).read()]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ada\u200b", "ada\u200d"),
        ("ada", "ada\u3164"),
        ("ada", "ada\u2800"),
        ("ada", "ada\ufe0f"),
        ("a" * 230, "a" * 231),
        ("Ada", "ada"),
    ],
)
def test_two_names_that_look_alike_stay_two_learners_with_two_pages(tmp_path, one, other):
    for name in (one, other):
        write(tmp_path / name / "01_tokens.ipynb", {})
    found = learners_of(tmp_path)
    assert len(set(found)) == 2
    pages = [feedback.file_name(name) for name in found]
    assert len({page.lower() for page in pages}) == 2
    assert all(len(page) < 100 and page.isascii() for page in pages)


def test_composed_and_decomposed_letters_are_one_name(tmp_path):
    mac = unicodedata.normalize("NFD", "Jörg")
    write(tmp_path / "class" / mac / "01_tokens.ipynb", solved("01"))
    assert learners_of(tmp_path / "class") == ["Jörg"]
    (tmp_path / "due.csv").write_text(f"learner,due\n{mac},2026-01-01\n", encoding="utf-8")
    assert list(gradebook.due_dates(tmp_path / "due.csv")) == ["Jörg"]


class Unflagged(zipfile.ZipInfo):
    """A member as a Mac writes it: UTF-8, without the flag that says so."""

    def _encodeFilenameFlags(self):
        return self.filename.encode(), 0


def test_a_zip_of_a_mac_is_read_as_utf_8_and_its_shadows_are_left_out(tmp_path):
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        for name in ("Jörg/01_tokens.ipynb", "Jörg/._01_tokens.ipynb", "Zoë/01_tokens.ipynb"):
            archive.writestr(Unflagged(name), JSON)
    assert learners_of(tmp_path / "class.zip") == ["Jörg", "Zoë"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\u2212"])
def test_no_name_is_a_formula_in_a_spreadsheet(start):
    result = marking.Result(f"{start}1+1", f"{start}1+1", "", "unreadable", "", "limits only")
    text = gradebook.as_csv(gradebook.rows([result]))
    assert next(csv.reader(io.StringIO(text.splitlines()[1])))[0] == f"'{start}1+1"


def test_a_minus_of_our_own_stays():
    assert gradebook._cell("late", "-10%") == "-10%"


def test_a_line_of_a_table_that_is_about_nobody_is_said():
    late = gradebook.Late({"jorg": datetime(2026, 1, 1, tzinfo=UTC), "lab 01": datetime.now(UTC)})
    result = marking.Result("x", "Jörg", "01", "graded", "", "limits only")
    said = gradebook.unused([result], {"01.9": 3.0}, late)
    assert said == ["weights: no 01.9 was graded", "due dates: nobody here is 'jorg'"]


def archive(file, when, name="01_tokens.ipynb"):
    with zipfile.ZipFile(file, "w") as made:
        made.writestr(zipfile.ZipInfo(name, when), JSON)
    return file


def test_a_date_inside_a_learners_own_archive_is_not_believed(tmp_path):
    received = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    folder = tmp_path / "class"
    folder.mkdir()
    for name in ("ada", "bob"):
        file = archive(folder / f"{name}.zip", (2001, 1, 1, 0, 0, 0))
        os.utime(file, (received.timestamp(), received.timestamp()))
    assert [one.handed_in for one in submissions.find(folder).read()] == [received] * 2


def test_a_date_in_the_teachers_archive_is_local_time(tmp_path):
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as made:
        for name in ("ada", "bob"):
            made.writestr(zipfile.ZipInfo(f"{name}/01_tokens.ipynb", (2026, 7, 1, 12, 0, 0)), JSON)
    local = datetime(2026, 7, 1, 12, 0).astimezone(UTC)
    assert {one.handed_in for one in submissions.find(tmp_path / "class.zip").read()} == {local}


def test_the_gradebook_opens_in_excel_with_its_letters_whole():
    assert "ä".encode(gradebook.ENCODING).startswith(b"\xef\xbb\xbf")
