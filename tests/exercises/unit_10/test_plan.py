"""Exercise 10.3: answers right and wrong, and what the check says to each."""

from cases import Answers, table

from helpers.exercises.unit_10 import plan as exercise


def plan(
    level: str = "0.05 / prompts",
    most: str = "min(calls // (1 + prompts), power.MOST)",
    shares: str = "m / n, b / n",
    end: str = "None",
    found: str = "t",
    power: str = "0.8",
    first: str = "",
    start: str = "10",
) -> str:
    return (
        "def plan(before, after, prompts, calls):\n"
        "    m, b, n = paired.counts(before, after)\n"
        f"{first}"
        f"    for t in range({start}, {most} + 1, 10):\n"
        f"        if power.power(t, {shares}, {level}) >= {power}:\n"
        f"            return {found}\n"
        f"    return {end}"
    )


CASES = Answers(
    right=(
        plan(),
        "def plan(before, after, prompts, calls):\n"
        "    won = sum(y > x for x, y in zip(before, after)) / len(before)\n"
        "    lost = sum(y < x for x, y in zip(before, after)) / len(before)\n"
        "    t = 10\n"
        "    while t * (prompts + 1) <= calls and t <= power.MOST:\n"
        "        if power.power(t, won, lost, 0.05 / prompts) >= 0.8:\n"
        "            return t\n"
        "        t += 10\n",
        "def plan(before, after, prompts, calls):\n"
        "    m, b, n = paired.counts(before, after)\n"
        "    sizes = [t for t in range(10, 2000, 10) if t + prompts * t <= calls]\n"
        "    good = (t for t in sizes if power.power(t, m / n, b / n, 0.05 / prompts) > 0.8)\n"
        "    return next(good, None)",
    ),
    wrong=(
        (plan(level="0.05"), "each gets its share"),
        (plan(most="min(calls // prompts, 5000)"), "the old prompt are missing"),
        (plan(most="min(calls, 5000)"), "more than one call"),
        (plan(shares="max(m - b, 0) / n, 0"), "what the new prompt breaks"),
        (
            plan(shares="sum(after) / n * (1 - sum(before) / n), "
                 "sum(before) / n * (1 - sum(after) / n)"),
            "as if the tickets were others",
        ),
        (plan(shares="m, b"), "takes two shares, 0 to 1"),
        (plan(shares="m / n, 0"), "leave out what the new prompt broke"),
        (plan(found="calls // (1 + prompts)"), "spend all the calls"),
        (plan(most="calls // (1 + prompts)"), "has no plan"),
        (plan(most="min(calls // (1 + prompts), 5000) - 1"), "the largest number that"),
        (plan(most="min(calls // (2 + prompts), 5000)"), "the largest number that"),
        (plan(end="calls // (1 + prompts)"), "do not begin"),
        (plan(found="t - 1"), "go in tens"),
        (plan(level="0.05 / (prompts + 1)"), "by one too many"),
        (plan(level="1 - 0.95 ** (1 / prompts)"), "the result differs"),
        (plan(most="power.MOST"), "never ask whether"),
        (plan(most="min((calls - 2 * n) // (1 + prompts), 5000)"), "the calls of the pilot"),
        (plan(found="max(10, t - n // 10 * 10)"), "tickets of its own"),
        (plan(start="-(-n // 10) * 10"), "size of the pilot"),
        (plan(first="    if m <= b:\n        return None\n"), "where B won"),
        (plan(most="min(-(-calls // (10 + 10 * prompts)) * 10, 5000)"), "They must pay"),
        (plan(power="0.9"), "a power of 0.9"),
        (plan(found="t * (1 + prompts)"), "the number of calls"),
        (plan(shares="m / (m + b), b / (m + b)"), "of *all* its tickets"),
        (plan(most="min(calls // (1 + prompts), 500)"), "the calls do pay"),
        (
            "seen = {}\n"
            + plan(first="    if (prompts, calls) in seen:\n"
                         "        return seen[prompts, calls]\n",
                   found="seen.setdefault((prompts, calls), t)"),
            "not yet",
        ),
    ),
    setup="from helpers.measure import paired, power\n",
)  # fmt: skip
test_answers = table("10.3", CASES)


def test_some_plans_can_be_paid_and_some_cannot_under_every_seed():
    for seed in range(10):
        plans = [exercise.plan(*question.args) for question in exercise.questions(seed)]
        assert plans.count(None) >= 2
        assert sum(plan is not None for plan in plans) >= 4
