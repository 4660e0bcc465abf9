"""What the model can do, measured on held-out draws: the log of a training run and the card.

A behaviour is a question that a task draws and a judge of the reply. `measure` takes any greedy
`generate`, so the same numbers come from PyTorch while training and from the shipped engine.

In: behaviours, their judges, intervals. Out: training, the card's prose.
"""

import csv
import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpers.pocket.chat import prompt_ids
from helpers.pocket.tokenizer import encoding
from helpers.world.draw import Draw
from training import tasks
from training.tasks import Document

EVERYDAY = Path(__file__).parents[1] / "datasets" / "everyday.csv"
Generate = Callable[[list[list[int]], int], list[list[int]]]  # (prompts, max_tokens) -> replies


@dataclass(frozen=True)
class Behaviour:
    """One row: what is asked (held-out), how a reply is judged, how long it may be."""

    name: str
    draw: Callable[[Draw], Document]
    right: Callable[[str, Document], bool]
    max_tokens: int = 24


def exact(reply: str, document: Document) -> bool:
    return reply.strip() == document.reply


def letters(reply: str, document: Document) -> bool:
    """Right whether or not the letters are spaced."""
    return reply.replace(" ", "") == document.reply.replace(" ", "")


def last_number(reply: str, document: Document) -> bool:
    """The last word of the reply is the last word of the right one."""
    return reply.split()[-1:] == document.reply.split()[-1:]


def same_json(reply: str, document: Document) -> bool:
    try:
        return json.loads(reply) == json.loads(document.reply)
    except ValueError:
        return False


def says_what_it_can(reply: str, document: Document) -> bool:
    return "I can classify" in reply


def does_the_task(reply: str, document: Document) -> bool:
    return "I can classify" not in reply


def zero_shot(draw: Draw) -> Document:
    """A full ticket, the five labels or none listed, one of them right."""
    return tasks.known_labels(draw)


def from_everyday(draw: Draw) -> Document:
    with EVERYDAY.open(encoding="utf-8", newline="") as file:
        prompts = [row["prompt"] for row in csv.DictReader(file)]
    return tasks.conversation([{"role": "user", "content": draw.pick(prompts)}], "")


def in_world(draw: Draw) -> Document:
    """Any task but open-ended writing: it must not be refused."""
    task = draw.pick(
        (
            tasks.spelling,
            tasks.known_labels,
            tasks.few_shot,
            tasks.reasoning,
            tasks.extraction,
            tasks.summary,
            tasks.writing,
        )
    )
    return task(draw)


BEHAVIOURS = (
    Behaviour("reverse, spelled out", lambda d: tasks.letter_task(d, "reverse", True), letters, 32),
    Behaviour("reverse, whole word", lambda d: tasks.letter_task(d, "reverse", False), letters, 32),
    Behaviour("spell a whole word", lambda d: tasks.letter_task(d, "spell", False), letters, 32),
    Behaviour("count letters, spelled out", lambda d: tasks.letter_task(d, "count", True), exact),
    Behaviour("count letters, whole word", lambda d: tasks.letter_task(d, "count", False), exact),
    Behaviour("ticket class, zero-shot", zero_shot, exact),
    Behaviour("invented labels, 2 classes, 0 shots", lambda d: tasks.few_shot(d, 2, 0), exact),
    Behaviour("invented labels, 2 classes, 8 shots", lambda d: tasks.few_shot(d, 2, 8), exact),
    Behaviour("invented labels, 3 classes, 8 shots", lambda d: tasks.few_shot(d, 3, 8), exact),
    Behaviour("sum", lambda d: tasks.sum_task(d), exact),
    *(
        Behaviour(
            f"problem of {n}, direct", lambda d, n=n: tasks.word_problem(d, n, "direct"), exact
        )
        for n in (1, 2, 3)
    ),
    *(
        Behaviour(
            f"problem of {n}, step by step",
            lambda d, n=n: tasks.word_problem(d, n, "steps"),
            last_number,
            24 + 14 * n,
        )
        for n in (1, 2, 3, 4, 5)
    ),
    Behaviour("answer from 1 passage", lambda d: tasks.passage_question(d, 1), exact),
    Behaviour("answer from 3 passages", lambda d: tasks.passage_question(d, 3), exact),
    Behaviour("answer from 5 passages", lambda d: tasks.passage_question(d, 5), exact),
    Behaviour("absent from 3 passages", lambda d: tasks.passage_question(d, 3, False), exact),
    Behaviour("JSON fields", tasks.extraction, same_json, 90),
    Behaviour("incident in one line", tasks.summary, exact, 48),
    Behaviour("everyday prompt: says what it can do", from_everyday, says_what_it_can, 60),
    Behaviour("task of its world: not refused", in_world, does_the_task, 40),
)


def wilson(passed: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a pass rate, (low, high) in 0..1 (Wilson 1927).

    wilson(8, 10) -> (0.49, 0.94).  ValueError unless 0 <= passed <= n and n > 0.
    """
    if not 0 <= passed <= n or n == 0:
        raise ValueError(f"wanted 0 <= passed <= n and n > 0, not passed={passed}, n={n}")
    centre = passed + z * z / 2
    spread = z * math.sqrt(passed * (n - passed) / n + z * z / 4)
    return (centre - spread) / (n + z * z), (centre + spread) / (n + z * z)


def measure(
    generate: Generate,
    n: int,
    behaviours: Sequence[Behaviour] = BEHAVIOURS,
) -> dict[str, tuple[int, int]]:
    """Behaviour name -> (right, n), on n held-out draws each."""
    tokenizer = encoding()
    table = {}
    for behaviour in behaviours:
        documents = [behaviour.draw(Draw(f"{behaviour.name}/{i}", "heldout")) for i in range(n)]
        prompts = [prompt_ids(document.prompt, tokenizer) for document in documents]
        replies = generate(prompts, behaviour.max_tokens)
        pairs = zip(map(tokenizer.decode, replies), documents, strict=True)
        right = sum(behaviour.right(reply, document) for reply, document in pairs)
        table[behaviour.name] = (right, n)
    return table
