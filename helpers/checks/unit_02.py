"""Exercises of unit 02: softmax, cuts, penalties, settings for three jobs, cut-off replies.

In: what is asked, references, the mistakes that learners make. Out: 02.2 (unit_02_cuts), 02.4
(unit_02_settings), 02.5 (unit_02_endings), the solutions in full (solutions/).
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable

import numpy as np

from helpers.checks import unit_02_cuts, unit_02_endings, unit_02_settings
from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import Case, Misconception, compare, stops_with, value_is
from helpers.checks.unit_02_numbers import CLOSE, like, raw

# --- 02.1 softmax ------------------------------------------------------------------------------


def softmax(logits: np.ndarray, temperature: float) -> np.ndarray:
    """The reference: probabilities at a temperature; at 0 all on the first of the largest."""
    logits = np.asarray(logits, float)
    if temperature == 0:
        return (np.arange(len(logits)) == logits.argmax()).astype(float)
    powers = np.exp((logits - logits.max()) / temperature)
    return powers / powers.sum()


def questions_02_1(seed: int) -> list[Question]:
    """Ordinary, large, very negative and impossible logits; temperatures with 0 among them."""
    rng = random.Random(seed)
    high = rng.randint(900, 2000)
    asked = [
        (raw(rng, 4), 1.0),
        (raw(rng, 5), 0.5),
        (raw(rng, 5), round(rng.uniform(1.3, 2.0), 2)),
        (np.array([high, high - 1.0, high - 3.0]), 1.0),
        (np.array([high - 2.0, high, high - 1.0]), 0.7),
        (np.array([-high, -high - 1.0, -high + 0.5]), 1.0),
        (np.array([2.0, -np.inf, round(rng.uniform(0, 1), 2)]), 0.7),
        (raw(rng, 4), 0.0),
        (np.array([1.0, 3.0, 3.0]), 0.0),
        (np.array([-np.inf, -1.0, 0.5]), 0.0),
    ]
    return [Call("softmax", pair) for pair in asked]


def at_zero(case: Case) -> bool:
    return case.question.args[1] == 0


def broke(case: Case) -> bool:
    """The numbers ran out: nan or infinity came back, or Python said so."""
    if case.reply.error:
        kinds = ("OverflowError", "ZeroDivisionError", "FloatingPointError")
        return case.reply.error.startswith(kinds)
    values = case.value if isinstance(case.value, list) else [case.value]
    return any(isinstance(v, float) and not math.isfinite(v) for v in values)


SOFTMAX = Exercise(
    id="02.1",
    title="Softmax with a temperature",
    goal="Write `softmax(logits, temperature)`: the probability of each token.",
    points=3,
    minutes=15,
    difficulty="medium",
    budget="no call; up to six lines",
    answers=("softmax",),
    questions=questions_02_1,
    judge=compare(
        softmax,
        [
            Misconception(
                "The exponential of a large logit is too large for a float (and of a very negative "
                "one it is 0, and 0/0 is no number). Subtract the largest logit from all of them "
                "before `exp`: it cancels in the division, so the probabilities stay the same.",
                lambda case: not at_zero(case) and broke(case),
            ),
            Misconception(
                "Temperature 0 divides by zero. It means: the largest logit takes all. "
                "Treat it as a case of its own.",
                lambda case: at_zero(case) and broke(case),
            ),
            like(
                lambda logits, t: softmax(logits, 1) / (t or 1),
                "You divide the probabilities by the temperature: they no longer sum to 1. "
                "Divide the logits, before softmax.",
            ),
            like(
                lambda logits, t: softmax(logits, 1),
                "The temperature has no effect. Dividing after softmax and then normalising "
                "cancels it; divide the logits, before softmax.",
            ),
            like(
                lambda logits, t: softmax(logits, 1 / t if t else 0),
                "You multiply by the temperature. Divide: a high temperature makes the logits "
                "smaller, and with them the differences.",
            ),
            like(
                lambda logits, t: np.exp((logits - np.max(logits)) / t),
                "These are not probabilities yet: divide by their sum.",
            ),
            like(
                lambda logits, t: np.log(softmax(logits, t)),
                "These are log-probabilities; the probabilities are wanted.",
            ),
            like(
                lambda logits, t: (logits == logits.max()) / (logits == logits.max()).sum(),
                "At temperature 0 two tokens share the probability. One must be chosen: the first "
                "of the largest, as `argmax` does.",
            ),
            like(
                lambda logits, t: softmax(logits[::-1], t)[::-1],
                "At temperature 0 two logits are equally large, and you choose the last. One must "
                "be chosen: the first of the largest, as `argmax` does.",
            ),
            value_is(
                lambda value, wanted: isinstance(value, int),
                "At temperature 0 you return which token it is. Return probabilities here too: "
                "1 for that token, 0 for all others.",
            ),
            value_is(
                lambda value, wanted: len(value) != len(wanted),
                "There must be one probability for each logit. A logit of minus infinity has "
                "the probability 0; it does not fall out.",
            ),
            value_is(
                lambda value, wanted: CLOSE(sorted(wanted), sorted(value)),
                "The probabilities are right, but not in the order of the logits.",
            ),
        ],
        equal=CLOSE,
        message="Equal to the reference on large, very negative and impossible logits too.",
    ),
    hints=(
        "exp(a - m) / sum of exp(b - m) is the same for every m. Which m keeps `exp` small?",
        "Three steps: subtract `logits.max()`, divide by the temperature, `np.exp` and divide by "
        "the sum. Temperature 0 comes before them, with `argmax`.",
        "For temperature 0: `chosen = np.zeros(len(logits))`, `chosen[np.argmax(logits)] = 1`.",
    ),
)


# --- 02.3 penalties ----------------------------------------------------------------------------


def penalise(
    logits: np.ndarray, generated: list, frequency_penalty: float, presence_penalty: float
) -> np.ndarray:
    """The reference, OpenAI's formula: logit - count · frequency - (count > 0) · presence."""
    counts = np.array([generated.count(i) for i in range(len(logits))])
    return logits - counts * frequency_penalty - (counts > 0) * presence_penalty


def questions_02_3(seed: int) -> list[Question]:
    """Each penalty alone, both, none, negative; ids that came often, once and never."""
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
    return [Call("penalise", row) for row in [*rows, (logits, [], frequency, presence)]]


def subtract(times: Callable) -> Callable:
    """A wrong penalise: `times(counts, frequency, presence)` is subtracted."""

    def wrong(logits: np.ndarray, generated: list, f: float, p: float) -> np.ndarray:
        counts = np.array([generated.count(i) for i in range(len(logits))])
        return logits - times(counts, f, p)

    return wrong


def on_probabilities(logits: np.ndarray, generated: list, f: float, p: float) -> np.ndarray:
    return penalise(softmax(logits, 1), generated, f, p)


def as_probabilities(logits: np.ndarray, generated: list, f: float, p: float) -> np.ndarray:
    return softmax(penalise(logits, generated, f, p), 1)


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
            stops_with(
                "IndexError", "`generated` may be empty, and holds ids: positions in `logits`."
            ),
        ],
        equal=CLOSE,
        message="Equal to OpenAI's formula, with negative penalties and an empty reply too.",
    ),
    hints=(
        "First count: how often did each token come? A list with one count per logit.",
        "OpenAI's formula: new logit = logit - count · frequency_penalty - (1 if count > 0 else 0) "
        "· presence_penalty.",
        "`counts = np.array([generated.count(i) for i in range(len(logits))])`; then one line: "
        "`counts > 0` is an array that counts as 0 and 1.",
    ),
)


EXERCISES = (
    SOFTMAX,
    unit_02_cuts.FILTERS,
    PENALTIES,
    unit_02_settings.THREE_JOBS,
    unit_02_endings.CUT_OFF,
)
