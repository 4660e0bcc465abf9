"""Exercises of unit 02: softmax, cuts, penalties, settings for three jobs, cut-off replies.

In: what is asked, references, the mistakes that learners make. Out: 02.2 (unit_02_cuts), the
measurement behind 02.4 (unit_02_jobs), the solutions in full (solutions/).
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable

import numpy as np

from helpers.checks import unit_02_cuts, unit_02_jobs
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


# --- 02.5 cut-off replies ----------------------------------------------------------------------

OPENAI = {
    "stop": "use",
    "length": "more tokens",
    "content_filter": "refused",
    "tool_calls": "run tools",
}
ANTHROPIC = {
    "end_turn": "use",
    "stop_sequence": "use",
    "max_tokens": "more tokens",
    "model_context_window_exceeded": "shorten",
    "refusal": "refused",
    "tool_use": "run tools",
}


def next_step(response: dict) -> str:
    """The reference: what the reason of either dialect asks for."""
    if "choices" in response:
        return OPENAI[response["choices"][0]["finish_reason"]]
    return ANTHROPIC[response["stop_reason"]]


TEXTS = (
    "Refund for March",
    "The cluster is down in",
    "billing",
    "09:30 eu-west: reads were slow.",
    "Larkspur Queue loses mes",
)


def openai_response(text: str, reason: str) -> dict:
    """The JSON of a ChatCompletion."""
    message = {"role": "assistant", "content": text, "refusal": None}
    usage = {"prompt_tokens": 31, "completion_tokens": 8, "total_tokens": 39}
    choice = {"index": 0, "finish_reason": reason, "logprobs": None, "message": message}
    head = {"id": "chatcmpl-1", "object": "chat.completion", "created": 0, "model": "pocket"}
    return {**head, "choices": [choice], "usage": usage}


def anthropic_response(text: str, reason: str) -> dict:
    """The JSON of a Message."""
    head = {"id": "msg_1", "type": "message", "role": "assistant", "model": "pocket"}
    stop = {"stop_reason": reason, "stop_sequence": "\n" if reason == "stop_sequence" else None}
    usage = {"input_tokens": 31, "output_tokens": 8}
    return {**head, "content": [{"type": "text", "text": text}], **stop, "usage": usage}


def questions_02_5(seed: int) -> list[Question]:
    """Every reason of both dialects, with a text that says nothing of it."""
    rng = random.Random(seed)
    made = [openai_response(rng.choice(TEXTS), reason) for reason in OPENAI]
    made += [anthropic_response(rng.choice(TEXTS), reason) for reason in ANTHROPIC]
    # a whole text that was cut off, and half a text that was not: only the reason tells
    made += [openai_response("billing", "stop"), openai_response("It is up.", "length")]
    made += [anthropic_response("The cluster", "end_turn")]
    return [Call("next_step", (response,)) for response in made]


def reason_of(case: Case) -> str:
    response = case.question.args[0]
    return response.get("stop_reason") or response["choices"][0]["finish_reason"]


def about(reasons: str, words: str) -> Misconception:
    """Fits a wrong answer for one of these reasons."""
    return Misconception(words, lambda case: reason_of(case) in reasons.split())


def dialect(key: str, words: str) -> Misconception:
    """Fits code that stops at one dialect's responses."""
    return Misconception(
        words,
        lambda case: key in case.question.args[0] and bool(case.reply.error or case.value is None),
    )


CUT_OFF = Exercise(
    id="02.5",
    title="Finished, or cut off?",
    goal="Write `next_step(response)`: what your code should do with a response of either dialect.",
    points=3,
    minutes=15,
    difficulty="easy",
    budget="no call; up to eight lines",
    answers=("next_step",),
    questions=questions_02_5,
    judge=compare(
        next_step,
        [
            dialect(
                "choices",
                "An OpenAI response is not read: its `finish_reason` is in `choices[0]`.",
            ),
            dialect(
                "content",
                "An Anthropic response is not read: it has no `choices`; its reason is "
                "`stop_reason`, at the top.",
            ),
            Misconception(
                "The text does not tell whether it was cut off: a label ends without a full stop, "
                "and a sentence may be cut off after one. Read the reason.",
                lambda case: (
                    case.expected == "use"
                    and case.value == "more tokens"
                    and reason_of(case) != "stop_sequence"
                ),
            ),
            about(
                "model_context_window_exceeded",
                "`model_context_window_exceeded`: prompt and reply together have filled the "
                "window. A higher limit changes nothing; the prompt has to be shortened.",
            ),
            about(
                "stop_sequence",
                "`stop_sequence` means that a text came at which *you* asked it to stop: the reply "
                "is finished. (In OpenAI's dialect this is `stop`, too.)",
            ),
            about(
                "length max_tokens",
                "`length` (OpenAI) and `max_tokens` (Anthropic) mean the same: the reply was cut "
                "off at your limit.",
            ),
            about(
                "content_filter refusal",
                "`content_filter` and `refusal`: the text is not an answer to your question. "
                "More tokens do not change that.",
            ),
            about(
                "tool_calls tool_use",
                "`tool_calls` and `tool_use`: the model waits for the result of a tool. There is "
                "no text to use yet.",
            ),
        ],
        message="Every reason of both dialects leads to the right step.",
    ),
    hints=(
        "A response with `choices` is OpenAI's, with `finish_reason` in `choices[0]`; one with "
        "`stop_reason` is Anthropic's.",
        "Ten reasons, five steps: a dict from reason to step is shorter than ten ifs.",
        'The dict begins `{"stop": "use", "end_turn": "use", "stop_sequence": "use", '
        '"length": "more tokens", …}`.',
    ),
)

EXERCISES = (SOFTMAX, unit_02_cuts.FILTERS, PENALTIES, unit_02_jobs.THREE_JOBS, CUT_OFF)
