"""The kept vectors are all-MiniLM-L6-v2's, for all that the lesson asks for and nothing else."""

import numpy as np
import pytest

from helpers.embeddings import weights
from helpers.retrieval import kept


def test_every_passage_and_question_has_a_vector_of_length_1():
    rows = kept.vectors(kept.texts())
    assert rows.shape == (len(kept.texts()), 384)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)


def test_another_text_is_an_error_that_says_what_to_do():
    with pytest.raises(KeyError, match=r"course\.py embeddings"):
        kept.vectors(["a text that nobody has embedded"])


@pytest.mark.skipif(weights.folder() is None, reason=weights.missing())
def test_they_are_the_vectors_of_the_model():
    from helpers.embeddings.minilm import MiniLM

    some = kept.texts()[::40]
    made = MiniLM().embed(some).vectors
    cosines = (kept.vectors(some) * made).sum(axis=1)
    assert cosines.min() > 0.995  # steps of 1/127 lose a little
