"""The experiment planner: how many tickets a comparison of two prompts needs, and what it risks.

`plan()` has sliders; `table(tickets=200, mends=8, breaks=3)` prints the same without a browser. It
calculates and makes no call.

In: what one believes of a change, in percent of the tickets; how many prompts and looks. Out: the
sums themselves (measure.power, measure.sequential).
"""

from __future__ import annotations

from functools import cache
from html import escape

import ipywidgets

from helpers.measure import power, sequential
from helpers.widgets.frame import Frame

SIZES = (50, 100, 200, 400, 800, 1600)
MENDS, BREAKS = tuple(range(1, 21)), tuple(range(11))
PROMPTS, LOOKS = (1, 2, 5, 10, 20), (1, 2, 5, 10)
LEVEL, WANTED = 0.05, 0.8
BLUE, PALE = "#0072B2", "#8FBBD9"
WIDE = {"description_width": "7em"}
RIGHT = "text-align:right;padding-right:1.5em"  # numbers stand below each other


def table(
    tickets: int = 200, mends: int = 8, breaks: int = 3, prompts: int = 1, looks: int = 1
) -> None:
    """Prints the plan as text; the row of `tickets` is marked."""
    print(text(tickets, mends, breaks, prompts, looks))


def plan() -> Frame:
    """The plan, with a slider for each of its five numbers."""
    choices = {
        "tickets": _slider(SIZES, 200, "tickets"),
        "mends": _slider(MENDS, 8, "B mends, %"),
        "breaks": _slider(BREAKS, 3, "B breaks, %"),
        "prompts": _slider(PROMPTS, 1, "new prompts"),
        "looks": _slider(LOOKS, 1, "looks"),
    }
    return Frame(choices, html, text)


def _slider(options: tuple[int, ...], value: int, name: str) -> ipywidgets.SelectionSlider:
    return ipywidgets.SelectionSlider(options=options, value=value, description=name, style=WIDE)


def text(tickets: int, mends: int, breaks: int, prompts: int, looks: int) -> str:
    """The plan as text, a bar of # for each number of tickets."""
    lines = [_caption(mends, breaks, prompts, looks)]
    for n in SIZES:
        found = _found(n, mends, breaks, prompts * looks)
        mark = ">" if n == tickets else " "
        lines.append(f"{mark}{n:5} tickets {'#' * round(20 * found):20} found {_times(found)}")
    return "\n".join([*lines, *_sentences(mends, breaks, prompts, looks)])


def html(tickets: int, mends: int, breaks: int, prompts: int, looks: int) -> str:
    """The plan as an HTML table: readable by a screen reader, and bars for the eye."""
    rows = "".join(_row(n, _found(n, mends, breaks, prompts * looks), n == tickets) for n in SIZES)
    heads = "".join(
        f"<th scope='col' style='{style}'>{name}</th>"
        for name, style in (("tickets", RIGHT), ("found", ""), ("", ""))
    )
    below = "".join(f"<p>{escape(one)}</p>" for one in _sentences(mends, breaks, prompts, looks))
    caption = escape(_caption(mends, breaks, prompts, looks))
    return (
        "<div aria-live='polite'><table aria-label='Experiment planner' style='width:44em'>"
        f"<caption style='text-align:left'>{caption}</caption>"
        f"<thead><tr style='text-align:left'>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        f"{below}</div>"
    )


def _row(n: int, found: float, chosen: bool) -> str:
    colour, weight = (BLUE, "bold") if chosen else (PALE, "normal")
    bar = f"width:{max(100 * found, 0.5):.1f}%;height:1em;background:{colour}"
    name = f"{n} tickets{' (chosen)' if chosen else ''}"
    return (
        f"<tr style='font-weight:{weight}'>"
        f"<th scope='row' style='{RIGHT}'>{'▶ ' if chosen else ''}{n}</th>"
        f"<td>{_times(found)}</td>"
        f"<td style='width:45%'><div role='img' aria-label='{name}: {_times(found)}' "
        f"style='{bar}'></div></td></tr>"
    )


def _caption(mends: int, breaks: int, prompts: int, looks: int) -> str:
    which = "prompt B" if prompts == 1 else f"one of {prompts} prompts"
    when = "one look at the end" if looks == 1 else f"{looks} looks"
    return f"If {which} mends {mends}% of the tickets and breaks {breaks}%; {when}:"


def _sentences(mends: int, breaks: int, prompts: int, looks: int) -> list[str]:
    """What it takes, and what it risks."""
    n = _needed(mends, breaks, prompts * looks)
    calls = f"{n:,} tickets, {n * (1 + prompts):,} calls" if n else f"over {power.MOST:,} tickets"
    alarm = _times(1 - (1 - sequential.cries_wolf(looks)) ** prompts)
    risk = f"If nothing is there, and each test is taken at 5%: a false find in {alarm}."
    return [f"To find it in 80 of 100 experiments: {calls}.", risk, *_care(prompts * looks)]


def _care(tests: int) -> list[str]:
    if tests == 1:
        return []
    return [f"So each of the {tests} tests is taken at {100 * LEVEL / tests:.2g}% here."]


def _times(share: float) -> str:
    return f"{100 * share:.0f} of 100"


@cache
def _found(n: int, mends: int, breaks: int, tests: int) -> float:
    return power.power(n, mends / 100, breaks / 100, LEVEL / tests)


@cache
def _needed(mends: int, breaks: int, tests: int) -> int | None:
    return power.needed(mends / 100, breaks / 100, WANTED, LEVEL / tests)
