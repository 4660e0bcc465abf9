"""The walls of a room by system calls alone, where bubblewrap is missing.

In: namespaces, a root folder of its own, what of the machine stands in it, rights given up, then
the command takes this process's place. Out: what runs inside (`room`). Nothing of the course is
imported here: this starts once for each room.

    python walls.py '{"root": …, "course": …, "binds": …, "masks": …, "variables": …}' COMMAND …

As root no namespace of users is made: `room` switches to a user that nobody is, whose processes
the kernel counts, and to whom no file of /proc/sys belongs. Anybody else gets one, with their own
number inside: number 0 would own the settings of the network there.
"""

from __future__ import annotations

import ctypes
import fcntl
import json
import os
import shutil
import signal
import socket
import struct
import sys
from collections.abc import Sequence

NEW_MOUNTS, NEW_HOST, NEW_IPC, NEW_USERS, NEW_PIDS, NEW_NET, NEW_CGROUPS = (
    0x00020000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000, 0x02000000
)  # fmt: skip
NOSUID, NODEV, NOEXEC, BIND, REC, PRIVATE = 2, 4, 8, 4096, 16384, 1 << 18
DETACH = 2
PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
MOUNT_SETATTR, RECURSIVE = 442, 0x8000
READ_ONLY, NO_SUID, NO_DEVICES = 1, 2, 4  # of mount_setattr
PR_SET_PDEATHSIG, PR_CAPBSET_DROP, PR_CAP_AMBIENT, AMBIENT_RAISE = 1, 24, 47, 2
CAPABILITY_VERSION_3 = 0x20080522
KILL, SETGID, SETUID, SETPCAP, SYS_ADMIN = 5, 6, 7, 8, 21
SIOCSIFFLAGS, IFF_UP = 0x8914, 1

DEVICES = ("null", "zero", "full", "random", "urandom")
STREAMS = {"fd": "", "stdin": "/0", "stdout": "/1", "stderr": "/2"}
SETTINGS = ("sys", "sysrq-trigger", "irq", "bus")  # of /proc: what root could change there
FILES = ("ld.so.cache", "localtime")

libc = ctypes.CDLL(None, use_errno=True)


def main(plan: dict, command: Sequence[str]) -> None:
    """Builds the room, then becomes the command; the first process stays and waits for it."""
    root = os.geteuid() == 0
    if (machine := os.uname().machine) not in PIVOT_ROOT:
        raise OSError(f"these walls are known for {', '.join(PIVOT_ROOT)}, not {machine}")
    _leave(root)
    _loopback_up()
    _die_with(os.getppid())
    child = os.fork()
    if child:
        _wait(child)
    _die_with(0)  # where a namespace of processes begins, the one outside has number 0
    _furnish(plan)
    _enter(plan["root"])
    _keep_rights(root)
    _die_with(0)  # giving up rights had cleared it
    os.execve(command[0], command, plan["variables"])


def _leave(root: bool) -> None:
    """The namespaces of the machine."""
    user, group = os.geteuid(), os.getegid()
    flags = NEW_MOUNTS | NEW_HOST | NEW_IPC | NEW_PIDS | NEW_NET | NEW_CGROUPS
    _must(libc.unshare(flags if root else flags | NEW_USERS), "namespaces cannot be made")
    if not root:
        for file, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"),
                           ("gid_map", f"{group} {group} 1")):  # fmt: skip
            with open(f"/proc/self/{file}", "w", encoding="ascii") as stream:
                stream.write(text)
    socket.sethostname("room")


def _loopback_up() -> None:
    """A new network has its loopback down, and the model's server listens there."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", IFF_UP))


def _die_with(parent: int) -> None:
    """The kernel kills this process when who started it is gone, however that went."""
    _must(libc.prctl(PR_SET_PDEATHSIG, ctypes.c_ulong(signal.SIGKILL), 0, 0, 0), "prctl")
    if os.getppid() != parent:
        os._exit(1)


def _wait(child: int) -> None:
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os._exit(code if code >= 0 else 128 - code)


# --- what stands in the room ---------------------------------------------------------------------


def _furnish(plan: dict) -> None:
    """A root in memory: the machine's programs and the course, both read-only; devices; /proc."""
    _mount(None, "/", None, REC | PRIVATE)
    root = plan["root"]
    _mount("tmpfs", root, "tmpfs", NOSUID | NODEV, "mode=755")
    os.umask(0o022)
    for name in ("tmp", "proc", "dev/shm", "etc", "old"):
        os.makedirs(f"{root}/{name}")
    for place, source in plan["binds"].items():
        os.makedirs(root + place, exist_ok=True)
        _bind(source, root + place)
    for place in plan["masks"]:
        if os.path.isdir(root + place):
            _mount("tmpfs", root + place, "tmpfs", NOSUID | NODEV, "mode=755")
            _read_only(root + place)
    for name, target in plan["links"].items():
        os.symlink(target, root + name)
    for name in FILES:
        if os.path.exists(f"/etc/{name}"):
            shutil.copyfile(f"/etc/{name}", f"{root}/etc/{name}")
    _devices(f"{root}/dev")
    _mount("proc", f"{root}/proc", "proc", NOSUID | NODEV | NOEXEC)
    for name in SETTINGS:
        if os.path.exists(place := f"{root}/proc/{name}"):
            _bind(place, place)


def _devices(folder: str) -> None:
    """The machine's own nodes, each as a read-only mount: they work, and nobody changes them."""
    for name in DEVICES:
        open(f"{folder}/{name}", "x").close()
        _bind(f"/dev/{name}", f"{folder}/{name}", READ_ONLY | NO_SUID)
    for name, end in STREAMS.items():
        os.symlink(f"/proc/self/fd{end}", f"{folder}/{name}")


def _enter(root: str) -> None:
    """The room's root becomes the root, and the machine's is gone."""
    os.chdir(root)
    number = PIVOT_ROOT[os.uname().machine]
    _must(libc.syscall(number, b".", b"old"), "pivot_root")
    os.chdir("/")
    _must(libc.umount2(b"/old", DETACH), "umount /old")
    os.rmdir("/old")
    _set_flags("/", READ_ONLY | NO_SUID, 0)


def _bind(source: str, place: str, flags: int = READ_ONLY | NO_SUID | NO_DEVICES) -> None:
    _mount(source, place, None, BIND | REC)
    _set_flags(place, flags, RECURSIVE)


def _read_only(place: str) -> None:
    _set_flags(place, READ_ONLY | NO_SUID | NO_DEVICES, 0)


def _mount(source: str | None, place: str, kind: str | None, flags: int, options: str = "") -> None:
    words = [os.fsencode(word) if word else None for word in (source, place, kind, options)]
    _must(libc.mount(*words[:3], ctypes.c_ulong(flags), words[3]), f"mount {place}")


def _set_flags(place: str, flags: int, how: int) -> None:
    """Adds flags and keeps what is set: a namespace of users may not take any away."""
    wanted = struct.pack("QQQQ", flags, 0, 0, 0)
    done = libc.syscall(MOUNT_SETATTR, -100, os.fsencode(place), how, wanted, len(wanted))
    _must(done, f"mount {place} (Linux 5.12 can)")


# --- what the room may do ------------------------------------------------------------------------


def _keep_rights(root: bool) -> None:
    """Only what the template needs to give each fork folders, and as root a user, of its own."""
    kept = [SYS_ADMIN, SETPCAP, *([SETUID, SETGID, KILL] if root else [])]
    for number in range(64):
        if number not in kept:
            libc.prctl(PR_CAPBSET_DROP, ctypes.c_ulong(number), 0, 0, 0)
    bits = sum(1 << number for number in kept)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    _must(libc.capset(header, (ctypes.c_uint32 * 6)(bits, bits, bits, 0, 0, 0)), "capset")
    for number in [] if root else kept:  # only root keeps its rights when it starts a program
        words = map(ctypes.c_ulong, (AMBIENT_RAISE, number, 0, 0))
        _must(libc.prctl(PR_CAP_AMBIENT, *words), "ambient rights")


def _must(result: int, what: str) -> None:
    if result != 0:
        raise OSError(ctypes.get_errno(), f"{what}: {os.strerror(ctypes.get_errno())}")


if __name__ == "__main__":
    try:
        main(json.loads(sys.argv[1]), sys.argv[2:])
    except OSError as error:
        sys.exit(f"{error.strerror or error}")
