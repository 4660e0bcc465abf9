"""JupyterLab gets a free port, listens on this machine only, and asks no questions."""

import json
import socket
from pathlib import Path

import pytest

from helpers.door import environment, jupyter


@pytest.fixture
def taken():
    """A port on which somebody listens."""
    with socket.socket() as listener:
        listener.bind((jupyter.HOST, 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_taken_port_is_passed_over(taken):
    assert not jupyter.is_free(taken)
    assert jupyter.free_port(taken) > taken


def test_a_free_port_is_taken():
    with socket.socket() as found:
        found.bind((jupyter.HOST, 0))
        port = found.getsockname()[1]
    assert jupyter.free_port(port) == port


def test_fifty_taken_ports_end_in_a_sentence(monkeypatch):
    monkeypatch.setattr(jupyter, "is_free", lambda port: False)
    with pytest.raises(SystemExit, match="No free port from 8888 on"):
        jupyter.free_port(8888)


def test_the_search_stops_at_the_last_port_there_is(monkeypatch):
    monkeypatch.setattr(jupyter, "is_free", lambda port: False)
    with pytest.raises(SystemExit):
        jupyter.free_port(65535)


def test_news_updates_and_the_outside_world_are_off():
    given = jupyter.arguments(8888, browser=False)
    assert "--LabApp.news_url=None" in given
    assert "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate" in given
    assert "--ServerApp.ip=127.0.0.1" in given
    assert "--ServerApp.open_browser=False" in given
    (folder,) = [Path(part.split("=")[1]) for part in given if "app_settings_dir" in part]
    overrides = json.loads((folder / "overrides.json").read_text("utf-8"))
    assert overrides["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"


@pytest.mark.parametrize(
    ("there", "url"), [(True, f"/lab/tree/{jupyter.FIRST_PAGE}"), (False, "/lab")]
)
def test_it_opens_at_the_welcome_page(tmp_path, monkeypatch, there, url):
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    if there:
        (tmp_path / "notebooks").mkdir()
        (tmp_path / jupyter.FIRST_PAGE).write_text("{}")
    assert jupyter.first_url() == url
