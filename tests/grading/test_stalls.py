"""One learner has one budget: whatever they hand in, the others are graded."""

from dataclasses import replace
from zipfile import ZipFile

import pytest
from conftest import LIMITS
from handed_in import code, reference, solved, write

from helpers.grading import __main__ as command
from helpers.grading import cells, results

ENDLESS = "while True:\n    pass"
SLEEPS = "import time\ntime.sleep(2.5)"


def graded(folder, out, **limits):
    few = replace(LIMITS, **limits)
    assert command.main([str(folder), "--out", str(out)], few) == 0
    return results.load(out / results.FILE)


def zipped(file, notebooks):
    """An archive of one learner with these notebooks in it."""
    folder = file.parent / "made"
    with ZipFile(file, "w") as archive:
        for n, notebook in enumerate(notebooks):
            archive.write(write(folder / f"{n}.ipynb", notebook), f"more/{n:02d}/01_tokens.ipynb")
    return file


@pytest.fixture
def neighbours(tmp_path):
    """A class with honest learners before and after whoever else is in it."""
    for name in ("aaron", "zoe"):
        write(tmp_path / "class" / name / "01_tokens.ipynb", solved("01"))
    return tmp_path / "class"


def test_many_endless_notebooks_of_one_learner_share_one_budget(strong, neighbours, tmp_path):
    endless = solved("01", dict.fromkeys(("01.1", "01.2", "01.3", "01.4"), ENDLESS))
    (neighbours / "mallory").mkdir()
    for n in range(15):
        write(neighbours / "mallory" / f"01_tokens ({n}).ipynb", endless)
    rows = graded(neighbours, tmp_path / "out", submission=8.0)
    theirs = [row for row in rows.values() if row.learner == "mallory"]
    assert len(theirs) == 15
    assert {row.total for row in theirs} == {0.0}
    late = [row for row in theirs if row.verdict == "no time"]
    assert len(late) >= 12
    assert all("8 seconds that one learner has" in row.reason for row in late)
    assert {row.total for row in rows.values() if row.learner != "mallory"} == {17.0}


def test_cells_that_sleep_spend_the_budget_too(strong, neighbours, tmp_path):
    sleepy = solved("01")
    for n in range(45):
        sleepy["cells"].insert(-1, code(f"{SLEEPS}\nx{n} = {n}"))
    wrong = "def month_cost(job, price, days=30):\n    return x44"
    for cell in sleepy["cells"]:
        if cell.get("id") == "01-4-answer":
            cell["source"] = wrong
    write(neighbours / "mallory" / "01_tokens.ipynb", sleepy)
    rows = graded(neighbours, tmp_path / "out", submission=12.0)
    (row,) = [row for row in rows.values() if row.learner == "mallory"]
    assert row.marks["01.1"].outcome == "passed"
    assert row.marks["01.4"].points == 0
    assert {row.total for row in rows.values() if row.learner != "mallory"} == {17.0}


def test_a_right_answer_on_a_busy_machine_keeps_its_points(strong, neighbours, tmp_path):
    """Two loops on every processor: what waits for one is not late."""
    busy = reference("01", "01.4") + "\nsum(i * i for i in range(2_000_000))\n"
    write(neighbours / "ada" / "01_tokens.ipynb", solved("01", {"01.4": busy}))
    import multiprocessing
    import os

    others = [multiprocessing.Process(target=_loop, daemon=True) for _ in range(2 * os.cpu_count())]
    for other in others:
        other.start()
    try:
        rows = graded(neighbours, tmp_path / "out", cell=1.0, question=1.0)
    finally:
        for other in others:
            other.kill()
            other.join()
    assert {row.total for row in rows.values()} == {17.0}


def _loop():
    while True:
        pass


def test_a_notebook_of_millions_of_values_is_not_read():
    data = b'{"cells": [' + b"[]," * 5_000_000 + b"[]]}"
    with pytest.raises(cells.Unreadable, match="more than 8,000,000 values"):
        cells.parse(data)


def test_no_more_code_is_searched_than_somebody_writes():
    notebook = {"cells": [code("x" * 300_000) for _ in range(100)], "metadata": {}}
    assert sum(len(cell.source) for cell in cells.cells(notebook)) <= cells.MAX_SOURCES
