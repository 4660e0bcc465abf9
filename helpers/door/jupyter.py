"""Opens the course in JupyterLab, on this machine only; all that it writes stays in the folder.

In: its arguments, a free port, waiting until it answers, stopping it.  Out: the notebooks.
"""

import errno
import os
import secrets
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

from helpers.door import environment

HOST = "127.0.0.1"
PORT = 8888
FIRST_PAGE = "notebooks/00_welcome.ipynb"
PATIENCE = 90  # seconds: a first start on a slow disk with a virus scanner


def open_course(port: int | None, browser: bool, extra: list[str]) -> int:
    """Runs JupyterLab until it is stopped; its exit code."""
    token = os.environ.get("JUPYTER_TOKEN") or secrets.token_urlsafe(24)
    free = free_port(port or PORT)
    if free != (port or PORT):
        print(f"Port {port or PORT} is taken by another program; using {free}.", flush=True)
    variables = environment.variables() | {"JUPYTER_TOKEN": token}
    lab = subprocess.Popen(
        [environment.python(), "-m", "jupyterlab", *arguments(free, browser), *extra],
        cwd=environment.ROOT,
        env=variables,
    )
    signal.signal(signal.SIGTERM, lambda *_: lab.terminate())
    if _answers(lab, free):
        print(f"\nThe course is open at\n\n    http://{HOST}:{free}{first_url()}?token={token}\n")
        print("Your labs are in work/. Stop with Ctrl-C, twice.", flush=True)
    return _wait(lab)


def arguments(port: int, browser: bool) -> list[str]:
    """JupyterLab's command line."""
    options = {
        "ServerApp.ip": HOST,
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,  # the port was chosen here: the address printed must be true
        "ServerApp.root_dir": environment.ROOT,
        "Application.log_level": "WARN",
        "ServerApp.open_browser": browser,
        "LabApp.default_url": first_url(),
        # without its overrides.json, JupyterLab asks whether to fetch news, whatever news_url says
        "LabApp.app_settings_dir": Path(__file__).with_name("jupyterlab"),
        "LabApp.extension_manager": "readonly",
        "LabApp.news_url": None,
        "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
        # looking for language servers runs npm, which writes into the home folder
        "LanguageServerManager.autodetect": False,
        # a container's only user is often root, and Jupyter listens on this machine only
        "ServerApp.allow_root": getattr(os, "geteuid", lambda: 1)() == 0,
    }
    return [f"--{name}={value}" for name, value in options.items()]


def first_url() -> str:
    """The address, below the server's, of the welcome page."""
    return f"/lab/tree/{FIRST_PAGE}" if (environment.ROOT / FIRST_PAGE).exists() else "/lab"


def free_port(wanted: int) -> int:
    """The first free port from `wanted` on.  SystemExit after 50 taken ones."""
    for port in range(wanted, min(wanted + 50, 65536)):
        if is_free(port):
            return port
    raise SystemExit(
        f"No free port from {wanted} on. Choose another: python3 course.py --port 9999"
    )


def is_free(port: int) -> bool:
    """Could a server listen on this port now?"""
    with socket.socket() as probe:
        if os.name == "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:  # as JupyterLab does: a port that was closed a minute ago is free
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as reason:
            # Windows answers EACCES for a port that somebody holds exclusively
            if reason.errno in (errno.EADDRINUSE, errno.EACCES, getattr(errno, "WSAEADDRINUSE", 0)):
                return False
            raise
    return True


def _answers(lab: subprocess.Popen, port: int) -> bool:
    """Waits until the server answers; False when it ended or does not come."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + PATIENCE
    while lab.poll() is None and time.monotonic() < end:
        try:
            with direct.open(f"http://{HOST}:{port}/api", timeout=5):
                return True
        except OSError:
            time.sleep(0.2)
    return False


def _wait(lab: subprocess.Popen) -> int:
    """JupyterLab gets Ctrl-C too, and asks; this process only waits for it."""
    while True:
        try:
            return lab.wait()
        except KeyboardInterrupt:
            continue
