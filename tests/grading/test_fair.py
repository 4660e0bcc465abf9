"""What counts and what does not, where it is not the answer alone: calls, data, newer Python."""

import importlib
import pkgutil

import pytest
from conftest import LIMITS
from handed_in import ROOT, points, reference, solved, write

import helpers.exercises
from helpers.grading import __main__ as command
from helpers.grading import results, secret

MONTH = reference("01", "01.4")
DATA = next(p for p in sorted((ROOT / "datasets").iterdir()) if p.is_file()).name
READS = f"assert open('{{}}datasets/{DATA}', 'rb').read(1)\n"
MADE_UP = """
from openai.types.chat import ChatCompletion
message = {"role": "assistant", "content": "bug"}
choice = {"index": 0, "finish_reason": "stop", "message": message}
usage = {"prompt_tokens": 30, "completion_tokens": 2, "total_tokens": 32}
reply = ChatCompletion.model_validate({
    "id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": MODEL,
    "choices": [choice], "usage": usage,
})
"""
ANSWERS = {
    "reads data one folder up": ("01.4", READS.format("../") + MONTH, True),
    "reads data beside it": ("01.4", READS.format("") + MONTH, True),
    "installs in a loop": (
        "01.4",
        f"for name in ('x',):\n    %pip install {{name}}\n{MONTH}",
        True,
    ),
    "asks the shell": ("01.4", f"files = !ls\n!pip install \\\n  x\n{MONTH}", True),
    "magic without a sign": ("01.4", f"pip install something\n{MONTH}", True),
    "newer syntax": ("01.4", f"type Job = dict\nx = = 1\n{MONTH}", False),
    "is for another program": ("01.4", f"%%python3\n{MONTH}", False),
    "imports an own module": (
        "01.4",
        "import my_own\nmonth_cost = my_own.f",
        False,
    ),
    "borrows": ("01.4", f"import tiktoken\n{MONTH}", True),
}


@pytest.fixture(scope="module")
def graded(strong, tmp_path_factory):
    folder, out = tmp_path_factory.mktemp("class"), tmp_path_factory.mktemp("out")
    for name, (exercise, code, _) in ANSWERS.items():
        notebook = solved("01", {exercise: code})
        notebook["metadata"]["language_info"] = {"version": "3.99.0", "name": "python"}
        write(folder / name / "01_tokens.ipynb", notebook)
    call = reference("00", "00.2")
    given = call[: call.index("reply =")]
    for name, code in (("asked", call), ("made up", given + MADE_UP)):
        lab = solved("00", {"00.2": code}, without=["00.5"])
        write(folder / name / "00_welcome.ipynb", lab)
    assert command.main([str(folder), "--out", str(out)], LIMITS) == 0
    return {row.learner: row for row in results.load(out / results.FILE).values()}


@pytest.mark.parametrize("name", ANSWERS)
def test_a_right_answer_keeps_its_points_whatever_stands_beside_it(graded, name):
    exercise, _, right = ANSWERS[name]
    mark = graded[name].marks[exercise]
    assert (mark.points == mark.of) is right, mark.message
    others = {id: of for id, of in points("01").items() if id != exercise}
    came = {id: m.points for id, m in graded[name].marks.items() if id != exercise}
    assert came == others


def test_the_row_says_what_happened(graded):
    assert "written with Python 3.99" in graded["newer syntax"].reason
    assert "written with Python 3.99" in graded["newer syntax"].marks["01.4"].message
    assert "begins with %%python3" in graded["is for another program"].reason
    for name in ("newer syntax", "is for another program", "imports an own module"):
        mark = graded[name].marks["01.4"]
        assert (mark.outcome, "Replace every" in mark.message) == ("not yet", False)
    assert "no module my_own here" in graded["imports an own module"].reason
    assert "it imports tiktoken" in graded["borrows"].reason


def test_a_reply_counts_that_a_call_gave_and_none_that_was_written(graded):
    assert graded["asked"].marks["00.2"].outcome == "passed"
    mark = graded["made up"].marks["00.2"]
    assert (mark.outcome, mark.points) == ("not yet", 0)
    assert "no call of the model was made" in mark.message


def pools() -> dict[str, dict]:
    """What exercises draw once, under a seed of their own."""
    found = {}
    for module in pkgutil.walk_packages(helpers.exercises.__path__, "helpers.exercises."):
        draw = getattr(importlib.import_module(module.name), "pool", None)
        if hasattr(draw, "cache_clear") and draw.__module__ == module.name:
            found[module.name] = draw()
    return found


def test_pools_that_are_drawn_once_are_others_in_grading_and_the_usual_ones_after_it():
    usual = pools()
    files = (ROOT / "helpers" / "exercises").rglob("*.py")
    written = {f.stem for f in files if "\ndef pool(" in f.read_text(encoding="utf-8")}
    assert {name.rpartition(".")[2] for name in usual} == written != set()
    with secret.drawn_apart(1):
        one = pools()
    with secret.drawn_apart(2):
        other = pools()
    assert pools() == usual
    for name, pool in usual.items():
        assert pool != one[name] != other[name] != pool
        assert abs(len(one[name]) - len(pool)) < len(pool) / 10
