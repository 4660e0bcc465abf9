"""The network against transformers' Llama, and against itself in other company."""

import json
import time

import numpy as np
import pytest
from safetensors.numpy import save_file

from helpers.pocket.network import CHUNK, Cache, Network
from tests.pocket.conftest import SHIPPED_SHAPE, random_tensors

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


# what the rounding of vectors leaves open, between the logits of the engine and of transformers on
# the very weights that the whole numbers stand for (exactness is test_exact.py's)
NEAR = 0.4  # of logits up to 5 or so; it grows with the layers, six of them here


@pytest.mark.parametrize("length", [1, 2, CHUNK - 1, CHUNK, CHUNK + 1, 150])
def test_prompt_logits_are_those_of_transformers(network, ids, expected, length):
    logits, _ = prefilled(network, ids[:length])
    assert np.abs(expected).max() > 3  # a comparison of zeros would prove nothing
    np.testing.assert_allclose(logits, expected[length - 1], atol=NEAR, rtol=0)


def test_reply_logits_are_those_of_transformers(network, ids, expected):
    _, cache = prefilled(network, ids[:-DECODED])
    for position in range(len(ids) - DECODED, len(ids)):
        logits = network.decode([ids[position]], [cache])[0]
        np.testing.assert_allclose(logits, expected[position], atol=NEAR, rtol=0)


def test_the_last_position_of_the_window_agrees_too(network, llama, shipped_shape):
    import torch

    window = network.config.max_position_embeddings
    ids = np.random.default_rng(4).integers(0, network.config.vocab_size, window).tolist()
    _, cache = prefilled(network, ids[:-1])
    logits = network.decode([ids[-1]], [cache])[0]
    model = llama(vars(network.config), shipped_shape)
    with torch.no_grad():
        expected = model(torch.tensor([ids])).logits[0, -1].numpy()
    np.testing.assert_allclose(logits, expected, atol=NEAR, rtol=0)


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


@pytest.mark.parametrize("known", [1, 31, 64, 77, 99])
def test_a_known_prefix_of_any_length_changes_no_bit(network, ids, known):
    whole, computed = prefilled(network, ids[:100])
    resumed = Cache(network.config, 512)
    _, other = prefilled(network, [*ids[:known], 5, 6])
    resumed.array[:, :, :, :known] = other.array[:, :, :, :known]
    resumed.length = known
    assert np.array_equal(network.prefill(ids[:100], resumed), whole)
    assert np.array_equal(resumed.array[..., :100, :], computed.array[..., :100, :])


def test_sequences_that_are_read_together_give_what_each_gives_alone(network, ids):
    pieces = [ids[:40], ids[40:41], ids[50:57]]
    caches = [Cache(network.config, 100) for _ in pieces]
    together = network.forward(pieces, caches)
    for piece, cache, row in zip(pieces, caches, together, strict=True):
        alone, own = prefilled(network, piece)
        assert np.array_equal(row, alone)
        assert np.array_equal(cache.array[..., : len(piece), :], own.array[..., : len(piece), :])


def test_extreme_activations_stay_finite_and_raise_no_warning(network, ids, monkeypatch, recwarn):
    gates = np.repeat([100, 1], network.config.intermediate_size).astype(np.float32)
    steep = [  # far beyond both ends of the sigmoid's table
        layer._replace(gate_up=layer.gate_up._replace(scale=layer.gate_up.scale * gates))
        for layer in network.layers
    ]
    monkeypatch.setattr(network, "layers", steep)
    logits, cache = prefilled(network, ids[:40])
    assert np.isfinite(logits).all()
    assert np.isfinite(network.decode(ids[:1], [cache])).all()
    assert not recwarn.list


def test_a_stream_too_large_to_be_exact_is_an_error(network, ids, monkeypatch):
    huge = [
        layer._replace(down=layer.down._replace(scale=layer.down.scale * 1e6))
        for layer in network.layers
    ]
    monkeypatch.setattr(network, "layers", huge)
    with pytest.raises(OverflowError, match="too large to be exact"):
        prefilled(network, ids[:40])


def test_float_weights_are_refused_with_the_command_that_rounds_them(tmp_path):
    metadata = {"config": json.dumps(SHIPPED_SHAPE)}
    save_file(random_tensors(SHIPPED_SHAPE), tmp_path / "mine.safetensors", metadata=metadata)
    with pytest.raises(ValueError, match=r"float weights.*training\.export .*mine.*--name mine"):
        Network.load(tmp_path / "mine.safetensors")


def test_weights_load_in_under_a_fifth_of_a_second(shipped_shape):
    times = []
    for _ in range(3):
        start = time.perf_counter()
        Network.load(shipped_shape / "pocket.safetensors")
        times.append(time.perf_counter() - start)
    assert min(times) < 0.2
