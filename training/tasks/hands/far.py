"""The same tasks far down a long prompt: behind many passages, or behind pages of plain text.

In: documents of 1,100 to 4,000 tokens. Out: the tasks (labels.py, passages.py, fields.py).
"""

from dataclasses import replace

from helpers.pocket.tokenizer import encoding
from helpers.world.draw import Draw
from training import hands
from training.tasks.document import Document
from training.tasks.hands import fields, labels, passages

LEAST, MOST = 1100, 3900  # tokens, about


def size(document: Document) -> int:
    return sum(len(encoding().encode_ordinary(m["content"])) for m in document.messages)


def pages(draw: Draw, tokens: int) -> str:
    """Plain text by the writers, about so many tokens of it."""
    kinds = ("prose", "prose", "passages", "incidents", "tickets")
    told: list[str] = []
    while tokens > 0:
        told.append(hands.one(draw, draw.pick(kinds))["text"])
        tokens -= len(encoding().encode_ordinary(told[-1]))
    return "\n\n".join(told)


def far(draw: Draw) -> Document:
    """A task with pages before it, in the system prompt or the message; or very many passages."""
    wanted = draw.between(LEAST, MOST)
    if draw.chance(0.4):
        found = passages.several(draw, min(draw.between(8, 28), 28))
        return passages.reading(draw, how=draw.pick(["value", "cite", "absent"]), found=found)
    document = draw.pick([labels.classify, labels.formed, fields.extraction, passages.reading])(
        draw
    )
    before = pages(draw, wanted - size(document))
    first = document.messages[0]
    head = draw.pick(
        ["Background:\n", "", "# Handbook\n", "Context (not part of the task):\n", "<docs>\n"]
    )
    tail = "\n</docs>" if head == "<docs>\n" else ""
    told = {**first, "content": f"{head}{before}{tail}\n\n{first['content']}"}
    return replace(document, messages=[told, *document.messages[1:]])
