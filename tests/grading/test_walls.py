"""Walls: which kinds hold, what the probe notices where one is taken away, what is left behind.

The probe changes nothing even where a wall is missing: it opens settings and writes nothing, and
gives a device the rights that it has.
"""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import LIMITS
from handed_in import ROOT, reference, solved, write

from helpers.grading import __main__ as command
from helpers.grading import isolation, labs, probe, results, walls

KINDS = {kind.name: kind for kind in isolation.kinds() if kind.strong}


@pytest.fixture(params=["bubblewrap", "unshare"])
def kind(request):
    if request.param not in KINDS:
        pytest.skip(f"needs Linux{' and bubblewrap' if request.param == 'bubblewrap' else ''}")
    return KINDS[request.param]


def test_every_wall_holds_and_a_room_can_do_its_work(kind):
    assert probe.weakness(kind, labs.lab("01")) == ""


def without(text: str, instead: str):
    """`unshare` with a part of its program replaced."""

    def change(command: list[str], folder: Path) -> list[str]:
        source = Path(walls.__file__).read_text(encoding="utf-8")
        assert text in source
        file = folder / "walls.py"
        file.write_text(source.replace(text, instead), encoding="utf-8")
        return [str(file) if word == walls.__file__ else word for word in command]

    return change


SETTINGS = without('("sys", "sysrq-trigger", "irq", "bus")', "()")
DEVICES = without(", READ_ONLY | NO_SUID)\n    for name, end", ", NO_SUID)\n    for name, end")
LOOPBACK = without("    _loopback_up()\n", "")
MISSING = {
    "writes settings of the kernel": (SETTINGS, False),
    "changes devices": (DEVICES, False),
    "cannot: call the model": (LOOPBACK, True),
    "starts more processes than it may": (lambda line, folder: line, False),
    "says which process ends first": (lambda line, folder: line, False),
}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root: an "
                    "ordinary user owns none of these")  # fmt: skip
@pytest.mark.parametrize("words", MISSING)
def test_the_probe_notices_a_wall_that_is_missing(words, tmp_path):
    change, switches = MISSING[words]
    whole = KINDS["unshare"]
    weak = replace(
        whole,
        command=lambda course, masks: change(whole.command(course, masks), tmp_path),
        switches_user=switches,
    )
    assert words in probe.weakness(weak, labs.lab("01"))


def test_a_kind_that_does_not_hold_is_not_used_and_untrusted_says_what_to_install(monkeypatch):
    monkeypatch.setattr(probe, "weakness", lambda kind, lab: "writes settings of the kernel")
    assert probe.strongest(untrusted=False).name == "limits only"
    with pytest.raises(probe.Unsafe, match=r"writes settings of the kernel[\s\S]+bubblewrap"):
        probe.strongest(untrusted=True)


def test_an_honest_call_of_the_model_earns_its_points_in_every_room(kind, tmp_path, monkeypatch):
    monkeypatch.setattr(isolation, "kinds", lambda: [kind])
    notebook = solved("00", {"00.2": reference("00", "00.2")}, without=["00.5"])
    write(tmp_path / "class" / "ada" / "00_welcome.ipynb", notebook)
    out = tmp_path / "out"
    assert command.main([str(tmp_path / "class"), "--out", str(out), "--untrusted"], LIMITS) == 0
    (row,) = results.load(out / results.FILE).values()
    assert row.isolation == kind.name
    assert row.marks["00.2"].outcome == "passed", row.marks["00.2"].message


HOLDS = (
    "import sys\nsys.path.insert(0, {root!r})\nfrom helpers.grading import isolation, labs, probe\n"
)
PROBE = HOLDS + (
    "for kind in isolation.kinds():\n    if kind.strong:\n"
    "        print(kind.name, probe.weakness(kind, labs.lab('01')) or 'holds')"
)


def _reachable_by_all(path: Path) -> bool:
    return all(folder.stat().st_mode & 1 for folder in path.resolve().parents)


def test_an_ordinary_user_has_the_same_walls_or_is_told_why_not(tmp_path):
    if os.geteuid() == 0 and not all(map(_reachable_by_all, (Path(sys.executable), ROOT / "x"))):
        pytest.skip("needs an interpreter and a course that other users can read")
    other = {"user": 12345, "group": 12345, "extra_groups": []} if os.geteuid() == 0 else {}
    kept = {name: os.environ[name] for name in ("PATH", "COURSE_WITHOUT") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-B", "-c", PROBE.format(root=str(ROOT))], cwd="/", capture_output=True,
        text=True, timeout=120, env=kept | {"HOME": "/nonexistent"}, **other,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = dict(line.split(" ", 1) for line in done.stdout.splitlines())
    assert set(said) == set(KINDS)
    for words in said.values():
        assert words == "holds" or "namespaces" in words or "Permission" in words


LASTING = HOLDS + (
    "from helpers.grading.sandbox import Sandbox\nimport signal\n"
    # what a shell starts in the background ignores it, and so would the grader
    "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "kind = next(k for k in isolation.kinds() if k.name == {kind!r})\n"
    "room = Sandbox(kind, labs.lab('01'), isolation.USUAL)\nchannel = room.open()\n"
    "print(room._folder.name, flush=True)\n"
    "channel.request('\"seconds\": 60, \"each\": false, \"run\": [\"while True: pass\"]', 60)\n"
)  # fmt: skip


def rooms_of(folder: str) -> list[str]:
    """Processes in whose mounts or words the room's folder stands."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            files = [Path(f"/proc/{pid}/{name}") for name in ("mountinfo", "cmdline")]
            text = "".join(file.read_text() for file in files)
        except OSError:
            continue
        if folder in text:
            found.append(pid)
    return found


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_grader_that_is_stopped_leaves_no_process_and_the_next_one_no_folder(kind, how, tmp_path):
    source = LASTING.format(root=str(ROOT), kind=kind.name)
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    grader = subprocess.Popen([sys.executable, "-c", source], stdout=subprocess.PIPE, text=True,
                              stderr=subprocess.DEVNULL, env=environment)  # fmt: skip
    folder = grader.stdout.readline().strip()
    assert folder.startswith(str(tmp_path))
    assert rooms_of(folder)
    grader.send_signal(how)
    grader.wait(300)
    for _ in range(3000):  # the kernel ends a namespace after its first process
        if not rooms_of(folder):
            break
        time.sleep(0.1)
    assert rooms_of(folder) == []
    swept = "from helpers.grading import sandbox; sandbox.sweep()"
    subprocess.run([sys.executable, "-c", swept], env=environment, cwd=ROOT, check=True)
    assert list(tmp_path.iterdir()) == []
