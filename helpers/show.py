"""Charts for the lessons. Each one prints in words what it shows, for those who do not look.

In: matplotlib figures from plain counts and rates. Out: measuring (the lessons do), intervals
(metrics), anything that moves (widgets).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from helpers import metrics

Rates = Mapping[str, Mapping[str, tuple[int, int]]]  # {group: {series: (passed, n)}}
Counts = Mapping[str, Mapping[str, int]]  # {group: {series: count}}

# Okabe and Ito's colours differ for every kind of colour vision; the hatches differ in print
STYLES = (
    {"color": "#0072B2", "hatch": ""},
    {"color": "#E69F00", "hatch": "//"},
    {"color": "#009E73", "hatch": ".."},
    {"color": "#CC79A7", "hatch": "xx"},
)


def rates(groups: Rates, title: str) -> None:
    """Bars of pass rates with their 95 % intervals, side by side in each group."""
    figure, axes = plt.subplots(figsize=(8, 3.6), layout="constrained")
    names = series_of(groups)
    for i, name in enumerate(names):
        at, bars = _places(groups, name, i, len(names))
        shares = [passed / n for passed, n in bars]
        axes.bar(at, shares, 0.8 / len(names), label=name, edgecolor="white", **STYLES[i])
        axes.errorbar(at, shares, yerr=_reach(bars), fmt="none", ecolor="black", capsize=4)
    axes.yaxis.set_major_formatter(PercentFormatter(1))
    axes.set_ylim(0, 1.05)
    _finish(axes, list(groups), title)
    plt.show()
    print(f"{title}. Black lines: 95 % intervals.")
    for group, bars in groups.items():
        for name, (passed, n) in bars.items():
            print(f"  {group}, {name}: {metrics.rate(passed, n)}")


def counts(groups: Counts, title: str, unit: str) -> None:
    """Bars of counts, side by side in each group, and the same as a table."""
    figure, axes = plt.subplots(figsize=(8, 3.8), layout="constrained")
    names = series_of(groups)
    for i, name in enumerate(names):
        at, heights = _places(groups, name, i, len(names))
        axes.bar(at, heights, 0.8 / len(names), label=name, edgecolor="white", **STYLES[i])
    axes.set_ylabel(unit)
    _finish(axes, list(groups), title)
    plt.show()
    print(f"{title} ({unit}):")
    print_table(groups)


def print_table(groups: Counts) -> None:
    """A row for each group, a column for each series."""
    names, width = series_of(groups), max(map(len, groups))
    print(f"  {'':{width}}  " + "  ".join(names))
    for group, bars in groups.items():
        cells = (f"{bars[name]:>{len(name)},}" if name in bars else "-" for name in names)
        print(f"  {group:{width}}  " + "  ".join(cells))


def series_of(groups: Mapping[str, Mapping]) -> list[str]:
    """The names of the series, in the order in which they first occur."""
    return list(dict.fromkeys(name for bars in groups.values() for name in bars))


def _places(groups: Mapping, name: str, i: int, n: int) -> tuple[list[float], list]:
    """Where the bars of one series stand, and their values; a group may lack the series."""
    shift = (i - (n - 1) / 2) * 0.8 / n
    there = [(at + shift, bars[name]) for at, bars in enumerate(groups.values()) if name in bars]
    return [at for at, _ in there], [value for _, value in there]


def _reach(bars: Sequence[tuple[int, int]]) -> list[list[float]]:
    """How far each interval reaches below and above its rate."""
    ends = [(p / n, *metrics.wilson(p, n)) for p, n in bars]
    return [[max(0, p - low) for p, low, _ in ends], [max(0, high - p) for p, _, high in ends]]


def _finish(axes: Axes, groups: Sequence[str], title: str) -> None:
    axes.set_xticks(range(len(groups)), groups)
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_title(title, loc="left")
    axes.figure.legend(loc="outside lower center", ncols=4, frameon=False)
