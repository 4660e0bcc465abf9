"""Exercise 05.4: answers right and wrong, and what the check says to each."""

from cases import Answers, table

from helpers.exercises.unit_05 import leaning

LEANING = """
from collections import Counter
from helpers.measure import metrics, paired
def moves(pairs, x):
    return sum(r == x != w for w, r in pairs), sum(w == x != r for w, r in pairs)
def low(pairs, x):
    return paired.difference(*moves(pairs, x), len(pairs))[1]
"""


def answer(
    kept: str = "",
    clear: str = "low(pairs, x) > 0",
    by: str = "said[x] - wanted[x]",
    of: str = "wanted",
    best: str = "",
) -> str:
    best = best or f"max(clear, key=lambda x: {by}, default=None)"
    return (
        "def leaning(pairs):\n"
        f"    pairs = [(w, r) for w, r in pairs {kept}]\n"
        "    n, (wanted, said) = len(pairs), map(Counter, zip(*pairs))\n"
        f"    clear = [x for x in {of} if {clear}]\n"
        f"    return {best}"
    )


CASES = Answers(
    right=(
        answer(),
        "def leaning(pairs):\n"
        "    best, most = None, 0\n"
        "    for label in {w for w, _ in pairs}:\n"
        "        to = [r for w, r in pairs if w != label].count(label)\n"
        "        away = [w for w, r in pairs if r != label].count(label)\n"
        "        _, begins, _ = paired.difference(to, away, len(pairs))\n"
        "        if begins > 0 and to - away > most:\n"
        "            best, most = label, to - away\n"
        "    return best",
        "def leaning(pairs):\n"
        "    to = Counter(r for w, r in pairs if w != r)\n"
        "    away = Counter(w for w, r in pairs if w != r)\n"
        "    for x in sorted({w for w, _ in pairs}, key=lambda x: away[x] - to[x]):\n"
        "        if paired.difference(to[x], away[x], len(pairs))[1] > 0:\n"
        "            return x",
    ),
    wrong=(
        (
            "leaning = lambda pairs: Counter(r for _, r in pairs).most_common(1)[0][0]",
            "the label that is said most. it may be wanted most",
        ),
        (
            "def leaning(pairs):\n"
            "    wanted, said = map(Counter, zip(*pairs))\n"
            "    return max(wanted, key=lambda x: said[x] - wanted[x])",
            "largest surplus, however small",
        ),
        ("leaning = lambda pairs: None", "there is enough evidence here"),
        # two shares, a share against a count, an interval of one or of both
        (answer(clear="said[x] / n > wanted[x] / n"), "as soon as it is said more often"),
        (answer(clear="said[x] >= wanted[x]"), "on this input"),
        (answer(clear="said[x] / n > wanted[x] / n + 0.1"), "on this input"),
        (answer(clear="metrics.wilson(said[x], n)[0] > wanted[x]"), "there is enough evidence"),
        (answer(clear="low(pairs, x) > wanted[x]"), "there is enough evidence"),
        (answer(clear="metrics.wilson(said[x], n)[0] > wanted[x] / n"), "interval of a share"),
        (answer(clear="metrics.wilson(said[x], n)[0] > 1 / len(wanted)"), "equal shares"),
        (
            answer(clear="metrics.wilson(said[x], n)[0] > metrics.wilson(wanted[x], n)[1]"),
            "two intervals",
        ),
        (answer(clear="paired.difference(*moves(pairs, x), n)[0] > 0"), "as soon as it is said"),
        (answer(clear="paired.difference(*moves(pairs, x), n)[2] > 0"), "however small"),
        (
            answer(clear="paired.difference(*moves(pairs, x)[::-1], n)[1] > 0"),
            "the other way round",
        ),
        (
            answer(
                clear="paired.difference(moves(pairs, x)[0], 0, n)[1] > 0",
                by="moves(pairs, x)[0]",
            ),
            "drawn to a label only",
        ),
        (answer(kept="if r in {w for w, _ in pairs}"), "leave out the replies"),
        (answer(of="said"), "what is not a label"),
        (answer(by="said[x]"), "said most where several lean"),
        (answer(by="said[x] / wanted[x]"), "grew most compared with itself"),
        (answer(by="moves(pairs, x)[0]"), "most texts are drawn to"),
        (answer(best="clear[0] if clear else None"), "not the first or the last"),
        (answer(best="clear[-1] if clear else None"), "not the first or the last"),
        (answer(by="low(pairs, x)"), "whose interval begins highest"),
        (answer().replace("(w, r) for", "(w, r.strip()) for"), "only resembles"),
        (answer().replace("(w, r) for", "(w, r.lower()) for"), "only resembles"),
        (
            answer().replace("(w, r) for", "(w, next((x for x, _ in pairs if x in r), r)) for"),
            "only resembles",
        ),
        (
            answer(clear="paired.difference(moves(pairs, x)[0], wanted[x], n)[1] > 0"),
            "you count every text that wants the label",
        ),
        (
            answer(clear="paired.difference(*moves(pairs, x), sum(x in p for p in pairs))[1] > 0"),
            "you divide by some of the pairs only",
        ),
        (
            answer(clear="paired.difference(*moves(pairs, x), wanted[x])[1] > 0"),
            "together more than n",
        ),
        (
            answer(clear="low(pairs, x) > 0 or paired.difference(*moves(pairs, x), n)[2] < 0"),
            "drawn away from",
        ),
        (answer(best="clear"), "one label is wanted"),
        (
            "def leaning(pairs):\n"
            "    wanted, said = map(Counter, zip(*pairs))\n"
            "    x = max(wanted, key=lambda x: said[x] - wanted[x])\n"
            "    return x if low(pairs, x) > 0 else None",
            "the label with the largest surplus only",
        ),
        (
            answer()
            .replace("    n,", "    given.sort()\n    n,")
            .replace("(pairs):", "(given):", 1)
            .replace("in pairs ", "in given "),
            "your code changes `given`",
        ),
    ),
    setup=LEANING,
    seeds=tuple(range(20)),
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
