"""Exercise 12.5: answers right and wrong, and what the check says to each."""

from cases import Answers, table

from helpers.exercises.unit_12 import retriever

SETUP = """
import math
import re
import sqlite3
from collections import Counter

import numpy as np

from helpers.retrieval import bm25, fusion
from helpers.retrieval.fusion import ranked
"""
MAY_SEE = """
def may_see(one, passages):
    return [i for i, p in enumerate(passages)
            if p["group"] in one["groups"] and p["release"] in ("", one["release"])]

def in_turn(rankings, k):
    return list(dict.fromkeys(x for places in zip(*rankings) for x in places))[:k]
"""
RIGHT = """
def retrieve(passages, asked, k):
    index = bm25.Index([bm25.words(p["title"] + " " + p["text"]) for p in passages])
    found = []
    for one in asked:
        rankings = [ranked(index.scores(bm25.words(part)), may_see(one, passages))
                    for part in one["question"].split(", and ")]
        found.append([passages[i]["id"] for i in in_turn(rankings, k)])
    return found
"""
FTS5 = """
def retrieve(passages, asked, k):
    db = sqlite3.connect(":memory:")
    db.execute('CREATE VIRTUAL TABLE p USING fts5(id UNINDEXED, title, text, grp UNINDEXED, '
               'rel UNINDEXED, tokenize="unicode61 tokenchars \\'_-\\'")')
    db.executemany("INSERT INTO p VALUES (:id, :title, :text, :group, :release)", passages)

    def search(part, one):
        query = " OR ".join('"%s"' % w for w in bm25.words(part))
        marks = ",".join("?" * len(one["groups"]))
        rows = db.execute(f"SELECT id FROM p WHERE p MATCH ? AND grp IN ({marks}) AND rel IN "
                          "('', ?) ORDER BY rank LIMIT ?",
                          [query, *one["groups"], one["release"], k])
        return [id for id, in rows]

    return [in_turn([search(part, one) for part in re.split(", and ", one["question"])], k)
            for one in asked]
"""
# rare words count more, and nothing else: no BM25
RARE = """
def cut(text):
    return set(re.findall(r"[\\w-]+", text.lower()))

def retrieve(passages, asked, k):
    bags = [cut(p["title"] + " " + p["text"]) for p in passages]
    often = Counter(word for bag in bags for word in bag)
    found = []
    for one in asked:
        rankings = []
        for query in map(cut, one["question"].split(", and ")):
            rankings.append(sorted(may_see(one, passages), key=lambda i: -sum(
                1 / often[word] for word in query & bags[i])))
        found.append([passages[i]["id"] for i in in_turn(rankings, k)])
    return found
"""
# the question is not cut: what a passage has answered of its words does not count for the next
COVER = """
def retrieve(passages, asked, k):
    bags = [set(bm25.words(p["title"] + " " + p["text"])) for p in passages]
    often = Counter(word for bag in bags for word in bag)
    found = []
    for one in asked:
        left, taken = set(bm25.words(one["question"])), []
        while len(taken) < k:
            rest = [i for i in may_see(one, passages) if i not in taken]
            taken.append(max(rest, key=lambda i: sum(
                math.log(len(passages) / often[word]) for word in left & bags[i])))
            left -= bags[taken[-1]]
        found.append([passages[i]["id"] for i in taken])
    return found
"""
# cosines of counted words
COSINES = """
def retrieve(passages, asked, k):
    cut = [bm25.words(p["title"] + " " + p["text"]) for p in passages]
    often = Counter(word for words in cut for word in set(words))
    place = {word: n for n, word in enumerate(often)}
    idf = np.array([math.log(len(cut) / n) + 1 for n in often.values()])

    def vector(words):
        counts = np.zeros(len(place))
        for word in words:
            if word in place:
                counts[place[word]] += 1
        counts *= idf
        return counts / (np.linalg.norm(counts) or 1)

    rows = np.array([vector(words) for words in cut])
    found = []
    for one in asked:
        mine = may_see(one, passages)
        rankings = [sorted(mine, key=dict(enumerate(-rows @ vector(bm25.words(part)))).get)
                    for part in one["question"].split(", and ")]
        found.append([passages[i]["id"] for i in in_turn(rankings, k)])
    return found
"""
ONCE = RIGHT.replace('one["question"].split(", and ")', '[one["question"]]')

# names fall apart
LETTERS = (
    RIGHT.replace("bm25.words(", "letters(")
    + """
def letters(text):
    return re.findall("[a-z]+", text.lower())
"""
)

CASES = Answers(
    setup=SETUP + MAY_SEE,
    right=(RIGHT, FTS5, RARE, COVER, COSINES),
    wrong=(
        (RIGHT.replace(', may_see(one, passages))', ')'), "not one of theirs"),
        (RIGHT.replace("may_see(", "mine(") + "\ndef mine(one, passages):\n    return [i for i, p "
         "in enumerate(passages) if p['group'] in one['groups']]", "other release"),
        (LETTERS, "is that one word"),
        # the lesson's first search, and the same with titles: one search for two questions
        (ONCE.replace('p["title"] + " " + ', ""), "search for each part"),
        (ONCE, "search for each part"),
        (ONCE.replace("bm25.words(", "str.split("), "must begin above"),
        # two rankings of two questions are not two of one: what is middling in both wins
        (RIGHT.replace("in_turn(rankings, k)", "fusion.rrf([r[:20] for r in rankings], 60)[:k]"),
         "must begin above"),
        (RIGHT.replace("(rankings, k)", "(rankings, 2 * k)"), "At most 2"),
        (RIGHT.replace("in_turn(rankings, k)", "may_see(one, passages)[:k]"), "must begin above"),
        ("def retrieve(passages, asked, k):\n    return [[] for _ in asked]", "must begin above"),
        ("def retrieve(passages, asked, k):\n    return [p['id'] for p in passages]",
         "one entry"),
        ("def retrieve(passages, asked, k):\n    return [['nothing'] for _ in asked]",
         "not the `id`"),
        (RIGHT.replace('passages[i]["id"]', "passages[i]"), "not the `id`"),
        # cuts, and filters what is left
        (RIGHT.replace("in_turn(rankings, k)",
                       "in_turn(rankings, k) if i in may_see(one, passages)")
         .replace(", may_see(one, passages))", ")"), "cut before you choose"),
        (RIGHT.replace("may_see(one, passages)",
                       "[i for i in may_see(one, passages) if passages[i]['release']]"),
         "empty `release` ever comes"),
    ),
)  # fmt: skip
test_answers = table("12.5", CASES)


def test_what_the_judge_wants_is_what_the_gold_set_says():
    """The judge finds answers by a question's words; the generator knows them. They must agree."""
    for seed in (0, 1, 20_260):
        found, asked = retriever.drawn(seed)
        for one in asked:
            plain = {"question": one.question, "release": one.release}
            holding = [
                p
                for p in found
                for page, sentence in zip(one.pages, one.evidence, strict=True)
                if p["id"].startswith(f"{page}#") and sentence in p["text"]
            ]
            assert retriever.hit(holding, plain), one
            assert not retriever.hit(holding[1:], plain), one
            others = [p for p in found if p not in holding]
            assert not retriever.hit(others, plain), one


def test_a_new_documentation_comes_with_every_seed():
    first, second = ({passage["text"] for passage in retriever.drawn(seed)[0]} for seed in (0, 1))
    assert len(first - second) > 150
