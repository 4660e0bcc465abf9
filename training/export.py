"""Weights -> `helpers/pocket/weights/`: float16 safetensors, and the checksums of that folder.

    python -m training.export runs/pocket            # the run's newest checkpoint
    python -m training.export runs/pocket/weights-0045.safetensors   # one of its snapshots

In: the file format. Out: what the weights can do (behaviours.py).
"""

import argparse
import hashlib
import json
import shutil
from dataclasses import asdict
from pathlib import Path

import torch
from safetensors.torch import save as safetensors_bytes
from torch import Tensor

from helpers.pocket import WEIGHTS
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
    part = path.with_suffix(".part")
    metadata = {"config": json.dumps(asdict(config))}  # one key: safetensors shuffles several
    part.write_bytes(safetensors_bytes(half, metadata=metadata))
    part.replace(path)


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
        shutil.copyfile(source, target)
    else:
        state = torch.load(source / "checkpoint.pt", map_location="cpu", weights_only=True)
        save_weights(state["model"], Config(**state["config"]), target)
    write_checksums(folder)
    return target


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
