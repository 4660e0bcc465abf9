"""The server in a thread of this process, on loopback, until it is stopped or the process ends.

Knows nothing of environment variables (helpers/connect.py sets them).
"""

import logging
import os
import socket
import threading
import time
from asyncio import CancelledError

import uvicorn

from helpers.server.app import create_app
from helpers.server.embedders import Embedders
from helpers.server.engines import Engines
from helpers.server.faults import Faults

LOOPBACK = "127.0.0.1"
# seconds that a connection may be idle: clients keep theirs, and one that is closed under a request
# that was just sent is a fault that nobody understands
IDLE = 60


def listening(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 is any that is free. OSError where the port is taken.

    The protocol is named because asyncio sets TCP_NODELAY only where it is, and without that
    every reply takes 40 ms longer.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":  # elsewhere the option means that two programs may share the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(1024)
    return listener


def quiet_end() -> None:
    """Keeps out of the log that streams were cut when the server ended: that is what was wanted."""
    logging.getLogger("uvicorn.error").addFilter(is_no_end)


def is_no_end(record: logging.LogRecord) -> bool:
    error = record.exc_info[1] if record.exc_info else None
    told = record.getMessage()
    return not isinstance(error, CancelledError) and "timeout graceful shutdown" not in told


class LocalServer:
    """A server that answers at `url` from the moment it is made."""

    def __init__(self, engines: Engines, embedders: Embedders | None = None):
        listener = listening(LOOPBACK, 0)
        self.faults = Faults()  # on request, see helpers/server/faults.py
        config = uvicorn.Config(
            create_app(engines, self.faults, embedders),
            log_config=None,  # the notebook's logging is the notebook's
            log_level="warning",
            access_log=False,
            lifespan="off",
            ws="none",
            timeout_graceful_shutdown=1,
            timeout_keep_alive=IDLE,
        )
        self.url = f"http://{LOOPBACK}:{listener.getsockname()[1]}"
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, args=([listener],), daemon=True, name="local server"
        )
        quiet_end()
        self._thread.start()
        self._wait()

    @property
    def running(self) -> bool:
        return self._thread.is_alive()  # a forked process has the object but not the thread

    def stop(self) -> None:
        """Ends the server; requests in flight have a second to finish."""
        self._server.should_exit = True
        self._thread.join()

    def _wait(self) -> None:
        while not self._server.started:
            if not self._thread.is_alive():
                raise RuntimeError(f"the local server could not start at {self.url}; see the log")
            time.sleep(0.002)
