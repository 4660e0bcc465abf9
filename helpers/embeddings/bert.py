"""Token ids -> vectors: BERT's encoder in NumPy, with mean pooling.

Each of the layers does two things to a token's vector, adds the result to it, and brings the sum
back to mean 0 and variance 1 (LayerNorm):

    attention   looks at the keys and values of all tokens of the text, before and after it
    mlp         two matrices with GELU between them

The vector of a text is the mean of its tokens' vectors after the last layer, at length 1.

Texts of a batch are laid end to end, not padded to one length: only attention has to look at one
text at a time. A text's numbers alone and in company differ by rounding, about 1e-7.

Knows nothing of text. Proof in tests/embeddings: transformers' BertModel on the same weights.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from helpers.embeddings.embedded import unit

HEADS = 12
TINY = 1e-12  # LayerNorm's epsilon


@dataclass(frozen=True)
class Linear:
    """rows @ matrix + bias"""

    matrix: np.ndarray  # (inputs, outputs), float32
    bias: np.ndarray

    def __call__(self, rows: np.ndarray) -> np.ndarray:
        return rows @ self.matrix + self.bias


@dataclass(frozen=True)
class Norm:
    """LayerNorm."""

    gain: np.ndarray
    bias: np.ndarray

    def __call__(self, rows: np.ndarray) -> np.ndarray:
        away = rows - rows.mean(axis=-1, keepdims=True)
        variance = np.vecdot(away, away, keepdims=True) / rows.shape[-1]
        return away / np.sqrt(variance + TINY) * self.gain + self.bias


@dataclass(frozen=True)
class Layer:
    qkv: Linear  # query, key and value side by side: one product instead of three
    out: Linear
    after_attention: Norm
    up: Linear
    down: Linear
    after_mlp: Norm


class Bert:
    """The weights, ready to run. `tensors` under the names of transformers' BertModel, float32."""

    def __init__(self, tensors: dict[str, np.ndarray]):
        # every token is of the first of BERT's two types: its vector goes into the positions
        kind = tensors["embeddings.token_type_embeddings.weight"][0]
        self.words = tensors["embeddings.word_embeddings.weight"].copy()  # frees the file's bytes
        self.positions = tensors["embeddings.position_embeddings.weight"] + kind
        self.norm = _norm(tensors, "embeddings.LayerNorm")
        count = sum(name.endswith("attention.self.query.weight") for name in tensors)
        self.layers = [_layer(tensors, f"encoder.layer.{number}") for number in range(count)]

    def vectors(self, texts: Sequence[Sequence[int]]) -> np.ndarray:
        """(texts, hidden size), each row of length 1; a text is its ids, at least one."""
        ends = np.cumsum([len(ids) for ids in texts])
        spans = [slice(end - len(ids), end) for ids, end in zip(texts, ends, strict=True)]
        rows = self.words[np.concatenate(texts)]
        rows += np.concatenate([self.positions[: len(ids)] for ids in texts])
        rows = self.norm(rows)
        for layer in self.layers:
            rows = _through(layer, rows, spans)
        return unit(np.stack([rows[span].mean(axis=0) for span in spans]))


def _through(layer: Layer, rows: np.ndarray, spans: Sequence[slice]) -> np.ndarray:
    """One layer; rows (tokens, hidden size)."""
    qkv = layer.qkv(rows)
    seen = np.concatenate([_attend(qkv[span]) for span in spans])
    rows = layer.after_attention(rows + layer.out(seen))
    return layer.after_mlp(rows + layer.down(gelu(layer.up(rows))))


def _attend(qkv: np.ndarray) -> np.ndarray:
    """What each token of one text finds in all of them: (tokens, 3 · hidden) -> (tokens, hidden).

    Scores are not divided by sqrt(head size): that is already inside the query matrix.
    """
    queries, keys, values = qkv.reshape(len(qkv), 3, HEADS, -1).transpose(1, 2, 0, 3)
    scores = queries @ keys.swapaxes(1, 2)  # (heads, tokens, tokens)
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    found = weights @ values / weights.sum(axis=-1, keepdims=True)
    return found.swapaxes(0, 1).reshape(len(qkv), -1)


def gelu(rows: np.ndarray) -> np.ndarray:
    """x · Φ(x), where Φ(x) is the share of a normal distribution below x.

    Φ by Abramowitz and Stegun, formula 7.1.26, whose error is below 1e-7: NumPy has no erf.
    """
    z = np.abs(rows) * 0.5**0.5
    t = 1 / (1 + 0.3275911 * z)
    series = 1.061405429 * t - 1.453152027
    for coefficient in (1.421413741, -0.284496736, 0.254829592):
        series = series * t + coefficient
    below = series * t * np.exp(-z * z) / 2  # Φ(-|x|)
    return rows * np.where(rows > 0, 1 - below, below)


def _linear(tensors: dict[str, np.ndarray], *names: str, scale: float = 1.0) -> Linear:
    """Linear maps side by side, the first one scaled; files store (outputs, inputs)."""
    weights = [tensors[f"{name}.weight"] for name in names]
    biases = [tensors[f"{name}.bias"] for name in names]
    weights[0], biases[0] = weights[0] * scale, biases[0] * scale
    matrix = np.ascontiguousarray(np.concatenate(weights).T, np.float32)
    return Linear(matrix, np.concatenate(biases).astype(np.float32))


def _norm(tensors: dict[str, np.ndarray], name: str) -> Norm:
    return Norm(tensors[f"{name}.weight"], tensors[f"{name}.bias"])


def _layer(tensors: dict[str, np.ndarray], name: str) -> Layer:
    attention = f"{name}.attention"
    head_size = len(tensors[f"{attention}.self.query.bias"]) // HEADS
    parts = [f"{attention}.self.{part}" for part in ("query", "key", "value")]
    return Layer(
        qkv=_linear(tensors, *parts, scale=head_size**-0.5),
        out=_linear(tensors, f"{attention}.output.dense"),
        after_attention=_norm(tensors, f"{attention}.output.LayerNorm"),
        up=_linear(tensors, f"{name}.intermediate.dense"),
        down=_linear(tensors, f"{name}.output.dense"),
        after_mlp=_norm(tensors, f"{name}.output.LayerNorm"),
    )
