"""The network against transformers' Llama, and against itself in other company."""

import time

import numpy as np
import pytest

from helpers.pocket.network import CHUNK, Cache, Network

DECODED = 20  # tokens of the sequence that are decoded one by one


@pytest.fixture(scope="module")
def network(shipped_shape):
    return Network.load(shipped_shape / "pocket.safetensors")


@pytest.fixture(scope="module")
def ids(network):
    return np.random.default_rng(3).integers(0, network.config.vocab_size, 150).tolist()


@pytest.fixture(scope="module")
def expected(llama, shipped_shape, network, ids):
    """transformers' logits at every position."""
    import torch

    model = llama(vars(network.config), shipped_shape)
    with torch.no_grad():
        return model(torch.tensor([ids])).logits[0].numpy()


def prefilled(network, ids):
    cache = Cache(network.config, network.config.max_position_embeddings)
    return network.prefill(ids, cache), cache


@pytest.mark.parametrize("length", [1, 2, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 150])
def test_prompt_logits_are_those_of_transformers(network, ids, expected, length):
    logits, _ = prefilled(network, ids[:length])
    assert np.abs(expected).max() > 3  # a comparison of zeros would prove nothing
    np.testing.assert_allclose(logits, expected[length - 1], atol=1e-4, rtol=0)


def test_reply_logits_are_those_of_transformers(network, ids, expected):
    _, cache = prefilled(network, ids[:-DECODED])
    for position in range(len(ids) - DECODED, len(ids)):
        logits = network.decode([ids[position]], [cache])[0]
        np.testing.assert_allclose(logits, expected[position], atol=1e-4, rtol=0)


def test_the_last_position_of_the_window_agrees_too(network, llama, shipped_shape):
    import torch

    window = network.config.max_position_embeddings
    ids = np.random.default_rng(4).integers(0, network.config.vocab_size, window).tolist()
    _, cache = prefilled(network, ids[:-1])
    logits = network.decode([ids[-1]], [cache])[0]
    model = llama(vars(network.config), shipped_shape)
    with torch.no_grad():
        expected = model(torch.tensor([ids])).logits[0, -1].numpy()
    np.testing.assert_allclose(logits, expected, atol=1e-4, rtol=0)


def test_a_row_is_bit_for_bit_the_same_alone_and_in_company(network, ids):
    prompts = [ids[: 20 + 13 * number] for number in range(9)]
    next_ids = ids[:9]
    together = network.decode(next_ids, [prefilled(network, prompt)[1] for prompt in prompts])
    for row, (token, prompt) in enumerate(zip(next_ids, prompts, strict=True)):
        alone = network.decode([token], [prefilled(network, prompt)[1]])[0]
        assert np.array_equal(together[row], alone)


def test_the_place_in_the_batch_does_not_matter(network, ids):
    first = network.decode(ids[:5], [prefilled(network, ids[:40])[1] for _ in range(5)])
    turned = network.decode(ids[4::-1], [prefilled(network, ids[:40])[1] for _ in range(5)])
    assert np.array_equal(first, turned[::-1])


def test_a_known_prefix_changes_no_bit(network, ids):
    whole, computed = prefilled(network, ids[:100])
    resumed = Cache(network.config, 512)
    resumed.array[:, :, :, : 2 * CHUNK] = prefilled(network, ids[:77])[1].array[
        :, :, :, : 2 * CHUNK
    ]
    resumed.length = 2 * CHUNK
    assert np.array_equal(network.prefill(ids[:100], resumed), whole)
    assert np.array_equal(resumed.array[..., :100, :], computed.array[..., :100, :])


def test_extreme_activations_stay_finite_and_raise_no_warning(network, ids, monkeypatch, recwarn):
    steep = [layer._replace(gate_up=layer.gate_up * 1e4) for layer in network.layers]
    monkeypatch.setattr(network, "layers", steep)
    logits, cache = prefilled(network, ids[:40])
    assert np.isfinite(logits).all()
    assert np.isfinite(network.decode(ids[:1], [cache])).all()
    assert not recwarn.list


def test_weights_load_in_under_half_a_second(shipped_shape):
    times = []
    for _ in range(3):
        start = time.perf_counter()
        Network.load(shipped_shape / "pocket.safetensors")
        times.append(time.perf_counter() - start)
    assert min(times) < 0.5
