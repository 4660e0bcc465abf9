"""A real server on loopback over a tiny model with random weights, and the official clients."""

import base64
from dataclasses import replace

import numpy as np
import pytest
from anthropic import Anthropic
from openai import OpenAI

from helpers.pocket.engine import Engine
from helpers.pocket.network import Config, Network
from helpers.pocket.rounding import rounded
from helpers.pocket.tokenizer import encoding
from helpers.server.embedders import Embedders
from helpers.server.engines import Engines, Loaded
from helpers.server.local import LocalServer

WINDOW = 128
CONFIG = Config(
    name="tiny",
    hidden_size=32,
    intermediate_size=48,
    num_hidden_layers=2,
    num_attention_heads=2,
    vocab_size=272,
    max_position_embeddings=WINDOW,
    rope_theta=10000.0,
    rms_norm_eps=1e-5,
)


def random_tensors(config: Config) -> dict[str, np.ndarray]:
    draw = np.random.default_rng(0)
    width, inner = config.hidden_size, config.intermediate_size
    shapes = {"model.embed_tokens.weight": (config.vocab_size, width), "model.norm.weight": width}
    for n in range(config.num_hidden_layers):
        for name in ("q_proj", "k_proj", "v_proj", "o_proj"):
            shapes[f"model.layers.{n}.self_attn.{name}.weight"] = (width, width)
        for name in ("gate_proj", "up_proj"):
            shapes[f"model.layers.{n}.mlp.{name}.weight"] = (inner, width)
        shapes[f"model.layers.{n}.mlp.down_proj.weight"] = (width, inner)
        for name in ("input", "post_attention"):
            shapes[f"model.layers.{n}.{name}_layernorm.weight"] = width
    tensors = {name: draw.normal(0, 0.3, shape) for name, shape in shapes.items()}
    return rounded(tensors, config.num_attention_heads, config.max_position_embeddings)


@pytest.fixture(scope="session")
def engine(tmp_path_factory) -> Engine:
    """Every byte is a token: what a reply says is noise, how it is served is not."""
    return random_engine(CONFIG, tmp_path_factory.mktemp("model"))


def random_engine(config: Config, folder) -> Engine:
    vocabulary = folder / "vocabulary.tiktoken"
    lines = (base64.b64encode(bytes([byte])).decode() + f" {byte}\n" for byte in range(256))
    vocabulary.write_text("".join(lines))
    return Engine(Network(config, random_tensors(config)), encoding(vocabulary))


@pytest.fixture(scope="session")
def url(engine) -> str:
    models = Engines({"tiny": lambda: Loaded(engine, "fp_0123456789")})
    server = LocalServer(models, Embedders({}))
    yield server.url
    server.stop()


@pytest.fixture(scope="session")
def openai(url) -> OpenAI:
    with OpenAI(base_url=f"{url}/v1", api_key="any", max_retries=0) as client:
        yield client


@pytest.fixture(scope="session")
def anthropic(url) -> Anthropic:
    with Anthropic(base_url=url, api_key="any", max_retries=0) as client:
        yield client


@pytest.fixture(scope="session")
def roomy(tmp_path_factory) -> Engine:
    """The same with a window for definitions of tools, whose every letter is a token."""
    config = replace(CONFIG, name="roomy", max_position_embeddings=4096)
    return random_engine(config, tmp_path_factory.mktemp("roomy"))


@pytest.fixture(scope="session")
def roomy_url(roomy) -> str:
    server = LocalServer(Engines({"roomy": lambda: Loaded(roomy, "fp_0123456789")}))
    yield server.url
    server.stop()


@pytest.fixture(scope="session")
def roomy_openai(roomy_url) -> OpenAI:
    with OpenAI(base_url=f"{roomy_url}/v1", api_key="any", max_retries=0) as client:
        yield client


@pytest.fixture(scope="session")
def roomy_anthropic(roomy_url) -> Anthropic:
    with Anthropic(base_url=roomy_url, api_key="any", max_retries=0) as client:
        yield client
