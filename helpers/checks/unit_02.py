"""Exercises of unit 02: softmax, cuts, penalties, settings for three jobs, replies that were cut off.

In: what is asked, references, the mistakes that learners make. Out: the measurement behind the
three jobs (jobs_02), the solutions in full (solutions/).
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from helpers.checks import jobs_02
from helpers.checks.exercise import Call, Exercise, Question, Reply, Verdict
from helpers.checks.judge import (
    Case,
    Misconception,
    compare,
    expected,
    is_right,
    near,
    stops_with,
    value_is,
    would_return,
)

CLOSE = near(1e-6)


def like(wrong: Callable, words: str, name: str = "") -> Misconception:
    """would_return() for numbers, and for one of several functions where `name` is given."""
    made = would_return(wrong, words, CLOSE)
    return Misconception(words, lambda case: name in ("", case.question.name) and made.fits(case))


def raw(rng: random.Random, n: int) -> np.ndarray:
    """n logits between -4 and 4, all different."""
    return np.array([round(rng.uniform(-4, 4), 3) for _ in range(n)])


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


def naive(logits: np.ndarray, temperature: float) -> np.ndarray:
    with np.errstate(all="ignore"):
        powers = np.exp(np.asarray(logits, float) / np.float64(temperature))
        return powers / powers.sum()


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
        "For temperature 0: `chosen = np.zeros(len(logits))`, then `chosen[np.argmax(logits)] = 1`.",
    ),
)


# --- 02.2 cuts ---------------------------------------------------------------------------------


def share_of(kept: np.ndarray) -> np.ndarray:
    return kept / kept.sum()


def keep_top_k(probabilities: np.ndarray, k: int) -> np.ndarray:
    """The reference: the k most likely, and what ties with the last of them."""
    last = sorted(probabilities, reverse=True)[:k][-1]
    return share_of(np.where(probabilities >= last, probabilities, 0))


def keep_top_p(probabilities: np.ndarray, p: float) -> np.ndarray:
    """The reference: the fewest most likely that reach p together; lower ids first among equals."""
    kept, total = np.zeros(len(probabilities)), 0.0
    for i in sorted(range(len(kept)), key=lambda i: (-probabilities[i], i)):
        kept[i] = probabilities[i]
        total += probabilities[i]
        if total >= p:
            break
    return share_of(kept)


def keep_min_p(probabilities: np.ndarray, min_p: float) -> np.ndarray:
    """The reference: at least min_p times as likely as the most likely."""
    return share_of(np.where(probabilities >= min_p * probabilities.max(), probabilities, 0))


CUTS = {"keep_top_k": keep_top_k, "keep_top_p": keep_top_p, "keep_min_p": keep_min_p}


def questions_02_2(seed: int) -> list[Question]:
    """Unsorted probabilities. The exact borders are powers of two, where floats do not round."""
    rng = random.Random(seed)
    drawn = share_of(np.exp(raw(rng, 6)))
    exact = np.array(rng.sample([0.5, 0.25, 0.125, 0.0625, 0.0625], 5))
    ties = np.array([0.125, 0.25, 0.0625, 0.25, 0.25, 0.0625])
    sure = np.array([0.02, 0.95, 0.01, 0.02])
    top_k = [(drawn, 2), (drawn, 1), (drawn, 50), (ties, 2), (exact, 3)]
    top_p = [(drawn, 0.8), (drawn, 0.9), (exact, 0.75), (sure, 0.5), (ties, 0.4), (drawn, 1.0)]
    min_p = [(drawn, 0.1), (drawn, 0.3), (exact, 0.5), (sure, 1.0), (drawn, 0.0), (ties, 0.6)]
    asked = {"keep_top_k": top_k, "keep_top_p": top_p, "keep_min_p": min_p}
    return [Call(name, arguments) for name, rows in asked.items() for arguments in rows]


def cumulated(probabilities: np.ndarray, keep: Callable) -> np.ndarray:
    """What `keep(shares so far, sorted)` leaves, in the order of the tokens, normalised."""
    order = np.argsort(-probabilities, kind="stable")
    kept = np.zeros(len(order))
    chosen = order[keep(np.cumsum(probabilities[order]), probabilities[order])]
    kept[chosen] = probabilities[chosen]
    with np.errstate(all="ignore"):
        return share_of(kept)


def strictly_k(probabilities: np.ndarray, k: int, last_first: bool = False) -> np.ndarray:
    """Exactly k, whichever of equals the sorting left in front."""
    keys = [(-p, -i if last_first else i) for i, p in enumerate(probabilities)]
    chosen = [abs(i) for _, i in sorted(keys)[:k]]
    return share_of(np.where(np.isin(np.arange(len(keys)), chosen), probabilities, 0))


def unnormalised(case: Case) -> bool:
    """The right tokens are kept, with their old probabilities."""
    reference = expected(CUTS, case.question)
    return CLOSE(np.where(reference > 0, case.question.args[0], 0), case.value)


def sorted_away(case: Case) -> bool:
    kept = [p for p in case.expected if p]
    return isinstance(case.value, list) and (
        CLOSE(sorted(kept), sorted(p for p in case.value if p))
        and not CLOSE(case.expected, case.value)
    )


def nothing_left(case: Case) -> bool:
    return isinstance(case.value, list) and not any(v == v and v > 0 for v in case.value)


CUT_MISTAKES = (
    like(
        lambda q, p: cumulated(q, lambda shares, _: shares <= p),
        "top_p: the token that crosses the border belongs to the nucleus. You stop before it, so "
        "less than p is left (and nothing, where the first token alone holds more than p).",
        "keep_top_p",
    ),
    like(
        lambda q, p: cumulated(q, lambda shares, _: shares < p),
        "top_p: the token that reaches p belongs to the nucleus. You stop before it, so "
        "less than p is left (and nothing, where the first token alone holds more than p).",
        "keep_top_p",
    ),
    like(
        lambda q, p: cumulated(q, lambda shares, sizes: shares - sizes <= p),
        "top_p: where the sum is exactly p, you take one token more. The fewest that reach p are wanted.",
        "keep_top_p",
    ),
    like(
        lambda q, p: cumulated(q, lambda shares, sizes: sizes >= p),
        "top_p: you compare single probabilities with p. It is their sum, from the most likely "
        "token down, that has to reach p.",
        "keep_top_p",
    ),
    like(
        lambda q, m: cumulated(q, lambda shares, sizes: sizes >= m),
        "min_p: the border is not min_p itself but min_p times the largest probability.",
        "keep_min_p",
    ),
    like(
        lambda q, m: cumulated(q, lambda shares, sizes: sizes > m * sizes[0]),
        "min_p: a token exactly at the border stays (`>=`).",
        "keep_min_p",
    ),
    like(
        strictly_k,
        "top_k: two tokens are equally likely at the border, and you drop one of them. "
        "What ties with the k-th stays.",
        "keep_top_k",
    ),
    like(
        lambda q, k: strictly_k(q, k, last_first=True),
        "top_k: two tokens are equally likely at the border, and you drop one of them. "
        "What ties with the k-th stays.",
        "keep_top_k",
    ),
    like(
        lambda q, k: share_of(np.where(q <= sorted(q)[:k][-1], q, 0)),
        "top_k: you keep the least likely tokens; NumPy sorts the smallest first.",
        "keep_top_k",
    ),
    Misconception(
        "What is left does not sum to 1: divide by the sum of what you kept.", unnormalised
    ),
    Misconception(
        "Nothing is left. At least one token, the most likely, must always stay.", nothing_left
    ),
    Misconception(
        "The right probabilities are left, but in another order: position i must stay token i, "
        "also after you sorted.",
        sorted_away,
    ),
    stops_with("IndexError", "A cut may ask for more tokens than there are; then all stay."),
    stops_with("ValueError", "A cut may ask for more tokens than there are; then all stay."),
)


def judge_02_2(questions: Sequence[Question], replies: Sequence[Reply]) -> Verdict:
    """A third of the points for each cut that is right."""
    verdict = compare(CUTS, CUT_MISTAKES, CLOSE, "All three equal to the reference, at ties too.")(
        questions, replies
    )
    if verdict.outcome == "passed":
        return verdict
    pairs = list(zip(questions, replies, strict=True))
    wrong = {q.name for q, r in pairs if not is_right(Case(q, r, expected(CUTS, q)), CLOSE)}
    return replace(verdict, share=1 - len(wrong) / len(CUTS))


FILTERS = Exercise(
    id="02.2",
    title="Three ways to cut the tail",
    goal="Write `keep_top_k`, `keep_top_p` and `keep_min_p`: set unlikely tokens to 0, let the "
    "rest sum to 1.",
    points=4,
    minutes=25,
    difficulty="medium",
    budget="no call; up to six lines each",
    answers=("keep_top_k", "keep_top_p", "keep_min_p"),
    questions=questions_02_2,
    judge=judge_02_2,
    hints=(
        "All three end alike: what is not kept becomes 0, and the rest is divided by its sum. "
        "Write that once.",
        "top_k and min_p are a threshold: find the smallest probability that stays, and compare "
        "all of them with it. For top_k it is the k-th largest (or the last, if there are fewer).",
        "top_p: `order = np.argsort(-probabilities, kind='stable')`, then `np.cumsum` over that "
        "order. A token stays if the sum *before* it is still less than p. `order` tells you "
        "where it belongs.",
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
    asked = [(frequency, 0.0), (0.0, presence), (frequency, presence), (-frequency, 0.0), (0.0, 0.0)]
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
    goal="Write `penalise(logits, generated, frequency_penalty, presence_penalty)`: the new logits.",
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
                lambda logits, generated, f, p: subtract(lambda c, _f, _p: c / (c.sum() or 1) * f)(
                    logits, generated, f, p
                )
                - np.isin(np.arange(len(logits)), generated) * p,
                "You subtract the share of a token among those generated. The formula has its count.",
            ),
            stops_with(
                "IndexError", "`generated` may be empty, and holds ids: positions in `logits`."
            ),
            stops_with(
                "TypeError",
                "`generated` may be empty; NumPy's `bincount` wants whole numbers also then "
                "(`np.array(generated, dtype=int)`).",
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

OPENAI = {"stop": "use", "length": "more tokens", "content_filter": "refused", "tool_calls": "run tools"}
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
    made += [openai_response("billing", "length"), anthropic_response("The cluster is", "end_turn")]
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
                "An OpenAI response is not read: its reason is in `choices[0]`, as `finish_reason`.",
            ),
            dialect(
                "content",
                "An Anthropic response is not read: it has no `choices`; its reason is "
                "`stop_reason`, at the top.",
            ),
            like(
                lambda r: "use" if str(r)[-40:].count(".") else "more tokens",
                "The text does not tell whether it was cut off. Read the reason.",
            ),
            about(
                "model_context_window_exceeded",
                "`model_context_window_exceeded`: prompt and reply together have filled the window. "
                "A higher limit changes nothing; the prompt has to be shortened.",
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

EXERCISES = (SOFTMAX, FILTERS, PENALTIES, jobs_02.THREE_JOBS, CUT_OFF)
