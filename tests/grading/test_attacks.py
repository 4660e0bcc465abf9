"""Hostile and broken submissions: each ends in one row with the fair mark and harms nobody.

They run behind namespaces only: without a strong isolation on this system all are skipped.
"""

import contextlib
import os
import socket
import threading
from pathlib import Path

import pytest
from attacks import CODE, HONEST
from broken import FILES
from conftest import LIMITS
from handed_in import ROOT, reference, solved, write

from helpers.grading import __main__ as command
from helpers.grading import results

POINTS = {"01.1": 5, "01.2": 5, "01.3": 4, "01.4": 3, "01.5": 0}
NEIGHBOURS = 6


@pytest.fixture(scope="module")
def graded(strong, tmp_path_factory):
    """The class of attackers with honest learners among them, graded once."""
    folder, out = tmp_path_factory.mktemp("class"), tmp_path_factory.mktemp("grades")
    canary = tmp_path_factory.mktemp("canary")
    with listener() as calls:
        for n, attack in enumerate(CODE):
            code = attack.code.replace("CANARY", repr(str(canary)))
            code = code.replace("PORT", str(calls.port))
            code = code.replace(HONEST, "\n" + reference("01", attack.exercise))
            notebook = solved("01", {attack.exercise: code})
            write(folder / f"{n:03d} {attack.name}" / "01_tokens.ipynb", notebook)
        for name, make in FILES.items():
            make(folder / f"file {name}")
        for n in range(NEIGHBOURS):
            honest = folder / f"{n * 10:03d} an honest learner" / "01_tokens.ipynb"
            write(honest, solved("01"))
        before = descendants()
        status = command.main([str(folder), "--out", str(out), "--jobs", "2"], LIMITS)
        left = descendants() - before
        yield Graded(results.load(out / results.FILE), status, calls.count, canary, left, out)


class Graded:
    def __init__(self, rows, status, calls, canary, left, out):
        self.rows, self.status, self.calls, self.canary = rows, status, calls, canary
        self.left, self.out = left, out

    def of(self, words: str):
        """The one row of a submission."""
        (row,) = [row for name, row in self.rows.items() if words in name]
        return row


class listener:
    """Counts who connects to a port of this machine."""

    def __enter__(self):
        self.count, self._socket = 0, socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def _listen(self):
        while True:
            try:
                self._socket.accept()
            except OSError:
                return
            self.count += 1

    def __exit__(self, *_):
        self._socket.close()


def descendants() -> set[str]:
    """Processes of rooms that this process started, or whose starter is gone."""
    parents = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError):
            words = Path(f"/proc/{pid}/cmdline").read_text()
            after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2]
            parents[pid] = after_name.split()[1], "grading/room.py" in words
    rooms = {pid for pid, (_, is_room) in parents.items() if is_room}
    return {pid for pid in rooms if _ours(pid, parents)}


def _ours(pid: str, parents: dict) -> bool:
    above = parents[pid][0]
    while above in parents and above not in ("1", str(os.getpid())):
        pid, above = above, parents[above][0]
    started_by_us = above == str(os.getpid())
    return started_by_us or (above == "1" and parents[pid][1])


@pytest.mark.parametrize("attack", CODE, ids=lambda attack: attack.name)
def test_an_attack_gets_the_fair_mark_and_costs_only_its_own_exercise(graded, attack):
    row = graded.of(f"{CODE.index(attack):03d} {attack.name}/")
    fair = {**POINTS, attack.exercise: POINTS[attack.exercise] * attack.fair}
    assert {id: mark.points for id, mark in row.marks.items()} == fair, row.reason
    assert row.verdict == "graded"
    assert row.isolation in ("bubblewrap", "unshare")


@pytest.mark.parametrize("name", FILES)
def test_a_broken_file_is_one_row_with_a_reason_or_its_fair_mark(graded, name):
    row = graded.of(f"file {name}".replace("\u202e", "\ufffd"))
    wanted = FILES[name].total
    assert (row.total if wanted else row.total or 0.0) == wanted, row.reason
    if not row.marks:
        assert row.reason


def test_the_neighbours_keep_every_point(graded):
    honest = [row for name, row in graded.rows.items() if "an honest learner/" in name]
    assert len(honest) == NEIGHBOURS
    for row in honest:
        assert {id: mark.points for id, mark in row.marks.items()} == POINTS, row.reason


def test_every_submission_has_exactly_one_row(graded):
    assert len(graded.rows) == len(CODE) + len(FILES) + NEIGHBOURS
    text = (graded.out / "gradebook.csv").read_text(encoding="utf-8")
    assert len(text.splitlines()) == len(graded.rows) + 1
    assert graded.status == 0


def test_nothing_outside_was_touched_called_or_left_running(graded):
    assert graded.calls == 0
    assert list(graded.canary.iterdir()) == []
    assert graded.left == set()
    assert not Path("/tmp/owned").exists()
    assert not Path("/usr/owned").exists()


def test_pages_and_tables_hold_no_markup_and_no_formula_of_a_learner(graded):
    pages = [graded.out / "class.html", *(graded.out / "feedback").iterdir()]
    assert len(pages) > len(CODE)
    for page in pages:
        assert "<script" not in page.read_text(encoding="utf-8")
    table = (graded.out / "gradebook.csv").read_text(encoding="utf-8")
    cells = [cell for line in table.splitlines() for cell in line.split(",")]
    assert not [cell for cell in cells if cell.strip('"')[:1] in ("=", "@", "+")]


def test_there_are_at_least_forty():
    assert len(CODE) + len(FILES) >= 40
    assert len({attack.name for attack in CODE}) == len(CODE)


def test_the_published_table_is_this_one():
    text = (ROOT / "docs" / "grading-attacks.md").read_text(encoding="utf-8")
    for attack in CODE:
        assert f"| {attack.name} | {'full' if attack.fair else '0'} |" in text
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert len(rows) >= len(CODE) + len(FILES)
