"""python -m tests.clients.serve: the server over random weights; prints its URL, runs until killed.

Run by the course's own environment, since the clients' have other versions of the SDKs.
"""

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from helpers.server.engines import Engines, Loaded
from helpers.server.local import LocalServer
from tests.server.conftest import CONFIG, random_engine

WINDOW = 8192  # every letter is a token


def main() -> None:
    config = replace(CONFIG, name="pocket", max_position_embeddings=WINDOW)
    with tempfile.TemporaryDirectory() as folder:
        engine = random_engine(config, Path(folder))
        server = LocalServer(Engines({"pocket": lambda: Loaded(engine, "fp_0123456789")}))
        print(server.url, flush=True)
        sys.stdin.read()  # ends with the test run


if __name__ == "__main__":
    main()
