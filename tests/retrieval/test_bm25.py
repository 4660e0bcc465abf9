"""BM25 scores are those of bm25s, in Lucene's variant; names stay whole."""

import json
from pathlib import Path

import pytest

from helpers.retrieval import bm25

ORACLE = json.loads((Path(__file__).parent / "bm25s.json").read_text("utf-8"))


@pytest.mark.parametrize("query", ORACLE["scores"])
def test_the_scores_are_those_of_bm25s(query):
    index = bm25.Index([text.split() for text in ORACLE["texts"]])
    assert index.scores(query.split()) == pytest.approx(ORACLE["scores"][query], abs=1e-6)


def test_a_name_is_one_word():
    assert bm25.words("What is ERR-1042?") == ["what", "is", "err-1042"]
    assert bm25.words("(max_connections)") == ["max_connections"]


def test_nothing_is_found_in_nothing():
    assert bm25.Index([]).scores(["a"]) == []
    assert bm25.Index([[], []]).scores(["a"]) == [0, 0]
