"""Visits of an outside client to a learner's web application, on the check's clock.

In: an ASGI application is called as a server calls it: requests at their times, a client that goes
away, and a transcript of what came when. Out: what should have come (an exercise's judge).

A visit is {"at": 0.0, "method": "POST", "path": "/reply", "headers": {…}, "json": {…}}; with
"leaves": 3.5 the client is gone at that time. A transcript is {"status", "headers", "body",
"chunks": [[time, text], …], "at", "began", "ended", "raised", "hung"}.
"""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from helpers.checks import clockwork

PATIENCE = 900.0  # seconds on the check's clock until a visit counts as hung
SETTLES = 300.0  # and after the last one, for what goes on behind its back
MOST_CHUNKS, MOST_TEXT = 400, 20_000


def run(make: Callable, args: Sequence, kwargs: Mapping, visits: Sequence[Mapping]) -> Any:
    """What make(*args) does on the check's clock.

    A coroutine gives {"value": …, "raised": …, "at": time}; an application a transcript for each
    visit. TypeError for anything else.
    """
    return clockwork.run(_run(make, args, kwargs, visits))


async def _run(make: Callable, args: Sequence, kwargs: Mapping, visits: Sequence) -> Any:
    made = make(*args, **kwargs)
    if not visits:
        return await _awaited(made)
    if inspect.iscoroutine(made):
        made = await made
    if made is ...:
        return made
    if not callable(made):
        kind = type(made).__name__
        raise TypeError(f"a web application is wanted, e.g. a FastAPI(), got a {kind}")
    async with _lifespan(made):
        transcripts = await asyncio.gather(*(_Visit(made, visit).made() for visit in visits))
        await asyncio.sleep(SETTLES)
    return transcripts


async def _awaited(made: Any) -> Any:
    """The value or the error of a coroutine, and when."""
    if made is ... or not inspect.isawaitable(made):
        return made
    value, raised = None, None
    try:
        value = await asyncio.wait_for(made, PATIENCE)
    except Exception as error:
        raised = f"{type(error).__name__}: {error}"[:300]
    return value if value is ... else {"value": value, "raised": raised, "at": _now()}


def _now() -> float:
    return round(asyncio.get_running_loop().time(), 6)


class _Visit:
    """One request and its transcript."""

    def __init__(self, app: Callable, visit: Mapping) -> None:
        self.app, self.visit = app, visit
        self.asked = False
        self.left, self.done = asyncio.Event(), asyncio.Event()
        self.text = 0
        self.seen = {
            "status": None, "headers": {}, "body": "", "chunks": [], "at": visit.get("at", 0.0),
            "began": None, "ended": None, "raised": None, "hung": False,
        }  # fmt: skip

    async def made(self) -> dict:
        await asyncio.sleep(self.visit.get("at", 0.0))
        leaving = asyncio.create_task(self.leave())
        work = asyncio.create_task(self.app(self.scope(), self.receive, self.send))
        await asyncio.wait({work}, timeout=PATIENCE)
        self.seen["hung"] = not work.done()
        if work.done() and not work.cancelled() and (error := work.exception()):
            # a server logs it, and the client sees 500 or a cut
            self.seen["raised"] = f"{type(error).__name__}: {error}"[:300]
            self.seen["status"] = self.seen["status"] or 500
        work.cancel()
        leaving.cancel()
        self.seen["ended"] = self.seen["ended"] or _now()
        self.seen["body"] = "".join(text for _, text in self.seen["chunks"])
        return self.seen

    async def leave(self) -> None:
        if "leaves" in self.visit:
            await asyncio.sleep(self.visit["leaves"] - _now())
            self.seen["ended"] = _now()
            self.left.set()

    def scope(self) -> dict:
        path, _, query = self.visit["path"].partition("?")
        headers = {"host": "service.check", "accept": "*/*", **self.visit.get("headers", {})}
        if "json" in self.visit:
            headers["content-type"] = "application/json"
            headers["content-length"] = str(len(self.content()))
        # spec_version is uvicorn's: with it Starlette listens for a client that goes away
        return {
            "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1", "method": self.visit.get("method", "GET"), "scheme": "http",
            "path": unquote(path), "raw_path": path.encode(), "query_string": query.encode(),
            "root_path": "", "client": ("192.0.2.1", 50000), "server": ("service.check", 80),
            "headers": [(k.lower().encode(), v.encode("latin-1")) for k, v in headers.items()],
            "state": {},
        }  # fmt: skip

    def content(self) -> bytes:
        return json.dumps(self.visit["json"]).encode() if "json" in self.visit else b""

    async def receive(self) -> dict:
        if not self.asked:
            self.asked = True
            return {"type": "http.request", "body": self.content(), "more_body": False}
        waits = [asyncio.create_task(e.wait()) for e in (self.left, self.done)]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in waits:
                each.cancel()
        return {"type": "http.disconnect"}

    async def send(self, message: Mapping) -> None:
        """Notes what came; after the client has gone nothing comes, as with a real server."""
        if self.left.is_set():
            return
        if message["type"] == "http.response.start":
            pairs = [(k.decode("latin-1"), v.decode("latin-1")) for k, v in message["headers"]]
            found = {name.lower(): value for name, value in pairs}
            self.seen.update(status=message["status"], headers=found, began=_now())
        if message["type"] == "http.response.body":
            self.note(message.get("body", b""))
            if not message.get("more_body", False):
                self.seen["ended"] = _now()
                self.done.set()

    def note(self, body: bytes) -> None:
        text = bytes(body).decode("utf-8", "replace")
        self.text += len(text)
        if text and len(self.seen["chunks"]) < MOST_CHUNKS and self.text <= MOST_TEXT:
            self.seen["chunks"].append([_now(), text])


@contextlib.asynccontextmanager
async def _lifespan(app: Callable) -> Any:
    """The application's start and stop; one that knows no lifespan goes without."""
    events: asyncio.Queue = asyncio.Queue()
    started, stopped = asyncio.Event(), asyncio.Event()

    async def send(message: Mapping) -> None:
        (started if "startup" in message["type"] else stopped).set()

    scope = {"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}

    async def live() -> None:
        with contextlib.suppress(Exception):
            await app(scope, events.get, send)
        started.set()
        stopped.set()

    task = asyncio.create_task(live())
    events.put_nowait({"type": "lifespan.startup"})
    await started.wait()
    try:
        yield
    finally:
        events.put_nowait({"type": "lifespan.shutdown"})
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(stopped.wait(), 60)
        task.cancel()
