"""SQLite's full-text index, FTS5: BM25 without another package.

In: texts, queries in ordinary words. Out: ranking by meaning. FTS5 has a language of its own for
queries, in which `-`, `:` and `"` mean something: words are quoted before they go in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from helpers.retrieval import bm25

# '_' and '-' belong to a word, or max_connections and ERR-1042 fall apart
CREATE = """CREATE VIRTUAL TABLE passages USING fts5(
    text, page UNINDEXED, grp UNINDEXED, release UNINDEXED,
    tokenize = "unicode61 tokenchars '_-'")"""
SEARCH = """SELECT rowid - 1 FROM passages
    WHERE passages MATCH :words AND grp IN (SELECT value FROM json_each(:groups))
    AND release IN ('', :release) ORDER BY bm25(passages), rowid LIMIT :k"""


def index(rows: Sequence[tuple[str, str, str, str]]) -> sqlite3.Connection:
    """An index in memory of (text, page, group, release)."""
    database = sqlite3.connect(":memory:")
    database.execute(CREATE)
    database.executemany("INSERT INTO passages VALUES (?, ?, ?, ?)", rows)
    return database


def match(question: str) -> str:
    """Any of the words: match("What is ERR-1042?") -> '"what" OR "is" OR "err-1042"'"""
    return " OR ".join(f'"{word}"' for word in bm25.words(question))
