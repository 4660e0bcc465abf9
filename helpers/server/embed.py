"""A request for embeddings -> its response, on threads of its own and off the event loop.

When the client goes away its task is cancelled, and after the texts in hand nothing more is done.
"""

from collections.abc import Mapping
from typing import Any

from helpers.server import embeddings_wire
from helpers.server.embedders import Embedders
from helpers.server.embeddings_wire import EmbeddingAsk
from helpers.server.generate import on_thread

TEXTS = 16  # at once


async def ask(body: Mapping[str, Any]) -> EmbeddingAsk:
    """The EmbeddingAsk of a body; Refused for a wrong request."""
    return await on_thread(embeddings_wire.ask, body)


async def response(asked: EmbeddingAsk, embedders: Embedders) -> str:
    """The response's JSON; Refused for an unknown model or another number of dimensions."""
    model = await on_thread(embedders.get, asked.model)
    embeddings_wire.check(asked, model.dimensions)
    starts = range(0, len(asked.texts), TEXTS)
    slices = [await on_thread(model.embed, asked.texts[at : at + TEXTS]) for at in starts]
    return await on_thread(embeddings_wire.response, asked, slices)
