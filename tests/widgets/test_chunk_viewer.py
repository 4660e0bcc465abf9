"""The choices redraw the passages, and the text twin says the same."""

import pytest

from helpers.retrieval import chunks
from helpers.widgets import chunk_viewer

PAGES = {"a.md": "One two three. " * 8, "b<.md": "Four <five>. Six."}
WAYS = {"fixed": chunks.by_words, "sentences": chunks.by_sentences}


@pytest.mark.parametrize(("name", "value"), [("page", "b<.md"), ("way", "sentences"), ("size", 10)])
def test_each_choice_redraws_the_passages(name, value):
    viewer = chunk_viewer.viewer(PAGES, WAYS)
    before, choice = viewer.view.value, viewer.choices[name]
    assert choice.description == name
    choice.value = value
    assert viewer.view.value != before


def test_its_plain_text_is_the_table(capsys):
    viewer = chunk_viewer.viewer(PAGES, WAYS)
    viewer.choices["size"].value = 10
    chunk_viewer.table(PAGES, WAYS, page="a.md", way="fixed", size=10)
    said = capsys.readouterr().out.rstrip("\n")
    assert viewer._repr_mimebundle_()["text/plain"] == f"{viewer.promise}\n{said}"
    assert "3 passages" in said
    assert "  1 (10 words) One two" in said


def test_text_is_shown_and_not_read_as_html():
    assert "&lt;five&gt;" in chunk_viewer.html(PAGES, WAYS, "b<.md", "fixed", 10)
