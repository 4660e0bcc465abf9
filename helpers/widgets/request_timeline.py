"""The request timeline: when a client was waiting for an answer, and when it was only waiting.

`timeline(logs)` has a choice of the client; `table(logs, client="doubling")` prints the same
without a browser. In: {client: the log of a Line (helpers.checks.line)}. Out: making the calls.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

import ipywidgets

from helpers.widgets.frame import Frame, one_of

Logs = Mapping[str, Sequence[Sequence]]

ANSWER, WAITING, FAULT = "#0b4f8a", "#5f5f5f", "#8a2b0b"  # readable on white; words say the same
LEAST = 0.6  # per cent of the width: a bar that is seen at all


@dataclass(frozen=True)
class Span:
    """A piece of a client's time: "call 2: 429", or "wait"."""

    start: float
    end: float
    words: str

    @property
    def colour(self) -> str:
        if self.words == "wait":
            return WAITING
        return ANSWER if self.words.endswith(": 200") else FAULT


def table(logs: Logs, client: str = "") -> None:
    """Prints a timeline as text; without a name, that of the first client. ValueError for none."""
    print(text(logs, one_of("client", client, logs)))


def timeline(logs: Logs) -> Frame:
    """The timelines, with a choice of the client; all are drawn to the same scale."""
    choices = {"client": ipywidgets.Dropdown(options=list(logs), description="client")}
    return Frame(choices, partial(html, logs), partial(text, logs))


def spans(log: Sequence[Sequence]) -> list[Span]:
    """The calls and waits of a log, on a clock that begins with the first of them."""
    found, calls = [], 0
    begin = next((entry[1] for entry in log if entry[0] != "draw"), 0.0)
    for kind, *entry in log:
        if kind == "post":
            at, _, end, met = entry
            calls += 1
            found.append(Span(at - begin, end - begin, f"call {calls}: {met}"))
        elif kind == "sleep":
            at, seconds = entry
            found.append(Span(at - begin, at + seconds - begin, "wait"))
    return found


def caption(client: str, found: Sequence[Span]) -> str:
    waits = [span for span in found if span.words == "wait"]
    waited = sum(span.end - span.start for span in waits)
    calls, end = len(found) - len(waits), found[-1].end if found else 0.0
    plural = "call" if calls == 1 else "calls"
    return f"{client}: {calls} {plural}, {waited:.1f} s of waits, {end:.1f} s in all."


def text(logs: Logs, client: str) -> str:
    """The timeline as text, a line for each call and each wait."""
    found = spans(logs[client])
    lines = [f"{s.start:6.1f} to {s.end:5.1f} s  {s.words}" for s in found]
    return "\n".join([caption(client, found), *lines])


def html(logs: Logs, client: str) -> str:
    """The timeline as a list of bars; a screen reader says what the text twin says."""
    longest = max((spans(log)[-1].end for log in logs.values() if spans(log)), default=0.0) or 1.0
    found = spans(logs[client])
    rows = "".join(_row(span, longest) for span in found)
    return (
        f"<div aria-label='Request timeline' aria-live='polite'>"
        f"<p><b>{escape(caption(client, found))}</b></p>"
        f"<ul style='list-style:none;margin:0;padding:0'>{rows}</ul></div>"
    )


def _row(span: Span, longest: float) -> str:
    left = 100 * span.start / longest
    width = max(100 * (span.end - span.start) / longest, LEAST)
    said = f"{span.start:.1f} to {span.end:.1f} s, {escape(span.words)}"
    bar = (
        f"position:absolute;left:{left:.2f}%;width:{width:.2f}%;height:0.9em;"
        f"border-radius:2px;background:{span.colour}"
    )
    return (
        f"<li style='line-height:1.4'><span style='color:{span.colour}'>{said}</span>"
        f"<div aria-hidden='true' style='position:relative;height:1em;background:#f0f0f0'>"
        f"<div style='{bar}'></div></div></li>"
    )
