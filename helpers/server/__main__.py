"""The server alone, for other programs and other terminals: python -m helpers.server"""

import argparse
import sys

import uvicorn

from helpers.pocket import MODELS
from helpers.server.app import create_app
from helpers.server.engines import shipped
from helpers.server.local import IDLE, listening, quiet_end

LINES = """\
The model in the box ({models}) is served at

    {url}/v1   for OpenAI's SDK
    {url}      for Anthropic's SDK

Copy into another terminal, or into .env (there without `export`):

    export COURSE_MODEL={model}
    export OPENAI_BASE_URL={url}/v1
    export OPENAI_API_KEY=any
    export ANTHROPIC_BASE_URL={url}
    export ANTHROPIC_API_KEY=any

Ctrl+C ends it."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m helpers.server", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0 lets other machines in")
    parser.add_argument("--port", type=int, default=8017)
    told = parser.parse_args()
    if not MODELS:
        sys.exit("No model in helpers/pocket/weights. `python3 course.py doctor` helps.")
    try:
        listener = listening(told.host, told.port)
    except OSError as error:
        sys.exit(f"Cannot listen on {told.host}, port {told.port}: {error}. Try another --port.")
    config = uvicorn.Config(
        create_app(shipped()),
        log_level="warning",
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=1,  # a stream that nobody reads would keep it for ever
        timeout_keep_alive=IDLE,
    )
    quiet_end()
    try:
        print(lines(told.host, listener.getsockname()[1]), flush=True)
        uvicorn.Server(config).run([listener])
    except KeyboardInterrupt:  # uvicorn has ended, and raises it for those who started it
        sys.exit(130)


def lines(host: str, port: int) -> str:
    """What to print; 0.0.0.0 is shown as the address that works on this machine."""
    name = "127.0.0.1" if host == "0.0.0.0" else f"[{host}]" if ":" in host else host
    return LINES.format(models=", ".join(MODELS), model=MODELS[0], url=f"http://{name}:{port}")


if __name__ == "__main__":
    main()
