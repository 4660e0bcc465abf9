"""What an office's machine sets that stops a course: which settings, and what is wrong with each.

Proxies that no client takes, certificates that are not there, settings that send packages
elsewhere. In: variables and pip's files -> what is wrong with them. Out: who drops them
(environment, connect) and who tells of them (doctor). Standard library only.
"""

import configparser
import os
import ssl
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

PROXIES = ("http_proxy", "https_proxy", "all_proxy")
# where these point, a client looks as soon as it is made, whatever it is going to ask for
FILES = ("SSL_CERT_FILE", "SSLKEYLOGFILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "PIP_CERT")
# what sends packages elsewhere than into .venv, or others than the lock's
ELSEWHERE = (
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_PYTHON",
    "PIP_CONSTRAINT",
    "PIP_REQUIREMENT",
    "PIP_DRY_RUN",
    "PIP_USER",
    "UV_CONSTRAINT",
    "UV_OVERRIDE",
    "UV_PYTHON",
    "UV_SYSTEM_PYTHON",
)
NO = ("0", "false", "no", "off")
KEYS = ("target", "prefix", "root", "python", "user", "constraint", "dry-run")  # the same in files


def harmful(variables: Mapping[str, str]) -> dict[str, str]:
    """The variables that break a client or an installation, each with what is wrong with it.

    harmful({"SSL_CERT_FILE": "/gone.pem"}) -> {"SSL_CERT_FILE": "names no file"}
    """
    found = {}
    for name, value in variables.items():
        if fault := fault_of(name, value):
            found[name] = fault
    return found


def clients(variables: Mapping[str, str]) -> dict[str, str]:
    """Of the harmful ones those that stop a client, even one that talks to this machine only."""
    found = harmful(variables)
    return {name: fault for name, fault in found.items() if name not in ELSEWHERE}


def fault_of(name: str, value: str) -> str | None:
    if not value:
        return None
    if name.lower() in PROXIES:
        return proxy_fault(value)
    if name in ELSEWHERE:
        others = name.endswith(("CONSTRAINT", "OVERRIDE", "REQUIREMENT"))
        fault = "asks for other packages" if others else "sends packages elsewhere"
        return None if value.lower() in NO else fault
    if name in FILES:
        return file_fault(name, Path(value))
    return None


def proxy_fault(value: str) -> str | None:
    """What keeps the SDKs' clients from being made with this proxy."""
    try:
        parts = urlsplit(value if "://" in value else f"http://{value}")
        _ = parts.port
    except ValueError:
        return "is no address of a proxy"
    if parts.scheme.startswith("socks"):
        return "is a SOCKS proxy, which pip and the SDKs cannot use"
    return None if parts.scheme in ("http", "https") else "is no address of a proxy"


def file_fault(name: str, path: Path) -> str | None:
    if name == "SSLKEYLOGFILE":
        return None if can_write(path) else "cannot be written"
    if name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE") and path.is_dir():
        return None
    if not path.is_file():
        return "names no file"
    try:
        ssl.create_default_context(cafile=path)
    except (OSError, ssl.SSLError):
        return "holds no certificate that can be read"
    return None


def can_write(path: Path) -> bool:
    """Whether a file can be made or changed there."""
    there = path if path.exists() else path.parent
    return there.exists() and not path.is_dir() and os.access(there, os.W_OK)


def writable_folder(path: Path) -> bool:
    """Whether files can be made there, or in the nearest folder above it that exists."""
    while not path.exists() and path != path.parent:
        path = path.parent
    return path.is_dir() and os.access(path, os.W_OK)


def pip_files(variables: Mapping[str, str], home: Path) -> list[Path]:
    """The files that pip reads its settings from, as far as they exist."""
    files = [home / ".pip" / "pip.conf", home / ".config" / "pip" / "pip.conf"]
    files += [Path("/etc/pip.conf"), Path("/etc/xdg/pip/pip.conf")]
    if sys.platform == "darwin":
        roots = (home / "Library", Path("/Library"))
        files += [root / "Application Support" / "pip" / "pip.conf" for root in roots]
    for name in ("APPDATA", "PROGRAMDATA"):
        if variables.get(name):
            files.append(Path(variables[name]) / "pip" / "pip.ini")
    if variables.get("XDG_CONFIG_HOME"):
        files.append(Path(variables["XDG_CONFIG_HOME"]) / "pip" / "pip.conf")
    if variables.get("PIP_CONFIG_FILE"):
        files.append(Path(variables["PIP_CONFIG_FILE"]))
    return [file for file in dict.fromkeys(files) if file.is_file()]


def settings(file: Path) -> Iterator[tuple[str, str]]:
    """What one of pip's files sets for installations: ("target", "/somewhere")."""
    parser = configparser.RawConfigParser(strict=False)
    try:
        parser.read(file, encoding="utf-8")
    except (configparser.Error, OSError, UnicodeDecodeError):
        return
    for section in ("global", "install"):
        if parser.has_section(section):
            yield from ((key.replace("_", "-"), value) for key, value in parser.items(section))


def elsewhere(file: Path) -> list[str]:
    """Those that send packages elsewhere: ["target = /somewhere"]."""
    return [
        f"{key} = {value}"
        for key, value in settings(file)
        if key in KEYS and value and value.lower() not in NO
    ]


def without_files(files: list[Path]) -> dict[str, str]:
    """Variables by which pip does without these files, but for what does no harm (an index).

    {} where none of them sends packages elsewhere.
    """
    if not any(map(elsewhere, files)):
        return {}
    told = {key: value for file in files for key, value in settings(file) if key not in KEYS}
    kept = {f"PIP_{key.upper().replace('-', '_')}": value for key, value in told.items()}
    return kept | {"PIP_CONFIG_FILE": os.devnull}


def caches(variables: Mapping[str, str], home: Path, instead: Path) -> dict[str, str]:
    """Where pip and uv keep what they downloaded, where their usual folder cannot be written."""
    usual = variables.get("XDG_CACHE_HOME") or variables.get("LOCALAPPDATA") or home / ".cache"
    moved = {}
    for name in ("PIP_CACHE_DIR", "UV_CACHE_DIR"):
        if not writable_folder(Path(variables.get(name) or usual)):
            moved[name] = str(instead / name.partition("_")[0].lower())
    return moved


def home() -> Path:
    """The home folder, or what stands for it where there is none."""
    return Path(os.path.expanduser("~"))


NETWORK = ("nfs", "cifs", "smb", "afp", "webdav", "davfs", "fuse.sshfs", "9p", "afs", "ncp")


def network_drive(folder: Path, mounts: str) -> str | None:
    """The file system of a folder that lies on another machine: network_drive(ROOT, …) -> "nfs4"

    mounts   what /proc/mounts holds or macOS's `mount` prints
    """
    if str(folder).startswith("\\\\"):
        return "a Windows share"
    best, kind = "", None
    for line in mounts.splitlines():
        place, system = mount_of(line)
        inside = place and (folder == Path(place) or Path(place) in folder.parents)
        if inside and len(place) >= len(best):
            best, kind = place, system
    return kind if kind and kind.startswith(NETWORK) else None


def mount_of(line: str) -> tuple[str, str]:
    """Where something is mounted and its kind; ("", "") for a line that does not say."""
    if " on " in line and "(" in line:  # //server/share on /Volumes/share (smbfs, nodev)
        place, _, rest = line.partition(" on ")[2].partition(" (")
        return place, rest.partition(",")[0].rstrip(")")
    parts = line.split()
    return (parts[1].replace("\\040", " "), parts[2]) if len(parts) > 2 else ("", "")


def mounts() -> str:
    """What is mounted on this machine; "" where that cannot be known."""
    try:
        if sys.platform == "darwin":
            return subprocess.run(["/sbin/mount"], capture_output=True, text=True).stdout
        return Path("/proc/self/mounts").read_text("utf-8", errors="replace")
    except OSError:
        return ""
