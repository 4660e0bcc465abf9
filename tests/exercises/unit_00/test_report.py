"""Exercise 00.6: answers right and wrong, and what the check says to each."""

from cases import Answers, table

FAILING = """
CALL = {"model": "a", "input": 5, "output": 1}
failing = ([CALL, CALL],)
"""
SUMS = """
from collections import Counter
def tokens_by_model(calls):
    totals = Counter()
    for call in calls:
        totals[call["model"]] += call["input"] + call["output"]
    return dict(totals)
"""
BROKEN = """
def tokens_by_model(calls):
    totals = {}
    for call in calls:
        totals[call["model"]] = call["input"] + call["output"]
    return totals
"""

CASES = Answers(
    right=(
        FAILING + SUMS,
        "failing = [[{'model': 'x', 'input': 0, 'output': 1}, {'model': 'x', 'input': 0, "
        "'output': 0}]]\n"
        "def tokens_by_model(calls):\n"
        "    return {m: sum(c['input'] + c['output'] for c in calls if c['model'] == m)\n"
        "            for m in [c['model'] for c in calls]}",
    ),
    wrong=(
        (FAILING + BROKEN, "the same wrong value as before"),
        ("failing = ([],)" + SUMS, "does not show the fault"),
        ("failing = ...\n" + SUMS, "still open"),
        (FAILING + SUMS.replace('call["input"] + ', ""), "only the tokens that came out"),
        ("failing = 'two calls of one model'" + SUMS, "as a tuple"),
        ("failing = ([{'model': 'a'}],)" + SUMS, "with the keys"),
        ("failing = ([{'model': 'a', 'input': 'x', 'output': 1}],)" + SUMS, "whole numbers"),
    ),
)
test_answers = table("00.6", CASES)
