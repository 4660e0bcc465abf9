"""The shots curve: right replies by the number of shots, for some classes and a kind of label.

`curve(grid)` has sliders; `table(grid, classes=5, labels="invented")` prints the same without a
browser. Both show measurements that were made once, so moving a slider makes no call.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from html import escape

import ipywidgets

from helpers.measure import metrics
from helpers.widgets.frame import Frame, one_of

Grid = Mapping[tuple[int, str], Mapping[int, tuple[int, int]]]  # {(classes, labels): {shots: …}}
BLUE, PALE = "#0072B2", "#8FBBD9"


def table(grid: Grid, classes: int, labels: str, shots: int | None = None) -> None:
    """Prints the curve as text; the row of `shots` is marked."""
    classes, labels = one_of("curve of classes and labels", (classes, labels), grid)
    print(text(grid, classes, labels, shots))


def curve(grid: Grid) -> Frame:
    """The curve with a slider for classes and shots and a choice of labels."""
    classes, labels = (list(dict.fromkeys(part)) for part in zip(*grid, strict=True))
    points = list(next(iter(grid.values())))
    choices = {
        "classes": ipywidgets.SelectionSlider(options=classes, description="classes"),
        "labels": ipywidgets.ToggleButtons(options=labels, description="labels"),
        "shots": ipywidgets.SelectionSlider(options=points, description="shots"),
    }
    return Frame(choices, partial(html, grid), partial(text, grid))


def text(grid: Grid, classes: int, labels: str, shots: int | None = None) -> str:
    """The curve as text, a bar of # for each number of shots."""
    lines = [_caption(classes, labels)]
    for k, (right, n) in grid[classes, labels].items():
        mark = ">" if k == shots else " "
        bar = "#" * round(20 * right / n)
        lines.append(f"{mark}{k:3} {bar:20} {metrics.rate(right, n)}")
    return "\n".join(lines)


def html(grid: Grid, classes: int, labels: str, shots: int | None = None) -> str:
    """The curve as an HTML table: readable by a screen reader, and bars for the eye."""
    rows = "".join(_row(k, *pair, k == shots) for k, pair in grid[classes, labels].items())
    heads = "".join(f"<th scope='col'>{name}</th>" for name in ("shots", "right", ""))
    return (
        "<table aria-label='Right replies by shots' aria-live='polite' style='width:100%'>"
        f"<caption style='text-align:left'>{escape(_caption(classes, labels))}</caption>"
        f"<thead><tr style='text-align:left'>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(k: int, right: int, n: int, chosen: bool) -> str:
    colour, weight = (BLUE, "bold") if chosen else (PALE, "normal")
    bar = f"width:{max(100 * right / n, 0.5):.1f}%;height:1em;background:{colour}"
    name = f"{k} shots{' (chosen)' if chosen else ''}"
    return (
        f"<tr style='font-weight:{weight}'><th scope='row'>{'▶ ' if chosen else ''}{k}</th>"
        f"<td>{metrics.rate(right, n)}</td>"
        f"<td style='width:45%'><div role='img' aria-label='{name}: {right / n:.0%}' "
        f"style='{bar}'></div></td></tr>"
    )


def _caption(classes: int, labels: str) -> str:
    return f"{classes} classes, {labels} labels: right replies by the number of shots"
