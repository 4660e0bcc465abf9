"""Makes labs from solutions, and keeps the stored outputs of what people read.

    python3 course.py release                 write labs/ from solutions/
    python3 course.py release --check         exit code 1 when a lab is out of step; writes nothing
    python3 course.py release --lessons 01 02 run notebooks/ and solutions/ again, keep outputs
    python3 course.py release --nbgrader DIR  write the labs with nbgrader's metadata

A solution marks its cells with metadata:

    {"course": {"exercise": "01.2", "stub": "def count(text):\\n    return ...  # your turn"}}
        an answer cell: the lab has the stub instead, and {"exercise": "01.2", "role": "answer"}
    {"tags": ["solution-only"]}
        for teachers: not in the lab

Every other cell goes into the lab as it is, without outputs. Cell ids stay the same, so that
grading finds an answer again whatever a learner did around it. The notebook's own metadata says
{"course": {"unit": "01", "kind": "lab"}}. The same solution gives the same bytes.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import nbformat
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[2]
CELL_SECONDS = 600
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def lab_from(solution: NotebookNode, unit: str) -> NotebookNode:
    """The lab of a solution: stubs for answers, no outputs. The solution is not changed."""
    cells = [_lab_cell(cell) for cell in solution.cells if not _has_tag(cell, "solution-only")]
    return nbformat.v4.new_notebook(cells=cells, metadata=_metadata(unit, "lab"))


def _lab_cell(cell: NotebookNode) -> NotebookNode:
    metadata = {key: value for key, value in cell.metadata.items() if key in ("tags", "course")}
    source, exercise = cell.source, metadata.get("course")
    if exercise and "stub" in exercise:
        source = exercise["stub"]
        metadata["course"] = {"exercise": exercise["exercise"], "role": "answer"}
    elif is_check(cell):
        metadata["course"] = {"exercise": is_check(cell), "role": "check"}
    if cell.cell_type == "code":
        return nbformat.v4.new_code_cell(source, id=cell.id, metadata=metadata)
    return nbformat.v4.new_markdown_cell(source, id=cell.id, metadata=metadata)


def is_check(cell: NotebookNode) -> str | None:
    """The exercise that a cell checks: "01.2" for a code cell that calls check("01.2", …)."""
    found = re.search(r"^check\(\s*[\"'](\d\d\.\d+)[\"']", cell.source, re.MULTILINE)
    return found[1] if found and cell.cell_type == "code" else None


def answers(solution: NotebookNode) -> list[tuple[str, str, str]]:
    """(exercise, stub, answer) of every answer cell, in order."""
    marked = [(cell.metadata.get("course", {}), cell.source) for cell in solution.cells]
    return [(mark["exercise"], mark["stub"], source) for mark, source in marked if "stub" in mark]


def _has_tag(cell: NotebookNode, tag: str) -> bool:
    return tag in cell.metadata.get("tags", [])


def _metadata(unit: str, kind: str) -> dict:
    # no Python version: it would change with the machine
    return {
        "course": {"kind": kind, "unit": unit},
        "kernelspec": KERNEL,
        "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
    }


def text_of(notebook: NotebookNode) -> str:
    """A notebook as it is stored: nbformat 4.5, checked, one line feed at the end."""
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    nbformat.validate(notebook)
    return nbformat.writes(notebook) + "\n"


def labs(root: Path) -> dict[Path, str]:
    """The path and text of every lab, as its solution wants it now."""
    solutions = sorted((root / "solutions").glob("[0-9][0-9]_*.ipynb"))
    return {
        root / "labs" / file.name: text_of(lab_from(read(file), file.name[:2]))
        for file in solutions
    }


def read(file: Path) -> NotebookNode:
    """A notebook in the present format."""
    return nbformat.read(file, as_version=4)


def out_of_step(root: Path) -> list[str]:
    """One sentence for each lab that is not what its solution makes."""
    wanted, there = labs(root), sorted((root / "labs").glob("*.ipynb"))
    stale = [file for file, text in wanted.items() if not file.exists() or _stored(file) != text]
    orphans = [file for file in there if file not in wanted]
    return [f"labs/{file.name} differs from what its solution makes" for file in stale] + [
        f"labs/{file.name} has no solution" for file in orphans
    ]


def _stored(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def write_labs(root: Path) -> list[Path]:
    """Writes the labs that changed; returns their paths."""
    (root / "labs").mkdir(exist_ok=True)
    changed = [(f, t) for f, t in labs(root).items() if not f.exists() or _stored(f) != t]
    for file, text in changed:
        file.write_text(text, encoding="utf-8", newline="\n")
    return [file for file, _ in changed]


def run(file: Path) -> None:
    """Runs a lesson or solution from a fresh kernel in its folder, and stores clean outputs.

    nbclient's CellExecutionError when a cell fails; then the file stays as it was.
    """
    from nbclient import NotebookClient

    notebook = read(file)
    client = NotebookClient(
        notebook,
        timeout=CELL_SECONDS,
        kernel_name="python3",
        resources={"metadata": {"path": str(file.parent)}},
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,
        extra_arguments=["--IPKernelApp.log_level=40"],  # errors only: not that TCP is in the clear
    )
    with tempfile.TemporaryDirectory() as folder:
        client.execute(env=kernel_environment(Path(folder)))
    kind = {"notebooks": "lesson", "solutions": "solution"}[file.parent.name]
    notebook.metadata = nbformat.from_dict(_metadata(file.name[:2], kind))
    for cell in notebook.cells:
        _clean(cell)
    file.write_text(text_of(notebook), encoding="utf-8", newline="\n")


def kernel_environment(folder: Path) -> dict[str, str]:
    """The environment of a run that knows nothing of the person: no provider, no progress.

    `folder` is an empty one for what the run writes. The model in the box answers.
    """
    kept = {key: value for key, value in os.environ.items() if not _PROVIDER.match(key)}
    return {
        **kept,
        "COURSE_PROGRESS": str(folder / "progress.json"),
        "COURSE_ENV_FILE": str(folder / "no.env"),
        "COURSE_DRAW": "7",  # the same questions from earlier units in every run
        "PYTHONPATH": str(ROOT),
        "PYTHONHASHSEED": "0",  # a set that is printed must read the same in every run
        "COLUMNS": "100",
    }


_PROVIDER = re.compile(r"(OPENAI|ANTHROPIC|COURSE)_")


def _clean(cell: NotebookNode) -> None:
    """Drops what a later run could not repeat: timings, ids, live widgets (their text stays)."""
    for key in set(cell.metadata) - {"tags", "course"}:
        del cell.metadata[key]
    for output in cell.get("outputs", []):
        output.get("data", {}).pop("application/vnd.jupyter.widget-view+json", None)
        output.get("metadata", {}).clear()


def _chosen(root: Path, units: Sequence[str]) -> list[Path]:
    folders = [root / "notebooks", root / "solutions"]
    files = sorted(file for folder in folders for file in folder.glob("[0-9][0-9]_*.ipynb"))
    return [file for file in files if not units or file.name[:2] in units]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; see the top of the file."""
    parser = argparse.ArgumentParser(prog="release", description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only say which labs are out of step")
    parser.add_argument(
        "--lessons", nargs="*", metavar="NN", help="run lessons and solutions again"
    )
    parser.add_argument("--nbgrader", type=Path, metavar="DIR", help="write labs for nbgrader")
    options = parser.parse_args(arguments)
    if options.check:
        return _check()
    if options.nbgrader:
        return _export(options.nbgrader)
    if options.lessons is not None:
        units = sorted({file.name[:2] for file in _chosen(ROOT, [])})
        if strange := sorted(set(options.lessons) - set(units)):
            parser.error(f"no unit {', '.join(strange)}; there are {', '.join(units)}")
        return _run_all(_chosen(ROOT, options.lessons))
    changed = write_labs(ROOT)
    print("\n".join(f"wrote labs/{file.name}" for file in changed) or "every lab is in step")
    return 0


def _check() -> int:
    problems = out_of_step(ROOT)
    print("\n".join(problems) or "every lab is in step with its solution")
    if problems:
        print("To make the labs again: python3 course.py release")
    return 1 if problems else 0


def _export(folder: Path) -> int:
    from helpers.exercises import nbgrader

    for file in nbgrader.export(ROOT / "labs", folder):
        print(f"wrote {file}")
    return 0


def _run_all(files: Sequence[Path]) -> int:
    from nbclient.exceptions import CellExecutionError, CellTimeoutError

    failed = 0
    for file in files:
        print(f"{file.parent.name}/{file.name} …", end=" ", flush=True)
        try:
            run(file)
            print("done")
        except (CellExecutionError, CellTimeoutError) as error:
            failed += 1
            print(f"failed\n{error}")
    write_labs(ROOT)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
