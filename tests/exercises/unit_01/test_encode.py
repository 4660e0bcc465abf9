"""Exercise 01.2: answers right and wrong, and what the check says to each."""

import pytest
import tiktoken
from cases import SEEDS, Answers, table

from helpers.exercises.unit_01 import encode, merges

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


ENCODE = """
def encode(text, ranks):
    ids = []
    for piece in PIECES.findall(text):
        tokens = [bytes([b]) for b in piece.encode()]
        while True:
            best = None
            for i in range(len(tokens) - 1):
                rank = ranks.get(tokens[i] + tokens[i + 1])
                if rank is not None and (best is None or rank < best[0]):
                    best = (rank, i)
            if best is None:
                break
            i = best[1]
            tokens = tokens[:i] + [tokens[i] + tokens[i + 1]] + tokens[i + 2:]
        ids.extend(ranks[token] for token in tokens)
    return ids
"""


RECURSIVE = """
def merge(tokens, ranks):
    unions = [tokens[i] + tokens[i + 1] for i in range(len(tokens) - 1)]
    known = [(ranks[union], i) for i, union in enumerate(unions) if union in ranks]
    if not known:
        return tokens
    _, i = min(known)
    return merge(tokens[:i] + [unions[i]] + tokens[i + 2:], ranks)
def encode(text, ranks):
    pieces = [piece.encode() for piece in PIECES.findall(text)]
    cut = [merge([p[i:i + 1] for i in range(len(p))], ranks) for p in pieces]
    return [ranks[token] for tokens in cut for token in tokens]
"""


LONGEST = """
def encode(text, ranks):
    ids = []
    for piece in map(str.encode, PIECES.findall(text)):
        while piece:
            end = max(e for e in range(1, len(piece) + 1) if piece[:e] in ranks)
            ids.append(ranks[piece[:end]])
            piece = piece[end:]
    return ids
"""


RANK_BY_RANK = """
def encode(text, ranks):
    ids = []
    for piece in PIECES.findall(text):
        tokens = [bytes([b]) for b in piece.encode()]
        for token in sorted(ranks, key=ranks.get):
            i = 0
            while i < len(tokens) - 1:
                if tokens[i] + tokens[i + 1] == token:
                    tokens[i:i + 2] = [token]
                i += 1
        ids += [ranks[t] for t in tokens]
    return ids
"""


CASES = Answers(
    right=(ENCODE, RECURSIVE),
    wrong=(
        (LONGEST, "longest token that fits"),
        (ENCODE.replace("rank < best[0]", "False"), "in text order"),
        (ENCODE.replace("PIECES.findall(text)", "[text]"), "ignore the pre-tokenisation"),
        (ENCODE.replace("rank < best[0]", "rank > best[0]"), "highest rank"),
        (
            ENCODE.replace("[bytes([b]) for b in piece.encode()]", "[c.encode() for c in piece]"),
            "bytes",
        ),
        (
            ENCODE.replace("extend(ranks[token] for token in tokens)", "extend(tokens)"),
            "their ids",
        ),
        (RANK_BY_RANK, "go through the table once"),
        (ENCODE.replace("rank < best[0]", "rank <= best[0]"), "leftmost one goes first"),
        (
            ENCODE.replace("extend(ranks[token] for token in tokens)", "append(tokens)").replace(
                "append(tokens)", "append([ranks[token] for token in tokens])"
            ),
            "a list for each piece",
        ),
        (
            ENCODE.replace(
                "    ids = []\n",
                "    if text.encode() in ranks:\n"
                "        return [ranks[text.encode()]]\n    ids = []\n",
            ),
            "stands over a cut",
        ),
        (ENCODE.replace("PIECES.findall(text)", "text.split()"), "are not the text"),
        (
            ENCODE.replace("PIECES.findall(text)", "filter(str.strip, PIECES.findall(text))"),
            "are not the text",
        ),
        (ENCODE.replace("findall(text)", "findall(text.lower())"), "are not the text"),
        (ENCODE.replace("piece.encode()", "piece.encode('ascii', 'ignore')"), "are not the text"),
        (
            ENCODE.replace("ranks[token] for", "list(ranks).index(token) for"),
            "not in this table",
        ),
        (  # the order of the dict for the order of the ids
            ENCODE.replace("    ids = []\n", "    ids, order = [], list(ranks)\n").replace(
                "ranks.get(tokens[i] + tokens[i + 1])",
                "tokens[i] + tokens[i + 1]\n                rank = order.index(rank) "
                "if rank in ranks else None",
            ),
            "on this input",
        ),
        (
            "known = {}\n"
            + ENCODE.replace(
                "        tokens = [",
                "        if piece in known:\n"
                "            ids += known[piece]\n            continue\n        tokens = [",
            ).replace(
                "    return ids",
                "        known[piece] = [ranks[token] for token in tokens]\n    return ids",
            ),
            "the `ranks` of this call",
        ),
        (
            ENCODE.replace("rank is not None", "rank is not None and rank > 255"),
            "differs",
        ),
        (
            "def encode(text, ranks):\n    return tiktoken.get_encoding('o200k_base').encode(text)",
            "not in this table",
        ),
        (
            ENCODE.replace("return ids", "ranks.clear()\n    return ids"),
            "your code changes `ranks`",
        ),
        (
            "def encode(text, ranks):\n    return list(text.encode())",
            "on this input",
        ),
        (
            "def encode(text, ranks):\n    ids = []\n    for piece in PIECES.findall(text):\n"
            "        t, i = [bytes([b]) for b in piece.encode()], 0\n"
            "        while i < len(t) - 1:\n"
            "            if t[i] + t[i + 1] in ranks:\n"
            "                t[i:i + 2] = [t[i] + t[i + 1]]\n"
            "            i += 1\n        ids += [ranks[x] for x in t]\n    return ids",
            "each piece once",
        ),
        (
            ENCODE.replace(
                "best is None:\n                break",
                "best is None:\n                raise ValueError('no pair')",
            ),
            "no pair left",
        ),
        (
            ENCODE.replace("    ids = []\n", "").replace("text, ranks", "text, ranks, ids=[]", 1),
            "ids of earlier calls",
        ),
    ),
    setup=SETUP,
)
test_answers = table("01.2", CASES)


@pytest.mark.parametrize("wrong", merges.WRONG_ENCODERS)
@pytest.mark.parametrize("seed", SEEDS)
def test_some_question_tells_each_wrong_way_of_encoding(seed, wrong):
    asked = [question.args for question in encode.questions_01_2(seed)]
    assert any(wrong(*args) != encode.by_tiktoken(*args) for args in asked)


def test_the_encoder_equals_tiktoken_on_a_real_vocabulary():
    ranks = tiktoken.get_encoding("larkspur")._mergeable_ranks
    for text in ("We were charged twice.", "naïve 数据库 🙂", "  a\n\n12345"):
        assert merges.encode(text, ranks) == encode.by_tiktoken(text, ranks)
