"""Exercise 02.3: frequency and presence penalties on given logits.

In: the reference, questions, the mistakes. Out: sampling.

"""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import compare, stops_with
from helpers.exercises.unit_02.numbers import CLOSE, ROUNDED, like, raw
from helpers.exercises.unit_02.softmax import softmax


def penalise(
    logits: np.ndarray, generated: list, frequency_penalty: float, presence_penalty: float
) -> np.ndarray:
    """The reference, OpenAI's formula: logit - count · frequency - (count > 0) · presence."""
    counts = np.array([generated.count(i) for i in range(len(logits))])
    return logits - counts * frequency_penalty - (counts > 0) * presence_penalty


def questions_02_3(seed: int) -> list[Question]:
    """Each penalty alone, both, none, negative; ids that came often, once and never, all and the
    first and the last of them."""
    rng = random.Random(seed)
    logits, often = raw(rng, 6), rng.sample(range(6), 3)
    generated = rng.sample([often[0]] * 4 + [often[1]] * 2 + [often[2]], 7)
    frequency, presence = round(rng.uniform(0.3, 0.9), 2), round(rng.uniform(1.1, 1.9), 2)
    asked = [
        (frequency, 0.0),
        (0.0, presence),
        (frequency, presence),
        (-frequency, 0.0),
        (0.0, 0.0),
    ]
    rows = [(logits, generated, *penalties) for penalties in asked]
    rows += [
        (logits, ids, frequency, presence) for ids in ([], [0], [5], [0, 5, 5], [*range(6)] * 2)
    ]
    rows += [(logits, generated, frequency, -presence)]
    rows += [(np.array([-1.5, 2.0, 0.0, -0.5]), [0, 3, 3, 1], frequency, presence)]  # of all signs
    return [Call("penalise", row) for row in rows]


def subtract(times: Callable) -> Callable:
    """A wrong penalise: `times(counts, frequency, presence)` is subtracted."""

    def wrong(logits: np.ndarray, generated: list, f: float, p: float) -> np.ndarray:
        counts = np.array([generated.count(i) for i in range(len(logits))])
        return logits - times(counts, f, p)

    return wrong


def penalise_some(some: Callable) -> Callable:
    """A wrong penalise: only the ids in `some(generated)` are penalised."""

    def wrong(logits: np.ndarray, generated: list, f: float, p: float) -> np.ndarray:
        counts = [generated.count(i) * (i in some(generated)) for i in range(len(logits))]
        return logits - np.array(counts) * f - (np.array(counts) > 0) * p

    return wrong


def below_zero(then: Callable) -> Callable:
    """A wrong penalise: where a logit is or comes below 0 it is `then(logit, penalised)`."""

    def wrong(logits: np.ndarray, generated: list, f: float, p: float) -> np.ndarray:
        new = penalise(logits, generated, f, p)
        came = np.where(np.minimum(logits, new) < 0, then(logits, new), new)
        # where all stayed as it was, it may be for another reason
        return came if (came != logits).any() else np.full(len(logits), np.nan)

    return wrong


def on_probabilities(logits: np.ndarray, generated: list, f: float, p: float) -> np.ndarray:
    return penalise(softmax(logits, 1), generated, f, p)


def as_probabilities(logits: np.ndarray, generated: list, f: float, p: float) -> np.ndarray:
    return softmax(penalise(logits, generated, f, p), 1)


NEGATIVE = (
    "You take a negative penalty for 0. The formula holds for it too: it makes a token that came "
    "more likely."
)
SIGN = (
    "You treat logits below 0 in a way of their own. The formula is the same for every logit, "
    "whatever its sign."
)
PENALTIES = Exercise(
    id="02.3",
    title="Frequency and presence penalty",
    goal="Write `penalise(logits, generated, frequency_penalty, presence_penalty)`: the new "
    "logits.",
    points=3,
    minutes=15,
    difficulty="easy",
    budget="no call; up to four lines",
    answers=("penalise",),
    questions=questions_02_3,
    judge=compare(
        penalise,
        [
            like(
                subtract(lambda c, f, p: c * (f + p)),
                "The presence penalty counts once for a token that was there, however often. "
                "You subtract it for every occurrence.",
            ),
            like(
                subtract(lambda c, f, p: (c > 0) * (f + p)),
                "The frequency penalty counts for every occurrence; you subtract it once. (NumPy's "
                "`logits[generated] -= x` changes a repeated id only once: count them first.)",
            ),
            like(
                subtract(lambda c, f, p: (c > 0) * f + c * p),
                "The two are swapped: frequency counts every occurrence, presence counts once.",
            ),
            like(
                subtract(lambda c, f, p: c * f + p),
                "The presence penalty is only for tokens that are there already; you subtract it "
                "from all.",
            ),
            like(
                subtract(lambda c, f, p: -(c * f + (c > 0) * p)),
                "You add the penalties. A positive penalty makes a repeated token less likely.",
            ),
            like(
                on_probabilities,
                "You subtract from probabilities. Penalties come before softmax: subtract from the "
                "logits and return logits.",
            ),
            like(as_probabilities, "These are probabilities; the new logits are wanted."),
            like(
                subtract(lambda c, f, p: c / max(1, c.sum()) * f + (c > 0) * p),
                "You subtract a token's share of those generated; the formula has its count.",
            ),
            ROUNDED,
            like(below_zero(lambda old, new: np.where(old < 0, old, new)), SIGN),
            like(below_zero(lambda old, new: np.where(old < 0, 2 * old - new, new)), SIGN),
            like(below_zero(lambda old, new: 0 * new), SIGN),
            like(subtract(lambda c, f, p: c * max(f, 0) + (c > 0) * max(p, 0)), NEGATIVE),
            like(subtract(lambda c, f, p: np.maximum(c * f + (c > 0) * p, 0)), NEGATIVE),
            like(
                subtract(lambda c, f, p: c * f + (c == 0) * p),
                "You subtract the presence penalty from the tokens that did not come. It is for "
                "those that are there already.",
            ),
            like(
                subtract(lambda c, f, p: c * f + (c > 1) * p),
                "You subtract the presence penalty from the second time on. A token that came once "
                "is there already.",
            ),
            like(
                subtract(lambda c, f, p: np.maximum(c - 1, 0) * f + (c > 0) * p),
                "You leave the first time out of the frequency penalty. It counts every one, the "
                "first too.",
            ),
            like(
                subtract(lambda c, f, p: c * c * f + (c > 0) * p),
                "You subtract the count times the frequency penalty once for every occurrence; "
                "once for every token is wanted.",
            ),
            like(subtract(lambda c, f, p: c * f), "You leave out the presence penalty."),
            like(subtract(lambda c, f, p: (c > 0) * p), "You leave out the frequency penalty."),
            like(
                penalise_some(lambda ids: ids[:1]),
                "You stop after the first of the generated ids. All of them count.",
            ),
            like(
                penalise_some(lambda ids: ids[-1:]),
                "You look at the last of the generated ids only. All of them count.",
            ),
            like(
                penalise_some(lambda ids: set(ids) - {0}),
                "You pass over token 0. An id of 0 is a token like any other, though `if token:` "
                "takes it for nothing.",
            ),
            stops_with(
                "ValueError",
                "There must be as many counts as logits, also where the largest ids did not come "
                "or none did (`np.bincount` needs `minlength=len(logits)`).",
            ),
            stops_with(
                "IndexError", "`generated` may be empty, and holds ids: positions in `logits`."
            ),
        ],
        equal=CLOSE,
        message="Equal to OpenAI's formula, with negative penalties and an empty reply too.",
    ),
    distractor="    counts = np.array([i in generated for i in range(len(logits))])",
    hints=(
        "First count: how often did each token come? A list with one count per logit.",
        "OpenAI's formula: new logit = logit - count · frequency_penalty - (1 if count > 0 else 0) "
        "· presence_penalty.",
        "`counts = np.array([generated.count(i) for i in range(len(logits))])`; then one line: "
        "`counts > 0` is an array that counts as 0 and 1.",
    ),
)
