"""Which variables mean which model; nothing local starts where a provider is configured."""

import os
import subprocess
import sys
import threading
import warnings

import anthropic
import openai
import pytest

from helpers import connect
from helpers.server import engines
from helpers.server.engines import Engines, Loaded

HELLO = [{"role": "user", "content": "Hello"}]
SECRET = "sk-secret-0123456789"


@pytest.fixture(autouse=True)
def clean(monkeypatch, tmp_path, engine):
    """No variable, no .env, and a tiny model under the two names."""
    for name in (*connect.NAMES, connect.EMBEDDING, "NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "")  # remembered by monkeypatch, and put back afterwards
        monkeypatch.delenv(name)
    monkeypatch.setattr(connect, "ENV_FILE", tmp_path / ".env")
    monkeypatch.setattr(connect, "MODELS", ("pocket", "pocket-mini"))
    boxed = {name: lambda: Loaded(engine, "fp_0123456789") for name in connect.MODELS}
    monkeypatch.setattr(engines, "shipped", lambda: Engines(boxed))
    monkeypatch.setattr(connect.running, "warned", set())
    yield
    connect.stop()


def configure(monkeypatch, variables: dict) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)


MODEL = {"COURSE_MODEL": "some-model"}
BOXED = {"COURSE_MODEL": "pocket"}
OPENAI, ANTHROPIC = {"OPENAI_API_KEY": SECRET}, {"ANTHROPIC_API_KEY": SECRET}
OLLAMA = {"OPENAI_BASE_URL": "http://127.0.0.1:11434/v1"}

# variables -> provider, model, words of the problems
TABLE = {
    "nothing": ({}, "local", "pocket", []),
    "empty values": ({"COURSE_MODEL": "", "OPENAI_API_KEY": ""}, "local", "pocket", []),
    "the model in the box by name": (BOXED, "local", "pocket", []),
    "another model in the box": ({"COURSE_MODEL": "pocket-mini"}, "local", "pocket-mini", []),
    "the same, and a key": (BOXED | OPENAI, "local", "pocket", []),
    "a key and no model": (OPENAI, "local", "pocket", ["only OPENAI_API_KEY set"]),
    "a model and no key": (MODEL, "local", "pocket", ["no model in the box"]),
    "a key in place of the model": (
        OPENAI | {"COURSE_MODEL": SECRET},
        "local",
        "pocket",
        ["holds a key"],
    ),
    "openai": (MODEL | OPENAI, "openai", "some-model", ["the anthropic SDK will fail"]),
    "anthropic": (MODEL | ANTHROPIC, "anthropic", "some-model", ["the openai SDK will fail"]),
    "both, an OpenAI model": (MODEL | OPENAI | ANTHROPIC, "openai", "some-model", []),
    "both, a Claude model": (
        OPENAI | ANTHROPIC | {"COURSE_MODEL": "claude-x"},
        "anthropic",
        "claude-x",
        [],
    ),
    "a base URL": (MODEL | OLLAMA, "compatible", "some-model", ["the anthropic SDK"]),
    "a base URL, a boxed name": (BOXED | OLLAMA, "compatible", "pocket", ["the anthropic SDK"]),
    "the vendor's own base URL": (
        MODEL | OPENAI | {"OPENAI_BASE_URL": "https://api.openai.com/v1"},
        "openai",
        "some-model",
        ["the anthropic SDK"],
    ),
}


@pytest.mark.parametrize(("variables", "provider", "name", "problems"), TABLE.values(), ids=TABLE)
@pytest.mark.parametrize("place", ["environment", ".env"])
def test_the_variables_decide(monkeypatch, place, variables, provider, name, problems):
    if place == "environment":
        configure(monkeypatch, variables)
    else:
        connect.ENV_FILE.write_text("\n".join(f"{n}={value}" for n, value in variables.items()))
    status = connect.status()
    assert (status["provider"], status["model"]) == (provider, name)
    assert len(status["problems"]) == len(problems)
    for problem, words in zip(status["problems"], problems, strict=True):
        assert words in problem
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert connect.model() == connect.model() == name
    assert [str(warning.message) for warning in caught] == status["problems"]  # once each
    assert connect.status()["running"] == (provider == "local")
    assert "sk-" not in str(connect.status()) + str([w.message for w in caught])


def test_both_sdks_work_without_arguments(engine):
    name = connect.model()
    settings = {"model": name, "messages": HELLO, "max_tokens": 3}
    one = openai.OpenAI().chat.completions.create(**settings, temperature=0)
    other = anthropic.Anthropic().messages.create(**settings, extra_body={"temperature": 0})
    assert one.choices[0].message.content == other.content[0].text
    assert os.environ["OPENAI_BASE_URL"] == os.environ["ANTHROPIC_BASE_URL"] + "/v1"
    assert connect.status()["base_urls"]["openai"] == os.environ["OPENAI_BASE_URL"]


LIGHT, MINILM = "light-hash-384", "all-MiniLM-L6-v2"
NAMED = {"COURSE_EMBEDDING_MODEL": "some-vectors"}
KEY_AS_NAME = {"COURSE_EMBEDDING_MODEL": SECRET}
# variables, ids of the local server -> provider, model, words of the problems
EMBEDDINGS = {
    "nothing": ({}, [LIGHT], "local", LIGHT, []),
    "both are here": ({}, [MINILM, LIGHT], "local", MINILM, []),
    "a key alone": (OPENAI, [LIGHT], "local", LIGHT, []),
    "a boxed name": ({"COURSE_EMBEDDING_MODEL": LIGHT}, [MINILM, LIGHT], "local", LIGHT, []),
    "not installed": (
        OPENAI | {"COURSE_EMBEDDING_MODEL": MINILM},
        [LIGHT],
        "local",
        LIGHT,
        ["course.py embeddings"],
    ),
    "openai": (OPENAI | NAMED, [LIGHT], "openai", "some-vectors", []),
    "a base URL": (OLLAMA | NAMED, [LIGHT], "compatible", "some-vectors", []),
    "Anthropic has none": (MODEL | ANTHROPIC | NAMED, [LIGHT], "local", LIGHT, ["has only light"]),
    "a key in place of a name": (OPENAI | KEY_AS_NAME, [LIGHT], "local", LIGHT, ["holds a key"]),
}


@pytest.mark.parametrize(
    ("variables", "names", "provider", "name", "problems"), EMBEDDINGS.values(), ids=EMBEDDINGS
)
def test_the_variables_decide_who_makes_vectors(variables, names, provider, name, problems):
    choice = connect.choose_embeddings(variables, names)
    assert (choice.provider, choice.model) == (provider, name)
    assert len(choice.problems) == len(problems)
    for problem, words in zip(choice.problems, problems, strict=True):
        assert words in problem
        assert SECRET not in problem


def test_vectors_come_from_the_local_server_beside_any_provider(monkeypatch):
    configure(monkeypatch, MODEL | ANTHROPIC)
    with pytest.warns(UserWarning, match="the openai SDK will fail"):
        connect.model()
    monkeypatch.setenv("COURSE_EMBEDDING_MODEL", LIGHT)
    name, vectors = connect.embeddings()
    assert "OPENAI_BASE_URL" not in os.environ  # messages still go where they went
    assert connect.model() == "some-model"  # and the cell that was run again stops nothing
    reply = vectors.embeddings.create(model=name, input=["a ticket", "another"])
    assert [len(item.embedding) for item in reply.data] == [384, 384]


def test_vectors_of_a_provider_come_from_there_while_messages_stay_here(monkeypatch):
    configure(monkeypatch, OPENAI | NAMED)
    with pytest.warns(UserWarning, match="COURSE_MODEL"):
        assert connect.model() == "pocket"
    name, vectors = connect.embeddings()
    assert (name, vectors.api_key) == ("some-vectors", SECRET)
    assert str(vectors.base_url) == "https://api.openai.com/v1/"


def test_one_server_answers_messages_and_vectors():
    before = local_servers()
    _, vectors = connect.embeddings()
    assert connect.status()["running"]
    connect.model()
    assert str(vectors.base_url) == os.environ["OPENAI_BASE_URL"] + "/"
    assert local_servers() == before + 1
    connect.stop()
    assert not connect.status()["running"]


def local_servers() -> int:
    return [thread.name for thread in threading.enumerate()].count("local server")


def test_the_server_starts_once_however_many_ask():
    before = local_servers()  # those of the session's fixtures
    with warnings.catch_warnings():
        callers = [threading.Thread(target=connect.model) for _ in range(8)]
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join()
    url = connect.status()["base_urls"]["anthropic"]
    assert local_servers() == before + 1
    connect.model()
    assert connect.status()["base_urls"]["anthropic"] == url


def test_stop_puts_the_variables_back(monkeypatch):
    configure(monkeypatch, OPENAI)
    with pytest.warns(UserWarning, match="COURSE_MODEL"):
        connect.model()
    assert os.environ["OPENAI_API_KEY"] == connect.LOCAL_KEY
    connect.stop()
    assert os.environ["OPENAI_API_KEY"] == SECRET
    assert not {"OPENAI_BASE_URL", "ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL"} & set(os.environ)
    assert connect.status()["running"] is False


def test_a_provider_that_is_configured_later_takes_over(monkeypatch):
    connect.model()
    configure(monkeypatch, MODEL | OPENAI)
    with pytest.warns(UserWarning, match="the anthropic SDK will fail"):
        assert connect.model() == "some-model"
    assert "OPENAI_BASE_URL" not in os.environ
    assert connect.status()["running"] is False


def test_the_environment_wins_over_the_file(monkeypatch):
    connect.ENV_FILE.write_text("COURSE_MODEL=of-the-file\nANTHROPIC_API_KEY=key-of-the-file\n")
    configure(monkeypatch, {"COURSE_MODEL": "of-the-environment"})
    with pytest.warns(UserWarning, match="the openai SDK"):
        assert connect.model() == "of-the-environment"
    assert os.environ["ANTHROPIC_API_KEY"] == "key-of-the-file"


def test_a_server_that_needs_no_key_gets_one_for_the_sdk(monkeypatch):
    configure(monkeypatch, MODEL | OLLAMA)
    with pytest.warns(UserWarning, match="the anthropic SDK"):
        connect.model()
    assert openai.OpenAI().api_key == "none"


LINES = {
    "plain": ("COURSE_MODEL=a", "a"),
    "export": ("export COURSE_MODEL=a", "a"),
    "spaces": ("  COURSE_MODEL = a  ", "a"),
    "double quotes": ('COURSE_MODEL="a b"', "a b"),
    "single quotes": ("COURSE_MODEL='a#b'", "a#b"),
    "comment behind": ("COURSE_MODEL=a # mine", "a"),
    "comment": ("# COURSE_MODEL=a", None),
    "no value": ("COURSE_MODEL", None),
    "mark of a Windows editor": ("\ufeffCOURSE_MODEL=a", "a"),
    "equals in the value": ("COURSE_MODEL=a=b", "a=b"),
}


@pytest.mark.parametrize(("line", "value"), LINES.values(), ids=LINES)
def test_env_files_are_read_as_people_write_them(tmp_path, line, value):
    (tmp_path / "env").write_text(f"{line}\n\nOTHER=1\n", encoding="utf-8")
    assert connect.env_file(tmp_path / "env").get("COURSE_MODEL") == value


def test_base_urls_are_shown_without_secrets(monkeypatch):
    url = f"http://me:{SECRET}@models.example:8000/v1?key={SECRET}"
    configure(monkeypatch, MODEL | {"OPENAI_BASE_URL": url})
    assert connect.status()["base_urls"] == {"openai": "http://models.example:8000/v1"}


def test_a_proxy_is_not_asked_for_the_local_server(monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    settings = {"model": connect.model(), "messages": HELLO, "max_tokens": 1}
    assert openai.OpenAI(max_retries=0).chat.completions.create(**settings)
    assert anthropic.Anthropic(max_retries=0).messages.create(**settings)
    assert os.environ["NO_PROXY"] == "127.0.0.1,localhost"


def test_a_child_process_does_not_take_its_parents_server_for_a_provider():
    connect.model()
    code = "from helpers import connect; print(connect.status()['provider'], connect.settings())"
    child = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=connect.ENV_FILE.parent,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert child.stdout.split() == ["local", "{}"], child.stderr


def test_a_provider_given_to_a_child_process_counts_beside_its_parents_server():
    connect.model()
    code = "from helpers import connect; print(connect.model(), connect.status()['provider'])"
    given = {"OPENAI_API_KEY": "sk-real", "COURSE_MODEL": "some-model"}
    child = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=connect.ENV_FILE.parent,
        env=os.environ | given | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert child.stdout.split() == ["some-model", "openai"], child.stderr


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_a_forked_process_starts_its_own_server():
    settings = {"model": connect.model(), "messages": HELLO, "max_tokens": 1}
    openai.OpenAI().chat.completions.create(**settings)
    url = connect.status()["base_urls"]["openai"]
    child = os.fork()
    if not child:
        status = 1
        try:
            connect.model()
            openai.OpenAI(max_retries=0, timeout=5).chat.completions.create(**settings)
            status = 0 if connect.status()["base_urls"]["openai"] != url else 2
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert connect.status()["base_urls"]["openai"] == url


def test_faults_can_be_asked_for_in_a_notebook():
    with pytest.raises(RuntimeError, match=r"Call connect.model\(\) first"):
        connect.faults("rate_limit")
    told = {"model": connect.model(), "messages": HELLO, "max_tokens": 3}
    assert connect.faults("rate_limit", count=2, retry_after=0.1) == [
        {"kind": "rate_limit", "count": 2, "retry_after": 0.1}
    ]
    with pytest.raises(openai.RateLimitError):
        openai.OpenAI(max_retries=0).chat.completions.create(**told)
    connect.clear_faults()
    assert openai.OpenAI(max_retries=0).chat.completions.create(**told)
    with pytest.raises(ValueError, match="kind is"):
        connect.faults("flood")
