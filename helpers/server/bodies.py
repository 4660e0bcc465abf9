"""The headers and the body of a request -> a dict, or Refused.

In: the key, the version, the body's encoding. Out: what stands in the body (the wire modules).
"""

import zlib
from typing import Any

from starlette.requests import Request

from helpers.server import fields
from helpers.server.ask import Refused
from helpers.server.dialects import dialect

MISSING_KEY = (
    "No API key came with the request. This server takes any key that is not empty, "
    "as Authorization: Bearer KEY or x-api-key: KEY."
)
LARGEST = 32 * 2**20  # bytes, as at Anthropic
WINDOWS = {"gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}  # what zlib calls the formats


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


async def read(request: Request) -> bytes:
    """The bytes of the body, unpacked; Refused for what is too large or cannot be unpacked."""
    check_headers(request)
    raw = await request.body()
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding != "identity":
        raw = unpacked(raw, encoding)
    if len(raw) > LARGEST:
        message = f"The body has more than {LARGEST} bytes, which is the most that is read here."
        raise Refused(413, message, code="request_too_large")
    return raw


def unpacked(raw: bytes, encoding: str) -> bytes:
    """At most one byte more than LARGEST of what was packed: a small body can hold a huge one."""
    if encoding not in WINDOWS:
        message = f"The body's encoding is {encoding!r}; {' and '.join(WINDOWS)} are read here."
        raise Refused(415, message, code="unsupported_encoding")
    try:
        packer = zlib.decompressobj(WINDOWS[encoding])
        made = packer.decompress(raw, LARGEST + 1)
    except zlib.error as fault:
        raise Refused(400, f"The body is not valid {encoding}: {fault}.") from None
    if not packer.eof and len(made) <= LARGEST:
        raise Refused(400, f"The body is not valid {encoding}: its end is missing.")
    return made


async def json_of(request: Request) -> dict[str, Any]:
    """The body as a dict."""
    return fields.json_object(await read(request))
