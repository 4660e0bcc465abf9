"""The front door as somebody's shell sees it: what it prints, and its exit code."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.door import commands

ROOT = Path(__file__).parents[1]
TOO_OLD = "The course needs Python 3.11 or newer"


def door(*arguments: str, python: str = sys.executable, cwd: Path = ROOT, **variables: str):
    return subprocess.run(
        [python, str(ROOT / "course.py"), *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, "PYTHONUTF8": "1", **variables},
        timeout=120,
    )


def old_pythons() -> list[str]:
    """Interpreters before 3.11 on this machine: on the PATH, and pyenv's."""
    names = ["python2", "python2.7", *(f"python3.{minor}" for minor in range(4, 11))]
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    found = [folder / name for folder in folders for name in names]
    found += [version / "bin" / "python" for version in versions.glob("*")]
    return [str(path) for path in found if "shims" not in path.parts and is_old(path)]


def is_old(path: Path) -> bool:
    if not path.is_file():
        return False
    ask = [str(path), "-c", "import sys; print(sys.version_info < (3, 11))"]
    return subprocess.run(ask, capture_output=True, text=True).stdout.strip() == "True"


def test_an_old_python_is_told_that_it_is_too_old():
    pythons = old_pythons()
    if not pythons:
        pytest.skip("no Python before 3.11 on this machine")
    for python in pythons:
        came = door(python=python)
        assert came.returncode == 1
        assert came.stderr.startswith(TOO_OLD), came.stderr


def test_course_py_has_no_syntax_newer_than_3_0():
    tree = ast.parse((ROOT / "course.py").read_text("utf-8"), feature_version=(3, 0))
    newer = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.AsyncFunctionDef, ast.Match)
    assert not [node for node in ast.walk(tree) if isinstance(node, newer)]
    (ROOT / "course.py").read_bytes().decode("ascii")  # Python 2 stops at any other letter


def test_everything_behind_the_door_starts_without_any_installed_package():
    code = "import helpers.door.commands, sys; print(sorted(sys.modules))"
    came = subprocess.run(
        [sys.executable, "-S", "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    loaded = {name.partition(".")[0] for name in ast.literal_eval(came.stdout)}
    extra = {name for name in loaded - sys.stdlib_module_names if not name.startswith("_")}
    assert extra == {"helpers"}


def test_help_names_every_command():
    came = door("--help")
    assert came.returncode == 0
    for name in commands.COMMANDS:
        assert re.search(rf"\b{name}\b", came.stdout), name


def test_an_unknown_command_is_answered_with_the_known_ones():
    came = door("lern")
    assert came.returncode == 2
    assert "no command 'lern'" in came.stderr
    assert "course.py doctor" in came.stderr


@pytest.mark.parametrize("port", ["0", "65536", "-1", "eight"])
def test_a_port_that_cannot_be_is_refused_before_anything_starts(port):
    came = door("--port", port)
    assert came.returncode == 2
    assert "--port" in came.stderr


def test_the_door_opens_from_any_folder_and_in_safe_path_mode(tmp_path):
    came = door("--help", cwd=tmp_path, PYTHONSAFEPATH="1")
    assert came.returncode == 0


def test_the_doctor_never_prints_a_character_of_a_key():
    secret = "sk-QZXJWV-QZXJWV"
    came = door("doctor", OPENAI_API_KEY=secret, COURSE_MODEL="some-model")
    assert "some-model" in came.stdout
    assert not [part for part in ("sk-", "QZ", "XJ", "WV") if part in came.stdout + came.stderr]
    assert came.returncode in (0, 1)
