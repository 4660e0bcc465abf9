"""Exercise 12.5: answers right and wrong, and what the check says to each."""

from cases import Answers, table

from helpers.exercises.unit_12 import retriever

SETUP = """
import re
import sqlite3

from helpers.retrieval import bm25, fusion
from helpers.retrieval.fusion import ranked
"""
RIGHT = """
def may_see(one, passages):
    return [i for i, p in enumerate(passages)
            if p["group"] in one["groups"] and p["release"] in ("", one["release"])]

def retrieve(passages, asked, k):
    index = bm25.Index([bm25.words(p["title"] + " " + p["text"]) for p in passages])
    found = []
    for one in asked:
        order = ranked(index.scores(bm25.words(one["question"])), may_see(one, passages))
        found.append([passages[i]["id"] for i in order[:k]])
    return found
"""
FTS5 = """
def retrieve(passages, asked, k):
    db = sqlite3.connect(":memory:")
    db.execute('CREATE VIRTUAL TABLE p USING fts5(id UNINDEXED, title, text, grp UNINDEXED, '
               'rel UNINDEXED, tokenize="unicode61 tokenchars \\'_-\\'")')
    db.executemany("INSERT INTO p VALUES (:id, :title, :text, :group, :release)", passages)
    found = []
    for one in asked:
        query = " OR ".join('"%s"' % w for w in bm25.words(one["question"]))
        marks = ",".join("?" * len(one["groups"]))
        rows = db.execute(f"SELECT id FROM p WHERE p MATCH ? AND grp IN ({marks}) AND rel IN "
                          "('', ?) ORDER BY rank LIMIT ?",
                          [query, *one["groups"], one["release"], k])
        found.append([id for id, in rows])
    return found
"""
# rare words count more, and nothing else: no BM25, no import
RARE = """
def cut(text):
    return set(re.findall(r"[\\w-]+", text.lower()))

def retrieve(passages, asked, k):
    bags = [cut(p["title"] + " " + p["text"]) for p in passages]
    often = {}
    for bag in bags:
        for word in bag:
            often[word] = often.get(word, 0) + 1
    found = []
    for one in asked:
        mine = [(p["id"], bag) for p, bag in zip(passages, bags) if p["group"] in one["groups"]
                and p["release"] in ("", one["release"])]
        query = cut(one["question"])
        mine.sort(key=lambda pair: -sum(1 / often[word] for word in query & pair[1]))
        found.append([id for id, _ in mine[:k]])
    return found
"""

# names fall apart
LETTERS = (
    RIGHT.replace("bm25.words(", "letters(")
    + """
def letters(text):
    return re.findall("[a-z]+", text.lower())
"""
)

CASES = Answers(
    setup=SETUP,
    right=(RIGHT, FTS5, RARE),
    wrong=(
        (RIGHT.replace(', may_see(one, passages))', ')'), "not one of theirs"),
        (RIGHT.replace(' and p["release"] in ("", one["release"])]', "]"), "other release"),
        (LETTERS, "is that one word"),
        (RIGHT.replace("bm25.words(", "str.split("), "must begin above"),
        (RIGHT.replace("order[:k]", "order[:2 * k]"), "At most 4"),
        (RIGHT.replace("order[:k]", "may_see(one, passages)[:k]"), "must begin above"),
        ("def retrieve(passages, asked, k):\n    return [[] for _ in asked]", "must begin above"),
        ("def retrieve(passages, asked, k):\n    return [p['id'] for p in passages]",
         "one entry"),
        ("def retrieve(passages, asked, k):\n    return [['nothing'] for _ in asked]",
         "not the `id`"),
        (RIGHT.replace('passages[i]["id"]', "passages[i]"), "not the `id`"),
        (RIGHT.replace("order[:k]]", 'order if passages[i]["group"] == "public"][:k]')
         .replace(", may_see(one, passages))", ")"), "other release"),
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
