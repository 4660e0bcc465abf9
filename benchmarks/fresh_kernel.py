"""A fresh notebook kernel that runs one cell, for the benchmarks beside this file."""

import contextlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

from jupyter_client import BlockingKernelClient, KernelManager

ROOT = Path(__file__).parents[1]

# a learner's first cell: imports, the local server, one call
FIRST_CELL = """
from helpers import connect
from openai import OpenAI

MODEL = connect.model()
client = OpenAI()
reply = client.chat.completions.create(
    model=MODEL, messages=[{"role": "user", "content": "Hello!"}], max_tokens=40
)
assert reply.choices[0].message.content
"""


@contextlib.contextmanager
def kernel() -> Iterator[BlockingKernelClient]:
    """A kernel that has answered one empty cell, so its own start is not measured."""
    manager = KernelManager()
    manager.start_kernel(cwd=str(ROOT), stderr=subprocess.DEVNULL)
    client = manager.blocking_client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    try:
        run(client, f"import sys; sys.path.insert(0, {str(ROOT)!r})")
        yield client
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def run(client: BlockingKernelClient, code: str, timeout: float = 60) -> str:
    """Runs a cell; what it printed. RuntimeError with the traceback where it fails."""
    printed = []

    def hook(message: dict) -> None:
        if message["msg_type"] == "stream":
            printed.append(message["content"]["text"])

    reply = client.execute_interactive(code, timeout=timeout, output_hook=hook)["content"]
    if reply["status"] != "ok":
        raise RuntimeError("\n".join(reply["traceback"]))
    return "".join(printed)
