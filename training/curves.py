"""Draws a run: `python -m training.curves runs/pocket` writes curves.png and run.json here.

Left the loss on answers, right what the model could do, both over the tokens that it has read.
run.json keeps what the model card says of the runs that made the weights, the newest last.

In: the picture. Out: the run (train.py).
"""

import argparse
import json
from pathlib import Path

import matplotlib.pyplot as plt

HERE = Path(__file__).parent
DRAWN = {  # behaviour -> line style; no two lines differ in colour alone
    "ticket class, zero-shot": "-",
    "invented labels, 2 classes, 8 shots": "--",
    "reverse, spelled out": "-.",
    "reverse, whole word": ":",
    "problem of 3, step by step": (0, (5, 1)),
    "problem of 3, direct": (0, (1, 1)),
    "answer from 3 passages": (0, (3, 1, 1, 1)),
    "JSON fields": (0, (3, 1, 1, 1, 1, 1)),
    "answer from 5 passages, source too": (0, (5, 1, 1, 1)),
    "judge, hand-worded": (0, (5, 3)),
}


def records(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def smoothed(values: list[float], width: int = 9) -> list[float]:
    """The mean of each value and those just before it."""
    windows = (values[max(0, i - width + 1) : i + 1] for i in range(len(values)))
    return [sum(window) / len(window) for window in windows]


def draw(run: Path, out: Path) -> None:
    log, behaviours = records(run / "log.jsonl"), records(run / "behaviours.jsonl")
    figure, (loss, shares) = plt.subplots(1, 2, figsize=(12, 4.5), layout="constrained")
    millions = [record["tokens"] / 1e6 for record in log]
    loss.plot(millions, smoothed([record["loss_answers"] for record in log]), color="black")
    loss.set(xlabel="million tokens", ylabel="loss on answers (nats)", title="Loss")
    loss.set_ylim(bottom=0)
    millions = [record["tokens"] / 1e6 for record in behaviours]
    for name, style in DRAWN.items():
        if all(name in record["behaviours"] for record in behaviours):  # older runs lack some
            right = [record["behaviours"][name] for record in behaviours]
            shares.plot(millions, [r / n for r, n in right], linestyle=style, label=name)
    n = behaviours[-1]["behaviours"]["JSON fields"][1]
    shares.set(
        xlabel="million tokens",
        ylabel=f"share right (n = {n} held-out draws)",
        title="Behaviours",
        ylim=(-0.02, 1.02),
    )
    figure.legend(*shares.get_legend_handles_labels(), loc="outside right center", frameon=False)
    figure.savefig(out, dpi=100)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("run", type=Path, help="the folder that training.train wrote")
    parser.add_argument("--device", default="one core of a 2-core CPU")
    parser.add_argument(
        "--continues", action="store_true", help="the run went on from the weights of the last one"
    )
    args = parser.parse_args()
    if not (args.run / "log.jsonl").is_file():
        parser.error(f"{args.run} holds no log.jsonl; give the --out folder of training.train")
    draw(args.run, HERE / "curves.png")
    last = records(args.run / "log.jsonl")[-1]
    about = {"tokens": last["tokens"], "elapsed": last["elapsed"], "device": args.device}
    file = HERE / "run.json"
    earlier = json.loads(file.read_text(encoding="utf-8")) if args.continues else []
    file.write_text(json.dumps([*earlier, about], indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
