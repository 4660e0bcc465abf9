"""Embeddings over HTTP: the official client gets the vectors, and the vendor's own errors."""

import asyncio
import base64
import time

import httpx2
import numpy as np
import openai
import pytest
import tiktoken

from helpers.embeddings import light, weights
from helpers.embeddings.embedded import Embedded
from helpers.embeddings.light import Light
from helpers.server import embed
from helpers.server.embedders import Embedders, installed
from helpers.server.engines import Engines
from helpers.server.local import LocalServer

PATH, KEY = "/v1/embeddings", {"authorization": "Bearer any"}
TEXTS = ["The invoice was charged twice.", "Größe 数据 👩‍💻", " "]
MODEL, WINDOW = light.NAME, 8


class Cutting(Light):
    """A model with a window of 8 words, which notes what it was asked."""

    def __init__(self):
        self.asked = []

    def embed(self, texts):
        self.asked.append(len(texts))
        time.sleep(0.02)
        words = [text.split() for text in texts]
        made = super().embed([" ".join(some[:WINDOW]) for some in words])
        return Embedded(made.vectors, made.tokens, tuple(len(some) > WINDOW for some in words))


def damaged():
    raise ValueError("model.safetensors has the SHA-256 00…")


@pytest.fixture(scope="module")
def cutting():
    return Cutting()


@pytest.fixture(scope="module")
def url(cutting):
    loaders = {MODEL: Light, "cutting": lambda: cutting, "broken": damaged}
    embedders = Embedders(loaders, {weights.NAME: weights.missing()})
    server = LocalServer(Engines({}), embedders)
    yield server.url
    server.stop()


@pytest.fixture(scope="module")
def client(url):
    with openai.OpenAI(base_url=f"{url}/v1", api_key="any", max_retries=0) as client:
        yield client


@pytest.fixture(scope="module")
def http(url):
    with httpx2.Client(base_url=url, headers=KEY) as http:
        yield http


def test_what_the_client_asks_for_by_itself_and_a_list_of_numbers_agree(client):
    """Without encoding_format the SDK asks for base64 and decodes it."""
    expected = Light().embed(TEXTS)
    for settings in ({}, {"encoding_format": "float"}):
        reply = client.embeddings.create(model=MODEL, input=TEXTS, **settings)
        assert (reply.object, reply.model) == ("list", MODEL)
        assert [item.index for item in reply.data] == [0, 1, 2]
        assert {item.object for item in reply.data} == {"embedding"}
        made = np.array([item.embedding for item in reply.data])
        assert np.array_equal(made, expected.vectors.astype(float))  # bit for bit
        tokens = sum(expected.tokens)
        assert reply.usage.to_dict() == {"prompt_tokens": tokens, "total_tokens": tokens}


def test_the_async_client_gets_the_same(url):
    async def vectors():
        async with openai.AsyncOpenAI(base_url=f"{url}/v1", api_key="any") as client:
            calls = [client.embeddings.create(model=MODEL, input=text) for text in TEXTS * 4]
            return [reply.data[0].embedding for reply in await asyncio.gather(*calls)]

    assert np.array_equal(asyncio.run(vectors()), list(Light().embed(TEXTS).vectors) * 4)


def test_base64_is_the_float32_in_little_endian(http):
    body = {"model": MODEL, "input": "mail", "encoding_format": "base64"}
    [item] = http.post(PATH, json=body).json()["data"]
    made = np.frombuffer(base64.b64decode(item["embedding"]), "<f4")
    assert np.array_equal(made, Light().embed(["mail"]).vectors[0])


def test_token_ids_are_those_of_openais_embedding_models(client):
    """LangChain's OpenAIEmbeddings sends such ids unless it is told not to."""
    encoding = tiktoken.get_encoding("cl100k_base")
    ids = [encoding.encode(text) for text in TEXTS]
    expected = Light().embed(TEXTS).vectors
    several = client.embeddings.create(model=MODEL, input=ids)
    assert np.array_equal([item.embedding for item in several.data], expected)
    one = client.embeddings.create(model=MODEL, input=ids[0])
    assert np.array_equal(one.data[0].embedding, expected[0])


def test_what_was_cut_is_listed(client):
    texts = ["one two", "word " * WINDOW, "word " * (WINDOW + 1), "word " * 99]
    reply = client.embeddings.create(model="cutting", input=texts)
    assert reply.truncated == [2, 3]
    assert reply.usage.prompt_tokens == 2 + 3 * WINDOW


def test_many_texts_keep_their_order(client, cutting):
    cutting.asked.clear()
    texts = [f"text number {number}" for number in range(50)]
    reply = client.embeddings.create(model="cutting", input=texts)
    made = np.array([item.embedding for item in reply.data])
    assert np.array_equal(made, Light().embed(texts).vectors)
    assert cutting.asked == [embed.TEXTS] * 3 + [2]


def test_its_own_number_of_dimensions_may_be_asked_for(client):
    reply = client.embeddings.create(model=MODEL, input="mail", dimensions=384)
    assert len(reply.data[0].embedding) == 384


IDS = [[1, 2], [3]]
WRONG = [
    ({"model": None}, 400, "parameter: 'model'"),
    ({"input": None}, 400, "input is null; it must be a text, a list of texts"),
    ({"input": ""}, 400, 'input is ""; it must be'),
    ({"input": []}, 400, "none of them empty"),
    ({"input": 7}, 400, "input is 7"),
    ({"input": {"text": "x"}}, 400, "input is {"),
    ({"input": ["x", ""]}, 400, r'input\[1\] is ""; it must be a text or a list of token ids'),
    ({"input": ["x", 7]}, 400, r"input\[1\] is 7"),
    ({"input": ["x", None]}, 400, r"input\[1\] is null"),
    ({"input": [[]]}, 400, r"input\[0\] is \[\]"),
    ({"input": [1, "x"]}, 400, r'input is \[1, "x"\]'),
    ({"input": [True]}, 400, r"input is \[true\]"),
    ({"input": [[1], [1.5]]}, 400, r"input\[1\] is \[1.5\]"),
    ({"input": [-1]}, 400, "input has the id -1, which is no token of cl100k_base"),
    ({"input": [[1], [100256]]}, 400, r"input\[1\] has the id 100256"),
    ({"input": [10**30]}, 400, "has the id 1000"),
    ({"input": ["x"] * 2049}, 400, "input has 2049 entries; at most 2048"),
    ({"encoding_format": "int8"}, 400, 'encoding_format is "int8"; it must be "float" or "base64"'),
    ({"encoding_format": 7}, 400, "encoding_format is 7"),
    ({"dimensions": 0}, 400, "dimensions is 0"),
    ({"dimensions": 256}, 400, f"dimensions is 256, but the vectors of {MODEL} have 384"),
    ({"dimensions": 1536}, 400, "dimensions is 1536"),
    ({"stream": True}, 400, "Unknown parameter: 'stream'"),
    (
        {"model": "gpt-x"},
        404,
        "'gpt-x' makes no embeddings .* models here: light-hash-384, cutting",
    ),
    ({"model": weights.NAME}, 404, "is not installed here.*course.py embeddings.*light-hash-384"),
    ({"model": "broken"}, 500, "model.safetensors has the SHA-256"),
]


@pytest.mark.parametrize(("change", "status", "words"), WRONG, ids=range(len(WRONG)))
def test_a_wrong_request_gets_the_vendors_error(http, change, status, words):
    body = {"model": MODEL, "input": "mail", "user": "me"} | change
    response = http.post(
        PATH, json={name: value for name, value in body.items() if value is not None}
    )
    error = response.json()["error"]
    assert response.status_code == status
    assert set(error) == {"message", "type", "param", "code"}
    assert error["type"] == ("server_error" if status == 500 else "invalid_request_error")
    assert pytest.RaisesExc(ValueError, match=words).matches(ValueError(error["message"])), error
    assert response.headers["x-request-id"].startswith("req_")


def test_the_client_raises_its_own_errors(client):
    with pytest.raises(openai.NotFoundError, match="Embedding models here") as error:
        client.embeddings.create(model="text-embedding-3-small", input="mail")
    assert (error.value.param, error.value.code) == ("model", "model_not_found")
    with pytest.raises(openai.BadRequestError, match="Leave it out"):
        client.embeddings.create(model=MODEL, input="mail", dimensions=10)


def test_a_key_must_come(url):
    response = httpx2.post(f"{url}{PATH}", json={"model": MODEL, "input": "mail"})
    assert response.status_code == 401
    assert response.json()["error"]["code"] == "invalid_api_key"


def test_the_list_of_models_names_them_to_openais_client_only(client, http):
    assert [model.id for model in client.models.list()] == [MODEL, "cutting", "broken"]
    assert client.models.retrieve(MODEL).id == MODEL
    anthropics = {"anthropic-version": "2023-06-01"}
    assert http.get("/v1/models", headers=anthropics).json()["data"] == []
    assert http.get(f"/v1/models/{MODEL}", headers=anthropics).status_code == 404


def test_a_client_that_gives_up_stops_the_work(http, cutting):
    cutting.asked.clear()
    body = {"model": "cutting", "input": ["mail"] * 2048}
    with pytest.raises(httpx2.ReadTimeout):
        http.post(PATH, json=body, timeout=0.3)
    time.sleep(0.2)
    before = len(cutting.asked)
    time.sleep(0.2)
    assert 0 < len(cutting.asked) == before < 2048 / embed.TEXTS


def test_what_is_installed_says_what_it_is(monkeypatch):
    found = weights.folder() is not None
    assert installed().names == ((weights.NAME,) if found else ()) + (light.NAME,)
    monkeypatch.setattr(weights, "PACKAGE", "no_such_package")
    assert installed().names == (light.NAME,)


def test_all_minilm_l6_v2_answers_under_its_name():
    if weights.folder() is None:
        pytest.skip(weights.missing())
    server = LocalServer(Engines({}))
    try:
        with openai.OpenAI(base_url=f"{server.url}/v1", api_key="any", max_retries=0) as client:
            texts = ["a customer paid the bill", "someone settled their invoice", "blue sky"]
            both = [
                client.embeddings.create(model=weights.NAME, input=texts, **settings)
                for settings in ({}, {"encoding_format": "float"})
            ]
            cut = client.embeddings.create(model=weights.NAME, input=texts, dimensions=128)
            with pytest.raises(openai.BadRequestError, match="little with fewer than 64"):
                client.embeddings.create(model=weights.NAME, input=texts, dimensions=32)
    finally:
        server.stop()
    first, second = (np.array([item.embedding for item in reply.data]) for reply in both)
    assert np.array_equal(first, second)
    assert {reply.model for reply in both} == {weights.NAME}
    shorter = np.array([item.embedding for item in cut.data])
    lengths = np.linalg.norm(first[:, :128], axis=1, keepdims=True)
    assert np.allclose(shorter, first[:, :128] / lengths, atol=1e-6)
    assert first[0] @ first[1] > first[0] @ first[2] + 0.3
