"""Models with random weights and a vocabulary of our own: everything but knowledge.

The weights are drawn in NumPy, so that only the comparisons with transformers need PyTorch.
"""

import base64
import itertools
import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from helpers.pocket import tokenizer
from helpers.pocket.engine import Engine
from helpers.pocket.rounding import rounded, unrounded

SHIPPED_SHAPE = {
    "name": "pocket",
    "hidden_size": 256,
    "intermediate_size": 688,
    "num_hidden_layers": 6,
    "num_attention_heads": 4,
    "vocab_size": 2048,
    "max_position_embeddings": 4096,
    "rope_theta": 10000.0,
    "rms_norm_eps": 1e-5,
}
TINY_SHAPE = SHIPPED_SHAPE | {
    "name": "tiny",
    "hidden_size": 64,
    "intermediate_size": 96,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "vocab_size": 512,
    "max_position_embeddings": 160,
}


def random_tensors(config: dict, seed: int = 0) -> dict[str, np.ndarray]:
    """Weights under Hugging Face's Llama names, float16, large enough for pronounced logits."""
    generator = np.random.default_rng(seed)
    width, inner = config["hidden_size"], config["intermediate_size"]
    shapes = {"model.embed_tokens": (config["vocab_size"], width)}
    for number in range(config["num_hidden_layers"]):
        layer = f"model.layers.{number}"
        shapes |= {f"{layer}.self_attn.{name}_proj": (width, width) for name in "qkvo"}
        shapes |= {f"{layer}.mlp.{name}_proj": (inner, width) for name in ("gate", "up")}
        shapes[f"{layer}.mlp.down_proj"] = (width, inner)
        shapes |= {f"{layer}.{name}_layernorm": (width,) for name in ("input", "post_attention")}
    shapes["model.norm"] = (width,)
    draws = {name: generator.standard_normal(shape) for name, shape in shapes.items()}
    return {
        f"{name}.weight": (draw * 0.1 + ("norm" in name)).astype(np.float16)
        for name, draw in draws.items()
    }


def write_vocabulary(path: Path, size: int) -> None:
    """All bytes, then pairs and a few longer pieces that merges can reach."""
    pairs = itertools.product(b"eatoinshr ", b"eatoinshrdlu")
    tokens = [bytes([byte]) for byte in range(256)] + [bytes(pair) for pair in pairs]
    more = (bytes([first, second]) for first in range(97, 123) for second in range(33, 127))
    tokens += [token for token in more if token not in tokens]
    lines = [f"{base64.b64encode(token).decode()} {rank}" for rank, token in enumerate(tokens)]
    path.write_text("\n".join(lines[: size - len(tokenizer.SPECIALS)]), encoding="ascii")


def make_checkpoint(folder: Path, config: dict) -> Path:
    """A folder that Engine.load accepts."""
    metadata = {"config": json.dumps(config)}
    heads, window = config["num_attention_heads"], config["max_position_embeddings"]
    tensors = rounded(random_tensors(config), heads, window)
    save_file(tensors, folder / "pocket.safetensors", metadata=metadata)
    write_vocabulary(folder / "vocabulary.tiktoken", config["vocab_size"])
    return folder


@pytest.fixture(scope="session")
def shipped_shape(tmp_path_factory) -> Path:
    """A checkpoint of the shape that is shipped."""
    return make_checkpoint(tmp_path_factory.mktemp("pocket"), SHIPPED_SHAPE)


@pytest.fixture(scope="session")
def tiny(tmp_path_factory) -> Path:
    """A checkpoint that runs in no time."""
    return make_checkpoint(tmp_path_factory.mktemp("tiny"), TINY_SHAPE)


@pytest.fixture
def engine(tiny) -> Engine:
    """A fresh engine on the tiny checkpoint: nothing cached, no thread yet."""
    return Engine.load(tiny)


@pytest.fixture(scope="session")
def vocabulary(tiny):
    """The tokenizer of the tiny checkpoint."""
    return tokenizer.encoding(tiny / "vocabulary.tiktoken")


@pytest.fixture(scope="session")
def llama():
    """load(folder) -> transformers' model on the float weights that the rounded ones stand for.

    Skips where it is missing.
    """
    torch = pytest.importorskip("torch", reason="the oracle needs PyTorch")
    transformers = pytest.importorskip("transformers", reason="the oracle is transformers")
    from safetensors.numpy import load_file

    def load(config: dict, folder: Path):
        shape = {name: value for name, value in config.items() if name != "name"}
        heads = {"num_key_value_heads": shape["num_attention_heads"], "tie_word_embeddings": True}
        torch.set_num_threads(1)  # with two, small matrices on a busy machine take 20 times as long
        model = transformers.LlamaForCausalLM(transformers.LlamaConfig(**shape, **heads)).eval()
        tensors = unrounded(load_file(folder / "pocket.safetensors"))
        model.load_state_dict({n: torch.from_numpy(a) for n, a in tensors.items()}, strict=False)
        model.tie_weights()
        return model

    return load
