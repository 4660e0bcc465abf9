"""The service as a plain module: the cells of a lab that make it, and what puts them together.

In: a notebook as data -> the source of service.py. Out: running it (__main__).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

GIVEN = ("service-imports", "parts")  # ids of the lab's own cells that belong to the service
ANSWERS = ("16.1", "16.2", "16.3", "16.4", "16.5")
WANTED = ("create_app", "streaming_app")

HEAD = '''"""A service around a prompt, written from the cells of lab 16: edit those.

    uvicorn service:app

reads OPENAI_BASE_URL and OPENAI_API_KEY (the model), COURSE_MODEL (its name), SERVICE_KEYS (JSON,
{"key": "tenant"}), SERVICE_BUDGET (tokens a minute and key), SERVICE_AT_ONCE, SERVICE_SECONDS.
"""

import os
from pathlib import Path

from fastapi.responses import HTMLResponse
from openai import AsyncOpenAI

MODEL = os.environ.get("COURSE_MODEL", "pocket")'''

TAIL = """
client = AsyncOpenAI()
KEYS = json.loads(os.environ.get("SERVICE_KEYS", '{"sk-demo": "demo"}'))
app = create_app(
    client,
    KEYS,
    int(os.environ.get("SERVICE_BUDGET", "20000")),
    int(os.environ.get("SERVICE_AT_ONCE", "8")),
    float(os.environ.get("SERVICE_SECONDS", "20")),
)
streams = streaming_app(client)
stranger = Response(status_code=401, headers={"WWW-Authenticate": "Bearer"})


@app.get("/", response_class=HTMLResponse)
async def page():
    return Path(__file__).with_name("page.html").read_text("utf-8")


async def known_only(scope, receive, send):
    told = dict(scope["headers"]).get(b"authorization", b"").decode("latin-1")
    scheme, _, key = told.partition(" ")
    answer = streams if scheme == "Bearer" and key in KEYS else stranger
    await answer(scope, receive, send)


app.mount("", known_only)
"""


class Unfinished(ValueError):
    """The notebook has no service yet, in words."""


def source(notebook: Mapping) -> str:
    """The text of service.py. Unfinished where an answer is missing or still a stub."""
    cells = [c for c in notebook["cells"] if c["cell_type"] == "code"]
    mine = [text for cell in cells if (text := "".join(cell["source"])) and _belongs(cell, text)]
    text = "\n\n\n".join([HEAD, *(part.strip("\n") for part in mine)])
    for name in WANTED:
        if not re.search(rf"^(async )?def {name}\b|^{name} *=", text, re.MULTILINE):
            raise Unfinished(f"The notebook defines no {name}.")
    if found := re.search(r"^.*return \.\.\..*$", text, re.MULTILINE):
        raise Unfinished(f"An answer is still open: {found[0].strip()}")
    return f"{text}\n\n{TAIL}"


def _belongs(cell: Mapping, text: str) -> bool:
    """Given cells, answers to 16.1 to 16.5, the learner's own cells that define something."""
    exercise = cell["metadata"].get("course", {}).get("exercise", "")
    if cell.get("id") in GIVEN:
        return True
    if exercise:
        return exercise in ANSWERS and not re.search(r"^(check|hint)\(", text, re.MULTILINE)
    own = re.search(r"^(async def|def|class) ", text, re.MULTILINE)
    return bool(own) and "helpers" not in text
