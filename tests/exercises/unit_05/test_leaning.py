"""Exercise 05.4: answers right and wrong, and what the check says to each."""

from cases import Answers, table

from helpers.exercises.unit_05 import leaning

LEANING = """
from collections import Counter
from helpers.measure import metrics
"""


def answer(kept: str = "", bar: str = "wanted[x] / n", by: str = "said[x] - wanted[x]") -> str:
    return (
        "def leaning(pairs):\n"
        f"    pairs = [(w, r) for w, r in pairs {kept}]\n"
        "    n, (wanted, said) = len(pairs), map(Counter, zip(*pairs))\n"
        f"    clear = [x for x in wanted if metrics.wilson(said[x], n)[0] > {bar}]\n"
        f"    return max(clear, key=lambda x: {by}, default=None)"
    )


CASES = Answers(
    right=(
        "def leaning(pairs):\n"
        "    best, most = None, 0\n"
        "    for label in {w for w, _ in pairs}:\n"
        "        said = sum(r == label for _, r in pairs)\n"
        "        wanted = sum(w == label for w, _ in pairs)\n"
        "        low = metrics.wilson(said, len(pairs))[0]\n"
        "        if low > wanted / len(pairs) and said - wanted > most:\n"
        "            best, most = label, said - wanted\n"
        "    return best",
        "def leaning(pairs):\n"
        "    n = len(pairs)\n"
        "    wanted, said = map(Counter, zip(*pairs))\n"
        "    surplus = {x: said[x] - wanted[x] for x in wanted}\n"
        "    for x in sorted(surplus, key=surplus.get, reverse=True):\n"
        "        if metrics.wilson(said[x], n)[0] * n > wanted[x]:\n"
        "            return x\n"
        "    return None",
    ),
    wrong=(
        (
            "leaning = lambda pairs: Counter(r for _, r in pairs).most_common(1)[0][0]",
            "said most",
        ),
        (
            "def leaning(pairs):\n"
            "    wanted, said = map(Counter, zip(*pairs))\n"
            "    return max(wanted, key=lambda x: said[x] - wanted[x])",
            "largest surplus, however small",
        ),
        (
            "def leaning(pairs):\n"
            "    wanted, said = map(Counter, zip(*pairs))\n"
            "    low = {x: metrics.wilson(said[x], len(pairs))[0] for x in wanted}\n"
            "    clear = [x for x in wanted if low[x] > 1 / len(wanted)]\n"
            "    return max(clear, key=lambda x: said[x], default=None)",
            "equal shares",
        ),
        (
            "def leaning(pairs):\n"
            "    n = len(pairs)\n"
            "    wanted, said = map(Counter, zip(*pairs))\n"
            "    clear = [x for x in said if metrics.wilson(said[x], n)[0] > wanted[x] / n]\n"
            "    return max(clear, key=lambda x: said[x] - wanted[x], default=None)",
            "not a label",
        ),
        ("leaning = lambda pairs: None", "there is enough evidence here"),
        (answer(bar="metrics.wilson(wanted[x], n)[1]"), "two intervals"),
        (answer(kept="if r in {w for w, _ in pairs}"), "leave out the replies"),
        (answer(by="said[x]"), "largest surplus counts"),
    ),
    setup=LEANING,
)
test_answers = table("05.4", CASES)


def test_the_answers_differ_between_the_questions():
    leans = {leaning.leaning(*q.args) for q in leaning.questions_05_4(0)}
    assert None in leans
    assert len(leans) > 1


def test_hand_worked_examples_of_the_lab():
    pairs = [("a", "a")] * 20 + [("b", "a")] * 12 + [("b", "b")] * 8
    assert leaning.leaning(pairs) == "a"
    assert leaning.leaning([*pairs[:22], *[("b", "b")] * 18]) is None
