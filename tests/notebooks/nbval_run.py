"""Runs nbval over one notebook, in a process of its own, and says what differed.

A process each: one notebook's hung kernel costs only its own test, and the environment (no key,
no progress of the person who runs the tests) is the same as the one that made the kept outputs.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from helpers.exercises.release import ROOT, kernel_environment

CELL_SECONDS = 120
NOTEBOOK_SECONDS = 900


def notebooks(folder: str) -> list[Path]:
    """The notebooks of a folder of the repository, in reading order."""
    return sorted((ROOT / folder).glob("[0-9][0-9]_*.ipynb"))


def nbval(notebook: Path, flag: str, scratch: Path) -> str:
    """ "" when nbval (--nbval strict, --nbval-lax) accepts the notebook, else what it reported."""
    command = [sys.executable, "-m", "pytest", flag, str(notebook), f"--rootdir={notebook.parent}"]
    command += ["-c", str(_settings(scratch)), "-p", "nbval.plugin", "-p", "no:cacheprovider", "-q"]
    command += [f"--nbval-cell-timeout={CELL_SECONDS}", "--nbval-current-env", "--tb=short"]
    command += [f"--nbval-sanitize-with={Path(__file__).with_name('sanitize.cfg')}", "--color=no"]
    done = subprocess.run(
        command,
        # only nbval, and none of the outer run's options: the inner one knows neither
        env=kernel_environment(scratch)
        | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=NOTEBOOK_SECONDS,
    )
    return "" if done.returncode == 0 else f"{done.stdout}\n{done.stderr}"


def _settings(scratch: Path) -> Path:
    """An empty pytest configuration: the outer run's options are not meant for the inner one."""
    file = scratch / "nbval.ini"
    file.write_text("[pytest]\n", encoding="utf-8")
    return file
