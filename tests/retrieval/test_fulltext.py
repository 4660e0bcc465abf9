"""FTS5 finds names whole, takes any question, and filters before it ranks."""

import json

import pytest

from helpers.retrieval import fulltext

ROWS = [
    ("ERR-1042 means that the disk is full.", "a", "public", ""),
    ("ERR-1024 means that the lock is held.", "b", "public", ""),
    ("Runbook ERR-1042: ERR-1042 is seen by Ada.", "c", "staff", ""),
    ("The default of max_connections is 9.", "d", "public", "5"),
    ("The default of max_connections is 7.", "e", "public", "4"),
]


def found(question, groups=("public",), release="5", k=5):
    parameters = {"words": fulltext.match(question), "groups": json.dumps(groups)}
    parameters |= {"release": release, "k": k}
    return [place for (place,) in fulltext.index(ROWS).execute(fulltext.SEARCH, parameters)]


def test_a_name_finds_its_own_page_alone():
    assert found("ERR-1042?") == [0]
    assert found("max_connections") == [3]


def test_what_a_reader_may_not_see_takes_no_place():
    assert found("ERR-1042", k=1) == [0]
    assert found("ERR-1042", groups=("public", "staff"), k=1) == [2]
    assert found("max_connections", release="4") == [4]


@pytest.mark.parametrize("question", ['a "quote" AND (x OR', "NEAR(a b)", "col:umn -not", "it's *"])
def test_signs_of_the_query_language_are_ordinary_text(question):
    assert isinstance(found(question), list)
