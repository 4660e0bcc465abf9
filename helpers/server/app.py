"""The routes: which path speaks which dialect. What the bodies look like, the wire modules know.

A wire module is imported at the first request in its dialect: a vendor's SDK takes up to a second
to import, and most notebooks use one of the two (and have imported it already).
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Coroutine
from importlib import import_module
from types import ModuleType
from typing import Any
from uuid import uuid4

from fastapi import FastAPI, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from helpers.server import faults, fields, generate
from helpers.server.ask import Ask, Refused
from helpers.server.embedders import Embedders, installed
from helpers.server.engines import Engines
from helpers.server.faults import BrokenStream, Fault, Faults

ROUTES = (
    "POST /v1/chat/completions, POST /v1/responses, POST /v1/embeddings, POST /v1/messages, "
    "POST /v1/messages/count_tokens, GET /v1/models, GET /v1/models/{id}, GET /health, "
    "GET, POST and DELETE /faults"
)
MISSING_KEY = (
    "No API key came with the request. This server takes any key that is not empty, "
    "as Authorization: Bearer KEY or x-api-key: KEY."
)
FAILED = Refused(
    500, "The server failed on this request; its log has the traceback.", code="internal_error"
)

log = logging.getLogger(__name__)


def create_app(
    engines: Engines, planned: Faults | None = None, embedders: Embedders | None = None
) -> FastAPI:
    """The server's application over these models; `planned` are the faults on request.

    Where no embedders are given, it has those that are installed.
    """
    planned = Faults() if planned is None else planned
    embedders = installed() if embedders is None else embedders
    app = FastAPI(title="The model in the box", openapi_url=None, redirect_slashes=False)

    @app.post("/v1/chat/completions")
    async def chat_completions(request: Request) -> Response:
        return await faulty(request, engines, planned)

    @app.post("/v1/responses")
    async def responses(request: Request) -> Response:
        return await faulty(request, engines, planned)

    @app.post("/v1/messages")
    async def messages(request: Request) -> Response:
        return await faulty(request, engines, planned)

    @app.post("/v1/messages/count_tokens")
    async def count_tokens(request: Request) -> Response:
        wire = wire_of(request)
        job = await generate.prepare(wire.count_ask(await body_of(request)), engines)
        return json_response(request, wire.token_count(job.answer.prompt_tokens))

    @app.post("/v1/embeddings")
    async def embeddings(request: Request) -> Response:
        embed = import_module("helpers.server.embed")
        asked = await embed.ask(await body_of(request))
        await meet(request, planned.take())
        made = await while_connected(request, embed.response(asked, embedders))
        return json_response(request, made)

    @app.get("/v1/models")
    async def models(request: Request) -> Response:
        check_headers(request)
        names = engines.names + vector_models(request, embedders)
        return json_response(request, wire_of(request).models(names))

    @app.get("/v1/models/{name}")
    async def model(request: Request, name: str) -> Response:
        check_headers(request)
        if name not in vector_models(request, embedders):
            engines.check(name)
        return json_response(request, wire_of(request).model(name))

    @app.post("/faults")
    async def add_fault(request: Request) -> list[dict]:
        return planned.add(fields.json_object(await request.body()))

    @app.get("/faults")
    async def faults_left() -> list[dict]:
        return planned.left()

    @app.delete("/faults")
    async def clear_faults() -> list[dict]:
        planned.clear()
        return planned.left()

    @app.get("/health")
    async def health() -> dict:
        return {"status": "ok", "models": list(engines.names)}

    app.add_exception_handler(Refused, refused_response)
    app.add_exception_handler(HTTPException, no_route)
    app.add_exception_handler(ClientDisconnect, gone)
    app.add_exception_handler(RuntimeError, model_failed)
    app.add_exception_handler(Exception, failed)
    return app


def dialect(request: Request) -> str:
    """Whose words this request speaks: the path says it, or else Anthropic's version header."""
    path = request.url.path
    if path.startswith("/v1/messages") or "anthropic-version" in request.headers:
        return "anthropic"
    return "openai"


def vector_models(request: Request, embedders: Embedders) -> tuple[str, ...]:
    """The ids of the embedding models; Anthropic's API has none."""
    return embedders.names if dialect(request) == "openai" else ()


def wire_of(request: Request) -> ModuleType:
    if request.url.path == "/v1/responses":
        return import_module("helpers.server.responses_wire")
    return import_module(f"helpers.server.{dialect(request)}_wire")


def check_headers(request: Request) -> None:
    """Any key will do, but there must be one; Anthropic's dialect must name its version."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    bearer = token.strip() if scheme.lower() == "bearer" else ""
    if not (bearer or request.headers.get("x-api-key", "").strip()):
        raise Refused(401, MISSING_KEY, code="invalid_api_key")
    if dialect(request) == "anthropic" and not request.headers.get("anthropic-version"):
        raise Refused(
            400, "anthropic-version: the header is required, e.g. anthropic-version: 2023-06-01."
        )


async def body_of(request: Request) -> dict:
    check_headers(request)
    return fields.json_object(await request.body())


async def faulty(request: Request, engines: Engines, planned: Faults) -> Response:
    """The response to a request for a reply, or the fault that was planned for it."""
    asked = wire_of(request).ask(await body_of(request))
    met = planned.take(asked.stream, bool(asked.tools))
    await meet(request, met)
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
    path = request.url.path
    message = f"{request.method} {path} is not served here. Served: {ROUTES}."
    if path.startswith("/v1/v1/"):
        message += " Anthropic's SDK adds /v1 itself: its base URL ends without /v1."
    elif f"POST /v1{path}," in ROUTES or path == "/models":
        message += " OpenAI's SDK does not add /v1: its base URL ends with /v1."
    return await refused_response(request, Refused(error.status_code, message, code="unknown_url"))


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
