"""Weights of a float model -> whole numbers, and how finely vectors may be rounded beside them.

Each matrix becomes int8 with a scale for each output: weight = whole number · scale. A layer's
norm gains are multiplied in first. With them goes a *level* for each product: the factor that a
vector is given before it is rounded, chosen so that no sum, in whatever order a machine adds it,
can leave the whole numbers that float32 holds exactly (EXACT). A level follows from the weights
alone, never from data, so what holds for one text holds for all:

    after a norm      the vector is at most sqrt(width) long; by Cauchy-Schwarz its product with
                      a row of weights is at most the product of their lengths
    queries, keys     a head's matrix makes nothing longer than its spectral norm times that
    values            are largest where their row of weights is longest; shares (network.py) add
                      up to about SHARES
    into o and down   nothing bounds them: the largest number of a vector becomes the level itself,
                      and the sum is at most the level times the row's absolute sum

Tensors keep Hugging Face's Llama names: `….weight` (int8), `….scale` (float32, one for each
output) and `….level`. In: rounding and its undoing. Out: files (training/export.py) and running
(network.py), which only needs what is written here once.
"""

import math

import numpy as np

EXACT = 2**24  # up to here float32 holds every whole number
SLACK = 1 - 2**-8  # for the roundings on the way to a sum, which are far smaller
SHARES = 2**14  # what the attention shares of one token add up to, give or take half a position
FINEST = 2**14  # no level is higher; it only matters for matrices of almost nothing

Tensors = dict[str, np.ndarray]


def rounded(tensors: Tensors, heads: int, window: int) -> Tensors:
    """The tensors of a float model (any float type) as whole numbers with scales and levels.

    ValueError where a weight is not finite.
    """
    floats = {name: array.astype(np.float64) for name, array in tensors.items()}
    broken = [name for name, array in floats.items() if not np.isfinite(array).all()]
    if broken:
        raise ValueError(f"not finite: {', '.join(broken)}; the training diverged")
    gain = floats["model.norm.weight"]
    whole, scale = _in_whole(floats["model.embed_tokens.weight"])
    level = _level_after_norm(whole, gain)
    done = {
        "model.embed_tokens.weight": whole,
        "model.embed_tokens.scale": scale,
        "model.norm.weight": gain.astype(np.float32),
        "model.norm.level": np.float32(level),
    }
    number = 0
    while f"model.layers.{number}.input_layernorm.weight" in floats:
        prefix = f"model.layers.{number}."
        layer = {n.removeprefix(prefix): w for n, w in floats.items() if n.startswith(prefix)}
        ready = _rounded_layer(layer, heads, window)
        done |= {prefix + name: array for name, array in ready.items()}
        number += 1
    return {name: np.asarray(array) for name, array in done.items()}


def unrounded(tensors: Tensors) -> Tensors:
    """The float32 weights that a rounded model stands for, all gains but the last one being 1."""
    floats = {"model.norm.weight": tensors["model.norm.weight"]}
    for name, whole in tensors.items():
        if whole.dtype == np.int8:
            floats[name] = whole * tensors[name.replace(".weight", ".scale")][:, None]
        elif name.endswith("layernorm.level"):
            width = len(tensors["model.norm.weight"])
            floats[name.replace(".level", ".weight")] = np.ones(width, np.float32)
    return floats


def is_rounded(tensors: Tensors) -> bool:
    """Whether the tensors are whole numbers already."""
    return "model.norm.level" in tensors


def _rounded_layer(layer: Tensors, heads: int, window: int) -> Tensors:
    """One layer's matrices and levels, under their names inside the layer."""
    before_qkv, before_mlp = (layer[f"{n}_layernorm.weight"] for n in ("input", "post_attention"))
    gains = {f"self_attn.{name}_proj": before_qkv for name in "qkv"} | {"self_attn.o_proj": 1.0}
    gains |= {"mlp.gate_proj": before_mlp, "mlp.up_proj": before_mlp, "mlp.down_proj": 1.0}
    done = {}
    for name, gain in gains.items():
        matrix = layer[f"{name}.weight"] * gain
        done[f"{name}.weight"], done[f"{name}.scale"] = _in_whole(matrix)
    query, key, value, out, gate, up, down = (done[f"{name}.weight"] for name in gains)
    scales = [done[f"self_attn.{name}_proj.scale"] for name in "qkv"]
    done["input_layernorm.level"] = _level_after_norm(np.concatenate([query, key, value]))
    done["post_attention_layernorm.level"] = _level_after_norm(np.concatenate([gate, up]))
    done["self_attn.o_proj.level"] = _level_of_largest(out)
    done["mlp.down_proj.level"] = _level_of_largest(down)
    floats = [w * s[:, None] for w, s in zip((query, key, value), scales, strict=True)]
    done["self_attn.level"] = np.array(_levels_of_heads(*floats, heads, window))
    levels = {name: np.float32(a) for name, a in done.items() if name.endswith("level")}
    return done | levels


def _in_whole(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(int8, scales): each row's largest number becomes 127."""
    scale = (np.abs(matrix).max(axis=1) / 127).astype(np.float32)
    scale = np.where(scale > 0, scale, np.float32(1))
    return np.rint(matrix / scale[:, None]).astype(np.int8), scale


def _level_after_norm(whole: np.ndarray, gain: np.ndarray | float = 1.0) -> int:
    """How finely a vector of length sqrt(width), times the gain, may be rounded.

    A row's sum is at most level · sqrt(width) · |row · gain|, and half of the row's absolute sum
    for the rounding.
    """
    rows = np.abs(whole.astype(np.float64))
    lengths = np.sqrt(np.square(rows * gain).sum(axis=1) * rows.shape[1])
    room = SLACK * EXACT - rows.sum(axis=1) / 2
    return int(min(FINEST, (room / np.maximum(lengths, 1)).min()))


def _level_of_largest(whole: np.ndarray) -> int:
    """What the largest number of a vector may become: a sum is at most that times the |row|."""
    return int(min(FINEST, EXACT / max(1, np.abs(whole.astype(np.int64)).sum(axis=1).max())))


def _levels_of_heads(
    query: np.ndarray, key: np.ndarray, value: np.ndarray, heads: int, window: int
) -> list[list[float]]:
    """For each head the factors that its queries, its keys and its values are rounded with."""
    size, width = len(query) // heads, query.shape[1]
    # a query times a key: neither may be longer than the root of EXACT, the rounding included
    longest = SLACK * math.sqrt(EXACT) - math.sqrt(size) / 2
    largest = SLACK * EXACT / (SHARES + window / 2) - 0.5
    lengths = [
        [np.linalg.norm(head, 2) for head in matrix.reshape(heads, size, width)]
        for matrix in (query, key)
    ]
    lengths.append(np.linalg.norm(value, axis=1).reshape(heads, size).max(axis=1))
    rooms = (longest, longest, largest)
    return [
        [min(FINEST, room / max(length * math.sqrt(width), 1e-9)) for length in row]
        for room, row in zip(rooms, lengths, strict=True)
    ]
