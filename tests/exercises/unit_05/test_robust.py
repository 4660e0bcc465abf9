"""Exercise 05.3: answers right and wrong, and what the check says to each."""

from cases import Answers, table

from helpers.exercises.unit_05 import robust

ROBUST = """
from helpers.measure import metrics
def share(pair): return pair[0] / pair[1]
def worst(orders): return min(orders, key=share)
"""


def by_worst(worst: str, alone: str = ", default=-1") -> str:
    """robust() with another idea of a prompt's worst order."""
    return (
        "def robust(results):\n"
        f"    found = {{name: {worst} for name, orders in results.items()}}\n"
        "    best = max(found, key=lambda name: share(found[name]))\n"
        "    tops = [metrics.wilson(*found[name])[1] for name in found if name != best]\n"
        f"    return best if metrics.wilson(*found[best])[0] > max(tops{alone}) else None"
    )


def by_bounds(mine: str, others: str, rest: str = "if name != best") -> str:
    """robust() with other bounds for the best prompt (b) and for each of the others (p)."""
    return (
        "def robust(results):\n"
        "    found = {name: worst(orders) for name, orders in results.items()}\n"
        "    best = max(found, key=lambda name: share(found[name]))\n"
        f"    b, rest = found[best], [p for name, p in found.items() {rest}]\n"
        f"    return best if {mine} > max([{others} for p in rest], default=-1) else None"
    )


FOR_EACH = (
    "def robust(results):\n"
    "    ends = {{name: metrics.wilson(*worst(r)) for name, r in results.items()}}\n"
    "    for name, (low, _) in ends.items():\n"
    "        if len(ends) == 1 or {others} for other, (_, high) in ends.items()"
    " if other != name):\n"
    "            return name\n{none}"
)
LOW, HIGH = "metrics.wilson(*b)[0]", "metrics.wilson(*p)[1]"

CASES = Answers(
    right=(
        "def robust(results):\n"
        "    ends = {name: metrics.wilson(*worst(r)) for name, r in results.items()}\n"
        "    for name, (low, _) in ends.items():\n"
        "        if all(low > high for other, (_, high) in ends.items() if other != name):\n"
        "            return name",
        "def robust(results):\n"
        "    first, *_ = sorted(results, key=lambda n: -share(worst(results[n])))\n"
        "    tops = [metrics.wilson(*worst(results[n]))[1] for n in results if n != first]\n"
        "    clear = metrics.wilson(*worst(results[first]))[0] > max(tops, default=-1)\n"
        "    return first if clear else None",
    ),
    wrong=(
        (
            "robust = lambda results: max(results, key=lambda n: share(worst(results[n])))",
            "not enough evidence yet",
        ),
        (
            "robust = lambda r: max(r, key=lambda n: sum(map(share, r[n])) / len(r[n]))",
            "compare the means",
        ),
        (
            "robust = lambda r: max(r, key=lambda n: max(map(share, r[n])))",
            "compare the best orders",
        ),
        (
            "robust = lambda r: max(r, key=lambda n: min(p[0] for p in r[n]))",
            "how many were right",
        ),
        ("robust = lambda results: None", "that is enough evidence"),
        (by_bounds(LOW, "share(p)"), "the bare shares of the others"),
        (by_bounds("share(b)", HIGH), "a bare share against"),
        (by_bounds("share(b)", "share(p)"), "you compare bare shares"),
        (by_bounds(LOW, "metrics.wilson(*p)[0]"), "you compare bare shares"),
        (by_bounds(LOW, "p[0]"), "that is enough evidence"),
        (by_bounds("b[0]", HIGH), "on this input"),
        (by_bounds(LOW, HIGH, "if share(p) != share(found[best])"), "on this input"),
        (
            "def robust(results):\n"
            "    found = {name: worst(orders) for name, orders in results.items()}\n"
            "    best, *rest = sorted(found, key=lambda name: -share(found[name]))\n"
            "    top = metrics.wilson(*found[rest[0]])[1] if rest else -1\n"
            "    return best if metrics.wilson(*found[best])[0] > top else None",
            "the second best only",
        ),
        (by_worst("min(orders, key=lambda p: metrics.wilson(*p)[0])"), "begins lowest"),
        (by_worst("min(orders, key=lambda p: metrics.wilson(*p)[1])"), "ends lowest"),
        (by_worst("(round(100 * share(worst(orders))), 100)"), "into percent"),
        (by_worst("sorted(orders, key=share)[:2][-1]"), "compare the best orders"),
        (by_worst("orders[0]"), "the first order of each prompt only"),
        (by_worst("orders[-1]"), "the last order of each prompt only"),
        (by_worst("min(orders)"), "the fewest right"),
        (by_worst("worst(orders)", ""), "ValueError"),
        (by_worst("orders.pop(orders.index(worst(orders)))"), "your code changes `results`"),
        (
            by_worst("(sum(p[0] for p in orders), sum(p[1] for p in orders))"),
            "put the orders of a prompt together",
        ),
        (by_worst("max(orders, key=share)"), "compare the best orders"),
        (by_worst("(min(p[0] for p in orders), max(p[1] for p in orders))"), "belongs together"),
        (
            by_worst("worst(orders)", "").replace(
                "return best",
                "return best if tops and metrics.wilson(*found[best])[0] > max(tops) else None #",
            ),
            "stands alone",
        ),
        (FOR_EACH.format(others="any(low > high", none=""), "above *each* one"),
        (
            FOR_EACH.format(others="all(low > high", none="        return None\n"),
            "after the first prompt",
        ),
        (FOR_EACH.format(others="all(low > ends[other][0]", none=""), "low ends with low ends"),
        (
            "def robust(results):\n"
            "    found = {name: worst(orders) for name, orders in results.items()}\n"
            "    last, *_, best = sorted(found, key=lambda name: share(found[name])) * 2\n"
            "    clear = metrics.wilson(*found[best])[0] > metrics.wilson(*found[last])[1]\n"
            "    return best if clear or len(found) == 1 else None",
            "the best with the last only",
        ),
        (
            "def robust(results):\n"
            "    shares = {name: [share(p) for p in orders] for name, orders in results.items()}\n"
            "    return min(shares, key=lambda n: max(shares[n]) - min(shares[n]))",
            "varies least",
        ),
    ),
    setup=ROBUST,
    seeds=tuple(range(20)),
)
test_answers = table("05.3", CASES)


def test_the_answers_differ_between_the_questions():
    answers = {robust.robust(*q.args) for q in robust.questions_05_3(0)}
    assert None in answers
    assert len(answers) > 2


def test_hand_worked_examples_of_the_lab():
    table = {"turns": [(90, 100), (85, 100)], "blocks": [(97, 100), (60, 100)]}
    assert robust.robust(table) == "turns"
    assert robust.robust({"turns": [(17, 20)], "blocks": [(12, 20)]}) is None
