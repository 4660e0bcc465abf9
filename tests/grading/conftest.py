"""Grading's tests: helpers of their own, rooms where this system can build them."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from helpers.grading import isolation, labs, probe

# short, so that what hangs costs seconds; honest answers take milliseconds
LIMITS = isolation.Limits(cell=3.0, question=3.0, grace=1.0, submission=60.0, memory=2 * 2**30)


@pytest.fixture(scope="session")
def strong():
    """The strongest isolation here; tests that run hostile code are skipped without one."""
    for kind in isolation.kinds():
        if kind.strong and not probe.weakness(kind, labs.lab("01")):
            return kind
    pytest.skip("no strong isolation on this system: install bubblewrap")


@pytest.fixture
def own_progress(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.json"))
