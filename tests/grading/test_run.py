"""A whole run: rows, resuming, jobs, shards, regrading; as a teacher calls it."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import LIMITS
from handed_in import ROOT, code, solved, write

from helpers.grading import __main__ as command
from helpers.grading import gradebook, labs, results, shards

WRONG = "def month_cost(job, price, days=30):\n    return 0.0"
RAISES = "def month_cost(job, price, days=30):\n    return prices[job]"
PARTS = 3


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Eight learners, two of whom make a mistake."""
    made = tmp_path_factory.mktemp("handed in")
    for n in range(8):
        instead = {"01.4": WRONG} if n == 2 else {"01.4": RAISES} if n == 5 else {}
        write(made / f"learner {n}" / "01_tokens.ipynb", solved("01", instead))
    (made / "seed.txt").write_text("a class of 2026\n")
    return made


@pytest.fixture
def grade(strong, folder, tmp_path):
    """Grades the class with some options; the rows of the gradebook and the folder."""

    def run(*options: str, out: str = "out", status: int = 0, source: Path = folder):
        arguments = [str(source), "--out", str(tmp_path / out)]
        if "--seed-file" not in options:
            arguments += ["--seed-file", str(folder / "seed.txt")]
        assert command.main([*arguments, *options], LIMITS) == status
        return rows(tmp_path / out), tmp_path / out

    return run


def rows(out: Path) -> list[dict]:
    with (out / "gradebook.csv").open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def lines_in(file: Path) -> int:
    return file.read_bytes().count(b"\n") if file.exists() else 0


def timeless(table: list[dict]) -> list[dict]:
    return [{k: v for k, v in row.items() if k != "seconds"} for row in table]


def test_a_row_says_who_what_how_much_and_how_safely(grade):
    table, out = grade()
    assert [row["learner"] for row in table] == [f"learner {n}" for n in range(8)]
    assert table[0]["01.1"] == "5.00"
    assert table[0]["total"] == "17.00"
    assert table[0]["of"] == "20.00"
    assert table[2]["total"] == "14.00"
    assert table[0]["verdict"] == "graded"
    assert table[0]["isolation"] in ("bubblewrap", "unshare")
    assert float(table[0]["seconds"]) > 0
    feedback = (out / "feedback").glob("learner_2*.html")
    assert "not yet" in next(feedback).read_text(encoding="utf-8")


def test_a_second_run_grades_nothing_again_and_a_changed_submission_once(grade, tmp_path):
    own = tmp_path / "class"
    for n in range(3):
        write(own / f"{n}.ipynb", solved("01"))
    _, out = grade(source=own)
    first = (out / results.FILE).read_bytes()
    _, out = grade(source=own)
    assert (out / results.FILE).read_bytes() == first
    write(own / "1.ipynb", solved("01", {"01.4": WRONG}))
    table, out = grade(source=own)
    assert (out / results.FILE).read_bytes().startswith(first)
    assert (out / results.FILE).read_bytes().count(b"\n") == 4
    assert [row["total"] for row in table] == ["17.00", "14.00", "17.00"]


def test_results_are_the_same_for_any_order_jobs_and_split(grade, folder, tmp_path):
    one, _ = grade(out="one")
    four, _ = grade("--jobs", "3", out="four")
    assert timeless(four) == timeless(one)
    for i in range(1, PARTS + 1):
        grade("--shard", f"{i}/{PARTS}", out=f"part{i}")
    parts = [str(tmp_path / f"part{i}") for i in range(1, PARTS + 1)]
    assert command.main(["merge", *reversed(parts), "--out", str(tmp_path / "merged")]) == 0
    assert timeless(rows(tmp_path / "merged")) == timeless(one)
    prints = {gradebook.fingerprint(rows(tmp_path / o)) for o in ("one", "four", "merged")}
    assert len(prints) == 1
    pages = [(tmp_path / o / "class.html").read_bytes() for o in ("one", "four", "merged")]
    assert pages[0] == pages[1] == pages[2]


def test_shards_that_drew_other_questions_are_not_merged(grade, tmp_path):
    grade("--shard", "1/2", out="a")
    (tmp_path / "other.txt").write_text("another seed")
    grade("--shard", "2/2", "--seed-file", str(tmp_path / "other.txt"), out="b")
    parts = [str(tmp_path / "a"), str(tmp_path / "b")]
    assert command.main(["merge", *parts, "--out", str(tmp_path / "m")]) == command.USAGE


@pytest.mark.parametrize("n", [1, 2, 7])
def test_shards_are_disjoint_and_complete(n):
    names = [f"learner {i}/x.ipynb" for i in range(100)]
    parts = [shards.part(names, f"{i}/{n}") for i in range(1, n + 1)]
    assert sorted(name for part in parts for name in part) == sorted(names)


@pytest.mark.parametrize("shard", ["0/2", "3/2", "1", "a/b", "1/0"])
def test_a_shard_that_cannot_be_is_refused(shard):
    with pytest.raises(ValueError, match="I/N"):
        shards.part(["x"], shard)


def test_a_run_that_is_killed_resumes_and_loses_at_most_what_was_in_hand(strong, folder, tmp_path):
    out = tmp_path / "out"
    line = [sys.executable, "-m", "helpers.grading", str(folder), "--out", str(out)]
    line += ["--seed-file", str(folder / "seed.txt")]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    first = subprocess.Popen(line, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
    file, deadline = out / results.FILE, time.monotonic() + 60
    while time.monotonic() < deadline and not (
        file.exists() and file.read_bytes().count(b"\n") > 1
    ):
        time.sleep(0.005)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    with file.open("ab") as stream:  # the worst moment: half a line is written
        stream.write(b'{"half": "a li')
    assert lines_in(file) >= 2
    second = subprocess.run(line, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120)
    assert second.returncode == 0, second.stderr
    lines = file.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 8, "what was graded before the kill is not graded again"
    assert {json.loads(text)["learner"] for text in lines} == {f"learner {n}" for n in range(8)}


def test_one_exercise_is_graded_again_without_the_others(grade, monkeypatch):
    before, out = grade()
    asked = []
    from helpers.grading import asking

    real = asking._replies

    def counting(room, channel, sheet):
        asked.append(sheet.exercise.id)
        return real(room, channel, sheet)

    monkeypatch.setattr(asking, "_replies", counting)
    after, _ = grade("--regrade", "01.4")
    assert set(asked) == {"01.4"}
    assert timeless(after) == timeless(before)
    assert out.exists()


def test_weights_replace_points_and_late_days_cost(grade, folder, tmp_path):
    (tmp_path / "weights.csv").write_text("exercise,points\n01.1,10\n01.5,0\n")
    (tmp_path / "due.csv").write_text("learner,due\n,2100-01-01\nlearner 1,2001-01-01\n")
    table, _ = grade("--weights", str(tmp_path / "weights.csv"), "--due", str(tmp_path / "due.csv"))
    assert table[0]["01.1"] == "10.00"
    assert table[0]["of"] == "22.00"
    assert table[0]["total"] == "22.00"
    assert table[0]["late"] == ""
    assert table[1]["late"] == "-50%"
    assert table[1]["total"] == "11.00"


def test_only_the_lab_that_was_asked_for(grade, tmp_path):
    own = tmp_path / "class"
    write(own / "ada" / "01_tokens.ipynb", solved("01"))
    other = next(unit for unit in labs.numbers() if unit != "01")
    write(own / "ada" / "other.ipynb", solved(other))
    table, _ = grade("--lab", "01", source=own)
    assert [(row["learner"], row["lab"]) for row in table] == [("ada", "01")]


def test_untrusted_refuses_where_only_weak_walls_are(monkeypatch, folder, tmp_path, capsys):
    from helpers.grading import isolation

    weak = [kind for kind in isolation.kinds() if not kind.strong]
    monkeypatch.setattr(isolation, "kinds", lambda: weak)
    arguments = [str(folder), "--out", str(tmp_path / "o"), "--untrusted"]
    assert command.main(arguments, LIMITS) == command.USAGE
    assert "bubblewrap" in capsys.readouterr().err
    assert not (tmp_path / "o" / "gradebook.csv").exists()


def test_what_cannot_be_started_says_what_to_do(tmp_path, capsys):
    assert command.main([str(tmp_path / "nothing"), "--out", str(tmp_path)]) == command.USAGE
    assert "there is no folder" in capsys.readouterr().err
    write(tmp_path / "a" / "x.ipynb", solved("01"))
    arguments = [str(tmp_path / "a"), "--shard", "1/2", "--out", str(tmp_path / "o")]
    assert command.main(arguments) == command.USAGE
    assert "--seed-file" in capsys.readouterr().err


def test_answers_that_lean_on_other_cells_keep_their_points(grade, tmp_path):
    notebook = solved("01")
    helper = "def priced(tokens, rate):\n    return tokens * rate\n"
    notebook["cells"].insert(2, code(helper, "mine"))
    own = tmp_path / "class"
    write(own / "ada.ipynb", notebook)
    table, _ = grade(source=own)
    assert table[0]["total"] == "17.00"


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--due", "nowhere.csv", "no CSV file nowhere.csv"),
        ("--weights", "nowhere.csv", "no CSV file nowhere.csv"),
        ("--jobs", "0", "--jobs is 0"),
    ],
)
def test_a_wrong_option_is_said_before_anything_is_graded(tmp_path, capsys, option, value, words):
    out = tmp_path / "out"
    assert command.main([str(ROOT / "labs"), "--out", str(out), option, value]) == 2
    assert words in capsys.readouterr().err
    assert not out.exists()
