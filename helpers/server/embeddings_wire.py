"""OpenAI's words for embeddings: a body -> texts, and their vectors -> a list of embeddings.

A vector is written as a list of numbers or, as the SDK asks for it, as base64 of its float32,
little-endian. Token ids are those of cl100k_base, the vocabulary of OpenAI's embedding models,
which clients such as LangChain's send; they are turned back into text.

Two things differ from OpenAI. A text that is longer than the model's window is cut, not refused,
and `truncated` of the response lists the indexes of such texts. And these models were not trained
to be shortened, so `dimensions` takes their own number only.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import tiktoken
from openai.types.embedding_create_params import EmbeddingCreateParams

from helpers.embeddings import weights
from helpers.embeddings.embedded import Embedded, unit
from helpers.server import fields

VENDORS = frozenset(EmbeddingCreateParams.__annotations__)
FORMATS = ("float", "base64")
MOST = 2048  # texts in a request
VOCABULARY = "cl100k_base"
# the model whose vectors may be cut, and to how many numbers. On the 60 tickets of tickets.csv the
# cosines of cut and whole vectors correlate with .98 at 256 of 384 numbers, .94 at 128, .88 at 64;
# those of light-hash-384 with .94, .75, .65, since a word that was cut off is gone
SHORTEST = {weights.NAME: 64}
WANTED = "a text, a list of texts, a list of token ids, or a list of such lists, none of them empty"


@dataclass(frozen=True)
class EmbeddingAsk:
    """One request for the vectors of some texts."""

    model: str
    texts: tuple[str, ...]
    encoding_format: str  # one of FORMATS
    dimensions: int | None  # None: as many as the model has


def ask(body: Mapping[str, Any]) -> EmbeddingAsk:
    """The EmbeddingAsk of a body; Refused for what OpenAI would refuse."""
    fields.known(body, "OpenAI", VENDORS, VENDORS, {})
    encoding_format = fields.typed(body, "encoding_format", str, "float")
    if encoding_format not in FORMATS:
        raise fields.wrong("encoding_format", encoding_format, '"float" or "base64"')
    return EmbeddingAsk(
        model=fields.required(body, "model", str),
        texts=texts(body.get("input")),
        encoding_format=encoding_format,
        dimensions=fields.integer(body, "dimensions", 1),
    )


def texts(given: Any) -> tuple[str, ...]:
    """The texts of `input`, in any of its four forms."""
    several = isinstance(given, list) and given and not isinstance(given[0], int)
    items = given if several else [given]
    if len(items) > MOST:
        message = f"input has {len(items)} entries; at most {MOST} are allowed."
        raise fields.bad("input", message, "array_above_max_length")
    return tuple(
        text(item, f"input[{index}]" if several else "input") for index, item in enumerate(items)
    )


def text(item: Any, at: str) -> str:
    if isinstance(item, str) and item:
        return item
    if isinstance(item, list) and item and all(type(id) is int for id in item):
        return decoded(item, at)
    raise fields.wrong(at, item, WANTED if at == "input" else "a text or a list of token ids")


def decoded(ids: list[int], at: str) -> str:
    strange = [id for id in ids if not is_token(id)]
    if strange:
        message = f"{at} has the id {strange[0]}, which is no token of {VOCABULARY}."
        raise fields.bad(at, message)
    return tiktoken.get_encoding(VOCABULARY).decode(ids)


def is_token(id: int) -> bool:
    try:
        tiktoken.get_encoding(VOCABULARY).decode_single_token_bytes(id)
    except (KeyError, OverflowError):
        return False
    return True


def check(asked: EmbeddingAsk, dimensions: int) -> None:
    """Refused where the vectors should be longer than they are, or shorter than they may be."""
    least = SHORTEST.get(asked.model, dimensions)
    if asked.dimensions is None or least <= asked.dimensions <= dimensions:
        return
    message = (
        f"dimensions is {asked.dimensions}, but the vectors of {asked.model} have {dimensions}"
    )
    if asked.dimensions > dimensions:
        raise fields.bad("dimensions", f"{message}. Leave it out.")
    if least < dimensions:
        raise fields.bad("dimensions", f"{message} and mean little with fewer than {least}.")
    message += " and mean little when they are shortened. Leave it out."
    raise fields.bad("dimensions", message)


def shortened(made: Embedded, dimensions: int | None) -> Embedded:
    """The vectors cut to so many numbers and brought to length 1 again, as OpenAI does it."""
    if dimensions in (None, made.vectors.shape[1]):
        return made
    return replace(made, vectors=unit(made.vectors[:, :dimensions]))


def response(asked: EmbeddingAsk, slices: Sequence[Embedded]) -> str:
    """The response's JSON; `slices` are the vectors of the texts, in order."""
    slices = [shortened(made, asked.dimensions) for made in slices]
    vectors = [row for made in slices for row in written(made.vectors, asked.encoding_format)]
    cut = [mark for made in slices for mark in made.cut]
    tokens = sum(count for made in slices for count in made.tokens)
    data = [
        {"object": "embedding", "index": index, "embedding": vector}
        for index, vector in enumerate(vectors)
    ]
    return json.dumps(
        {
            "object": "list",
            "data": data,
            "model": asked.model,
            "usage": {"prompt_tokens": tokens, "total_tokens": tokens},
            "truncated": [index for index, mark in enumerate(cut) if mark],
        }
    )


def written(vectors: np.ndarray, encoding_format: str) -> list[list[float]] | list[str]:
    if encoding_format == "float":
        return vectors.tolist()
    return [base64.b64encode(row.tobytes()).decode() for row in vectors.astype("<f4")]
