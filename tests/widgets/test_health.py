"""The health card says who answers and what wants repair, in words, and never shows a key."""

import hashlib

import numpy as np
import pytest
from safetensors.numpy import save_file

from helpers import connect
from helpers.widgets import health
from helpers.widgets.health import Line


@pytest.fixture
def weights(tmp_path):
    """A folder with a model of 2 x 3 + 4 parameters and its checksums."""
    file = tmp_path / "pocket.safetensors"
    save_file({"a": np.zeros((2, 3), "float16"), "b": np.zeros(4, "float16")}, file)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    (tmp_path / "SHA256SUMS").write_text(f"{digest}  pocket.safetensors\n")
    return tmp_path


def test_whole_weights_are_ok_and_counted(weights):
    size, whole = health.weights(weights, "pocket")
    assert size.what.startswith("0.0 million parameters")
    assert (whole.level, "whole" in whole.what) == ("ok", True)


def test_a_changed_file_wants_repair_and_says_how(weights):
    save_file({"a": np.ones(3, "float16")}, weights / "pocket.safetensors")
    broken = health.weights(weights, "pocket")[1]
    assert broken.level == "FIX"
    assert "pocket.safetensors" in broken.what
    assert "git checkout" in broken.what


def test_a_server_that_does_not_run_is_told_not_raised():
    state = {"provider": "local", "model": "pocket", "base_urls": {}}
    assert health.addresses({})[0].level == "FIX"
    assert health.first_reply(state).level == "FIX"


def test_an_address_where_nobody_answers_is_told_not_raised(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-nobody-may-see-this")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    urls = {"openai": "http://127.0.0.1:9/v1"}
    line = health.first_reply({"provider": "compatible", "model": "m", "base_urls": urls})
    assert line.level == "FIX"
    assert "APIConnectionError" in line.what


def test_a_refused_key_is_not_quoted():
    error = Exception("Incorrect API key provided: sk-no****this")
    error.status_code = 401
    assert health.fault(error) == "Exception, status 401"


def test_the_card_shows_no_character_of_a_key(monkeypatch):
    for name in connect.NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(connect, "ENV_FILE", connect.ENV_FILE.with_name("no-such-file"))
    monkeypatch.setenv("OPENAI_API_KEY", "sk-nobody-may-see-this")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://user:sk-nobody-may-see-this@127.0.0.1:9/v1")
    monkeypatch.setenv("COURSE_MODEL", "my-model")
    lines = health.examine()
    assert "my-model" in health.text(lines)
    assert "nobody" not in health.text(lines) + health.html(lines)


LINES = [Line("ok", "Model", "pocket <b>"), Line("FIX", "Weights", "damaged")]


def test_text_and_html_say_the_same():
    text, html = health.text(LINES), health.html(LINES)
    for word in ("Model", "Weights", "damaged", "FIX", "1 line wants repair"):
        assert word in text
        assert word in html
    assert "&lt;b&gt;" in html


def test_the_card_looks_again_when_its_button_is_pressed(monkeypatch):
    found = iter([LINES, LINES[:1]])
    monkeypatch.setattr(health, "examine", lambda: next(found))
    card = health.card()
    assert "damaged" in card._repr_mimebundle_()["text/plain"]
    card.button.click()
    assert card._repr_mimebundle_()["text/plain"].endswith("All is well.")
    assert "damaged" not in card.view.value
