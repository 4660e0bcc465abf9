"""System calls that no learner's cell needs, refused by the kernel (seccomp) for a room's forks.

In: what would make namespaces, hold memory that no process shows, reach another process or the
keys of the person who grades. Out: limits, users, folders (`room`).

    refuse()        from here on, in this process and all that it starts

Where the kernel or the processor is none of those below, nothing is refused, and the probe of the
isolation says so.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct

# name: number on x86_64, on aarch64
CALLS = {
    "unshare": (272, 97), "setns": (308, 268), "chroot": (161, 51), "pivot_root": (155, 41),
    "mount": (165, 40), "umount2": (166, 39), "open_tree": (428, 428), "move_mount": (429, 429),
    "fsopen": (430, 430), "fsmount": (432, 432), "mount_setattr": (442, 442),
    "memfd_create": (319, 279), "memfd_secret": (447, 447), "shmget": (29, 194),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "pidfd_getfd": (438, 438), "kcmp": (312, 272),
    "setpriority": (141, 140), "ioprio_set": (251, 30), "sched_setparam": (142, 118),
    "sched_setscheduler": (144, 119), "sched_setattr": (314, 274), "sched_setaffinity": (203, 122),
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
}  # fmt: skip
CLONE, CLONE3, PRLIMIT = (56, 220), (435, 435), (302, 261)
NEW_NAMESPACES = 0x7E020000  # the flags of clone that make one
PROCESSORS = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
X32 = 0x40000000  # another way into an x86_64 kernel, with numbers of its own

LOAD, JUMP_IF_EQUAL, JUMP_IF_LARGE, JUMP_IF_BITS, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, PROCESSOR, FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data
ALLOW, KILL, FAIL = 0x7FFF0000, 0x80000000, 0x00050000
PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 22, 2


def refuse() -> None:
    """Needs no right, but no_new_privs."""
    machine = os.uname().machine
    if machine not in PROCESSORS:
        return
    code = program(machine)
    held = ctypes.create_string_buffer(code, len(code))
    filter = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(held))
    ctypes.CDLL(None).prctl(PR_SET_SECCOMP, ctypes.c_ulong(SECCOMP_MODE_FILTER), filter, 0, 0)


def program(machine: str) -> bytes:
    """The filter in the kernel's form (classic BPF): what is not named is allowed."""
    at = list(PROCESSORS).index(machine)
    lines = [
        (LOAD, 0, 0, PROCESSOR), (JUMP_IF_EQUAL, 1, 0, PROCESSORS[machine]), (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, NUMBER), (JUMP_IF_LARGE, 0, 1, X32), _fail(errno.EPERM),
        # its arguments lie in memory, where no filter looks; the C library goes back to clone
        (JUMP_IF_EQUAL, 0, 1, CLONE3[at]), _fail(errno.ENOSYS),
    ]  # fmt: skip
    for numbers in CALLS.values():
        lines += [(JUMP_IF_EQUAL, 0, 1, numbers[at]), _fail(errno.EPERM)]
    allow = (RETURN, 0, 0, ALLOW)
    argument = (LOAD, 0, 0, FIRST_ARGUMENT)
    lines += [
        (JUMP_IF_EQUAL, 0, 4, CLONE[at]),
        argument, (JUMP_IF_BITS, 0, 1, NEW_NAMESPACES), _fail(errno.EPERM), allow,
        (JUMP_IF_EQUAL, 0, 3, PRLIMIT[at]),
        argument, (JUMP_IF_EQUAL, 1, 0, 0), _fail(errno.EPERM),  # 0: this process
        allow,
    ]  # fmt: skip
    return b"".join(struct.pack("HBBI", *line) for line in lines)


def _fail(number: int) -> tuple[int, int, int, int]:
    return RETURN, 0, 0, FAIL | number
