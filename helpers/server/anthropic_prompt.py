"""Anthropic's words for a conversation: system, messages and their blocks -> turns.

In: text, documents of plain text, tool_use and tool_result blocks; thinking that is sent back is
left out. Out: images, PDFs; what is offered and what must be called (anthropic_tools).
"""

from collections.abc import Mapping
from typing import Any

from helpers.server import anthropic_tools, fields
from helpers.server.ask import Refused

ROLES = ("user", "assistant", "system")
TEXT = {"type", "text", "cache_control", "citations"}  # citations: of a reply that is sent back


def messages(body: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """The system prompt and the turns; neighbours of one role are one turn, as at Anthropic."""
    turns = []
    for turn in [*system(body), *conversation(fields.required(body, "messages", list))]:
        same = turns and turns[-1]["role"] == turn["role"] != "tool"
        if same and not turns[-1].get("calls"):
            text = "\n".join(part for part in (turns[-1]["content"], turn["content"]) if part)
            turns[-1] = turn | {"content": text}
        else:
            turns.append(turn)
    return anthropic_tools.paired(turns)


def system(body: Mapping[str, Any]) -> list[dict[str, str]]:
    content = body.get("system")
    if not content:
        return []
    return [{"role": "system", "content": text(content, "system")}]


def conversation(items: list) -> list[dict[str, Any]]:
    if not items:
        raise Refused(400, "messages: at least one message is required.", "messages")
    turns = [
        turn
        for i, item in enumerate(items)
        for turn in message(item, f"messages.{i}", i == len(items) - 1)
    ]
    if turns[0]["role"] not in ("user", "tool"):  # a result without a call is refused as such
        came = fields.shown(turns[0]["role"])
        sentence = f"messages: the first message must use the user role, not {came}"
        raise Refused(
            400,
            f"{sentence}; a system prompt goes into the top-level system parameter.",
            "messages",
        )
    last = turns[-1]
    if last["role"] == "assistant" and last["content"] != last["content"].rstrip():
        raise Refused(
            400,
            "messages: final assistant content cannot end with trailing whitespace.",
            "messages",
        )
    return turns


def message(item: Any, at: str, is_last: bool) -> list[dict[str, Any]]:
    """The turns of one message: a user's results of tools are turns of their own, and first.

    The last one may be an empty one of the assistant: the reply begins there as it would anyhow.
    """
    if not isinstance(item, dict):
        raise fields.wrong(at, item, 'an object such as {"role": "user", "content": "Hello"}')
    role, content = item.get("role"), item.get("content")
    if role not in ROLES:
        raise fields.wrong(f"{at}.role", role, f"one of {', '.join(ROLES)}")
    if extra := set(item) - {"role", "content"}:
        raise Refused(400, f"{at}.{min(extra)}: Extra inputs are not permitted.")
    if role == "assistant" and has(content, "tool_use"):
        return [with_calls(content, f"{at}.content")]
    if role == "user" and has(content, "tool_result"):
        return with_results(content, f"{at}.content")
    if content in ("", []) and not (role == "assistant" and is_last):
        but = "except for the optional final assistant message"
        raise Refused(400, f"{at}: all messages must have non-empty content {but}.")
    content = "" if content == [] else text(content, f"{at}.content")
    return [{"role": role, "content": content}]


def has(content: Any, kind: str) -> bool:
    blocks = content if isinstance(content, list) else ()
    return any(isinstance(block, dict) and block.get("type") == kind for block in blocks)


def with_calls(blocks: list, at: str) -> dict[str, Any]:
    """The assistant's turn of texts and calls; to the model, calls come after all of the text."""
    calls = [
        anthropic_tools.call_of(block, f"{at}.{i}")
        for i, block in enumerate(blocks)
        if has([block], "tool_use")
    ]
    texts = [
        block_text(block, f"{at}.{i}")
        for i, block in enumerate(blocks)
        if not has([block], "tool_use")
    ]
    return {"role": "assistant", "content": "\n".join(filter(None, texts)), "calls": calls}


def with_results(blocks: list, at: str) -> list[dict[str, Any]]:
    """A turn for each tool_result block, and the user's turn where text follows."""
    turns, texts = [], []
    for i, block in enumerate(blocks):
        if not has([block], "tool_result"):
            texts.append(block_text(block, f"{at}.{i}"))
        elif texts:
            raise Refused(400, f"{at}.{i}: tool_result blocks must come before any text.")
        else:
            turns.append(result(block, f"{at}.{i}"))
    return turns + ([{"role": "user", "content": "\n".join(texts)}] if texts else [])


def result(block: Mapping[str, Any], at: str) -> dict[str, Any]:
    id = block.get("tool_use_id")
    if not isinstance(id, str):
        raise fields.wrong(f"{at}.tool_use_id", id, "the id of a tool_use block")
    content = block.get("content")
    came = "" if content in (None, []) else text(content, f"{at}.content")
    failed = fields.typed(block, "is_error", bool, False)
    return {"role": "tool", "id": id, "content": f"Error: {came}" if failed else came}


def text(content: Any, at: str) -> str:
    """A content string, or the texts of a list of text blocks, a line each."""
    if isinstance(content, str):
        return content
    if not isinstance(content, list) or not content:
        raise fields.wrong(at, content, "a string or a list of text blocks")
    texts = [block_text(block, f"{at}.{i}") for i, block in enumerate(content)]
    return "\n".join(filter(None, texts))


def block_text(block: Any, at: str) -> str:
    """The text of one block; "" for thinking that is sent back, which this model does not read."""
    if not isinstance(block, dict) or "type" not in block:
        raise fields.wrong(at, block, 'an object such as {"type": "text", "text": "Hello"}')
    kind = block["type"]
    if kind in ("thinking", "redacted_thinking"):
        return ""
    if kind == "document":
        return document(block, at)
    if kind != "text":
        message = f"{at}.type is {fields.shown(kind)}, but this model reads text only."
        raise Refused(400, message)
    if extra := {name for name in block if block[name]} - TEXT:
        raise Refused(400, f"{at}.{min(extra)}: Extra inputs are not permitted.")
    if not isinstance(block.get("text"), str):
        raise fields.wrong(f"{at}.text", block.get("text"), "a string")
    if not block["text"]:
        raise Refused(400, f"{at}.text: text content blocks must be non-empty.", at)
    return block["text"]


def document(block: Mapping[str, Any], at: str) -> str:
    """A document that is plain text: its title, its context and its text, a line each."""
    source = fields.typed(block, "source", dict, {})
    if source.get("type") not in ("text", "content"):
        came = fields.shown(source.get("type"))
        raise Refused(400, f"{at}.source.type is {came}, but this model reads text only.", at)
    if fields.typed(block, "citations", dict, {}).get("enabled"):
        raise Refused(400, f"{at}.citations is not served here; leave it out.", at)
    content = source.get("data" if source["type"] == "text" else "content")
    said = [fields.typed(block, name, str) for name in ("title", "context")]
    return "\n".join([*filter(None, said), text(content, f"{at}.source")])
