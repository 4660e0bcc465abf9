"""Exercise 01.4: answers right and wrong, and what the check says to each."""

import pytest
from cases import Answers, table

from helpers.exercises.unit_01 import month

MONTH = """
def month_cost(job, price, days=30):
    cached = job["prompt_tokens"] * job["cached_share"]
    new = job["prompt_tokens"] - cached
    cost = new * price["input"] + cached * price["cached_input"]
    cost = cost + job["output_tokens"] * price["output"]
    return cost / 1e6 * job["requests_per_day"] * days
"""


CASES = Answers(
    right=(
        MONTH,
        "def month_cost(job, price, days=30):\n"
        "    n, share = job['requests_per_day'] * days, job['cached_share']\n"
        "    prompts = n * job['prompt_tokens'] / 1e6\n"
        "    outputs = n * job['output_tokens'] / 1e6\n"
        "    mixed = share * price['cached_input'] + (1 - share) * price['input']\n"
        "    return round(prompts * mixed + outputs * price['output'], 6)",
        "from decimal import Decimal as D\n"
        "def month_cost(job, price, days=30):\n"
        "    job = {key: D(str(value)) for key, value in job.items()}\n"
        "    price = {key: D(str(value)) / 1_000_000 for key, value in price.items()}\n"
        "    cached = job['prompt_tokens'] * job['cached_share']\n"
        "    cost = (job['prompt_tokens'] - cached) * price['input']\n"
        "    cost += cached * price['cached_input'] + job['output_tokens'] * price['output']\n"
        "    return cost * job['requests_per_day'] * days",
        MONTH.replace("def", "from fractions import Fraction\ndef").replace(
            "cost / 1e6", "Fraction(cost) / 10**6"
        ),
        MONTH.replace("def", "import numpy as np\ndef").replace(
            "cost / 1e6", "np.float64(cost) / 1e6"
        ),
    ),
    wrong=(
        (MONTH.replace(" / 1e6", ""), "you take them per token"),
        (MONTH.replace("1e6", "1e3"), "per thousand"),
        (
            MONTH.replace(' + job["output_tokens"] * price["output"]', ""),
            "output tokens are missing",
        ),
        (MONTH.replace('* price["cached_input"]', '* price["input"]'), "cached discount"),
        (MONTH.replace('cached * price["cached_input"]', "0"), "not free"),
        (MONTH.replace(" * days", ""), "one day"),
        (MONTH.replace("* days", "* 30"), "use the argument"),
        (MONTH.replace('* job["requests_per_day"] ', ""), "one request a day"),
        (MONTH.replace('price["output"]', 'price["input"]'), "a price of their own"),
        (MONTH.replace('* job["cached_share"]', ""), "whole prompt as cached"),
        (
            MONTH.replace(
                'job["output_tokens"] * price["output"]',
                'job["output_tokens"] * (price["output"] * (1 - job["cached_share"])'
                ' + price["cached_input"] * job["cached_share"])',
            ),
            "Only prompts are cached",
        ),
        (MONTH.replace("cached_share", "cache"), "KeyError"),
        (MONTH.replace("days=30", "days=31"), "31 days"),
        (
            MONTH.replace("return ", "return round(").replace("* days", "* days, 2)"),
            "round the bill",
        ),
        (MONTH.replace(" - cached", ""), "cached tokens twice"),
        (
            MONTH.replace("    new =", "    cached = int(cached)\n    new ="),
            "round the cached tokens",
        ),
        (
            MONTH.replace('new * price["input"] + cached *', 'cached * price["input"] + new *'),
            "the wrong way round: `cached_share`",
        ),
        (MONTH.replace('job["cached_share"]', 'job["cached_share"] / 100'), "a percentage"),
        (
            MONTH.replace('price["input"]', 'price["out"]')
            .replace('price["output"]', 'price["input"]')
            .replace('price["out"]', 'price["output"]'),
            "`input` and `output` of the price list",
        ),
        (
            "def month_cost(job, price, days=30):\n"
            "    n, t = job['requests_per_day'] * days, job['prompt_tokens']\n"
            "    s = job['cached_share']\n"
            "    prompts = n * t * ((1 - s) * price['input'] + s * price['cached_input'])\n"
            "    return (prompts + job['output_tokens'] * price['output']) / 1e6",
            "output of one request",
        ),
        (MONTH.replace('price["cached_input"]', 'price["input"] / 10'), "differs"),
        (MONTH.replace('price["output"]', '4 * price["input"]'), "differs"),
        (
            MONTH.replace(
                '= job["prompt_tokens"] * job', '= job.pop("prompt_tokens") * job'
            ).replace('new = job["prompt_tokens"]', 'new = cached / job["cached_share"]'),
            "ZeroDivision",
        ),
        (MONTH.replace("return", 'job["days"] = days\n    return'), "your code changes `job`"),
    ),
)
test_answers = table("01.4", CASES)


def test_the_worked_example_of_the_bill():
    job = {
        "requests_per_day": 10_000,
        "prompt_tokens": 1_000,
        "cached_share": 0.5,
        "output_tokens": 100,
    }
    price = {"input": 0.20, "cached_input": 0.02, "output": 0.80}
    assert month.bill(job, price) == pytest.approx(57.0)  # 100 + 10 + 80 per million, by hand
