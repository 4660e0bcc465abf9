"""A copy of the course, its JupyterLab, and a real browser before it.

In: starting and stopping the two.  Out: what is done there (`window`), what must be seen (test_*).
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from helpers.door import jupyter

sys.path.insert(0, str(Path(__file__).parent))

from window import Window

ROOT = Path(__file__).parents[2]
DOOR = Path(__file__).with_name("open_copy.py")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
TOKEN = "seen-not-only-tested"
PATIENCE = 120  # seconds, for a server on a busy machine


@pytest.fixture(scope="session")
def course(tmp_path_factory) -> Path:
    """The repository as a learner has it, under a path with a space and an umlaut."""
    folder = tmp_path_factory.mktemp("Kurs ä") / "course"
    kept = shutil.ignore_patterns(".*", "__pycache__", "work", "training", "tests", "benchmarks")
    shutil.copytree(ROOT, folder, ignore=kept)
    return folder


@pytest.fixture(scope="session")
def address(course) -> str:
    """Where the copy's JupyterLab answers, started by course.py's own `learn`."""
    port = _any_port()
    log = course.with_name("log.txt")
    with log.open("w") as written:
        door = subprocess.Popen(
            [sys.executable, str(DOOR), str(course), "--no-browser", "--port", str(port)],
            env=os.environ | {"JUPYTER_TOKEN": TOKEN, "PYTHONPATH": str(ROOT)},
            stdout=written,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}/api", door, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        door.terminate()
        door.wait(30)


def _any_port() -> int:
    """One that no other test run is about to take."""
    with socket.socket() as found:
        found.bind((jupyter.HOST, 0))
        return found.getsockname()[1]


def _wait_for(url: str, door: subprocess.Popen, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and door.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.3)
    pytest.fail(f"JupyterLab does not answer:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser():
    """Chromium or Chrome, headless.  Skips where there is none."""
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        opened = _launch(playwright.chromium, api.Error)
        yield opened
        opened.close()


def _launch(chromium, error: type[Exception]):
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    ways = [{"executable_path": found}] if found else [{}, {"channel": "chrome"}]
    for way in ways:
        try:
            return chromium.launch(headless=True, args=FLAGS, **way)
        except error as reason:
            last = str(reason).splitlines()[0]
    pytest.skip(f"no Chromium or Chrome can be started: {last}")


@pytest.fixture
def lab(browser, address, course, request):
    """A fresh window on the course; a screenshot is kept where SCREENSHOTS names a folder."""
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    window = Window(page, address, TOKEN, course)
    yield window
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{request.node.name}.png")
    window.close()
