"""Model id -> a loaded engine; each model is loaded once, at first use.

Knows nothing of requests.
"""

import hashlib
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from helpers.pocket import WEIGHTS, models
from helpers.pocket.engine import Engine
from helpers.server.ask import Refused
from helpers.server.caching import Ledger
from helpers.server.shelf import Shelf


@dataclass(frozen=True)
class Loaded:
    engine: Engine
    fingerprint: str  # "fp_" and ten hex digits of the weights' SHA-256
    ledger: Ledger = field(default_factory=Ledger)  # of the prefixes that requests ask to keep


class Engines(Shelf[Loaded]):
    """The models that a server serves: Engines({"pocket": load}).get("pocket").engine

    Each is loaded at first use and kept; it has its own thread, batch and prefix cache.
    """

    def check(self, name: str) -> None:
        """Refused (404, naming the models that there are) for an id that is not served."""
        if name not in self.names:
            message = (
                f"The model {name!r} does not exist on this server. Models here: {self.listed}."
            )
            raise Refused(404, message, "model", "model_not_found")

    def get(self, name: str) -> Loaded:
        """The model of this id; blocks for as long as loading takes, the first time."""
        self.check(name)
        return super().get(name)


def shipped() -> Engines:
    """The models in the box."""
    return in_folder(WEIGHTS)


def in_folder(folder: Path) -> Engines:
    """The models whose safetensors files lie there; none is loaded yet."""
    files = {name: folder / f"{name}.safetensors" for name in models(folder)}
    return Engines({name: partial(load, file) for name, file in files.items()})


def load(path: Path) -> Loaded:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Loaded(Engine.load(path), f"fp_{digest[:10]}")
