"""The README tells the truth: its commands work, its map is the tree, its lessons are there."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.door import commands, environment, jupyter

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
MADE_AT_START = {"work/"}
FOR_TOOLS = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"}


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def shell_commands() -> list[str]:
    inline = re.findall(r"`(python3 [^`]+)`", README)
    return inline + [line for block in blocks("sh") for line in block.splitlines() if line]


def file_map() -> list[str]:
    """The paths of the map: an indented line lies in the folder above it."""
    block = next(block for block in blocks("text") if block.startswith("course.py"))
    paths, folder = [], ""
    for line in block.splitlines():
        name = line.split()[0]
        folder = folder if line.startswith("  ") else name
        paths.append(folder + name if line.startswith("  ") else name)
    return paths


def tracked() -> set[str]:
    came = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    if came.returncode != 0:
        pytest.skip("not a git checkout")
    return {name for name in came.stdout.split("\0") if name and (ROOT / name).exists()}


def test_everything_on_the_map_is_in_the_tree():
    assert [path for path in file_map() if path not in MADE_AT_START and not there(path)] == []


def there(path: str) -> bool:
    return (ROOT / path).is_dir() if path.endswith("/") else (ROOT / path).is_file()


def test_everything_at_the_top_of_the_tree_is_on_the_map():
    top = {name.split("/")[0] + "/" if "/" in name else name for name in tracked()}
    top = {name for name in top if not name.startswith(".") and not name.startswith("requirements")}
    assert top - FOR_TOOLS - set(file_map()) == set()


def test_every_folder_of_helpers_is_on_the_map():
    folders = {
        "helpers/" + name.split("/")[1] + "/"
        for name in tracked()
        if name.count("/") > 1 and name.startswith("helpers/")
    }
    assert folders - set(file_map()) == set()


def test_every_lesson_has_its_row_and_every_row_its_files():
    linked = set(re.findall(r"\]\(((?:notebooks|labs)/[^)]+)\)", README))
    ours = {name for name in tracked() if re.match(r"(notebooks|labs)/\w+\.ipynb", name)}
    assert linked == ours


@pytest.mark.parametrize("row", re.findall(r"^\| \[\d\d .*", README, re.MULTILINE))
def test_the_minutes_are_those_that_the_lesson_names(row):
    lesson = ROOT / re.search(r"\((notebooks/[^)]+)\)", row)[1]
    first = "".join(json.loads(lesson.read_text("utf-8"))["cells"][0]["source"])
    said = [
        re.search(pattern, first) for pattern in (r"(\d+) minutes;", r"lab takes another (\d+)")
    ]
    assert [match[1] for match in said] == re.findall(r"(\d+) min\b", row)


def test_every_command_exists():
    named = [line.split() for line in shell_commands() if line.startswith("python3 course.py")]
    assert {words[2] for words in named if len(words) > 2} <= set(commands.COMMANDS)
    assert ["python3", "course.py"] in named


def test_every_link_leads_somewhere():
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_output_of_the_first_start_is_what_the_door_prints():
    said = Path(environment.__file__).read_text("utf-8") + Path(jupyter.__file__).read_text("utf-8")
    said += Path(commands.__file__).read_text("utf-8")
    block = next(block for block in blocks("text") if block.startswith("Making"))
    assert f"Installing the packages of {environment.LEARN} …" in block
    for sentence in (
        "Making the course's own Python environment",
        "Starting JupyterLab",
        "The course is open at",
        "Your labs are in work/",
    ):
        assert sentence in block
        assert sentence in said
    assert f"http://{jupyter.HOST}:{jupyter.PORT}/lab/tree/{jupyter.FIRST_PAGE}?token=" in block


def test_the_doctor_ends_as_the_readme_says():
    came = subprocess.run(
        [sys.executable, "course.py", "doctor"], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    last = came.stdout.strip().splitlines()[-1]
    assert last == "Nothing to fix" if came.returncode == 0 else re.fullmatch(r"\d+ to fix", last)
    assert "`Nothing to fix`" in README


# part of a package that requirements.txt names, and documented by it as such
COMES_WITH = {
    "IPython": "jupyterlab",
    "jiter": "openai",
    "nbclient": "jupyterlab",
    "nbformat": "jupyterlab",
    "pydantic": "fastapi",
    "starlette": "fastapi",
}


def imported(file: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    return {name.partition(".")[0] for name in names}


def test_requirements_name_what_the_course_imports():
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    named = {line.split()[0].replace("-", "_") for line in lines if line and line[0] != "#"}
    files = [ROOT / name for name in tracked() if re.match(r"(helpers|tiktoken_ext)/.*\.py$", name)]
    found = set().union(*map(imported, files)) - sys.stdlib_module_names
    assert {COMES_WITH.get(name, name) for name in found} - named == {"helpers"}


def test_every_requirement_says_which_units_need_it():
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    given = [line for line in lines if line and line[0] != "#"]
    assert [line for line in given if not re.fullmatch(r"[\w-]+ +# \d\d-?: .+", line)] == []


LOCKS = [environment.LEARN, environment.TEST, environment.EMBEDDINGS, environment.VECTORS]


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_have_hashes_and_hold_what_is_required(lock):
    text = (ROOT / lock).read_text("utf-8")
    entries = re.findall(r"^([\w.-]+)==.*\\\n    --hash=sha256:", text, re.MULTILINE)
    assert len(entries) == len(re.findall(r"^[\w.-]+==", text, re.MULTILINE))
    wanted = (ROOT / lock.replace(".lock", ".txt")).read_text("utf-8").splitlines()
    named = {re.split("[ =]", line)[0] for line in wanted if line and line[0] != "#"}
    assert named <= set(entries)
    assert "://" not in text


@pytest.mark.parametrize("lock", [environment.TEST, environment.VECTORS])
def test_the_locks_agree(lock):
    texts = [(ROOT / name).read_text("utf-8") for name in (environment.LEARN, lock)]
    learn, other = (set(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE)) for text in texts)
    shared = {name for name, _ in learn} & {name for name, _ in other}
    assert {pin for pin in other if pin[0] in shared} <= learn
