"""The token explorer: type a text and see where three vocabularies cut it, with the ids.

In: the text box and its coloured answer. Out: the cutting itself (helpers.tokens, whose `table`
is the text twin).
"""

from __future__ import annotations

import contextlib
import html
import io
from collections.abc import Sequence

import ipywidgets
from IPython.display import display

from helpers import tokens

EXAMPLE = "Charged twice: 12345 EUR. Pourquoi? なぜ?"
LIMIT = 600  # characters: more would not fit on a screen
SHADES = ("#dbeafe", "#fef3c7", "#dcfce7", "#fae8ff")  # pale, under dark text


def show(text: str = EXAMPLE, vocabularies: Sequence[str] = tokens.VOCABULARIES) -> None:
    """Displays the explorer; where widgets do not work, the table of the first text stays."""
    box = ipywidgets.Textarea(text, description="Text", rows=3, layout={"width": "95%"})
    answer = ipywidgets.HTML(page(text, vocabularies))

    def redraw(change: dict) -> None:
        answer.value = page(change["new"][:LIMIT], vocabularies)

    box.observe(redraw, names="value")
    bundle, metadata = _parts(ipywidgets.VBox([box, answer])._repr_mimebundle_())
    display({**bundle, "text/plain": as_text(text, vocabularies)}, metadata=metadata, raw=True)


def _parts(made: dict | tuple) -> tuple[dict, dict]:
    """ipywidgets gives data alone, or data and metadata."""
    return made if isinstance(made, tuple) else (made, {})


def as_text(text: str, vocabularies: Sequence[str]) -> str:
    """What tokens.table prints."""
    with contextlib.redirect_stdout(io.StringIO()) as out:
        tokens.table(text, vocabularies)
    return out.getvalue().rstrip()


def page(text: str, vocabularies: Sequence[str]) -> str:
    """The answer as HTML, one paragraph for each vocabulary."""
    size = f"{len(text)} characters, {len(text.encode())} bytes. · is a space, ⏎ a line end."
    return f"<p>{size}</p>" + "".join(paragraph(text, name) for name in vocabularies)


def paragraph(text: str, vocabulary: str) -> str:
    """The tokens of the text as boxes with their ids; a border and the id tell them apart too."""
    cut = tokens.pieces(text, vocabulary)
    boxes = "".join(_box(SHADES[i % len(SHADES)], *token) for i, token in enumerate(cut))
    head = f"<b>{vocabulary}</b>: {len(cut)} {'token' if len(cut) == 1 else 'tokens'}"
    return f'<div style="margin:0.6em 0;line-height:1.2">{head}<br>{boxes}</div>'


def _box(shade: str, id: int, piece: str) -> str:
    style = (
        f"display:inline-block;background:{shade};color:#111;border:1px solid #555;"
        "border-radius:3px;margin:2px 1px;padding:1px 4px;text-align:center;font-family:monospace"
    )
    small = f'<span style="font-size:0.75em;color:#333">{id}</span>'
    return f'<span style="{style}">{html.escape(piece)}<br>{small}</span>'
