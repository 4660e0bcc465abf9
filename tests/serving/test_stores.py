"""Two processes begin every job twice, unless both ask one store; real ones, where installed."""

import pytest

from helpers.serving import stores


def test_memory_of_ones_own_begins_every_job_twice():
    assert stores.doubles(stores.memory, 20) == 20


@pytest.mark.parametrize("store", [stores.redis, stores.postgres])
def test_a_store_for_both_begins_none_twice(store):
    try:
        assert stores.doubles(store, 20) == 0
    except stores.Missing as missing:
        pytest.skip(str(missing))


@pytest.mark.parametrize("store", [stores.redis, stores.postgres])
def test_a_store_that_is_not_installed_says_how_it_comes(store, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(stores, "_postgres_programs", lambda: None)
    with pytest.raises(stores.Missing, match="apt install"):
        stores.doubles(store, 1)


def test_a_server_that_does_not_start_says_why():
    command = ["sh", "-c", "echo no such door; exit 3"]
    with (
        pytest.raises(RuntimeError, match="no such door"),
        stores._running(command, lambda: False),
    ):
        pass
