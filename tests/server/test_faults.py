"""Faults on request, seen by the official clients: their own retries are the oracle."""

import json
import time

import anthropic as anthropic_sdk
import httpx2
import openai as openai_sdk
import pytest
from anthropic import Anthropic
from openai import OpenAI

HELLO = [{"role": "user", "content": "Hello"}]
BODY = {"model": "roomy", "messages": HELLO, "max_tokens": 20}
GREEDY = {"extra_body": {"temperature": 0}}  # what is drawn may be over too soon, or end in a blank
PARAMETERS = {
    "type": "object",
    "properties": {"service": {"enum": ["mail", "queue"]}},
    "required": ["service"],
    "additionalProperties": False,
}
OPENAI_TOOL = {"type": "function", "function": {"name": "status", "parameters": PARAMETERS}}
ANTHROPIC_TOOL = {"name": "status", "input_schema": PARAMETERS}
WAIT = 0.2


@pytest.fixture
def http(roomy_url):
    with httpx2.Client(base_url=roomy_url, trust_env=False) as client:
        yield client
        client.delete("/faults")


@pytest.fixture
def plan(http):
    def add(kind, **more):
        response = http.post("/faults", json={"kind": kind} | more)
        assert response.status_code == 200, response.text
        return response.json()

    return add


@pytest.fixture
def clients(roomy_url):
    """call(max_retries, ...) in either dialect."""

    def openai(retries, **more):
        client = OpenAI(base_url=f"{roomy_url}/v1", api_key="any", max_retries=retries)
        return client.chat.completions.create(**BODY | more)

    def anthropic(retries, **more):
        client = Anthropic(base_url=roomy_url, api_key="any", max_retries=retries)
        return client.messages.create(**BODY | more)

    return {"openai": openai, "anthropic": anthropic}


SDKS = {"openai": openai_sdk, "anthropic": anthropic_sdk}
REFUSALS = [
    ("rate_limit", "RateLimitError", 429, 429),
    ("server_error", "InternalServerError", 500, 500),
    ("overloaded", "InternalServerError", 503, 529),
]


@pytest.mark.parametrize("name", SDKS)
@pytest.mark.parametrize(("kind", "error", "openai", "anthropic"), REFUSALS)
def test_a_fault_is_the_vendors_own_error(plan, clients, name, kind, error, openai, anthropic):
    plan(kind)
    with pytest.raises(SDKS[name].APIStatusError, match="asked for") as caught:
        clients[name](0)
    if (name, kind) != ("anthropic", "overloaded"):
        assert isinstance(caught.value, getattr(SDKS[name], error))
    assert caught.value.status_code == {"openai": openai, "anthropic": anthropic}[name]
    assert clients[name](0).usage  # one fault, one request


def test_the_bodies_say_the_vendors_words(plan, clients):
    plan("rate_limit", count=2)
    with pytest.raises(openai_sdk.RateLimitError) as one:
        clients["openai"](0)
    with pytest.raises(anthropic_sdk.RateLimitError) as other:
        clients["anthropic"](0)
    assert (one.value.code, one.value.type) == ("rate_limit_exceeded", "requests")
    assert other.value.body["error"]["type"] == "rate_limit_error"
    plan("overloaded")
    with pytest.raises(anthropic_sdk.APIStatusError) as full:
        clients["anthropic"](0)
    assert full.value.body["error"]["type"] == "overloaded_error"


@pytest.mark.parametrize("name", SDKS)
def test_the_sdks_retry_as_often_as_they_are_told(plan, clients, http, name):
    plan("rate_limit", count=3, retry_after=0.01)
    with pytest.raises(SDKS[name].RateLimitError):
        clients[name](1)
    assert http.get("/faults").json() == [{"kind": "rate_limit", "count": 1, "retry_after": 0.01}]
    assert clients[name](1).usage
    assert http.get("/faults").json() == []


@pytest.mark.parametrize("name", SDKS)
def test_the_sdks_wait_as_long_as_retry_after_says(plan, clients, name):
    plan("rate_limit", count=2, retry_after=WAIT)
    start = time.perf_counter()
    assert clients[name](2).usage
    assert time.perf_counter() - start >= 2 * WAIT


@pytest.mark.parametrize("name", SDKS)
def test_a_slow_first_byte_is_a_timeout(plan, clients, name):
    plan("slow", seconds=30)
    with pytest.raises(SDKS[name].APITimeoutError):
        clients[name](0, timeout=0.3)
    plan("slow", seconds=0.3)
    start = time.perf_counter()
    assert clients[name](0).usage
    assert time.perf_counter() - start >= 0.3


BROKEN = {"openai": openai_sdk.APIConnectionError, "anthropic": httpx2.RemoteProtocolError}


@pytest.mark.parametrize("name", SDKS)
def test_a_stream_breaks_after_some_events(plan, clients, name, capfd):
    plan("broken_stream", after=4)
    assert clients[name](0).usage  # a whole reply is no stream
    came = []
    with pytest.raises(BROKEN[name]):
        came.extend(clients[name](0, stream=True))
    assert len(came) == 4
    assert "without completing" not in capfd.readouterr().err


def test_openais_calls_are_malformed(plan, roomy_openai, clients):
    told = {"tools": [OPENAI_TOOL], "tool_choice": "required", "max_tokens": 200}
    plan("malformed_call", count=2)
    assert clients["openai"](0).usage  # no tools, no call
    whole = roomy_openai.chat.completions.create(**BODY | told, seed=1)
    chunks = roomy_openai.chat.completions.create(**BODY | told, seed=1, stream=True)
    deltas = [c.choices[0].delta.tool_calls or () for c in chunks]
    streamed = "".join(call.function.arguments for calls in deltas for call in calls[:1])
    for text in (whole.choices[0].message.tool_calls[0].function.arguments, streamed):
        assert "service" in text
        with pytest.raises(json.JSONDecodeError):
            json.loads(text)
    right = roomy_openai.chat.completions.create(**BODY | told, seed=1)
    assert json.loads(right.choices[0].message.tool_calls[0].function.arguments)


def test_anthropics_calls_are_malformed(plan, roomy_anthropic):
    told = BODY | {"tools": [ANTHROPIC_TOOL], "tool_choice": {"type": "any"}, "max_tokens": 200}
    plan("malformed_call", count=2)
    assert roomy_anthropic.messages.create(**told).content[0].input == {}
    events = roomy_anthropic.messages.create(**told, stream=True)
    deltas = [event.delta for event in events if event.type == "content_block_delta"]
    with pytest.raises(json.JSONDecodeError):
        json.loads("".join(delta.partial_json for delta in deltas))
    assert set(roomy_anthropic.messages.create(**told).content[0].input) == {"service"}


def test_faults_come_in_the_order_of_the_list(plan, clients, http):
    plan("server_error")
    assert plan("rate_limit", count=2) == [
        {"kind": "server_error", "count": 1},
        {"kind": "rate_limit", "count": 2, "retry_after": 1.0},
    ]
    with pytest.raises(openai_sdk.InternalServerError):
        clients["openai"](0)
    with pytest.raises(openai_sdk.RateLimitError):
        clients["openai"](0)
    assert http.delete("/faults").json() == []
    assert clients["openai"](0).usage


def test_embeddings_meet_faults_too(plan, roomy_openai, http):
    told = {"model": "light-hash-384", "input": "a ticket"}
    plan("broken_stream")
    plan("rate_limit")
    plan("slow", seconds=0.3)
    with pytest.raises(openai_sdk.RateLimitError, match="asked for") as caught:
        roomy_openai.embeddings.create(**told)
    assert caught.value.response.headers["retry-after"] == "1"
    with pytest.raises(openai_sdk.APITimeoutError):
        roomy_openai.embeddings.create(**told, timeout=0.1)
    assert len(roomy_openai.embeddings.create(**told).data) == 1
    assert [fault["kind"] for fault in http.get("/faults").json()] == ["broken_stream"]


def test_a_wrong_request_meets_no_fault(plan, clients, roomy_openai, http):
    plan("server_error")
    with pytest.raises(openai_sdk.BadRequestError):
        clients["openai"](0, temperature=9)
    with pytest.raises(openai_sdk.BadRequestError):
        roomy_openai.embeddings.create(model="light-hash-384", input=[])
    assert http.get("/v1/models", headers={"authorization": "Bearer any"}).status_code == 200
    assert len(http.get("/faults").json()) == 1


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "kind is null; it must be one of rate_limit, server_error"),
        ({"kind": "flood"}, 'kind is "flood"'),
        ({"kind": "slow", "count": 0}, "count is 0"),
        ({"kind": "slow", "seconds": -1}, "seconds is -1"),
        ({"kind": "slow", "after": 2}, "after is no field of this fault; slow takes count and"),
        ({"kind": "overloaded", "seconds": 2}, "overloaded takes count."),
    ],
)
def test_a_fault_that_cannot_be_read_is_refused(http, body, words):
    response = http.post("/faults", json=body)
    assert response.status_code == 400
    assert words in response.json()["error"]["message"]


def test_a_refusal_ends_a_reply_as_each_vendor_says_it(plan, clients, roomy_openai):
    plan("refusal", count=6, after=3)
    plain = clients["openai"](0, **GREEDY)
    assert plain.choices[0].finish_reason == "content_filter"
    assert plain.usage.completion_tokens == 3
    streamed = list(clients["openai"](0, stream=True, **GREEDY))
    assert streamed[-1].choices[0].finish_reason == "content_filter"
    reply = clients["anthropic"](0, **GREEDY)
    assert (reply.stop_reason, reply.usage.output_tokens) == ("refusal", 3)
    assert reply.stop_details.type == "refusal"
    events = list(clients["anthropic"](0, stream=True, **GREEDY))
    assert events[-2].delta.stop_reason == "refusal"
    told = {"model": "roomy", "input": "Hello", "temperature": 0}
    newer = roomy_openai.responses.create(**told)
    assert (newer.status, newer.incomplete_details.reason) == ("incomplete", "content_filter")
    older = roomy_openai.completions.create(model="roomy", prompt="Hello", temperature=0)
    assert older.choices[0].finish_reason == "content_filter"


def test_after_a_pause_the_reply_goes_on_where_it_stopped(plan, clients):
    plan("pause", after=5)
    clients["openai"](0)  # has no such end, and leaves it for the other dialect
    first = clients["anthropic"](0, **GREEDY)
    assert (first.stop_reason, first.usage.output_tokens) == ("pause_turn", 5)
    sent = [*HELLO, {"role": "assistant", "content": first.content}]
    second = clients["anthropic"](0, messages=sent, **GREEDY)
    # the turn was left open: its letters, a token each, and no token that ends it
    said = len(first.content[0].text.encode())
    assert second.usage.input_tokens == first.usage.input_tokens + said


def test_embeddings_are_not_refused(plan, roomy_openai, http):
    plan("refusal")
    roomy_openai.embeddings.create(model="light-hash-384", input="a text")
    assert len(http.get("/faults").json()) == 1
