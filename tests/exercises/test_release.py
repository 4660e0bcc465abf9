"""Labs are made from solutions, the same bytes every time, and drift is named."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.exercises import release


def answer(id, source, stub, exercise="01.1"):
    metadata = {"course": {"exercise": exercise, "stub": stub}, "editable": True}
    return new_code_cell(source, id=id, metadata=metadata)


def solution():
    printed = new_output("stream", name="stdout", text="ran\n")
    cells = [
        new_markdown_cell("# Lab", id="title"),
        new_code_cell("print('ran')", id="ran", outputs=[printed], execution_count=3),
        answer("01-1-answer", "x = 42", "x = ...  # your turn"),
        new_code_cell('check("01.1", x)\n# hint("01.1")', id="01-1-check"),
        new_code_cell("secret = x", id="teacher", metadata={"tags": ["solution-only"]}),
        new_code_cell("1 / 0", id="tagged", metadata={"tags": ["raises-exception"]}),
    ]
    return new_notebook(cells=cells, metadata={"language_info": {"name": "python", "version": "3"}})


@pytest.fixture
def root(tmp_path):
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "01_tokens.ipynb").write_text(release.text_of(solution()))
    return tmp_path


def cells(notebook):
    return {cell.id: cell for cell in notebook.cells}


def test_answers_become_stubs_and_keep_their_ids():
    lab = cells(release.lab_from(solution(), "01"))
    assert lab["01-1-answer"].source == "x = ...  # your turn"
    assert lab["01-1-answer"].metadata == {"course": {"exercise": "01.1", "role": "answer"}}
    assert "42" not in nbformat.writes(release.lab_from(solution(), "01"))


def test_check_cells_are_marked_with_their_exercise():
    lab = cells(release.lab_from(solution(), "01"))
    assert lab["01-1-check"].metadata == {"course": {"exercise": "01.1", "role": "check"}}


def test_what_is_for_teachers_and_what_was_run_stays_behind():
    lab = release.lab_from(solution(), "01")
    assert list(cells(lab)) == ["title", "ran", "01-1-answer", "01-1-check", "tagged"]
    code = [cell for cell in lab.cells if cell.cell_type == "code"]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)
    assert cells(lab)["tagged"].metadata == {"tags": ["raises-exception"]}


def test_a_lab_says_which_it_is_and_not_which_python_made_it():
    metadata = release.lab_from(solution(), "01").metadata
    assert metadata["course"] == {"kind": "lab", "unit": "01"}
    assert metadata["kernelspec"]["name"] == "python3"
    assert "version" not in metadata["language_info"]


def test_the_solution_is_left_as_it_was():
    before = solution()
    release.lab_from(before, "01")
    assert release.text_of(before) == release.text_of(solution())


def test_writing_twice_changes_nothing(root):
    assert release.out_of_step(root) == [
        "labs/01_tokens.ipynb differs from what its solution makes"
    ]
    assert [file.name for file in release.write_labs(root)] == ["01_tokens.ipynb"]
    assert release.write_labs(root) == []
    assert release.out_of_step(root) == []


def test_an_edited_lab_and_an_orphan_are_named(root):
    release.write_labs(root)
    lab = root / "labs" / "01_tokens.ipynb"
    lab.write_text(lab.read_text().replace("your turn", "my turn"))
    (root / "labs" / "09_gone.ipynb").write_text("{}")
    assert release.out_of_step(root) == [
        "labs/01_tokens.ipynb differs from what its solution makes",
        "labs/09_gone.ipynb has no solution",
    ]


@pytest.mark.parametrize(
    ("source", "exercise"),
    [
        ('check("01.2", f)', "01.2"),
        ("# think first\ncheck( '12.10', f, g)", "12.10"),
        ('# check("01.2", f)', None),
        ('recheck("01.2", f)', None),
        ("check(id, f)", None),
    ],
)
def test_a_check_cell_is_known_by_its_call(source, exercise):
    assert release.is_check(new_code_cell(source)) == exercise


def test_answers_are_read_with_their_stubs():
    assert release.answers(solution()) == [("01.1", "x = ...  # your turn", "x = 42")]


def test_a_run_keeps_outputs_without_traces_of_the_machine(root):
    folder = root / "notebooks"
    folder.mkdir()
    lesson = new_notebook(
        cells=[
            new_code_cell("import os\nprint('a')\nprint('b')", id="one", execution_count=9),
            new_code_cell("sorted(k for k in os.environ if 'API_KEY' in k)", id="two"),
            new_code_cell(
                "from helpers.exercises import progress\nos.path.basename(os.getcwd())", id="x"
            ),
            new_code_cell("import ipywidgets\nipywidgets.IntSlider(3)", id="widget"),
        ]
    )
    file = folder / "01_tokens.ipynb"
    file.write_text(release.text_of(lesson))
    release.run(file)
    first = file.read_text()
    done = cells(release.read(file))
    assert done["one"].outputs == [new_output("stream", name="stdout", text="a\nb\n")]
    assert done["two"].outputs[0].data == {"text/plain": "[]"}
    assert done["x"].outputs[0].data == {"text/plain": "'notebooks'"}
    assert list(done["widget"].outputs[0].data) == ["text/plain"]
    assert [cell.execution_count for cell in done.values()] == [1, 2, 3, 4]
    assert release.read(file).metadata["course"] == {"kind": "lesson", "unit": "01"}
    release.run(file)
    assert file.read_text() == first


def test_a_lesson_that_fails_is_left_as_it_was(root):
    from nbclient.exceptions import CellExecutionError

    file = root / "solutions" / "01_tokens.ipynb"
    before = file.read_text()
    with pytest.raises(CellExecutionError, match=r"NameError"):
        release.run(file)
    assert file.read_text() == before


def test_a_unit_that_does_not_exist_is_named_with_those_that_do(capsys):
    with pytest.raises(SystemExit):
        release.main(["--lessons", "00", "77"])
    assert "no unit 77; there are 00, 01" in capsys.readouterr().err
