"""Exercise 10.3: how many tickets an experiment needs, from a pilot, a budget of calls and prompts.

In: pilots, the plan, wrong plans. Out: the power of the test (power).
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import compare, stops_with, value_is, would_return
from helpers.exercises.unit_10.verdict import outcomes
from helpers.measure import paired, power

WANTED = 0.8
Outcomes = Sequence[bool]


def plan(before: Outcomes, after: Outcomes, prompts: int, calls: int) -> int | None:
    """The fewest tickets, in tens, with a power of 80 %; None where the calls do not pay for it,
    or more than power.MOST tickets were needed."""
    mended, broke, n = paired.counts(before, after)
    return _first(mended / n, broke / n, paired.ENOUGH / prompts, calls // (1 + prompts))


def _first(
    mends: float,
    breaks: float,
    level: float,
    most: int,
    wanted: float = WANTED,
    least: int = 10,
) -> int | None:
    sizes = range(least, min(most, power.MOST) + 1, 10)
    enough = (n for n in sizes if power.power(n, mends, breaks, level) >= wanted)
    return next(enough, None)


def _full_level(before: Outcomes, after: Outcomes, prompts: int, calls: int) -> int | None:
    mended, broke, n = paired.counts(before, after)
    return _first(mended / n, broke / n, paired.ENOUGH, calls // (1 + prompts))


def _a_is_free(before: Outcomes, after: Outcomes, prompts: int, calls: int) -> int | None:
    mended, broke, n = paired.counts(before, after)
    return _first(mended / n, broke / n, paired.ENOUGH / prompts, calls // prompts)


def _one_call_each(before: Outcomes, after: Outcomes, prompts: int, calls: int) -> int | None:
    mended, broke, n = paired.counts(before, after)
    return _first(mended / n, broke / n, paired.ENOUGH / prompts, calls)


def _only_mended(before: Outcomes, after: Outcomes, prompts: int, calls: int) -> int | None:
    mended, broke, n = paired.counts(before, after)
    net = max(mended - broke, 0)
    return _first(net / n, 0, paired.ENOUGH / prompts, calls // (1 + prompts))


def _nothing_broken(before: Outcomes, after: Outcomes, prompts: int, calls: int) -> int | None:
    mended, _, n = paired.counts(before, after)
    return _first(mended / n, 0, paired.ENOUGH / prompts, calls // (1 + prompts))


def _unpaired(before: Outcomes, after: Outcomes, prompts: int, calls: int) -> int | None:
    """As if the two had been tried on different tickets."""
    a, b = sum(before) / len(before), sum(after) / len(after)
    level, most = paired.ENOUGH / prompts, calls // (1 + prompts)
    return _first(b * (1 - a), a * (1 - b), level, most)


def _last_is_left_out(before: Outcomes, after: Outcomes, prompts: int, calls: int) -> int | None:
    mended, broke, n = paired.counts(before, after)
    most = calls // (1 + prompts) - 1
    return _first(mended / n, broke / n, paired.ENOUGH / prompts, most)


def _a_among_the_tests(before: Outcomes, after: Outcomes, prompts: int, calls: int) -> int | None:
    mended, broke, n = paired.counts(before, after)
    level = paired.ENOUGH / (prompts + 1)
    return _first(mended / n, broke / n, level, calls // (1 + prompts))


def _no_budget(before: Outcomes, after: Outcomes, prompts: int, calls: int) -> int | None:
    return plan(before, after, prompts, power.MOST * (1 + prompts))


def _pilot_is_paid(before: Outcomes, after: Outcomes, prompts: int, calls: int) -> int | None:
    return plan(before, after, prompts, calls - 2 * len(before))


def _pilot_counts(before: Outcomes, after: Outcomes, prompts: int, calls: int) -> int | None:
    tickets = plan(before, after, prompts, calls)
    return tickets and max(10, tickets - len(before) // 10 * 10)


def _from_the_pilot_on(before: Outcomes, after: Outcomes, prompts: int, calls: int) -> int | None:
    mended, broke, n = paired.counts(before, after)
    level, most = paired.ENOUGH / prompts, calls // (1 + prompts)
    return _first(mended / n, broke / n, level, most, least=-(-n // 10) * 10)


def _only_where_b_won(before: Outcomes, after: Outcomes, prompts: int, calls: int) -> int | None:
    mended, broke, _ = paired.counts(before, after)
    return plan(before, after, prompts, calls) if mended > broke else None


def _rounded_up(before: Outcomes, after: Outcomes, prompts: int, calls: int) -> int | None:
    """Asks whether it is paid for, and then goes up to the next ten."""
    return plan(before, after, prompts, calls + 9 * (1 + prompts))


def _surer(before: Outcomes, after: Outcomes, prompts: int, calls: int) -> int | None:
    mended, broke, n = paired.counts(before, after)
    level, most = paired.ENOUGH / prompts, calls // (1 + prompts)
    return _first(mended / n, broke / n, level, most, wanted=0.9)


def _in_calls(before: Outcomes, after: Outcomes, prompts: int, calls: int) -> int | None:
    tickets = plan(before, after, prompts, calls)
    return tickets and tickets * (1 + prompts)


def _what_is_paid(before: Outcomes, after: Outcomes, prompts: int, calls: int) -> int | None:
    return plan(before, after, prompts, calls) and calls // (1 + prompts)


def _never_none(before: Outcomes, after: Outcomes, prompts: int, calls: int) -> int | None:
    return plan(before, after, prompts, calls) or calls // (1 + prompts)


def questions(seed: int) -> list[Question]:
    """One prompt and several; enough calls, just too few, far too few; a pilot larger than the
    plan, one that B lost, one whose plan is large."""
    rng = random.Random(f"10.3/{seed}")
    cases = []
    for mended, broke, n, prompts in (
        (9, 2, 60, 1), (8, 1, 80, 3), (12, 4, 60, 5), (6, 0, 50, 2), (7, 2, 50, 4),
    ):  # fmt: skip
        more = mended + rng.randint(0, 2)
        needed = _first(more / n, broke / n, paired.ENOUGH / prompts, power.MOST)
        cases += [
            (more, broke, n, prompts, (needed + 60) * (1 + prompts) + rng.randint(0, prompts))
        ]
        if prompts in (1, 4):
            cases += [(more, broke, n, prompts, needed * (1 + prompts) - 1)]
            cases += [(more, broke, n, prompts, needed * (1 + prompts))]
    dear = 2 * _first(8 / 60, 2 / 60, paired.ENOUGH / 3, power.MOST)
    cases += [(3, 3, 40, 2, 900), (5, 1, 60, 2, 120), (8, 2, 60, 3, dear)]
    cases += [(40, 3, 120, 2, 210), (2, 9, 60, 1, 3_000), (12, 6, 200, 1, 3_000)]
    # 160 are needed; at 1 - 0.95 ** (1 / 4) ten fewer were enough
    cases += [(9, 2, 60, 4, 1_000), (9, 2, 60, 4, 700)]
    cases += [(0, 0, 30, 3, 600)]  # B is A: no number is enough
    asked = [
        Call("plan", (*outcomes(rng, mended, broke, n, 0.8), prompts, calls))
        for mended, broke, n, prompts, calls in cases
    ]
    # all right twice, so that every way to plan is quick here
    return [*asked, Call("plan", ([True] * 40, [True] * 40, 1, 20_000))]


PLAN = Exercise(
    id="10.3",
    title="How many tickets?",
    goal="Write `plan(before, after, prompts, calls)`: how many tickets the experiment needs.",
    points=3,
    minutes=20,
    difficulty="medium",
    budget="no call; up to eight lines",
    answers=("plan",),
    questions=questions,
    judge=compare(
        plan,
        [
            stops_with(
                "ValueError",
                f"`power.power` takes two shares, 0 to 1, and up to {power.MOST:,} tickets "
                "(`power.MOST`), and stops at anything else: whoever needs more has no plan, "
                "`None`.",
            ),
            would_return(
                _last_is_left_out,
                "You leave out the largest number that the calls pay for: `range` ends before its "
                "end.",
            ),
            would_return(
                _full_level,
                "You test every prompt at 5 %. With several, each gets its share of the 5 %, and "
                "that costs tickets.",
            ),
            would_return(
                _a_is_free,
                "The calls of the old prompt are missing: it answers every ticket too.",
            ),
            would_return(
                _one_call_each,
                "A ticket costs more than one call: the old prompt and every new one answer it.",
            ),
            would_return(
                _only_mended,
                "You plan with the difference alone. What the new prompt breaks makes noise too: "
                "give both shares.",
            ),
            would_return(
                _nothing_broken,
                "You leave out what the new prompt broke. It makes noise: give both shares.",
            ),
            would_return(
                _unpaired,
                "You plan from two rates, as if the tickets were others. The pilot shows on how "
                "many tickets the two *differ*: count those.",
            ),
            would_return(
                _what_is_paid,
                "You spend all the calls. The fewest tickets that are enough are wanted.",
            ),
            would_return(
                _never_none,
                "Where the calls do not pay for 80 %, do not begin: `None`.",
            ),
            would_return(
                _a_among_the_tests,
                "You divide the 5 % by one too many: each *new* prompt is tested against A, and A "
                "is not tested.",
            ),
            would_return(
                _no_budget,
                "You never ask whether the calls pay for it: where they do not, `None`.",
            ),
            would_return(
                _pilot_is_paid,
                "You take the calls of the pilot off. It is over and paid for: all of `calls` is "
                "for the experiment.",
            ),
            would_return(
                _pilot_counts,
                "You take the tickets of the pilot off. The experiment is on tickets of its own.",
            ),
            would_return(
                _from_the_pilot_on,
                "You begin the search at the size of the pilot. Fewer tickets may be enough: begin "
                "at 10.",
            ),
            would_return(
                _only_where_b_won,
                "You plan only where B won the pilot. The goal names two reasons for `None`, and "
                "this is neither.",
            ),
            would_return(
                _rounded_up,
                "You round up to tens after you ask whether the calls pay for it. They must pay "
                "for the tens.",
            ),
            would_return(_surer, "You want a power of 0.9. The goal's is 0.8."),
            would_return(
                _in_calls, "You give the number of calls. The number of tickets is wanted."
            ),
            stops_with(
                "ZeroDivisionError",
                "You divide by the number of changed tickets, and a pilot may have changed none. "
                "Shares of *all* its tickets are wanted.",
            ),
            value_is(
                lambda value, wanted: wanted is not None and value is None,
                "Here the calls do pay for it. How many tickets do they pay for, and do you try "
                "that number, too?",
            ),
            value_is(
                lambda value, wanted: isinstance(value, int) and value % 10 != 0,
                "The tickets go in tens: 10, 20, 30 …",
            ),
        ],
        message="Decided before the first call, and paid for.",
    ),
    distractor="    mends = sum(after) / len(after) - sum(before) / len(before)",
    hints=(
        "From the pilot: `mended, broke, n = paired.counts(before, after)`. The two shares go into "
        "`power.power(tickets, mends, breaks, level)`.",
        "`calls // (1 + prompts)` tickets can be paid. Try 10, 20, 30 … up to that (at most "
        "`power.MOST`), and take the first with a power of 0.8 or more.",
    ),
)
