"""The chunk viewer: a page, a way to cut it and a size; see where the borders fall.

`viewer(pages, ways)` has the choices; `table(pages, ways, page, way, size)` prints the same without
a browser. In: texts by name, and functions (text, size) -> passages. Out: how to cut (retrieval).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from html import escape

import ipywidgets

from helpers.widgets.frame import Frame, one_of

Ways = Mapping[str, Callable[[str, int], list[str]]]
SIZES = (10, 20, 40, 80)  # words
SHADES = ("#dbeafe", "#fef3c7")  # pale, under dark text; borders and numbers tell, colour helps


def table(pages: Mapping[str, str], ways: Ways, page: str, way: str, size: int) -> None:
    """Prints the passages of one page."""
    page, way = one_of("page", page, pages), one_of("way", way, ways)
    print(text(pages, ways, page, way, size))


def viewer(pages: Mapping[str, str], ways: Ways) -> Frame:
    """The choices over the passages."""
    choices = {
        "page": ipywidgets.Dropdown(options=list(pages), description="page"),
        "way": ipywidgets.ToggleButtons(options=list(ways), description="way"),
        "size": ipywidgets.SelectionSlider(options=SIZES, value=20, description="size"),
    }
    return Frame(choices, partial(html, pages, ways), partial(text, pages, ways))


def text(pages: Mapping[str, str], ways: Ways, page: str, way: str, size: int) -> str:
    """A numbered line for each passage."""
    parts = ways[way](pages[page], size)
    lines = [f"{i:3} ({len(p.split()):2} words) {' '.join(p.split())}" for i, p in _numbered(parts)]
    return "\n".join([_caption(page, way, size, len(parts)), *lines])


def html(pages: Mapping[str, str], ways: Ways, page: str, way: str, size: int) -> str:
    """A bordered paragraph for each passage."""
    parts = ways[way](pages[page], size)
    items = "".join(
        f"<li style='background:{SHADES[i % 2]};color:#111;border:1px solid #555;margin:3px 0;"
        f"padding:3px 6px'>{escape(' '.join(p.split()))} "
        f"<small style='white-space:nowrap'>({len(p.split())} words)</small>"
        "</li>"
        for i, p in _numbered(parts)
    )
    caption = escape(_caption(page, way, size, len(parts)))
    return f"<div aria-live='polite'><p>{caption}</p><ol style='width:50em'>{items}</ol></div>"


def _numbered(parts: list[str]) -> list[tuple[int, str]]:
    return list(enumerate(parts, 1))


def _caption(page: str, way: str, size: int, n: int) -> str:
    return f"{page}, {way}, size {size}: {n} passage{'s' if n != 1 else ''}"
