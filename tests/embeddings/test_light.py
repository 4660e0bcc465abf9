"""The light fallback: near is what shares words and letters, everywhere and every time the same."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from helpers.embeddings.light import DIMENSIONS, Light, marks_of, plain

ROOT = Path(__file__).parents[2]
TEXTS = ["The invoice was charged twice.", "Größe: 42 °C", "数据库 is down", "a", "\ud800 half"]


def cosine(one: str, other: str) -> float:
    first, second = Light().embed([one, other]).vectors
    return float(first @ second)


def test_a_vector_has_384_numbers_and_length_1():
    vectors = Light().embed(TEXTS).vectors
    assert (vectors.shape, vectors.dtype) == ((len(TEXTS), DIMENSIONS), np.float32)
    assert np.allclose(np.sqrt((vectors.astype(float) ** 2).sum(axis=1)), 1, atol=1e-6)


CLOSER = [  # a text -> what is nearer to it, what is farther
    ("The invoice was charged twice.", "My invoices were charged two times!", "The queue is full."),
    ("reset my password", "How do I reset a password?", "export the report as CSV"),
    ("The printer is broken", "the prniter is brokn", "the meeting is tomorrow"),
    ("la factura está duplicada", "LA FACTURA ESTA DUPLICADA", "el servidor está caído"),
    ("shipping to Leeds", "shipped to Leeds", "billing in Porto"),
]


@pytest.mark.parametrize(("text", "near", "far"), CLOSER)
def test_shared_words_and_letters_bring_texts_together(text, near, far):
    assert cosine(text, near) > cosine(text, far) + 0.1


def test_texts_that_share_nothing_are_about_at_right_angles():
    """The cosine of two random directions in 384 dimensions has a deviation of 1/sqrt(384)."""
    draw = np.random.default_rng(0)
    words = ["".join(draw.choice(list("abcdefghijklm"), 8)) for _ in range(200)]
    others = ["".join(draw.choice(list("nopqrstuvwxyz"), 8)) for _ in range(200)]
    rows, columns = Light().embed(words).vectors, Light().embed(others).vectors
    cosines = np.vecdot(rows, columns)
    assert abs(cosines.mean()) < 0.02
    assert 0.5 < cosines.std() * 384**0.5 < 2


def test_it_knows_no_meaning():
    assert abs(cosine("purchase", "buying")) < 0.2


@pytest.mark.parametrize(
    ("one", "other"), [("Größe", "GRÖSSE"), ("café", "cafe\u0301"), ("①", "1")]
)
def test_case_accents_and_ways_to_write_a_letter_do_not_count(one, other):
    assert plain(one) == plain(other)
    assert cosine(one, other) == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize("nothing", [" ", "\n\t", "\u0301"])
def test_a_text_without_words_has_a_vector_too(nothing):
    made = Light().embed([nothing])
    assert np.linalg.norm(made.vectors) == pytest.approx(1)
    assert (made.tokens, made.cut) == ((0,), (False,))


def test_a_token_is_a_word_or_a_punctuation_mark_and_none_is_cut():
    made = Light().embed(["Charged twice, again!", "word " * 3000])
    assert (made.tokens, made.cut) == ((5, 3000), (False, False))


def test_more_of_a_word_counts_as_its_root():
    once, often = Light().embed(["mail printer", "mail mail mail mail printer"]).vectors
    mail, printer = (np.zeros(DIMENSIONS) for _ in range(2))
    for word, sums in (("mail", mail), ("printer", printer)):
        for place, value in marks_of(word):
            sums[place] += value
    for made, times in ((once, 1), (often, 4)):
        expected = mail * times**0.5 + printer
        assert np.allclose(made, expected / np.linalg.norm(expected), atol=1e-6)


def test_a_text_has_the_same_vector_alone_and_in_company():
    together = Light().embed(TEXTS).vectors
    alone = [Light().embed([text]).vectors[0] for text in TEXTS]
    assert np.array_equal(together, alone)


def test_every_process_makes_the_same_vectors():
    """Python's own hash() of a text is another one in each process."""
    code = "from helpers.embeddings.light import Light; import hashlib; print(hashlib.sha256("
    code += f"Light().embed({TEXTS!a}).vectors.tobytes()).hexdigest())"
    seen = set()
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        came = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True
        )
        seen.add(came.stdout or came.stderr)
    assert len(seen) == 1
    assert len(seen.pop().strip()) == 64
