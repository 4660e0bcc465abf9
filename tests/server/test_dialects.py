"""A vendor's SDK is imported where nobody else waits for it."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
# notes the thread that looks for each module; runs alone, since here the SDKs are imported already
PROGRAM = """
import json, sys, threading, urllib.request
from helpers.server.embedders import Embedders
from helpers.server.engines import Engines
from helpers.server.local import LocalServer

class Watch:
    def find_spec(self, name, *_):
        seen.setdefault(name, threading.current_thread().name)

seen = {}
sys.meta_path.insert(0, Watch())
server = LocalServer(Engines({}), Embedders({}))

def ask(path, body, **headers):
    told = {"authorization": "Bearer any"} | {k.replace("_", "-"): v for k, v in headers.items()}
    request = urllib.request.Request(server.url + path, body, told)
    try:
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request).read()
    except urllib.error.HTTPError as error:
        error.read()

ask("/nowhere", b"{}", anthropic_version="2023-06-01")
ask("/v1/messages", b"{}", anthropic_version="2023-06-01")
for path in ("/v1/chat/completions", "/v1/responses", "/v1/completions", "/v1/embeddings"):
    ask(path, b"{}")
wires = {name: thread for name, thread in seen.items() if name.startswith("helpers.server")}
print(json.dumps({"anthropic": seen["anthropic"], "openai": seen["openai"]} | wires))
"""


def test_no_sdk_is_imported_on_the_event_loop():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True
    )
    threads = json.loads(done.stdout.splitlines()[-1])
    wires = {"anthropic_wire", "openai_wire", "responses_wire", "completions_wire", "embed"}
    assert {f"helpers.server.{name}" for name in wires} <= set(threads)
    assert "local server" not in threads.values(), threads
