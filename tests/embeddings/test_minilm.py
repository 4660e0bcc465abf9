"""all-MiniLM-L6-v2 against the same weights in transformers, and against texts with a meaning."""

import itertools

import numpy as np
import pytest

from helpers.embeddings.minilm import BATCH, WINDOW, batches

TEXTS = [
    "The invoice was charged twice.",
    "I was billed two times for one order.",
    "The queue grows faster than the workers drain it.",
    "¿Dónde está mi factura?",
    "数据库 is down 👩‍💻",
    "a",
    " ",
    "Restart the service, then look at the log. " * 12,
    "Every word counts here, until the window of the model is full. " * 40,
]


@pytest.fixture(scope="module")
def reference(folder):
    """reference(text) -> the vector as sentence-transformers makes it: tokenizers, PyTorch."""
    torch = pytest.importorskip("torch", reason="the oracle needs PyTorch")
    transformers = pytest.importorskip("transformers", reason="the oracle is transformers")
    tokenizers = pytest.importorskip("tokenizers", reason="the oracle is the library tokenizers")
    torch.set_num_threads(1)
    tokenizer = tokenizers.Tokenizer.from_str((folder / "tokenizer.json").read_text("utf-8"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(WINDOW)
    model = transformers.BertModel.from_pretrained(folder).eval()

    def vector(text: str) -> np.ndarray:
        with torch.no_grad():
            rows = model(torch.tensor([tokenizer.encode(text).ids])).last_hidden_state[0]
        return torch.nn.functional.normalize(rows.mean(dim=0), dim=0).numpy()

    return vector


def test_vectors_are_those_of_transformers(minilm, reference):
    expected = np.stack([reference(text) for text in TEXTS])
    made = minilm.embed(TEXTS)
    assert made.vectors.dtype == np.float32
    assert np.abs(made.vectors - expected).max() < 1e-6
    alone = np.concatenate([minilm.embed([text]).vectors for text in TEXTS])
    assert np.abs(alone - expected).max() < 1e-6


def test_what_is_cut_off_is_said_and_not_read(minilm):
    full = "word " * (WINDOW - 2)
    made = minilm.embed([full, full + "word", full + "entirely different things"])
    assert made.tokens == (WINDOW, WINDOW, WINDOW)
    assert made.cut == (False, True, True)
    assert np.allclose(made.vectors[0], made.vectors[2], atol=1e-6)


def test_near_is_what_means_the_same(minilm):
    """No two of these share a word."""
    vectors = minilm.embed(
        ["a customer paid the bill", "someone settled their invoice", "blue sky"]
    )
    cosines = vectors.vectors @ vectors.vectors.T
    assert cosines[0, 1] > cosines[0, 2] + 0.3


@pytest.mark.parametrize("lengths", [[5], [BATCH], [3, BATCH, 3], [100] * 7, [1] * 600])
def test_batches_keep_the_order_and_the_limit(lengths):
    texts = [[number] * length for number, length in enumerate(lengths)]
    made = list(batches(texts))
    assert [ids for batch in made for ids in batch] == texts
    assert all(sum(map(len, batch)) <= BATCH for batch in made)
    neighbours = itertools.pairwise(made)
    assert all(sum(map(len, one)) + len(other[0]) > BATCH for one, other in neighbours)
