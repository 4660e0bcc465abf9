"""What tests of several folders share."""

import os

import pytest

from helpers.grading.prompts import Prompts


@pytest.fixture(scope="session")
def prompts(tmp_path_factory):
    """The model's replies to the prompts of checks: each different one is made once in a run of
    the tests, by whichever process is first."""
    folder = tmp_path_factory.getbasetemp()
    made = Prompts((folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "replies")
    yield made
    made.close()
