"""No honest answer is lost, whatever is done to the structure of a notebook."""

import copy
import json
import random
import re
import textwrap

import pytest
from handed_in import MODEL, cell_of, code, reference, released, solved

from helpers.grading import asking, cells, labs
from helpers.grading.room import run_cells
from helpers.grading.shell import Shell

MUTATIONS = 1_000
UNITS = labs.numbers()


def answer_cells(notebook: dict) -> list[dict]:
    return [c for c in notebook["cells"] if c["metadata"].get("course", {}).get("role") == "answer"]


# --- what is done to a notebook -------------------------------------------------------------------


def copies(notebook: dict, draw: random.Random) -> None:
    """Copies an answer cell; the copy has a new id, and the mark."""
    cell = draw.choice(answer_cells(notebook))
    twin = {**copy.deepcopy(cell), "id": f"copy-{draw.random()}"}
    notebook["cells"].insert(draw.randrange(len(notebook["cells"])), twin)


def leaves_a_stub(notebook: dict, draw: random.Random) -> None:
    """The learner copied the stub before filling it in; the copy stands anywhere."""
    cell = draw.choice(answer_cells(notebook))
    stubs = {answer.exercise: answer.stub for answer in labs.lab(unit_of(notebook)).answers}
    stub = {**copy.deepcopy(cell), "id": f"stub-{draw.random()}"}
    stub["source"] = stubs[cell["metadata"]["course"]["exercise"]]
    notebook["cells"].insert(draw.randrange(len(notebook["cells"])), stub)


def splits(notebook: dict, draw: random.Random) -> None:
    """Splits an answer cell between two lines, as JupyterLab does: the mark goes to both."""
    cell = draw.choice(answer_cells(notebook))
    lines = labs.source_of(cell).split("\n")
    if len(lines) < 2:
        return
    at = draw.randrange(1, len(lines))
    rest = {**copy.deepcopy(cell), "id": f"split-{draw.random()}", "source": "\n".join(lines[at:])}
    cell["source"] = "\n".join(lines[:at])
    notebook["cells"].insert(notebook["cells"].index(cell) + 1, rest)


SCRATCH = [
    code("x = 1"), code("1 / 0"), code("print(undefined)"), code(""), code("%time"), code("for"),
    {"cell_type": "markdown", "metadata": {}, "source": "to do: the rest"},
]  # fmt: skip


def tears(notebook: dict, draw: random.Random) -> None:
    """Tears an answer into up to five cells, through functions and brackets; pieces lose their
    marks, and scratch work stands between them."""
    cell = draw.choice(answer_cells(notebook))
    lines = labs.source_of(cell).split("\n")
    cuts = sorted(draw.sample(range(1, len(lines)), min(len(lines) - 1, draw.randint(1, 4))))
    if not cuts:
        return
    cell["source"] = "\n".join(lines[: cuts[0]])
    at = notebook["cells"].index(cell) + 1
    for start, end in zip(cuts, [*cuts[1:], len(lines)], strict=True):
        piece = code("\n".join(lines[start:end]), f"torn-{draw.random()}")
        piece["cell_type"] = cell["cell_type"]
        piece["metadata"] = copy.deepcopy(cell["metadata"]) if draw.random() < 0.5 else {}
        between = [{**draw.choice(SCRATCH), "id": f"scratch-{draw.random()}"}]
        new = [*(between if draw.random() < 0.3 else []), piece]
        notebook["cells"][at:at] = new
        at += len(new)


def indents(notebook: dict, draw: random.Random) -> None:
    """A whole cell pasted with indentation: IPython takes it off again."""
    cell = draw.choice(answer_cells(notebook))
    cell["source"] = textwrap.indent(labs.source_of(cell), "    ")


def retypes(notebook: dict, draw: random.Random) -> None:
    draw.choice(answer_cells(notebook))["cell_type"] = draw.choice(["markdown", "raw"])


def forgets_ids(notebook: dict, draw: random.Random) -> None:
    """nbformat 4.4 has no ids."""
    for cell in notebook["cells"]:
        cell.pop("id", None)


def is_colab(notebook: dict, draw: random.Random) -> None:
    """Colab keeps ids in the metadata, and drops ours."""
    for cell in notebook["cells"]:
        cell["metadata"] = {"id": cell.pop("id", None)}


def forgets_marks(notebook: dict, draw: random.Random) -> None:
    for cell in notebook["cells"]:
        cell["metadata"] = {}


def moves_an_answer(notebook: dict, draw: random.Random) -> None:
    """The answer stands in a new cell, the stub where it was."""
    cell = draw.choice(answer_cells(notebook))
    stubs = {answer.exercise: answer.stub for answer in labs.lab(unit_of(notebook)).answers}
    new = code(labs.source_of(cell), f"new-{draw.random()}")
    cell["source"] = stubs[cell["metadata"]["course"]["exercise"]]
    notebook["cells"].insert(draw.randrange(len(notebook["cells"])), new)


def merges(notebook: dict, draw: random.Random) -> None:
    """Merges an answer with the next cell; the first one's id and marks stay."""
    cell = draw.choice(answer_cells(notebook))
    at = notebook["cells"].index(cell)
    if at + 1 < len(notebook["cells"]) and notebook["cells"][at + 1]["cell_type"] == "code":
        following = notebook["cells"].pop(at + 1)
        cell["source"] = f"{labs.source_of(cell)}\n\n{labs.source_of(following)}"


def shuffles(notebook: dict, draw: random.Random) -> None:
    """Moves answers about among the cells; pieces of one answer keep their order."""
    answers = answer_cells(notebook)
    others = [c for c in notebook["cells"] if c not in answers]
    for group in {c["metadata"]["course"]["exercise"]: 0 for c in answers}:
        at = draw.randrange(len(others) + 1)
        mine = [c for c in answers if c["metadata"]["course"]["exercise"] == group]
        others[at:at] = mine
    notebook["cells"] = others


def deletes_others(notebook: dict, draw: random.Random) -> None:
    """Deletes every check, or every text."""
    gone = draw.choice(["check", "goal", "title", "progress"])
    notebook["cells"] = [c for c in notebook["cells"] if gone not in c.get("id", "")]


def scribbles(notebook: dict, draw: random.Random) -> None:
    """Scratch cells, some of which fail."""
    for source in ("1 / 0", "x = 1", "print(undefined)", "for", "!ls", "%time"):
        notebook["cells"].insert(draw.randrange(len(notebook["cells"])), code(source))


def lists_lines(notebook: dict, draw: random.Random) -> None:
    for cell in notebook["cells"]:
        cell["source"] = labs.source_of(cell).splitlines(keepends=True)


def windows(notebook: dict, draw: random.Random) -> None:
    for cell in notebook["cells"]:
        cell["source"] = labs.source_of(cell).replace("\n", "\r\n")


def times_cells(notebook: dict, draw: random.Random) -> None:
    cell = draw.choice(answer_cells(notebook))
    cell["source"] = f"%%time\n{labs.source_of(cell)}"


# those that need marks or ids come before those that remove them
FIRST = [
    copies,
    leaves_a_stub,
    moves_an_answer,
    shuffles,
    merges,
    scribbles,
    deletes_others,
    retypes,
    indents,
    times_cells,
    splits,  # late: a half that is carried away is not an honest answer any more
    tears,
]
LAST = [forgets_ids, is_colab, forgets_marks, lists_lines, windows]


def unit_of(notebook: dict) -> str:
    return notebook["metadata"]["course"]["unit"]


def mutated(unit: str, seed: int) -> tuple[dict, list[str]]:
    """A solved lab after one to four mutations, and their names."""
    draw = random.Random(seed)
    notebook = solved(unit)
    chosen = draw.sample(FIRST, draw.randint(1, 3)) + draw.sample(LAST, draw.randint(0, 1))
    for change in sorted(chosen, key=[*FIRST, *LAST].index):
        change(notebook, draw)
    return notebook, [change.__name__ for change in chosen]


# --- whether the answers are still there ----------------------------------------------------------


def is_there(lab: labs.Lab, found: list, exercise: str, wanted: dict) -> bool:
    """Whether one of the plans leaves the names that the reference answer leaves."""
    answers = cells.answers(lab, found)
    plans = [asking.first_plan(lab, answers)]
    plans += asking.other_plans(lab, answers, found, exercise)
    return any(_leaves(plan, exercise, wanted) for plan in plans)


def _leaves(plan: asking.Plan, exercise: str, wanted: dict) -> bool:
    namespace: dict = {"display": print, "check": print, "pack": None, "re": re}
    for step in plan.steps:
        run_cells(list(step.sources), namespace, 5)
        if exercise in step.ask:
            return {name: shape(namespace.get(name)) for name in wanted} == wanted
    return False


def shape(value: object) -> object:
    """What a function does, wherever it stands."""
    inner = getattr(value, "__code__", None)
    return (inner.co_code, inner.co_names, inner.co_varnames) if inner else value


def wanted_of(unit: str) -> dict[str, dict]:
    found = {}
    for exercise in labs.lab(unit).exercises:
        if exercise.id not in MODEL:
            namespace: dict = {"re": re}
            run_cells([reference(unit, exercise.id)], namespace, 5)
            found[exercise.id] = {name: shape(namespace[name]) for name in exercise.answers}
    return found


@pytest.mark.parametrize("unit", UNITS)
def test_no_honest_answer_is_lost_over_a_thousand_mutations(unit):
    lab, wanted, lost = labs.lab(unit), wanted_of(unit), []
    for seed in range(MUTATIONS // len(UNITS)):
        notebook, names = mutated(unit, seed)
        parsed = cells.parse(json.dumps(notebook).encode())
        assert cells.unit_of(parsed, "x.ipynb", labs.numbers()) == unit, names
        found = cells.cells(parsed)
        lost += [
            (seed, names, id)
            for id, names_wanted in wanted.items()
            if not is_there(lab, found, id, names_wanted)
        ]
    assert lost == []


def test_a_stub_beside_the_pieces_of_an_answer_does_not_undo_it():
    """A copy of the stub, kept below the answer and without its mark, when a cell was split."""
    notebook, lab = solved("01"), labs.lab("01")
    cell = cell_of(notebook, "01-4-answer")
    head, body = reference("01", "01.4").split("\n", 1)
    stub = next(answer.stub for answer in lab.answers if answer.exercise == "01.4")
    at = notebook["cells"].index(cell) + 1
    cell["source"] = head
    notebook["cells"][at:at] = [code(body), code(stub)]
    found = cells.cells(notebook)
    assert is_there(lab, found, "01.4", wanted_of("01")["01.4"])
    assert stub not in [own.source for own in cells.own_cells(lab, found)]


# --- and what is said about it --------------------------------------------------------------------


def notes(notebook: dict, exercise: str = "01.4") -> str:
    found = cells.cells(cells.parse(json.dumps(notebook).encode()))
    return "; ".join(cells.answers(labs.lab("01"), found)[exercise].notes)


def test_an_untouched_structure_needs_no_words():
    assert notes(solved("01")) == ""
    assert notes(released("01")) == ""


def test_what_was_done_to_the_cells_is_explained():
    deleted = solved("01")
    deleted["cells"].remove(cell_of(deleted, "01-4-answer"))
    assert notes(deleted) == "the answer cell is missing"
    moved = copy.deepcopy(deleted)
    moved["cells"].append(code(reference("01", "01.4")))
    assert "found in another cell" in notes(moved)
    retyped = solved("01")
    cell_of(retyped, "01-4-answer")["cell_type"] = "markdown"
    assert "read as code" in notes(retyped)
    doubled = solved("01")
    doubled["cells"].append({**cell_of(doubled, "01-4-answer"), "id": "twin"})
    assert "2 cells hold parts or versions" in notes(doubled)


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("def count(x):\n    pass", {"count"}),
        ("async def count(x): pass", {"count"}),
        ("count = 1", {"count"}),
        ("count: int = 1", {"count"}),
        ("a, count = 1, 2", {"count"}),
        ("count == 1", set()),
        ("    count = 1", set()),
        ("recount = 1", set()),
        ("print(count)", set()),
        ("count(x=1)", set()),
    ],
)
def test_names_are_found_without_parsing(source, names):
    assert cells.binds(source, ["count"]) == names


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("%time\nx = 1", {"x": 1}),
        ("%%time\nx = 1", {"x": 1}),
        ("%%time\n%%capture out\nx = 1", {"x": 1}),
        ("%time x = 1", {"x": 1}),
        ("!pip install x\nx = 1", {"x": 1}),
        ("!pip install \\\n  one \\\n  two\nx = 1", {"x": 1}),
        ("pip install one\nx = 1", {"x": 1}),
        ("try:\n    import nothing_of_this_name\nexcept ImportError:\n    %pip install it\nx = 1",
         {"x": 1}),
        ("try:\n    import nothing_of_this_name\nexcept ImportError:\n    pip install it\nx = 1",
         {"x": 1}),
        ("files = !ls\nx = 1", {"x": 1, "files": []}),
        ("for i in range(2):\n    %time x = i", {"x": 1}),
        ("if True:\n    !ls\n    x = 1", {"x": 1}),
        ("t = %timeit -o -n 3 2 + 2\nx = t.best", {"x": 0.0}),
        ("len?\nx = 1", {"x": 1}),
        ("?len\nx = 1", {"x": 1}),
        ("%%bash\nls", {}),
        ("x = 5 % 2", {"x": 1}),
    ],
)  # fmt: skip
def test_lines_of_ipython_keep_nobody_from_a_right_answer(source, kept):
    namespace: dict = {}
    namespace["get_ipython"] = lambda: Shell(namespace)
    assert run_cells([source], namespace, 5) == [None]
    assert {name: namespace.get(name) for name in kept} == kept
    assert namespace.keys() >= kept.keys()


def test_a_program_that_a_cell_names_is_not_started(tmp_path):
    file = tmp_path / "made"
    namespace: dict = {}
    namespace["get_ipython"] = lambda: Shell(namespace)
    assert run_cells([f"!touch {file}\nx = !touch {file}\n"], namespace, 5) == [None]
    assert not file.exists()


@pytest.mark.parametrize(
    ("version", "newer"),
    [("3.99.1", "3.99"), ("3.11.2", ""), ("3.1", ""), ("", ""), (5, ""), ("2.7.18", "")],
)
def test_a_notebook_of_a_newer_python_is_known(version, newer):
    notebook = {"cells": [], "metadata": {"language_info": {"version": version}}}
    assert cells.newer_python(notebook) == newer


F, G = "def f(x):\n    y = x + 1", "    return y"


@pytest.mark.parametrize(
    "sources",
    [
        [f"{F}\n{G}"],
        [F, G],
        ["def f(x):", "    y = x + 1", G],
        [F, "print(undefined)", "x = 1", G],
        [F, "for", G],
        ["def f(x):\n    for i in (1,):", "y = 5", "        y = x + i", "    return y"],
        ["def f(x):\n    return (x", "    + 1", ")"],
        ['def f(x):\n    """One', 'more."""\n    return x + 1'],
        ["import functools\n@functools.cache", "def f(x):\n    return x + 1"],
        ["    def f(x):", "        return x + 1"],
        ["\n\tdef f(x):\n\t\treturn x + 1"],
        ["%%time\n    def f(x):\n        return x + 1"],
        [F, "%%bash\nls", G],
    ],
)
def test_a_function_is_put_together_from_its_pieces(sources):
    namespace: dict = {}
    run_cells(sources, namespace, 5)
    assert namespace["f"](2) == 3


@pytest.mark.parametrize(
    "sources",
    [["for", "x = 1"], ["return 1", "x = 1"], ["x = (", "y = 2"], ["    return 1", "x = 1"]],
)
def test_what_no_neighbour_mends_is_an_error_and_the_rest_runs(sources):
    namespace: dict = {}
    errors = run_cells(sources, namespace, 5)
    assert errors[1] is None
    assert "Error" in errors[0]
    assert namespace["x"] == 1 if "x = 1" in sources else namespace["y"] == 2


STOPS = [
    "days = int(input('How many days? '))",
    "import a_package_of_the_learners_own",
    "assert 1 == 2",
    "raise SystemExit",
]


@pytest.mark.parametrize("line", STOPS)
def test_what_stops_a_cell_costs_only_its_own_line_in_a_plan_of_its_own(line):
    source = f"from __future__ import annotations\n{line}\ndef f(x: unknown):\n    return x + 1"
    whole, each = {}, {}
    assert run_cells([source], whole, 5)[0]
    assert "f" not in whole
    errors = run_cells([source], each, 5, each=True)
    assert len([error for error in errors if error]) == 1
    assert each["f"](2) == 3


def test_the_plan_without_what_stops_a_cell_comes_first_and_only_where_one_stopped():
    lab = labs.lab("01")
    found = cells.cells(solved("01"))
    answers = cells.answers(lab, found)
    plans = {s: list(asking.other_plans(lab, answers, found, "01.4", s)) for s in (False, True)}
    assert plans[True][1:] == plans[False]
    assert [step.each for step in plans[True][0].steps] == [True]
    assert not any(step.each for plan in plans[False] for step in plan.steps)


def test_text_that_looks_like_magic_stays_where_python_reads_it():
    namespace: dict = {}
    assert run_cells(['x = """\n%time\n"""'], namespace, 5) == [None]
    assert namespace["x"] == "\n%time\n"
