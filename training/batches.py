"""Documents -> batches of token rows with a weight per target.

Batch i is a pure function of (seed, i): a run that stopped after batch 999 goes on with batch 1000,
exactly as if it had never stopped. In: packing and weights. Out: what the documents say (tasks/).
"""

import random
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile

import numpy as np
from torch.utils.data import DataLoader, Dataset

from helpers.pocket.chat import turn_ids
from helpers.pocket.tokenizer import BEGIN, END, PAD, encoding, special_id
from helpers.pocket.tools import definition, form

PROMPT_WEIGHT = 0.1
TEXT_WEIGHT = 0.25  # of plain documents: long free text would drown the one-word answers
LONGER = 4  # how much wider a long row is
QUEUE = 16  # batches that wait for the trainer

Tokens = tuple[list[int], list[float]]  # ids, and how much predicting each of them counts


@dataclass(frozen=True)
class Shape:
    """A batch is `rows` rows of `width` targets; a row holds one token more.

    With `long_every` = 3, every third batch holds the documents that are too long for the others,
    in a quarter of the rows, each four times as wide: short rows make attention cheap. With
    `far_every` = 30, every thirtieth holds what is too long for those too, four times as wide
    again, in a sixteenth of the rows.
    """

    rows: int = 16
    width: int = 256
    long_every: int = 3  # 0: never
    far_every: int = 0

    def times(self, number: int) -> int:
        """How many times as wide as the short ones the rows of a batch are: 1, 4 or 16."""
        if self.far_every and number % self.far_every == self.far_every - 1:
            return LONGER**2
        is_long = self.long_every and number % self.long_every == self.long_every - 1
        return LONGER if is_long else 1

    def of(self, number: int) -> tuple[int, int]:
        """(rows, width) of a batch."""
        times = self.times(number)
        return self.rows // times, self.width * times

    def all(self) -> set[tuple[int, int]]:
        """Every (rows, width) that a batch may have."""
        times = {
            1,
            *([LONGER] if self.long_every else []),
            *([LONGER**2] if self.far_every else []),
        }
        return {(self.rows // t, self.width * t) for t in times}

    def takes(self, number: int, size: int) -> bool:
        """Does a document of `size` tokens go into this batch?"""
        times = self.times(number)
        shortest = self.width * times // LONGER + 1 if times > 1 else 0
        return shortest < size <= self.of(number)[1] + 1


def document_tokens(document) -> Tokens:
    """The ids of a conversation or a plain text, and the weight of each as a target.

    A reply counts 1 (or its message's "weight"), with its calls and its <|end|>; everything else
    that is asked or told, tools and results too, counts PROMPT_WEIGHT; a plain text counts
    TEXT_WEIGHT. <|begin|> is never predicted.
    """
    tokenizer = encoding()
    ids, weights = [special_id(BEGIN, tokenizer)], [0.0]
    if document.messages is None:
        text = [*tokenizer.encode_ordinary(document.text), special_id(END, tokenizer)]
        return ids + text, weights + [TEXT_WEIGHT] * len(text)
    for message in told(document):
        turn = turn_ids(message, tokenizer)
        ids += turn
        # the role's token is given, never written by the model
        weights += [PROMPT_WEIGHT] + [message_weight(message)] * (len(turn) - 1)
    return ids, weights


def told(document) -> list[dict]:
    """The messages with the definitions of tools, and the form, where chat.prompt_ids puts them."""
    texts = [definition(tool) for tool in document.tools]
    texts += [form(document.form)] if document.form else []
    tools = [{"role": "tool", "content": text} for text in texts]
    systems = list(takewhile(lambda message: message["role"] == "system", document.messages))
    return [*systems, *tools, *document.messages[len(systems) :]]


def message_weight(message: dict) -> float:
    """message_weight({"role": "assistant", "content": "no", "weight": 0}) -> 0.1"""
    if message["role"] != "assistant":
        return PROMPT_WEIGHT
    return max(PROMPT_WEIGHT, message.get("weight", 1.0))


def enough(stream: Iterator, shape: Shape, number: int) -> list[Tokens]:
    """Documents from the stream that belong into this batch, until they would fill it."""
    rows, width = shape.of(number)
    chosen, room = [], rows * (width + 1)
    while room > 0:
        tokens = document_tokens(next(stream))
        if shape.takes(number, len(tokens[0])):
            chosen.append(tokens)
            room -= len(tokens[0])
    return chosen


def packed(chosen: list[Tokens], rows: int, width: int) -> list[list[Tokens]]:
    """Whole documents in rows: the longest first, each where it leaves the least room.

    The few short ones at the end for which no row has room are left out.
    """
    lines: list[list[Tokens]] = [[] for _ in range(rows)]
    room = [width + 1] * rows
    for tokens in sorted(chosen, key=lambda t: len(t[0]), reverse=True):
        size = len(tokens[0])
        fitting = [r for r in range(rows) if room[r] >= size]
        if fitting:
            best = min(fitting, key=lambda r: room[r])
            lines[best].append(tokens)
            room[best] -= size
    return lines


def batch(
    documents: Callable[[str], Iterator],
    seed: int,
    number: int,
    shape: Shape,
) -> tuple[np.ndarray, np.ndarray]:
    """Batch `number`: ids [rows, width + 1] and the targets' weights [rows, width]."""
    key = f"{seed}/{number}" + ("/far" if shape.times(number) > LONGER else "")
    chosen = enough(documents(key), shape, number)
    rows, width = shape.of(number)
    ids = np.full((rows, width + 1), special_id(PAD, encoding()), np.int64)
    weights = np.zeros((rows, width + 1), np.float32)
    rng = random.Random(f"{seed}/{number}")
    for r, row in enumerate(packed(chosen, rows, width)):
        rng.shuffle(row)  # packing put the longest first; every length must be seen in every place
        line, counts = [i for t in row for i in t[0]], [w for t in row for w in t[1]]
        ids[r, : len(line)], weights[r, : len(line)] = line, counts
    return ids, weights[:, 1:]


@dataclass(frozen=True)
class Batches(Dataset):
    """All batches of a seed, by number."""

    documents: Callable[[str], Iterator]
    seed: int
    shape: Shape

    def __getitem__(self, number: int) -> tuple[np.ndarray, np.ndarray]:
        return batch(self.documents, self.seed, number, self.shape)


def ahead(batches: Batches, start: int, workers: int = 1) -> Iterator:
    """Batches start, start + 1, ... as tensors, in this order, however many processes make them."""
    numbers = range(start, 2**40)
    return iter(
        DataLoader(
            batches,
            sampler=numbers,
            batch_size=None,
            num_workers=workers,
            prefetch_factor=QUEUE,
            worker_init_fn=leave_signals_to_the_trainer,
            multiprocessing_context="spawn",
        )
    )


def leave_signals_to_the_trainer(_worker: int) -> None:
    """A Ctrl-C reaches both processes; the trainer still needs batches to finish its step."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
