"""What a helper would ask, answered: what is here, what is wrong, what to do about it.

In: one function per question, each giving a `Finding`.  Out: repairs; the doctor changes nothing.
It runs on the system's Python, so that it also works where the environment does not.
"""

import hashlib
import os
import platform
import re
import shutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from helpers import (
    connect,  # its imports, too, are of the standard library only
    office,
)
from helpers.door import environment, jupyter
from helpers.door.environment import LEARN, ROOT
from helpers.embeddings import weights  # of the standard library only, too

NEEDED_GB = 1.5  # environment 0.6, package cache 0.6, room to work
LONGEST_ON_WINDOWS = 110  # letters of the folder's path; the deepest file below it has about 140


@dataclass(frozen=True)
class Finding:
    """One answer. `level` is "ok", "note" (worth knowing) or "FIX" (must be repaired)."""

    level: str
    what: str
    advice: str = ""


def main() -> int:
    """Prints every finding; 1 when something must be fixed, else 0."""
    findings = examine()
    for finding in findings:
        print(f"{finding.level:<5} {finding.what}")
        if finding.advice:
            print(f"      -> {finding.advice}")
    broken = sum(finding.level == "FIX" for finding in findings)
    print(f"\n{broken} to fix" if broken else "\nNothing to fix")
    return 1 if broken else 0


def examine() -> list[Finding]:
    """All findings, in the order in which a helper would ask."""
    return [
        interpreter(),
        system(),
        folder(ROOT),
        disk(shutil.disk_usage(ROOT).free),
        installation(),
        *versions(),
        *variables(os.environ),
        *pip_files(office.pip_files(os.environ, office.home())),
        *caches(office.caches(os.environ, office.home(), environment.SETTINGS / "cache")),
        *drive(ROOT, office.mounts()),
        *git(shutil.which("git")),
        port(jupyter.PORT),
        *hashes(ROOT / "helpers" / "pocket" / "weights", "the model in the box"),
        *hashes(ROOT / "datasets" / "vocabularies", "the vocabularies"),
        embeddings(environment.site_packages() / weights.PACKAGE / "model"),
        *provider(connect.status()),
        *unclean(connect.settings()),
    ]


def interpreter() -> Finding:
    """Which Python runs this."""
    bits = 64 if sys.maxsize > 2**32 else 32
    what = f"Python {platform.python_version()}, {bits} bit, {sys.executable}"
    if bits == 32:
        return Finding(
            "FIX", what, "Several packages exist for 64 bit only: install a 64-bit Python."
        )
    return Finding("ok", what)


def system() -> Finding:
    """Which operating system, processor and number of cores."""
    return Finding("ok", f"{platform.platform()}, {platform.machine()}, {os.cpu_count()} cores")


def folder(root: Path) -> Finding:
    """Where the course lies, and whether it can write there."""
    if not os.access(root, os.W_OK):
        return Finding(
            "FIX",
            f"No permission to write in {root}",
            "Clone the course into a folder that belongs to you.",
        )
    if os.name == "nt" and len(str(root)) > LONGEST_ON_WINDOWS:
        return Finding(
            "note",
            f"{root} is a long path ({len(str(root))} letters)",
            "If files cannot be found, move the course to a shorter one, such as C:\\course.",
        )
    return Finding("ok", f"Folder {root}")


def disk(free: int) -> Finding:
    """Is there room (in bytes) for the environment?"""
    what = f"{free / 1e9:.1f} GB of disk free"
    if free < NEEDED_GB * 1e9 and not environment.is_whole(LEARN):
        return Finding("FIX", what, f"The environment needs about {NEEDED_GB} GB: make room.")
    return Finding("ok", what)


def installation() -> Finding:
    """Was `.venv` made to the end, from the lock as it is now?"""
    if environment.is_whole(LEARN):
        return Finding("ok", "Environment .venv is complete")
    if not os.path.lexists(environment.VENV):
        return Finding("note", "Environment .venv was not made yet", "python3 course.py makes it.")
    what = "Environment .venv is not complete or out of date"
    return Finding("FIX", what, "python3 course.py makes it anew.")


def versions() -> list[Finding]:
    """Do the installed packages have the versions of the lock?"""
    if not environment.is_whole(LEARN):
        return []
    found = metadata.distributions(path=[str(environment.site_packages())])
    installed = {normal(part.metadata["Name"]): part.version for part in found}
    wrong = differences(installed, (ROOT / LEARN).read_text("utf-8"))
    if wrong:
        advice = "Delete the folder .venv and start python3 course.py: it is made anew."
        return [Finding("FIX", "Versions differ from the lock: " + "; ".join(wrong), advice)]
    return [Finding("ok", f"{len(installed)} packages, versions as in the lock")]


def differences(installed: dict[str, str], lock: str) -> list[str]:
    """What is installed but differs from the lock, or is missing without being optional there.

    A package may stand in a lock several times, for other systems; any of its versions will do.
    """
    wanted: dict[str, set[str]] = {}
    everywhere = set()
    for name, version, condition in re.findall(
        r"^([\w.-]+)==(\S+?)(\s*;.*)?(?:\s*\\)?$", lock, re.MULTILINE
    ):
        wanted.setdefault(normal(name), set()).add(version)
        if not condition:
            everywhere.add(normal(name))
    missing = [f"{name} is missing" for name in sorted(everywhere - installed.keys())]
    return missing + [
        f"{name} {installed[name]} instead of {' or '.join(sorted(versions))}"
        for name, versions in sorted(wanted.items())
        if name in installed and installed[name] not in versions
    ]


def normal(name: str) -> str:
    """A package's name as the index compares it: `Jupyter_Core` -> `jupyter-core`."""
    return re.sub(r"[-_.]+", "-", name).lower()


def variables(given: Mapping[str, str]) -> list[Finding]:
    """Settings of this machine that would stop the course, and are left out for it."""
    return [
        Finding("note", f"{name} {fault}; the course does without it", advice_on(name))
        for name, fault in sorted(office.harmful(given).items())
    ]


def advice_on(name: str) -> str:
    if name.lower() in office.PROXIES:
        return (
            "For a provider, or the first start, set the address of an HTTP proxy "
            "(http://host:port), or unset it where none is needed."
        )
    if name in office.FILES:
        return "Point it at a file with certificates, or unset it."
    return "Other Python projects suffer from it too: unset it unless you know why it is set."


def pip_files(files: Iterable[Path]) -> list[Finding]:
    """Settings in pip's own files that send packages elsewhere."""
    return [
        Finding(
            "note",
            f"{file} has {', '.join(found)}; the course does without it",
            "Take the line out unless you know why it is there.",
        )
        for file in files
        if (found := office.elsewhere(file))
    ]


def caches(moved: Mapping[str, str]) -> list[Finding]:
    """Can what was downloaded be kept where it usually is?"""
    if not moved:
        return []
    what = f"The package cache cannot be written; the course's is in {min(moved.values())}"
    return [Finding("note", what, "It costs disk; make ~/.cache writable to share one cache.")]


def drive(folder: Path, mounts: str) -> list[Finding]:
    """Does the course lie on another machine?"""
    kind = office.network_drive(folder, mounts)
    if kind is None:
        return []
    what = f"The course lies on a network drive ({kind})"
    advice = "It starts slowly there, and notebooks may not be saved; a local folder is better."
    return [Finding("note", what, advice)]


def git(found: str | None) -> list[Finding]:
    """Is there a git, which only updates and repairs need?"""
    if found:
        return []
    advice = "Nothing here needs it; where git is advised, download the course again instead."
    return [Finding("note", "git is not installed", advice)]


def port(number: int) -> Finding:
    """Is JupyterLab's usual port free?"""
    if jupyter.is_free(number):
        return Finding("ok", f"Port {number} is free")
    return Finding(
        "note", f"Port {number} is taken, perhaps by this course", "The next free one is used."
    )


def hashes(folder: Path, noun: str) -> Iterable[Finding]:
    """Are the files that `SHA256SUMS` names there, and whole, and does it name all of them?"""
    sums = folder / "SHA256SUMS"
    where = folder.relative_to(ROOT).as_posix() if folder.is_relative_to(ROOT) else str(folder)
    advice = f"Restore it: git checkout -- {where}"
    if not sums.is_file():
        return [Finding("FIX", f"No {where}/SHA256SUMS, so {noun} cannot be verified", advice)]
    lines = [
        line.split(maxsplit=1) for line in sums.read_text("utf-8").splitlines() if line.strip()
    ]
    broken = [name for digest, name in lines if sha256(folder / name.lstrip("*")) != digest]
    if broken:
        return [Finding("FIX", f"Missing or damaged in {where}: {', '.join(broken)}", advice)]
    whole = Finding("ok", f"{len(lines)} files of {noun} are whole")
    named = {name.lstrip("*") for _, name in lines} | {sums.name}
    strange = sorted(file.name for file in folder.iterdir() if file.name not in named)
    if strange:
        what = f"Not in {where}/SHA256SUMS, so not verified: {', '.join(strange)}"
        return [whole, Finding("note", what, "Yours? Then all is well. If not, delete it.")]
    return [whole]


def sha256(file: Path) -> str | None:
    """The file's hash in hexadecimal; None where there is no such file."""
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else None


def embeddings(folder: Path) -> Finding:
    """Which model makes vectors: is the one that is installed on request there, and whole?"""
    if not folder.is_dir():
        what = f"Embeddings: light-hash-384; {weights.NAME}, which knows meaning, is not installed"
        return Finding("note", what, f"{weights.INSTALL} installs it (84 MB to download).")
    try:
        for name in weights.SUMS:
            weights.read(folder, name)
    except ValueError as damage:
        return Finding("FIX", str(damage))
    return Finding("ok", f"Embeddings: {weights.NAME}, {len(weights.SUMS)} files are whole")


def provider(status: dict) -> list[Finding]:
    """Which model the lessons will talk to, from `connect.status()`, which holds no key."""
    where = ", ".join(sorted(set(status["base_urls"].values())))
    at = f" at {where}" if where else ""
    answers = Finding("ok", f"Provider: {status['provider']}, model {status['model']}{at}")
    return [answers, *(Finding("note", problem) for problem in status["problems"])]


def unclean(chosen: dict[str, str]) -> list[Finding]:
    """Settings that hold blanks or line ends, as they do after careless copying."""
    return [
        Finding("FIX", f"{name} has a blank or a line end in it", "Copy it again without them.")
        for name, value in sorted(chosen.items())
        if re.search(r"\s", value)
    ]
