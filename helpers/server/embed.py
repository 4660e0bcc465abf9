"""A request for embeddings -> its response, on threads of its own and off the event loop.

When the client goes away its task is cancelled, and after the texts in hand nothing more is done.
"""

from collections.abc import Mapping
from typing import Any

from helpers.server import embeddings_wire
from helpers.server.embedders import Embedders
from helpers.server.generate import on_thread

TEXTS = 16  # at once


async def response(body: Mapping[str, Any], embedders: Embedders) -> str:
    """The response's JSON; Refused for an unknown model or a wrong request."""
    asked = await on_thread(embeddings_wire.ask, body)
    model = await on_thread(embedders.get, asked.model)
    embeddings_wire.check(asked, model.dimensions)
    starts = range(0, len(asked.texts), TEXTS)
    slices = [await on_thread(model.embed, asked.texts[at : at + TEXTS]) for at in starts]
    return await on_thread(embeddings_wire.response, asked, slices)
