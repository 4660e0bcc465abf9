"""The gate itself: it lets a right notebook through, and says what differs in a wrong one."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from nbval_run import nbval

from helpers.exercises import release

RIGHT = [
    ("print(6 * 7)", "42\n"),
    ("from helpers.checks import record; print(record.path().name)", "progress.json\n"),
    ("print(object())", "<object object at 0x7f0123456789>\n"),
]
WRONG = [("print(6 * 7)", "43\n"), ("6 * 7", "42\n"), ("print(6 / 0)", "42\n")]
REPORTS = ["'43\\n' == '42\\n'", "output fields from running code", "ZeroDivisionError"]


def cell(source, printed):
    outputs = [new_output("stream", name="stdout", text=printed)]
    return new_code_cell(source, execution_count=1, outputs=outputs)


@pytest.mark.parametrize(
    ("cells", "reports"), [(RIGHT, []), (WRONG, [*REPORTS, "3 failed"])], ids=["right", "wrong"]
)
def test_nbval_compares_what_a_cell_gives_with_what_is_kept(cells, reports, tmp_path):
    file = tmp_path / "01_try.ipynb"
    file.write_text(release.text_of(new_notebook(cells=[cell(*c) for c in cells])))
    said = nbval(file, "--nbval", tmp_path)
    assert bool(said) == bool(reports), said
    assert [report for report in reports if report not in said] == [], said
