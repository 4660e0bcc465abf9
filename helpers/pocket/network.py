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
  alone, the last chunk padded with zero vectors (`prefill`);
- a reply token is a matrix-vector product of its own: `(rows, 1, n) @ (n, m)` makes NumPy call
  BLAS row by row (`decode`);
- the engine pins BLAS to one thread.

Knows nothing of text and of choosing tokens. Proof in tests/pocket/test_network.py: the logits
of transformers' LlamaForCausalLM on the same weights.
"""

import json
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from safetensors import safe_open

CHUNK = 32  # a power of two; smaller wastes less padding, larger is faster per token


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


@dataclass(frozen=True)
class Layer:
    """One layer's matrices, as (inputs, outputs), float32."""

    qkv: np.ndarray  # query, key and value side by side: one product instead of three
    out: np.ndarray
    gate_up: np.ndarray
    down: np.ndarray


class Cache:
    """Keys and values of one sequence: array (layers, 2, heads, positions, head size)."""

    def __init__(self, config: Config, positions: int):
        whole_chunks = -(-positions // CHUNK) * CHUNK
        shape = (config.num_hidden_layers, 2, config.num_attention_heads, whole_chunks)
        self.array = np.zeros((*shape, config.head_size), np.float32)
        self.length = 0  # positions filled so far


class Network:
    """The weights of one model, ready to run. Holds no state of any sequence."""

    def __init__(self, config: Config, tensors: dict[str, np.ndarray]):
        """`tensors` under Hugging Face's Llama names, of any float type; embeddings are tied."""
        weights = {name: array.astype(np.float32) for name, array in tensors.items()}
        self.config = config
        self.embedding = weights["model.embed_tokens.weight"]
        self.layers = [_layer(config, weights, n) for n in range(config.num_hidden_layers)]
        self.head = _matrix(self.embedding * weights["model.norm.weight"])
        self.rotations = _rotations(config)

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
        return self._logits(row)[0]

    @np.errstate(over="ignore")
    def decode(self, ids: list[int], caches: list[Cache]) -> np.ndarray:
        """One token further in each of several sequences; logits (sequences, vocabulary)."""
        positions = [cache.length for cache in caches]
        rotations = self.rotations[positions]
        rows = self.embedding[ids][:, None]  # (sequences, 1, hidden): see the module's docstring
        for number, layer in enumerate(self.layers):
            queries, keys_values = self._attention_inputs(layer, rows, rotations)
            seen = np.empty_like(rows)
            for row, (cache, position) in enumerate(zip(caches, positions, strict=True)):
                stored = cache.array[number]
                stored[:, :, position] = keys_values[row]
                seen[row] = _attend(queries[row : row + 1], stored[:, :, : position + 1])
            rows = self._rest_of_layer(layer, rows, seen)
        for cache in caches:
            cache.length += 1
        return self._logits(rows)[:, 0]

    def _read_chunk(self, ids: list[int], start: int, cache: Cache) -> np.ndarray:
        """Computes one chunk into the cache; the vector of its last token, (1, hidden)."""
        rows = np.zeros((CHUNK, self.config.hidden_size), np.float32)
        rows[: len(ids)] = self.embedding[ids]
        rotations = self.rotations[start : start + CHUNK]
        last, end = slice(len(ids) - 1, len(ids)), start + len(ids)
        for number, layer in enumerate(self.layers):
            queries, keys_values = self._attention_inputs(layer, rows, rotations)
            stored = cache.array[number]
            stored[:, :, start : start + CHUNK] = keys_values.transpose(1, 2, 0, 3)
            if layer is self.layers[-1]:  # nobody looks at the other rows of the last layer
                rows, seen = rows[last], _attend(queries[last], stored[:, :, :end])
            else:
                seen = _attend(queries, stored[:, :, : start + CHUNK], FUTURE)
            rows = self._rest_of_layer(layer, rows, seen)
        return rows

    def _attention_inputs(self, layer: Layer, rows: np.ndarray, rotations: np.ndarray):
        """Queries (rows, heads, head size); keys and values (rows, 2, heads, head size)."""
        heads = self.config.num_attention_heads
        qkv = (self._norm(rows) @ layer.qkv).reshape(len(rows), 3, heads, -1)
        turned = qkv[:, :2].view(np.complex64)  # RoPE turns queries and keys, in place
        turned *= rotations[:, None, None]
        return qkv[:, 0], qkv[:, 1:]

    def _rest_of_layer(self, layer: Layer, rows: np.ndarray, seen: np.ndarray) -> np.ndarray:
        """Adds what attention saw, then what the mlp makes of it."""
        rows = rows + seen @ layer.out
        both, inner = self._norm(rows) @ layer.gate_up, self.config.intermediate_size
        gate, up = both[..., :inner], both[..., inner:]
        return rows + (gate / (1 + np.exp(-gate)) * up) @ layer.down

    def _norm(self, rows: np.ndarray) -> np.ndarray:
        """RMSNorm without its gain, which is already inside the matrix that follows."""
        width, tiny = self.config.hidden_size, self.config.rms_norm_eps
        return rows / np.sqrt(np.vecdot(rows, rows, keepdims=True) / width + tiny)

    def _logits(self, rows: np.ndarray) -> np.ndarray:
        return self._norm(rows) @ self.head


# added to the scores inside a chunk: a token sees itself and what came before
FUTURE = np.triu(np.full((CHUNK, CHUNK), -np.inf, np.float32), 1)


def _attend(queries: np.ndarray, past: np.ndarray, mask: np.ndarray | None = None) -> np.ndarray:
    """What each row's query finds in past (keys and values): (rows, hidden size).

    Scores are not divided by sqrt(head size): that is already inside the query matrix.
    """
    keys, values = past
    scores = queries.swapaxes(0, 1) @ keys.swapaxes(1, 2)  # (heads, rows, positions)
    if mask is not None:
        scores[:, :, -CHUNK:] += mask
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    found = weights @ values / weights.sum(axis=-1, keepdims=True)
    return found.swapaxes(0, 1).reshape(len(queries), -1)


def _layer(config: Config, weights: dict[str, np.ndarray], number: int) -> Layer:
    """The matrices of one layer, with the norms' gains and the score's scale multiplied in."""

    def weight(name: str) -> np.ndarray:
        return weights[f"model.layers.{number}.{name}.weight"]

    query = _pairs_together(config, weight("self_attn.q_proj")) / np.sqrt(config.head_size)
    key = _pairs_together(config, weight("self_attn.k_proj"))
    qkv = np.concatenate([query, key, weight("self_attn.v_proj")])
    gate_up = np.concatenate([weight("mlp.gate_proj"), weight("mlp.up_proj")])
    return Layer(
        qkv=_matrix(qkv * weight("input_layernorm")),
        out=_matrix(weight("self_attn.o_proj")),
        gate_up=_matrix(gate_up * weight("post_attention_layernorm")),
        down=_matrix(weight("mlp.down_proj")),
    )


def _matrix(weight: np.ndarray) -> np.ndarray:
    """From (outputs, inputs), as files store it, to (inputs, outputs), as `rows @ matrix` wants."""
    return np.ascontiguousarray(weight.T, dtype=np.float32)


def _pairs_together(config: Config, weight: np.ndarray) -> np.ndarray:
    """Reorders each head's outputs so that the two numbers that RoPE turns are neighbours.

    Files keep number i beside number i + head_size/2 apart ("rotate_half"). Queries and keys are
    reordered alike, so their products stay what they were, and a pair is one complex number.
    """
    heads = weight.reshape(config.num_attention_heads, 2, config.head_size // 2, -1)
    return heads.swapaxes(1, 2).reshape(weight.shape)


def _rotations(config: Config) -> np.ndarray:
    """RoPE: the complex number that turns pair j at position p by p / theta^(2j / head size)."""
    positions = np.arange(-(-config.max_position_embeddings // CHUNK) * CHUNK)
    exponents = np.arange(0, config.head_size, 2) / config.head_size
    angles = np.outer(positions, config.rope_theta**-exponents)
    return np.exp(1j * angles).astype(np.complex64)
