"""Exercise 08.6: answers right and wrong, and what the check says to each."""

from cases import Answers, table

FAILING = "failing = (['bug', 'outage'], ['bug', 'bug'])\n"


def program(classes: str = "sorted(set(golds))", end: str = "sum(scores) / len(scores)") -> str:
    return (
        "def macro_f1(golds, said):\n"
        "    scores = []\n"
        f"    for one in {classes}:\n"
        "        both = sum(g == s == one for g, s in zip(golds, said))\n"
        "        scores.append(2 * both / (golds.count(one) + said.count(one)))\n"
        f"    return {end}"
    )


BY_SHARES = """
def macro_f1(golds, said):
    total = 0
    for one in set(golds):
        hits = [g for g, s in zip(golds, said) if g == s and g == one]
        if hits:
            precision, recall = len(hits) / said.count(one), len(hits) / golds.count(one)
            total += 2 * precision * recall / (precision + recall)
    return total / len(set(golds))
"""
BY_COUNTER = """
from collections import Counter
def macro_f1(golds, said):
    right = Counter(g for g, s in zip(golds, said) if g == s)
    wanted, came = Counter(golds), Counter(said)
    return sum(2 * right[c] / (wanted[c] + came[c]) for c in wanted) / len(wanted)
"""
CASES = Answers(
    right=(
        FAILING + program(),
        FAILING + BY_SHARES,
        "failing = [['a', 'b', 'c'], ['a', 'b', 'b']]\n" + BY_COUNTER,
    ),
    wrong=(
        (FAILING + program("sorted(set(said))"), "the fault is still in it"),
        (FAILING + program("sorted(set(golds) | set(said))"), "classes that were said as well"),
        (FAILING + program("sorted(set(golds) & set(said)) or [golds[0]]"), "leave out a class"),
        (FAILING + program("golds"), "weigh the classes by their size"),
        (FAILING + program(end="sum(map(str.__eq__, golds, said)) / len(golds)"),
         "the share of right labels"),
        (FAILING + program().replace("2 * both / (golds.count(one) + said.count(one))",
                                     "both / golds.count(one)"), "that was found"),
        (FAILING + program("[c for c in ('billing', 'outage', 'access', 'bug', 'feature') if c in "
                           "golds]", "sum(scores) / max(1, len(scores))"), "labels of this course"),
        (FAILING + program().replace("    scores = []\n", "    golds, said = map(list, zip(*((g, "
                                     "s) for g, s in zip(golds, said) if s)))\n    scores = []\n"),
         "leave out the cases without a reply"),
        (FAILING + program(end="sum(scores) / max(1, len(scores))").replace(
            "    scores = []\n", "    pairs = [(g, s) for g, s in zip(golds, said) if s in golds]\n"
            "    golds, said = [g for g, s in pairs], [s for g, s in pairs]\n    scores = []\n"),
         "whose reply is no class"),
        ("failing = (['bug'], ['bug'])\n" + program(), "does not show the fault"),
        ("failing = (['bug'], ['bug', 'bug'])\n" + program(), "equally long"),
        ("failing = ['bug', 'outage']\n" + program(), "two lists are wanted"),
        ("failing = ([], [])\n" + program(), "equally long"),
    ),
)  # fmt: skip
test_answers = table("08.6", CASES)
