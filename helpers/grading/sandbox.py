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

from helpers.checks import effort
from helpers.grading import furniture, isolation, schema
from helpers.grading.budget import Budget
from helpers.grading.isolation import Isolation, Limits
from helpers.grading.labs import Lab

try:
    import fcntl
except ImportError:  # Windows, where no room is made
    fcntl = None

MAX_SENT = 8 * 2**20  # bytes in answer to one exercise, or to one run of cells
HELD_UP = 6.0  # as inside (ask), and then the process is ended
START_SECONDS = 120
PREFIX = "course-room-"
SHORT = 5.0  # seconds for which no account is made
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

    def open(self, budget: Budget | None = None) -> Channel:
        """A fresh process for one submission of a learner who has this budget."""
        if self._process.poll() is not None:
            self._restart()
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._control, [b"o"], [theirs.fileno()])
            except OSError:
                self._restart()
                socket.send_fds(self._control, [b"o"], [theirs.fileno()])
        budget = budget or Budget(self.limits.submission)
        return Channel(ours, self._process.pid, self._standing, self.limits, budget)

    def end(self, channel: Channel) -> float:
        """Ends the submission's processes, all of them; the CPU seconds that they took."""
        channel.settle()
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
        self._standing = frozenset(_descendants(self._process.pid))

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

    def __init__(
        self, connection: socket.socket, room: int, standing: frozenset[int], limits: Limits,
        budget: Budget,
    ) -> None:  # fmt: skip
        self._socket, self._room, self._limits, self._budget = connection, room, limits, budget
        self._standing = standing  # the room's own processes
        self._buffer, self._looked = b"", time.monotonic()
        self._opened, self._forgiven, self._sent = time.monotonic(), 0.0, 0

    def request(self, message: str, seconds: float) -> dict:
        """Sends the members of a JSON object under a fresh id; returns the answer to it.

        Lost when none comes, or something else, or the learner has no time left.
        """
        if not self._budget.left:
            raise Lost(self._budget.words)
        id = secrets.token_hex(8)
        started, forgiven = time.monotonic(), self._forgiven
        try:
            self._send(f'{{"id": "{id}", {message}}}\n'.encode(), seconds)
            answer = schema.parsed(self._receive(min(seconds, self._budget.left)))
        except schema.Malformed as error:
            raise Lost(str(error)) from None
        finally:
            self._budget.spend(time.monotonic() - started - (self._forgiven - forgiven))
        if answer.get("id") != id:
            raise Lost("its process sent an answer to nothing that was asked")
        return answer

    def next(self) -> None:
        """What is sent from here on is in answer to something new."""
        self._sent = 0

    def settle(self) -> None:
        """Gives the learner back what the machine's other work cost them."""
        if time.monotonic() - self._opened > SHORT:
            self._budget.spend(-self._held_up())

    def _held_up(self) -> float:
        """Seconds for which the process was held up, each of them counted once."""
        own = set(_descendants(self._room)) - self._standing
        held = max(map(effort.held_up, own), default=0.0)
        since = min(held, time.monotonic() - self._opened) - self._forgiven
        self._forgiven += max(since, 0.0)
        return max(since, 0.0)

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
        latest = deadline + HELD_UP * seconds
        while b"\n" not in self._buffer[-65536:]:
            left = deadline - time.monotonic()
            if left <= 0:
                deadline = min(deadline + self._held_up(), latest)
                if deadline - time.monotonic() < LOOK:
                    raise Lost(f"its process did not answer for {seconds:g} seconds")
                continue
            self._read(min(left, LOOK))
            self._watch_memory()
            if self._sent + len(self._buffer) > MAX_SENT:
                raise Lost(f"its process sent more than {MAX_SENT // 2**20} MB")
        line, _, self._buffer = self._buffer.partition(b"\n")
        self._sent += len(line)
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
