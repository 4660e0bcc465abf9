"""Exercise 05.3: answers right and wrong, and what the check says to each."""

from cases import Answers, table

from helpers.exercises.unit_05 import robust

ROBUST = """
from helpers.measure import metrics
def share(pair): return pair[0] / pair[1]
def worst(orders): return min(orders, key=share)
"""


CASES = Answers(
    right=(
        "def robust(results):\n"
        "    ends = {name: metrics.wilson(*worst(r)) for name, r in results.items()}\n"
        "    for name, (low, _) in ends.items():\n"
        "        if all(low > high for other, (_, high) in ends.items() if other != name):\n"
        "            return name",
        "def robust(results):\n"
        "    first, second, *_ = sorted(results, key=lambda n: -share(worst(results[n])))\n"
        "    tops = [metrics.wilson(*worst(results[n]))[1] for n in results if n != first]\n"
        "    clear = metrics.wilson(*worst(results[first]))[0] > max(tops)\n"
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
    ),
    setup=ROBUST,
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
