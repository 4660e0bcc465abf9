"""Charts for the lessons. Each one prints in words what it shows, for those who do not look.

In: matplotlib figures from plain counts and rates. Out: measuring (the lessons do), intervals
(metrics), anything that moves (widgets).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.ticker import PercentFormatter

from helpers.measure import calibration, logprobs, metrics

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
    _, axes = plt.subplots(figsize=(8, 3.6), layout="constrained")
    names = series_of(groups)
    for i, name in enumerate(names):
        at, bars = _places(groups, name, i, len(names))
        shares = [passed / n for passed, n in bars]
        axes.bar(at, shares, 0.8 / len(names), label=name, edgecolor="white", **STYLES[i])
        reach = _reach(bars)
        axes.errorbar(at, shares, reach, fmt="none", ecolor="black", capsize=4, clip_on=False)
    _shares(axes.yaxis)
    _finish(axes, list(groups), title)
    plt.show()
    print(f"{title}. Black lines: 95 % intervals.")
    for group, bars in groups.items():
        for name, (passed, n) in bars.items():
            print(f"  {group}, {name}: {metrics.rate(passed, n)}")


def counts(groups: Counts, title: str, unit: str) -> None:
    """Bars of counts, side by side in each group, and the same as a table."""
    _, axes = plt.subplots(figsize=(8, 3.8), layout="constrained")
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
    axes.set_title(title, loc="left", pad=10)
    _legend(axes)


def _shares(axis: Axis) -> None:
    """Shares run from 0 to 100 %, whatever was measured: a difference looks as large as it is."""
    axis.set_major_formatter(PercentFormatter(1))
    axis.axes.set(**{f"{axis.axis_name}lim": (0, 1)})


def _legend(axes: Axes) -> None:
    """Names the series below the axes; a single one is named on its axis instead."""
    _, names = axes.get_legend_handles_labels()
    if len(names) > 1:
        axes.figure.legend(loc="outside lower center", ncols=4, frameon=False)
    elif not axes.get_ylabel():
        axes.set_ylabel(names[0])


Curves = Mapping[str, Sequence[tuple[float, float, float, float]]]  # {series: [(x, y, low, high)]}
MARKS, POINTS = ("o-", "s--", "^:", "D-."), "os^DvPX*"


def next_token(reply: Any, position: int = 0, shown: int = 10) -> None:
    """Bars for the most likely candidates of one token of a reply, and the same as a list."""
    candidates = logprobs.step(reply, position)[:shown]
    names, shares = [repr(token) for token, _ in candidates], [math.exp(p) for _, p in candidates]
    _, axes = plt.subplots(figsize=(8, 0.3 * len(names) + 1), layout="constrained")
    axes.barh(names, shares, color=STYLES[0]["color"])
    axes.invert_yaxis()
    _shares(axes.xaxis)
    axes.set_title(f"Candidates for token {position + 1} of the reply", loc="left")
    axes.spines[["top", "right"]].set_visible(False)
    plt.show()
    print(f"The {len(names)} most likely candidates for token {position + 1} of the reply:")
    for name, share in zip(names, shares, strict=True):
        print(f"  {name:<14} {share:7.2%}")


def curves(series: Curves, title: str, x: str, y: str) -> None:
    """Lines with 95 % intervals, one for each series, and the same as a list."""
    _draw_curves(series, title, x, y)
    _show(f"{title}. Bars across the lines: 95 % intervals.")
    for name, points in series.items():
        for at, middle, low, high in points:
            within = f"95 % interval {low:.2f} to {high:.2f}"
            print(f"  {name}, {x} {round(at, 3):g}: {y} {middle:.2f} ({within})")


def rate_curves(
    series: Mapping[str, Mapping[float, tuple[int, int]]], title: str, x: str, y: str
) -> None:
    """curves() of rates: {series: {x: (passed, n)}}. A rate of nothing (n = 0) is left out."""
    found = {
        name: {at: pair for at, pair in rates.items() if pair[1]} for name, rates in series.items()
    }
    drawn = {
        name: [(at, p / n, *metrics.wilson(p, n)) for at, (p, n) in rates.items()]
        for name, rates in found.items()
    }
    _shares(_draw_curves(drawn, title, x, y).yaxis)
    _show(f"{title}. Bars across the lines: 95 % intervals.")
    for name, rates in found.items():
        for at, (p, n) in rates.items():
            print(f"  {name}, {x} {round(at, 3):g}: {metrics.rate(p, n)}")


def _draw_curves(series: Curves, title: str, x: str, y: str) -> Axes:
    _, axes = plt.subplots(figsize=(8, 3.6), layout="constrained")
    for (name, points), mark, style in zip(series.items(), MARKS, STYLES, strict=False):
        at, middle = [p[0] for p in points], [p[1] for p in points]
        reach = [[max(0, p[1] - p[2]) for p in points], [max(0, p[3] - p[1]) for p in points]]
        looks = {"fmt": mark, "capsize": 4, "color": style["color"], "clip_on": False}
        axes.errorbar(at, middle, reach, label=name, **looks)
    axes.set(xlabel=x, ylabel=y)
    axes.set_title(title, loc="left", pad=10)
    axes.spines[["top", "right"]].set_visible(False)
    _legend(axes)
    return axes


def _show(caption: str) -> None:
    plt.show()
    print(caption)


def frontier(
    points: Mapping[str, tuple[tuple[int, int], tuple[int, int]]], title: str, x: str, y: str
) -> None:
    """Settings between two wishes: {settings: ((passed, n) across, (passed, n) up)}, and a list."""
    _, axes = plt.subplots(figsize=(8, 4), layout="constrained")
    for i, (name, (across, up)) in enumerate(points.items()):
        axes.errorbar(
            across[0] / across[1],
            up[0] / up[1],
            yerr=_reach([up]),
            xerr=_reach([across]),
            fmt=POINTS[i % len(POINTS)],
            # rings, each smaller than the one before: points in one place are all to be seen
            markersize=16 - 1.5 * (i % len(POINTS)),
            markerfacecolor="none",
            markeredgewidth=1.8,
            capsize=3,
            clip_on=False,
            color=STYLES[i % len(STYLES)]["color"],
            label=name,
        )
    for axis in (axes.xaxis, axes.yaxis):
        _shares(axis)
    axes.set(xlabel=x, ylabel=y)
    axes.set_title(title, loc="left", pad=10)
    axes.spines[["top", "right"]].set_visible(False)
    axes.figure.legend(loc="outside right upper", frameon=False)
    plt.show()
    print(f"{title}. The upper right corner is best; crosses are 95 % intervals.")
    for name, (across, up) in points.items():
        print(f"  {name}: {x} {metrics.rate(*across)}; {y} {metrics.rate(*up)}")


def reliability(predictions: Sequence[tuple[float, bool]], k: int, title: str) -> None:
    """Probability against accuracy in k bins of equal size, and what the bins say."""
    found = calibration.bins(predictions, k)
    pairs = [(b.right, b.n) for b in found]
    _, axes = plt.subplots(figsize=(5, 4.4), layout="constrained")
    axes.plot([0, 1], [0, 1], "--", color="#767676", label="a probability that keeps its word")
    axes.errorbar(
        [b.probability for b in found],
        [b.right / b.n for b in found],
        yerr=_reach(pairs),
        fmt="o-",
        capsize=4,
        color=STYLES[0]["color"],
        label="model",
        clip_on=False,
    )
    for axis in (axes.xaxis, axes.yaxis):
        _shares(axis)
    axes.set(xlabel="probability that the model gave", ylabel="share that was right")
    axes.set_title(title, loc="left", pad=10)
    axes.legend(loc="upper left", frameon=False)
    plt.show()
    print(f"{title}: {k} bins of equal size, least sure first.")
    for b in found:
        print(f"  said {b.probability:.1%}, right {metrics.rate(b.right, b.n)}: {_word(b)}")


def _word(b: calibration.Bin) -> str:
    """What a bin says of the model, where its interval leaves no doubt."""
    low, high = metrics.wilson(b.right, b.n)
    if low <= b.probability <= high:
        return "agrees"
    return "over-confident" if b.probability > high else "under-confident"


def repeats(runs: Mapping[str, Sequence[str]], title: str) -> None:
    """A row for each run, a square for each reply: the same letter is the same text. And counts."""
    longest = max(map(len, runs.values()))
    _, axes = plt.subplots(figsize=(8, 0.36 * len(runs) + 0.8), layout="constrained")
    for row, replies in enumerate(runs.values()):
        for at, letter in enumerate(lettered(replies)):
            dark = letter == "A"
            axes.add_patch(plt.Rectangle((at, row), 0.92, 0.86, color=SQUARES[dark]))
            colour = "white" if dark else "black"
            axes.text(at + 0.46, row + 0.44, letter, ha="center", va="center", color=colour)
    axes.set(xlim=(0, longest), ylim=(len(runs), 0), xticks=[])
    axes.set_yticks([row + 0.43 for row in range(len(runs))], list(runs))
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.set_title(title, loc="left", pad=10)
    plt.show()
    print(f"{title}\nIn a row, A is the text that came first, B the second, and so on.")
    for name, replies in runs.items():
        # no interval: at temperature 0 nothing varies, and above it the first text is a draw itself
        alike = replies.count(replies[0])
        print(f"  {name}: {len(set(replies))} different, A stands {alike} times of {len(replies)}")


SQUARES = {True: "#0072B2", False: "#F0E0B0"}  # first text: dark under white; others: pale


def lettered(replies: Sequence[str]) -> list[str]:
    """A letter for each different text, in order: lettered(["x", "y", "x"]) -> ["A", "B", "A"].

    After Z come the small letters, then "+".
    """
    names = [chr(code) for code in (*range(65, 91), *range(97, 123))]
    order = list(dict.fromkeys(replies))
    return [[*names, "+"][min(order.index(reply), len(names))] for reply in replies]
