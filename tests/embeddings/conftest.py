"""all-MiniLM-L6-v2, where its package is installed."""

from pathlib import Path

import pytest

from helpers.embeddings import weights
from helpers.embeddings.minilm import MiniLM


@pytest.fixture(scope="session")
def folder() -> Path:
    found = weights.folder()
    if found is None:
        pytest.skip(weights.missing())
    return found


@pytest.fixture(scope="session")
def minilm(folder) -> MiniLM:
    return MiniLM(folder)
