"""What the lessons and labs import: data, counting, drawing, checking, and the model in the box.

Importing this package is cheap and does one thing: it tells tiktoken where the shipped vocabularies
are, so that counting tokens works with no network.  Everything else is a module of its own.
"""

import os
from pathlib import Path

os.environ.setdefault(
    "TIKTOKEN_CACHE_DIR", str(Path(__file__).absolute().parents[1] / "datasets" / "vocabularies")
)
