"""Weights -> `helpers/pocket/weights/`: whole numbers in safetensors, and that folder's checksums.

    python -m training.export runs/pocket            # the run's newest checkpoint
    python -m training.export runs/pocket/weights-0045.safetensors   # one of its snapshots

A snapshot is float16, to go on training from; what is shipped is int8 with scales and levels
(helpers/pocket/rounding.py), which the engine runs on. A file that is whole numbers already is
copied.

In: the file formats. Out: what the weights can do (behaviours.py).
"""

import argparse
import hashlib
import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from safetensors import safe_open
from safetensors.numpy import save as safetensors_bytes
from torch import Tensor

from helpers.pocket import WEIGHTS
from helpers.pocket.rounding import is_rounded, rounded
from training.llama import Config

CHECKSUMS = "SHA256SUMS"


def save_weights(weights: dict[str, Tensor], config: Config, path: Path) -> None:
    """One safetensors file in float16 whose metadata holds the config as JSON.

    ValueError when a weight is too large for float16 or not a number.
    """
    half = {name: w.detach().cpu().half().contiguous() for name, w in weights.items()}
    broken = [name for name, w in half.items() if not w.isfinite().all()]
    if broken:
        raise ValueError(f"not finite in float16: {', '.join(broken)}; the training diverged")
    _write({name: w.numpy() for name, w in half.items()}, asdict(config), path)


def read_weights(path: Path) -> tuple[dict[str, np.ndarray], dict]:
    """The tensors of a safetensors file, as they lie there, and the config from its metadata."""
    with safe_open(path, framework="numpy") as file:
        config = json.loads((file.metadata() or {}).get("config", "{}"))
        return {name: file.get_tensor(name) for name in file.keys()}, config  # noqa: SIM118


def write_checksums(folder: Path) -> None:
    """SHA256SUMS over all files of the folder, in the form that `sha256sum -c` reads."""
    files = sorted(p for p in folder.iterdir() if p.is_file() and p.name != CHECKSUMS)
    lines = [f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n" for p in files]
    (folder / CHECKSUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def export(source: Path, name: str, folder: Path = WEIGHTS) -> Path:
    """Put a run's newest weights, or one of its snapshots, into the folder as NAME.safetensors."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{name}.safetensors"
    if source.suffix == ".safetensors":
        tensors, config = read_weights(source)
    else:
        state = torch.load(source / "checkpoint.pt", map_location="cpu", weights_only=True)
        tensors = {name: w.float().numpy() for name, w in state["model"].items()}
        config = state["config"]
    if not is_rounded(tensors):
        heads, window = config["num_attention_heads"], config["max_position_embeddings"]
        tensors = rounded(tensors, heads, window)
    _write(tensors, config, target)
    write_checksums(folder)
    return target


def _write(tensors: dict[str, np.ndarray], config: dict, path: Path) -> None:
    """The file, whole or not at all."""
    part = path.with_suffix(".part")
    # one key: safetensors shuffles several
    part.write_bytes(safetensors_bytes(tensors, metadata={"config": json.dumps(config)}))
    part.replace(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="a run's folder or a .safetensors snapshot in it")
    parser.add_argument("--name", default="pocket")
    parser.add_argument("--folder", type=Path, default=WEIGHTS, help="where to put it")
    args = parser.parse_args()
    if not (args.source.is_file() or (args.source / "checkpoint.pt").is_file()):
        parser.error(f"{args.source} is no snapshot and holds no checkpoint.pt")
    path = export(args.source, args.name, args.folder)
    print(f"{path} ({path.stat().st_size / 1e6:.1f} MB) and {CHECKSUMS}")


if __name__ == "__main__":
    main()
