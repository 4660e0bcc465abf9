"""How often each task is drawn: the recipe of the model in the box.

`documents(seed)` is an endless stream; the same seed gives the same stream. The shares are of
documents, not tokens. In: shares. Out: what the tasks are (tasks/), packing (batches.py).
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from helpers.world.draw import Draw
from training.tasks import (
    attacks,
    choosing,
    coding,
    elsewhere,
    extraction,
    judging,
    labels,
    priority,
    reading,
    reasoning,
    shots,
    spelling,
    tooling,
    translating,
    writing,
)
from training.tasks.document import Document
from training.tasks.hands import coding as hand_coding
from training.tasks.hands import (
    copying,
    errands,
    far,
    fields,
    obeying,
    passages,
    sums,
    telling,
    verdicts,
)
from training.tasks.hands import (
    labels as hand_labels,
)

SHARES = {
    spelling.spelling: 80,
    writing.writing: 6,
    writing.plain_text: 1,
    labels.known_labels: 9,
    shots.few_shot: 18,
    reasoning.reasoning: 48,
    reading.reading: 34,
    extraction.extraction: 26,
    extraction.summary: 3,
    elsewhere.elsewhere: 7,
    judging.judging: 64,
    attacks.attack: 10,
    priority.priority: 7,
    translating.translation: 12,
    coding.coding: 18,
    choosing.choosing: 12,
    tooling.tool_use: 18,
    tooling.react: 26,
}
# Beside them, what independent people wrote: most of what is read since the fifth run.
HANDS = {
    hand_labels.classify: 60,
    hand_labels.formed: 44,
    hand_labels.examples: 34,
    hand_labels.held: 22,
    sums.sums: 170,
    sums.drill: 60,
    copying.copying: 120,
    passages.reading: 90,
    passages.searching: 24,
    passages.gaps: 44,
    fields.extraction: 80,
    fields.held: 20,
    fields.mending: 10,
    telling.telling: 90,
    telling.prose: 10,
    hand_coding.coding: 60,
    verdicts.verdict: 64,
    errands.errand: 40,
    obeying.obeying: 60,
}
# What a network of a quarter of the size has room for: the easy tasks well, the others hardly.
SMALL = SHARES | {
    spelling.spelling: 8,
    labels.known_labels: 40,
    shots.few_shot: 10,
    reasoning.reasoning: 6,
    reading.reading: 18,
    extraction.extraction: 24,
    elsewhere.elsewhere: 10,
    judging.judging: 5,
    attacks.attack: 3,
    translating.translation: 4,
    coding.coding: 2,
    choosing.choosing: 2,
    tooling.tool_use: 4,
    tooling.react: 2,
}
# The grammars keep a third of the tokens: at half of these shares the letters of whole words,
# tickets on request and passages were lost. The last two lines are what the fifth weights did worse
# while these tasks had the shares above (training/README.md).
KEPT = {
    **{spelling.spelling: 200, writing.writing: 45, reading.reading: 60, elsewhere.elsewhere: 16},
    **{coding.coding: 40, translating.translation: 30, extraction.extraction: 36},
    **{extraction.summary: 10, tooling.react: 40},
}
WRITTEN = SHARES | KEPT | HANDS
# Three abilities hardly begin while they are one task among many: to copy a text, to name the place
# of what was found, and to choose among descriptions. Minutes in which they are most of the text
# start them; then the whole recipe keeps them.
PHASES = {
    "all": WRITTEN,
    "hands": {task: share / 5 for task, share in SHARES.items()} | HANDS,
    "copying": WRITTEN | {copying.copying: 500, sums.drill: 150},
    "far": {far.far: 1},
    "grammar": SHARES,
    "places": SHARES | {reading.searching: 350},
    "tools": SHARES | {choosing.choosing: 300, tooling.react: 40},
    "finding": SHARES | {reading.searching: 200, reading.reading: 100, choosing.choosing: 100},
    "small": SMALL,
}
# a verdict is one token, a translation forty: what a reply counts, where that is not 1
EMPHASIS = {
    judging.judging: 3.0,
    reading.reading: 2.0,
    reading.searching: 2.0,
    attacks.attack: 2.0,
    choosing.choosing: 2.0,
    tooling.tool_use: 1.5,
    tooling.react: 1.5,
    priority.priority: 2.0,
    translating.translation: 0.6,
    coding.coding: 0.7,
    hand_labels.classify: 3.0,
    hand_labels.formed: 1.5,
    hand_labels.examples: 3.0,
    passages.reading: 2.0,
    passages.searching: 2.0,
    passages.gaps: 2.0,
    verdicts.verdict: 3.0,
    telling.telling: 0.6,
    copying.copying: 0.6,
    hand_coding.coding: 0.7,
}
SEVERAL = (spelling.spelling, reasoning.reasoning)  # short tasks that often come several in a row


def documents(seed: object, split: str = "train", phase: str = "all") -> Iterator[Document]:
    """Conversations and texts without end, drawn by the shares of a phase."""
    draw = Draw(f"mixture/{seed}", split)
    shares = PHASES["far" if str(seed).endswith("/far") else phase]  # batches.batch asks for these
    kinds, weights = list(shares), list(shares.values())
    while True:
        task = draw.rng.choices(kinds, weights)[0]
        one = several(draw, task) if task in SEVERAL and draw.chance(0.4) else task(draw)
        yield weighted(one, EMPHASIS[task]) if task in EMPHASIS else one


def weighted(document: Document, factor: float) -> Document:
    """The same with every reply counting `factor` times what it counted."""
    messages = [
        message | {"weight": factor * message.get("weight", 1.0)}
        if message["role"] == "assistant"
        else message
        for message in document.messages
    ]
    return replace(document, messages=messages)


def several(draw: Draw, task: Callable[[Draw], Document]) -> Document:
    """Two to five tasks of a kind as turns of one conversation: more answers per token read."""
    messages = list(task(draw).messages)
    for _ in range(draw.between(1, 4)):
        turn = task(draw)
        while turn.messages[0]["role"] == "system":  # an instruction that would come too late
            turn = task(draw)
        messages += turn.messages
    return Document(messages=messages)
