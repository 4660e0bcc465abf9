"""The filter of system calls, read by a small machine of its own: what it says to which call."""

import errno
import struct

import pytest

from helpers.grading import refused

# where the kernel's own tables have them: unistd_64.h, and the generic unistd.h of aarch64
NUMBERS = {
    "x86_64": {"read": 0, "clone": 56, "clone3": 435, "unshare": 272, "memfd_create": 319,
               "keyctl": 250, "shmget": 29, "ptrace": 101, "prlimit64": 302, "mount": 165},
    "aarch64": {"read": 63, "clone": 220, "clone3": 435, "unshare": 97, "memfd_create": 279,
                "keyctl": 219, "shmget": 194, "ptrace": 117, "prlimit64": 261, "mount": 40},
}  # fmt: skip
NEW_USERS, SIGCHLD, THREAD = 0x10000000, 17, 0x3D0F00
ALLOWED, ENDED = "allowed", "ended"


def said(machine: str, number: int, argument: int = 0, processor: int | None = None):
    """What the filter returns: ALLOWED, ENDED, or the number of an error."""
    code = refused.program(machine)
    lines = [struct.unpack_from("HBBI", code, at) for at in range(0, len(code), 8)]
    own = refused.PROCESSORS[machine] if processor is None else processor
    data, at, loaded = struct.pack("=iIQ6Q", number, own, 0, argument, *[0] * 5), 0, 0
    while True:
        kind, yes, no, k = lines[at]
        at += 1
        if kind == 0x06:
            ends = {0x7FFF0000: ALLOWED, 0x80000000: ENDED}
            return ends[k] if k in ends else k & 0xFFFF
        if kind == 0x20:
            (loaded,) = struct.unpack_from("=I", data, k)
            continue
        holds = {0x15: loaded == k, 0x35: loaded >= k, 0x45: bool(loaded & k)}[kind]
        at += yes if holds else no


@pytest.mark.parametrize("machine", NUMBERS)
def test_what_no_cell_needs_is_refused_and_the_rest_is_not(machine):
    call = NUMBERS[machine]
    for name in ("unshare", "memfd_create", "keyctl", "shmget", "ptrace", "mount"):
        assert said(machine, call[name]) == errno.EPERM, name
    everything = {said(machine, n) for n in range(500)}
    assert everything == {ALLOWED, errno.EPERM, errno.ENOSYS}
    assert said(machine, call["read"]) == ALLOWED


@pytest.mark.parametrize("machine", NUMBERS)
def test_processes_and_threads_start_and_namespaces_do_not(machine):
    call = NUMBERS[machine]
    assert said(machine, call["clone3"]) == errno.ENOSYS  # then the C library calls clone
    assert said(machine, call["clone"], SIGCHLD) == ALLOWED
    assert said(machine, call["clone"], THREAD) == ALLOWED
    assert said(machine, call["clone"], SIGCHLD | NEW_USERS) == errno.EPERM


@pytest.mark.parametrize("machine", NUMBERS)
def test_only_its_own_limits_are_a_processs_business(machine):
    assert said(machine, NUMBERS[machine]["prlimit64"], 0) == ALLOWED
    assert said(machine, NUMBERS[machine]["prlimit64"], 1) == errno.EPERM


def test_no_other_way_into_the_kernel_is_open():
    assert said("x86_64", 0x40000000 + 0) == errno.EPERM  # x32
    assert said("x86_64", 3, processor=0x40000003) == ENDED  # i386
    assert said("aarch64", 3, processor=0x40000028) == ENDED  # arm
