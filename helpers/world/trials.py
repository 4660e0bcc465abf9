"""Does a reply's code do what a function promises? It runs in a process of its own.

The worker has no open, no import but a few harmless modules, and a memory limit where the system
knows one; it is ended when it takes too long, and the next reply gets a new one. This keeps a
model's accidents away, it is not a wall against an attacker (helpers/grading has that).
In: replies and cases. Out: prompts, pass rates.
"""

import ast
import json
import math
import queue
import re
import subprocess
import sys
import threading
from collections.abc import Iterable
from pathlib import Path

from helpers.world.functions import Function

SECONDS = 1.0  # for all cases of one reply
FENCED = re.compile(r"```[a-zA-Z]*\n(.*?)(?:```|\Z)", re.DOTALL)
WORKER = Path(__file__).with_name("trial_worker.py")


def code_of(reply: str) -> str:
    """The code of a reply: the first fenced block, or the reply itself."""
    block = FENCED.search(reply)
    return block[1] if block else reply


class Worker:
    """A process that runs code, one request after another."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(WORKER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self.read, daemon=True).start()
        self.ready = self.answer(30) == "ready"

    def read(self) -> None:
        for line in self.process.stdout:
            self.lines.put(line)
        self.lines.put("")

    def answer(self, seconds: float) -> str | None:
        """The next line without its end; None when there is none in time or the process ended."""
        try:
            return self.lines.get(timeout=seconds).rstrip("\n") or None
        except queue.Empty:
            return None

    def values(self, code: str, name: str, arguments: list[tuple]) -> list | None:
        """What the code's function gives for each; None after an error or too long a time."""
        request = {"code": code, "name": name, "arguments": repr(arguments)}
        try:
            self.process.stdin.write(json.dumps(request) + "\n")
            self.process.stdin.flush()
        except OSError:
            return None
        line = self.answer(SECONDS)
        if line is None:
            self.close()
            return None
        try:
            return ast.literal_eval(json.loads(line))
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            return None

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()


def same(got: object, wanted: object) -> bool:
    """Equal, with True no number and a tiny rounding error allowed."""
    if isinstance(wanted, bool) or isinstance(got, bool):
        return got is wanted
    if isinstance(wanted, float | int) and isinstance(got, float | int):
        return math.isclose(got, wanted, rel_tol=1e-9, abs_tol=1e-9)
    if isinstance(wanted, list | tuple) and type(got) is type(wanted):
        return len(got) == len(wanted) and all(map(same, got, wanted))
    if isinstance(wanted, dict) and isinstance(got, dict):
        return got.keys() == wanted.keys() and all(same(got[k], wanted[k]) for k in wanted)
    return type(got) is type(wanted) and got == wanted


def judged(pairs: Iterable[tuple[str, Function]]) -> list[bool]:
    """For each (reply, function): does the reply's code give every expected value?"""
    worker, passed = Worker(), []
    try:
        for reply, function in pairs:
            if not worker.alive:
                worker = Worker()
            arguments, expected = zip(*function.cases, strict=True)
            got = worker.values(code_of(reply), function.name, list(arguments))
            passed.append(same(got, list(expected)))
    finally:
        worker.close()
    return passed


def passes(reply: str, function: Function) -> bool:
    """Does the code of this reply pass all cases of the function?"""
    return judged([(reply, function)])[0]
