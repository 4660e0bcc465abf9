"""Embeddings: the first vector of a new process, time per text, and what the vectors find.

    python -m benchmarks.embeddings

Of every embedding model that is installed. There is no bar for time; where PyTorch is there, the
time of transformers' BertModel on the same weights stands beside ours, in turns, one thread each.
"""

import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec

import numpy as np

from benchmarks.fresh_kernel import ROOT
from benchmarks.measure import cpu_seconds, seconds, summary
from helpers import datasets
from helpers.embeddings import weights
from helpers.measure import metrics
from helpers.server.embedders import Embedder, installed
from helpers.world import passages
from helpers.world.draw import Draw

PROCESSES, ROUNDS, TEXTS, QUESTIONS = 6, 7, 32, 400
FIRST = "from helpers.server.embedders import installed; installed().get({!r}).embed(['Hello'])"


def first_vector(name: str) -> float:
    """Seconds from nothing to the first vector: Python's own start and all imports included."""
    command = [sys.executable, "-c", FIRST.format(name)]
    return seconds(lambda: subprocess.run(command, cwd=ROOT, check=True))


def tickets() -> list[str]:
    return [row["text"] for row in datasets.rows("labelled_tickets")]


def per_text(embed: Callable[[list[str]], object], texts: list[str], at_once: int) -> float:
    """Milliseconds of processor time per text."""
    starts = range(0, len(texts), at_once)
    spent = cpu_seconds(lambda: [embed(texts[at : at + at_once]) for at in starts])
    return spent / len(texts) * 1000


def transformers_embed() -> Callable[[list[str]], object]:
    """The same in transformers, padded to the longest text of each batch."""
    import torch
    from transformers import AutoTokenizer, BertModel

    torch.set_num_threads(1)
    folder = weights.folder()
    tokenizer, model = AutoTokenizer.from_pretrained(folder), BertModel.from_pretrained(folder)

    def embed(texts: list[str]) -> object:
        read = tokenizer(texts, padding=True, truncation=True, max_length=256, return_tensors="pt")
        with torch.inference_mode():
            rows, mask = model(**read).last_hidden_state, read["attention_mask"][..., None]
        mean = (rows * mask).sum(1) / mask.sum(1)
        return torch.nn.functional.normalize(mean)

    return embed


def found(model: Embedder) -> str:
    """How often the passage that answers a question is the nearest of all."""
    draw = Draw("benchmark of embeddings", "heldout")
    facts = passages.facts(draw, QUESTIONS)
    texts = [passages.passage(draw, fact) for fact in facts]
    questions = [passages.question(draw, fact) for fact in facts]
    cosines = model.embed(questions).vectors @ model.embed(texts).vectors.T
    right = int((cosines.argmax(axis=1) == np.arange(QUESTIONS)).sum())
    return metrics.rate(right, QUESTIONS)


def same_category(model: Embedder) -> str:
    """How often the ticket that is nearest to a ticket is of its category."""
    rows = datasets.rows("labelled_tickets")
    vectors = model.embed([row["text"] for row in rows]).vectors
    cosines = vectors @ vectors.T
    np.fill_diagonal(cosines, -1)
    nearest = [rows[index]["category"] for index in cosines.argmax(axis=1)]
    right = sum(row["category"] == name for row, name in zip(rows, nearest, strict=True))
    return metrics.rate(right, len(rows))


def speed(model: Embedder, at_once: int) -> None:
    """One line; in turns with transformers, where both are there."""
    texts = tickets()[:TEXTS]
    embeds = [lambda some: model.embed(some)]
    if model.name == weights.NAME and find_spec("torch") and find_spec("transformers"):
        embeds.append(transformers_embed())
    rounds = [[per_text(embed, texts, at_once) for embed in embeds] for _ in range(ROUNDS + 1)]
    ours, *theirs = zip(*rounds[1:], strict=True)
    print(f"  {at_once} at a time, ms of processor time a text: {summary(ours, 2)}")
    for other in theirs:
        ratios = [b / a for a, b in zip(ours, other, strict=True)]
        print(f"    transformers {summary(other, 2)}; it takes {summary(ratios, 2)} times as long")


def main() -> None:
    models = installed()
    for name in models.names:
        starts = [first_vector(name) for _ in range(PROCESSES + 1)]
        print(f"{name}\n  new process to first vector: {summary(starts[1:], 2)} s")
        model = models.get(name)
        speed(model, 1)
        speed(model, 16)
        print(f"  the nearest of {QUESTIONS} passages answers the question: {found(model)}")
        print(f"  the nearest ticket is of the same category: {same_category(model)}")
    if weights.folder() is None:
        print(weights.missing())


if __name__ == "__main__":
    main()
