"""OpenAI's words for a conversation: messages and their parts -> turns.

In: text, calls of the assistant and their results. What the vendor takes and this model has no
place for is left out: the name of a participant, an echoed refusal beside a text. Out: images,
audio; what is offered and what must be called (openai_tools).
"""

from typing import Any

from helpers.server import fields, openai_functions, openai_tools

ROLES = {"developer": "system"} | {role: role for role in ("system", "user", "assistant", "tool")}
# a message's fields beside role and content; a null or empty one is allowed in every role
MORE = {"assistant": {"tool_calls", "refusal", "annotations"}, "tool": {"tool_call_id"}}


def messages(items: list) -> tuple[dict[str, Any], ...]:
    if not items:
        empty = "messages is empty; give at least one message."
        raise fields.bad("messages", empty, "empty_array")
    told = openai_functions.messages(items)
    return openai_tools.paired([message(item, f"messages[{i}]") for i, item in enumerate(told)])


def message(item: Any, at: str) -> dict[str, Any]:
    if not isinstance(item, dict):
        raise fields.wrong(at, item, 'an object such as {"role": "user", "content": "Hello"}')
    role = item.get("role")
    if not isinstance(role, str) or role not in ROLES:
        raise fields.wrong(f"{at}.role", role, f"one of {', '.join(ROLES)}, function")
    check_fields(item, role, at)
    turn = {"role": ROLES[role]}
    if role == "tool":
        turn["id"] = fields.required(item, "tool_call_id", str)
    calls = openai_tools.calls_of(item, at) if role == "assistant" else []
    if calls:
        turn["calls"] = calls
    content = item.get("content")
    if role == "assistant" and content in (None, []):
        refusal = fields.typed(item, "refusal", str, "" if calls else None)
        content = content if refusal is None else refusal
    return turn | {"content": text(content, f"{at}.content")}


def check_fields(item: dict[str, Any], role: str, at: str) -> None:
    fields.typed(item, "name", str)
    for name, value in item.items():
        known = name in {"role", "content", "name", *MORE.get(role, ())}
        if not known and value not in (None, []):
            message = f"{at}.{name} is not served here; leave it out."
            raise fields.bad(f"{at}.{name}", message, "unsupported_parameter")


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
    kind = "refusal" if part["type"] == "refusal" else "text"  # what the assistant said instead
    if part["type"] != kind:
        message = f"{at}.type is {fields.shown(part['type'])}, but this model reads text only."
        raise fields.bad(at, message, "unsupported_value")
    if not isinstance(part.get(kind), str):
        raise fields.wrong(f"{at}.{kind}", part.get(kind), "a string")
    return part[kind]
