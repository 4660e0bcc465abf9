"""Days go wrong as the local server's faults do: the same statuses, headers and forms of a body."""

import random

import pytest
import requests

from helpers.checks.line import Line
from helpers.exercises.unit_03 import days

BODY = {"model": "pocket", "max_tokens": 4, "messages": [{"role": "user", "content": "Hello"}]}
KEY = {"Authorization": "Bearer any"}
FAULTS = [
    ({"kind": "rate_limit", "retry_after": 2.5}, days.rate_limit(2.5)),
    ({"kind": "server_error"}, days.error(500, "Internal server error.")),
    ({"kind": "overloaded"}, days.error(503, "Overloaded.")),
]


@pytest.fixture(scope="module")
def url():
    from helpers.pocket import MODELS
    from helpers.server import engines, local

    if not MODELS:
        pytest.skip("no model in the box")
    server = local.LocalServer(engines.shipped())
    yield server.url
    server.stop()


@pytest.mark.parametrize(("fault", "answer"), FAULTS, ids=lambda f: f.get("kind"))
def test_a_fault_of_a_day_looks_like_the_servers(url, fault, answer):
    requests.post(f"{url}/faults", json=fault, timeout=30)
    theirs = requests.post(f"{url}/v1/chat/completions", json=BODY, headers=KEY, timeout=30)
    ours = Line([answer]).post(timeout=1)
    assert ours.status_code == theirs.status_code
    assert ours.headers.get("retry-after") == theirs.headers.get("retry-after")
    assert ours.headers["content-type"] == theirs.headers["content-type"]
    assert set(ours.json()["error"]) <= set(theirs.json()["error"])


def test_a_reply_of_a_day_looks_like_the_servers(url):
    theirs = requests.post(f"{url}/v1/chat/completions", json=BODY, headers=KEY, timeout=30)
    ours = Line([days.reply(random.Random(0))]).post(timeout=10)
    body, real = ours.json(), theirs.json()
    assert set(body) <= set(real)
    assert body["object"] == real["object"]
    assert {"finish_reason", "message"} <= set(real["choices"][0])
    assert {"role", "content"} <= set(real["choices"][0]["message"])


def test_a_prompt_that_is_too_long_has_the_servers_code(url):
    long = BODY | {"messages": [{"role": "user", "content": "word " * 9000}]}
    theirs = requests.post(f"{url}/v1/chat/completions", json=long, headers=KEY, timeout=30)
    assert (theirs.status_code, theirs.json()["error"]["code"]) == (400, "context_length_exceeded")
