"""The server alone, as a learner starts it in a terminal."""

import re
import signal
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


STREAM = (
    b"POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer any\r\n"
    b"content-length: %d\r\n\r\n%s"
)
ENDLESS = (
    b'{"model": "pocket", "stream": true, "n": 64, "messages": [{"role": "user", "content": "a"}]}'
)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
@pytest.mark.parametrize("is_read", [None, False])
def test_ctrl_c_ends_it_without_a_traceback(is_read):
    """Also while a stream is open that nobody reads."""
    command = [*COMMAND, "--port", "0"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    # a shell without job control ignores Ctrl-C for all that it starts in the background
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        started = subprocess.Popen(command, cwd=ROOT, **pipes)
    finally:
        signal.signal(signal.SIGINT, before)
    with started as server:
        told = "".join(iter(server.stdout.readline, "Ctrl+C ends it.\n"))
        port = int(re.search(r":(\d+)/v1", told)[1])
        with socket.create_connection(("127.0.0.1", port)) as line:
            if is_read is False:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                line.sendall(STREAM % (len(ENDLESS), ENDLESS))
                assert line.recv(15) == b"HTTP/1.1 200 OK"
            server.send_signal(signal.SIGINT)
            _, errors = server.communicate(timeout=60)
    assert "Traceback" not in errors, errors
    assert server.returncode == 130
