"""Exercise 01.4: the bill of a month.

In: jobs and prices, the sum, how it is misread. Out: real prices (datasets/).

"""

from __future__ import annotations

import random
from collections.abc import Callable

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import Misconception, compare, near, value_is, would_return


def bill(job: dict, price: dict, days: int = 30) -> float:
    """Euros for a month: the same sum as in the lesson."""
    cached = job["prompt_tokens"] * job["cached_share"]
    a_request = (
        (job["prompt_tokens"] - cached) * price["input"]
        + cached * price["cached_input"]
        + job["output_tokens"] * price["output"]
    )
    return a_request / 1_000_000 * job["requests_per_day"] * days


def questions_01_4(seed: int) -> list[Question]:
    """Jobs with nothing, a part and all of the prompt cached; days other than 30, and none
    given; a job so small that no cent of its bill and no half token may be rounded away, and one
    without output."""
    draw = random.Random(seed)
    asked: list[tuple] = [
        (_job(draw, share), _price(draw), days)
        for share, days in [(0.75, 30), (0.0, 30), (0.4, 31), (1.0, 28), (0.5, 1)]
    ]
    small = {**_job(draw, 0.5), "requests_per_day": 3, "prompt_tokens": 135, "output_tokens": 7}
    asked += [(_job(draw, 0.25), _price(draw)), (small, _price(draw))]
    asked += [({**_job(draw, 0.25), "output_tokens": 0}, _price(draw))]
    return [Call("month_cost", arguments) for arguments in asked]


def _job(draw: random.Random, cached_share: float) -> dict:
    return {
        "requests_per_day": draw.randrange(2_000, 90_000, 500),
        "prompt_tokens": draw.randrange(400, 6_000, 50),
        "cached_share": cached_share,
        "output_tokens": draw.randrange(40, 900, 10),
    }


def _price(draw: random.Random) -> dict:
    dear = draw.choice([0.5, 2.0, 6.0])
    # other ratios than the example's: who computes one price from another is not right by luck
    return {"input": dear, "cached_input": dear / 4, "output": dear * 5}


def _variant(**changes: float | str) -> Callable[..., float]:
    """The bill of somebody who reads the job or the price differently."""

    def wrong(job: dict, price: dict, days: int = 30) -> float:
        read = {**job, **price, "days": days}
        read |= {key: read.get(value, value) for key, value in changes.items()}
        return bill(read, read, read["days"])

    return wrong


def _cached_output(job: dict, price: dict, days: int = 30) -> float:
    share = job["cached_share"]
    saved = job["output_tokens"] * share * (price["output"] - price["cached_input"])
    return bill(job, price, days) - saved * job["requests_per_day"] * days / 1_000_000


def _cached_twice(job: dict, price: dict, days: int = 30) -> float:
    cached = job["prompt_tokens"] * job["cached_share"] * job["requests_per_day"] * days
    return bill(job, price, days) + cached * price["input"] / 1_000_000


def _whole_tokens(job: dict, price: dict, days: int = 30) -> float:
    whole = int(job["prompt_tokens"] * job["cached_share"])
    return bill({**job, "cached_share": whole / job["prompt_tokens"]}, price, days)


def _output_once(job: dict, price: dict, days: int = 30) -> float:
    once = job["output_tokens"] * price["output"] / 1_000_000
    return bill({**job, "output_tokens": 0}, price, days) + once


def misread(wrong: Callable[..., float], words: str) -> Misconception:
    """The misconception of somebody whose bill is that of `wrong`, up to rounding."""
    return would_return(wrong, words, near(1e-6))


MONTH = Exercise(
    id="01.4",
    title="What does a month cost?",
    goal="Write `month_cost(job, price, days=30)`: what a job's traffic costs in a month.",
    points=3,
    minutes=10,
    difficulty="easy",
    budget="no call; about 5 lines",
    answers=("month_cost",),
    questions=questions_01_4,
    judge=compare(
        bill,
        [
            misread(
                lambda *a, **k: bill(*a, **k) * 1_000_000,
                "Prices are per million tokens, you take them per token.",
            ),
            misread(
                lambda *a, **k: bill(*a, **k) * 1_000,
                "Prices are per million tokens, you take them per thousand.",
            ),
            misread(
                _variant(output_tokens=0),
                "The output tokens are missing; they are the dearest ones.",
            ),
            misread(
                _variant(cached_share=0),
                "You forget the cached discount: that share of the prompt costs `cached_input`.",
            ),
            misread(
                _variant(cached_input=0),
                "Cached tokens are cheaper, not free: they cost `cached_input`.",
            ),
            misread(
                _variant(cached_share=1),
                "You price the whole prompt as cached; only `cached_share` of it is.",
            ),
            misread(
                _cached_twice,
                "You pay for the cached tokens twice: they are a part of `prompt_tokens`, and only "
                "the rest of those costs `input`.",
            ),
            misread(
                lambda job, *a, **k: bill(
                    {**job, "cached_share": 1 - job["cached_share"]}, *a, **k
                ),
                "You have the two prices of the prompt the wrong way round: `cached_share` of it "
                "costs `cached_input`, the rest `input`.",
            ),
            misread(
                lambda job, *a, **k: bill(
                    {**job, "cached_share": job["cached_share"] / 100}, *a, **k
                ),
                "You read `cached_share` as a percentage; it is a share from 0 to 1.",
            ),
            misread(
                _whole_tokens,
                "You round the cached tokens down. The share is an average over many requests, so "
                "half a token counts.",
            ),
            misread(
                _output_once,
                "You pay for the output of one request; every request has `output_tokens`.",
            ),
            misread(
                _variant(input="output", output="input"),
                "You have `input` and `output` of the price list the wrong way round.",
            ),
            misread(
                lambda job, price, days=31: bill(job, price, days),
                "You give a month 31 days; without the argument it has 30.",
            ),
            misread(
                lambda job, price, days=30: bill(job, price, 1),
                "That is one day. A month has `days` of them.",
            ),
            misread(
                lambda job, price, days=30: bill(job, price, 30),
                "The number of days is fixed: use the argument `days`.",
            ),
            misread(
                _cached_output,
                "Only prompts are cached. What the model writes is always at the full price.",
            ),
            misread(
                _variant(output="input"),
                'Output tokens have a price of their own, `price["output"]`.',
            ),
            misread(
                lambda job, price, days=30: bill({**job, "requests_per_day": 1}, price, days),
                "That is one request a day; multiply by `requests_per_day`.",
            ),
            value_is(
                lambda value, wanted: value == round(wanted, 2),
                "You round the bill to two places. A small job costs less than a cent: leave the "
                "sum as it is.",
            ),
        ],
        equal=near(1e-6),
    ),
    distractor='    new = job["prompt_tokens"] + cached',
    hints=(
        "First the price of one request, then of a month.",
        "A request has three kinds of tokens: prompt tokens that are new, prompt tokens from the "
        "cache, and output tokens. Each kind has its own price per million.",
    ),
)
