"""The course's own Python environment `.venv`: is it whole, and how is it made.

In: the folder, its packages, the path file that makes `helpers` importable, and the variables that
keep every tool inside the course's folder.  Out: what is run with it.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

from helpers import office

ROOT = Path(__file__).absolute().parents[2]
VENV = ROOT / ".venv"
SETTINGS = ROOT / ".jupyter"  # outlives a rebuilt .venv: the learner's theme and layout are in it

LEARN = "requirements.lock"
TEST = "requirements-test.lock"
EMBEDDINGS = "requirements-embeddings.lock"
VECTORS = "requirements-vectors.lock"
ORACLE = "requirements-oracle.txt"

NO_NETWORK = re.compile(
    r"name resolution|nodename nor servname|getaddrinfo|dns error|unreachable|connection refused"
    r"|timed out|failed to establish|error sending request|connection error",
    re.IGNORECASE,
)


def python() -> Path:
    """The environment's interpreter, whether or not it exists yet."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def site_packages() -> Path:
    """Where the environment's packages lie."""
    base = {"base": str(VENV), "platbase": str(VENV)}
    return Path(sysconfig.get_path("purelib", scheme="venv", vars=base))


def variables() -> dict[str, str]:
    """The process environment for everything that runs in `.venv`."""
    dropped = {
        "PYTHONHOME",
        "PYTHONPATH",
        "JUPYTER_PATH",
        "JUPYTER_CONFIG_PATH",
        "__PYVENV_LAUNCHER__",
    }
    dropped |= office.harmful(os.environ).keys()
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    inside = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "IPYTHONDIR": "ipython",
        "MPLCONFIGDIR": "matplotlib",
    }
    kept.update({name: str(SETTINGS / folder) for name, folder in inside.items()})
    files = office.without_files(office.pip_files(os.environ, office.home()))
    kept = {**files, **kept, **{n: v for n, v in files.items() if n == "PIP_CONFIG_FILE"}}
    kept.update(office.caches(kept, office.home(), SETTINGS / "cache"))
    kept.setdefault("TIKTOKEN_CACHE_DIR", str(ROOT / "datasets" / "vocabularies"))
    kept["PYTHONUTF8"] = "1"  # files are UTF-8, on Windows too
    kept["PIP_USER"] = "0"  # some systems make pip install into the home folder
    kept["VIRTUAL_ENV"] = str(VENV)
    kept["PATH"] = os.pathsep.join([str(python().parent), kept.get("PATH", "")])
    for name in (
        "NO_PROXY",
        "no_proxy",
    ):  # a company's proxy must not get the calls to the local model
        others = [host for host in kept.get(name, "").split(",") if host]
        kept[name] = ",".join(dict.fromkeys([*others, "127.0.0.1", "localhost"]))
    return kept


def run(*arguments: str | Path) -> int:
    """Runs `python ARGUMENTS` in the environment, in the course's folder; its exit code."""
    return subprocess.run([python(), *arguments], cwd=ROOT, env=variables()).returncode


def is_whole(requirements: str) -> bool:
    """Was exactly this file's content installed here, to the end?"""
    mark = _mark(requirements)
    # os.path, because a dangling or forbidden link to the interpreter counts as none
    there = os.path.exists(python()) and os.path.exists(mark)
    return there and mark.read_text("utf-8") == _fingerprint(requirements)


def prepare(*requirements: str) -> None:
    """Makes `.venv` and installs these lock files, as far as that was not done already.

    SystemExit with a sentence that says what to do, when it cannot be done.
    """
    _must_be_writable(ROOT)
    if not is_whole(LEARN):
        kept = [lock for lock in (EMBEDDINGS, VECTORS) if _mark(lock).exists()]
        requirements = tuple(dict.fromkeys((*requirements, *kept)))  # who had them keeps them
        _make()
    for lock in requirements:
        if not is_whole(lock):
            _install(lock)
            set_mark(lock)


def set_mark(requirements: str) -> None:
    """Notes that this file is installed.  Written last: an interrupted installation leaves none."""
    _mark(requirements).write_text(_fingerprint(requirements), "utf-8")


def pip(*arguments: str) -> subprocess.CompletedProcess:
    """Runs the environment's pip, output captured."""
    return _captured("-m", "pip", "--disable-pip-version-check", "--no-input", *arguments)


def last_words(output: str, lines: int = 6) -> str:
    """The end of a tool's output, where it says what went wrong."""
    return "\n".join("    " + line[:160] for line in output.strip().splitlines()[-lines:])


def _mark(requirements: str) -> Path:
    return VENV / f"installed-{requirements}"


def _fingerprint(requirements: str) -> str:
    """Changes with the requirements, the Python, and the place (a venv's scripts hold its path)."""
    place = f"{sys.version_info[:2]} {VENV}\n".encode(errors="surrogateescape")
    content = (ROOT / requirements).read_bytes().replace(b"\r\n", b"\n")
    return hashlib.sha256(place + content).hexdigest()


def _must_be_writable(folder: Path) -> None:
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as reason:
        raise SystemExit(
            f"The course cannot write into its own folder:\n    {folder}\n    {reason.strerror}\n"
            "Clone it into a folder that belongs to you, and start again there."
        ) from None


def _make() -> None:
    if os.path.lexists(VENV):
        print("The environment in .venv is incomplete or out of date; making it anew.", flush=True)
        _remove()
    else:
        print(
            "Making the course's own Python environment in .venv (only the first time).", flush=True
        )
    # the interpreter behind any environment: .venv's own, where that runs this, was just removed
    made = subprocess.run(
        [sys._base_executable, "-m", "venv", VENV],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
    if made.returncode != 0:
        raise SystemExit(
            f"Python could not make an environment:\n{last_words(made.stdout + made.stderr)}\n"
            "On Debian and Ubuntu the missing part is a package: sudo apt install python3-venv"
        )
    _make_importable()


def _remove() -> None:
    try:
        if VENV.is_dir() and not VENV.is_symlink():
            shutil.rmtree(VENV)
        else:
            VENV.unlink()
    except OSError as reason:
        raise SystemExit(
            f"The old environment cannot be removed: {reason}\n"
            "Close JupyterLab and whatever else uses it (type `deactivate` if it is active), "
            "or delete the folder .venv yourself; then start again."
        ) from None


def _make_importable() -> None:
    """Puts the course's folder on the environment's path, with no build and no installation.

    Python reads such files in the system's encoding up to 3.12 and in UTF-8 from 3.13 on, so that a
    folder called `Übung` would be lost on some machines.  A relative path has no such letters.
    """
    (site_packages() / "course.pth").write_text(
        os.path.relpath(ROOT, site_packages()) + "\n", "ascii"
    )


def _install(lock: str) -> None:
    print(f"Installing the packages of {lock} …", flush=True)
    # a lock names everything that is wanted; what else its packages ask for is left out
    arguments = ("install", "--quiet", "--require-hashes", "--no-deps", "--requirement", lock)
    fast = _uv(*arguments)
    if not fast or fast.returncode != 0:
        print("uv could not do it; pip will (about a minute) …", flush=True)
        slow = pip(*arguments, "--retries", "2")
        if slow.returncode != 0:
            raise SystemExit(_cannot_install(lock, slow.stdout + slow.stderr))
    if lock == LEARN:  # Matplotlib makes its list of fonts once, and would tell of it in a lesson
        _captured("-c", "import matplotlib.font_manager")


def _uv(*arguments: str) -> subprocess.CompletedProcess | None:
    """Runs `uv pip ARGUMENTS` on the environment; None where uv itself cannot be installed."""
    if _captured("-m", "uv", "--version").returncode != 0:
        entry = VENV / "uv.txt"
        entry.write_text(lock_entry("uv", (ROOT / LEARN).read_text("utf-8")), "utf-8")
        got = pip(
            "install",
            "--quiet",
            "--require-hashes",
            "--no-deps",
            "-r",
            str(entry),
            "--retries",
            "2",
        )
        if got.returncode != 0:
            return None
    return _captured("-m", "uv", "pip", *arguments, "--compile-bytecode", "--python", str(python()))


def lock_entry(package: str, lock: str) -> str:
    """One package's lines out of a lock file's text: its version and its hashes.

    ValueError when the lock does not hold it.
    """
    found = re.search(rf"^{re.escape(package)}==.*(?:\n[ \t].*)*", lock, re.MULTILINE)
    if not found:
        raise ValueError(f"{package} is not in the lock; compile it again from requirements.txt")
    return found[0] + "\n"


def _captured(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [python(), *arguments],
        cwd=ROOT, env=variables(), capture_output=True, encoding="utf-8", errors="replace",
    )  # fmt: skip


def _cannot_install(lock: str, output: str) -> str:
    if NO_NETWORK.search(output):
        advice = (
            "The first start needs the network, once, for about 200 MB of packages.\n"
            "Connect and start again. Behind a proxy, set HTTPS_PROXY first."
        )
        for name, fault in office.clients(os.environ).items():
            advice += f"\n{name} {fault}: it was left out."
    else:
        advice = "Start again. If that does not help: python3 course.py doctor"
    return (
        f"The packages of {lock} could not be installed. The installer's last words:\n"
        f"{last_words(output)}\n{advice}"
    )
