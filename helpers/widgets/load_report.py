"""The load report: goodput and times by the rate at which requests come, with and without shedding.

`report(runs, within)` has a slider; `table(runs, within)` prints the same without a browser. Both
show measurements that were made once, so moving a slider sends no request.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from html import escape

import ipywidgets

from helpers.measure import metrics
from helpers.serving import load
from helpers.widgets.frame import Frame, one_of

Runs = Mapping[tuple[float, str], Sequence[load.Shot]]  # {(requests a second, service): shots}
COLOURS = {200: "#0072B2", 503: "#E69F00"}
OTHER = "#767676"
WIDTH = 40


def table(runs: Runs, within: float, rate: float, service: str) -> None:
    """Prints what became of the requests at one rate, as text."""
    rate, service = one_of("rate and service", (rate, service), runs)
    print(text(runs, within, rate, service))


def report(runs: Runs, within: float) -> Frame:
    """The same with a slider for the rate and a choice of the service."""
    rates, services = (list(dict.fromkeys(part)) for part in zip(*runs, strict=True))
    choices = {
        "rate": ipywidgets.SelectionSlider(options=rates, description="a second"),
        "service": ipywidgets.ToggleButtons(options=services, description="service"),
    }
    return Frame(choices, partial(html, runs, within), partial(text, runs, within))


def text(runs: Runs, within: float, rate: float, service: str) -> str:
    """Counts, times, and a row of # for how many waited how long."""
    lines = [_caption(within, rate, service), *_facts(runs[rate, service], within)]
    for name, n, share in _waits(runs[rate, service]):
        lines.append(f"  {name:>12} {'#' * round(WIDTH * share):{WIDTH}} {n}")
    return "\n".join(lines)


def html(runs: Runs, within: float, rate: float, service: str) -> str:
    """The same as an HTML table: readable by a screen reader, and bars for the eye."""
    facts = "".join(
        f"<li>{escape(fact.strip())}</li>" for fact in _facts(runs[rate, service], within)
    )
    rows = "".join(_row(*wait) for wait in _waits(runs[rate, service]))
    return (
        f"<div aria-live='polite'><p>{escape(_caption(within, rate, service))}</p><ul>{facts}</ul>"
        "<table aria-label='How long the requests took' style='width:44em'>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def _caption(within: float, rate: float, service: str) -> str:
    return f"{rate:g} requests a second, {service}; good is 200 within {within:g} s"


def _facts(shots: Sequence[load.Shot], within: float) -> list[str]:
    times = " and ".join(f"{load.percentile(shots, p):.1f} s" for p in (0.5, 0.95))
    refused = sum(shot.status != 200 for shot in shots)
    return [
        f"  good: {metrics.rate(load.good(shots, within), len(shots))}",
        f"  refused or lost: {refused}; of the others half took up to {times.split(' and ')[0]}, "
        f"95 % up to {times.split(' and ')[1]}",
    ]


def _waits(shots: Sequence[load.Shot]) -> list[tuple[str, int, float]]:
    """(name, count, share) of refusals and of waiting times, in steps of doubling length."""
    ends = [0.5, 1, 2, 4, 8, 16, float("inf")]
    answered = [shot.seconds for shot in shots if shot.status == 200]
    counts = {"not answered": len(shots) - len(answered)}
    for low, high in zip([0.0, *ends], ends, strict=False):
        name = f"{low:g} to {high:g} s" if high < float("inf") else f"over {low:g} s"
        counts[name] = sum(low <= seconds < high for seconds in answered)
    return [(name, n, n / len(shots)) for name, n in counts.items()]


def _row(name: str, n: int, share: float) -> str:
    colour = COLOURS[503] if name == "not answered" else COLOURS[200]
    bar = f"width:{max(100 * share, 0.5):.1f}%;height:1em;background:{colour}"
    return (
        f"<tr><th scope='row' style='text-align:right;width:9em'>{name}</th><td style='width:3em'>"
        f"{n}</td><td><div role='img' aria-label='{name}: {n}' style='{bar}'></div></td></tr>"
    )
