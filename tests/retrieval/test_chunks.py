"""Nothing of a text is lost, whatever cuts it; sizes are kept."""

import numpy as np
import pytest

from helpers.embeddings.light import Light
from helpers.retrieval import chunks

TEXT = "One two three. Four five?\nsix: seven; eight: nine\nTen eleven twelve thirteen fourteen."


def light(texts):
    return Light().embed(texts).vectors


@pytest.mark.parametrize("size", [1, 3, 4, 7, 50])
@pytest.mark.parametrize(
    "cut",
    [
        chunks.by_words,
        chunks.by_sentences,
        lambda text, size: chunks.by_likeness(text, size, light),
    ],
)
def test_every_word_is_there_once_and_in_order(cut, size):
    assert " ".join(cut(TEXT, size)).split() == TEXT.split()


@pytest.mark.parametrize("cut", [chunks.by_words, chunks.by_sentences])
def test_an_empty_text_has_no_chunk(cut):
    assert cut(" \n", 5) == []
    assert chunks.by_likeness("", 5, light) == []


def test_an_overlap_is_repeated_and_the_end_is_not():
    assert chunks.overlapping("a b c d e", 3, 1) == ["a b c", "c d e"]
    assert chunks.overlapping("a b c d e f", 3, 1) == ["a b c", "c d e", "e f"]
    with pytest.raises(ValueError, match="overlap < size, got size=2, overlap=2"):
        chunks.overlapping("a b", 2, 2)


def test_a_sentence_is_never_cut_and_a_long_one_stands_alone():
    assert chunks.by_sentences(TEXT, 4)[0] == "One two three."
    assert chunks.by_sentences(TEXT, 1) == chunks.sentences(TEXT)
    assert chunks.by_sentences(TEXT, 5)[0] == "One two three. Four five?"


def test_likeness_cuts_between_the_neighbours_that_have_least_in_common():
    rows = {"A a.": [1, 0], "A b.": [1, 0], "C c.": [0, 1], "C d.": [0, 1]}
    cut = chunks.by_likeness(" ".join(rows), 4, lambda texts: np.array([rows[t] for t in texts]))
    assert cut == ["A a. A b.", "C c. C d."]
