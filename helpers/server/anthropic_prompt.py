"""Anthropic's words for a conversation: system, messages and their blocks -> turns.

In: text, tool_use and tool_result blocks. Out: images, documents, thinking; what is offered and
what must be called (anthropic_tools).
"""

from collections.abc import Mapping
from typing import Any

from helpers.server import anthropic_tools, fields
from helpers.server.ask import Refused

ROLES = ("user", "assistant", "system")


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
    turns = [turn for i, item in enumerate(items) for turn in message(item, f"messages.{i}")]
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


def message(item: Any, at: str) -> list[dict[str, Any]]:
    """The turns of one message: a user's results of tools are turns of their own, and first."""
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
    content = text(content, f"{at}.content")
    if not content:
        raise Refused(400, f"{at}: messages must have non-empty content.")
    return [{"role": role, "content": content}]


def has(content: Any, kind: str) -> bool:
    blocks = content if isinstance(content, list) else ()
    return any(isinstance(block, dict) and block.get("type") == kind for block in blocks)


def with_calls(blocks: list, at: str) -> dict[str, Any]:
    """The assistant's turn of text blocks and then tool_use blocks."""
    texts, calls = [], []
    for i, block in enumerate(blocks):
        if has([block], "tool_use"):
            calls.append(anthropic_tools.call_of(block, f"{at}.{i}"))
        elif calls:
            raise Refused(400, f"{at}.{i}: text after a tool_use block is not served here.")
        else:
            texts.append(block_text(block, f"{at}.{i}"))
    return {"role": "assistant", "content": "\n".join(texts), "calls": calls}


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
    return "\n".join(block_text(block, f"{at}.{i}") for i, block in enumerate(content))


def block_text(block: Any, at: str) -> str:
    if not isinstance(block, dict) or "type" not in block:
        raise fields.wrong(at, block, 'an object such as {"type": "text", "text": "Hello"}')
    if block["type"] != "text":
        raise Refused(
            400, f"{at}.type is {fields.shown(block['type'])}, but this model reads text only."
        )
    if extra := {name for name in block if block[name]} - {"type", "text", "cache_control"}:
        raise Refused(400, f"{at}.{min(extra)} is not served here; leave it out.")
    if not isinstance(block.get("text"), str) or not block["text"]:
        raise fields.wrong(f"{at}.text", block.get("text"), "a string that is not empty")
    return block["text"]
