"""Whose words a request speaks, and the module that knows them, loaded before it is needed.

A vendor's SDK takes a second and more to import, and most notebooks use one of the two. So a wire
module is imported at the first request in its dialect, on a thread: on the event loop everybody
else would wait for it.
"""

from importlib import import_module
from types import ModuleType

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from helpers.server.generate import on_thread

PLAIN = ("/health", "/faults")  # in no vendor's words
# paths with a wire module of their own; embed is for the texts, its refusals are OpenAI's
WIRES = {"/v1/responses": "responses_wire", "/v1/completions": "completions_wire"}


def dialect(request: Request) -> str:
    """Whose words this request speaks: the path says it, or else Anthropic's version header."""
    path = request.url.path
    if path.startswith("/v1/messages") or "anthropic-version" in request.headers:
        return "anthropic"
    return "openai"


def wire_of(request: Request) -> ModuleType:
    """The module that reads and writes in this request's words."""
    return import_module(f"helpers.server.{name_of(request)}")


def name_of(request: Request) -> str:
    first, second = [*request.url.path.split("/"), "", ""][1:3]
    return WIRES.get(f"/{first}/{second}") or f"{dialect(request)}_wire"


class Loading:
    """The application, with each request's wire module imported before it gets there."""

    def __init__(self, app: ASGIApp):
        self._app = app
        self._ready: set[str] = set()  # not sys.modules: what is half imported is there, too

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] not in PLAIN:
            names = {name_of(Request(scope))}
            names |= {"embed"} if scope["path"] == "/v1/embeddings" else set()
            for name in names - self._ready:
                await on_thread(import_module, f"helpers.server.{name}")
                self._ready.add(name)
        await self._app(scope, receive, send)
