"""The routes: which path leads where. What the bodies look like, the wire modules know."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from functools import partial
from importlib import import_module
from typing import Any
from uuid import uuid4

from fastapi import FastAPI, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect
from starlette.routing import Match

from helpers.server import bodies, faults, fields, generate
from helpers.server.ask import Ask, Refused
from helpers.server.bodies import check_headers, json_of
from helpers.server.dialects import Loading, dialect, wire_of
from helpers.server.embedders import Embedders, installed
from helpers.server.engines import Engines
from helpers.server.faults import BrokenStream, Fault, Faults
from helpers.server.kept import Kept

ROUTES = (
    "POST /v1/chat/completions, POST /v1/responses, GET and DELETE /v1/responses/{id}, "
    "GET /v1/responses/{id}/input_items, POST /v1/responses/input_tokens, POST /v1/completions, "
    "POST /v1/embeddings, POST /v1/messages, POST /v1/messages/count_tokens, GET /v1/models, "
    "GET /v1/models/{id}, GET /health, GET, POST and DELETE /faults"
)
FAILED = Refused(
    500, "The server failed on this request; its log has the traceback.", code="internal_error"
)

READ = ["GET", "HEAD"]
# a page that somebody serves on this machine; from elsewhere a browser may not read the replies
PAGES = r"https?://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?"

log = logging.getLogger(__name__)


def create_app(
    engines: Engines, planned: Faults | None = None, embedders: Embedders | None = None
) -> FastAPI:
    """The server's application over these models; `planned` are the faults on request.

    Where no embedders are given, it has those that are installed.
    """
    planned, kept = Faults() if planned is None else planned, Kept()
    embedders = installed() if embedders is None else embedders
    app = FastAPI(title="The model in the box", openapi_url=None, redirect_slashes=False)

    @app.post("/v1/chat/completions")
    async def chat_completions(request: Request) -> Response:
        return await faulty(request, engines, planned)

    @app.post("/v1/completions")
    async def completions(request: Request) -> Response:
        return await faulty(request, engines, planned)

    @app.post("/v1/responses")
    async def responses(request: Request) -> Response:
        read = partial(kept.ask, wire_of(request).ask)
        return await faulty(request, engines, planned, read)

    @app.post("/v1/responses/input_tokens")
    async def input_tokens(request: Request) -> Response:
        return await counted(request, engines, partial(kept.ask, wire_of(request).count_ask))

    @app.api_route("/v1/responses/{id}", methods=READ)
    async def response_again(request: Request, id: str) -> Response:
        check_headers(request)
        return json_response(request, kept.get(id))

    @app.delete("/v1/responses/{id}")
    async def forget_response(request: Request, id: str) -> Response:
        check_headers(request)
        kept.forget(id)
        return json_response(request, wire_of(request).deleted(id))

    @app.api_route("/v1/responses/{id}/input_items", methods=READ)
    async def input_items(request: Request, id: str) -> Response:
        check_headers(request)
        return json_response(request, wire_of(request).item_list(kept.items(id)))

    @app.post("/v1/messages")
    async def messages(request: Request) -> Response:
        return await faulty(request, engines, planned)

    @app.post("/v1/messages/count_tokens")
    async def count_tokens(request: Request) -> Response:
        return await counted(request, engines, wire_of(request).count_ask)

    @app.post("/v1/embeddings")
    async def embeddings(request: Request) -> Response:
        embed = import_module("helpers.server.embed")
        asked = await embed.ask(await json_of(request))
        await meet(request, planned.take())
        made = await while_connected(request, embed.response(asked, embedders))
        return json_response(request, made)

    @app.api_route("/v1/models", methods=READ)
    async def models(request: Request) -> Response:
        check_headers(request)
        names = engines.names + vector_models(request, embedders)
        return json_response(request, wire_of(request).models(names))

    @app.api_route("/v1/models/{name}", methods=READ)
    async def model(request: Request, name: str) -> Response:
        check_headers(request)
        if name not in vector_models(request, embedders):
            engines.check(name)
        return json_response(request, wire_of(request).model(name))

    @app.post("/faults")
    async def add_fault(request: Request) -> list[dict]:
        return planned.add(fields.json_object(await request.body()))

    @app.api_route("/faults", methods=READ)
    async def faults_left() -> list[dict]:
        return planned.left()

    @app.delete("/faults")
    async def clear_faults() -> list[dict]:
        planned.clear()
        return planned.left()

    @app.api_route("/health", methods=READ)
    async def health() -> dict:
        return {"status": "ok", "models": list(engines.names)}

    app.add_middleware(Loading)
    app.add_middleware(
        CORSMiddleware,
        allow_origin_regex=PAGES,
        allow_methods=["*"],
        allow_headers=["*"],
        expose_headers=["*"],
        allow_private_network=True,
    )
    app.add_exception_handler(Refused, refused_response)
    app.add_exception_handler(HTTPException, no_route)
    app.add_exception_handler(ClientDisconnect, gone)
    app.add_exception_handler(RuntimeError, model_failed)
    app.add_exception_handler(Exception, failed)
    return app


def vector_models(request: Request, embedders: Embedders) -> tuple[str, ...]:
    """The ids of the embedding models; Anthropic's API has none."""
    return embedders.names if dialect(request) == "openai" else ()


async def asked_in(request: Request, read: Callable[[dict], Ask]) -> Ask:
    """The Ask of the request's body; schemas are compiled for it, so not on the event loop."""
    raw = await bodies.read(request)
    return await generate.on_thread(lambda: read(fields.json_object(raw)))


async def counted(request: Request, engines: Engines, read: Callable[[dict], Ask]) -> Response:
    """How many tokens the prompt of a body has."""
    job = await generate.prepare(await asked_in(request, read), engines)
    return json_response(request, wire_of(request).token_count(job.answer.prompt_tokens))


async def faulty(
    request: Request,
    engines: Engines,
    planned: Faults,
    read: Callable[[dict], Ask] | None = None,
) -> Response:
    """The response to a request for a reply, or the fault that was planned for it."""
    asked = await asked_in(request, read or wire_of(request).ask)
    met = planned.take(asked.stream, bool(asked.tools), dialect(request))
    await meet(request, met)
    asked = faults.stopped(asked, met)
    if met and met.kind == "malformed_call":
        return await malformed_reply(request, engines, asked)
    response = await reply(request, engines, asked)
    if met and met.kind == "broken_stream":
        broken = faults.first_events(response.body_iterator, int(met.value))
        return BrokenStream(broken, 200, response.headers)
    return response


async def meet(request: Request, met: Fault | None) -> None:
    """Refuses or waits, where the fault is of that kind."""
    if met and (refused := faults.refusal(met, dialect(request))):
        raise refused
    if met and met.kind == "slow":
        await while_connected(request, asyncio.sleep(met.value))


async def reply(request: Request, engines: Engines, asked: Ask) -> Response:
    """The response to an Ask: whole, or as server-sent events."""
    job, wire = await generate.prepare(asked, engines), wire_of(request)
    if asked.stream:
        return event_response(request, wire.events(asked, job.answer, generate.parts(job)))
    answer = await while_connected(request, generate.complete(job))
    return json_response(request, wire.response(asked, answer))


async def malformed_reply(request: Request, engines: Engines, asked: Ask) -> Response:
    """The same, with calls whose arguments are no JSON."""
    job, wire = await generate.prepare(asked, engines), wire_of(request)
    if asked.stream:
        parts = faults.malformed_parts(job.answer, generate.parts(job))
        return event_response(request, wire.events(asked, job.answer, parts))
    answer = await while_connected(request, generate.complete(job))
    return json_response(request, wire.response(asked, faults.malformed(answer)))


async def while_connected(request: Request, work: Coroutine[Any, Any, Any]) -> Any:
    """The result of the work, which is cancelled when the client goes away first."""
    job, gone = asyncio.create_task(work), asyncio.create_task(disconnected(request))
    try:
        await asyncio.wait({job, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not job.done():
            raise ClientDisconnect
        return await job
    finally:
        job.cancel()
        gone.cancel()


async def disconnected(request: Request) -> None:
    """Returns when the client has gone; only to be awaited once the body has been read."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def json_response(request: Request, body: Any, status: int = 200) -> Response:
    """A body of the SDK's own types, or JSON, with the header that names the request."""
    if isinstance(body, BaseModel):
        body = body.model_dump_json(exclude_unset=True)
    elif not isinstance(body, str):
        body = json.dumps(body)
    headers = {wire_of(request).REQUEST_ID: request_id(request)}
    return Response(body, status, headers, media_type="application/json")


def request_id(request: Request) -> str:
    """The id of this request, the same whenever it is asked for."""
    if not hasattr(request.state, "id"):
        request.state.id = f"req_{uuid4().hex}"
    return request.state.id


def event_response(request: Request, events: AsyncIterator[str]) -> Response:
    headers = {wire_of(request).REQUEST_ID: request_id(request), "cache-control": "no-cache"}
    return StreamingResponse(guarded(request, events), 200, headers, media_type="text/event-stream")


async def guarded(request: Request, events: AsyncIterator[str]) -> AsyncIterator[str]:
    """The events; a fault after the first one can no longer be a status, so it is an event too."""
    try:
        async for event in events:
            yield event
    except Exception:
        log.exception("a stream broke")
        yield wire_of(request).broken_stream(FAILED, request_id(request))


async def refused_response(request: Request, refused: Refused) -> Response:
    body = wire_of(request).error(refused, request_id(request))
    response = json_response(request, body, refused.status)
    response.headers.update(refused.headers)
    return response


async def no_route(request: Request, error: HTTPException) -> Response:
    """404 and 405 in the dialect of the path, with the paths that there are."""
    path, headers = request.url.path, {}
    if error.status_code == 405:
        headers["allow"] = ", ".join(allowed(request))
    message = f"{request.method} {path} is not served here. Served: {ROUTES}."
    if path.startswith("/v1/v1/"):
        message += " Anthropic's SDK adds /v1 itself: its base URL ends without /v1."
    elif f"POST /v1{path}," in ROUTES or path == "/models":
        message += " OpenAI's SDK does not add /v1: its base URL ends with /v1."
    refused = Refused(error.status_code, message, code="unknown_url", headers=headers)
    return await refused_response(request, refused)


def allowed(request: Request) -> list[str]:
    """The methods of every route of this path."""
    routes = [each for each in request.app.routes if each.matches(request.scope)[0] != Match.NONE]
    return sorted({method for route in routes for method in route.methods or ()})


async def model_failed(request: Request, error: RuntimeError) -> Response:
    """500 for a fault in the model's thread; the traceback goes to the log."""
    log.error("the model failed", exc_info=error)
    return await refused_response(request, FAILED)


async def failed(request: Request, error: Exception) -> Response:
    """500 for any other fault; the framework logs it and closes the connection."""
    return await refused_response(request, FAILED)


async def gone(request: Request, error: ClientDisconnect) -> Response:
    """Nobody reads this; 499 is what the log of a proxy would call it."""
    return Response(status_code=499)
