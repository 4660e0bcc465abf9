"""Exercise 06.6: answers right and wrong, and what the check says to each."""

from cases import Answers, table

FAILING = "failing = ([1, 2, 3],)\n"
COUNTED = """
def majority(answers):
    for answer in answers:
        if answers.count(answer) > len(answers) / 2:
            return answer
"""
BROKEN = """
def majority(answers):
    leader, lead = None, 0
    for answer in answers:
        if lead == 0:
            leader = answer
        lead += 1 if answer == leader else -1
    return leader if lead > 0 else None
"""

CASES = Answers(
    right=(
        FAILING + COUNTED,
        "from collections import Counter\n"
        "failing = ([4, 4, 5, 5, 6],)\n"
        "def majority(answers):\n"
        "    ((answer, n),) = Counter(answers).most_common(1) or [(None, 0)]\n"
        "    return answer if n > len(answers) - n else None",
    ),
    wrong=(
        (FAILING + BROKEN, "the same wrong value as before"),
        ("failing = ([7, 7, 9],)\n" + COUNTED, "does not show the fault"),
        ("failing = (1, 2, 3)\n" + COUNTED, "takes one list"),
        ("failing = {1, 2, 3}\n" + COUNTED, "as a tuple"),
        ("failing = (['a', 'b', 'c'],)\n" + COUNTED, "whole numbers"),
        (FAILING + COUNTED.replace("> len", ">= len"), "Exactly half"),
        (FAILING + COUNTED.replace("if answers", "if answer and answers"), "a value is wanted"),
        (FAILING + COUNTED.replace("    for", "    answers.sort()\n    for"), "your code changes"),
        (FAILING + "def majority(a):\n    best = max(a, key=a.count, default=None)\n"
         "    tied = [x for x in {*a} if a.count(x) == a.count(best)]\n"
         "    return best if len(tied) == 1 else None", "the most frequent answer"),
        (FAILING + COUNTED + "    return 0", "0 could be an answer"),
        (FAILING + "def majority(a):\n    return max(a, key=a.count, default=None)",
         "the most frequent answer"),
    ),
)  # fmt: skip
test_answers = table("06.6", CASES)
