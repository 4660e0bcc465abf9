"""How often each task is drawn: the recipe of the model in the box.

`documents(seed)` is an endless stream; the same seed gives the same stream. The shares are of
documents, not tokens. In: shares. Out: what the tasks are (tasks.py), packing (batches.py).
"""

from collections.abc import Iterator

from helpers.world.draw import Draw
from training import tasks
from training.tasks import Document

SHARES = {
    tasks.spelling: 16,
    tasks.writing: 8,
    tasks.plain_text: 3,
    tasks.known_labels: 10,
    tasks.few_shot: 20,
    tasks.reasoning: 20,
    tasks.reading: 17,
    tasks.extraction: 7,
    tasks.summary: 3,
    tasks.elsewhere: 6,
}


def documents(seed: object, split: str = "train") -> Iterator[Document]:
    """Conversations and texts without end, drawn by their shares."""
    draw = Draw(f"mixture/{seed}", split)
    kinds, weights = list(SHARES), list(SHARES.values())
    while True:
        yield draw.rng.choices(kinds, weights)[0](draw)
