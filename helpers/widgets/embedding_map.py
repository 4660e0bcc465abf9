"""The embedding map: passages as points on a plane, and the ones nearest to a question marked.

`map_of(...)` has a choice of questions; `table(...)` prints the nearest without a browser. The
plane is that of the two directions in which the vectors differ most (principal components), so
points that lie together on it need not be near in all dimensions: the list below is what counts.

In: vectors of length 1, names, areas. Out: making vectors.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

import ipywidgets
import numpy as np

from helpers.widgets.frame import Frame, one_of

WIDTH, HEIGHT, MARGIN, NEAREST, DIGITS = 560, 380, 16, 5, 3
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#767676", "#56B4E9")


@dataclass(frozen=True)
class Cloud:
    """Passages: a name, an area and a vector each; questions with theirs."""

    names: Sequence[str]
    areas: Sequence[str]
    rows: np.ndarray
    questions: Mapping[str, np.ndarray]

    def nearest(self, question: str) -> list[tuple[int, float]]:
        """(place, cosine) of the NEAREST passages, best first."""
        found = np.round(self.rows @ self.questions[question], DIGITS)
        order = sorted(range(len(found)), key=lambda i: (-found[i], i))[:NEAREST]
        return [(i, float(found[i])) for i in order]


def table(cloud: Cloud, question: str) -> None:
    """Prints the passages nearest to a question."""
    print(text(cloud, one_of("question", question, cloud.questions)))


def map_of(cloud: Cloud) -> Frame:
    """The map under a choice of questions."""
    choice = ipywidgets.Dropdown(options=list(cloud.questions), description="question")
    plane = _plane(cloud.rows)
    return Frame({"question": choice}, partial(html, cloud, plane), partial(text, cloud))


def text(cloud: Cloud, question: str) -> str:
    """The nearest passages with their cosines and areas."""
    lines = [
        f"  {rank}. {cosine:.2f}  {cloud.areas[i]:10} {cloud.names[i]}"
        for rank, (i, cosine) in enumerate(cloud.nearest(question), 1)
    ]
    return "\n".join([f"Nearest of {len(cloud.names)} passages to: {question}", *lines])


def html(cloud: Cloud, plane: tuple[np.ndarray, np.ndarray], question: str) -> str:
    """Points coloured by area, the nearest numbered, the question as a cross; then the list."""
    middle, axes = plane
    places = {i: rank for rank, (i, _) in enumerate(cloud.nearest(question), 1)}
    points = (cloud.rows - middle) @ axes
    asked = (cloud.questions[question] - middle) @ axes
    low, high = np.vstack([points, asked]).min(0), np.vstack([points, asked]).max(0)
    areas = list(dict.fromkeys(cloud.areas))
    dots = "".join(
        _dot(
            _at(points[i], low, high),
            COLOURS[areas.index(cloud.areas[i]) % len(COLOURS)],
            cloud.names[i],
            places.get(i),
        )
        for i in sorted(range(len(points)), key=places.__contains__)  # the nearest on top
    )
    x, y = _at(asked, low, high)
    cross = f"<text x='{x:.0f}' y='{y:.0f}' font-size='22' text-anchor='middle'>✚</text>"
    legend = " &nbsp; ".join(
        f"<span style='color:{COLOURS[i % len(COLOURS)]}'>●</span> {escape(area)}"
        for i, area in enumerate(areas)
    )
    return (
        f"<div aria-live='polite'><p>{legend} &nbsp; ✚ question</p>"
        f"<svg role='img' aria-label='Map of the passages; the list below says what is nearest' "
        f"width='{WIDTH}' height='{HEIGHT}' style='background:#fff;border:1px solid #999'>"
        f"{dots}{cross}</svg><pre>{escape(text(cloud, question))}</pre></div>"
    )


def _plane(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The middle of the points, and the two directions in which they differ most."""
    middle = rows.mean(axis=0)
    _, _, directions = np.linalg.svd(rows - middle, full_matrices=False)
    return middle, directions[:2].T


def _at(point: np.ndarray, low: np.ndarray, high: np.ndarray) -> tuple[float, float]:
    """Pixels of a point."""
    share = (point - low) / np.maximum(high - low, 1e-9)
    return MARGIN + share[0] * (WIDTH - 2 * MARGIN), MARGIN + share[1] * (HEIGHT - 2 * MARGIN)


def _dot(at: tuple[float, float], colour: str, name: str, rank: int | None) -> str:
    x, y = at
    title = f"<title>{escape(name)}</title>"
    if rank is None:
        return (
            f"<circle cx='{x:.0f}' cy='{y:.0f}' r='4' fill='{colour}' fill-opacity='0.8'>"
            f"{title}</circle>"
        )
    return (  # dark on white: on the pale colours a white number cannot be read
        f"<circle cx='{x:.0f}' cy='{y:.0f}' r='9' fill='#fff' stroke='{colour}' stroke-width='3'>"
        f"{title}</circle><text x='{x:.0f}' y='{y + 4:.0f}' font-size='11' font-weight='bold' "
        f"fill='#111' text-anchor='middle'>{rank}</text>"
    )
