"""A row of the model card: a number that was measured, its interval, and the bar that it has.

In: shares, means, differences. Out: what was measured (behaviours.py, experiments.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.measure.metrics import wilson
from helpers.measure.variety import mean_interval


@dataclass(frozen=True)
class Row:
    """One measurement; value, low and high (95 %) are in its own unit: a share is in 0..1.

    low and high are None where the number is one of a whole set of texts, without an interval.
    """

    name: str
    value: float
    low: float | None
    high: float | None
    n: int
    shown: str  # the value as the card prints it
    unit: str = "share"  # or "score", "points"

    @property
    def interval(self) -> str:
        return "" if self.low is None else f"{self.text(self.low)} to {self.text(self.high)}"

    def text(self, value: float) -> str:
        if self.unit == "share":
            return f"{value:.0%}"
        return f"{100 * value:+.0f}" if self.unit == "points" else f"{value:.2f}"

    def met(self, comparison: str, bar: float) -> bool:
        """Is the bar met: the value >=, <= or < it, or (">0", "<0") the interval beside 0?"""
        if comparison in (">0", "<0"):
            return self.low > 0 if comparison == ">0" else self.high < 0
        if comparison == "<":
            return self.value < bar
        return self.value >= bar if comparison == ">=" else self.value <= bar


def share(name: str, right: int, n: int) -> Row:
    """How many of n were right, with Wilson's interval."""
    return Row(name, right / n, *wilson(right, n), n, f"{right} of {n} ({right / n:.0%})")


def score(name: str, values: Sequence[float]) -> Row:
    """The mean of scores, with the interval of a mean."""
    mean, low, high = mean_interval(values)
    return Row(name, mean, low, high, len(values), f"{mean:.2f}", "score")


def difference(name: str, first: Sequence[float], second: Sequence[float]) -> Row:
    """The mean of second - first over pairs, in points: the normal interval of paired differences.

    Pairs are the same question asked twice; ValueError where the lengths differ.
    """
    values = [b - a for a, b in zip(first, second, strict=True)]
    # shifted by 1: mean_interval cuts off below zero where no value is negative
    mean, low, high = (x - 1 for x in mean_interval([v + 1 for v in values]))
    return Row(name, mean, low, high, len(values), f"{100 * mean:+.0f} points", "points")


def apart(name: str, first: Sequence[float], second: Sequence[float]) -> Row:
    """The mean of second minus the mean of first, for two samples that are not paired (Welch)."""
    (a, a_low, _), (b, b_low, _) = (mean_interval([v + 1 for v in x]) for x in (first, second))
    half = ((a - a_low) ** 2 + (b - b_low) ** 2) ** 0.5
    n = min(len(first), len(second))
    return Row(name, b - a, b - a - half, b - a + half, n, f"{100 * (b - a):+.0f} points", "points")
