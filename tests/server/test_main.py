"""The server alone, as a learner starts it in a terminal."""

import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from openai import OpenAI

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "helpers.server"]


@pytest.fixture
def printed():
    """What it prints before it waits for requests."""
    server = subprocess.Popen(
        [*COMMAND, "--port", "0"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    lines = iter(server.stdout.readline, "")
    yield "".join(iter(lines.__next__, "Ctrl+C ends it.\n"))
    server.terminate()
    server.communicate()


def test_it_prints_what_to_copy_and_answers_there(printed):
    told = dict(re.findall(r"export (\w+)=(\S+)", printed))
    client = OpenAI(base_url=told["OPENAI_BASE_URL"], api_key=told["OPENAI_API_KEY"])
    assert told["COURSE_MODEL"] in [model.id for model in client.models.list()]
    assert told["OPENAI_BASE_URL"] == told["ANTHROPIC_BASE_URL"] + "/v1"


def test_a_port_that_is_taken_is_a_sentence():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run([*COMMAND, "--port", port], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert f"Cannot listen on 127.0.0.1, port {port}" in done.stderr
    assert "Traceback" not in done.stderr
