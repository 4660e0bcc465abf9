"""Measures the shipped weights and writes the model card: `python -m training.card [--n 200]`.

Everything is asked on held-out draws through the engine that learners use. The prose that surrounds
the numbers is fixed (card_text.py); every number in the card was measured by this run.

In: the card's tables and files. Out: what is asked (behaviours.py, experiments.py), training.
"""

import argparse
import hashlib
import json
import time
from dataclasses import asdict, replace
from pathlib import Path

from helpers.pocket import MODELS, WEIGHTS
from helpers.pocket.engine import Engine, Settings
from helpers.pocket.tokenizer import END, special_id
from helpers.world.urgency import FAVOURED, NEGLECTED
from training.behaviours import BEHAVIOURS, Behaviour, Generate, measure
from training.bench import Bench
from training.card_text import COMPARED, INTRO, MISSED, OTHERS, OUTRO, TABLE, WHY
from training.card_text import STRANGERS as FOR_STRANGERS
from training.experiments import EXPERIMENTS
from training.rows import Row, apart, share
from training.strangers import STRANGERS
from training.tasks.hands.verdicts import KINDS

# row -> (comparison, bar) of the contract; the other rows are measured without a bar
BARS = {
    "reverse, spelled out": (">=", 0.95),
    "whole against spelled out": ("<=", -0.30),
    "ticket class, zero-shot": (">=", 0.90),
    "ticket class, 24 hand-written prompts": (">=", 0.90),
    "invented labels, 2 classes, 8 shots": (">=", 0.80),
    "problem of 3, direct": ("<=", 0.40),
    "problem of 3, step by step": (">=", 0.85),
    "direct, hand-worded": ("<=", 0.40),
    "steps, hand-worded": (">=", 0.85),
    "nine votes against one sample": (">=", 0.05),
    "5 steps: least-to-most against at once": (">=", 0.15),
    "6 steps: least-to-most against at once": (">=", 0.15),
    "JSON fields": (">=", 0.90),
    "json, hand-worded": (">=", 0.90),
    "valid JSON at temperature 1, by prompt": ("<", 1.0),
    "valid JSON at temperature 1, constrained": (">=", 1.0),
    "incident in one line: ROUGE-L": (">=", 0.6),
    "the same, hand-worded: ROUGE-L": (">=", 0.6),
    "English to Spanish: chrF": (">=", 60),
    "the same, hand-worded: chrF": (">=", 60),
    "description to Python: pass@1": (">=", 0.60),
    "the same, hand-worded: pass@1": (">=", 0.60),
    "judge, hand-worded: kappa": (">=", 0.7),
    "answer from 5 passages, source too": (">=", 0.90),
    "cite, hand-worded": (">=", 0.90),
    "absent from 3 passages": (">=", 0.80),
    "absent, hand-worded": (">=", 0.80),
    "errand by tool calls, unseen tools": (">=", 0.80),
    "errand by ReAct in text, unseen tools": (">=", 0.80),
    "attack works, no defence": (">=", 0.50),
    "attack works, hand-worded, undefended": (">=", 0.50),
    "the defence against none": ("<=", -0.25),
    f"{FAVOURED} against {NEGLECTED}, same tickets": (">0", 0),
    "the denial's cost": ("<0", 0),
    "everyday prompt: says what it can do": (">=", 0.90),
    "strangers: ticket class": (">=", 0.90),
    "strangers: the class in the asked form": (">=", 0.90),
    "strangers: no class where none was asked": (">=", 0.90),
    "strangers: a fixed reply, whatever comes": (">=", 0.90),
    "strangers: 2 invented labels, 8 shots": (">=", 0.75),
    "strangers: 3 invented labels, 9 shots": (">=", 0.75),
    "strangers: class under a schema": (">=", 0.87),
    "strangers: class by a tool": (">=", 0.87),
    "strangers: problem of 1, step by step": (">=", 0.90),
    "strangers: problem of 2, step by step": (">=", 0.80),
    "strangers: problem of 3, step by step": (">=", 0.70),
    "strangers: answer from 1 passage": (">=", 0.90),
    "strangers: answer from 3 passages": (">=", 0.80),
    "strangers: answer from 5 passages": (">=", 0.75),
    "strangers: answer from 5 passages, with its source": (">=", 0.75),
    "strangers: abstains when absent, 3 passages": (">=", 0.80),
    "strangers: JSON fields": (">=", 0.80),
    "strangers: broken JSON mended": (">=", 0.90),
    "strangers: summary: the asked form": (">=", 0.80),
    "strangers: summary: facts kept": (">=", 0.70),
    "strangers: summary: stays English": (">=", 1.0),
    "strangers: translation: the glossary's words": (">=", 0.85),
    "strangers: question to SQL: the right rows": (">=", 0.60),
    "strangers: tool and arguments": (">=", 0.75),
    "strangers: letters reversed, set apart in any way": (">=", 0.85),
    **{
        f"strangers: judge: {kind}, {word}": (">=", 0.80)
        for kind in KINDS
        for word in ("yes", "no")
    },
}


# the same behaviours under the names of their rows
FOR_OTHERS = [replace(one, name=f"strangers: {one.name}") for one in STRANGERS]


def greedy(engine: Engine) -> Generate:
    """The engine as `measure` wants it: the replies' ids without the <|end|> that closes them."""
    end = special_id(END, engine.tokenizer)

    def generate(prompts: list[list[int]], max_tokens: int) -> list[list[int]]:
        settings = Settings(max_tokens=max_tokens, temperature=0.0)
        replies = [list(c.ids) for c in engine.complete(prompts, settings)]
        return [ids[:-1] if ids[-1:] == [end] else ids for ids in replies]

    return generate


def verdict(row: Row) -> tuple[str, str]:
    """(the row's bar, whether it is met) as the card says them; empty where it has none."""
    if row.name not in BARS:
        return "", ""
    comparison, bar = BARS[row.name]
    if comparison in (">0", "<0"):
        wanted = f"interval {'above' if comparison == '>0' else 'below'} 0"
        return wanted, "met" if row.met(comparison, bar) else "missed"
    if row.met(comparison, bar):
        return f"{comparison} {row.text(bar)}", "met"
    away = abs(row.value - bar) * (1 if row.unit == "score" else 100)
    return f"{comparison} {row.text(bar)}", f"missed by {away:.2g}" if away else "missed"


def line(row: Row) -> str:
    """One line of a table, with the verdict on its bar."""
    return f"| {' | '.join([row.name, row.shown, row.interval, *verdict(row)])} |"


def asked_once(engine: Engine, n: int, behaviour: Behaviour) -> Row:
    """A behaviour as a row."""
    (right, n), *_ = measure(greedy(engine), n, [behaviour]).values()
    return share(behaviour.name, right, n)


def single_replies(engine: Engine, n: int) -> list[Row]:
    """All behaviours, and what they show side by side."""
    rows = []
    for behaviour in BEHAVIOURS:
        rows.append(asked_once(engine, n, behaviour))
        print(line(rows[-1]), flush=True)
    spelled, whole = (
        next(r for r in rows if r.name == f"reverse, {how}")
        for how in ("spelled out", "whole word")
    )
    outcomes = (
        [1.0] * round(r.value * n) + [0.0] * round((1 - r.value) * n) for r in (spelled, whole)
    )
    return [*rows, apart("whole against spelled out", *outcomes)]


def strangers(engine: Engine, n: int) -> list[Row]:
    """What it can do for people of whom training read nothing (strangers.py)."""
    rows = []
    for behaviour in FOR_OTHERS:
        rows.append(asked_once(engine, n, behaviour))
        print(line(rows[-1]), flush=True)
    return rows


def sections(engine: Engine, n: int) -> dict[str, list[Row]]:
    """Every table of the card, by its heading."""
    found = {"Single replies": single_replies(engine, n), "For strangers": strangers(engine, n)}
    for name, experiment in EXPERIMENTS.items():
        start = time.monotonic()
        found[name] = experiment(Bench(engine, n))
        print(f"## {name} ({time.monotonic() - start:.0f} s)", flush=True)
        print("\n".join(map(line, found[name])), flush=True)
    return found


def compared(n: int) -> str:
    """A table of all shipped models side by side: what a token costs and what each can do."""
    engines = {name: Engine.load(name) for name in MODELS}
    own = engines["pocket"].config.multiply_adds
    lines = [f"| | {' | '.join(engines)} |", "|---" * (len(engines) + 1) + "|"]
    costs = [f"{e.config.multiply_adds / own:.2f}" for e in engines.values()]
    lines.append(f"| multiply-adds per token, pocket = 1 | {' | '.join(costs)} |")
    for behaviour in (*BEHAVIOURS, *FOR_OTHERS):
        if behaviour.name in COMPARED:
            shown = " | ".join(share_of(engine, n, behaviour) for engine in engines.values())
            lines.append(f"| {behaviour.name} | {shown} |")
            print(lines[-1], flush=True)
    return "\n".join(lines)


def share_of(engine: Engine, n: int, behaviour: Behaviour) -> str:
    """A cell of that table; a dash where a prompt does not fit into the model's window."""
    try:
        row = asked_once(engine, n, behaviour)
    except ValueError as error:
        if "context window" not in str(error):
            raise
        return "–"
    return row.text(row.value)


def facts(engine: Engine, n: int, runs: list[dict]) -> dict:
    """What the introduction states about the file and the runs that made it, in order."""
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
        "millions": config.multiply_adds / 1e6,  # each number of a matrix is used once
        "megabytes": path.stat().st_size / 1e6,
        "digest": hashlib.sha256(path.read_bytes()).hexdigest()[:16],
        "tokens": sum(run["tokens"] for run in runs) / 1e6,
        "minutes": sum(run["elapsed"] or 0 for run in runs) / 60,
        "more": "" if all(run["elapsed"] for run in runs) else " and more",
        "device": ", then ".join(run["device"] for run in runs),
    }


def written(found: dict[str, list[Row]], intro: str, others: str) -> str:
    """The card as Markdown."""
    tables = [f"### {name}\n\n{TABLE}" + "\n".join(map(line, rows)) for name, rows in found.items()]
    parts = [intro.rstrip(), *tables, missed(found), OTHERS.rstrip() + "\n\n" + others]
    return "\n\n".join([*filter(None, parts), OUTRO.lstrip()])


def missed(found: dict[str, list[Row]]) -> str:
    """The rows that miss their bar, each with what is known of why; empty where none does.

    Those for strangers are told together: they miss it for one reason.
    """
    lines, strange = [], []
    for row in (row for rows in found.values() for row in rows):
        bar, outcome = verdict(row)
        if row.name.startswith("strangers: "):
            strange.append(outcome)
        elif outcome.startswith("missed"):
            why = f" {WHY[row.name]}" if row.name in WHY else ""
            lines.append(f"- **{row.name}**: {row.shown}, bar {bar}, {outcome}.{why}")
    few = [outcome for outcome in strange if outcome.startswith("missed")]
    if few:
        lines.append(FOR_STRANGERS.format(missed=len(few), n=len(list(filter(None, strange)))))
    return "\n".join([MISSED, *lines]) if lines else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--n", type=int, default=200, help="held-out draws for each row")
    parser.add_argument(
        "--run",
        type=Path,
        default=Path(__file__).parent / "run.json",
        help="tokens, elapsed seconds and device of the runs that made the weights",
    )
    args = parser.parse_args()
    if args.n < 2:
        parser.error(f"--n is {args.n}; it must be 2 or more, for an interval")
    engine = Engine.load("pocket")
    found = sections(engine, args.n)
    intro = INTRO.format(**facts(engine, args.n, json.loads(args.run.read_text())))
    (WEIGHTS / "CARD.md").write_text(written(found, intro, compared(args.n)), encoding="utf-8")
    told = {
        name: [
            asdict(row) | dict(zip(("bar", "verdict"), verdict(row), strict=True)) for row in rows
        ]
        for name, rows in found.items()
    }
    (WEIGHTS / "card.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
