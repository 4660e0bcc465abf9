"""Model id -> what makes vectors; each is loaded once, at first use.

Knows nothing of requests.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from helpers.embeddings import light, weights
from helpers.embeddings.embedded import Embedded
from helpers.server.ask import Refused
from helpers.server.shelf import Shelf


class Embedder(Protocol):
    name: str
    dimensions: int

    def embed(self, texts: Sequence[str]) -> Embedded: ...


class Embedders(Shelf[Embedder]):
    """What a server serves, best first: Embedders({"light-hash-384": Light})

    `missing` are ids that could be here, with the sentence that says how.
    """

    def __init__(
        self,
        loaders: Mapping[str, Callable[[], Embedder]],
        missing: Mapping[str, str] | None = None,
    ):
        super().__init__(loaders)
        self._missing = dict(missing or {})

    def check(self, name: str) -> None:
        """Refused (404) for an id that is not here, naming those that are and how to get it."""
        if name not in self.names:
            why = self._missing.get(name, f"The model {name!r} makes no embeddings on this server.")
            message = f"{why} Embedding models here: {self.listed}."
            raise Refused(404, message, "model", "model_not_found")

    def get(self, name: str) -> Embedder:
        """The model of this id; blocks while it loads. Refused (500) where a file is damaged."""
        self.check(name)
        try:
            return super().get(name)
        except (OSError, ValueError) as error:
            raise Refused(500, str(error), "model", "model_damaged") from error


def installed() -> Embedders:
    """The light one, and before it all-MiniLM-L6-v2 where its package is installed."""
    if weights.folder() is None:
        return Embedders({light.NAME: light.Light}, {weights.NAME: weights.missing()})
    return Embedders({weights.NAME: minilm, light.NAME: light.Light})


def minilm() -> Embedder:
    from helpers.embeddings.minilm import MiniLM  # only where it is asked for

    return MiniLM()
