"""The encoder against transformers' BertModel, on random weights that need no package."""

import numpy as np
import pytest

from helpers.embeddings.bert import Bert, gelu

SHAPE = {
    "vocab_size": 90,
    "hidden_size": 48,
    "intermediate_size": 80,
    "num_hidden_layers": 3,
    "num_attention_heads": 12,
    "max_position_embeddings": 40,
}


@pytest.fixture(scope="module")
def both():
    """transformers' model with pronounced random weights, and ours."""
    torch = pytest.importorskip("torch", reason="the oracle needs PyTorch")
    transformers = pytest.importorskip("transformers", reason="the oracle is transformers")
    torch.manual_seed(0)
    torch.set_num_threads(1)
    theirs = transformers.BertModel(transformers.BertConfig(**SHAPE), add_pooling_layer=False)
    theirs.eval()
    with torch.no_grad():
        for weight in theirs.parameters():
            weight += torch.randn_like(weight) * 0.2
    tensors = {name: tensor.numpy() for name, tensor in theirs.state_dict().items()}
    return theirs, Bert(tensors)


def mean_of(model, ids: list[int]) -> np.ndarray:
    """Mean pooling and length 1, in PyTorch."""
    import torch

    with torch.no_grad():
        rows = model(input_ids=torch.tensor([ids])).last_hidden_state[0]
    return torch.nn.functional.normalize(rows.mean(dim=0), dim=0).numpy()


def test_vectors_are_those_of_transformers(both):
    theirs, ours = both
    draw = np.random.default_rng(0)
    texts = [draw.integers(0, 90, length).tolist() for length in (1, 2, 3, 7, 20, 39, 40)]
    expected = np.stack([mean_of(theirs, ids) for ids in texts])
    assert np.abs(expected @ expected.T - 1).max() > 0.05  # different texts, different vectors
    assert np.allclose(ours.vectors(texts), expected, atol=2e-6)
    alone = np.concatenate([ours.vectors([ids]) for ids in texts])
    assert np.allclose(alone, expected, atol=2e-6)


def test_the_order_of_tokens_counts(both):
    forth, back = both[1].vectors([[3, 4, 5, 6], [6, 5, 4, 3]])
    assert np.abs(forth - back).max() > 0.01


def test_gelu_is_the_exact_one():
    from math import erf

    rows = np.linspace(-9, 9, 3001, dtype=np.float32)
    exact = [x * (1 + erf(x / 2**0.5)) / 2 for x in rows.tolist()]
    assert np.allclose(gelu(rows), exact, rtol=2e-7, atol=3e-7)
