"""Models by their ids, each loaded at first use and kept.

In: what is there and when it is loaded. Out: what is served, and how a request for what is not here
is refused (engines.py, embedders.py).
"""

import threading
from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Shelf(Generic[Thing]):
    """Shelf({"pocket": load}).get("pocket"): one load, whichever thread asks first."""

    def __init__(self, loaders: Mapping[str, Callable[[], Thing]]):
        self._loaders = dict(loaders)
        self._loaded: dict[str, Thing] = {}
        self._lock = threading.Lock()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._loaders)

    @property
    def listed(self) -> str:
        """The ids for a message: "pocket, pocket-mini", or "none"."""
        return ", ".join(self.names) or "none"

    def get(self, name: str) -> Thing:
        """The thing of this id, which must be one of `names`; blocks while it loads."""
        with self._lock:
            if name not in self._loaded:
                self._loaded[name] = self._loaders[name]()
            return self._loaded[name]
