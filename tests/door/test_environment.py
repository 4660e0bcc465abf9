"""The environment is made once, made again when it is not whole, and explains what it cannot do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.door import environment
from helpers.door.environment import EMBEDDINGS, LEARN, TEST, VECTORS


@pytest.fixture
def course(tmp_path, monkeypatch) -> Path:
    """A course's folder, in a path with a space and letters beyond ASCII, with small lock files."""
    root = tmp_path / "Übung 1 – ä b"
    root.mkdir()
    for lock in (LEARN, TEST, EMBEDDINGS, VECTORS):
        (root / lock).write_text("uv==1.0 \\\n    --hash=sha256:00\nnumpy==2.0\n", "utf-8")
    monkeypatch.setattr(environment, "ROOT", root)
    monkeypatch.setattr(environment, "VENV", root / ".venv")
    monkeypatch.setattr(environment, "SETTINGS", root / ".jupyter")
    monkeypatch.setattr(subprocess, "run", without_pip)
    return root


def without_pip(command, *, run=subprocess.run, **options):
    """Makes environments in a tenth of a second: pip is not used here."""
    return run([*command, "--without-pip"] if "venv" in command else command, **options)


@pytest.fixture
def installs(monkeypatch) -> list[str]:
    """Stands in for the network: notes what would be installed."""
    done = []
    monkeypatch.setattr(environment, "_install", done.append)
    return done


def failing(words: str):
    return lambda *arguments: subprocess.CompletedProcess(arguments, 1, "", words)


def test_a_second_start_installs_nothing(course, installs):
    environment.prepare(LEARN)
    made = environment.python().stat().st_mtime_ns
    environment.prepare(LEARN)
    assert installs == [LEARN]
    assert environment.python().stat().st_mtime_ns == made


def test_tests_add_to_the_same_environment(course, installs):
    environment.prepare(LEARN)
    environment.prepare(LEARN, TEST)
    assert installs == [LEARN, TEST]


@pytest.mark.parametrize("optional", [EMBEDDINGS, VECTORS])
def test_who_had_an_optional_part_keeps_it_when_the_environment_is_made_anew(
    course, installs, optional
):
    environment.prepare(LEARN, optional)
    (course / LEARN).write_text("uv==1.1\n")
    environment.prepare(LEARN)
    assert installs == [LEARN, optional] * 2
    assert environment.is_whole(optional)


def test_an_interrupted_installation_is_begun_again(course, installs, monkeypatch, capsys):
    def interrupted(lock):
        (environment.VENV / "half").write_text("a package")
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "_install", interrupted)
    with pytest.raises(KeyboardInterrupt):
        environment.prepare(LEARN)
    monkeypatch.setattr(environment, "_install", installs.append)
    environment.prepare(LEARN)
    assert installs == [LEARN]
    assert not (environment.VENV / "half").exists()
    assert "incomplete or out of date" in capsys.readouterr().out


def test_a_changed_lock_makes_the_environment_anew(course, installs):
    environment.prepare(LEARN)
    (course / LEARN).write_text("uv==1.1\n")
    assert not environment.is_whole(LEARN)
    environment.prepare(LEARN)
    assert installs == [LEARN, LEARN]


def test_line_ends_of_the_lock_do_not_matter(course, installs):
    environment.prepare(LEARN)
    text = (course / LEARN).read_bytes()
    (course / LEARN).write_bytes(text.replace(b"\n", b"\r\n"))
    assert environment.is_whole(LEARN)


def test_a_moved_folder_makes_its_environment_anew(course, installs, monkeypatch):
    environment.prepare(LEARN)
    moved = course.rename(course.with_name("elsewhere"))
    monkeypatch.setattr(environment, "ROOT", moved)
    monkeypatch.setattr(environment, "VENV", moved / ".venv")
    assert not environment.is_whole(LEARN)


@pytest.mark.parametrize("there", ["a file", "an empty folder", "a dangling link"])
def test_whatever_lies_at_venv_makes_way(course, installs, there):
    if there == "a file":
        environment.VENV.write_text("hello")
    elif there == "an empty folder":
        environment.VENV.mkdir()
    else:
        try:
            environment.VENV.symlink_to(course / "nowhere")
        except OSError:
            pytest.skip("this system lets only administrators make links")
    environment.prepare(LEARN)
    assert environment.is_whole(LEARN)


def test_the_environments_own_interpreter_can_make_it_anew(course, installs):
    environment.prepare(LEARN)
    (course / LEARN).write_text("uv==1.1\n")
    program = f"""
import pathlib, subprocess
from helpers.door import environment
environment.ROOT = pathlib.Path({str(course)!r})
environment.VENV = environment.ROOT / ".venv"
run = subprocess.run
subprocess.run = lambda command, **options: run([*command, "--without-pip"], **options)
environment._make()
"""
    here = {**os.environ, "PYTHONPATH": str(Path(environment.__file__).parents[2])}
    done = subprocess.run([environment.python(), "-c", program], env=here, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert environment.python().exists()


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_helpers_can_be_imported_from_a_folder_with_spaces_and_umlauts(course, installs, locale):
    (course / "helpers").mkdir()
    (course / "helpers" / "__init__.py").write_text("HERE = 'this course'")
    environment.prepare(LEARN)
    came = subprocess.run(
        [environment.python(), "-c", "import helpers; print(helpers.HERE)"],
        capture_output=True,
        text=True,
        cwd=course.parent,
        env={**environment.variables(), "LC_ALL": locale, "PYTHONUTF8": "0"},
    )
    assert came.stdout.strip() == "this course", came.stderr


def test_the_path_file_is_plain_ascii(course, installs):
    environment.prepare(LEARN)
    (environment.site_packages() / "course.pth").read_bytes().decode("ascii")


def test_everything_that_tools_write_stays_in_the_folder(course, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    monkeypatch.setenv("NO_PROXY", "intranet")
    given = environment.variables()
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        assert Path(given[name]).is_relative_to(course)
    assert "PYTHONPATH" not in given
    assert given["NO_PROXY"] == "intranet,127.0.0.1,localhost"


def test_a_folder_without_write_permission_is_named(course, monkeypatch):
    def forbidden(**_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(environment.tempfile, "TemporaryFile", forbidden)
    with pytest.raises(SystemExit) as stop:
        environment.prepare(LEARN)
    assert str(course) in str(stop.value)
    assert "belongs to you" in str(stop.value)


def test_no_network_is_said_as_such(course, monkeypatch):
    monkeypatch.setattr(environment, "_uv", lambda *_: None)
    words = "Failed to establish a new connection: [Errno -3] Temporary failure in name resolution"
    monkeypatch.setattr(environment, "pip", failing(words))
    with pytest.raises(SystemExit, match="needs the network, once") as stop:
        environment.prepare(LEARN)
    assert "HTTPS_PROXY" in str(stop.value)
    assert not environment.is_whole(LEARN)


def test_another_failure_shows_the_installers_last_words(course, monkeypatch):
    monkeypatch.setattr(environment, "_uv", failing("uv is unwell"))
    monkeypatch.setattr(environment, "pip", failing("line\nTHESE PACKAGES DO NOT MATCH THE HASHES"))
    with pytest.raises(SystemExit, match="DO NOT MATCH THE HASHES") as stop:
        environment.prepare(LEARN)
    assert "network" not in str(stop.value)


def test_pip_is_used_where_uv_fails(course, monkeypatch, capsys):
    asked = []

    def good(*arguments):
        asked.append(arguments)
        return subprocess.CompletedProcess(arguments, 0, "", "")

    monkeypatch.setattr(environment, "_uv", failing("no uv for this machine"))
    monkeypatch.setattr(environment, "pip", good)
    environment.prepare(LEARN)
    assert {"--require-hashes", "--no-deps", LEARN} <= set(asked[0])
    assert environment.is_whole(LEARN)


def test_a_python_without_venv_is_told_which_package_is_missing(course, monkeypatch):
    monkeypatch.setattr(sys, "_base_executable", str(broken_python(course)))
    with pytest.raises(SystemExit, match="python3-venv"):
        environment.prepare(LEARN)


def broken_python(folder: Path) -> Path:
    """A program that fails as Debian's Python does without its venv package."""
    if sys.platform == "win32":
        script = folder / "python.bat"
        script.write_text("@echo ensurepip is not available\n@exit /b 1\n")
    else:
        script = folder / "python"
        script.write_text("#!/bin/sh\necho ensurepip is not available\nexit 1\n")
        script.chmod(0o755)
    return script


def test_uv_is_installed_with_the_hashes_of_the_lock():
    lock = """\
tqdm==4.0 \
    --hash=sha256:aa
uv==1.0 \
    --hash=sha256:bb \
    --hash=sha256:cc
    # via -r requirements.txt
uvicorn==3.0
"""
    entry = environment.lock_entry("uv", lock)
    assert entry.startswith("uv==1.0")
    assert "bb" in entry
    assert "cc" in entry
    assert "uvicorn" not in entry
    with pytest.raises(ValueError, match="not in the lock"):
        environment.lock_entry("numpy", lock)
