"""Trains a model of the box: `python -m training.train --out runs/pocket --minutes 80`.

The same command continues a run that was stopped. The folder then holds checkpoint.pt (everything,
every few minutes), weights-MINUTES.safetensors (the weights alone), log.jsonl (a line for each
interval: losses, rate, speed) and behaviours.jsonl (what the model could do by then).

In: the loop, the learning rate over time, what is printed. Out: the data (mixture.py, batches.py),
the optimizers (muon.py), the file that is shipped (export.py).
"""

import argparse
import json
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import torch
from torch import Tensor

from helpers.pocket.tokenizer import END, encoding, special_id
from training.batches import LONGER, PROMPT_WEIGHT, Batches, Shape, ahead
from training.checkpoint import Run, load, new_run, save, snapshot
from training.llama import CONFIGS, generate, losses
from training.mixture import PHASES, documents
from training.precision import half_is_faster

WARM_UP = 100  # steps
FLAT = 0.5  # the share of the budget at the full rate; then linear to zero
CLIP = 1.0
REPORT_S, SAVE_S, SNAPSHOT_S = 20, 300, 900
DRAWS = 30  # held-out questions for each behaviour


@dataclass(frozen=True)
class Budget:
    """How long to train: minutes of all sittings together, or tokens (the other is None)."""

    minutes: float | None = None
    tokens: int | None = None

    def spent(self, run: Run) -> float:
        """The share of the budget that is used up, 0..1."""
        if self.tokens:
            return min(1.0, run.tokens / self.tokens)
        return min(1.0, run.elapsed / (60 * self.minutes))


def rate(step: int, spent: float) -> float:
    """The factor on every learning rate: warm-up, flat, then linear to zero."""
    return min(1.0, (step + 1) / WARM_UP, (1 - spent) / (1 - FLAT))


def train_step(
    run: Run, ids: Tensor, weights: Tensor, spent: float, losses_of: Callable
) -> tuple[float, float]:
    """One update; the mean loss on answers and on prompts before it."""
    each = losses_of(run.model, ids)
    ((each * weights).sum() / weights.sum()).backward()
    torch.nn.utils.clip_grad_norm_(run.model.parameters(), CLIP)
    for optimizer in run.optimizers:
        for group in optimizer.param_groups:
            group["lr"] = group.setdefault("initial_lr", group["lr"]) * rate(run.step, spent)
        optimizer.step()
        optimizer.zero_grad()
    run.step += 1
    run.tokens += weights.numel()
    answers, prompts = weights > PROMPT_WEIGHT, (weights > 0) & (weights <= PROMPT_WEIGHT)
    return each.detach()[answers].mean().item(), each.detach()[prompts].mean().item()


def train(
    run: Run,
    batches: Iterator,
    budget: Budget,
    report: Callable,
    stop: threading.Event,
    losses_of: Callable = losses,
) -> None:
    """Take steps until the budget is spent or `stop` is set; `report(run, losses)` after each."""
    device, before = run.model.table.device, run.elapsed
    start = time.monotonic()
    while (spent := budget.spent(run)) < 1 and not stop.is_set():
        ids, weights = (tensor.to(device, non_blocking=True) for tensor in next(batches))
        means = train_step(run, ids, weights, spent, losses_of)
        run.elapsed = before + time.monotonic() - start
        report(run, means)


def compiled(run: Run) -> Callable:
    """`losses` through torch.compile, tried once; as it is where there is no working compiler."""
    slow = partial(losses, half=half_is_faster(run.model.table.device.type))
    fast = torch.compile(slow, dynamic=False)  # one program for each shape of a batch
    try:
        for rows, width in run.shape.all():
            ids = torch.zeros(rows, width + 1, dtype=torch.long, device=run.model.table.device)
            fast(run.model, ids).sum().backward()
    except Exception as error:  # each backend raises its own kinds; the slow way is always right
        print(f"torch.compile does not work here; training without it, slower: {error!r:.300}")
        fast = slow
    run.model.zero_grad()
    return fast


class Reporter:
    """Prints and logs a run as it goes, and saves it."""

    def __init__(self, folder: Path, budget: Budget):
        self.folder, self.budget = folder, budget
        self.seen: list[tuple[float, float]] = []
        self.part: int | None = None  # of the run's time, all sittings together, in SNAPSHOT_S
        self.reported = self.saved = time.monotonic()

    def __call__(self, run: Run, means: tuple[float, float]) -> None:
        self.seen.append(means)
        now, done = time.monotonic(), self.budget.spent(run) >= 1
        if now - self.reported > REPORT_S or done:
            self.line(run, now)
        if now - self.saved > SAVE_S or done:
            save(run, self.folder)
            self.saved = now
        part = int(run.elapsed // SNAPSHOT_S)
        if done or (self.part is not None and part > self.part):
            snapshot(run, self.folder)
            self.behaviours(run)
            self.reported += time.monotonic() - now  # the speed is that of training alone
        self.part = part

    def line(self, run: Run, now: float) -> None:
        """One line for the screen and one for log.jsonl: the means since the last."""
        answers, prompts = (sum(column) / len(self.seen) for column in zip(*self.seen, strict=True))
        speed = len(self.seen) * run.shape.rows * run.shape.width / (now - self.reported)
        spent = self.budget.spent(run)
        left = run.elapsed * (1 - spent) / max(spent, 1e-9) / 60
        print(
            f"{spent:4.0%}  step {run.step}  {run.tokens / 1e6:.2f} M tokens  loss on answers "
            f"{answers:.3f}  prompts {prompts:.3f}  {speed:,.0f} tokens/s  {left:.0f} min left",
            flush=True,
        )
        self.log(
            "log.jsonl",
            run,
            loss_answers=answers,
            loss_prompts=prompts,
            rate=rate(run.step, spent),
            tokens_per_second=speed,
        )
        self.seen, self.reported = [], now

    def behaviours(self, run: Run) -> None:
        """What the weights can do now; a table for the screen, a line for behaviours.jsonl."""
        from training.behaviours import LOGGED, measure

        table = measure(partial(reply, run), DRAWS, LOGGED)
        for name, (right, n) in table.items():
            print(f"    {right:3d} of {n}  {name}", flush=True)
        self.log("behaviours.jsonl", run, behaviours=table)

    def log(self, name: str, run: Run, **values) -> None:
        record = {"step": run.step, "tokens": run.tokens, "elapsed": round(run.elapsed, 1)} | values
        with (self.folder / name).open("a", encoding="utf-8") as file:
            file.write(json.dumps(record) + "\n")


def reply(run: Run, prompts: list[list[int]], max_tokens: int) -> list[list[int]]:
    """Greedy replies of the current weights, for the behaviours."""
    return generate(run.model, prompts, max_tokens, special_id(END, encoding()))


def command_line() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        help="the run's folder; continued when it holds a checkpoint",
    )
    parser.add_argument("--config", choices=CONFIGS, default="pocket")
    budget = parser.add_mutually_exclusive_group(required=True)
    budget.add_argument("--minutes", type=float, help="of all sittings together")
    budget.add_argument("--tokens", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--start", type=Path, help="a .safetensors file to go on from")
    parser.add_argument(
        "--rate",
        type=float,
        default=1.0,
        help="factor on the learning rates, e.g. 0.5 with --start",
    )
    parser.add_argument(
        "--phase",
        choices=PHASES,
        default="all",
        help="which recipe of mixture.py; a run may be stopped and continued with another",
    )
    parser.add_argument("--rows", type=int, default=16, help="rows of a batch")
    parser.add_argument("--width", type=int, default=256, help="tokens of a row")
    parser.add_argument(
        "--long-every", type=int, default=3, help="every n-th batch has rows four times as wide"
    )
    parser.add_argument(
        "--far-every",
        type=int,
        default=40,
        help="every n-th has rows sixteen times as wide; 0: none",
    )
    parser.add_argument(
        "--workers",
        type=int,
        default=1,
        help="processes that write the text; a GPU reads faster than one of them writes",
    )
    return parser


def arguments(parser: argparse.ArgumentParser) -> argparse.Namespace:
    """What was asked for; ends the program with one line where that cannot be."""
    args = parser.parse_args()
    if args.start and not args.start.is_file():
        parser.error(f"--start {args.start} is no file; give the .safetensors of an exported model")
    for name in ("minutes", "tokens", "rate", "width", "workers"):
        value = getattr(args, name)
        if value is not None and not value > 0:
            parser.error(f"--{name} is {value}; it must be above 0")
    if args.long_every < 0:
        parser.error(f"--long-every is {args.long_every}; it must be 0 or more")
    if args.far_every < 0:
        parser.error(f"--far-every is {args.far_every}; it must be 0 or more")
    least = LONGER**2 if args.far_every else LONGER if args.long_every else 1
    if args.rows < least:
        less = "--far-every 0" if args.far_every else "--long-every 0"
        parser.error(f"--rows is {args.rows}; it must be {least} or more, or {less}")
    return args


def asked_to_stop() -> threading.Event:
    """Set by Ctrl-C or a polite kill, so that the run ends between two steps and is saved."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    return stop


def main() -> None:
    parser = command_line()
    args = arguments(parser)
    config = replace(CONFIGS[args.config], vocab_size=encoding().n_vocab)
    shape, budget = (
        Shape(args.rows, args.width, args.long_every, args.far_every),
        Budget(args.minutes, args.tokens),
    )
    device = "cuda" if torch.cuda.is_available() else "cpu"
    try:
        run = new_run(config, args.seed, shape, device, args.start, args.rate)
        continued = load(run, args.out)
    except ValueError as error:
        parser.error(str(error))
    args.out.mkdir(parents=True, exist_ok=True)
    if continued:
        print(f"continuing {args.out} at step {run.step}, after {run.elapsed / 60:.1f} minutes")
    source = partial(documents, phase=args.phase)
    batches = ahead(Batches(source, args.seed, shape), run.step, args.workers)
    stop = asked_to_stop()
    train(run, batches, budget, Reporter(args.out, budget), stop, compiled(run))
    if stop.is_set():
        save(run, args.out)
        print(f"stopped and saved at step {run.step}; the same command continues")


if __name__ == "__main__":
    main()
