"""The health card: who answers, whether the model's file is whole, how soon the first reply comes.

`card()` has a button that measures again; `table()` prints the same without a browser.
In: questions with answers that a helper would ask for, and one short request. Out: repairs, and
every character of a key.
"""

from __future__ import annotations

import math
import platform
import time
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from importlib import metadata
from pathlib import Path
from typing import Any

import ipywidgets

from helpers import connect
from helpers.door import doctor
from helpers.pocket import WEIGHTS
from helpers.widgets.frame import Frame

PACKAGES = ("openai", "anthropic", "numpy", "tiktoken", "jupyterlab", "ipywidgets")
WHO = {
    "local": "the model in the box, on this machine",
    "openai": "OpenAI",
    "anthropic": "Anthropic",
    "compatible": "a compatible server",
}
SOON = 2.0  # seconds


@dataclass(frozen=True)
class Line:
    """One answer. `level` is "ok", "note" (worth knowing) or "FIX" (must be repaired)."""

    level: str
    name: str
    what: str


def card() -> Card:
    """The health card of this notebook."""
    return Card()


def table() -> None:
    """Prints the health card as text."""
    print(text(examine()))


def examine() -> list[Line]:
    """Every line of the card, in the order in which one would ask. Makes one short request."""
    state = connect.status()
    local = state["provider"] == "local"
    return [
        Line("ok", "Model", f"{state['model']} ({WHO[state['provider']]})"),
        *addresses(state["base_urls"]),
        *(weights(WEIGHTS, state["model"]) if local else ()),
        first_reply(state),
        Line("ok", "Versions", ", ".join(versions())),
        *(Line("note", "Settings", problem) for problem in state["problems"]),
    ]


def addresses(urls: dict[str, str]) -> list[Line]:
    """Where each SDK's requests go."""
    if not urls:
        return [Line("FIX", "Server", "not running: run the cell with connect.model() first")]
    return [Line("ok", f"{WHO[name]} SDK asks", url) for name, url in urls.items()]


def weights(folder: Path, name: str) -> list[Line]:
    """How large the model is, and whether its files are what was shipped."""
    size = Line("ok", "Size", in_size(folder / f"{name}.safetensors"))
    findings = doctor.hashes(folder, "the model in the box")
    return [size, *(Line(f.level, "Weights", _told(f)) for f in findings)]


def _told(finding: doctor.Finding) -> str:
    return f"{finding.what}. {finding.advice}" if finding.advice else finding.what


def in_size(file: Path) -> str:
    """'3.7 million parameters in a file of 7.4 MB'"""
    from safetensors import safe_open

    with safe_open(file, framework="numpy") as tensors:
        shapes = [tensors.get_slice(key).get_shape() for key in tensors.keys()]  # noqa: SIM118
    millions, megabytes = sum(map(math.prod, shapes)) / 1e6, file.stat().st_size / 1e6
    return f"{millions:.1f} million parameters in a file of {megabytes:.1f} MB"


def first_reply(state: dict[str, Any]) -> Line:
    """How long a client that was just made waits for a reply of a few tokens."""
    if not state["base_urls"]:
        return Line("FIX", "First reply", "nobody to ask")
    start = time.perf_counter()
    try:
        ask(state)
    except Exception as error:  # whatever is wrong, the card is where one looks for it
        return Line("FIX", "First reply", fault(error))
    seconds = time.perf_counter() - start
    level = "ok" if seconds <= SOON or state["provider"] != "local" else "note"
    return Line(level, "First reply", f"after {seconds:.2f} s")


def fault(error: Exception) -> str:
    """'AuthenticationError, status 401'. Not the message: vendors quote parts of the key in it."""
    status = getattr(error, "status_code", None)
    return type(error).__name__ + (f", status {status}" if status else "")


def ask(state: dict[str, Any]) -> None:
    """One request of a few tokens, through an SDK that is configured."""
    message = {"role": "user", "content": "Spell the word hello."}
    if "openai" in state["base_urls"]:
        from openai import OpenAI

        client = OpenAI(max_retries=0)
        client.chat.completions.create(model=state["model"], messages=[message], max_tokens=16)
    else:
        from anthropic import Anthropic

        client = Anthropic(max_retries=0)
        client.messages.create(model=state["model"], messages=[message], max_tokens=16)


def versions() -> list[str]:
    """["Python 3.12.1", "openai 3.51.0", ...]"""
    packages = [f"{name} {metadata.version(name)}" for name in PACKAGES]
    return [f"Python {platform.python_version()}", *packages]


class Card(Frame):
    """The lines and a button that asks again."""

    def __init__(self) -> None:
        self.lines = examine()
        super().__init__({}, html=lambda: html(self.lines), text=lambda: text(self.lines))
        self.button = ipywidgets.Button(description="Look again", icon="refresh")
        self.button.on_click(lambda button: self.look())
        self.children = [self.view, self.button]

    @property
    def promise(self) -> str:
        return "[Run this cell for a table about your machine. Until then, about ours, as text:]"

    def look(self) -> None:
        self.lines = examine()
        self.draw()


def summary(lines: Iterable[Line]) -> str:
    """'All is well.' or how many lines want repair."""
    broken = sum(line.level == "FIX" for line in lines)
    if not broken:
        return "All is well."
    return f"{broken} {'line wants' if broken == 1 else 'lines want'} repair: see FIX."


def text(lines: list[Line]) -> str:
    """The card as text, a line each."""
    width = max(len(line.name) for line in lines)
    rows = [f"{line.level:<5} {line.name:<{width}}  {line.what}" for line in lines]
    return "\n".join([*rows, summary(lines)])


def html(lines: list[Line]) -> str:
    """The card as HTML: the state is a word, and colour only repeats it."""
    rows = "".join(_row(line) for line in lines)
    heads = "".join(f"<th scope='col'>{name}</th>" for name in ("state", "what", "finding"))
    return (
        "<table aria-label='Health card' aria-live='polite' style='width:100%'>"
        f"<caption style='text-align:left;font-weight:bold'>{summary(lines)}</caption>"
        f"<thead><tr style='text-align:left'>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


COLOURS = {"ok": "#0b6b3a", "note": "#7a5200", "FIX": "#b00020"}


def _row(line: Line) -> str:
    mark = (
        f"background:{COLOURS[line.level]};color:#fff;border-radius:3px;padding:0 0.5em;"
        "font-family:monospace"
    )
    return (
        "<tr style='text-align:left;vertical-align:top'>"
        f"<td style='padding-right:1em'><span style='{mark}'>{line.level}</span></td>"
        f"<th scope='row' style='padding-right:1em;white-space:nowrap'>{escape(line.name)}</th>"
        f"<td>{escape(line.what)}</td></tr>"
    )
