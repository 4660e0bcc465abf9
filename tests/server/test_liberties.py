"""What the vendors take and no reply here depends on is taken here too, and changes nothing.

Fields stand as the vendors' own SDKs (openai/types, anthropic/types) list them.
"""

from importlib import import_module

import httpx2
import pytest

KEY = {"authorization": "Bearer any"}
VERSION = {"anthropic-version": "2023-06-01"}
CHAT, RESPONSES, MESSAGES = "/v1/chat/completions", "/v1/responses", "/v1/messages"
COUNT = "/v1/messages/count_tokens"
HELLO = [{"role": "user", "content": "Hello"}]
GREEDY = {"model": "roomy", "temperature": 0}
VALID = {
    CHAT: GREEDY | {"messages": HELLO, "max_tokens": 8},
    RESPONSES: GREEDY | {"input": "Hello", "max_output_tokens": 8},
    MESSAGES: GREEDY | {"messages": HELLO, "max_tokens": 8},
    COUNT: {"model": "roomy", "messages": HELLO},
}


@pytest.fixture(scope="module")
def post(roomy_url):
    with httpx2.Client(base_url=roomy_url, headers=KEY, trust_env=False) as client:

        def send(path: str, change: dict) -> dict:
            headers = VERSION if path.startswith(MESSAGES) else {}
            response = client.post(path, json=VALID[path] | change, headers=headers)
            assert response.status_code == 200, response.text
            return response.json()

        yield send


def said(path: str, body: dict):
    """What is the reply in a body, whatever the vendor calls it."""
    if path == CHAT:
        return body["choices"][0]["message"]["content"]
    if path == RESPONSES:
        return body["output"][0]["content"][0]["text"]
    return body["content"] if path == MESSAGES else body["input_tokens"]


def chat(*messages) -> dict:
    return {"messages": list(messages)}


ASSISTANT = {"role": "assistant", "content": "Hi"}
OPENAI = [
    {"reasoning_effort": "low"},
    {"reasoning_effort": "xhigh"},
    {"verbosity": "high"},
    {"prediction": {"type": "content", "content": "Hello, you"}},
    {"store": True, "metadata": {"run": "1"}},
    {"service_tier": "flex"},
    {"service_tier": "priority"},
    {"safety_identifier": "a", "user": "b", "prompt_cache_key": "c"},
    {"prompt_cache_retention": "24h", "prompt_cache_options": {"mode": "explicit"}},
    {"modalities": ["text"], "audio": None, "web_search_options": None},
    {"tools": []},
    {"tools": None, "tool_choice": None},
    {"tool_choice": "auto"},
    {"tool_choice": "none", "parallel_tool_calls": True},
    {"parallel_tool_calls": False},
    {"functions": [], "function_call": "none"},
    {"stream_options": None, "logit_bias": {}, "stop": []},
    {"response_format": {"type": "text"}},
    chat({"role": "user", "content": "Hello", "name": "Ann"}),
    chat({"role": "user", "content": [{"type": "text", "text": "Hello"}], "name": None}),
]
ECHOED = [  # what stands in an assistant's message that is sent back
    {"name": "assistant_1"},
    {"refusal": None, "annotations": [], "audio": None, "function_call": None},
    {"refusal": "I cannot."},
    {"annotations": [{"type": "url_citation"}]},
    {"content": [{"type": "refusal", "refusal": "Hi"}]},
    {"content": None, "refusal": "Hi"},
]
NEWER = [
    {"reasoning": {"effort": "high", "summary": "auto"}},
    {"reasoning": {}},
    {"text": {"verbosity": "low"}},
    {"store": False},
    {"store": True},
    {"truncation": "auto"},
    {"service_tier": "auto", "safety_identifier": "a", "user": "b"},
    {"include": ["reasoning.encrypted_content", "web_search_call.results"]},
    {"max_tool_calls": 3, "background": False},
    {"tools": [], "tool_choice": "auto", "parallel_tool_calls": True},
    {"stream_options": {"include_obfuscation": True}},
    {"context_management": [], "conversation": None, "prompt": None},
    {"input": [{"type": "message", "role": "user", "content": "Hello", "status": "completed"}]},
    {"input": [{"type": "reasoning", "id": "rs_1", "summary": []}, *HELLO]},
]
ANTHROPIC = [
    {"thinking": {"type": "disabled"}},
    {"thinking": {"type": "adaptive"}},
    {"output_config": {"effort": "low"}},
    {"output_config": {"effort": "max", "format": None}},
    {"metadata": {"user_id": "a"}},
    {"inference_geo": "eu", "user_profile_id": "a", "workspace_id": "b"},
    {"speed": "fast", "thread": None, "mcp_servers": []},
    {"tools": []},
    {"tools": [], "tool_choice": {"type": "auto"}},
    {"context_management": {"edits": []}},
    {"context_management": {"edits": [{"type": "clear_tool_uses_20250919"}]}},
    {"context_management": {"edits": [{"type": "clear_thinking_20251015", "keep": "all"}]}},
    {"messages": [{"role": "user", "content": [{"type": "text", "text": "Hello"}]}]},
    {"messages": [*HELLO, {"role": "assistant", "content": ""}]},
    {"messages": [*HELLO, {"role": "assistant", "content": []}]},
]
ASKED = [
    {"service_tier": "auto"},
    {"diagnostics": {"previous_message_id": None}},
    {"fallbacks": "default", "fallback_credit_token": "abc"},
    {"thinking": {"type": "enabled", "budget_tokens": 2048}, "max_tokens": 2049},
]
TABLE = [
    *((CHAT, change) for change in OPENAI),
    *((RESPONSES, change) for change in NEWER),
    *((path, change) for path in (MESSAGES, COUNT) for change in ANTHROPIC),
    *((MESSAGES, change) for change in ASKED[:-1]),
]


@pytest.mark.parametrize(("path", "change"), TABLE)
def test_what_no_reply_depends_on_changes_none(post, path, change):
    assert said(path, post(path, change)) == said(path, post(path, {}))


@pytest.mark.parametrize("more", ECHOED)
def test_what_an_assistants_message_held_can_be_sent_back(post, more):
    plain = post(CHAT, chat(*HELLO, ASSISTANT, *HELLO))
    assert said(CHAT, post(CHAT, chat(*HELLO, ASSISTANT | more, *HELLO))) == said(CHAT, plain)


def test_thinking_that_is_asked_for_does_not_happen(post):
    said = post(MESSAGES, ASKED[-1])["content"]
    assert [block["type"] for block in said] == ["text"]


BLOCKS = [
    [{"type": "thinking", "thinking": "Hm.", "signature": "x"}, {"type": "text", "text": "Hi"}],
    [{"type": "redacted_thinking", "data": "x"}, {"type": "text", "text": "Hi"}],
    [{"type": "text", "text": "Hi", "citations": None}],
    [{"type": "text", "text": "Hi", "citations": [{"type": "char_location"}]}],
]


@pytest.mark.parametrize("blocks", BLOCKS)
def test_blocks_of_a_reply_can_be_sent_back(post, blocks):
    turns = [[*HELLO, {"role": "assistant", "content": some}, *HELLO] for some in ("Hi", blocks)]
    plain, echoed = (post(MESSAGES, {"messages": messages}) for messages in turns)
    assert plain["content"] == echoed["content"]


def test_a_document_of_plain_text_is_text(post):
    source = {"type": "text", "media_type": "text/plain", "data": "All is well."}
    document = {"type": "document", "source": source, "title": "Status"}
    turns = ["Status\nAll is well.\nHello", [document, {"type": "text", "text": "Hello"}]]
    plain, same = (post(COUNT, {"messages": [{"role": "user", "content": c}]}) for c in turns)
    assert plain == same


def test_text_after_a_call_is_taken_before_it(post):
    text, call = {"type": "text", "text": "I look."}, {"type": "tool_use", "id": "a", "name": "now"}
    call["input"] = {}
    result = {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "a"}]}
    orders = [[text, call], [call, text]]
    one, other = (
        post(COUNT, {"messages": [*HELLO, {"role": "assistant", "content": blocks}, result]})
        for blocks in orders
    )
    assert one == other


# every other field that the SDKs' create() has is served, or checked and left out
REFUSED = {
    "openai_wire": {"modalities", "moderation", "web_search_options"},
    "responses_wire": {"background", "context_management", "conversation", "moderation", "prompt"},
    "completions_wire": {"suffix"},
    "anthropic_wire": {"compaction", "container", "mcp_servers"},
}


@pytest.mark.parametrize("name", REFUSED)
def test_no_field_of_a_vendor_is_forgotten(name):
    """A newer SDK may bring fields; then somebody decides what becomes of them here."""
    wire = import_module(f"helpers.server.{name}")
    taken = {"user"} if name == "completions_wire" else set()
    for field in ("SERVED", "NO_EFFECT", "ONE_OF", "ANY"):
        taken |= set(getattr(wire, field, ()))
    assert wire.VENDORS - taken == REFUSED[name]
