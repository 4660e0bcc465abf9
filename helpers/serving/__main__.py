"""Writes service.py beside a notebook of lab 16 and serves it, with its page, on loopback.

python3 course.py serve work/16_service.ipynb
python3 course.py serve work/16_service.ipynb --write-only
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import shutil
import sys
from pathlib import Path
from types import ModuleType

from helpers.serving import module

PAGE = Path(__file__).with_name("page.html")
PORT = 8016


def main(arguments: list[str]) -> int:
    asked = parser().parse_args(arguments)
    notebook = Path(asked.called_from) / asked.notebook
    try:
        file = write(notebook)
    except (OSError, KeyError, ValueError) as error:  # also Unfinished, and JSON that is none
        print(f"{asked.notebook}: {error}", file=sys.stderr)
        return 1
    print(f"Written: {file}")
    if not asked.write_only:
        serve(file, asked.port)
    return 0


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser("course.py serve", description=__doc__.partition("\n")[0])
    made.add_argument("notebook", help="your copy of lab 16, for example work/16_service.ipynb")
    made.add_argument("--port", type=int, default=PORT, help=f"default {PORT}")
    made.add_argument("--write-only", action="store_true", help="write service.py, serve nothing")
    made.add_argument("--called-from", default=".", help=argparse.SUPPRESS)
    return made


def write(notebook: Path) -> Path:
    """service.py and its page beside the notebook."""
    text = module.source(json.loads(notebook.read_text(encoding="utf-8")))
    file = notebook.with_name("service.py")
    file.write_text(text, encoding="utf-8")
    shutil.copyfile(PAGE, file.with_name(PAGE.name))
    return file


def serve(file: Path, port: int) -> None:
    """The module's application until Ctrl+C; the model is whoever connect finds."""
    import uvicorn

    from helpers import connect

    os.environ["COURSE_MODEL"] = connect.model()
    print(f"Open http://127.0.0.1:{port}  (the key is sk-demo; Ctrl+C stops)", flush=True)
    uvicorn.run(loaded(file).app, host="127.0.0.1", port=port, log_level="warning")


def loaded(file: Path) -> ModuleType:
    """The module in a file, as `import service` would have it."""
    spec = importlib.util.spec_from_file_location("service", file)
    made = importlib.util.module_from_spec(spec)
    sys.modules["service"] = made
    spec.loader.exec_module(made)
    return made


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
