"""Solutions run from top to bottom and pass every check."""

import pytest
from nbval_run import nbval, notebooks

from helpers.exercises import release, units


@pytest.mark.parametrize("solution", notebooks("solutions"), ids=lambda file: file.stem)
def test_a_solution_gives_its_kept_outputs(solution, tmp_path):
    report = nbval(solution, "--nbval", tmp_path)
    assert not report, report


@pytest.mark.parametrize("solution", notebooks("solutions"), ids=lambda file: file.stem)
def test_every_check_of_a_solution_says_passed(solution):
    said = {}
    for cell in release.read(solution).cells:
        if exercise := release.is_check(cell):
            texts = [output.get("data", {}).get("text/plain", "") for output in cell.outputs]
            said[exercise] = " ".join(texts).split("(")[0].strip()
    ids = [exercise.id for exercise in units.exercises(solution.name[:2])]
    assert said == {id: f"{id} passed" for id in ids}


@pytest.mark.parametrize("solution", notebooks("solutions"), ids=lambda file: file.stem)
def test_a_solution_shows_the_progress_of_its_own_unit_only(solution):
    sources = [cell.source for cell in release.read(solution).cells if cell.cell_type == "code"]
    # progress() names every unit: its kept output would differ when another unit grows
    assert not any("progress()" in source for source in sources), 'write progress("NN")'
