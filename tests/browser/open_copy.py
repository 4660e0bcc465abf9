"""Runs `learn` on a copy of the course with this Python as its environment: `open_copy.py COPY …`.

Nothing is installed; all else, from handing out labs to JupyterLab's options, is the real thing.
"""

import sys
from pathlib import Path

from helpers.door import commands, environment

copy = Path(sys.argv[1])
variables = environment.variables
environment.ROOT, environment.SETTINGS = copy, copy / ".jupyter"
environment.prepare = lambda *locks: None
environment.python = lambda: Path(sys.executable)
environment.variables = lambda: variables() | {"PYTHONPATH": str(copy)}

# cells far below the window are otherwise not in the page, where a test cannot see them
settings = environment.SETTINGS / "config/lab/user-settings/@jupyterlab/notebook-extension"
settings.mkdir(parents=True)
(settings / "tracker.jupyterlab-settings").write_text('{"windowingMode": "none"}')

sys.exit(commands.main(["learn", *sys.argv[2:]], ""))
