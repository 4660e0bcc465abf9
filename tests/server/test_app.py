"""Wrong requests get the vendor's own error; a client that goes away stops the model."""

import json
import time

import httpx2
import pytest

CHAT, MESSAGES, COUNT = "/v1/chat/completions", "/v1/messages", "/v1/messages/count_tokens"
HELLO = [{"role": "user", "content": "Hello"}]
VALID = {
    CHAT: {"model": "tiny", "messages": HELLO, "max_tokens": 1},
    MESSAGES: {"model": "tiny", "messages": HELLO, "max_tokens": 1},
    COUNT: {"model": "tiny", "messages": HELLO},
}
KEY = {"authorization": "Bearer any"}
VERSION = {"anthropic-version": "2023-06-01"}
BAD = "invalid_request_error"


def headers(path: str) -> dict:
    return KEY if path == CHAT else KEY | VERSION


def user(content) -> dict:
    return {"messages": [{"role": "user", "content": content}]}


def error_of(path: str, response) -> tuple[str, str]:
    """(type, message), after a look at the shape that the vendor documents."""
    body = response.json()
    if path.startswith(MESSAGES):
        assert set(body) == {"type", "error", "request_id"}
        assert body["type"] == "error"
        assert body["request_id"] == response.headers["request-id"]
    else:
        assert set(body) == {"error"}
        assert set(body["error"]) == {"message", "type", "param", "code"}
        assert response.headers["x-request-id"].startswith("req_")
    return body["error"]["type"], body["error"]["message"]


# what is changed in a valid body (None takes a field out) -> status, type, words of the message
BOTH = [
    ({"model": None}, 400, BAD, "model'\\. It must be a string|model: Field required"),
    ({"model": 7}, 400, BAD, "model is 7; it must be a string"),
    ({"messages": None}, 400, BAD, "'messages'. It must be a list|messages: Field required"),
    ({"messages": "Hello"}, 400, BAD, "it must be a list"),
    ({"messages": []}, 400, BAD, "at least one message|empty"),
    ({"messages": ["Hello"]}, 400, BAD, "it must be an object such as"),
    ({"messages": [{"role": "robot", "content": "x"}]}, 400, BAD, 'role is "robot"; .* one of'),
    ({"messages": [{"role": ["user"], "content": "x"}]}, 400, BAD, "one of"),
    (user(7), 400, BAD, "content is 7"),
    (user(None), 400, BAD, "content is null"),
    (user([]), 400, BAD, r"content is \[\]|non-empty content"),
    (user(["Hello"]), 400, BAD, "must be an object such as"),
    (user([{"type": "text"}]), 400, BAD, "text is null; it must be a string"),
    (user([{"type": "image_url", "image_url": {}}]), 400, BAD, "reads text only"),
    (user("x" * 124), 400, BAD, "in 1[0-9]+ tokens|too long: 1[0-9]+ tokens > 128 maximum"),
    (
        user("long " * 100),
        400,
        BAD,
        "length is 128 .* in 504 tokens|too long: 504 tokens > 128 max",
    ),
    (
        {"unheard_of": 1},
        400,
        BAD,
        "Unknown parameter: 'unheard_of'|unheard_of: Extra inputs are not permitted",
    ),
    ({"tools": 7}, 400, BAD, "tools is 7; it must be a list"),
    ({"tools": [{"type": "web_search_20250305"}]}, 400, BAD, "web_search_20250305"),
    ({"tool_choice": "auto or so"}, 400, BAD, "tool_choice"),
    ({"model": "gpt-5"}, 404, None, "'gpt-5' does not exist .* Models here: tiny"),
]
SAMPLED = [
    ({"temperature": -1}, 400, BAD, "temperature is -1; it must be a number from 0 to"),
    ({"temperature": 2.1}, 400, BAD, "temperature is 2.1"),
    ({"temperature": "hot"}, 400, BAD, 'temperature is "hot"'),
    ({"temperature": True}, 400, BAD, "temperature is true"),
    ({"top_p": 1.5}, 400, BAD, "top_p is 1.5"),
    ({"top_k": -2}, 400, BAD, "top_k is -2"),
    ({"top_k": 10**30}, 400, BAD, "top_k is 1000"),
    ({"top_k": 1.5}, 400, BAD, "top_k is 1.5; it must be a whole number"),
    ({"max_tokens": -1}, 400, BAD, "max_tokens is -1; it must be a whole number, [01] or more"),
    ({"max_tokens": "9"}, 400, BAD, 'max_tokens is "9"'),
    ({"stream": "yes"}, 400, BAD, "stream is .* true or false"),
]
OPENAI = [
    ({"max_tokens": 0}, 400, BAD, "max_tokens is 0; it must be a whole number, 1 or more"),
    ({"n": 0}, 400, BAD, "n is 0; it must be a whole number from 1 to 128"),
    ({"seed": 1.5}, 400, BAD, "seed is 1.5"),
    ({"stop": 7}, 400, BAD, "stop is 7"),
    ({"stop": [""]}, 400, BAD, "none of them empty"),
    ({"stop": list("abcde")}, 400, BAD, "stop has 5 entries; at most 4"),
    ({"min_p": -0.1}, 400, BAD, "min_p is -0.1"),
    ({"frequency_penalty": 3}, 400, BAD, "from -2 to 2"),
    ({"presence_penalty": -3}, 400, BAD, "from -2 to 2"),
    ({"repetition_penalty": 0}, 400, BAD, "above 0"),
    ({"logprobs": 5}, 400, BAD, "true or false"),
    ({"logprobs": True, "top_logprobs": 21}, 400, BAD, "from 0 to 20"),
    ({"top_logprobs": 2}, 400, BAD, "top_logprobs needs logprobs"),
    ({"logit_bias": [1]}, 400, BAD, "logit_bias .* an object"),
    ({"logit_bias": {"a": 1}}, 400, BAD, "keys are token ids"),
    ({"logit_bias": {"9" * 5000: 1}}, 400, BAD, "keys are token ids"),
    ({"logit_bias": {"1": 101}}, 400, BAD, "logit_bias.1 is 101; .* from -100 to 100"),
    ({"logit_bias": {"9999": 1}}, 400, BAD, "names token 9999; this model's ids are 0 to 271"),
    ({"max_completion_tokens": 1}, 400, BAD, "two names of one limit"),
    ({"stream_options": {"include_usage": True}}, 400, BAD, "only allowed when stream is true"),
    ({"stream": True, "stream_options": {"x": 1}}, 400, BAD, "Unknown .*'stream_options.x'"),
    ({"response_format": {"type": "json_object"}}, 400, BAD, "must contain the word 'json'"),
    ({"response_format": {"type": "xml"}}, 400, BAD, '"text", "json_object" or "json_schema"'),
    ({"response_format": {"type": "json_schema"}}, 400, BAD, "parameter: 'json_schema'"),
    ({"tools": [{"type": "function"}]}, 400, BAD, "function is null"),
    ({"tool_choice": "required"}, 400, BAD, "only allowed when tools are given"),
    ({"reasoning_effort": "very"}, 400, BAD, "one of none, minimal, low"),
    ({"store": "yes"}, 400, BAD, "true or false"),
    ({"modalities": ["audio"]}, 400, BAD, "does not serve it"),
    ({"messages": [{"role": "tool", "content": "x"}]}, 400, BAD, "parameter: 'tool_call_id'"),
    ({"messages": [{"role": "user", "content": "x", "name": 7}]}, 400, BAD, "name is 7"),
    ({"messages": [{"role": "user", "content": "x", "mood": "y"}]}, 400, BAD, "mood is not served"),
]
ANTHROPIC = [
    ({"max_tokens": 0, "stream": True}, 400, BAD, "not supported together with stream"),
    ({"max_tokens": None}, 400, BAD, "max_tokens: Field required"),
    ({"temperature": 1.5}, 400, BAD, "from 0 to 1"),
    ({"stop_sequences": "END"}, 400, BAD, "a list of strings"),
    ({"stop_sequences": ["END", "\n"]}, 400, BAD, "must contain non-whitespace"),
    ({"seed": 1}, 400, BAD, "seed: Extra inputs are not permitted"),
    ({"n": 2}, 400, BAD, "n: Extra inputs are not permitted"),
    ({"thinking": {"type": "enabled", "budget_tokens": 1024}}, 400, BAD, "must be greater than"),
    ({"thinking": {"type": "enabled"}}, 400, BAD, "budget_tokens is null"),
    ({"thinking": {"type": "deep"}}, 400, BAD, "thinking.type is"),
    ({"mcp_servers": [{"name": "x"}]}, 400, BAD, "does not serve it"),
]
PROMPTS = [
    (user(""), 400, BAD, "non-empty content"),
    (user([{"type": "text", "text": ""}]), 400, BAD, "must be non-empty"),
    ({"system": 7}, 400, BAD, "system is 7"),
    ({"messages": [{"role": "assistant", "content": "x"}]}, 400, BAD, "first message must use"),
    (
        {"messages": [{"role": "system", "content": "x"}, *HELLO]},
        400,
        BAD,
        "top-level system parameter",
    ),
    (
        {"messages": [*HELLO, {"role": "assistant", "content": "x "}]},
        400,
        BAD,
        "trailing whitespace",
    ),
]
TABLE = [
    (path, *case)
    for path, cases in {
        CHAT: BOTH + SAMPLED + OPENAI,
        MESSAGES: BOTH + SAMPLED + ANTHROPIC + PROMPTS,
        COUNT: BOTH + PROMPTS,
    }.items()
    for case in cases
]


@pytest.fixture(scope="session")
def http(url):
    with httpx2.Client(base_url=url, trust_env=False) as client:
        yield client


@pytest.mark.parametrize(("path", "change", "status", "kind", "words"), TABLE)
def test_a_wrong_body_is_refused_in_the_vendors_words(http, path, change, status, kind, words):
    body = {name: value for name, value in (VALID[path] | change).items() if value is not None}
    response = http.post(path, json=body, headers=headers(path))
    came, message = error_of(path, response)
    not_found = BAD if path == CHAT else "not_found_error"
    assert (response.status_code, came) == (status, kind or not_found)
    assert pytest.RaisesExc(ValueError, match=words).matches(ValueError(message)), message


RAW = [
    (b"", "not valid JSON"),
    (b"{", "not valid JSON"),
    (b'{"model": NaN}', "NaN is not a JSON number"),
    (b"\xff\xfe", "not valid JSON"),
    (b"[1]", "The body is a list; it must be a JSON object"),
    (b"7", "The body is a whole number"),
    (b"[" * 100_000, "not valid JSON"),
    (b'{"n": ' + b"9" * 5000 + b"}", "not valid JSON"),
]


@pytest.mark.parametrize("path", VALID)
@pytest.mark.parametrize(("raw", "words"), RAW, ids=range(len(RAW)))
def test_a_body_that_is_no_json_object_is_refused(http, path, raw, words):
    response = http.post(path, content=raw, headers=headers(path))
    kind, message = error_of(path, response)
    assert (response.status_code, kind) == (400, BAD)
    assert words in message


@pytest.mark.parametrize("path", VALID)
def test_half_a_surrogate_pair_is_text_too(http, path):
    raw = json.dumps(VALID[path] | user("\ud800 half")).encode()
    assert http.post(path, content=raw, headers=headers(path)).status_code == 200


@pytest.mark.parametrize("path", VALID)
def test_no_depth_of_nesting_is_a_fault_of_the_server(http, path):
    for depth in range(500, 1100, 20):
        raw = b'{"messages": [], "model": ' + b'{"a":' * depth + b"1" + b"}" * (depth + 1)
        assert http.post(path, content=raw, headers=headers(path)).status_code == 400


KEYS = [
    ({}, 401),
    ({"authorization": "Bearer"}, 401),
    ({"authorization": "Basic any"}, 401),
    ({"x-api-key": ""}, 401),
    ({"authorization": "bearer any"}, 200),
    ({"x-api-key": "any"}, 200),
]


@pytest.mark.parametrize("path", VALID)
@pytest.mark.parametrize(("key", "status"), KEYS)
def test_any_key_will_do_but_there_must_be_one(http, path, key, status):
    response = http.post(path, json=VALID[path], headers=key | VERSION if path != CHAT else key)
    assert response.status_code == status
    if status == 401:
        kind, message = error_of(path, response)
        assert kind == (BAD if path == CHAT else "authentication_error")
        assert "any key that is not empty" in message


@pytest.mark.parametrize("path", [MESSAGES, COUNT])
def test_anthropics_dialect_must_name_its_version(http, path):
    response = http.post(path, json=VALID[path], headers=KEY)
    kind, message = error_of(path, response)
    assert (response.status_code, kind) == (400, BAD)
    assert "anthropic-version" in message


def test_the_list_of_models_speaks_the_dialect_of_the_header(http):
    one = http.get("/v1/models", headers=KEY).json()
    other = http.get("/v1/models", headers=KEY | VERSION).json()
    assert (one["object"], one["data"][0]["object"]) == ("list", "model")
    assert (other["has_more"], other["data"][0]["type"]) == (False, "model")
    assert http.get("/v1/models").status_code == 401
    assert http.get("/v1/models/other", headers=KEY).json()["error"]["code"] == "model_not_found"


@pytest.mark.parametrize(
    ("method", "path", "status", "words"),
    [
        ("POST", "/v1/audio/speech", 404, "POST /v1/audio/speech is not served here. Served: POST"),
        ("GET", CHAT, 405, "GET /v1/chat/completions is not served here"),
        ("POST", "/v1/messages/batches", 404, "not served here"),
        ("GET", "/", 404, "GET /health"),
    ],
)
def test_other_paths_say_what_there_is(http, method, path, status, words):
    response = http.request(method, path, headers=KEY)
    assert response.status_code == status
    assert words in error_of(path, response)[1]


def test_health_needs_no_key(http):
    assert http.get("/health").json() == {"status": "ok", "models": ["tiny"]}


@pytest.fixture
def slow(engine, monkeypatch) -> list:
    """Makes every token take 10 ms; the list grows by one with each."""
    rounds, decode = [], engine.network.decode

    def one_round(*args):
        rounds.append(time.sleep(0.01))
        return decode(*args)

    monkeypatch.setattr(engine.network, "decode", one_round)
    return rounds


LONG = {"max_tokens": 100, "logit_bias": {"97": 100}}


def stands_still(rounds: list) -> bool:
    time.sleep(0.15)
    before = len(rounds)
    time.sleep(0.15)
    return 0 < len(rounds) == before < 60


def test_a_client_that_gives_up_stops_the_model(http, slow):
    with pytest.raises(httpx2.ReadTimeout):
        http.post(CHAT, json=VALID[CHAT] | LONG | {"n": 2}, headers=KEY, timeout=0.1)
    assert stands_still(slow)


def test_a_client_that_leaves_a_stream_stops_the_model(http, slow):
    body = VALID[CHAT] | LONG | {"n": 2, "stream": True}
    with http.stream("POST", CHAT, json=body, headers=KEY) as response:
        next(line for line in response.iter_lines() if '"content":"a"' in line)
    assert stands_still(slow)


def test_the_server_answers_others_while_the_model_works(http, slow):
    with http.stream("POST", CHAT, json=VALID[CHAT] | LONG | {"stream": True}, headers=KEY) as one:
        start = time.perf_counter()
        assert http.get("/health").status_code == 200
        short = http.post(CHAT, json=VALID[CHAT], headers=KEY).json()
        assert time.perf_counter() - start < 0.5
        assert short["usage"]["completion_tokens"] == 1
        one.read()
    assert len(slow) >= 99


@pytest.mark.parametrize("path", [CHAT, MESSAGES])
def test_a_fault_of_the_model_is_a_500_or_the_last_event(http, engine, monkeypatch, path):
    def broken(*_):
        raise FloatingPointError("planted by this test")

    monkeypatch.setattr(engine.network, "decode", broken)
    # greedy: a reply that is drawn may be over before the model is asked again
    body = VALID[path] | {"max_tokens": 5, "temperature": 0}
    response = http.post(path, json=body, headers=headers(path))
    kind, message = error_of(path, response)
    assert (response.status_code, kind) == (
        500,
        "server_error" if path == CHAT else "api_error",
    )
    assert "planted" not in message
    events = http.post(path, json=body | {"stream": True}, headers=headers(path)).text
    last = events.strip().splitlines()[-1]
    assert json.loads(last.removeprefix("data: "))["error"]["type"] == kind
