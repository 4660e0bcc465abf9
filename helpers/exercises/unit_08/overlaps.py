"""Exercise 08.1: SQuAD's F1 over words and chrF over runs of letters, by hand.

In: both scores, replies that tell their misconceptions apart. Out: SQuAD's normalising (overlap).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import Misconception, compare, near, only, stops_with, would_return
from helpers.measure import overlap

ORDERS = range(1, 7)
WORDS = ("invoice", "cluster", "down", "login", "export", "March", "twice", "the", "a", "49", "EUR")


def f1(reply: str, golds: Sequence[str]) -> float:
    """SQuAD's overlap in words with the gold that fits best."""
    return overlap.f1(reply, golds)


def chrf(reply: str, gold: str) -> float:
    """Popović's chrF as her script has it: the mean of F2 over runs of one to six letters."""
    return _chrf(reply, gold, 2)


def _grams(text: str, n: int) -> Counter:
    return Counter(text[at : at + n] for at in range(len(text) - n + 1))


def _bare(text: str) -> str:
    return "".join(text.split())


def _f(common: float, mine: int, wanted: int, beta: float) -> float:
    if not common:
        return 0.0
    precision, recall, weight = common / mine, common / wanted, beta * beta
    return (1 + weight) * precision * recall / (weight * precision + recall)


def _chrf(
    reply: str,
    gold: str,
    beta: float,
    prepare: Callable[[str], str] = _bare,
    count: Callable[[str, int], Counter] = _grams,
) -> float:
    one, two = prepare(reply), prepare(gold)
    pairs = [(count(one, n), count(two, n)) for n in ORDERS]
    scores = [_f((a & b).total(), a.total(), b.total(), beta) for a, b in pairs]
    return 100 * sum(scores) / len(ORDERS)


def _library_default(reply: str, gold: str) -> float:
    """sacrebleu's default: precision and recall averaged over the orders that both texts have."""
    one, two = _bare(reply), _bare(gold)
    pairs = [(_grams(one, n), _grams(two, n)) for n in ORDERS]
    pairs = [(a, b) for a, b in pairs if a and b]
    if not pairs:
        return 0.0
    p = sum((a & b).total() / a.total() for a, b in pairs) / len(pairs)
    r = sum((a & b).total() / b.total() for a, b in pairs) / len(pairs)
    return 100 * 5 * p * r / (4 * p + r) if p + r else 0.0


def _once(text: str, n: int) -> Counter:
    return Counter(set(_grams(text, n)))


def _words_f1(prepare: Callable, beta: float = 1, best: Callable = max) -> Callable:
    def score(reply: str, golds: Sequence[str]) -> float:
        found = []
        for gold in golds:
            a, b = Counter(prepare(reply)), Counter(prepare(gold))
            both = (a & b).total()
            found.append(
                _f(both, a.total(), b.total(), beta) if a and b else float(not a and not b)
            )
        return best(found)

    return score


def _nothing_is_wrong(reply: str, golds: Sequence[str]) -> float:
    return max(f1(reply, [gold]) if _normal(reply) or _normal(gold) else 0.0 for gold in golds)


def _plain(text: str) -> list[str]:
    return text.split()


def _small(text: str) -> list[str]:
    return text.lower().split()


def _normal(text: str) -> list[str]:
    return overlap.normalised(text).split()


def _single(text: str) -> set[str]:
    return set(_normal(text))


def _share_of_gold(reply: str, golds: Sequence[str]) -> float:
    def recall(a: Counter, b: Counter) -> float:
        return (a & b).total() / b.total() if b else float(not a)

    return max(recall(Counter(_normal(reply)), Counter(_normal(gold))) for gold in golds)


def _whole(reply: str, golds: Sequence[str]) -> float:
    return float(overlap.exact(reply, golds))


def _of_golds(pick: Callable[[Sequence[str]], Sequence[str]]) -> Callable:
    return lambda reply, golds: f1(reply, pick(golds))


def _overlap_once(reply: str, golds: Sequence[str]) -> float:
    """The overlap of two sets, over the number of all words."""

    def score(a: list[str], b: list[str]) -> float:
        return 2 * len({*a} & {*b}) / (len(a) + len(b)) if a or b else 1.0

    return max(score(_normal(reply), _normal(gold)) for gold in golds)


def _share_of_reply(reply: str, golds: Sequence[str]) -> float:
    return max(_share_of_gold(gold, [reply]) for gold in golds)


def _of_all_different(reply: str, golds: Sequence[str]) -> float:
    """Jaccard's: the overlap over the words of both, the common ones counted once."""

    def score(a: Counter, b: Counter) -> float:
        return (a & b).total() / (a | b).total() if a or b else 1.0

    return max(score(Counter(_normal(reply)), Counter(_normal(gold))) for gold in golds)


def _without_two(reply: str, golds: Sequence[str]) -> float:
    return max(f1(reply, [gold]) / 2 if _normal(reply) or _normal(gold) else 1.0 for gold in golds)


def _ends_at_none(reply: str, gold: str) -> float:
    """All is 0 where one of the six lengths has no overlap."""
    one, two = _bare(reply), _bare(gold)
    return chrf(reply, gold) if all(_grams(one, n) & _grams(two, n) for n in ORDERS) else 0.0


def _one_agrees(reply: str, golds: Sequence[str]) -> float:
    return max(f1(reply, [gold]) if _normal(reply) and _normal(gold) else 1.0 for gold in golds)


def _equal_is_all(reply: str, gold: str) -> float:
    return chrf(reply, gold) if _bare(reply) or _bare(gold) else 100.0


def _letters_only(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def questions(seed: int) -> list[Question]:
    """Articles, capitals, doubles, several golds, nothing; published pairs; drawn ones."""
    rng = random.Random(f"08.1/{seed}")
    words = [
        ("The invoice, please!", ["invoice please"]),
        ("Cluster down", ["the cluster is down", "down"]),
        ("down down down", ["down"]),
        ("down down", ["down down up"]),
        ("down", ["down down up"]),
        ("Theatre", ["the theatre", "atre"]),
        ("", [""]),
        ("the", [""]),
        ("billing", [""]),
        ("", ["billing"]),
        ("49 EUR", ["49 EUR charged twice", "refund"]),
        ("The!", ["billing", "a"]),
    ]
    for _ in range(5):
        reply = " ".join(rng.choices(WORDS, k=rng.randint(2, 7)))
        sizes = [rng.randint(2, 6) for _ in range(rng.randint(1, 3))]
        golds = [" ".join(rng.choices(WORDS, k=size)) for size in sizes]
        words.append((reply.capitalize() + ".", golds))
    letters = [
        ("aa", "ab"), ("a b c", "abc"), ("aaaa", "aa"), ("abcabc", "abc"), ("", "abc"), ("abc", ""),
        ("", ""), ("down!", "down?"),
        ("Export broken", "export broken"), ("the cluster is down", "the clusters were down"),
        ("xyz", "abc"), ("down", "down down"), ("a long reply of many words", "reply"),
        ("a\tb\nc", "abc"), ("the\ncluster", "the  cluster"),
    ]  # fmt: skip
    for _ in range(4):
        gold = rng.sample(WORDS, 4)
        reply = [*rng.sample(gold, 3), rng.choice(WORDS)]
        letters.append((" ".join(reply), " ".join(gold)))
    return [*(Call("f1", one) for one in words), *(Call("chrf", one) for one in letters)]


def _only(name: str, wrong: Callable, words: str) -> Misconception:
    """A misconception about one of the two functions."""
    return only(name, would_return(wrong, words, near(1e-6)))


OVERLAPS = Exercise(
    id="08.1",
    title="Two overlaps",
    goal="Write `f1(reply, golds)` over words as SQuAD does, and `chrf(reply, gold)` over letters.",
    points=4,
    minutes=30,
    difficulty="medium",
    budget="no call; up to eight lines each",
    answers=("f1", "chrf"),
    questions=questions,
    judge=compare(
        {"f1": f1, "chrf": chrf},
        [
            _only(
                "f1",
                _nothing_is_wrong,
                "You give 0 where neither text has a word. They agree, and agreement is 1: nothing "
                "was asked for, and nothing came.",
            ),
            _only(
                "f1",
                _words_f1(_plain),
                "You compare the words of `f1` as they stand. Take "
                "`words_of`: capitals, punctuation and articles do not count.",
            ),
            _only(
                "f1",
                _words_f1(_small),
                "You put the words into small letters, and punctuation "
                "and articles still count. Take `words_of`.",
            ),
            _only(
                "f1",
                _words_f1(_single),
                "You compare sets of words. *down down down* has three "
                "words, and only one of them is in the gold: count them.",
            ),
            _only(
                "f1",
                _share_of_gold,
                "You give the share of the gold's words that came. A reply "
                "of a thousand words would have them all: F1 asks for both shares.",
            ),
            _only(
                "f1",
                _overlap_once,
                "You count a word once in the overlap of `f1`, and each time below the line. A "
                "word that stands twice in both counts twice in the overlap, too.",
            ),
            _only(
                "f1",
                _share_of_reply,
                "You give the share of the reply's words that are right. A reply of one right "
                "word would have them all: F1 asks for both shares.",
            ),
            _only(
                "f1",
                _one_agrees,
                "You give 1 where one text has no word. Only two texts without words agree; one "
                "alone has 0.",
            ),
            _only(
                "f1",
                _of_golds(lambda golds: golds[:1]),
                "You look at the first gold only. Each is a right answer, and the one that fits "
                "best counts.",
            ),
            _only(
                "f1",
                _of_golds(lambda golds: golds[-1:]),
                "You give the score of the last gold. Each is a right answer, and the one that "
                "fits best counts: the largest.",
            ),
            _only(
                "f1",
                _of_golds(lambda golds: [" ".join(golds)]),
                "You put all golds into one text. Each is a right answer of its own: one score "
                "for each, and the largest counts.",
            ),
            _only(
                "f1",
                _of_all_different,
                "You divide the overlap by the words of both texts together, the common ones "
                "counted once. F1 is 2 · overlap / (words of the reply + words of the gold).",
            ),
            _only(
                "f1",
                _without_two,
                "You leave the 2 of 2 · overlap out: where all words are the same, F1 is 1.",
            ),
            _only(
                "f1",
                lambda reply, golds: 100 * f1(reply, golds),
                "You give percent; `f1` goes from 0 to 1.",
            ),
            _only("f1", _whole, "You give exact match, all or nothing. F1 is between."),
            _only(
                "f1",
                _words_f1(_normal, best=_mean),
                "You take the mean over the golds. Each "
                "gold is a right answer, so the one that fits best counts.",
            ),
            _only(
                "chrf",
                lambda a, b: chrf(a, b) / 100,
                "You give a share; `chrf` goes from 0 to 100.",
            ),
            _only(
                "chrf",
                lambda a, b: _chrf(a, b, 1),
                "You weigh precision and recall alike in "
                "`chrf`. With beta 2, recall counts more: 5·P·R / (4·P + R).",
            ),
            _only(
                "chrf",
                lambda a, b: _chrf(b, a, 2),
                "You have precision and recall of `chrf` "
                "the wrong way round: precision is the share of the reply's runs.",
            ),
            _only(
                "chrf",
                lambda a, b: _chrf(a, b, 2, str),
                "You leave the spaces in. chrF takes them out first, so that `a b c` is `abc`.",
            ),
            _only(
                "chrf",
                lambda a, b: _chrf(a, b, 2, lambda x: x.replace(" ", "")),
                "You take out single blanks only. Tabs and line ends are blanks, too: "
                "`split()` without an argument cuts at all of them.",
            ),
            _only(
                "chrf",
                lambda a, b: _chrf(a, b, 2, lambda x: _bare(x.lower())),
                "You put the letters of `chrf` into small ones. It tells `Export` from `export`.",
            ),
            _only(
                "chrf",
                lambda a, b: _chrf(a, b, 2, _letters_only),
                "You take punctuation out of `chrf`. It keeps all but blanks, tabs and line ends, "
                "so that `down!` is not `down?`.",
            ),
            _only(
                "chrf",
                _ends_at_none,
                "You give 0 for the whole score where one of the six lengths has no overlap. Only "
                "the F of that length is 0, and the mean has six.",
            ),
            _only(
                "chrf",
                _equal_is_all,
                "You give 100 where neither text has a letter. That is the rule of `f1`; in `chrf` "
                "there is no overlap then, and the score is 0.",
            ),
            _only(
                "chrf",
                lambda a, b: _chrf(a, b, 2, count=_once),
                "You count each run of letters once in `chrf`. A run that comes three times "
                "counts three times.",
            ),
            _only(
                "chrf",
                _library_default,
                "You average precision and recall over the lengths "
                "that both texts have, as sacrebleu does by default. Here it is the mean of six "
                "F-scores, whatever the lengths.",
            ),
            only(
                "f1",
                stops_with(
                    "ZeroDivisionError",
                    "A text may have no words: then there is nothing to divide by. Two texts "
                    "without words agree, which is 1; one alone has 0.",
                ),
            ),
            only(
                "chrf",
                stops_with(
                    "ZeroDivisionError",
                    "A text may be empty, or too short for a run of six "
                    "letters: then there is nothing to divide by, and the score is 0.",
                ),
            ),
        ],
        equal=near(1e-6),
        message="Both reward what looks alike, and neither knows what is true. "
        "`sacrebleu.CHRF(eps_smoothing=True)` counts as you do.",
    ),
    distractor="    both = set(reply) & set(gold)",
    hints=(
        "`Counter(x) & Counter(y)` keeps of each item the smaller count; `.total()` adds them up. "
        "That is the overlap, for words and for runs of letters alike.",
        "F1 is 2 · overlap / (words of the reply + words of the gold). Two empty texts agree: 1. "
        "Compute it for each gold, and take the largest.",
        "For chrF: `[text[i : i + n] for i in range(len(text) - n + 1)]` are the runs of n "
        "letters. Where the overlap is 0, so is F. Add six F-scores and divide by six.",
    ),
)
