import itertools
import random

import numpy as np
import pytest

pytest.importorskip("torch", reason="training needs PyTorch")
from helpers.pocket.tokenizer import BEGIN, PAD, VOCABULARY, encoding, special_id
from training.batches import Batches, Shape, ahead, batch, document_tokens
from training.tasks.document import Document

pytestmark = pytest.mark.skipif(not VOCABULARY.exists(), reason="no vocabulary is trained yet")


def words(seed):
    """Sums, one-word replies and plain texts of 4 to 60 words."""
    rng = random.Random(seed)
    while True:
        text = " ".join(rng.choices(["queue", "lag", "ticket", "7"], k=rng.randint(4, 60)))
        asked = [{"role": "user", "content": text}, {"role": "assistant", "content": "yes"}]
        yield rng.choice([Document(text=text), Document(messages=asked)])


SHAPE = Shape(rows=4, width=96, long_every=0)


def test_a_batch_depends_on_its_seed_and_number_alone():
    first, again = (batch(words, 3, 7, SHAPE) for _ in range(2))
    np.testing.assert_array_equal(first[0], again[0])
    np.testing.assert_array_equal(first[1], again[1])
    assert not np.array_equal(first[0], batch(words, 3, 8, SHAPE)[0])
    assert not np.array_equal(first[0], batch(words, 4, 7, SHAPE)[0])


@pytest.mark.filterwarnings("ignore:This DataLoader will create")
@pytest.mark.parametrize("workers", [1, 3])
def test_background_processes_give_the_same_batches_from_any_start(workers):
    stream = ahead(Batches(words, 3, SHAPE), start=5, workers=workers)
    for number, (ids, weights) in zip((5, 6, 7), itertools.islice(stream, 3), strict=True):
        expected = batch(words, 3, number, SHAPE)
        np.testing.assert_array_equal(ids.numpy(), expected[0])
        np.testing.assert_array_equal(weights.numpy(), expected[1])


def test_rows_hold_whole_documents_and_little_padding():
    pad, begin = (special_id(token, encoding()) for token in (PAD, BEGIN))
    known = {tuple(document_tokens(d)[0]) for d in itertools.islice(words("1/0"), 400)}
    ids, weights = batch(words, 1, 0, SHAPE)
    for row in ids:
        row = row[row != pad]
        starts = [*np.flatnonzero(row == begin), len(row)]
        assert starts[0] == 0
        assert all(tuple(row[a:b]) in known for a, b in itertools.pairwise(starts))
    assert (ids == pad).mean() < 0.1
    assert (weights[ids[:, 1:] == pad] == 0).all()


def test_the_reply_and_its_end_count_fully_and_the_rest_little():
    chat = [{"role": "user", "content": "7"}, {"role": "assistant", "content": "8"}]
    ids, weights = document_tokens(Document(messages=chat))
    #        begin user 7   end  assistant 8    end
    assert weights == [0, 0.1, 0.1, 0.1, 0.1, 1.0, 1.0]
    assert encoding().decode(ids) == "<|begin|><|user|>7<|end|><|assistant|>8<|end|>"


@pytest.mark.parametrize(("given", "counts"), [(0, 0.1), (0.25, 0.25), (1, 1.0)])
def test_a_reply_can_say_what_it_counts(given, counts):
    reply = {"role": "assistant", "content": "8", "weight": given}
    chat = [{"role": "user", "content": "7"}, reply]
    assert document_tokens(Document(messages=chat))[1][-2:] == [counts, counts]


def test_a_plain_text_counts_less_than_a_reply():
    assert document_tokens(Document(text="77"))[1] == [0, 0.25, 0.25, 0.25]


def test_a_document_longer_than_a_row_is_left_out():
    def one_long_one_short(seed):
        for number in itertools.count():
            yield Document(text="queue " * 99 if number % 2 else "lag")

    ids, _ = batch(one_long_one_short, 0, 0, Shape(rows=2, width=20, long_every=0))
    assert "queue" not in encoding().decode(ids.ravel().tolist())


def test_long_documents_have_batches_of_their_own():
    def mixed(seed):
        for number in itertools.count():
            yield Document(text="queue " * (30 if number % 2 else 5))

    shape = Shape(rows=4, width=16, long_every=3)
    for number, long in ((0, False), (1, False), (2, True), (5, True)):
        ids, weights = batch(mixed, 0, number, shape)
        assert ids.shape == ((1, 65) if long else (4, 17))
        assert weights.shape == ((1, 64) if long else (4, 16))
        longest = max(map(len, encoding().decode(ids.ravel().tolist()).split("<|end|>")))
        assert (longest > 100) == long


def test_far_batches_hold_what_is_too_long_for_long_ones():
    shape = Shape(rows=16, width=8, long_every=3, far_every=4)
    assert [shape.of(i) for i in range(4)] == [(16, 8), (16, 8), (4, 32), (1, 128)]
    assert shape.all() == {(16, 8), (4, 32), (1, 128)}
    assert [shape.takes(3, size) for size in (33, 34, 129, 130)] == [False, True, True, False]
