"""The process that runs a learner's cells, inside the isolation that the grader built around it.

In: a template that has imported what the lab needs, and forks for each submission; the fork gives
up every right, runs cells, and answers questions about the names that they leave behind.
Out: expected values, judges, other submissions: none of them is in this room.

The template listens at `control`: b"o" with a socket opens a fork that talks there, b"e" ends it
and everything that it started. A fork hears one JSON object per line and answers with the same id:

    {"id": "9f", "setup": [0, 2]}            -> {"id": "9f", "ran": [null, null]}
    {"id": "a0", "run": ["x = 1"], "each": false, "seconds": 10} -> {"id": "a0", "ran": [null]}
    {"id": "a1", "ask": {"ask": "value", …}} -> {"id": "a1", "reply": {"value": 1, …}}
"""

from __future__ import annotations

import asyncio
import builtins
import contextlib
import ctypes
import gc
import inspect
import json
import os
import random
import resource
import select
import signal
import socket
import ssl
import sys
import threading
import time
import types
import warnings
from functools import cache
from pathlib import Path
from typing import Any

from helpers.checks import ask
from helpers.checks.exercise import to_be_asked
from helpers.grading import pieces, refused
from helpers.grading.shell import Shell

CLONE_NEWNS, CLONE_NEWIPC = 0x00020000, 0x08000000
PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 4, 24, 38
CAPABILITY_VERSION_3 = 0x20080522
MS_NOSUID, MS_NODEV, MS_BIND, MS_REC = 2, 4, 4096, 16384


def main() -> None:
    """The template: warm up, then open and end forks until the grader hangs up."""
    control = socket.socket(fileno=int(sys.argv[1]))
    settings = json.loads(sys.stdin.read())
    codes = warm_up(settings)
    _guard_the_template()
    control.sendall(b'{"ready": true}\n')
    while message := _received(control):
        command, descriptors = message
        if command == b"o":
            _open(control, socket.socket(fileno=descriptors[0]), codes, settings)
        else:
            control.sendall(json.dumps({"seconds": _end()}).encode() + b"\n")
    _end()


def _received(control: socket.socket) -> tuple[bytes, list[int]] | None:
    command, descriptors, _, _ = socket.recv_fds(control, 1, 1)
    return (command, descriptors) if command else None


# --- the template ------------------------------------------------------------------------------


def warm_up(settings: dict) -> list:
    """Imports and loads what forks will share; returns the lab's own cells, compiled."""
    warnings.simplefilter("ignore")
    codes = [pieces.compiled(source, "lab") for source in settings["setup"]]
    namespace = _namespace()
    for source in settings["warm"]:
        with contextlib.suppress(Exception):
            exec(pieces.compiled(source, "lab"), namespace)
    if settings["model"]:
        _load_model_once()
    namespace.clear()
    pieces.without_magics("%time\n")  # what it imports costs more than a submission
    gc.collect()
    gc.freeze()  # so that a fork's collector does not copy the template's pages
    return codes


def _load_model_once() -> None:
    """Forks find the model, its web application and TLS settings in memory.

    Each fork has a server of its own, which starts when it is called for the first time.
    """
    from helpers import connect
    from helpers.pocket import MODELS
    from helpers.server import engines, local

    # loading certificates costs more than a submission, and there is no network to use them on
    context = ssl.create_default_context()
    ssl.create_default_context = lambda *args, **kwargs: context
    if not MODELS:
        return
    loaded = engines.shipped()
    loaded.get(MODELS[0])
    local.create_app(loaded)  # the first one of a process is slow to make; threads stay its own
    local.create_app = _counting(local.create_app)
    connect.start = lambda name: _listen(connect, local, loaded)
    for vendor in CLIENTS:  # the first client of a process is slow to make
        if vendor in sys.modules:
            getattr(sys.modules[vendor], CLIENTS[vendor])(api_key="-")


CLIENTS = {"openai": "OpenAI", "anthropic": "Anthropic"}


def _counting(make: Any) -> Any:
    """create_app(), whose application counts what it is asked."""

    def create(*args: Any, **kwargs: Any) -> Any:
        app = make(*args, **kwargs)

        async def counted(scope: dict, receive: Any, send: Any) -> None:
            LateServer.calls += scope.get("method") == "POST"
            await app(scope, receive, send)

        return counted

    return create


def _listen(connect: Any, local: Any, loaded: Any) -> None:
    """connect.start() for a fork: the address is there at once, the server when it is needed."""
    if not connect.is_running():
        connect.running.server = LateServer(local, loaded)
    connect.point_at(connect.local_urls())


class LateServer:
    """Looks like a LocalServer; becomes one when somebody connects."""

    running = True
    calls = before = 0  # of the model, in this fork: all, and those of the lab's own cells

    def __init__(self, local: Any, loaded: Any) -> None:
        self._listener = local.listening(local.LOOPBACK, 0)
        self.url = f"http://{local.LOOPBACK}:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._wait, args=(local, loaded), daemon=True).start()

    def _wait(self, local: Any, loaded: Any) -> None:
        select.select([self._listener], [], [])
        local.listening = lambda *address: self._listener
        self._server = local.LocalServer(loaded)

    def stop(self) -> None:
        """Nothing to do: the fork ends soon."""


def _guard_the_template() -> None:
    """No learner may read it, stop it or outlive it."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    if _is_first_process():
        _prctl(PR_SET_DUMPABLE, 0)


def _is_first_process() -> bool:
    """Whether this is process 1 of a namespace: then no signal from inside reaches it."""
    return os.getpid() == 1


_forks: list[int] = []


def _open(control: socket.socket, channel: socket.socket, codes: list, settings: dict) -> None:
    fork = os.fork()
    if fork:
        _forks.append(fork)
        channel.close()
        return
    status = 1
    try:
        control.close()
        settle(settings)
        serve(channel, codes)
        status = 0
    finally:
        os._exit(status)


def _end() -> float:
    """Kills what the last submission started; the CPU seconds that it took."""
    before = _cpu_of_children()
    if _is_first_process():
        _kill_everything_here()
    for fork in _forks:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(fork, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            os.kill(fork, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(fork, 0)
    _forks.clear()
    if _is_first_process():
        _reap()
    return round(_cpu_of_children() - before, 4)


def _kill_everything_here() -> None:
    # only as process 1 of a namespace: anywhere else -1 would mean every process of the person
    with contextlib.suppress(ProcessLookupError):
        os.kill(-1, signal.SIGKILL)


def _reap() -> None:
    """Until nothing is left in the namespace: orphans are process 1's children."""
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


# --- the fork gives up its rights --------------------------------------------------------------


def settle(settings: dict) -> None:
    """A session and a temporary folder of its own, no rights, limits."""
    os.setsid()
    folder = f"{settings['folder']}/{os.getpid()}"
    if settings["private"]:
        _private_folders(settings["limits"]["folder"])
    with contextlib.suppress(OSError):  # where the machine's memory ends, a learner's ends first
        Path("/proc/self/oom_score_adj").write_text("1000")
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    if settings["uid"]:
        os.setgroups([])
        os.setresgid(*[settings["uid"]] * 3)
        os.setresuid(*[settings["uid"]] * 3)
    if settings["private"]:
        _drop_capabilities()
        refused.refuse()
    _limit(settings["limits"], own_user=settings["private"])
    _desk(folder)
    os.environ["HOME"] = os.environ["TMPDIR"] = folder
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def _desk(folder: str) -> None:
    """Where cells run: as in the course, its data lie in `datasets`, here and one folder up."""
    os.makedirs(f"{folder}/work", exist_ok=True)
    course = Path(__file__).resolve().parents[2]
    for place in (folder, f"{folder}/work"):
        with contextlib.suppress(OSError):  # the fork of another submission had this number
            os.symlink(course / "datasets", f"{place}/datasets")
    os.chdir(f"{folder}/work")


def _private_folders(size: int) -> None:
    """Fresh, empty, gone with the fork: what one submission writes, no other can read."""
    libc = _libc()
    _must(libc.unshare(CLONE_NEWNS | CLONE_NEWIPC), "unshare")
    # an environment that lies below /tmp would vanish under the new /tmp: held, then bound again
    pythons = sorted({p for p in (sys.prefix, sys.base_prefix) if p.startswith("/tmp/")})
    held = {path: os.open(path, os.O_PATH) for path in pythons}
    for place in (b"/tmp", b"/dev/shm"):
        options = f"size={size},nr_inodes=4096,mode=1777".encode()
        _must(
            libc.mount(b"tmpfs", place, b"tmpfs", MS_NOSUID | MS_NODEV, options),
            f"mount {place.decode()}",
        )
    for path, folder in held.items():
        os.makedirs(path, mode=0o755, exist_ok=True)
        source = f"/proc/self/fd/{folder}".encode()
        _must(libc.mount(source, os.fsencode(path), None, MS_BIND | MS_REC, None), f"bind {path}")
        os.close(folder)


def _drop_capabilities() -> None:
    for capability in range(64):
        _prctl(PR_CAPBSET_DROP, capability)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    _must(_libc().capset(header, (ctypes.c_uint32 * 6)()), "capset")
    _must(_prctl(PR_SET_NO_NEW_PRIVS, 1), "no_new_privs")


def _limit(limits: dict, own_user: bool) -> None:
    _rlimit(resource.RLIMIT_CORE, 0)
    _rlimit(resource.RLIMIT_CPU, limits["cpu"])
    _rlimit(resource.RLIMIT_FSIZE, limits["file"])
    _rlimit(resource.RLIMIT_NOFILE, 256)
    if sys.platform == "linux":
        _rlimit(resource.RLIMIT_AS, limits["memory"])
    if own_user:  # elsewhere the person's own processes count too
        _rlimit(resource.RLIMIT_NPROC, limits["processes"])


def _rlimit(kind: int, value: int) -> None:
    hard = resource.getrlimit(kind)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (value, value))


@cache
def _libc() -> Any:
    return ctypes.CDLL(None, use_errno=True)


def _prctl(option: int, value: int) -> int:
    return _libc().prctl(option, ctypes.c_ulong(value), 0, 0, 0)


def _must(result: int, what: str) -> None:
    if result != 0:
        raise OSError(ctypes.get_errno(), f"{what}: {os.strerror(ctypes.get_errno())}")


# --- the fork answers --------------------------------------------------------------------------


def serve(channel: socket.socket, codes: list) -> None:
    """Answers one line with one line, until the grader hangs up."""
    _same_chances_for_all()
    namespace = _main_namespace()
    lines = channel.makefile("rb")
    for line in lines:
        message = json.loads(line)
        answer = {"id": message["id"], **_answered(message, namespace, codes)}
        channel.sendall(json.dumps(answer).encode() + b"\n")


def _answered(message: dict, namespace: dict, codes: list) -> dict:
    if "ask" in message:
        reply = ask.ask([to_be_asked(message["ask"])], namespace)[0]
        return {"reply": reply, "called": LateServer.calls > LateServer.before}
    if "setup" in message:
        ran = [_run(codes[i], namespace, 60) for i in message["setup"]]
        LateServer.before = LateServer.calls
        return {"ran": ran}
    return {"ran": run_cells(message["run"], namespace, message["seconds"], message["each"])}


def run_cells(
    sources: list[str], namespace: dict, seconds: float, each: bool = False
) -> list[str | None]:
    """The error of each cell, or None. Pieces that only compile together run together.

    With `each`, every statement by itself, whatever stops the one before it.
    """
    deadline, errors = time.monotonic() + seconds, []
    for code in pieces.statements(sources) if each else pieces.assembled(sources):
        runs = isinstance(code, types.CodeType)
        errors.append(_run(code, namespace, deadline - time.monotonic()) if runs else code)
    return errors


def _run(code: types.CodeType, namespace: dict, seconds: float) -> str | None:
    try:
        with ask._time_limit(max(seconds, 0.05)):
            waiting = eval(code, namespace)
            if code.co_flags & inspect.CO_COROUTINE:
                asyncio.run(waiting)
    except BaseException as error:  # whatever it is, it is the learner's, and the next cell runs
        return ask._last_line(error)
    return None


def _same_chances_for_all() -> None:
    """Unseeded randomness gives the same in every room, so that marks do not depend on luck; the
    replies of the model in the box too, when a cell asks it without a seed."""
    random.seed(0)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(0)
    if "helpers.pocket.sampling" in sys.modules:
        fixed = types.SimpleNamespace(randbits=random.Random(0).getrandbits)
        sys.modules["helpers.pocket.sampling"].secrets = fixed


def _main_namespace() -> dict:
    """The namespace of a fresh __main__, so that dataclasses and pickles find their module."""
    main = types.ModuleType("__main__")
    sys.modules["__main__"] = main
    main.__dict__.update(_namespace())
    shell = Shell(main.__dict__)
    main.__dict__["get_ipython"] = lambda: shell
    return main.__dict__


def _namespace() -> dict:
    """What a notebook has that plain Python lacks: display() shows nothing here."""
    return {
        "__name__": "__main__",
        "__builtins__": builtins,
        "display": lambda *shown, **how: None,
        "get_ipython": lambda: Shell({}),
    }


if __name__ == "__main__":
    main()
