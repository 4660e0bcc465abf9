"""The service that the reference answers of lab 16 make, as a module and behind a real server."""

import json
from pathlib import Path

import pytest

from helpers import connect
from helpers.serving import __main__ as command
from helpers.serving import running

ROOT = Path(__file__).parents[2]
SOLUTION = ROOT / "solutions" / "16_service.ipynb"


@pytest.fixture(scope="session")
def box():
    """The model in the box, on a server whose faults can be planned."""
    connect.model()
    yield connect
    connect.model()  # another test may have stopped the server
    connect.clear_faults()


@pytest.fixture(scope="session")
def module(tmp_path_factory, box):
    """service.py as `course.py serve` writes it, imported."""
    copy = tmp_path_factory.mktemp("work") / "16_service.ipynb"
    copy.write_text(SOLUTION.read_text("utf-8"), "utf-8")
    with pytest.MonkeyPatch.context() as variables:
        variables.setenv("COURSE_MODEL", "pocket")
        variables.setenv("SERVICE_KEYS", json.dumps({"sk-one": "one", "sk-two": "two"}))
        variables.setenv("SERVICE_BUDGET", "100000")
        return command.loaded(command.write(copy))


@pytest.fixture(scope="session")
def service(module):
    """Its address."""
    with running.serve(module.app) as url:
        yield url
