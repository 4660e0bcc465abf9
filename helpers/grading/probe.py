"""Is the wall there? Tries, from inside a room, what a hostile submission would try.

In: attempts and what each must come to. Out: the walls themselves (`isolation`).
"""

from __future__ import annotations

import json

from helpers.grading import isolation, labs
from helpers.grading.isolation import USUAL, Isolation
from helpers.grading.labs import ROOT, Lab
from helpers.grading.sandbox import Broken, Lost, Sandbox

ATTEMPTS = f"""
import ctypes, os, socket, subprocess
def tried(attempt):
    try:
        attempt()
    except OSError:
        return False
    return True
answers = {{
    "reads solutions": tried(lambda: os.listdir({str(ROOT / "solutions")!r})),
    "reads the checks": tried(lambda: open({str(ROOT / "helpers" / "checks" / "judge.py")!r})),
    "writes to the system": tried(lambda: open("/usr/probe", "w")),
    "writes to the course": tried(lambda: open("/course/probe", "w")),
    "has a network": [name for _, name in socket.if_nameindex() if name != "lo"] != [],
    "sees other processes": len([n for n in os.listdir("/proc") if n.isdigit()]) > 3,
    "makes namespaces": ctypes.CDLL(None).unshare(0x10000000) == 0,  # of users
    "hides memory": tried(lambda: os.memfd_create("m")),
    "makes devices": tried(lambda: os.mknod("d", 0o60666, os.makedev(8, 0))),
}}
works = {{
    "writes to its folder": tried(lambda: open("note", "w").write("x")),
    "starts a process": subprocess.run(["/usr/bin/env", "true"]).returncode == 0,
}}
import decimal, encodings.idna, xml.dom.minidom  # what is not loaded yet can be
"""


class Unsafe(RuntimeError):
    """No isolation on this system is strong enough; says what to install."""


def strongest(untrusted: bool) -> Isolation:
    """The strongest isolation that passes its probe. Unsafe when only a weak one is left and
    the submissions are not trusted."""
    problems = []
    lab = labs.lab(labs.numbers()[0]) if labs.numbers() else None
    for kind in isolation.kinds():
        problem = weakness(kind, lab) if kind.strong else ""
        if not problem and (kind.strong or not untrusted):
            return kind
        problems.append(f"{kind.name}: {problem or 'too weak for submissions of strangers'}")
    if not untrusted:
        problems.append("this system cannot fork processes")
    raise Unsafe("\n".join(["Not started:", *problems, isolation.advice()]))


def weakness(kind: Isolation, lab: Lab) -> str:
    """What a probe could do inside that it must not, or could not and must; "" when sound."""
    try:
        with Sandbox(kind, _bare(lab), USUAL) as room:
            channel = room.open()
            message = f'"seconds": 20, "each": false, "run": [{json.dumps(ATTEMPTS)}]'
            answer = channel.request(message, 30)
            values = [_value(channel, name) for name in ("answers", "works")]
            room.end(channel)
    except (Broken, Lost, OSError, KeyError, TypeError) as error:
        return str(error)
    if answer["ran"] != [None]:
        return f"the probe stopped: {answer['ran']}"
    bad = [words for words, done in values[0].items() if done]
    bad += [f"cannot: {words}" for words, done in values[1].items() if not done]
    return ", ".join(bad)


def _bare(lab: Lab) -> Lab:
    """The lab without cells of its own: the probe needs none, and starts faster."""
    return Lab(lab.unit, (), (), {}, (), lab.digest)


def _value(channel: object, name: str) -> dict:
    return channel.request(f'"ask": {{"ask": "value", "name": "{name}"}}', 10)["reply"]["value"]
