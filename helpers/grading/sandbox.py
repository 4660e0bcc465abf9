"""A room seen from outside: start it, open it for a submission, ask, end it.

In: the process, its sockets, bounded JSON, clocks, memory in use. Out: what is asked and why.

Each submission gets a socket of its own, made here and handed to the template, so that nothing
that outlives one submission can hear or answer the next. An answer counts only with the random id
of the question that waits.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from helpers.grading import furniture, isolation
from helpers.grading.isolation import Isolation, Limits
from helpers.grading.labs import Lab

try:
    import fcntl
except ImportError:  # Windows, where no room is made
    fcntl = None

MAX_LINE = 16 * 2**20
MAX_DEPTH = 80
START_SECONDS = 120
PREFIX = "course-room-"
LOOK = 0.1  # seconds between looks at the memory of a room


class Lost(Exception):
    """The learner's process is gone, silent, or talks nonsense: in words."""


class Broken(RuntimeError):
    """The room itself does not work: the grader's fault, never a mark."""


class Sandbox:
    """One room: a template process behind walls, open for one submission at a time."""

    def __init__(self, kind: Isolation, lab: Lab, limits: Limits) -> None:
        self.kind, self.lab, self.limits = kind, lab, limits
        self._folder = tempfile.TemporaryDirectory(prefix=PREFIX)
        self._held = _hold(Path(self._folder.name))
        furniture.furnish(Path(self._folder.name) / "course", lab)
        self._start()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def open(self) -> Channel:
        """A fresh process for one submission."""
        if self._process.poll() is not None:
            self._restart()
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._control, [b"o"], [theirs.fileno()])
            except OSError:
                self._restart()
                socket.send_fds(self._control, [b"o"], [theirs.fileno()])
        return Channel(ours, self._process.pid, self.limits)

    def end(self, channel: Channel) -> float:
        """Ends the submission's processes, all of them; the CPU seconds that they took."""
        channel.close()
        try:
            self._control.sendall(b"e")
            return float(self._line(10)["seconds"])
        except (OSError, ValueError, KeyError, Broken):
            self._restart()
            return 0.0

    def close(self) -> None:
        """Ends the room and removes its folder."""
        self._stop()
        os.close(self._held)
        self._folder.cleanup()

    def _start(self) -> None:
        course = Path(self._folder.name) / "course"
        inside = isolation.INSIDE if self.kind.strong else course
        command = self.kind.command(course, isolation.masks())
        self._control, theirs = socket.socketpair()
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed in _stop
        room = inside / "helpers" / "grading" / "room.py"
        with theirs:
            self._process = subprocess.Popen(
                [*command, sys.executable, str(room), str(theirs.fileno())],
                stdin=subprocess.PIPE, stdout=self._said, stderr=self._said,
                pass_fds=[theirs.fileno()], cwd="/", start_new_session=True,
            )  # fmt: skip
        with contextlib.suppress(BrokenPipeError), self._process.stdin as stdin:
            stdin.write(json.dumps(self._settings()).encode())
        self._buffer = b""
        self._line(START_SECONDS)

    def _settings(self) -> dict:
        """What the template needs to know; JSON, and nothing that a learner may not read."""
        warm = [cell.imports if _asks_model(cell.source) else cell.source
                for cell in self.lab.setup]  # fmt: skip
        folder = "/tmp" if self.kind.strong else str(Path(self._folder.name) / "desk")
        return {
            "setup": [cell.source for cell in self.lab.setup],
            "warm": warm,
            "model": self.lab.calls_the_model,
            "limits": self.limits.for_room(),
            "private": self.kind.private,
            "uid": self.kind.new_uid(),
            "folder": folder,
        }

    def _line(self, seconds: float) -> dict:
        """One line from the template, which is ours, as JSON."""
        deadline = time.monotonic() + seconds
        while b"\n" not in self._buffer:
            self._control.settimeout(max(deadline - time.monotonic(), 0.01))
            try:
                data = self._control.recv(4096)
            except TimeoutError:
                data = b""
            if not data:
                raise Broken(f"the room ({self.kind.name}) does not answer: {self._words()}")
            self._buffer += data
        line, _, self._buffer = self._buffer.partition(b"\n")
        return json.loads(line)

    def _words(self) -> str:
        self._said.seek(0)
        return self._said.read(5000).decode("utf-8", "replace").strip()[-1000:] or "no message"

    def _restart(self) -> None:
        self._stop()
        self._start()

    def _stop(self) -> None:
        self._control.close()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()
        self._said.close()


def _hold(folder: Path) -> int:
    """A lock on a room's folder, which lasts as long as this process."""
    held = os.open(folder / "held", os.O_CREAT | os.O_WRONLY, 0o600)
    if fcntl:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return held


def sweep() -> None:
    """Removes the rooms' folders that a grader which was killed has left: nobody holds them."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
                continue
            (folder / "held").stat()  # without it a room is just being made
            os.close(_hold(folder))
            shutil.rmtree(folder, ignore_errors=True)


def _asks_model(source: str) -> bool:
    return re.search(r"\b(connect\.model|client|Anthropic|OpenAI)\(|\.create\(", source) is not None


class Channel:
    """The line to one submission's process."""

    def __init__(self, connection: socket.socket, room: int, limits: Limits) -> None:
        self._socket, self._room, self._limits = connection, room, limits
        self._buffer, self._looked = b"", time.monotonic()

    def request(self, message: str, seconds: float) -> dict:
        """Sends the members of a JSON object under a fresh id; returns the answer to it.

        Lost when none comes, or something else.
        """
        id = secrets.token_hex(8)
        self._send(f'{{"id": "{id}", {message}}}\n'.encode(), seconds)
        answer = parsed(self._receive(seconds))
        if answer.get("id") != id:
            raise Lost("its process sent an answer to nothing that was asked")
        return answer

    def close(self) -> None:
        self._socket.close()

    def _send(self, data: bytes, seconds: float) -> None:
        self._socket.settimeout(seconds)
        try:
            self._socket.sendall(data)
        except TimeoutError:
            raise Lost(f"its process did not listen for {seconds:g} seconds") from None
        except OSError:
            raise Lost("its process ended") from None

    def _receive(self, seconds: float) -> bytes:
        deadline = time.monotonic() + seconds
        while b"\n" not in self._buffer[-65536:]:
            left = deadline - time.monotonic()
            if left <= 0:
                raise Lost(f"its process did not answer for {seconds:g} seconds")
            self._read(min(left, LOOK))
            self._watch_memory()
            if len(self._buffer) > MAX_LINE:
                raise Lost(f"its process sent more than {MAX_LINE // 2**20} MB")
        line, _, self._buffer = self._buffer.partition(b"\n")
        return line

    def _read(self, seconds: float) -> None:
        self._socket.settimeout(seconds)
        try:
            data = self._socket.recv(1 << 16)
        except TimeoutError:
            return
        except OSError:
            data = b""
        if not data:
            raise Lost("its process ended")
        self._buffer += data

    def _watch_memory(self) -> None:
        """By the clock: a process that talks without end is watched like one that says nothing."""
        if time.monotonic() - self._looked < LOOK:
            return
        self._looked = time.monotonic()
        if memory_below(self._room) > self._limits.together:
            raise Lost(f"it used more than {self._limits.together >> 20} MB")


def parsed(line: bytes) -> dict:
    """A line as a dict; Lost unless it is small, shallow, valid JSON. Nothing is evaluated."""
    if depth(line) > MAX_DEPTH:
        raise Lost(f"its process sent JSON nested deeper than {MAX_DEPTH}")
    try:
        answer = json.loads(line)
    except (ValueError, RecursionError):
        raise Lost("its process sent what is not JSON") from None
    if not isinstance(answer, dict):
        raise Lost("its process sent JSON of another form")
    return answer


def depth(line: bytes) -> int:
    """How deep JSON text is nested, found without parsing it.

    depth(b'{"a": [[1]]}') -> 3
    """
    if line.count(b"[") + line.count(b"{") <= MAX_DEPTH:
        return 0  # it cannot be deeper than it has brackets
    deepest = now = 0
    for token in _TOKENS.finditer(line):
        if token[0] in (b"[", b"{"):
            now += 1
            deepest = max(deepest, now)
        elif token[0] in (b"]", b"}"):
            now -= 1
    return deepest


_TOKENS = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]')


def memory_below(pid: int) -> int:
    """Bytes in use by the descendants of a process, beyond what each shares with its template."""
    if sys.platform != "linux":
        return 0
    sizes = [_resident(p) for p in _descendants(pid)]
    template = min(sizes, default=0)
    return sum(max(0, size - template) for size in sizes)


def _descendants(pid: int) -> list[int]:
    found, todo = [], [pid]
    while todo and len(found) < 1000:
        parent = todo.pop()
        with contextlib.suppress(OSError):
            for thread in os.listdir(f"/proc/{parent}/task"):
                text = Path(f"/proc/{parent}/task/{thread}/children").read_text()
                todo += [int(child) for child in text.split()]
        found.append(parent)
    return found


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        return 0
