"""Two models on the same held-out draws: `python -m training.compare pocket runs/new.safetensors`.

What a run is worth before it is shipped: every row of the strangers' table, copying, and with
--grammar the rows of the grammars too, right of n each, and whether the difference is evidence
(helpers/measure/paired.py). In: behaviours, both models. Out: the card (card.py), whose rows have
n = 200, experiments and bars.
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from helpers.measure.paired import counts, sign_test
from helpers.pocket import MODELS
from helpers.pocket.engine import Engine
from helpers.pocket.network import Network
from helpers.pocket.tokenizer import VOCABULARY, encoding
from helpers.world.draw import Draw
from training.behaviours import BEHAVIOURS, Behaviour, exact, outcomes
from training.card import greedy
from training.strangers import STRANGERS
from training.tasks.document import Document
from training.tasks.hands import copying, passages


def copied(kind: Callable) -> Callable[[Draw], Document]:
    return lambda draw: copying.copying(draw, kind)


COPYING = (
    Behaviour("a text repeated word for word", copied(copying.whole), exact, 300),
    Behaviour("a sentence quoted", copied(copying.pieces), exact, 120),
    Behaviour("the value of a name in a list", copied(copying.looked_up), exact),
    Behaviour("a gap in a sentence of a text", passages.gaps, exact, 30),
)


def loaded(name: str) -> Engine:
    """A shipped model by its id, or an exported file; without a vocabulary beside it, ours."""
    path = Path(name)
    if name in MODELS or path.with_name(VOCABULARY.name).exists() or not path.is_file():
        return Engine.load(name)
    network = Network.load(path)
    network.tune()
    return Engine(network, encoding())


def line(behaviour: Behaviour, before: Sequence[bool], after: Sequence[bool]) -> str:
    """A line of the table: right of n, twice, and the p of the exact test on where they differ."""
    mended, broke, n = counts(before, after)
    p = sign_test(mended, broke)
    told = f"{'better' if mended > broke else 'worse'}, p = {p:.2g}" if p < 0.05 else ""
    return f"| {behaviour.name} | {sum(before)} | {sum(after)} of {n} | {told} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("models", nargs=2, help="ids of shipped models, or .safetensors files")
    parser.add_argument("--n", type=int, default=60, help="draws of each row")
    parser.add_argument("--grammar", action="store_true", help="the grammars' rows too")
    args = parser.parse_args()
    if args.n < 1:
        parser.error(f"--n is {args.n}; it must be 1 or more")
    try:
        before, after = (greedy(loaded(name)) for name in args.models)
    except ValueError as error:
        parser.error(str(error))
    print(f"| Row (n = {args.n}) | {' | '.join(args.models)} | |\n|---|---|---|---|")
    for behaviour in (*COPYING, *STRANGERS, *(BEHAVIOURS if args.grammar else ())):
        found = [outcomes(generate, args.n, behaviour) for generate in (before, after)]
        print(line(behaviour, *found), flush=True)


if __name__ == "__main__":
    main()
