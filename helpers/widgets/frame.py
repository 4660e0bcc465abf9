"""The frame of every widget: choices, and a page below them that follows each change.

In: where the choices stand, redrawing, the text twin and the names it takes. Out: what a page says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import ipywidgets

WIDE = {"width": "100%"}
LONGEST = 300  # characters of the names that an error lists


def one_of(what: str, name: Any, names: Iterable) -> Any:
    """`name` if it is one of the names, the first of them for ""; ValueError that lists them."""
    known = list(names)
    if name == "" and known:
        return known[0]
    if name not in known:
        listed = ", ".join(map(repr, known)) or "none at all"
        listed = listed if len(listed) <= LONGEST else f"{listed[:LONGEST]} …"
        raise ValueError(f"there is no {what} {name!r}; there are: {listed}")
    return name


class Frame(ipywidgets.VBox):
    """Choices over a page, as wide as the notebook.

    `html` and `text` are called with the value of each choice: html(problem="P181", keep=2).
    As plain text, which is all that a kept output has, it says what it will become, and then what
    the widget's text twin prints.
    """

    def __init__(
        self,
        choices: Mapping[str, ipywidgets.Widget],
        html: Callable[..., str],
        text: Callable[..., str],
    ) -> None:
        self.choices, self._html, self._text = choices, html, text
        self.view = ipywidgets.HTML(layout=dict(WIDE))
        for choice in choices.values():
            choice.layout.width = WIDE["width"]
            if isinstance(choice, ipywidgets.ToggleButtons):
                choice.add_class("widget-inline-hbox")  # or the name stands in a line of its own
            choice.observe(lambda change: self.draw(), names="value")
        self.draw()
        super().__init__([*choices.values(), self.view], layout=dict(WIDE))

    @property
    def chosen(self) -> dict[str, Any]:
        return {name: choice.value for name, choice in self.choices.items()}

    def draw(self) -> None:
        self.view.value = self._html(**self.chosen)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict:
        bundle = super()._repr_mimebundle_(**kwargs)
        return {**bundle, "text/plain": f"{self.promise}\n{self._text(**self.chosen)}"}

    @property
    def promise(self) -> str:
        """What stands here once the cell has been run."""
        names = ", ".join(self.choices)
        return f"[Run this cell to choose here: {names}. Until then, as text:]"
