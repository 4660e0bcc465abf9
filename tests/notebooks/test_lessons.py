"""Lessons give the outputs that are kept in them."""

import pytest
from nbval_run import nbval, notebooks

from helpers.exercises import release

READ = notebooks("notebooks") + notebooks("solutions")


@pytest.mark.parametrize("lesson", notebooks("notebooks"), ids=lambda file: file.stem)
def test_a_lesson_gives_its_kept_outputs(lesson, tmp_path):
    report = nbval(lesson, "--nbval", tmp_path)
    assert not report, report


@pytest.mark.parametrize("file", READ, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_every_cell_was_run_once_from_top_to_bottom(file):
    cells = [cell for cell in release.read(file).cells if cell.cell_type == "code"]
    # nbval compares nothing in a cell that was not run
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))


@pytest.mark.parametrize("file", READ, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_kept_outputs_hold_no_error_and_nothing_of_this_machine(file):
    text = str([cell.get("outputs", []) for cell in release.read(file).cells])
    assert "'output_type': 'error'" not in text
    assert str(release.ROOT) not in text
    assert str(file.home()) not in text
