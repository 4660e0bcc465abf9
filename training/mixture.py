"""How often each task is drawn: the recipe of the model in the box.

`documents(seed)` is an endless stream; the same seed gives the same stream. The shares are of
documents, not tokens. In: shares. Out: what the tasks are (tasks.py), packing (batches.py).
"""

from collections.abc import Callable, Iterator

from helpers.world.draw import Draw
from training import attacks, judging, priority, tasks
from training.tasks import Document

SHARES = {
    tasks.spelling: 10,
    tasks.writing: 4,
    tasks.plain_text: 1,
    tasks.known_labels: 5,
    tasks.few_shot: 9,
    tasks.reasoning: 13,
    tasks.reading: 22,
    tasks.extraction: 4,
    tasks.summary: 2,
    tasks.elsewhere: 4,
    judging.judging: 14,
    attacks.attack: 9,
    priority.priority: 3,
}
SEVERAL = (tasks.spelling, tasks.reasoning)  # short tasks that often come several in a row


def documents(seed: object, split: str = "train") -> Iterator[Document]:
    """Conversations and texts without end, drawn by their shares."""
    draw = Draw(f"mixture/{seed}", split)
    kinds, weights = list(SHARES), list(SHARES.values())
    while True:
        task = draw.rng.choices(kinds, weights)[0]
        yield several(draw, task) if task in SEVERAL and draw.chance(0.4) else task(draw)


def several(draw: Draw, task: Callable[[Draw], Document]) -> Document:
    """Two to five tasks of a kind as turns of one conversation: more answers per token read."""
    messages = list(task(draw).messages)
    for _ in range(draw.between(1, 4)):
        turn = task(draw)
        while turn.messages[0]["role"] == "system":  # an instruction that would come too late
            turn = task(draw)
        messages += turn.messages
    return Document(messages=messages)
