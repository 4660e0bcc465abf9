"""Tests of the checks import `cases` from this folder, and keep off the learner's progress."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(autouse=True)
def own_progress(tmp_path, monkeypatch):
    """No test reads or writes work/.progress.json."""
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.json"))
