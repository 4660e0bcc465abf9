"""What a request may be beside its body: its method, its origin, its encoding, its connection."""

import gzip
import json
import zlib
from functools import partial

import httpx2
import pytest

from helpers.server import bodies
from helpers.server.local import IDLE

CHAT, MESSAGES = "/v1/chat/completions", "/v1/messages"
KEY, VERSION = {"authorization": "Bearer any"}, {"anthropic-version": "2023-06-01"}
BODY = {"model": "tiny", "messages": [{"role": "user", "content": "Hello"}], "max_tokens": 1}
RAW = json.dumps(BODY).encode()


@pytest.fixture(scope="module")
def http(url):
    with httpx2.Client(base_url=url, headers=KEY | VERSION, trust_env=False) as client:
        yield client


READ = ["/health", "/faults", "/v1/models", "/v1/models/tiny"]


@pytest.mark.parametrize("path", READ)
def test_what_can_be_got_can_be_asked_for_its_head(http, path):
    whole, head = http.get(path), http.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == whole.headers["content-type"]


METHODS = [
    ("GET", CHAT, "POST"),
    ("HEAD", MESSAGES, "POST"),
    ("PUT", "/faults", "DELETE, GET, HEAD, POST"),
    ("POST", "/v1/models", "GET, HEAD"),
    ("PATCH", "/v1/responses/resp_1", "DELETE, GET, HEAD"),
    ("DELETE", "/health", "GET, HEAD"),
]


@pytest.mark.parametrize(("method", "path", "allowed"), METHODS)
def test_a_method_that_is_not_allowed_is_told_those_that_are(http, method, path, allowed):
    response = http.request(method, path)
    assert (response.status_code, response.headers["allow"]) == (405, allowed)


def test_a_path_that_is_not_there_allows_nothing(http):
    response = http.get("/v1/nowhere")
    assert (response.status_code, "allow" in response.headers) == (404, False)


PAGES = ["http://localhost:5173", "http://127.0.0.1", "https://localhost", "http://[::1]:3000"]
STRANGERS = [
    "https://example.com",
    "http://localhost.example.com",
    "http://localhost:80.evil",
    "null",
]


@pytest.mark.parametrize("origin", PAGES)
def test_a_page_on_this_machine_may_ask_and_read(http, origin):
    """What a browser sends first, for the two SDKs with dangerouslyAllowBrowser, has no key."""
    asked = "authorization, content-type, anthropic-version, x-api-key, x-stainless-lang"
    before = {
        "origin": origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": asked,
    }
    with httpx2.Client(base_url=http.base_url, trust_env=False) as keyless:
        first = keyless.options(CHAT, headers=before)
    assert (first.status_code, first.headers["access-control-allow-origin"]) == (200, origin)
    assert "POST" in first.headers["access-control-allow-methods"]
    granted = first.headers["access-control-allow-headers"].lower().replace(" ", "").split(",")
    assert set(asked.replace(" ", "").split(",")) <= set(granted)
    for body in (BODY, BODY | {"model": "other"}):  # an error must be readable, too
        response = http.post(CHAT, json=body, headers={"origin": origin})
        assert response.headers["access-control-allow-origin"] == origin


@pytest.mark.parametrize("origin", STRANGERS)
def test_a_page_from_elsewhere_may_not_read(http, origin):
    response = http.post(CHAT, json=BODY, headers={"origin": origin})
    assert "access-control-allow-origin" not in response.headers


PACKED = {"gzip": partial(gzip.compress, mtime=0), "deflate": zlib.compress}  # no clock in it


@pytest.mark.parametrize("path", [CHAT, MESSAGES])
@pytest.mark.parametrize("encoding", PACKED)
def test_a_packed_body_is_unpacked(http, path, encoding):
    headers = {"content-encoding": encoding, "content-type": "application/json"}
    packed = http.post(path, content=PACKED[encoding](RAW), headers=headers)
    plain = http.post(path, content=RAW)
    assert packed.status_code == plain.status_code == 200
    assert set(packed.json()) == set(plain.json())


BROKEN = [
    ("gzip", RAW, 400, "not valid gzip"),
    ("gzip", PACKED["gzip"](RAW)[:-9], 400, "its end is missing"),
    ("br", RAW, 415, "gzip and deflate are read here"),
    ("gzip", PACKED["gzip"](b" " * (bodies.LARGEST + 1)), 413, "more than 33554432 bytes"),
    ("identity", RAW, 200, ""),
]


@pytest.mark.parametrize(("encoding", "raw", "status", "words"), BROKEN)
def test_a_body_that_cannot_be_unpacked_is_refused(http, encoding, raw, status, words):
    response = http.post(CHAT, content=raw, headers={"content-encoding": encoding})
    assert response.status_code == status
    assert words in response.text


def test_an_idle_connection_is_kept_as_long_as_clients_keep_theirs(url, monkeypatch):
    """The web server is asked, since a test that waits is a test of patience."""
    assert IDLE == 60
    import uvicorn

    from helpers.server.embedders import Embedders
    from helpers.server.engines import Engines
    from helpers.server.local import LocalServer

    made, config = [], uvicorn.Config
    monkeypatch.setattr(uvicorn, "Config", lambda *a, **k: made.append(config(*a, **k)) or made[0])
    LocalServer(Engines({}), Embedders({})).stop()
    assert made[0].timeout_keep_alive == 60
