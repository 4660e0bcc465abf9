"""Token ids -> logits: a Llama-style decoder in NumPy, bit for bit the same on every machine.

Each of the layers does two things to a token's vector, and adds the result to it:

    attention   looks at the keys and values of all tokens so far, weighted by query · key
    mlp         SwiGLU: silu(x · gate) * (x · up), then down

with an RMSNorm before each, and rotary position embeddings (RoPE) on queries and keys. After the
last layer one more norm, and the product with the embedding matrix gives a logit for every token
of the vocabulary. Keys and values of past tokens never change, so they are kept (`Cache`).

Why this model gives the same text on your machine as on ours
-------------------------------------------------------------

Ask a model elsewhere twice, at temperature 0, and now and then the answers differ. The reason is
one line of arithmetic. Numbers in a computer are rounded after every operation, so

    (1e8 + 1) - 1e8 = 0        but        (1e8 - 1e8) + 1 = 1          (float32)

and a product of matrices is millions of additions whose order nobody promised: your processor
adds sixteen numbers at a time, ours eight, with two threads it is another order, beside other
requests another again. The last digits differ, and some day two tokens are so close that the last
digit decides. From there on it is another text.

Rounding later, or comparing with a tolerance, makes that rarer and never ends it. What ends it:
*additions that do not round.* float32 holds every whole number up to 2^24 exactly, so if all that
is added are whole numbers, and no sum on the way leaves that range, then every order gives the
same result: there is nothing to lose. That is the whole idea, and it asks for three things.

1. *What is multiplied is whole.* Weights are whole numbers from -127 to 127 with a scale for each
   output. A vector is multiplied by a level and rounded just before it meets them. The level is as
   high as it can be with every possible sum below 2^24, which is known when the file is written,
   from the weights alone (rounding.py). So no text can break it, however strange.
2. *What is not a sum is done number by number*, with + - * / and a square root, one operation a
   step: for these the standard (IEEE 754) leaves no choice, and everybody rounds alike. Two in one
   (a multiplication and an addition, rounded once) would be a choice, so nothing here lets NumPy
   fuse them; complex numbers, whose product is such a pair, are not used.
3. *What has no exact answer comes from a table.* exp, sigmoid, sine and cosine differ in the last
   bit between libraries, so each is tabulated in whole numbers too coarse to show that bit
   (tables.py).

Where it happens, from the bottom to the top of `forward`:

    the stream between layers   whole numbers of 1/1024; what a layer adds is rounded to them
    a norm                      its sum of squares is whole, exact in float64
    queries, keys               rounded, so a score is a whole number; the distance to the highest
                                score is looked up in the table of exp
    attention shares            whole numbers that add up to about 2^14; values are whole, too
    into `out` and `down`       the largest number of the vector becomes the level
    logits                      whole numbers of 1/4096, and so the draw is exact too (sampling.py)

What it costs is small: vectors keep ten to fourteen bits, and the replies are as often right as
those of the float model (model card). What it frees is more. If order does not matter, shapes do
not matter: prompts in pieces of any length, eight replies as one product, a prefix that was read
for somebody else, all give the same bits without a thought, and there is one function, `forward`,
for all of them. Each machine may even keep the weights as suits its caches best (`tune`). And
a kept output, a mark, a measured rate holds on the next machine.

What could break it: a BLAS that rounds its *inputs* to fewer bits (TF32, bfloat16), and a stream
of numbers so large that a sum of squares reaches 2^52, which raises OverflowError instead.

Knows nothing of text and of choosing tokens. Proof in tests/pocket/test_exact.py: one hash under
every kernel; test_network.py: the logits of transformers, within what the rounding leaves.
"""

import json
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from safetensors import SafetensorError, safe_open

from helpers.pocket import tables
from helpers.pocket.rounding import EXACT, SHARES, Tensors, is_rounded

CHUNK = 96  # tokens of a prompt in one product: for speed alone
STRIP = 64  # outputs of a matrix that lie together in memory
WIDENED = 3 * 2**15  # numbers of a matrix that are float32 at a time: 384 KiB
STREAM = 1024  # one of the numbers between the layers is this many steps
LOGIT = 4096  # and a logit this many
STREAM_LIMIT = 2.0**52  # of a sum of squares: half of what float64 holds exactly
UNSEEN = np.float32(-(2**50))  # the score of what must not be seen: its exp is the table's last, 0
MATRICES = 4  # of a layer
LINE = 16  # numbers that the processor fetches at a time
TINY = np.float32(2**-60)  # so that nothing is divided by zero


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
    reads_forms: bool = False  # was it trained on prompts that tell the form of the reply?

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


class Matrix(NamedTuple):
    """Whole numbers, (strips, inputs, STRIP); what 1 is worth of each sum; the level.

    The numbers are int8 or, with more bytes and less work, the same as float32. Outputs lie
    together in strips, so that a product reads from the first number to the last.
    """

    strips: np.ndarray
    scale: np.ndarray
    level: float

    @classmethod
    def of(cls, weights: np.ndarray, scale: np.ndarray, level: float) -> "Matrix":
        """From weights as files hold them: (outputs, inputs)."""
        outputs, inputs = weights.shape
        strips = weights.reshape(-1, math.gcd(outputs, STRIP), inputs).swapaxes(1, 2)
        return cls(np.ascontiguousarray(strips), scale.astype(np.float32), level)


class Layer(NamedTuple):
    """One layer, ready to run; its matrices first."""

    qkv: Matrix  # query, key and value side by side: one product instead of three
    out: Matrix
    gate_up: Matrix
    down: Matrix
    sharpness: np.ndarray  # (heads, 1, 1): steps of the table of exp for 1 of a score
    worth: np.ndarray  # (hidden size,): what 1 is worth of what shares and values add up to


class Cache:
    """Keys and values of one sequence: array (layers, 2, heads, positions, head size).

    Whole numbers that no level lets grow beyond 4,096: half the memory of float32.
    """

    def __init__(self, config: Config, positions: int):
        shape = (config.num_hidden_layers, 2, config.num_attention_heads, positions)
        self.array = np.zeros((*shape, config.head_size), np.int16)
        self.length = 0  # positions filled so far


class Network:
    """The weights of one model, ready to run. Holds no state of any sequence."""

    def __init__(self, config: Config, tensors: Tensors):
        """`tensors` as rounding.py makes them; embeddings are tied."""
        self.config = config
        self.embedding = tensors["model.embed_tokens.weight"]
        self.embedding_scale = (STREAM * tensors["model.embed_tokens.scale"])[:, None]
        self.gain = tensors["model.norm.weight"]
        window = config.max_position_embeddings
        self.rotary = tables.rotary(config.head_size, window, config.rope_theta)
        # so high that a whole window of entries still adds up exactly
        self.exp = tables.exp(EXACT >> (window - 1).bit_length())
        self.layers = [_layer(config, tensors, n) for n in range(config.num_hidden_layers)]
        level = float(tensors["model.norm.level"])
        scale = LOGIT / level * tensors["model.embed_tokens.scale"].astype(np.float64)
        self.head = Matrix.of(self.embedding, scale, level)

    @classmethod
    def load(cls, path: Path) -> "Network":
        """Reads a safetensors file whose metadata carries the shape as JSON; its name is the id.

        ValueError where it cannot be read, or its weights are not whole numbers yet.
        """
        try:
            with safe_open(path, framework="numpy") as file:
                told = json.loads(file.metadata()["config"])
                tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
        except SafetensorError as error:
            raise ValueError(f"{path} cannot be read as safetensors: {error}") from error
        if not is_rounded(tensors):
            raise ValueError(
                f"{path} holds float weights, and the engine runs on whole numbers; "
                f"make them with: python -m training.export {path} --name {path.stem}"
            )
        told["name"] = path.stem  # a copy under another name is another model
        known = {field.name for field in fields(Config)}
        return cls(Config(**{name: told[name] for name in told if name in known}), tensors)

    def tune(self) -> None:
        """Keeps the matrices as int8 or as float32: whatever is faster on this machine.

        float32 is multiplied as it lies there. int8 is widened first (`_times`), and is a quarter
        of the bytes, which counts where float32 does not fit the processor's cache.
        """
        whole = [*(matrix for layer in self.layers for matrix in layer[:MATRICES]), self.head]
        *matrices, self.head = min([whole, _widened(whole)], key=_cost)
        for number, layer in enumerate(self.layers):
            own = matrices[number * MATRICES :][:MATRICES]
            self.layers[number] = Layer(*own, *layer[MATRICES:])

    def prefill(self, ids: Sequence[int], cache: Cache, chunk: int = CHUNK) -> np.ndarray:
        """Reads the prompt into the cache; the logits of its last token, (vocabulary,).

        `ids` is the whole prompt. What the cache already holds (less than the prompt) is not
        computed again.
        """
        for start in range(cache.length, len(ids), chunk):
            logits = self.forward([ids[start : start + chunk]], [cache])
        return logits[0]

    def decode(self, ids: Sequence[int], caches: Sequence[Cache]) -> np.ndarray:
        """One token further in each of several sequences; the logits, (sequences, vocabulary)."""
        return self.forward([[token] for token in ids], caches)

    def forward(self, ids: Sequence[Sequence[int]], caches: Sequence[Cache]) -> np.ndarray:
        """Reads the next ids of each sequence; the logits after each, (sequences, vocabulary).

        All rows of all sequences meet a matrix in one product.
        """
        rows = self._embed([token for new in ids for token in new])
        spans, places, ends = [], [], []  # which rows are a sequence's, and where in it they stand
        for new, cache in zip(ids, caches, strict=True):
            spans.append(slice(len(places), len(places) + len(new)))
            places += range(cache.length, cache.length + len(new))
            ends.append(len(places) - 1)
            cache.length += len(new)
        turns = self.rotary[:, places, None]
        for number, layer in enumerate(self.layers):
            pasts = [cache.array[number, :, :, : cache.length] for cache in caches]
            queries = self._look(rows, layer.qkv, turns, pasts, spans)
            if layer is self.layers[-1]:  # nobody looks at the other rows of the last layer
                rows, queries = rows[ends], queries[ends]
                spans = [slice(row, row + 1) for row in range(len(ends))]
            seen = _attend(queries, pasts, spans, layer.sharpness, self.exp)
            rows += _times_largest(seen * layer.worth, layer.out)
            inner = _swiglu(_times(self._norm(rows, layer.gate_up.level), layer.gate_up))
            rows += _times_largest(inner, layer.down)
        logits = _times(self._norm(rows, self.head.level, self.gain), self.head)
        return np.rint(logits, logits) / LOGIT

    def _embed(self, ids: list[int]) -> np.ndarray:
        """The first vectors of the stream, in whole numbers."""
        rows = self.embedding[ids] * self.embedding_scale[ids]
        return np.rint(rows, rows)

    def _norm(self, rows: np.ndarray, level: float, gain: np.ndarray | None = None) -> np.ndarray:
        """RMSNorm, times the level, rounded. Most gains are inside the matrix that follows."""
        wide = rows.astype(np.float64)
        squares = (wide[:, None] @ wide[:, :, None])[:, 0]  # of whole numbers: exact
        if not squares.max() < STREAM_LIMIT:
            raise OverflowError("the stream between the layers is too large to be exact")
        scaled = squares * (1 / (self.config.hidden_size * level**2))
        scaled += self.config.rms_norm_eps * (STREAM / level) ** 2
        normed = rows / np.sqrt(scaled).astype(np.float32)
        if gain is not None:
            normed *= gain
        return np.rint(normed, normed)

    def _look(
        self,
        rows: np.ndarray,
        qkv: Matrix,
        turns: np.ndarray,
        pasts: list[np.ndarray],
        spans: list[slice],
    ) -> np.ndarray:
        """The rows' queries, (rows, heads, head size); their keys and values go into the pasts."""
        heads, size = self.config.num_attention_heads, self.config.head_size
        found = _times(self._norm(rows, qkv.level), qkv)
        pairs = found.reshape(len(rows), 3 * heads, 2, size // 2)[:, : 2 * heads]
        turned = pairs[:, :, ::-1] * turns[1]
        pairs *= turns[0]
        pairs += turned
        np.rint(found, found)
        whole = found.reshape(len(rows), 3, heads, size)
        for past, span in zip(pasts, spans, strict=True):
            past[:, :, span.start - span.stop :] = whole[span, 1:].transpose(1, 2, 0, 3)
        return whole[:, 0]


def _widened(matrices: list[Matrix]) -> list[Matrix]:
    """The same as float32, in one block of memory.

    A block of 4 MB or more gets large pages where the system has them, and no time is spent on
    looking up small ones.
    """
    block = np.empty(sum(matrix.strips.size for matrix in matrices) + LINE, np.float32)
    place, placed = -block.ctypes.data // block.itemsize % LINE, []
    for matrix in matrices:
        strips = block[place:][: matrix.strips.size].reshape(matrix.strips.shape)
        strips[:] = matrix.strips
        placed.append(matrix._replace(strips=strips))
        place += strips.size
    return placed


def _cost(matrices: list[Matrix]) -> float:
    """Seconds for all products of one token, then of eight together; the best of a few tries."""
    tries = []
    for _ in range(4):
        start = time.perf_counter()
        for rows in (1, 8):
            for matrix in matrices:
                _times(np.ones((rows, matrix.strips.shape[1]), np.float32), matrix)
        tries.append(time.perf_counter() - start)
    return min(tries)


def _times(rows: np.ndarray, matrix: Matrix) -> np.ndarray:
    """The product of whole rows and a matrix, scaled: (rows, outputs).

    Some strips of int8 at a time are widened to float32, in a place that stays in the processor's
    cache: a quarter of the bytes come from memory.
    """
    strips, (count, inputs, width) = matrix.strips, matrix.strips.shape
    product = np.empty((len(rows), count, width), np.float32)
    outputs = product.swapaxes(0, 1)
    if strips.dtype == np.float32:
        np.matmul(rows, strips, outputs)
    else:
        some = max(1, WIDENED // (inputs * width))
        wide = np.empty((min(some, count), inputs, width), np.float32)
        for start in range(0, count, some):
            part = strips[start : start + some]
            widened = wide[: len(part)]
            widened[:] = part
            np.matmul(rows, widened, outputs[start : start + some])
    product = product.reshape(len(rows), -1)
    product *= matrix.scale
    return product


def _times_largest(rows: np.ndarray, matrix: Matrix) -> np.ndarray:
    """The same for rows of any size: the largest number of each becomes the level. Rounded."""
    largest = np.maximum(np.abs(rows).max(axis=1, keepdims=True), TINY)
    rows = rows * (np.float32(matrix.level) / largest)
    product = _times(np.rint(rows, rows), matrix)
    product *= largest
    return np.rint(product, product)


def _swiglu(both: np.ndarray) -> np.ndarray:
    """silu(gate) * up; `both` is the gate in steps of the sigmoid's table, and beside it up."""
    inner = both.shape[1] // 2
    gate, up = both[:, :inner], both[:, inner:]
    places = gate + np.float32(tables.SIGMOID_END * tables.SIGMOID_STEPS)
    done = tables.sigmoid().take(places.astype(np.intp), mode="clip")
    done *= gate
    done *= up
    return done


def _attend(
    queries: np.ndarray,
    pasts: list[np.ndarray],
    spans: list[slice],
    sharpness: np.ndarray,
    exp: np.ndarray,
) -> np.ndarray:
    """What the queries find in the past of their sequence, whole numbers: (rows, hidden size).

    The rows spans[i] look into pasts[i], keys and values, and are its last positions.
    """
    rows, heads, size = queries.shape
    scores = np.full((heads, rows, max(past.shape[2] for past in pasts)), UNSEEN)
    for (keys, _), span in zip(pasts, spans, strict=True):
        part = scores[:, span, : keys.shape[1]]
        np.matmul(queries[span].swapaxes(0, 1), keys.astype(np.float32).swapaxes(1, 2), part)
        new = part.shape[1]
        if new > 1:
            part[:, :, -new:] += _future(new)
    np.subtract(scores.max(axis=2, keepdims=True), scores, scores)
    scores *= sharpness
    shares = exp.take(scores.astype(np.intp), mode="clip")
    shares *= np.float32(SHARES) / shares.sum(axis=2, keepdims=True)
    np.rint(shares, shares)
    found = np.empty((rows, heads, size), np.float32)
    for (_, values), span in zip(pasts, spans, strict=True):
        seen = shares[:, span, : values.shape[1]]
        np.matmul(seen, values.astype(np.float32), found[span].swapaxes(0, 1))
    return found.reshape(rows, -1)


@lru_cache
def _future(rows: int) -> np.ndarray:
    """Added to the scores of rows that are read together: each sees itself and what came before."""
    return np.triu(np.full((rows, rows), UNSEEN), 1)


def _layer(config: Config, tensors: Tensors, number: int) -> Layer:
    """One layer's matrices, their scales with what the steps after them scale by."""

    def tensor(name: str) -> np.ndarray:
        return tensors[f"model.layers.{number}.{name}"].astype(np.float64)

    def matrix(names: str, level: str, factors: np.ndarray | float) -> Matrix:
        told = [f"{block}_proj" for block in names.split()]
        weights = [tensors[f"model.layers.{number}.{name}.weight"] for name in told]
        scale = np.concatenate([tensor(f"{name}.scale") for name in told])
        step = float(tensor(f"{level}.level"))
        return Matrix.of(np.concatenate(weights), scale * factors / step, step)

    levels = tensor("self_attn.level")  # of each head's queries, keys and values
    steps = tables.SIGMOID_STEPS
    gate_up = np.repeat([steps, 1 / steps / tables.SIGMOID_ONE], config.intermediate_size)
    sharpness = tables.EXP_STEPS / math.sqrt(config.head_size) / (levels[0] * levels[1])
    return Layer(
        qkv=matrix(
            "self_attn.q self_attn.k self_attn.v",
            "input_layernorm",
            np.repeat(levels, config.head_size),
        ),
        out=matrix("self_attn.o", "self_attn.o_proj", STREAM),
        gate_up=matrix("mlp.gate mlp.up", "post_attention_layernorm", gate_up),
        down=matrix("mlp.down", "mlp.down_proj", STREAM),
        sharpness=sharpness.astype(np.float32)[:, None, None],
        worth=np.repeat(1 / SHARES / levels[2], config.head_size).astype(np.float32),
    )
