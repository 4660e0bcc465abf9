"""Vectors of all-MiniLM-L6-v2 for the documentation's passages and questions, kept in a file.

So the lesson measures the model where it is not installed. A text is found by its checksum; one
that was never embedded is an error, not a vector of something else.

    python -m helpers.retrieval.kept        makes the file, where the model is installed

In: texts of the lesson. Out: any other text (embeddings, connect.embeddings()).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from hashlib import blake2b

import numpy as np

from helpers import datasets
from helpers.retrieval import chunks, goldset, loading
from helpers.retrieval.chunks import Chunk

FILE = datasets.FOLDER / "doc_vectors.npz"
SIZE = 40  # words of a passage
STEPS = 127  # a number of a vector is kept as a whole number from -127 to 127


def passages(pages: Sequence[loading.Page], header: bool = True) -> list[Chunk]:
    """Whole sentences of about SIZE words; with a header, each says which page it is of."""
    return [
        Chunk(page.path, f"{heading(page)} {text}" if header else text)
        for page in pages
        for text in chunks.by_sentences(page.text, SIZE)
    ]


def heading(page: loading.Page) -> str:
    """ "Backups (release 5)." """
    return f"{page.title} (release {page.release})." if page.release else f"{page.title}."


def vectors(texts: Sequence[str]) -> np.ndarray:
    """One row of length 1 for each text. KeyError for a text that is not kept."""
    places, rows = _read()
    missing = [text for text in texts if _sum(text) not in places]
    if missing:
        raise KeyError(
            f"no vector is kept for {missing[0]!r:.80} and {len(missing) - 1} others; "
            "install the model with `python3 course.py embeddings` and embed them"
        )
    return rows[[places[_sum(text)] for text in texts]]


@cache
def _read() -> tuple[dict[int, int], np.ndarray]:
    with np.load(FILE) as stored:
        sums, rows = stored["sums"], stored["rows"].astype(np.float64)
    rows /= np.sqrt((rows**2).sum(axis=1, keepdims=True))
    return {int(s): place for place, s in enumerate(sums)}, rows


def _sum(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest())


def texts() -> list[str]:
    """All that is kept: passages with and without their header, questions and parts of them."""
    pages, asked = loading.pages(), [one.question for one in goldset.questions()]
    found = [c.text for header in (True, False) for c in passages(pages, header)]
    parts = [part for question in asked for part in goldset.parts(question)]
    return list(dict.fromkeys([*found, *asked, *parts]))


def main() -> None:
    from helpers.embeddings.minilm import MiniLM  # not everybody has it

    wanted = texts()
    rows = np.round(MiniLM().embed(wanted).vectors * STEPS).astype(np.int8)
    sums = np.array([_sum(text) for text in wanted], np.uint64)
    np.savez_compressed(FILE, sums=sums, rows=rows)


if __name__ == "__main__":
    main()
