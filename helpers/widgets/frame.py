"""The frame of every widget: choices, and a page below them that follows each change.

In: where the choices stand, redrawing, the text twin. Out: what a page says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets


class Frame(ipywidgets.VBox):
    """Choices over a page; as plain text it is what the widget's text twin prints.

    `html` and `text` are called with the value of each choice: html(problem="P181", keep=2).
    """

    def __init__(
        self,
        choices: Mapping[str, ipywidgets.Widget],
        html: Callable[..., str],
        text: Callable[..., str],
    ) -> None:
        self.choices, self._html, self._text = choices, html, text
        self.view = ipywidgets.HTML()
        for choice in choices.values():
            choice.observe(lambda change: self.draw(), names="value")
        self.draw()
        super().__init__([*choices.values(), self.view])

    @property
    def chosen(self) -> dict[str, Any]:
        return {name: choice.value for name, choice in self.choices.items()}

    def draw(self) -> None:
        self.view.value = self._html(**self.chosen)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict:
        bundle = super()._repr_mimebundle_(**kwargs)
        return {**bundle, "text/plain": self._text(**self.chosen)}
