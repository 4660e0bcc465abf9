"""Several models behind one server: the field `model` picks one, in both vendors' words."""

import json
import shutil
from dataclasses import asdict, replace
from functools import partial

import pytest
from anthropic import Anthropic
from anthropic import NotFoundError as AnthropicNotFound
from openai import NotFoundError as OpenAINotFound
from openai import OpenAI
from safetensors.numpy import save_file

from helpers.server.embedders import Embedders
from helpers.server.engines import Engines, in_folder, load
from helpers.server.local import LocalServer
from tests.server.conftest import CONFIG, random_engine, random_tensors

IDS = ("pocket", "pocket-2026-11-20", "pocket-mini")
HELLO = [{"role": "user", "content": "Hello"}]
LONG = [{"role": "user", "content": "Hello, " * 12}]


def write_model(path, config):
    save_file(random_tensors(config), path, metadata={"config": json.dumps(asdict(config))})


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Three models over one vocabulary; the dated one has the weights of the first."""
    folder = tmp_path_factory.mktemp("weights")
    random_engine(CONFIG, folder)  # writes the vocabulary
    write_model(folder / "pocket.safetensors", CONFIG)
    shutil.copy(folder / "pocket.safetensors", folder / "pocket-2026-11-20.safetensors")
    write_model(folder / "pocket-mini.safetensors", replace(CONFIG, num_hidden_layers=1))
    return folder


@pytest.fixture
def url(folder):
    server = LocalServer(in_folder(folder), Embedders({}))
    yield server.url
    server.stop()


@pytest.fixture
def openai(url):
    with OpenAI(base_url=f"{url}/v1", api_key="any", max_retries=0) as client:
        yield client


@pytest.fixture
def anthropic(url):
    with Anthropic(base_url=url, api_key="any", max_retries=0) as client:
        yield client


def test_both_dialects_list_them_the_default_first(openai, anthropic):
    assert tuple(model.id for model in openai.models.list()) == IDS
    assert tuple(model.id for model in anthropic.models.list()) == IDS
    assert openai.models.retrieve("pocket-mini").id == "pocket-mini"
    assert anthropic.models.retrieve("pocket-mini").id == "pocket-mini"


@pytest.mark.parametrize("name", IDS)
def test_a_reply_names_the_model_that_was_asked(openai, anthropic, name):
    told = {"model": name, "messages": HELLO, "max_tokens": 3}
    assert openai.chat.completions.create(**told).model == name
    assert {chunk.model for chunk in openai.chat.completions.create(**told, stream=True)} == {name}
    asked = openai.responses.create(model=name, input="Hello", max_output_tokens=3)
    assert asked.model == name
    assert anthropic.messages.create(**told).model == name
    with anthropic.messages.stream(**told) as stream:
        assert stream.get_final_message().model == name


def test_the_weights_of_the_model_that_was_asked_write_the_reply(openai):
    told = {"messages": HELLO, "max_tokens": 20, "temperature": 0}
    replies = {name: openai.chat.completions.create(model=name, **told) for name in IDS}
    texts = {name: reply.choices[0].message.content for name, reply in replies.items()}
    assert texts["pocket"] == texts["pocket-2026-11-20"] != texts["pocket-mini"]
    prints = {name: reply.system_fingerprint for name, reply in replies.items()}
    assert prints["pocket"] == prints["pocket-2026-11-20"] != prints["pocket-mini"]


def test_a_model_is_loaded_when_it_is_first_asked_and_kept(folder):
    loads = []

    def counted(name):
        loads.append(name)
        return load(folder / f"{name}.safetensors")

    server = LocalServer(Engines({name: partial(counted, name) for name in IDS}))
    with OpenAI(base_url=f"{server.url}/v1", api_key="any", max_retries=0) as client:
        client.models.list()
        assert loads == []
        for name in ("pocket-mini", "pocket", "pocket-mini", "pocket"):
            client.chat.completions.create(model=name, messages=HELLO, max_tokens=1)
    server.stop()
    assert loads == ["pocket-mini", "pocket"]


def test_what_one_model_has_read_no_other_has_cached(openai):
    def cached(name):
        told = openai.chat.completions.create(model=name, messages=LONG, max_tokens=1)
        return told.usage.prompt_tokens_details.cached_tokens

    assert cached("pocket") == 0
    assert cached("pocket") > 0
    assert cached("pocket-2026-11-20") == 0  # though the weights are the same


def test_an_unknown_model_is_not_found_and_the_known_ones_are_named(openai, anthropic):
    told = {"model": "pocket-maxi", "messages": HELLO, "max_tokens": 1}
    names = r"pocket-maxi.* does not exist .*pocket, pocket-2026-11-20, pocket-mini"
    with pytest.raises(OpenAINotFound, match=names) as refused:
        openai.chat.completions.create(**told)
    assert (refused.value.code, refused.value.param) == ("model_not_found", "model")
    with pytest.raises(OpenAINotFound, match=names):
        openai.models.retrieve("pocket-maxi")
    with pytest.raises(AnthropicNotFound, match=names) as refused:
        anthropic.messages.create(**told)
    assert refused.value.body["error"]["type"] == "not_found_error"
    with pytest.raises(AnthropicNotFound, match=names):
        anthropic.models.retrieve("pocket-maxi")
