"""A vendor on the check's clock: OpenAI's own asynchronous client, whose network is a script.

In: what comes back for each request, piece by piece or refused, late, broken, never. Out: real
sockets and real time. The log has an entry for each request that was sent.

    Double("upstream", {"moves": [{"status": 429, "retry_after": "2"}, {"text": "Hello there"}]})

The moves are made in turn, the last one again and again:

    text        what the model says (default "reply N", N being the request's number), cut at
                spaces, or `pieces`: a list of texts
    first       seconds until the headers come (0.2); pace: seconds before each piece (0.1)
    pauses      [[n, seconds], …]: so long before piece n instead
    breaks      after so many pieces of a stream the connection is gone
    finish      its finish_reason ("stop"); usage: [prompt tokens, completion tokens]
    status      a refusal with this status; retry_after: the text of that header
    lost, never there is no connection; nothing ever comes
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

MOST = 100  # requests


def client(
    moves: Sequence[Mapping[str, Any]] = ({},), at_once: int = MOST, at_most: int = MOST
) -> Any:
    """An AsyncOpenAI whose requests meet these moves; its `log` is plain data.

    It makes `at_once` whole replies at a time, the others wait for their turn; after `at_most`
    requests nobody is there any more.
    """
    import httpx2  # with the SDK half a second: only where it is asked for
    from openai import AsyncOpenAI

    class Network(httpx2.AsyncBaseTransport):
        async def handle_async_request(self, request: Any) -> Any:
            await request.aread()
            if len(log) >= at_most:
                raise httpx2.ConnectError(f"more than {at_most} requests", request=request)
            async with turns:
                return await _answered(request, moves, log, httpx2)

    log: list[dict] = []
    turns = asyncio.Semaphore(at_once)
    http = httpx2.AsyncClient(transport=Network())
    made = AsyncOpenAI(api_key="of-the-check", base_url="http://model.check/v1", http_client=http)
    made.log = log
    return made


async def _answered(request: Any, moves: Sequence[Mapping], log: list, http: Any) -> Any:
    move = moves[min(len(log), len(moves) - 1)]
    body = json.loads(request.content or b"{}")
    entry = {"at": _now(), "body": body, "sent": 0, "of": 0, "how": "open", "ended": None}
    log.append(entry)
    wait = _Wait(request, entry, http)
    await wait.for_seconds(1e9 if move.get("never") else move.get("first", 0.2))
    if move.get("lost"):
        wait.ends("lost")
        raise http.ConnectError("the connection was refused", request=request)
    if "status" in move:
        wait.ends("refused")
        return http.Response(move["status"], headers=_headers(move), json=_refusal(move))
    answer = _Answer(move, len(log), body)
    entry["of"] = len(answer.pieces)
    if body.get("stream"):
        stream = _Stream(answer, wait)
        return http.Response(200, headers={"content-type": "text/event-stream"}, stream=stream)
    await wait.for_seconds(move.get("pace", 0.1) * len(answer.pieces))
    entry["sent"] = entry["of"]
    wait.ends("complete")
    return http.Response(200, json=answer.whole())


def _now() -> float:
    return round(asyncio.get_running_loop().time(), 6)


def _headers(move: Mapping) -> dict:
    return {"retry-after": move["retry_after"]} if "retry_after" in move else {}


def _refusal(move: Mapping) -> dict:
    return {"error": {"message": f"refused with {move['status']}", "type": "error", "code": None}}


class _Wait:
    """Waits as the SDK's read time-out allows, and notes how the request ended."""

    def __init__(self, request: Any, entry: dict, http: Any) -> None:
        self.entry, self.http, self.request = entry, http, request
        self.most = (request.extensions.get("timeout") or {}).get("read") or 1e9

    async def for_seconds(self, seconds: float) -> None:
        try:
            await asyncio.sleep(min(seconds, self.most))
        except BaseException:
            self.ends("closed")
            raise
        if seconds > self.most:
            self.ends("timed out")
            raise self.http.ReadTimeout("nothing came in time", request=self.request)

    def ends(self, how: str) -> None:
        if self.entry["ended"] is None:
            self.entry.update(how=how, ended=_now())


class _Answer:
    """What the model says to one request, whole and in chunks."""

    def __init__(self, move: Mapping, number: int, body: Mapping) -> None:
        self.move, self.body = move, body
        text = move.get("text", f"reply {number}")
        self.pieces = list(move.get("pieces") or re.findall(r"\S+\s*|\s+", text))
        self.same = {"id": f"chatcmpl-{number}", "created": 0, "model": body.get("model", "")}
        self.finish = move.get("finish", "stop")

    def usage(self) -> dict:
        prompt, completion = self.move.get("usage", (10, len(self.pieces)))
        total = prompt + completion
        return {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": total}

    def whole(self) -> dict:
        message = {"role": "assistant", "content": "".join(self.pieces)}
        choice = {"index": 0, "message": message, "finish_reason": self.finish, "logprobs": None}
        return {**self.same, "object": "chat.completion", "choices": [choice],
                "usage": self.usage()}  # fmt: skip

    def chunk(self, delta: dict, finish: str | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        return self.event({"choices": [choice]})

    def event(self, fields: dict) -> bytes:
        data = {**self.same, "object": "chat.completion.chunk", **fields}
        return f"data: {json.dumps(data)}\n\n".encode()

    def last(self) -> bytes:
        wanted = (self.body.get("stream_options") or {}).get("include_usage")
        usage = self.event({"choices": [], "usage": self.usage()}) if wanted else b""
        return self.chunk({}, self.finish) + usage + b"data: [DONE]\n\n"


def _Stream(answer: _Answer, wait: _Wait) -> Any:
    """The pieces as a stream that notes when it is closed before its end."""
    http, pauses = wait.http, {int(n): s for n, s in answer.move.get("pauses", ())}

    async def parts() -> AsyncIterator[bytes]:
        for n, piece in enumerate(answer.pieces):
            if answer.move.get("breaks") == n:
                wait.ends("broken")
                raise http.ReadError("the connection broke", request=wait.request)
            await wait.for_seconds(pauses.get(n, answer.move.get("pace", 0.1)))
            wait.entry["sent"] += 1
            yield answer.chunk({"content": piece})
        wait.ends("complete")
        yield answer.last()

    class Stream(http.AsyncByteStream):
        def __init__(self) -> None:
            self._parts = parts()

        def __aiter__(self) -> AsyncIterator[bytes]:
            return self._parts  # the SDK asks twice: it looks for what comes after the end

        async def aclose(self) -> None:
            wait.ends("closed")

    return Stream()
