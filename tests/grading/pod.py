"""Runs a command as root of a pod that has `hostUsers: false`: python pod.py CAPABILITIES COMMAND …

A user namespace of 65536 users, own mounts, processes and network, part of /proc masked, and no
more capabilities than named ("SYS_ADMIN,KILL"). Needs root. It is what a kernel gives a pod; what
a cluster adds (seccomp, AppArmor, quotas) is not here.
"""

import ctypes
import os
import sys
from pathlib import Path

NAMESPACES = 0x10000000 | 0x20000 | 0x20000000 | 0x40000000 | 0x8000000 | 0x4000000
SCRIPT = """
mount --make-rprivate / && mount -t proc proc /proc && mount --bind /proc/sys /proc/sys &&
mount -o remount,bind,ro,nosuid,nodev,noexec /proc/sys && mount --bind /dev/null /proc/keys &&
exec setpriv --inh-caps=-all --bounding-set="$CAPABILITIES" "$@"
"""


def main(capabilities: str, command: list[str]) -> int:
    wanted = [f"+{name.lower()}" for name in capabilities.split(",")]
    environment = {**os.environ, "CAPABILITIES": ",".join(["-all", *wanted])}
    ready, mapped = os.pipe(), os.pipe()
    child = os.fork()
    if not child:
        if ctypes.CDLL(None, use_errno=True).unshare(NAMESPACES):
            os._exit(os.EX_NOPERM)
        os.write(ready[1], b"x")
        os.read(mapped[0], 1)
        if not os.fork():  # the first process of the new namespace
            os.execvpe("sh", ["sh", "-c", SCRIPT, "pod", *command], environment)
        os._exit(os.waitstatus_to_exitcode(os.wait()[1]))
    os.close(ready[1])
    if os.read(ready[0], 1):
        for name in ("uid_map", "gid_map"):
            Path(f"/proc/{child}/{name}").write_text("0 0 65536")
        os.write(mapped[1], b"x")
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
