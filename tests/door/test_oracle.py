"""The oracle is installed where it fits, demanded in CI, and done without elsewhere, audibly."""

import subprocess

import pytest

from helpers.door import environment, oracle


def report(*names: str) -> dict:
    return {"install": [{"metadata": {"name": name}} for name in names]}


def test_gigabytes_for_a_graphics_card_are_a_reason_against_it():
    assert oracle.reason_against(report("torch", "nvidia-cublas-cu13"))
    assert oracle.reason_against(report("torch", "sympy", "transformers")) is None
    assert oracle.reason_against({}) is None


@pytest.fixture
def no_network(monkeypatch):
    monkeypatch.setattr(environment, "is_whole", lambda requirements: False)
    monkeypatch.setattr(
        environment, "pip", lambda *a: subprocess.CompletedProcess(a, 1, "", "no network")
    )


def test_without_it_the_tests_go_on_and_say_so(no_network, monkeypatch, capsys):
    monkeypatch.delenv("CI", raising=False)
    oracle.prepare()
    assert "Its tests are skipped" in capsys.readouterr().out


def test_ci_does_not_go_on_without_it(no_network, monkeypatch):
    monkeypatch.setenv("CI", "true")
    with pytest.raises(SystemExit, match="could not be installed"):
        oracle.prepare()


def test_the_embedding_model_is_no_condition_for_the_other_tests(monkeypatch, capsys):
    def unreachable(*_):
        raise SystemExit("The packages could not be installed.")

    monkeypatch.setattr(environment, "prepare", unreachable)
    monkeypatch.delenv("CI", raising=False)
    oracle.prepare_embeddings()
    assert "Without all-MiniLM-L6-v2; its tests are skipped" in capsys.readouterr().out
    monkeypatch.setenv("CI", "1")
    with pytest.raises(SystemExit, match="could not be installed"):
        oracle.prepare_embeddings()
