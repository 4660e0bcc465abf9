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
import ctypes, http.server, os, socket, stat, subprocess, threading, urllib.request
def tried(attempt):
    try:
        attempt()
    except OSError:
        return False
    return True
def opens(file):  # for writing; nothing is ever written
    return tried(lambda: os.close(os.open(file, os.O_WRONLY | os.O_NONBLOCK)))
def settings(folder):
    files = [os.path.join(top, name) for top, _, names in os.walk(folder) for name in names]
    return [file for file in files if opens(file)]
def changes(node):  # to what it is already
    return tried(lambda: os.chmod(node, stat.S_IMODE(os.stat(node).st_mode)))
def too_many(n):
    started = []
    try:
        while len(started) < n:
            started.append(subprocess.Popen(["/usr/bin/env", "sleep", "60"]))
    except OSError:
        return False
    finally:
        for child in started:
            child.kill()
            child.wait()
    return True
others = [n for n in os.listdir("/proc") if n.isdigit() and int(n) != os.getpid()]
nodes = [f"/dev/{{n}}" for n in os.listdir("/dev")]
nodes = [node for node in nodes if stat.S_ISCHR(os.lstat(node).st_mode)]
answers = {{
    "reads solutions": tried(lambda: os.listdir({str(ROOT / "solutions")!r})),
    "reads the checks": tried(lambda: open({str(ROOT / "helpers" / "checks" / "judge.py")!r})),
    "writes to the system": tried(lambda: open("/usr/probe", "w")),
    "writes to the course": tried(lambda: open("/course/probe", "w")),
    "writes settings of the kernel": settings("/proc/sys") != [],
    "writes to sysrq-trigger": opens("/proc/sysrq-trigger"),
    "changes devices": any(map(changes, nodes)),
    "makes devices": tried(lambda: os.mknod("d", 0o60666, os.makedev(8, 0))),
    "has a network": [name for _, name in socket.if_nameindex() if name != "lo"] != [],
    "sees other processes": len(others) > 2,
    "says which process ends first": any(opens(f"/proc/{{n}}/oom_score_adj") for n in others),
    "reads the template": any(tried(lambda: open(f"/proc/{{n}}/environ")) for n in others),
    "makes namespaces": ctypes.CDLL(None).unshare(0x10000000) == 0,  # of users
    "hides memory": tried(lambda: os.memfd_create("m")),
    "starts more processes than it may": too_many({USUAL.processes + 8}),
}}
def can(attempt):
    try:
        return bool(attempt())
    except Exception:
        return False
def answered():
    server = http.server.HTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{{server.server_port}}/"
    return urllib.request.urlopen(address, timeout=5).status == 200
def called():
    from openai import OpenAI
    asked = [{{"role": "user", "content": "Hello"}}]
    reply = OpenAI().chat.completions.create(model=MODEL, messages=asked, max_tokens=1)
    return reply.usage.completion_tokens == 1
works = {{
    "write to its folder": tried(lambda: open("note", "w").write("x")),
    "write to /dev/null": tried(lambda: open("/dev/null", "w").write("x")),
    "start a process": subprocess.run(["/usr/bin/env", "true"]).returncode == 0,
    "call a server of its own": can(answered),
    "call the model": can(called),
}}
import decimal, encodings.idna, xml.dom.minidom  # what is not loaded yet can be
"""
# as the labs that call the model have it
MODEL = "import openai\nfrom helpers import connect\nMODEL = connect.model()"


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
            channel.request('"setup": [0]', 30)
            message = f'"seconds": 20, "each": false, "run": [{json.dumps(ATTEMPTS)}]'
            answer = channel.request(message, 30)
            if answer["ran"] != [None]:
                return f"the probe stopped: {answer['ran']}"
            values = [_value(channel, name) for name in ("answers", "works")]
            room.end(channel)
    except (Broken, Lost, OSError, KeyError, TypeError) as error:
        return str(error) or type(error).__name__
    bad = [words for words, done in values[0].items() if done]
    bad += [f"cannot: {words}" for words, done in values[1].items() if not done]
    return ", ".join(bad)


def _bare(lab: Lab) -> Lab:
    """The lab with one cell, which has the model at hand."""
    cell = labs.SetupCell("model", MODEL, frozenset({"MODEL"}), labs.imports(MODEL))
    return Lab(lab.unit, (cell,), (), {}, (), lab.digest)


def _value(channel: object, name: str) -> dict:
    return channel.request(f'"ask": {{"ask": "value", "name": "{name}"}}', 10)["reply"]["value"]
