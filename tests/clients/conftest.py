"""The server as another program's, so that a client of any version can talk to it.

Each client has its own environment (requirements-NAME.lock beside this file), here as in
.github/workflows/clients.yml. In it:

    COURSE_PYTHON=.venv/bin/python PYTHON_OF_THE_CLIENT -m pytest tests/clients/test_NAME.py

Where a client is not installed its tests are skipped.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KEY = "any"


@pytest.fixture(scope="session")
def url() -> str:
    """Where the server is, without /v1; the model is called pocket."""
    command = [os.environ.get("COURSE_PYTHON", sys.executable), "-m", "tests.clients.serve"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, **pipes) as server:
        address = server.stdout.readline().strip()
        assert address, f"{command[0]} cannot run the server; set COURSE_PYTHON to the course's"
        yield address
        server.stdin.close()
        server.terminate()


@pytest.fixture(autouse=True)
def offline(monkeypatch, tmp_path, url):
    """No proxy, no telemetry, no caches in the home folder, and both SDKs pointed at the server."""
    values = {
        "OPENAI_BASE_URL": f"{url}/v1",
        "OPENAI_API_KEY": KEY,
        "ANTHROPIC_BASE_URL": url,
        "ANTHROPIC_API_KEY": KEY,
        "NO_PROXY": "127.0.0.1",
        "no_proxy": "127.0.0.1",
        "LITELLM_LOCAL_MODEL_COST_MAP": "True",
        "DSPY_CACHEDIR": str(tmp_path / "dspy"),
        "INSPECT_LOG_DIR": str(tmp_path / "logs"),
    }
    for name, value in values.items():
        monkeypatch.setenv(name, value)
