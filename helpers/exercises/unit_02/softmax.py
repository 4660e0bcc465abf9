"""Exercise 02.1: softmax with a temperature.

In: the reference, logits that tell the mistakes apart, the mistakes. Out: sampling.

"""

from __future__ import annotations

import math
import random

import numpy as np

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import Case, Misconception, compare, value_is
from helpers.exercises.unit_02.numbers import CLOSE, ROUNDED, like, raw


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
        (np.array([high - 0.1, high, high - 0.3]), 0.1),
        (np.array([2.0, -np.inf, round(rng.uniform(0, 1), 2)]), 0.7),
        (raw(rng, 4), 0.0),
        (np.array([1.0, 3.0, 3.0]), 0.0),
        (np.array([-np.inf, -1.0, 0.5]), 0.0),
        (np.array([-np.inf, -3.0, -2.0, -np.inf]), 1.0),
        (np.array([-3.0, -1.0, -2.0]), 0.0),
        (raw(rng, 1), 0.7),
        (np.zeros(3), 0.0),
        (np.zeros(3), 0.01),
    ]
    return [Call("softmax", pair) for pair in asked]


def at_zero(case: Case) -> bool:
    return case.question.args[1] == 0


def at_zero_token_0(logits: np.ndarray, temperature: float) -> np.ndarray:
    return softmax(logits, temperature) if temperature else np.eye(len(logits))[0]


def shifted_late(logits: np.ndarray, temperature: float) -> np.ndarray:
    """Subtracts the largest logit, as it was, from logits that are divided already."""
    if temperature == 0:
        return softmax(logits, 0)
    powers = np.exp(logits / temperature - logits.max())
    return powers / powers.sum()


def levelled(case: Case) -> bool:
    """Large logits came out equally likely, as what is cut off at a limit does."""
    large, values = np.abs(case.question.args[0]).max() > 700, case.value
    return bool(large) and isinstance(values, list) and values == values[:1] * len(values) != []


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
            like(
                shifted_late,
                "You divide by the temperature, and then subtract the largest of the logits as "
                "they were. Subtract before you divide (or the largest of what you divided): only "
                "then is the largest number in `exp` 0.",
            ),
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
            ROUNDED,
            Misconception(
                "You get the same for different logits: cut off at a limit (`np.clip`), large ones "
                "are all alike. Subtract the largest from all of them; that keeps the differences.",
                levelled,
            ),
            like(
                lambda logits, t: softmax(logits, t or 1),
                "You take temperature 0 for temperature 1. It means: the largest logit takes all.",
            ),
            like(
                at_zero_token_0,
                "At temperature 0 you choose token 0. The token with the largest logit takes all.",
            ),
            like(
                lambda logits, t: softmax(logits, t) if t else 1.0 * (logits == logits.max()),
                "At temperature 0 you give 1 to each of the largest, so the sum is more than 1. "
                "One must be chosen: the first of the largest, as `argmax` does.",
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
    distractor="    powers = np.exp(logits) / temperature",
    hints=(
        "exp(a - m) / sum of exp(b - m) is the same for every m. Which m keeps `exp` small?",
        "Three steps: subtract `logits.max()`, divide by the temperature, `np.exp` and divide by "
        "the sum. Temperature 0 comes before them, with `argmax`.",
        "For temperature 0: `chosen = np.zeros(len(logits))`, `chosen[np.argmax(logits)] = 1`.",
    ),
)
