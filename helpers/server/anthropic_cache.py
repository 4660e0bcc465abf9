"""Anthropic's words for prompt caching: cache_control in a body -> blocks, their Use -> usage.

Blocks are listed only where the body asks for caching: without cache_control Anthropic caches
nothing. What is kept how long: caching.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from anthropic.types import CacheCreation

from helpers.pocket.tools import definition
from helpers.server import fields
from helpers.server.ask import Refused
from helpers.server.caching import SECONDS, Block, Use

MOST = 4  # marks in a request


def blocks(body: Mapping[str, Any], tools: tuple) -> tuple[Block, ...]:
    """The blocks of a body that was read, in the vendor's order; () where none has a mark.

    cache_control at the top of the body marks the last block.
    """
    found = [*tool_blocks(body, tools), *text_blocks(body)]
    if (last := ttl(body, "cache_control")) and found:
        found[-1] = replace(found[-1], ttl=found[-1].ttl or last)
    told = [block.ttl for block in found if block.ttl]
    if len(told) > MOST:
        message = f"A maximum of {MOST} blocks with cache_control may be provided. Found "
        raise Refused(400, f"{message}{len(told)}.", "cache_control")
    if told != sorted(told):  # "1h" stands before "5m"
        message = "cache_control: a ttl='1h' block must not come after a ttl='5m' block."
        raise Refused(400, message, "cache_control")
    return tuple(found) if told else ()


def tool_blocks(body: Mapping[str, Any], tools: tuple) -> Iterator[Block]:
    for i, (told, tool) in enumerate(zip(body.get("tools") or (), tools, strict=False)):
        yield Block(key(told), definition(tool), ttl(told, f"tools.{i}.cache_control"))


def text_blocks(body: Mapping[str, Any]) -> Iterator[Block]:
    yield from content_blocks(body.get("system") or [], "system", "system")
    for i, message in enumerate(body["messages"]):
        yield from content_blocks(message["content"], message["role"], f"messages.{i}.content")


def content_blocks(content: str | list, role: str, at: str) -> Iterator[Block]:
    parts = [{"type": "text", "text": content}] if isinstance(content, str) else content
    for i, part in enumerate(parts):
        # the role stands in the prompt as a token of its own, which is counted as a letter is
        text = ("\n" if i == 0 else "") + words(part)
        yield Block(role + key(part), text, ttl(part, f"{at}.{i}.cache_control"))


def words(part: Mapping[str, Any]) -> str:
    """What of a block is text; of a call or a result, its JSON without what frames it."""
    if part["type"] == "text":
        return part["text"]
    inner = part.get("input", part.get("content", part.get("source", "")))
    return inner if isinstance(inner, str) else json.dumps(inner, ensure_ascii=False)


def key(part: Mapping[str, Any]) -> str:
    bare = {name: value for name, value in part.items() if name != "cache_control"}
    return json.dumps(bare, ensure_ascii=False, sort_keys=True)


def ttl(part: Mapping[str, Any], at: str) -> str | None:
    """ "5m" or "1h" where the part has a cache_control."""
    told = fields.typed(part, "cache_control", dict)
    if told is None:
        return None
    if told.get("type") != "ephemeral":
        raise fields.wrong(f"{at}.type", told.get("type"), '"ephemeral"')
    return fields.one_of(told, "ttl", tuple(SECONDS), f"{at}.ttl") or "5m"


def usage(prompt_tokens: int, use: Use) -> dict[str, Any]:
    """The fields of a usage: input_tokens are those that were neither read nor written."""
    return {
        "input_tokens": prompt_tokens - use.tokens,
        "cache_read_input_tokens": use.read,
        "cache_creation_input_tokens": sum(use.written.values()),
    }


def creation(use: Use) -> CacheCreation:
    return CacheCreation(
        ephemeral_5m_input_tokens=use.written.get("5m", 0),
        ephemeral_1h_input_tokens=use.written.get("1h", 0),
    )
