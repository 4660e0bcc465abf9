"""OpenAI's words for a conversation: messages and their parts -> turns.

In: text, calls of the assistant and their results. Out: images, audio; what is offered and what
must be called (openai_tools).
"""

from typing import Any

from helpers.server import fields, openai_tools

ROLES = {"developer": "system"} | {role: role for role in ("system", "user", "assistant", "tool")}
# a message's fields beside role and content; a null or empty one is allowed in every role
MORE = {"assistant": {"tool_calls"}, "tool": {"tool_call_id"}}


def messages(items: list) -> tuple[dict[str, Any], ...]:
    if not items:
        empty = "messages is empty; give at least one message."
        raise fields.bad("messages", empty, "empty_array")
    return openai_tools.paired([message(item, f"messages[{i}]") for i, item in enumerate(items)])


def message(item: Any, at: str) -> dict[str, Any]:
    if not isinstance(item, dict):
        raise fields.wrong(at, item, 'an object such as {"role": "user", "content": "Hello"}')
    role = item.get("role")
    if not isinstance(role, str) or role not in ROLES:
        raise fields.wrong(f"{at}.role", role, f"one of {', '.join(ROLES)}")
    for name, value in item.items():
        if name not in {"role", "content", *MORE.get(role, ())} and value not in (None, []):
            message = f"{at}.{name} is not served here; leave it out."
            raise fields.bad(f"{at}.{name}", message, "unsupported_parameter")
    turn = {"role": ROLES[role]}
    if role == "tool":
        turn["id"] = fields.required(item, "tool_call_id", str)
    calls = openai_tools.calls_of(item, at) if role == "assistant" else []
    if calls:
        turn["calls"] = calls
    no_text = calls and item.get("content") in (None, [])
    return turn | {"content": "" if no_text else text(item.get("content"), f"{at}.content")}


def text(content: Any, at: str) -> str:
    """A content string, or the texts of a list of text parts, a line each."""
    if isinstance(content, str):
        return content
    if not isinstance(content, list) or not content:
        raise fields.wrong(at, content, "a string or a list of text parts")
    return "\n".join(part_text(part, f"{at}[{i}]") for i, part in enumerate(content))


def part_text(part: Any, at: str) -> str:
    if not isinstance(part, dict) or "type" not in part:
        raise fields.wrong(at, part, 'an object such as {"type": "text", "text": "Hello"}')
    if part["type"] != "text":
        message = f"{at}.type is {fields.shown(part['type'])}, but this model reads text only."
        raise fields.bad(at, message, "unsupported_value")
    if not isinstance(part.get("text"), str):
        raise fields.wrong(f"{at}.text", part.get("text"), "a string")
    return part["text"]
