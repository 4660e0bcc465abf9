"""The next-token bars: what temperature and the cuts do to one step of a reply.

`bars(reply)` has sliders; `table(reply, temperature=1.5, top_p=0.9)` prints the same without a
browser. Both work on logprobs that were fetched once, so moving a slider makes no call.
"""

from __future__ import annotations

import math
from functools import partial
from html import escape
from typing import Any

import ipywidgets

from helpers.measure import logprobs, variety
from helpers.widgets.frame import Frame

SHOWN = 12  # rows; a screen holds no more
OFF = {"temperature": 1.0, "top_p": 1.0, "top_k": 0, "min_p": 0.0}
WIDE = {"description_width": "7em"}  # so that "temperature" is not cut off
BLUE, GREY = "#0072B2", "#767676"


def table(reply: Any, position: int = 0, **settings: float) -> None:
    """Prints the bars as text: table(reply, temperature=0.7, top_p=0.9, top_k=5, min_p=0.1)."""
    print(text(logprobs.step(reply, position), **settings))


def bars(reply: Any, position: int = 0) -> Frame:
    """The bars of one token of the reply, with a slider for each setting."""
    candidates = logprobs.step(reply, position)
    return Frame(_sliders(len(candidates)), partial(html, candidates), partial(text, candidates))


def _sliders(n: int) -> dict[str, ipywidgets.Widget]:
    def slider(name: str, high: float) -> ipywidgets.FloatSlider:
        return ipywidgets.FloatSlider(
            OFF[name],
            min=0,
            max=high,
            step=0.05,
            description=name,
            style=WIDE,
            readout_format=".2f",
        )

    return {
        "temperature": slider("temperature", 2),
        "top_p": slider("top_p", 1),
        "top_k": ipywidgets.IntSlider(0, min=0, max=n, description="top_k", style=WIDE),
        "min_p": slider("min_p", 1),
    }


def text(candidates: logprobs.Candidates, **settings: float) -> str:
    """The table as text, a bar of # for each token."""
    after = logprobs.reshape(candidates, **settings)
    lines = [_caption(candidates, after, settings)]
    for (token, before), (_, p) in _rows(candidates, after):
        bar = "#" * round(30 * p) if p else "cut"
        lines.append(f"{token!r:>14} {before:7.2%} -> {p:7.2%} {bar}".rstrip())
    return "\n".join(lines)


def html(candidates: logprobs.Candidates, **settings: float) -> str:
    """The table as HTML: readable by a screen reader, and bars for the eye."""
    after = logprobs.reshape(candidates, **settings)
    rows = "".join(_row(token, before, p) for (token, before), (_, p) in _rows(candidates, after))
    heads = "".join(f"<th scope='col'>{name}</th>" for name in ("token", "before", "after", ""))
    caption = escape(_caption(candidates, after, settings))
    return (
        "<table aria-label='Next-token probabilities' aria-live='polite' "
        "style='width:40em;line-height:1.4'>"
        f"<caption style='text-align:left;white-space:pre-line'>{caption}</caption>"
        f"<thead><tr style='text-align:right'>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(token: str, before: float, p: float) -> str:
    name, share = escape(repr(token)), f"{p:.2%}" if p else "cut"
    bar = f"width:{max(100 * p, 0.2):.1f}%;height:1em;background:{BLUE if p else GREY}"
    return (
        f"<tr style='text-align:right'><th scope='row'><code>{name}</code></th>"
        f"<td>{before:.2%}</td><td>{share}</td>"
        f"<td style='width:55%'><div role='img' aria-label='{name}: {share}' style='{bar}'></div>"
        "</td></tr>"
    )


def _rows(candidates: logprobs.Candidates, after: logprobs.Candidates) -> list[tuple]:
    before = [(token, math.exp(logprob)) for token, logprob in candidates]
    return list(zip(before, after, strict=True))[:SHOWN]


def _caption(candidates: logprobs.Candidates, after: logprobs.Candidates, settings: dict) -> str:
    """Settings, what is left, and how uncertain the draw is."""
    chosen = ", ".join(f"{name} {value:g}" for name, value in {**OFF, **settings}.items())
    left = [p for _, p in after if p]
    return (
        f"{chosen}: {len(left)} of {len(candidates)} tokens left, "
        f"{variety.entropy(left):.2f} bits.\nBefore: as the model gave them, "
        f"{logprobs.mass(candidates):.1%} together. After: drawn among those left, 100%."
    )
