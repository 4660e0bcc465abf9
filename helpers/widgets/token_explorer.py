"""The token explorer: type a text and see where three vocabularies cut it, with the ids.

In: the text box and its coloured answer. Out: the cutting itself (measure.tokens, whose `table` is
the text twin).
"""

from __future__ import annotations

import html

import ipywidgets

from helpers.measure import tokens
from helpers.widgets.frame import Frame

EXAMPLE = "Charged twice: 12345 EUR. Pourquoi? なぜ?"
LIMIT = 600  # characters: more would not fit on a screen
SHADES = ("#dbeafe", "#fef3c7", "#dcfce7", "#fae8ff")  # pale, under dark text


def explorer(text: str = EXAMPLE) -> Frame:
    """The explorer, with this text to begin with; what is typed beyond LIMIT is not shown."""
    box = ipywidgets.Textarea(text, description="Text", rows=3, layout={"width": "95%"})
    return Frame(
        {"text": box},
        html=lambda text: page(text[:LIMIT]),
        text=lambda text: tokens.as_text(text[:LIMIT]),
    )


def page(text: str) -> str:
    """The answer as HTML: the text's length, then a paragraph for each vocabulary."""
    blocks = "".join(block(text, name) for name in tokens.VOCABULARIES)
    return f'<div aria-live="polite"><p>{tokens.size(text)}</p>{blocks}</div>'


def block(text: str, vocabulary: str) -> str:
    """The tokens as boxes with their ids: borders and ids tell them apart, colour only helps."""
    cut = tokens.pieces(text, vocabulary)
    boxes = "".join(_box(SHADES[i % len(SHADES)], *token) for i, token in enumerate(cut))
    head = f"<b>{html.escape(tokens.heading(text, vocabulary))}</b>"
    return f'<div style="margin:0.6em 0;line-height:1.2">{head}<br>{boxes}</div>'


def _box(shade: str, id: int, piece: str) -> str:
    style = (
        f"display:inline-block;background:{shade};color:#111;border:1px solid #555;"
        "border-radius:3px;margin:2px 1px;padding:1px 4px;text-align:center;font-family:monospace"
    )
    small = f'<span style="font-size:0.75em;color:#333">{id}</span>'
    return f'<span style="{style}">{html.escape(piece)}<br>{small}</span>'
