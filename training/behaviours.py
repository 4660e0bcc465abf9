"""What the model can do, measured on held-out draws: the log of a training run and the card.

A behaviour is a question that a task draws and a judge of the reply. `measure` takes any greedy
`generate`, so the same numbers come from PyTorch while training and from the shipped engine.

In: behaviours and their judges. Out: training, the card's prose.
"""

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from helpers import datasets
from helpers.pocket.chat import prompt_ids
from helpers.pocket.tokenizer import encoding
from helpers.world import tickets
from helpers.world.draw import Draw
from training import wild
from training.tasks import (
    elsewhere,
    extraction,
    judging,
    labels,
    reading,
    reasoning,
    shots,
    spelling,
    writing,
)
from training.tasks.document import Document, conversation

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


def value_right(reply: str, document: Document) -> bool:
    """The value is right, whatever passage is named as its source."""
    return reply.split(" [")[0] == document.reply.split(" [")[0]


def makes_it_up(reply: str, document: Document) -> bool:
    """Some answer is given where none can be known."""
    return bool(reply) and not reply.startswith(("I do not know", "Not in", *elsewhere.CANNOT))


def same_json(reply: str, document: Document) -> bool:
    return wild.same_object(reply, document.reply)


def says_what_it_can(reply: str, document: Document) -> bool:
    return "I can classify" in reply


def does_the_task(reply: str, document: Document) -> bool:
    return "I can classify" not in reply


rows = functools.cache(datasets.rows)


def from_everyday(draw: Draw) -> Document:
    prompt = draw.pick(rows("everyday"))["prompt"]
    return conversation([{"role": "user", "content": prompt}], "")


def wild_wording(draw: Draw) -> Document:
    """A held-out ticket under an instruction that a person worded, with a system prompt or not."""
    one, wording = tickets.ticket(draw), draw.pick(rows("wordings"))
    messages = [{"role": "user", "content": wording["user"].format(ticket=one.text)}]
    if wording["system"]:
        messages.insert(0, {"role": "system", "content": wording["system"]})
    return conversation(messages, one.category)


def hand_worded(task: str, max_tokens: int = 24) -> Behaviour:
    """The task under the prompts that people wrote for it."""

    def drawn(draw: Draw) -> Document:
        asked = wild.question(draw, task)
        return Document(messages=[*asked.messages, {"role": "assistant", "content": asked.right}])

    def right(reply: str, document: Document) -> bool:
        return wild.TASKS[task][1](reply, document.reply)

    return Behaviour(f"{task}, hand-worded", drawn, right, max_tokens)


def swept(place: str, at: int) -> Behaviour:
    """A question over 20 passages whose answer stands at a known place."""
    name = f"answer from 20 passages, {place}"
    return Behaviour(
        name, lambda d: reading.passage_question(d, 20, cite=False, at=at), value_right
    )


def in_world(draw: Draw) -> Document:
    """Any task but open-ended writing: it must not be refused."""
    task = draw.pick(
        (
            spelling.spelling,
            labels.known_labels,
            shots.few_shot,
            reasoning.reasoning,
            extraction.extraction,
            extraction.summary,
            writing.writing,
        )
    )
    return task(draw)


BEHAVIOURS = (
    Behaviour(
        "reverse, spelled out", lambda d: spelling.letter_task(d, "reverse", True), letters, 32
    ),
    Behaviour(
        "reverse, whole word", lambda d: spelling.letter_task(d, "reverse", False), letters, 32
    ),
    Behaviour("spell a whole word", lambda d: spelling.letter_task(d, "spell", False), letters, 32),
    Behaviour(
        "count letters, spelled out", lambda d: spelling.letter_task(d, "count", True), exact
    ),
    Behaviour(
        "count letters, whole word", lambda d: spelling.letter_task(d, "count", False), exact
    ),
    Behaviour("ticket class, zero-shot", labels.known_labels, exact),
    Behaviour("ticket class, 24 hand-written prompts", wild_wording, exact),
    Behaviour("invented labels, 2 classes, 0 shots", lambda d: shots.few_shot(d, 2, 0), exact),
    Behaviour("invented labels, 2 classes, 8 shots", lambda d: shots.few_shot(d, 2, 8), exact),
    Behaviour("invented labels, 3 classes, 8 shots", lambda d: shots.few_shot(d, 3, 8), exact),
    Behaviour(
        "a text that fits none of 7 + 1 shots: the frequent label",
        lambda d: shots.stranger(d, d.pick_some([0] * 7 + [1], 8), to=0),
        exact,
    ),
    Behaviour(
        "a text that fits none of 4 + 4 shots: the label that came last",
        lambda d: shots.stranger(d, [0] * 4 + [1] * 4, to=1),
        exact,
    ),
    Behaviour("sum", lambda d: reasoning.sum_task(d), exact),
    *(
        Behaviour(
            f"problem of {n}, direct", lambda d, n=n: reasoning.word_problem(d, n, "direct"), exact
        )
        for n in (1, 2, 3)
    ),
    *(
        Behaviour(
            f"problem of {n}, step by step",
            lambda d, n=n: reasoning.word_problem(d, n, "steps"),
            last_number,
            24 + 14 * n,
        )
        for n in (1, 2, 3, 4, 5)
    ),
    *(
        Behaviour(
            f"answer from {k} passage{'s'[: k - 1]}",
            lambda d, k=k: reading.passage_question(d, k, at=d.between(0, k - 1)),
            value_right,
        )
        for k in (1, 3, 5, 10)
    ),
    swept("first", 0),
    swept("fifth", 4),
    swept("tenth", 9),
    swept("fifteenth", 14),
    swept("last", 19),
    Behaviour(
        "answer from 5 passages, source too",
        lambda d: reading.passage_question(d, 5, cite=True),
        exact,
    ),
    Behaviour("absent from 3 passages", lambda d: reading.passage_question(d, 3, False), exact),
    Behaviour(
        "closed book: makes an answer up", lambda d: reading.closed_book(d, False), makes_it_up
    ),
    Behaviour(
        "closed book, may say it does not know: says so",
        lambda d: reading.closed_book(d, True),
        exact,
    ),
    Behaviour("JSON fields", extraction.extraction, same_json, 90),
    Behaviour("incident in one line", extraction.summary, exact, 48),
    Behaviour("judge: is the answer supported?", judging.judged, exact),
    hand_worded("reverse", 32),
    hand_worded("steps", 70),
    hand_worded("direct"),
    hand_worded("reading"),
    hand_worded("cite"),
    hand_worded("absent"),
    hand_worded("may_not_know"),
    hand_worded("json", 90),
    hand_worded("judge"),
    hand_worded("pairwise"),
    Behaviour("everyday prompt: says what it can do", from_everyday, says_what_it_can, 60),
    Behaviour("task of its world: not refused", in_world, does_the_task, 40),
)

# what a training run logs as it goes, and the curves show: a sign of each ability
LOGGED = tuple(
    behaviour
    for behaviour in BEHAVIOURS
    if behaviour.name
    in (
        "reverse, spelled out",
        "reverse, whole word",
        "ticket class, zero-shot",
        "invented labels, 2 classes, 8 shots",
        "problem of 3, direct",
        "problem of 3, step by step",
        "answer from 3 passages",
        "answer from 5 passages, source too",
        "JSON fields",
        "judge, hand-worded",
        "everyday prompt: says what it can do",
    )
)


def outcomes(generate: Generate, n: int, behaviour: Behaviour) -> list[bool]:
    """Right or wrong on each of a behaviour's n held-out draws."""
    tokenizer = encoding()
    documents = [behaviour.draw(Draw(f"{behaviour.name}/{i}", "heldout")) for i in range(n)]
    prompts = [prompt_ids(d.prompt, tokenizer, d.tools, d.form) for d in documents]
    replies = map(tokenizer.decode, generate(prompts, behaviour.max_tokens))
    return [bool(behaviour.right(r, d)) for r, d in zip(replies, documents, strict=True)]


def measure(
    generate: Generate,
    n: int,
    behaviours: Sequence[Behaviour] = BEHAVIOURS,
) -> dict[str, tuple[int, int]]:
    """Behaviour name -> (right, n), on n held-out draws each."""
    return {one.name: (sum(outcomes(generate, n, one)), n) for one in behaviours}
