"""Token ids -> logits: a Llama-style decoder in NumPy with a KV cache.

Each of the layers does two things to a token's vector, and adds the result to it:

    attention   looks at the keys and values of all tokens so far, weighted by query · key
    mlp         SwiGLU: silu(x · gate) * (x · up), then down

with an RMSNorm before each, and rotary position embeddings (RoPE) on queries and keys. After the
last layer one more norm, and the product with the embedding matrix gives a logit for every token
of the vocabulary. Keys and values of past tokens never change, so they are kept (`Cache`).

A row is bit for bit the same whatever else is computed beside it. BLAS adds in another order for
another matrix shape, so shapes must not depend on the company:

- a prompt is read in chunks of CHUNK tokens at positions 0, CHUNK, 2·CHUNK ..., each sequence
  alone; the last chunk is as long as the prompt leaves it (`prefill`);
- a reply token is a vector of its own in every product (`decode`);
- the engine pins BLAS to one thread.

Knows nothing of text and of choosing tokens. Proof in tests/pocket/test_network.py: the logits
of transformers' LlamaForCausalLM on the same weights.
"""

import itertools
import json
import math
from dataclasses import dataclass, fields
from pathlib import Path
from typing import NamedTuple

import numpy as np
from safetensors import safe_open

CHUNK = 32  # smaller finds more of a known prefix (prefixes.py), larger is faster per token
STRIP = 32  # outputs of a matrix that lie together in memory


@dataclass(frozen=True)
class Config:
    """The shape of the network, under the names that Hugging Face's LlamaConfig uses."""

    name: str
    hidden_size: int
    intermediate_size: int
    num_hidden_layers: int
    num_attention_heads: int
    vocab_size: int
    max_position_embeddings: int  # the context window: prompt and reply together
    rope_theta: float
    rms_norm_eps: float

    @property
    def head_size(self) -> int:
        """Numbers in one head's query, key and value."""
        return self.hidden_size // self.num_attention_heads

    @property
    def multiply_adds(self) -> int:
        """What one token costs: a multiplication and an addition for each number of the matrices.

        Attention adds 2 · layers · hidden_size for each token before it.
        """
        layer = self.hidden_size * (4 * self.hidden_size + 3 * self.intermediate_size)
        return self.num_hidden_layers * layer + self.vocab_size * self.hidden_size


class Layer(NamedTuple):
    """One layer's matrices, float32, each in strips (see `_in_strips`)."""

    qkv: np.ndarray  # query, key and value side by side: one product instead of three
    out: np.ndarray
    gate_up: np.ndarray  # the gate negated: silu then needs no minus sign
    down: np.ndarray  # negated too, which makes up for it


class Cache:
    """Keys and values of one sequence: array (layers, 2, heads, positions, head size)."""

    def __init__(self, config: Config, positions: int):
        shape = (config.num_hidden_layers, 2, config.num_attention_heads, positions)
        self.array = np.zeros((*shape, config.head_size), np.float32)
        self.length = 0  # positions filled so far


class Network:
    """The weights of one model, ready to run. Holds no state of any sequence."""

    def __init__(self, config: Config, tensors: dict[str, np.ndarray]):
        """`tensors` under Hugging Face's Llama names, of any float type; embeddings are tied."""
        weights = {name: array.astype(np.float32) for name, array in tensors.items()}
        self.config = config
        self.embedding = weights["model.embed_tokens.weight"]
        self.rotations = _rotations(config)
        layers = [_layer(config, weights, number) for number in range(config.num_hidden_layers)]
        head = (self.embedding * weights["model.norm.weight"]).T
        *matrices, self.head = _in_strips([*itertools.chain(*layers), head])
        self.layers = [Layer(*matrices[at : at + 4]) for at in range(0, len(matrices), 4)]

    @classmethod
    def load(cls, path: Path) -> "Network":
        """Reads a safetensors file whose metadata carries the shape as JSON; its name is the id."""
        with safe_open(path, framework="numpy") as file:
            told = json.loads(file.metadata()["config"])
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
        told["name"] = path.stem  # a copy under another name is another model
        return cls(Config(**{field.name: told[field.name] for field in fields(Config)}), tensors)

    @np.errstate(over="ignore")  # silu: exp(90) is infinite, x / infinite is the right 0
    def prefill(self, ids: list[int], cache: Cache) -> np.ndarray:
        """Reads the prompt into the cache; the logits of its last token, (vocabulary,).

        `ids` is the whole prompt. What the cache already holds (a multiple of CHUNK, less than
        the prompt) is not computed again.
        """
        for start in range(cache.length, len(ids), CHUNK):
            row = self._read_chunk(ids[start : start + CHUNK], start, cache)
        cache.length = len(ids)
        return _times_each(self._norm_each(row), self.head)[0]

    @np.errstate(over="ignore")
    def decode(self, ids: list[int], caches: list[Cache]) -> list[np.ndarray]:
        """One token further in each of several sequences; the logits of each, (vocabulary,).

        A matrix is used for all sequences before the next one is fetched from memory.
        """
        rows = self.embedding[ids]
        for number, layer in enumerate(self.layers):
            inputs = _times_each(self._norm_each(rows), layer.qkv)
            pairs = zip(inputs, caches, strict=True)
            seen = [self._attend_one(qkv, cache, number) for qkv, cache in pairs]
            rows += _times_each(np.array(seen), layer.out)
            inner = _swiglu(_times_each(self._norm_each(rows), layer.gate_up))
            rows += _times_each(inner, layer.down)
        for cache in caches:
            cache.length += 1
        return list(_times_each(self._norm_each(rows), self.head))

    def _read_chunk(self, ids: list[int], start: int, cache: Cache) -> np.ndarray:
        """Computes one chunk into the cache; the vector of its last token, (1, hidden)."""
        rows, end = self.embedding[ids], start + len(ids)
        for number, layer in enumerate(self.layers):
            qkv = _times(self._norm(rows), layer.qkv).reshape(len(rows), 3, *self._heads)
            _turn(qkv[:, :2], self.rotations[start:end, None, None])
            queries, past = qkv[:, 0], cache.array[number, :, :, :end]
            past[:, :, start:] = qkv[:, 1:].transpose(1, 2, 0, 3)
            if layer is self.layers[-1]:  # nobody looks at the other rows of the last layer
                rows, queries = rows[-1:], queries[-1:]
            rows += _times(_attend(queries, past), layer.out)
            inner = _swiglu(_times(self._norm(rows), layer.gate_up))
            rows += _times(inner, layer.down)
        return rows

    def _attend_one(self, qkv: np.ndarray, cache: Cache, number: int) -> np.ndarray:
        """What one token finds in its past, in one layer; keeps its own key and value."""
        qkv, position, stored = qkv.reshape(3, *self._heads), cache.length, cache.array[number]
        _turn(qkv[:2], self.rotations[position])
        stored[:, :, position] = qkv[1:]
        keys, values = stored[:, :, : position + 1]
        scores = np.matvec(keys, qkv[0])  # (heads, positions)
        scores -= np.maximum.reduce(scores, axis=1, keepdims=True)
        np.exp(scores, scores)
        found = np.vecmat(scores, values)
        found /= np.add.reduce(scores, axis=1, keepdims=True)
        return found.reshape(-1)

    @property
    def _heads(self) -> tuple[int, int]:
        return self.config.num_attention_heads, -1

    def _norm(self, rows: np.ndarray) -> np.ndarray:
        """RMSNorm without its gain, which is already inside the matrix that follows."""
        width, tiny = self.config.hidden_size, self.config.rms_norm_eps
        return rows / np.sqrt(np.vecdot(rows, rows, keepdims=True) / width + tiny)

    def _norm_each(self, rows: np.ndarray) -> np.ndarray:
        """The same, each row a vector of its own."""
        return np.array([self._norm_one(row) for row in rows])

    def _norm_one(self, row: np.ndarray) -> np.ndarray:
        """The same for one vector; numbers of Python cost less than arrays of one element."""
        return row * (1 / math.sqrt(row.dot(row) / len(row) + self.config.rms_norm_eps))


def _times(rows: np.ndarray, strips: np.ndarray) -> np.ndarray:
    """The product of rows and a matrix that lies in strips: (rows, outputs)."""
    product = np.empty((len(rows), len(strips), strips.shape[2]), np.float32)
    np.matmul(rows, strips, product.swapaxes(0, 1))
    return product.reshape(len(rows), -1)


def _times_each(rows: np.ndarray, strips: np.ndarray) -> np.ndarray:
    """The same, each row a vector of its own."""
    return np.vecmat(rows[:, None], strips).reshape(len(rows), -1)


def _turn(pairs: np.ndarray, rotations: np.ndarray) -> None:
    """RoPE, in place: two neighbouring numbers are one complex number."""
    turned = pairs.view(np.complex64)
    turned *= rotations


def _swiglu(both: np.ndarray) -> np.ndarray:
    """silu(gate) * up, times -1; `both` is the negated gate and, beside it, up."""
    inner = both.shape[-1] // 2
    gate, up = both[..., :inner], both[..., inner:]
    divisor = np.exp(gate)
    divisor += 1
    np.divide(gate, divisor, divisor)
    divisor *= up
    return divisor


# added to the scores inside a chunk: a token sees itself and what came before
FUTURE = np.triu(np.full((CHUNK, CHUNK), -np.inf, np.float32), 1)


def _attend(queries: np.ndarray, past: np.ndarray) -> np.ndarray:
    """What the queries of the last tokens find in past (keys and values): (rows, hidden size).

    Scores are not divided by sqrt(head size): that is already inside the query matrix.
    """
    rows, (keys, values) = len(queries), past
    scores = queries.swapaxes(0, 1) @ keys.swapaxes(1, 2)  # (heads, rows, positions)
    scores[:, :, -rows:] += FUTURE[:rows, :rows]
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    found = weights @ values / weights.sum(axis=-1, keepdims=True)
    return found.swapaxes(0, 1).reshape(rows, -1)


def _layer(config: Config, weights: dict[str, np.ndarray], number: int) -> Layer:
    """The matrices of one layer, with the norms' gains and the score's scale multiplied in."""

    def weight(name: str) -> np.ndarray:
        return weights[f"model.layers.{number}.{name}.weight"]

    query = _pairs_together(config, weight("self_attn.q_proj")) / np.sqrt(config.head_size)
    key = _pairs_together(config, weight("self_attn.k_proj"))
    qkv = np.concatenate([query, key, weight("self_attn.v_proj")])
    gate_up = np.concatenate([-weight("mlp.gate_proj"), weight("mlp.up_proj")])
    return Layer(
        qkv=(qkv * weight("input_layernorm")).T,
        out=weight("self_attn.o_proj").T,
        gate_up=(gate_up * weight("post_attention_layernorm")).T,
        down=-weight("mlp.down_proj").T,
    )


def _in_strips(matrices: list[np.ndarray]) -> list[np.ndarray]:
    """The matrices (inputs, outputs) as (strips, inputs, STRIP), all in one block of memory.

    A vector's product reads a strip from its first number to its last; of a whole matrix BLAS
    reads several rows at a time, and the processor foresees less of what comes next. With several
    rows, OpenBLAS (for AVX-512) multiplies something as small as a strip without copying it first.

    A matrix begins at a cache line's beginning. A block of 4 MB or more gets large pages where
    the system has them, and no time is spent on looking up small ones.
    """
    line = 16  # numbers
    sizes = [-(-matrix.size // line) * line for matrix in matrices]
    block = np.empty(sum(sizes) + line, np.float32)
    place = -block.ctypes.data // block.itemsize % line
    placed = []
    for matrix, size in zip(matrices, sizes, strict=True):
        inputs, outputs = matrix.shape
        width = math.gcd(outputs, STRIP)
        strips = block[place : place + matrix.size].reshape(-1, inputs, width)
        strips[:] = matrix.reshape(inputs, -1, width).swapaxes(0, 1)
        placed.append(strips)
        place += size
    return placed


def _pairs_together(config: Config, weight: np.ndarray) -> np.ndarray:
    """Reorders each head's outputs so that the two numbers that RoPE turns are neighbours.

    Files keep number i beside number i + head_size/2 apart ("rotate_half"). Queries and keys are
    reordered alike, so their products stay what they were, and a pair is one complex number.
    """
    heads = weight.reshape(config.num_attention_heads, 2, config.head_size // 2, -1)
    return heads.swapaxes(1, 2).reshape(weight.shape)


def _rotations(config: Config) -> np.ndarray:
    """RoPE: the complex number that turns pair j at position p by p / theta^(2j / head size)."""
    positions = np.arange(config.max_position_embeddings)
    exponents = np.arange(0, config.head_size, 2) / config.head_size
    angles = np.outer(positions, config.rope_theta**-exponents)
    return np.exp(1j * angles).astype(np.complex64)
