"""Exercise 10.5: answers right and wrong, and what the check says to each."""

import pytest
from cases import Answers, goal_in_solution, table

from helpers.exercises.unit_10 import slices

SETUP = """
import math, random, re
from collections import Counter
from helpers.measure import metrics
def words_of(text):
    return sorted(set(re.findall(r"[a-z0-9']+", text.lower())))
def counted(rows):
    seen, errors = Counter(), Counter()
    for text, right in rows:
        seen.update(words_of(text))
        errors.update(words_of(text) if not right else [])
    return seen, errors, sum(not right for _, right in rows)
def tail(k, n, wrong, rows):
    most = min(n, wrong)
    ways = [math.comb(wrong, j) * math.comb(rows - wrong, n - j) for j in range(k, most + 1)]
    return sum(ways) / math.comb(rows, n)
"""


def weak(p: str, bar: str = "0.05 / len(some)", least: int = 5, order: str = "p.get") -> str:
    return (
        "def weak_words(rows):\n"
        "    seen, errors, wrong = counted(rows)\n"
        f"    some = [w for w in seen if seen[w] >= {least}]\n"
        f"    p = {{w: {p} for w in some}}\n"
        f"    return sorted((w for w in some if p[w] < {bar}), key={order})"
    )


def first(key: str) -> str:
    """Tests as one should, and then names the word that is first by something else."""
    found = weak(FISHER).replace("return sorted(", "found = list(").replace(", key=p.get)", ")")
    return f"{found}\n    return [max(seen, key={key})] if found else []"


FISHER = "tail(errors[w], seen[w], wrong, len(rows))"
BINOMIAL = (
    "sum(math.comb(seen[w], j) * (wrong / len(rows))**j * (1 - wrong / len(rows))**(seen[w] - j) "
    "for j in range(errors[w], seen[w] + 1))"
)
SHUFFLED = '''
def strongest(rows, outcomes, some):
    """The largest z over all words, for these outcomes."""
    share = sum(outcomes) / len(rows)
    found = {}
    for word, places in some.items():
        n = len(places)
        spread = math.sqrt(share * (1 - share) * n * (1 - n / len(rows))) or 1
        found[word] = (sum(outcomes[at] for at in places) - n * share) / spread
    return found
def weak_words(rows):
    places = {}
    for at, (text, _) in enumerate(rows):
        for word in words_of(text):
            places.setdefault(word, []).append(at)
    some = {w: p for w, p in places.items() if 8 <= len(p) <= len(rows) - 8}
    outcomes = [not right for _, right in rows]
    z, rng = strongest(rows, outcomes, some), random.Random(1)
    luck = []
    for _ in range(60):
        rng.shuffle(outcomes)
        luck.append(max(strongest(rows, outcomes, some).values()))
    bar = sorted(luck)[-3]
    return sorted((w for w in z if z[w] > bar), key=z.get, reverse=True)
'''
CASES = Answers(
    right=(weak(FISHER), weak(BINOMIAL, least=3), SHUFFLED),
    wrong=(
        (weak(FISHER, bar="0.05"), "how many words you tried"),
        (
            "def weak_words(rows):\n"
            "    seen, errors, wrong = counted(rows)\n"
            "    return [max(seen, key=lambda w: (errors[w] / seen[w], w))]",
            "something always looks weakest",
        ),
        ("def weak_words(rows):\n    return ['not']", "something always looks weakest"),
        ("def weak_words(rows):\n    return []", "mostly stays silent"),
        (first("lambda w: errors[w]"), "simply frequent"),
        (first("lambda w: errors[w] / seen[w]"), "a rare word"),
        (weak(FISHER, bar="1e-12"), "mostly stays silent"),
        (weak(FISHER).replace("counted(rows)", "counted([(t, not r) for t, r in rows])"),
         "`False` where the reply was wrong"),
        (weak("sum(math.comb(seen[w], j) for j in range(errors[w], seen[w] + 1)) / 2**seen[w]"),
         "than in the whole table"),
        (weak(FISHER, bar="0.0001"), "a word is weak among few"),
        (weak(FISHER, bar="0.0005"), "how many words you tried"),
        (weak(FISHER, bar="0.001"), "how many words you tried"),
        (weak(FISHER, bar="0.005"), "how many words you tried"),
        (weak(FISHER, bar="0.05 / len(rows)"), "how many words you tried"),
        (
            "def weak_words(rows):\n"
            "    seen, errors, wrong = counted(rows)\n"
            "    usual = metrics.wilson(wrong, len(rows))[1]\n"
            "    return [w for w in seen if metrics.wilson(errors[w], seen[w])[0] > usual]",
            "too often for chance",
        ),
        (weak(FISHER).replace("return sorted(", "return dict.fromkeys("
              ).replace(", key=p.get)", ")"), "a list of words"),
        (weak(FISHER, order="p.get").replace("(w for w in some", "((w, p[w]) for w in some"
              ).replace("key=p.get", "key=str"), "words only"),
    ),
    setup=SETUP,
)  # fmt: skip
test_answers = table("10.5", CASES)


@pytest.mark.parametrize("seed", range(6))
def test_the_planted_word_is_weak_and_noise_has_no_word(seed):
    drawn = slices.tables(seed)
    planted = [(rows, word) for rows, word in drawn if word]
    assert (len(planted), len(drawn)) == (slices.PLANTED, slices.PLANTED + slices.NOISE)
    for rows, word in planted:
        here = [right for text, right in rows if word in slices.words_of(text)]
        assert len(here) in slices.SIZES
        assert sum(here) / len(here) < 0.8
    found = [slices.weak_words(rows) for rows, word in drawn if not word]
    assert sum(map(bool, found)) <= slices.MOST_FALSE


def test_the_question_does_not_carry_the_planted_word_into_the_room():
    from helpers.checks.exercise import question_to_json

    assert all("planted" not in question_to_json(q) for q in slices.questions(0))


def test_the_goal_says_the_bars():
    goal = goal_in_solution(slices.SLICES)
    assert f"{slices.PLANTED + slices.NOISE} tables of {slices.ROWS} rows" in goal
    assert f"first in at least {slices.PLANTED - slices.MOST_MISSED} tables" in goal
    assert f"in at most {slices.MOST_FALSE}." in goal
    assert f"in {slices.SIZES[0]} to {slices.SIZES[-1]} texts" in goal
    assert f"in {slices.PLANTED_IN['short']} of them the table has three words" in goal
