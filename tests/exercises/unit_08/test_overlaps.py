"""Exercise 08.1: answers right and wrong, and what the check says to each."""

import pytest
import sacrebleu
from cases import Answers, table

from helpers.exercises.unit_08 import overlaps

SETUP = """
import string, re
from collections import Counter
from helpers.measure import overlap
def words_of(text):
    return overlap.normalised(text).split()
"""


def f1(
    words: str = "words_of",
    both: str = "(a & b).total()",
    best: str = "max",
    counter: str = "Counter",
) -> str:
    return (
        "def f1(reply, golds):\n"
        "    scores = []\n"
        "    for gold in golds:\n"
        f"        a, b = {counter}({words}(reply)), {counter}({words}(gold))\n"
        "        if not a or not b:\n"
        "            scores.append(float(not a and not b))\n"
        "        else:\n"
        f"            scores.append(2 * {both} / (a.total() + b.total()))\n"
        f"    return {best}(scores)\n"
    )


def chrf(
    bare: str = "''.join(x.split())",
    f: str = "5 * p * r / (4 * p + r)",
    grams: str = "Counter(x[i:i + n] for i in range(len(x) - n + 1))",
    end: str = "100 * total / 6",
) -> str:
    return (
        "def chrf(reply, gold):\n"
        "    total = 0\n"
        f"    a, b = ({bare} for x in (reply, gold))\n"
        "    for n in range(1, 7):\n"
        f"        one, two = ({grams} for x in (a, b))\n"
        "        both = (one & two).total()\n"
        "        if both:\n"
        "            p, r = both / one.total(), both / two.total()\n"
        f"            total += {f}\n"
        f"    return {end}\n"
    )


BY_HAND = """
def normal(text):
    text = "".join(" " if c.isspace() else c for c in text.lower() if c not in string.punctuation)
    return [w for w in text.split() if w not in ("a", "an", "the")]
def one_f1(mine, gold):
    left, common = list(gold), 0
    for word in mine:
        if word in left:
            left.remove(word)
            common += 1
    if not mine or not gold:
        return 1.0 if mine == gold else 0.0
    if not common:
        return 0.0
    p, r = common / len(mine), common / len(gold)
    return 2 * p * r / (p + r)
def f1(reply, golds):
    return max(one_f1(normal(reply), normal(gold)) for gold in golds)
def chrf(reply, gold):
    a, b = "".join(reply.split()), "".join(gold.split())
    scores = []
    for n in (1, 2, 3, 4, 5, 6):
        mine = [a[i:i + n] for i in range(len(a) - n + 1)]
        theirs = [b[i:i + n] for i in range(len(b) - n + 1)]
        common = sum(min(mine.count(g), theirs.count(g)) for g in set(mine))
        scores.append(5 * common / (len(mine) + 4 * len(theirs)) if common else 0)
    return sum(scores) / 6 * 100
"""
LIBRARIES = """
from sacrebleu.metrics import CHRF
def f1(reply, golds):
    return overlap.f1(reply, golds)
def chrf(reply, gold):
    return CHRF(eps_smoothing=True).corpus_score([reply], [[gold]]).score
"""

CASES = Answers(
    right=(f1() + chrf(), BY_HAND, LIBRARIES),
    wrong=(
        (f1(words="str.split") + chrf(), "as they stand"),
        (f1(words="(lambda t: t.lower().split())") + chrf(), "punctuation and articles"),
        (f1(counter="lambda x: Counter(set(x))").replace("lambda x: Counter(set(x))(", "(lambda x: "
            "Counter(set(x)))(") + chrf(), "sets of words"),
        (f1().replace("2 * (a & b).total() / (a.total() + b.total())",
                      "(a & b).total() / b.total()") + chrf(), "share of the gold's words"),
        ("def f1(reply, golds):\n    return float(words_of(reply) in map(words_of, golds))\n"
         + chrf(), "all or nothing"),
        (f1(best="(lambda s: sum(s) / len(s))") + chrf(), "the mean over the golds"),
        (f1() + chrf(end="total / 6"), "0 to 100"),
        (f1() + chrf(f="2 * p * r / (p + r)"), "alike in `chrf`"),
        (f1() + chrf(f="5 * p * r / (4 * r + p)"), "wrong way round"),
        (f1() + chrf(bare="x"), "leave the spaces in"),
        (f1() + chrf(bare="x.replace(' ', '')"), "single blanks only"),
        (f1().replace("float(not a and not b)", "0.0") + chrf(), "where neither text has a word"),
        (f1().replace("if not a or not b:", "if False:") + chrf(), "which is 1"),
        (f1() + chrf(bare="''.join(x.lower().split())"), "small ones"),
        (f1() + chrf(grams="Counter({x[i:i + n] for i in range(len(x) - n + 1)})"),
         "each run of letters once"),
        (f1() + "import sacrebleu\ndef chrf(reply, gold):\n"
         "    return sacrebleu.corpus_chrf([reply], [[gold]]).score", "sacrebleu does by default"),
        (f1() + chrf().replace("if both:", "if True:"), "nothing to divide by"),
        (f1(both="len(a & b)") + chrf(), "once in the overlap"),
        (f1().replace("(a.total() + b.total())", "(2 * (a | b).total())") + chrf(),
         "both texts together"),
        (f1().replace("2 * (a", "(a") + chrf(), "leave the 2"),
        (f1(best="100 * max") + chrf(), "give percent"),
        (f1() + chrf().replace("if both:", "if not both:\n            return 0\n        else:"),
         "0 for the whole score"),
        (f1().replace("2 * (a & b).total() / (a.total() + b.total())",
                      "(a & b).total() / a.total()") + chrf(), "share of the reply's words"),
        (f1().replace("float(not a and not b)", "1.0") + chrf(), "1 where one text has no word"),
        (f1().replace("in golds:", "in golds[:1]:") + chrf(), "the first gold only"),
        (f1(best="(lambda s: s[-1])") + chrf(), "the last gold"),
        (f1().replace("in golds:", "in [' '.join(golds)]:") + chrf(), "all golds into one text"),
        (f1() + chrf(bare="''.join(c for c in x if c.isalnum())"), "punctuation out of `chrf`"),
        (f1() + chrf(end="100 * total / 6 if a or b else 100"), "where neither text has a letter"),
    ),
    setup=SETUP,
)  # fmt: skip
test_answers = table("08.1", CASES)


# mjpost/sacrebleu, test/test_chrf.py and README.md (Apache-2.0; values, retyped)
@pytest.mark.parametrize(
    ("reply", "gold", "score"), [("aa", "ab", 8.3333), ("a b c", "abc", 50.0), ("", "b", 0.0)]
)
def test_chrf_is_that_of_sacrebleus_own_tests(reply, gold, score):
    assert overlaps.chrf(reply, gold) == pytest.approx(score, abs=1e-3)


REPLIES = ["The dog bit the man.", "It wasn't surprising.", "The man had just bitten him."]
REFERENCES = [
    ["The dog bit the man.", "It was not unexpected.", "The man bit him first."],
    ["The dog had bit the man.", "No one was surprised.", "The man had bitten the dog."],
]


def test_the_library_in_use_gives_the_bleu_of_its_readme():
    assert sacrebleu.corpus_bleu(REPLIES, REFERENCES).score == pytest.approx(48.530827, abs=1e-6)


@pytest.mark.parametrize("seed", range(5))
def test_chrf_is_that_of_the_library_on_every_question(seed):
    metric = sacrebleu.CHRF(eps_smoothing=True)
    for question in overlaps.questions(seed):
        if question.name == "chrf":
            reply, gold = question.args
            theirs = metric.corpus_score([reply], [[gold]]).score
            assert overlaps.chrf(reply, gold) == pytest.approx(theirs, abs=1e-6)
