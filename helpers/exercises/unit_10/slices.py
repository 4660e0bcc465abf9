"""Exercise 10.5: a program that finds weak slices, judged on tables that nobody has seen.

In: tables with a planted weak word and tables of noise, what counts as found. Out: the learner's
program (it is asked for each table), texts (world).
"""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from helpers.checks.exercise import Call, Exercise, Question, Reply, Verdict
from helpers.checks.judge import not_yet, passed, show_reply
from helpers.measure import metrics
from helpers.world import tickets
from helpers.world.draw import Draw
from helpers.world.lexicon import CATEGORIES

POOL, ROWS = 1_500, 160
# tables, by how many words they have: three, a hundred, five hundred
SHORT, PLAIN, LONG = "short", "plain", "long"
PLANTED_IN = {SHORT: 6, PLAIN: 3, LONG: 3}
NOISE_IN = {SHORT: 3, PLAIN: 3, LONG: 18}
PLANTED, NOISE = sum(PLANTED_IN.values()), sum(NOISE_IN.values())
# of noise, a finder at 5 % has 1.2 false finds; five in 1 of 200 runs
MOST_MISSED, MOST_FALSE = 3, 4
USUAL, WEAK = 0.92, 0.4  # share right outside and inside the slice
ALIKE = 0.7  # of a named slice and the planted one together must be common to both
SIZES = range(24, 56)  # rows of a planted slice
CODES, CODES_A_TEXT = 400, 60  # of a long table: each code stands in about 24 texts
# the weak word of a short table: a bar that finds it is far too low for five hundred words
SHORT_SIZES, SHORT_P = range(24, 31), (0.004, 0.009)

Row = tuple[str, bool]  # (text, was the reply right)
Table = Sequence[Row]


def words_of(text: str) -> set[str]:
    """The words of a text in lower case, each once, as the lab's function gives them."""
    return set(re.findall(r"[a-z0-9']+", text.lower()))


def weak_words(rows: Table) -> list[str]:
    """The words in whose texts errors are more frequent than chance explains, clearest first.

    Fisher's exact test for each word that stands in five texts or more; p times the number of
    words (Bonferroni).
    """
    wrong = sum(not right for _, right in rows)
    seen = Counter(word for text, _ in rows for word in words_of(text))
    errors = Counter(word for text, right in rows if not right for word in words_of(text))
    some = [word for word, n in seen.items() if n >= 5]
    p = {word: more_errors(errors[word], seen[word], wrong, len(rows)) for word in some}
    return sorted((word for word in some if p[word] * len(some) < 0.05), key=p.__getitem__)


def more_errors(wrong_here: int, here: int, wrong: int, n: int) -> float:
    """How often as many errors or more fall on `here` of n texts, were they dealt at random."""
    ways = (
        math.comb(wrong, k) * math.comb(n - wrong, here - k)
        for k in range(wrong_here, min(here, wrong) + 1)
    )
    return sum(ways) / math.comb(n, here)


# --- what is asked ---------------------------------------------------------------------------


@cache
def pool() -> tuple[str, ...]:
    """Held-out messages of all kinds, each once."""
    draw, found = Draw("10.5", "heldout"), {}
    while len(found) < POOL:
        category = CATEGORIES[len(found) % len(CATEGORIES)]
        writers = (
            lambda c=category: tickets.sentence(tickets.one_liner(draw, c)),
            lambda c=category: tickets.subject_line(draw, c),
            lambda c=category: tickets.negated(draw, c).text,
        )
        found[draw.pick(writers)()] = None
    return tuple(found)


def planted_table(rng: random.Random, kind: str) -> tuple[list[Row], str]:
    """(rows, the word in whose texts the replies are often wrong)."""
    if kind == SHORT:
        return _short_planted(rng)
    while True:
        texts = _texts(rng, kind)
        counts = Counter(word for text in texts for word in words_of(text))
        word = rng.choice(sorted(word for word, n in counts.items() if n in SIZES))
        inside = [at for at, text in enumerate(texts) if word in words_of(text)]
        rows = _with_errors(rng, texts, inside, round((1 - WEAK) * len(inside)), USUAL)
        if _outdone(rows, word):
            return rows, word


def _outdone(rows: Table, word: str) -> bool:
    """Whether errors alone mislead: another word, which is simply frequent, has more of them."""
    errors = Counter(w for text, right in rows if not right for w in words_of(text))
    first = max(errors, key=lambda w: errors[w])
    return errors[first] > errors[word] and not same_slice(first, word, rows)


def _with_errors(
    rng: random.Random, texts: Sequence[str], inside: Sequence[int], here: int, usual: float
) -> list[Row]:
    """Errors counted out, so that no table is hopeless: `here` inside, the usual share outside."""
    outside = sorted({*range(len(texts))} - {*inside})
    rest = rng.sample(outside, round((1 - usual) * len(outside)))
    wrong = {*rng.sample(inside, here), *rest}
    return [(text, at not in wrong) for at, text in enumerate(texts)]


def _texts(rng: random.Random, kind: str) -> list[str]:
    """Messages; in a long table with the codes of parts behind them."""
    texts = rng.sample(pool(), ROWS)
    if kind == PLAIN:
        return texts
    codes = [f"p{n}" for n in range(100, 100 + CODES)]
    return [f"{text} {' '.join(rng.sample(codes, CODES_A_TEXT))}" for text in texts]


def _one_word_texts(rng: random.Random, n: int) -> list[str]:
    """Texts of one word each, of three; n have the first."""
    words = rng.sample(["Refund", "Login", "Crash", "Export", "Invoice", "Password"], 3)
    others = rng.randint(40, ROWS - n - 40)
    return [words[0]] * n + [words[1]] * others + [words[2]] * (ROWS - n - others)


def _short_planted(rng: random.Random) -> tuple[list[Row], str]:
    """Errors are counted out so that Fisher's p of the weak word lies in SHORT_P."""
    n, here = rng.choice(_faint())
    texts = _one_word_texts(rng, n)
    rows = _with_errors(rng, texts, range(n), here, USUAL)
    word = texts[0].lower()
    rng.shuffle(rows)
    return rows, word


@cache
def _faint() -> list[tuple[int, int]]:
    """(texts with the word, errors among them) whose p lies in SHORT_P."""
    low, high = SHORT_P
    return [
        (n, here)
        for n in SHORT_SIZES
        for here in range(2, n)
        if low <= more_errors(here, n, here + round((1 - USUAL) * (ROWS - n)), ROWS) <= high
    ]


def noise_table(rng: random.Random, kind: str) -> list[Row]:
    """Rows whose errors have nothing to do with the texts."""
    share = rng.uniform(0.75, 0.85)
    if kind == SHORT:
        texts = _one_word_texts(rng, rng.choice(SHORT_SIZES))
        rng.shuffle(texts)
    else:
        texts = _texts(rng, kind)
    return [(text, rng.random() < share) for text in texts]


def tables(seed: int) -> list[tuple[list[Row], str]]:
    """(rows, planted word or "" for noise), in an order that tells nothing."""
    rng = random.Random(f"10.5/{seed}")
    drawn = [planted_table(rng, kind) for kind, n in PLANTED_IN.items() for _ in range(n)]
    drawn += [(noise_table(rng, kind), "") for kind, n in NOISE_IN.items() for _ in range(n)]
    rng.shuffle(drawn)
    return drawn


@dataclass(frozen=True)
class Asked(Call):
    """A call with the planted word; the word does not enter the learner's room."""

    planted: str = ""


def questions(seed: int) -> list[Question]:
    return [Asked("weak_words", (rows,), planted=word) for rows, word in tables(seed)]


# --- what the answers are worth ---------------------------------------------------------------


def same_slice(named: str, planted: str, rows: Table) -> bool:
    """Whether two words stand in nearly the same texts: "credit" may stand for "card"."""
    one, other = (
        {at for at, (text, _) in enumerate(rows) if word in words_of(text)}
        for word in (named.lower(), planted)
    )
    return len(one & other) >= ALIKE * len(one | other)


def judge(questions: Sequence[Question], replies: Sequence[Reply]) -> Verdict:
    """Finds the planted word in nearly all tables, and next to nothing in noise."""
    asked = list(zip(questions, replies, strict=True))
    for question, reply in asked:
        if words := wrong_form(reply):
            return not_yet(words, show_reply(question, reply), at=question)
    missed = [(q, r) for q, r in asked if q.planted and not _found(q, r)]
    false = [(q, r) for q, r in asked if not q.planted and r.value]
    result = (
        f"The planted word came first in {metrics.rate(PLANTED - len(missed), PLANTED)} tables; "
        f"a slice was named in {metrics.rate(len(false), NOISE)} tables of noise."
    )
    if len(missed) <= MOST_MISSED and len(false) <= MOST_FALSE:
        return passed(result)
    words = noise_words(false) if len(false) > MOST_FALSE else missed_words(missed)
    shown = missed if len(false) <= MOST_FALSE else false
    return not_yet(f"{result} {words}", _evidence(shown), at=shown[0][0])


def _found(question: Asked, reply: Reply) -> bool:
    rows = question.args[0]
    return bool(reply.value) and same_slice(reply.value[0], question.planted, rows)


def wrong_form(reply: Reply) -> str:
    """The misconception in the form of one answer, or ""."""
    if reply.error:
        return "Your code stopped with an error."
    if not isinstance(reply.value, list | tuple):
        return "A list of words is wanted, `[]` where nothing stands out."
    if not all(isinstance(word, str) for word in reply.value):
        return "The list holds words only, without numbers beside them: the clearest first."
    return ""


def noise_words(false: Sequence[tuple[Asked, Reply]]) -> str:
    """What to think about where slices are found in noise."""
    if len(false) == NOISE:
        return (
            "In noise something always looks weakest. A slice is named only where chance does not "
            "explain it: you need a test, and it must know how many words you tried."
        )
    return (
        "That is too often for chance at 5 %. Some tables have hundreds of words, and the luckiest "
        "of hundreds looks weak: the bar must know how many words you tried."
    )


def missed_words(missed: Sequence[tuple[Asked, Reply]]) -> str:
    """What to think about where planted words are missed."""
    silent = sum(not reply.value for _, reply in missed)
    few = [len({w for text, _ in q.args[0] for w in words_of(text)}) < 10 for q, _ in missed]
    if silent > len(missed) / 2 and all(few):
        return (
            "It stays silent where a word is weak among few. Who has tried three words may believe "
            "what is luck among hundreds: the bar must know how many words you tried."
        )
    if silent > len(missed) / 2:
        return (
            "It mostly stays silent where a word is weak. Either the bar is too high to find "
            "anything, or something else is counted: the second of a pair is `False` where the "
            "reply was wrong, and *often* means more often than in the whole table."
        )
    named = [(q.args[0], q.planted, r.value[0].lower()) for q, r in missed if r.value]
    rows, planted, first = zip(*named, strict=True)
    sizes = [_size(w, r) - _size(p, r) for w, p, r in zip(first, planted, rows, strict=True)]
    if sum(size > 0 for size in sizes) > len(sizes) / 2:
        return (
            "It mostly names a word that is simply frequent: many errors are there because many "
            "texts are. Compare shares, and with what chance would give."
        )
    return (
        "It mostly names a rare word: three errors in three texts are 100 %, and luck. Order by "
        "how unlikely the errors are, not by their share."
    )


def _size(word: str, rows: Table) -> int:
    return sum(word in words_of(text) for text, _ in rows)


def _evidence(cases: Sequence[tuple[Asked, Reply]]) -> str:
    question, reply = cases[0]
    rows, named = question.args[0], list(reply.value)[:3]
    lines = [f"- for example: `{named}` came"]
    for word in named[:1]:
        here = [right for text, right in rows if word.lower() in words_of(text)]
        if here:
            lines.append(f"- with it: {metrics.rate(here.count(False), len(here))} wrong")
    wrong = sum(not right for _, right in rows)
    lines.append(f"- in the whole table: {metrics.rate(wrong, len(rows))} wrong")
    if question.planted:
        lines.append(f"- planted was: `{question.planted}`")
    return "\n".join(lines)


SLICES = Exercise(
    id="10.5",
    title="Find the weak slice, and nothing in noise",
    goal="Write `weak_words(rows)`: words in whose texts errors are more than chance.",
    points=6,
    minutes=35,
    difficulty="hard",
    budget="no call; the check runs it on 36 tables of 160 rows",
    answers=("weak_words",),
    questions=questions,
    judge=judge,
    distractor="    return [max(some, key=lambda word: errors[word] / seen[word])]",
    hints=(
        "For every word: in how many texts does it stand, and in how many of those was the reply "
        "wrong? Two `Counter`s over `words_of(text)` tell.",
        "Deal the wrong replies out at random: how likely are k or more of them among the n texts "
        "with this word? `math.comb(wrong, k) * math.comb(rows - wrong, n - k) / "
        "math.comb(rows, n)` is the chance of exactly k (Fisher's exact test).",
        "You look at dozens of words, so multiply each p by their number, and name those below "
        "0.05, smallest first. Words in fewer than five texts cannot show anything: leave them "
        "out, and the number is smaller.",
    ),
)
