"""Labs are what their solutions make; untouched, they run and every check says not attempted."""

import re
import shutil
import tempfile
from pathlib import Path

import nbformat
import pytest
from nbval_run import nbval, notebooks

from helpers.checks import judge, verdicts
from helpers.exercises import release, units
from helpers.exercises.release import ROOT


def test_labs_are_in_step_with_their_solutions():
    assert release.out_of_step(ROOT) == []


@pytest.mark.parametrize("lab", notebooks("labs"), ids=lambda file: file.stem)
def test_a_lab_holds_no_outputs(lab):
    cells = [cell for cell in release.read(lab).cells if cell.cell_type == "code"]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in cells)


@pytest.mark.parametrize("lab", notebooks("labs"), ids=lambda file: file.stem)
def test_an_untouched_lab_runs_and_says_not_attempted(lab, tmp_path, lab_copy):
    lab_copy.write_text(release.text_of(_with_what_checks_should_say(lab)), encoding="utf-8")
    report = nbval(lab_copy, "--nbval-lax", tmp_path)
    assert not report, report


@pytest.mark.parametrize("lab", notebooks("labs"), ids=lambda file: file.stem)
def test_a_lab_and_its_lesson_lead_to_each_other(lab):
    name = lab.name
    first, last = release.read(lab).cells[0], release.read(ROOT / "notebooks" / name).cells[-1]
    assert f"[notebooks/{name}](../notebooks/{name})" in first.source
    assert f"[work/{name}](../work/{name})" in last.source
    exercises = units.exercises(name[:2])
    own = [exercise for exercise in exercises if not exercise.id.endswith(".0")]
    told = re.search(r"six exercises, about (\d+) minutes", last.source)
    assert told
    assert len(own) == 6
    assert abs(int(told[1]) - sum(exercise.minutes for exercise in exercises)) <= 3


@pytest.fixture
def lab_copy(lab):
    """A place for a copy of the lab, as deep in the repository as labs/ and work/ are."""
    folder = Path(tempfile.mkdtemp(prefix=".nbval-", dir=ROOT))
    yield folder / lab.name
    shutil.rmtree(folder, ignore_errors=True)


def _with_what_checks_should_say(lab: Path) -> nbformat.NotebookNode:
    """The lab with "not attempted" as the kept output of each check, to be compared strictly."""
    untouched = release.read(lab)
    for cell in untouched.cells:
        if exercise := release.is_check(cell):
            words = verdicts.in_words(units.find(exercise), judge.not_attempted())
            data = {"text/plain": verdicts.plain(words), "text/markdown": words}
            cell.execution_count = 1  # nbval compares only cells that say they were run
            cell.outputs = [nbformat.v4.new_output("display_data", data)]
            cell.metadata["tags"] = ["nbval-check-output"]
    return untouched
