"""Hostile and broken submissions: each ends in one row with the fair mark and harms nobody.

They run behind namespaces only: without a strong isolation on this system all are skipped.
"""

import contextlib
import os
import socket
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from attacks import CODE, HONEST
from broken import FILES
from conftest import LIMITS
from handed_in import ROOT, reference, solved, write

from helpers.checks.exercise import Complete, Reply
from helpers.exercises import units
from helpers.exercises.unit_05 import categoriser
from helpers.grading import __main__ as command
from helpers.grading import asking, isolation, judging, prompts, results, sandbox
from helpers.grading.budget import Budget

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


def test_no_page_and_no_table_holds_a_drawn_input(graded):
    files = [graded.out / "class.html", graded.out / "gradebook.csv", graded.out / results.FILE,
             *(graded.out / "feedback").iterdir()]  # fmt: skip
    assert not [file.name for file in files if "SEEN" in file.read_text(encoding="utf-8")]


def test_no_page_is_longer_than_somebody_reads(graded):
    pages = [graded.out / "class.html", *(graded.out / "feedback").iterdir()]
    assert max(page.stat().st_size for page in pages) < 200_000


def test_a_process_that_never_stops_talking_is_watched_too():
    ours, theirs = socket.socketpair()
    limits = isolation.Limits(together=-1)
    channel = sandbox.Channel(ours, os.getpid(), frozenset(), limits, Budget(60))
    ended = threading.Event()

    def talk():
        while not ended.wait(0.01):
            theirs.sendall(b"x")

    thread = threading.Thread(target=talk)
    thread.start()
    try:
        with pytest.raises(sandbox.Lost, match="it used more than"):
            channel.request('"ask": {}', 60)
    finally:
        ended.set()
        thread.join()
        channel.close()
        theirs.close()


@pytest.mark.parametrize(
    "content", ["x" * 200_000, "\ud800", float("nan"), b"x"], ids=["long", "half", "nan", "bytes"]
)
def test_what_a_model_need_not_read_is_an_error_of_the_answer_and_not_sent(content):
    asked = Complete({"messages": [{"role": "user", "content": content}]})
    (reply,) = prompts._made([asked])
    assert reply.error.startswith("ValueError: the request h")


class Panic(BaseException):
    """As Rust's panics arrive in Python: no Exception."""


def test_a_check_that_panics_is_a_fault_of_one_submission_and_not_the_end_of_the_class():
    def panics(questions, replies):
        raise Panic("stack overflow")

    exercise = replace(units.find("01.4"), judge=panics)
    sheet = asking.sheet(exercise, [0])
    replies = [Reply(value=1.0)] * len(sheet.questions[0])
    judgment = judging.Judge(prompts.Prompts()).judgment(sheet, asking.Asked(replies))
    assert (judgment.outcome, judgment.share) == (judging.FAULT, 0.0)
    assert "Panic: stack overflow" in judgment.note


def test_shots_do_not_hide_where_the_budget_does_not_count():
    question = units.find("05.5").questions(0)[0]
    honest = categoriser.newest(question)
    assert categoriser.broken_rule(question, honest) == ""
    for key in ("tool_calls", "name"):
        hidden = [{**honest[0], key: "a text that nobody counts"}, *honest[1:]]
        assert "`role` and `content`" in categoriser.broken_rule(question, hidden)


def test_there_are_at_least_forty():
    assert len(CODE) + len(FILES) >= 40
    assert len({attack.name for attack in CODE}) == len(CODE)


def test_the_published_table_is_this_one():
    text = (ROOT / "docs" / "grading-attacks.md").read_text(encoding="utf-8")
    for attack in CODE:
        assert f"| {attack.name} | {'full' if attack.fair else '0'} |" in text
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert len(rows) >= len(CODE) + len(FILES)
