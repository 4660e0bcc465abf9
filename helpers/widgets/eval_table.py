"""The eval table: several systems on one gold set, how many right, how sure, and at what price.

`show(results)` has choices; `table(results, slice="billing")` prints the same without a browser.
Both show results that were measured once, so a choice makes no call.

In: a dict for each result: system, customer, gold, right, cost. Out: the intervals
(measure.clusters), times, which differ from run to run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

import ipywidgets

from helpers.measure import clusters
from helpers.widgets.frame import Frame

Result = Mapping[str, object]
ALL = "all"
BY_CUSTOMER, BY_CASE = "by customer", "as if independent"
RIGHT, PRICE = "most right", "cheapest right reply"
BLUE = "#0072B2"
WIDE = {"description_width": "7em"}


@dataclass(frozen=True)
class Row:
    """One system on one slice; per_right is None where nothing is right."""

    system: str
    n: int
    share: float
    low: float
    high: float
    per_right: float | None


def table(
    results: Sequence[Result], slice: str = ALL, order: str = RIGHT, intervals: str = BY_CUSTOMER
) -> None:
    """Prints the table as text."""
    print(text(results, slice, order, intervals))


def show(results: Sequence[Result]) -> Frame:
    """The table, with a choice of slice, order and interval."""
    slices = [ALL, *dict.fromkeys(str(result["gold"]) for result in results)]
    choices = {
        "slice": ipywidgets.ToggleButtons(options=slices, description="slice", style=WIDE),
        "order": ipywidgets.ToggleButtons(options=[RIGHT, PRICE], description="order", style=WIDE),
        "intervals": ipywidgets.ToggleButtons(
            options=[BY_CUSTOMER, BY_CASE], description="intervals", style=WIDE
        ),
    }
    return Frame(choices, partial(html, results), partial(text, results))


def rows(results: Sequence[Result], slice: str, order: str, intervals: str) -> list[Row]:
    """A row for each system, in the order that was chosen."""
    chosen = [result for result in results if slice in (ALL, result["gold"])]
    systems = dict.fromkeys(result["system"] for result in chosen)
    made = [_row(one, [r for r in chosen if r["system"] == one], intervals) for one in systems]
    if order == RIGHT:
        return sorted(made, key=lambda row: -row.share)
    return sorted(made, key=lambda row: float("inf") if row.per_right is None else row.per_right)


def _row(system: str, mine: Sequence[Result], intervals: str) -> Row:
    right = [float(result["right"]) for result in mine]
    names = [result["customer"] for result in mine]
    share, low, high = clusters.interval(
        right, names if intervals == BY_CUSTOMER else range(len(mine))
    )
    cost = sum(result["cost"] for result in mine)
    return Row(
        system,
        len(mine),
        share,
        max(0.0, low),
        min(1.0, high),
        cost / sum(right) if sum(right) else None,
    )


def text(results: Sequence[Result], slice: str, order: str, intervals: str) -> str:
    """The table as text, a bar of # for each share."""
    made = rows(results, slice, order, intervals)
    width = max(len(row.system) for row in made)
    lines = [_caption(slice, order, intervals)]
    lines += [
        f"  {row.system:{width}} {'#' * round(20 * row.share):20} {_share(row)}; {_price(row)}"
        for row in made
    ]
    return "\n".join(lines)


def html(results: Sequence[Result], slice: str, order: str, intervals: str) -> str:
    """The table as HTML: readable by a screen reader, and bars for the eye."""
    body = "".join(map(_html_row, rows(results, slice, order, intervals)))
    heads = "".join(
        f"<th scope='col'>{name}</th>" for name in ("system", "right", "1,000 right replies", "")
    )
    caption = escape(_caption(slice, order, intervals))
    return (
        "<table aria-label='Eval table' aria-live='polite' style='width:100%'>"
        f"<caption style='text-align:left'>{caption}</caption>"
        f"<thead><tr style='text-align:left'>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )


def _html_row(row: Row) -> str:
    bar = f"width:{max(100 * row.share, 0.5):.1f}%;height:1em;background:{BLUE}"
    name = escape(row.system)
    return (
        f"<tr><th scope='row'>{name}</th><td>{_share(row)}</td><td>{_price(row)}</td>"
        f"<td style='width:30%'><div role='img' aria-label='{name}: {row.share:.0%}' "
        f"style='{bar}'></div></td></tr>"
    )


def _caption(slice: str, order: str, intervals: str) -> str:
    which = "all cases" if slice == ALL else f"the cases whose gold label is {slice}"
    return f"{which}; {order} first; 95 % intervals {intervals}:"


def _share(row: Row) -> str:
    return f"{row.share:.0%} of {row.n} ({100 * row.low:.0f}-{row.high:.0%})"


def _price(row: Row) -> str:
    if row.per_right is None:
        return "no right reply at any price"
    return f"{1000 * row.per_right:.4f} euros for 1,000 right replies"
