"""The house stays in order: arrows point one way, and helpers/ stays small enough to be read."""

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HELPERS = ROOT / "helpers"
MOST_ENTRIES = 18

# package: what it may import of helpers, beside itself; every other arrow points the wrong way
MAY_IMPORT = {
    "pocket": set(),
    "world": {"pocket"},  # the form of a tool call is the model's
    "embeddings": set(),
    "measure": {"pocket", "world"},
    "prompts": {"world"},
    "checks": {"connect"},
    "exercises": {"checks", "measure", "world"},
    "grading": {"checks", "connect", "exercises", "measure", "pocket", "server", "world"},
    "server": {"embeddings", "pocket"},
    "widgets": {"connect", "door", "measure", "pocket", "prompts", "show"},
    "door": {"connect", "embeddings", "office"},
}


def imports(source: str) -> set[str]:
    """The parts of helpers that some code imports anywhere in it: {"checks", "world"}."""
    nodes = list(ast.walk(ast.parse(source)))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and not node.level:
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    late = [call for call in calls if "import_module" in ast.unparse(call.func)]
    names += [ast.unparse(call.args[0]).strip("f'\"") for call in late]
    return {name.split(".")[1] for name in names if name.startswith("helpers.")}


def wrong_arrows(package: str) -> list[str]:
    allowed = MAY_IMPORT[package] | {package}
    return [
        f"{file.relative_to(ROOT)} imports helpers.{name}"
        for file in sorted((HELPERS / package).rglob("*.py"))
        for name in sorted(imports(file.read_text("utf-8")) - allowed)
    ]


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_arrows_point_one_way(package):
    assert wrong_arrows(package) == []


def test_every_package_says_what_it_may_import():
    there = {file.parent.name for file in HELPERS.glob("*/__init__.py")}
    assert there == set(MAY_IMPORT)


@pytest.mark.parametrize(
    "source",
    [
        "from helpers import exercises",
        "import helpers.exercises.units",
        "def late():\n    from helpers.exercises.unit_05 import newest",
        "import importlib\nimportlib.import_module(f'helpers.exercises.unit_{unit}')",
    ],
)
def test_an_arrow_is_seen_however_it_is_written(source):
    assert imports(source) == {"exercises"}


def test_the_machinery_of_checks_names_no_unit():
    for file in (HELPERS / "checks").glob("*.py"):
        assert "unit_" not in file.read_text("utf-8"), file.name


def test_helpers_has_few_entries():
    came = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "helpers"],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    if came.returncode != 0:
        pytest.skip("not a git checkout")
    names = [Path(name) for name in came.stdout.split("\0") if name and (ROOT / name).exists()]
    entries = {name.parts[1] for name in names}
    assert len(entries) <= MOST_ENTRIES, sorted(entries)
