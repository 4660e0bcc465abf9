"""A training run that can be stopped and continued: the run's state and its files.

In: what a run is, saving and loading it whole. Out: the loop (train.py), the shipped file
(export.py).
"""

import re
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError

from helpers.pocket.rounding import is_rounded, unrounded
from training.batches import Shape
from training.export import read_weights, save_weights
from training.llama import Config, Llama
from training.muon import optimizers

Weights = dict[str, torch.Tensor]
LAYER = re.compile(r"model\.layers\.(\d+)")
CHECKPOINT = "checkpoint.pt"
# rates that let copying appear early; Muon at 0.02 delayed it by millions of tokens
MUON_LR, ADAMW_LR = 0.006, 2e-3


@dataclass
class Run:
    """Everything that changes while training, and what it was started with."""

    model: Llama
    optimizers: list[torch.optim.Optimizer]
    seed: int
    shape: Shape
    step: int = 0
    tokens: int = 0
    elapsed: float = 0.0  # seconds, over all sittings

    @property
    def settings(self) -> dict:
        """What must stay the same when a run is continued."""
        return {"config": asdict(self.model.config), "seed": self.seed, **asdict(self.shape)}


def new_run(
    config: Config,
    seed: int,
    shape: Shape,
    device: str = "cpu",
    start: Path | None = None,
    rate: float = 1.0,
) -> Run:
    """A run at step 0; the seed decides all batches, and the first weights where `start` is None.

    `start` is a .safetensors file (a snapshot, or a shipped one) of a model of the same shape, or
    with fewer layers (`grown`), from which to go on; `rate` is a factor on all learning rates,
    below 1 for weights that know something already. ValueError where the file is no safetensors or
    of another shape.
    """
    torch.manual_seed(seed)
    model = Llama(config).to(device)
    if start:
        given = floats(start)
        wanted = model.state_dict()
        given = grown(given, wanted)
        if {k: w.shape for k, w in given.items()} != {k: w.shape for k, w in wanted.items()}:
            raise ValueError(
                f"{start} is no {config.name}: its matrices have other names or shapes"
            )
        model.load_state_dict(given)
    return Run(model, optimizers(model, rate * MUON_LR, rate * ADAMW_LR), seed, shape)


def grown(given: Weights, fresh: Weights) -> Weights:
    """The weights of fewer layers in a network of more, which computes the same at first.

    The new layers stand evenly among the old ones. Whatever they read, they add nothing to the
    stream until they are trained: the matrices that write to it begin at zero.
    """
    old, new = layers(given), layers(fresh)
    if not 0 < old < new:
        return given
    at = {
        round((i + 1) * new / old) - 1: i for i in range(old)
    }  # place in the new one -> old layer
    weights = {name: w for name, w in given.items() if not LAYER.match(name)}
    for name, fresh_weight in fresh.items():
        if found := LAYER.match(name):
            number, rest = int(found[1]), name[found.end() :]
            if number in at:
                weights[name] = given[f"model.layers.{at[number]}{rest}"]
            else:
                adds = rest in (".self_attn.o_proj.weight", ".mlp.down_proj.weight")
                weights[name] = torch.zeros_like(fresh_weight) if adds else fresh_weight
    return weights


def layers(weights: Weights) -> int:
    return len({found[1] for found in map(LAYER.match, weights) if found})


def floats(path: Path) -> dict[str, torch.Tensor]:
    """The float32 weights of a .safetensors file: a snapshot, or what whole numbers stand for.

    ValueError where it cannot be read.
    """
    try:
        tensors, _ = read_weights(path)
    except SafetensorError as error:
        raise ValueError(f"{path} cannot be read as safetensors: {error}") from error
    tensors = unrounded(tensors) if is_rounded(tensors) else tensors
    return {name: torch.from_numpy(w).float() for name, w in tensors.items()}


def save(run: Run, folder: Path) -> None:
    """Write the checkpoint whole or not at all: a run killed here keeps its last one."""
    state = {
        "config": asdict(run.model.config),
        "settings": run.settings,
        "model": run.model.state_dict(),
        "optimizers": [optimizer.state_dict() for optimizer in run.optimizers],
        "step": run.step,
        "tokens": run.tokens,
        "elapsed": run.elapsed,
    }
    part = folder / f"{CHECKPOINT}.part"
    torch.save(state, part)
    part.replace(folder / CHECKPOINT)


def load(run: Run, folder: Path) -> bool:
    """Continue from the folder's checkpoint; False when there is none.

    ValueError when it was started with other settings.
    """
    if not (folder / CHECKPOINT).exists():
        return False
    state = torch.load(folder / CHECKPOINT, map_location=run.model.table.device, weights_only=True)
    if state["settings"] != run.settings:
        raise ValueError(
            f"{folder} was started with {state['settings']}, not {run.settings}; "
            "use the same settings or another --out"
        )
    run.model.load_state_dict(state["model"])
    for optimizer, saved in zip(run.optimizers, state["optimizers"], strict=True):
        optimizer.load_state_dict(saved)
    run.step, run.tokens, run.elapsed = state["step"], state["tokens"], state["elapsed"]
    return True


def snapshot(run: Run, folder: Path) -> None:
    """The weights alone, named after the minutes behind them: weights-0045.safetensors."""
    path = folder / f"weights-{round(run.elapsed / 60):04d}.safetensors"
    save_weights(run.model.state_dict(), run.model.config, path)
