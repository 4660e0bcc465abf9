"""Levels: the worst vector that there is keeps every sum within what float32 holds exactly."""

import json

import numpy as np
import pytest
from safetensors import safe_open
from safetensors.numpy import load_file

from helpers.pocket import MODELS, WEIGHTS
from helpers.pocket.network import Cache, Config, Network
from helpers.pocket.rounding import EXACT, SHARES, rounded, unrounded
from tests.pocket.conftest import SHIPPED_SHAPE, TINY_SHAPE, random_tensors


def made(shape):
    tensors = random_tensors(shape)
    return rounded(tensors, shape["num_attention_heads"], shape["max_position_embeddings"])


CASES = {"shipped shape": (made(SHIPPED_SHAPE), 4, 512), "tiny": (made(TINY_SHAPE), 2, 160)}
for name in MODELS:
    with safe_open(WEIGHTS / f"{name}.safetensors", framework="numpy") as file:
        told = json.loads(file.metadata()["config"])
    tensors = load_file(WEIGHTS / f"{name}.safetensors")
    CASES[name] = (tensors, told["num_attention_heads"], told["max_position_embeddings"])


@pytest.fixture(params=CASES, name="case")
def one_case(request):
    """(tensors, heads, window)"""
    return CASES[request.param]


def layers(tensors):
    """Each layer's tensors under their names inside the layer."""
    for number in range(sum(name.endswith("input_layernorm.level") for name in tensors)):
        prefix = f"model.layers.{number}."
        yield {n.removeprefix(prefix): a for n, a in tensors.items() if n.startswith(prefix)}


def worst_after_norm(weights, level, gain=1.0):
    """The largest sum of absolute products: for each row, the vector that lies as the row does."""
    rows = weights.astype(np.float64)
    bent = rows * gain
    vectors = bent / np.linalg.norm(bent, axis=1, keepdims=True) * np.sqrt(rows.shape[1])
    return np.abs(np.rint(vectors * level * gain) * rows).sum(axis=1).max()


def test_after_a_norm_the_worst_vector_stays_exact(case):
    tensors, _, _ = case
    for layer in layers(tensors):
        for before, names in (
            ("input", ["self_attn.q", "self_attn.k", "self_attn.v"]),
            ("post_attention", ["mlp.gate", "mlp.up"]),
        ):
            level = float(layer[f"{before}_layernorm.level"])
            worst = max(worst_after_norm(layer[f"{n}_proj.weight"], level) for n in names)
            assert EXACT / 2 < worst <= EXACT  # and no finer rounding is given away
    head, gain = tensors["model.embed_tokens.weight"], tensors["model.norm.weight"]
    assert EXACT / 2 < worst_after_norm(head, float(tensors["model.norm.level"]), gain) <= EXACT


def test_a_vector_of_largest_numbers_stays_exact(case):
    for layer in layers(case[0]):
        for name in ("self_attn.o_proj", "mlp.down_proj"):
            worst = np.abs(layer[f"{name}.weight"].astype(int)).sum(axis=1).max()
            assert EXACT / 2 < worst * float(layer[f"{name}.level"]) <= EXACT


def test_the_longest_queries_keys_and_values_stay_exact(case):
    tensors, heads, window = case
    floats = unrounded(tensors)
    for number, layer in enumerate(layers(tensors)):
        level = layer["self_attn.level"].astype(np.float64)
        for head in range(heads):
            query, key, value = (
                np.split(floats[f"model.layers.{number}.self_attn.{n}_proj.weight"], heads)[head]
                for n in "qkv"
            )
            width, size = query.shape[1], len(query)
            longest = [
                np.linalg.norm(matrix.astype(np.float64), 2) * np.sqrt(width) * level[i, head]
                + np.sqrt(size) / 2
                for i, matrix in enumerate((query, key))
            ]
            assert longest[0] * longest[1] <= EXACT
            largest = np.linalg.norm(value, axis=1).max() * np.sqrt(width) * level[2, head] + 0.5
            assert largest * (SHARES + window / 2) <= EXACT


def test_a_rounded_weight_is_half_a_step_off_at_most():
    tensors = random_tensors(TINY_SHAPE)
    floats = unrounded(made(TINY_SHAPE))
    gains = {"q": "input", "k": "input", "v": "input", "gate": "post_attention"}
    for name, gain in gains.items():
        block = "mlp" if name == "gate" else "self_attn"
        wanted = tensors[f"model.layers.1.{block}.{name}_proj.weight"].astype(float)
        wanted *= tensors[f"model.layers.1.{gain}_layernorm.weight"].astype(float)
        step = np.abs(wanted).max(axis=1, keepdims=True) / 127
        found = floats[f"model.layers.1.{block}.{name}_proj.weight"]
        assert (np.abs(found - wanted) <= 0.5001 * step).all()
    assert floats.keys() == tensors.keys()


def test_rounding_what_was_rounded_changes_nothing_but_the_levels_last_digits():
    once = made(TINY_SHAPE)
    twice = rounded(unrounded(once), 2, 160)
    for name, array in once.items():
        if name.endswith("weight"):
            assert np.array_equal(array, twice[name])
        else:
            np.testing.assert_allclose(twice[name], array, rtol=1e-5)


def test_a_layer_whose_outputs_begin_at_zero_adds_nothing():
    tensors = random_tensors(TINY_SHAPE)
    for name in ("self_attn.o_proj", "mlp.down_proj"):
        tensors[f"model.layers.1.{name}.weight"] *= 0
    shorter = Config(**TINY_SHAPE | {"num_hidden_layers": 1})
    both = [
        Network(config, rounded(tensors, 2, 160)).prefill([5, 6, 7], Cache(config, 8))
        for config in (Config(**TINY_SHAPE), shorter)
    ]
    assert np.array_equal(*both)


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_weights_that_are_no_numbers_are_refused(value):
    tensors = random_tensors(TINY_SHAPE)
    tensors["model.layers.0.mlp.up_proj.weight"][3, 4] = value
    with pytest.raises(ValueError, match=r"layers\.0\.mlp\.up_proj\.weight.*diverged"):
        rounded(tensors, 2, 160)


def test_the_shipped_file_is_small():
    if "pocket" not in MODELS:
        pytest.skip("no weights are shipped yet")
    assert (WEIGHTS / "pocket.safetensors").stat().st_size <= 6e6
