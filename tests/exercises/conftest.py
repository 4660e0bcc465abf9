"""Tests of exercises import `cases` from this folder, and keep off the learner's progress.

The prompts of prompt exercises go to the model once in a run: see `prompts` in tests/conftest.py.
"""

import sys
from pathlib import Path

import pytest

from helpers.checks import verdicts

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(autouse=True)
def own_progress(tmp_path, monkeypatch):
    """No test reads or writes work/.progress.json."""
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.json"))


@pytest.fixture(autouse=True)
def kept_replies(prompts, monkeypatch):
    """Checks ask the model through the replies that are kept."""
    monkeypatch.setattr(verdicts, "complete", prompts.complete)
