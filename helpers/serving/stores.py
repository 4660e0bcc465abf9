"""Redis and Postgres beside the service, as Debian's packages bring them: started, used, stopped.

    python -m helpers.serving.stores       two processes' worth of memory, and one shared store

In: starting a server of one's own in a temporary folder, on a Unix socket, and "first come" in
each: SET key NX, and a primary key. Out: what a service keeps there. Where a package is missing,
the reason is said (`Missing`), and nothing fails.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PATIENCE = 30.0
REDIS = "Redis is not here: sudo apt install redis-server"
POSTGRES = "Postgres is not here: sudo apt install postgresql"


class Missing(RuntimeError):
    """The package is not installed, in words that say how it comes."""


Claim = Callable[[str], bool]  # whether this key is claimed for the first time


@contextlib.contextmanager
def memory() -> Iterator[Claim]:
    """What one process remembers, and no other."""
    seen: set[str] = set()

    def claim(key: str) -> bool:
        first = key not in seen
        seen.add(key)
        return first

    yield claim


@contextlib.contextmanager
def redis() -> Iterator[Claim]:
    """SET key 1 NX EX 86400 in a Redis of our own; Missing where there is none."""
    program = shutil.which("redis-server")
    if not program:
        raise Missing(REDIS)
    with tempfile.TemporaryDirectory(prefix="redis") as folder:
        at = f"{folder}/s"
        command = [program, "--port", "0", "--unixsocket", at, "--save", "", "--dir", folder]
        with _running(command, lambda: _redis(at, "PING") == "+PONG"):
            yield lambda key: _redis(at, "SET", key, "1", "NX", "EX", "86400") == "+OK"


def _redis(at: str, *words: str) -> str:
    """The first line of the reply to one command, in Redis' own protocol (RESP)."""
    parts = [f"${len(word.encode())}\r\n{word}\r\n" for word in words]
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(PATIENCE)
        connection.connect(at)
        connection.sendall(f"*{len(words)}\r\n{''.join(parts)}".encode())
        return connection.makefile("rb").readline().decode().strip()


@contextlib.contextmanager
def postgres() -> Iterator[Claim]:
    """INSERT … ON CONFLICT DO NOTHING in a Postgres of our own; Missing where there is none."""
    programs = _postgres_programs()
    if not programs:
        raise Missing(POSTGRES)
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        user = _other_user(Path(folder))
        data = f"{folder}/data"
        quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder, **user}
        subprocess.run([programs / "initdb", "-D", data, "-A", "trust", "-U", "us", "-N"], **quiet)
        settings = ["-c", "listen_addresses=", "-c", "fsync=off", "-k", folder]
        psql = [shutil.which("psql") or programs / "psql", "-h", folder, "-U", "us"]
        psql += ["-d", "postgres", "-qAtX", "-v", "ON_ERROR_STOP=1"]
        with _running([programs / "postgres", "-D", data, *settings], lambda: _ready(psql), user):
            _sql(psql, "CREATE TABLE jobs (key text PRIMARY KEY, at timestamptz DEFAULT now())")
            yield lambda key: _sql(psql, CLAIM, key) == "1"


CLAIM = "INSERT INTO jobs (key) VALUES (:'key') ON CONFLICT DO NOTHING RETURNING 1;"


def _sql(psql: Sequence, text: str, key: str = "") -> str:
    command = [*psql, "-v", f"key={key}"]
    return subprocess.run(
        command, input=text, text=True, capture_output=True, check=True
    ).stdout.strip()


def _ready(psql: Sequence) -> bool:
    try:
        return _sql(psql, "SELECT 1") == "1"
    except subprocess.CalledProcessError:
        return False


def _postgres_programs() -> Path | None:
    """Debian keeps them off the PATH, a folder for each version; the newest."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    if versions:
        return versions[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def _version(file: Path) -> float:
    try:
        return float(file.parts[-3])
    except ValueError:
        return 0.0


def _other_user(folder: Path) -> dict:
    """Postgres does not start as root: then as nobody, who owns the folder."""
    if os.name != "posix" or os.geteuid() != 0:
        return {}
    import pwd

    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


@contextlib.contextmanager
def _running(command: Sequence, ready: Callable[[], bool], user: dict | None = None) -> Iterator:
    """The server until the end of the `with`; RuntimeError where it does not start."""
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", **(user or {}))
        try:
            end = time.monotonic() + PATIENCE
            while not _asked(ready):
                if server.poll() is not None or time.monotonic() > end:
                    log.seek(0)
                    words = log.read().decode("utf-8", "replace")
                    raise RuntimeError(f"{command[0]} did not start: {words[-500:]}")
                time.sleep(0.05)
            yield
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _asked(ready: Callable[[], bool]) -> bool:
    try:
        return ready()
    except OSError:
        return False


STORES = {"own memory": memory, "Redis": redis, "Postgres": postgres}


def doubles(store: Callable, n: int = 50) -> int:
    """How many of n jobs are begun twice, when two processes each get the same request at once.

    Where the store is memory, each process has its own; a server is one for both.
    """
    with contextlib.ExitStack() as opened:
        first = opened.enter_context(store())
        second = opened.enter_context(store()) if store is memory else first
        with ThreadPoolExecutor(2) as both:
            begun = [
                list(both.map(lambda c, k=k: c(f"job-{k}"), (first, second))) for k in range(n)
            ]
    return sum(all(pair) for pair in begun)


def main() -> None:
    for name, store in STORES.items():
        try:
            print(f"{name:10}  {doubles(store)} of 50 jobs were begun twice")
        except Missing as missing:
            print(f"{name:10}  skipped. {missing}")


if __name__ == "__main__":
    main()
