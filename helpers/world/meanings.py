"""What a small function does, apart from its name: wording, body, and the same as a callable.

The callable is composed from parts of its own, never from the text of the body, so it can judge
the body. In: one record, two ways to phrase it. Out: which meanings there are (list_functions,
text_functions, value_functions), names and cases (functions).
"""

from collections.abc import Callable
from dataclasses import dataclass

from helpers.world.draw import Draw, expand


@dataclass(frozen=True)
class Meaning:
    """One meaning, drawn: $0, $1, $2 stand for the parameters in wording and body.

    The wording is an imperative with "~" after its verbs: "add~ up the even numbers of a list".
    A key says that the meaning itself is open, so held-out meanings are never trained on; without
    a key the meaning is shared (there is one way to reverse a text) and the wording decides.
    """

    parameters: tuple[str, ...]
    wording: str
    body: str
    call: Callable
    inputs: Callable[[Draw], tuple]
    key: str | None = None

    @property
    def split_text(self) -> str:
        """The text whose checksum puts the meaning into train or held-out."""
        return self.key or self.wording


def said(draw: Draw, pattern: str) -> str:
    """One expansion of a pattern whose wordings both splits share: "(sum|total) of" -> "sum of"."""
    return expand(pattern, draw.rng)


def quoted(text: str) -> str:
    """The text as a Python string in double quotes: quoted("a") -> '"a"'."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def returning(expression: str) -> str:
    """The body that returns one expression."""
    return f"return {expression}"
