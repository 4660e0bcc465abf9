"""Installs the tests' oracle, PyTorch and transformers, where that is reasonable.

On Linux the ordinary package index answers `torch` with several gigabytes for a graphics card.
Nobody who only wants to run the tests is made to fetch that: the tests that need it are then
skipped and say so.
Where the variable CI is set, the oracle is required. So is the embedding model, which the course
does without where it is not installed.
"""

import json
import os

from helpers.door import environment


def prepare() -> None:
    """Installs the oracle unless it is there, unwanted or out of reach.  In CI it must succeed."""
    if environment.is_whole(environment.ORACLE):
        return
    if not _required() and (reason := _reason_against()):
        print(
            f"Without the oracle (torch, transformers): {reason}. Its tests are skipped.",
            flush=True,
        )
        return
    print("Installing the tests' oracle: torch and transformers …", flush=True)
    done = environment.pip("install", "--quiet", "--requirement", environment.ORACLE)
    if done.returncode == 0:
        environment.set_mark(environment.ORACLE)
        return
    words = environment.last_words(done.stdout + done.stderr)
    if _required():
        raise SystemExit(f"CI is set, and the oracle could not be installed:\n{words}")
    print(f"The oracle could not be installed; its tests are skipped:\n{words}", flush=True)


def prepare_embeddings() -> None:
    """Installs all-MiniLM-L6-v2 (84 MB to download), if it can.  In CI it must succeed."""
    try:
        environment.prepare(environment.LEARN, environment.EMBEDDINGS)
    except SystemExit as reason:
        if _required():
            raise
        print(f"Without all-MiniLM-L6-v2; its tests are skipped. {reason}", flush=True)


def _required() -> bool:
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def _reason_against() -> str | None:
    """Asks pip what it would fetch."""
    plan = environment.pip(
        "install", "--quiet", "--dry-run", "--report", "-", "--requirement", environment.ORACLE
    )
    if plan.returncode != 0:
        return "pip cannot fetch it here"
    return reason_against(json.loads(plan.stdout))


def reason_against(report: dict) -> str | None:
    """Why this installation report of pip's should not be carried out, or None."""
    names = {part["metadata"]["name"].lower() for part in report.get("install", [])}
    if any(name.startswith("nvidia-") for name in names):
        return (
            "pip would fetch several gigabytes for a graphics card (set CI=true if you want them)"
        )
    return None
