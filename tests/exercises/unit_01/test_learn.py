"""Exercise 01.1: answers right and wrong, and what the check says to each."""

import pytest
from cases import SEEDS, Answers, table
from tiktoken import _educational

from helpers.exercises.unit_01 import learn, merges

SETUP = r"""
import itertools, re, sqlite3
from collections import Counter
from math import inf
import tiktoken
PIECES = re.compile(r" ?\w+| ?[^\w\s]+|\s+")
HEADER = "id | received | category | text"
o200k = tiktoken.get_encoding("o200k_base")
def count_tokens(text):
    return len(o200k.encode_ordinary(text))
"""


LEARN = """
def join(piece, pair):
    out, i = [], 0
    while i < len(piece):
        if tuple(piece[i:i + 2]) == pair:
            out.append(pair[0] + pair[1])
            i += 2
        else:
            out.append(piece[i])
            i += 1
    return out
def learn_merges(text, n):
    pieces = [CUT for p in PIECES.findall(text)]
    merges = []
    for _ in range(n):
        counts = Counter(pair for p in pieces for pair in zip(p, p[1:]))
        if not counts:
            break
        pair = max(counts, key=counts.get)
        merges.append(pair)
        pieces = [join(p, pair) for p in pieces]
    return merges
""".replace("CUT", "[bytes([b]) for b in p.encode()]")


EDUCATIONAL = """
import regex
def learn_merges(text, n):
    words = [[bytes([b]) for b in w.encode()] for w in regex.findall(PIECES.pattern, text)]
    found = []
    while len(found) < n:
        stats = {}
        for word in words:
            for left, right in zip(word[:-1], word[1:]):
                stats[left, right] = stats.get((left, right), 0) + 1
        if not stats:
            return found
        top = max(stats.values())
        pair = next(pair for pair in stats if stats[pair] == top)
        found.append(pair)
        for word in words:
            i = 0
            while i < len(word) - 1:
                if (word[i], word[i + 1]) == pair:
                    word[i:i + 2] = [pair[0] + pair[1]]
                i += 1
    return found
"""


CASES = Answers(
    right=(LEARN, EDUCATIONAL),
    wrong=(
        (LEARN.replace("PIECES.findall(text)", "[text]"), "ignore the pre-tokenisation"),
        (LEARN.replace("PIECES.findall(text)", "text.split()"), "you lose the spaces"),
        (
            LEARN.replace("in PIECES.findall(text)", "in map(str.strip, PIECES.findall(text))"),
            "you lose the spaces",
        ),
        (
            LEARN.replace("PIECES.findall(text)", "dict.fromkeys(PIECES.findall(text))"),
            "count each piece once",
        ),
        (
            LEARN.replace("key=counts.get", "key=lambda p: (counts[p], p)"),
            "sorts last",
        ),
        (LEARN.replace("max(counts,", "max(reversed(counts),"), "you take the last"),
        (
            LEARN.replace(
                "max(counts, key=counts.get)", "min(counts, key=lambda p: (-counts[p], p))"
            ),
            "sorts first",
        ),
        (LEARN.replace("[bytes([b]) for b in p.encode()]", "list(p)"), "characters"),
        (
            LEARN.replace("[bytes([b]) for b in p.encode()]", "[c.encode() for c in p]"),
            "begin with characters",
        ),
        (LEARN.replace("[bytes([b]) for b in p.encode()]", "list(p.encode())"), "numbers"),
        (LEARN.replace("append(pair)", "append(pair[0] + pair[1])"), "joined tokens"),
        (LEARN.replace("pieces = [join(p, pair) for p in pieces]", "del counts"), "differs"),
        (
            "def learn_merges(text, n):\n"
            "    p = [[bytes([b]) for b in w.encode()] for w in PIECES.findall(text)]\n"
            "    c = Counter(pair for w in p for pair in zip(w, w[1:]))\n"
            "    return [pair for pair, _ in c.most_common(n)]",
            "count again",
        ),
        (
            LEARN.replace("if not counts:\n            break", "pass"),
            "no pair is left",
        ),
        (
            LEARN.replace("i += 2", "return out + piece[i + 2:]"),
            "only at its first place",
        ),
        (LEARN.replace("return merges", "print(merges)"), "only prints"),
        (LEARN.replace("return merges", "return iter(merges)"), "it can be read once only"),
        (
            LEARN.replace("PIECES.findall(text)", "re.findall(r' ?[^ ]+', text)"),
            "as if you ignore the pre-tokenisation",
        ),
        (
            LEARN.replace("pair in zip(p, p[1:])", "pair in dict.fromkeys(zip(p, p[1:]))"),
            "once for each piece",
        ),
        (LEARN.replace("for _ in range(n)", "for _ in range(max(n, 1))"), "more than `n`"),
        (LEARN.replace("for _ in range(n)", "for _ in range(n + 1)"), "more than `n`"),
        (LEARN.replace("for _ in range(n)", "for _ in range(n - 1)"), "stop too early"),
        (
            LEARN.replace("if not counts", "if max(counts.values(), default=0) < 2"),
            "stop too early",
        ),
        ("merges = []\n" + LEARN.replace("    merges = []\n", ""), "merges of earlier calls"),
        (
            "def learn_merges(text, n):\n"
            "    cut = map(str.encode, PIECES.findall(text))\n"
            "    pieces = [' '.join(f'{b:02x}' for b in p) for p in cut]\n"
            "    merges = []\n"
            "    for _ in range(n):\n"
            "        counts = Counter(q for p in pieces for q in zip(p.split(), p.split()[1:]))\n"
            "        if not counts:\n            break\n"
            "        a, b = max(counts, key=counts.get)\n"
            "        merges.append((bytes.fromhex(a), bytes.fromhex(b)))\n"
            "        pieces = [p.replace(f'{a} {b}', a + b) for p in pieces]\n"
            "    return merges",
            "the end of a longer token",
        ),
        (
            LEARN.replace(
                "Counter(pair for p in pieces for pair in zip(p, p[1:]))",
                "Counter()\n        for p in pieces:\n            last = -2\n"
                "            for i, q in enumerate(zip(p, p[1:])):\n"
                "                if q[0] == q[1] and last == i - 1:\n                    continue\n"
                "                counts[q] += 1\n"
                "                last = i if q[0] == q[1] else last",
            ),
            "`aaa` has two",
        ),
        (
            LEARN.replace("join(p, pair) for", "join(p[::-1], pair[::-1])[::-1] for").replace(
                "pair[0] + pair[1]", "pair[1] + pair[0]"
            ),
            "from right to left",
        ),
    ),
    setup=SETUP,
)
test_answers = table("01.1", CASES)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_reference_learns_what_tiktokens_own_teaching_code_learns(seed):
    for question in learn.questions_01_1(seed):
        text, n = question.args
        learned = merges.learn(text, n)
        ranks = _educational.bpe_train(text, 256 + len(learned), merges.SPLIT, visualise=None)
        assert [left + right for left, right in learned] == list(ranks)[256:]


@pytest.mark.parametrize("wrong", [w for w in dir(merges) if w.startswith("learn_")])
@pytest.mark.parametrize("seed", SEEDS)
def test_some_question_tells_each_wrong_way_of_learning(seed, wrong):
    way = getattr(merges, wrong)
    asked = [question.args for question in learn.questions_01_1(seed)]
    assert any(way(*args) != merges.learn(*args) for args in asked)
