"""The walls around a room: how its process is started, and how strong that is.

In: one way per kind of system, from strong to weak. Out: what runs inside (`room`), and talking
to it (`sandbox`).

    bubblewrap    namespaces by bwrap: no network, no other processes, a read-only system
    unshare       the same walls by system calls (`walls`), where bwrap is missing
    limits only   memory, CPU, file size and time; the files of the person who grades are readable

The first that passes its probe is used. Never run strangers' code under `limits only`.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from helpers.grading.labs import ROOT


@dataclass(frozen=True)
class Limits:
    """What one submission may use: seconds, bytes, processes."""

    cell: float = 10.0  # seconds that a cell may run
    question: float = 10.0  # seconds that a question may take, if it does not ask for less
    grace: float = 2.0  # seconds after a time limit until the process is ended
    submission: float = 240.0  # seconds for all that one learner handed in
    cpu: int = 300  # of one process, the model in the box included
    memory: int = 3 * 2**30  # addresses of one process
    together: int = 4 * 2**30  # memory in use by all processes of a room, beyond the template's
    file: int = 16 * 2**20
    folder: int = 64 * 2**20
    processes: int = 48

    def for_room(self) -> dict:
        return asdict(self)


USUAL = Limits()


@dataclass(frozen=True)
class Isolation:
    """One kind of wall. `command(course, masks)` begins the command line of a room."""

    name: str
    strong: bool
    command: Callable[[Path, Sequence[Path]], list[str]]
    private: bool  # whether a fork can mount folders of its own
    switches_user: bool

    def new_uid(self) -> int:
        """A user that nobody is, for one room: limits of processes are counted by user."""
        if not self.switches_user:
            return 0
        users = strangers(Path("/proc/self/uid_map").read_text(encoding="ascii"))
        return users[secrets.randbelow(len(users))]


def strangers(uid_map: str) -> range:
    """Users that nobody is. In a container with a user namespace there may be 65536 in all."""
    first, n = 0x20000000, 2**24
    top = max(int(start) + int(count) for start, _, count in map(str.split, uid_map.splitlines()))
    if top < first + n:
        return range(top // 2, top - 2)  # the last but one is "nobody"
    return range(first, first + n)


INSIDE = Path("/course")


def kinds() -> list[Isolation]:
    """What this system may offer, strongest first; none of it is probed yet."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    found = []
    hidden = os.environ.get("COURSE_WITHOUT", "")  # for tests: as where it is not installed
    if sys.platform == "linux" and shutil.which("bwrap") and hidden != "bwrap":
        found.append(Isolation("bubblewrap", True, _bubblewrap, True, root))
    if sys.platform == "linux":
        found.append(Isolation("unshare", True, _unshare, True, root))
    if hasattr(os, "fork"):
        found.append(Isolation("limits only", False, _limits_only, False, False))
    return found


def advice() -> str:
    """What to install where no strong isolation works."""
    return (
        "Isolation needs Linux namespaces. Debian, Ubuntu: sudo apt install bubblewrap; "
        "Fedora: sudo dnf install bubblewrap. Ubuntu 23.10 and later also forbid namespaces to "
        "ordinary users: sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0. On macOS and "
        "Windows, grade inside a Linux virtual machine or a container that may make namespaces."
    )


def environment(course: Path) -> dict[str, str]:
    """The environment of a room; nothing of the person's own comes along."""
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": "/tmp",
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(course),
        "PYTHONHASHSEED": "0",  # a set must read the same in every room
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONNOUSERSITE": "1",
        "PYTHONUTF8": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MPLBACKEND": "agg",
        "COURSE_ENV_FILE": "/nonexistent",
        "TIKTOKEN_CACHE_DIR": str(course / "datasets" / "vocabularies"),
    }


def pythons() -> list[Path]:
    """The folders that this interpreter lives in, each once."""
    found = {Path(sys.prefix), Path(sys.base_prefix), Path(sys.executable).resolve().parents[1]}
    return sorted(path for path in found if not path.is_relative_to("/usr"))


def _bubblewrap(course: Path, masks: Sequence[Path]) -> list[str]:
    command = ["bwrap", "--die-with-parent", "--new-session", "--as-pid-1", "--clearenv"]
    command += ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"]
    command += ["--unshare-cgroup-try", "--hostname", "room"]
    if os.geteuid() == 0:
        command += ["--cap-drop", "ALL"]
        for right in ("SYS_ADMIN", "SETUID", "SETGID", "KILL", "SETPCAP"):
            command += ["--cap-add", f"CAP_{right}"]
    else:
        command += ["--unshare-user", "--cap-drop", "ALL"]
        command += ["--cap-add", "CAP_SYS_ADMIN", "--cap-add", "CAP_SETPCAP"]
    command += ["--ro-bind", "/usr", "/usr"]
    for name in ("bin", "sbin", "lib", "lib64", "lib32"):
        if os.path.islink(f"/{name}"):
            command += ["--symlink", os.readlink(f"/{name}"), f"/{name}"]
        else:
            command += ["--ro-bind-try", f"/{name}", f"/{name}"]
    for file in ("/etc/ld.so.cache", "/etc/alternatives", "/etc/localtime"):
        command += ["--ro-bind-try", file, file]
    bound = [Path("/usr"), *pythons()]
    for folder in pythons():
        for above in reversed(folder.parents[:-1]):  # a fork is another user than who starts it
            command += ["--perms", "0755", "--dir", str(above)]
        command += ["--ro-bind", str(folder), str(folder)]
    for mask in masks:
        if any(mask.is_relative_to(folder) for folder in bound):
            command += ["--tmpfs", str(mask)]
    command += ["--ro-bind", str(course), str(INSIDE), "--dev", "/dev", "--proc", "/proc"]
    for settings in ("/proc/sys", "/proc/sysrq-trigger"):
        command += ["--ro-bind-try", settings, settings]
    command += ["--dir", "/tmp", "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/"]
    for name, value in environment(INSIDE).items():
        command += ["--setenv", name, value]
    return [*command, "--"]


def _unshare(course: Path, masks: Sequence[Path]) -> list[str]:
    """The same room by system calls, made by a program that runs before it (`walls`)."""
    programs = [Path("/usr"), *pythons()]
    tops = [f"/{name}" for name in ("bin", "sbin", "lib", "lib64", "lib32")]
    whole = [top for top in tops if os.path.isdir(top) and not os.path.islink(top)]
    whole += ["/etc/alternatives"] if os.path.isdir("/etc/alternatives") else []
    root = course.parent / "root"
    root.mkdir(exist_ok=True)
    same = {path: path for path in [*map(str, programs), *whole]}
    plan = {
        "root": str(root),
        "binds": {**same, str(INSIDE): str(course)},
        "masks": [str(m) for m in masks if any(m.is_relative_to(folder) for folder in programs)],
        "links": {top: os.readlink(top) for top in tops if os.path.islink(top)},
        "variables": environment(INSIDE),
    }
    walls = Path(__file__).with_name("walls.py")
    return [sys.executable, "-I", "-S", str(walls), json.dumps(plan)]


def _limits_only(course: Path, masks: Sequence[Path]) -> list[str]:
    return ["env", "-i", *(f"{k}={v}" for k, v in environment(course).items())]


def masks() -> list[Path]:
    """What must not be seen even where a folder above it is shared with the room."""
    return [ROOT]
