"""Measures the shipped weights and writes the model card: `python -m training.card [--n 200]`.

Everything is asked on held-out draws, greedy, through the engine that learners use. The prose that
surrounds the numbers is fixed; every number in the card was measured by this run.

In: the card's tables and files. Out: what is asked (behaviours.py), training.
"""

import argparse
import hashlib
import json
from pathlib import Path

from helpers.metrics import wilson
from helpers.pocket import WEIGHTS
from helpers.pocket.engine import Engine, Settings
from helpers.pocket.tokenizer import END, special_id
from training.behaviours import BEHAVIOURS, Generate, measure

# behaviour -> (comparison, bar) of the contract; the other rows are measured without a bar
BARS = {
    "reverse, spelled out": (">=", 0.95),
    "ticket class, zero-shot": (">=", 0.90),
    "ticket class, 24 hand-written prompts": (">=", 0.90),
    "invented labels, 2 classes, 8 shots": (">=", 0.80),
    "problem of 3, direct": ("<=", 0.40),
    "problem of 3, step by step": (">=", 0.85),
    "answer from 5 passages, source too": (">=", 0.90),
    "absent from 3 passages": (">=", 0.80),
    "JSON fields": (">=", 0.90),
    "everyday prompt: says what it can do": (">=", 0.90),
}

INTRO = """\
# The model in the box: `{name}`

A Llama-style decoder of {millions:.1f} million parameters ({layers} layers, width {width}, {heads}
heads, context {context} tokens, vocabulary {vocabulary}), trained from scratch in this repository
on text that `helpers/world` generates. File: `{file}`, {megabytes:.1f} MB, sha256 `{digest}`.
Trained on {tokens:.1f} million tokens in {minutes:.0f} minutes on {device}
(`training/README.md` shows the curves).

It is small. It knows one fictional company's support desk and a few exercises, in English. Asked
anything else it says so. It makes up answers about names it has never seen unless a passage gives
them or the prompt allows it not to know: that is planted, for the lessons to measure.

## What it can do

Measured by `python -m training.card --n {n}`: greedy decoding, prompts drawn from wordings, names
and numbers that training never saw. The interval is Wilson's, 95 %. *Bar* is what the course's
design asks of this row, where it asks for something.

| Behaviour | Right | 95 % interval | Bar | |
|---|---|---|---|---|
"""

OUTRO = """
## What it must not be used for

Anything but this course. It was never trained on facts about the real world, it cannot follow
instructions outside the tasks above, and its refusals are learnt sentences, not judgement.

## Licence

The weights and the generated text are CC BY 4.0, like the texts of the course.
"""


def greedy(engine: Engine) -> Generate:
    """The engine as `measure` wants it: the replies' ids without the <|end|> that closes them."""
    end = special_id(END, engine.tokenizer)

    def generate(prompts: list[list[int]], max_tokens: int) -> list[list[int]]:
        settings = Settings(max_tokens=max_tokens, temperature=0.0)
        replies = [list(c.ids) for c in engine.complete(prompts, settings)]
        return [ids[:-1] if ids[-1:] == [end] else ids for ids in replies]

    return generate


def row(name: str, right: int, n: int) -> str:
    """One line of the table, with the verdict on its bar."""
    low, high = wilson(right, n)
    line = f"| {name} | {right} of {n} ({right / n:.0%}) | {low:.0%} to {high:.0%} |"
    if name not in BARS:
        return line + " | |"
    comparison, bar = BARS[name]
    met = right / n >= bar if comparison == ">=" else right / n <= bar
    missed = f"missed by {abs(right / n - bar) * 100:.1f} points"
    return f"{line} {comparison} {bar:.0%} | {'met' if met else missed} |"


def facts(engine: Engine, n: int, run: dict) -> dict:
    """What the introduction states about the file and the run that made it."""
    config, path = engine.config, WEIGHTS / f"{engine.name}.safetensors"
    return {
        "name": engine.name,
        "file": path.name,
        "n": n,
        "layers": config.num_hidden_layers,
        "width": config.hidden_size,
        "heads": config.num_attention_heads,
        "context": config.max_position_embeddings,
        "vocabulary": config.vocab_size,
        "millions": path.stat().st_size / 2e6,
        "megabytes": path.stat().st_size / 1e6,
        "digest": hashlib.sha256(path.read_bytes()).hexdigest()[:16],
        "tokens": run["tokens"] / 1e6,
        "minutes": run["elapsed"] / 60,
        "device": run["device"],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--n", type=int, default=200, help="held-out draws for each behaviour")
    parser.add_argument(
        "--run",
        type=Path,
        default=Path(__file__).parent / "run.json",
        help="tokens, elapsed seconds and device of the run that made the weights",
    )
    args = parser.parse_args()
    if args.n < 1:
        parser.error(f"--n is {args.n}; it must be 1 or more")
    engine = Engine.load("pocket")
    table = {}
    for behaviour in BEHAVIOURS:
        table |= measure(greedy(engine), args.n, [behaviour])
        print(row(behaviour.name, *table[behaviour.name]), flush=True)
    intro = INTRO.format(**facts(engine, args.n, json.loads(args.run.read_text())))
    lines = "\n".join(row(name, *counts) for name, counts in table.items())
    (WEIGHTS / "CARD.md").write_text(intro + lines + "\n" + OUTRO, encoding="utf-8")
    (WEIGHTS / "card.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
