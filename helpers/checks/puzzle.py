"""The last hint before the answer: its lines in a wrong order, and one line too many.

In: a reference answer as text, a line that does not belong. Out: where answers are kept.
Putting lines in order teaches like writing them, in less time (Parsons problems; randomised
trials, N = 89 and 95: of the common solution, and as a hint).

    lines("def f():\\n    return 1\\n")  ->  ["def f():", "    return 1"]
"""

from __future__ import annotations

import io
import random
import tokenize

FEW = 3
TRIES = 1_000


def lines(source: str) -> list[str]:
    """The lines of some code, without comments.

    What stands in brackets stays together, unless then there are too few lines for a puzzle.
    """
    together = _logical_lines(source)
    apart = [row for row in source.splitlines() if row.strip() and row.lstrip()[0] != "#"]
    return together if len(together) >= FEW else apart


def _logical_lines(source: str) -> list[str]:
    rows, found, begins = source.splitlines(), [], None
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in _NO_CODE:
            continue
        begins = token.start[0] if begins is None else begins
        if token.type == tokenize.NEWLINE:
            found.append("\n".join(rows[begins - 1 : token.end[0]]))
            begins = None
    return found


_NO_CODE = {
    tokenize.COMMENT, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER,
}  # fmt: skip


def shuffled(answer: list[str], distractor: str, seed: str) -> list[str]:
    """The lines and the distractor, in an order that the seed decides and that is never right.

    ValueError where the distractor is a line of the answer, or no other order than the right one
    exists.
    """
    if distractor.strip() in {line.strip() for line in answer}:
        raise ValueError(f"the distractor is a line of the answer: {distractor!r}")
    rng, mixed = random.Random(f"puzzle {seed}"), [*answer, distractor]
    for _ in range(TRIES):
        rng.shuffle(mixed)
        if [line for line in mixed if line != distractor] != answer:
            return list(mixed)
    raise ValueError(f"these lines have no other order: {answer!r}")


def as_markdown(mixed: list[str]) -> str:
    """What the hint shows."""
    n, code = len(mixed) - 1, "\n".join(mixed)
    whole = not any("\n" in one for one in mixed)
    parts, part = ("lines", "line") if whole else ("pieces", "piece")
    together = "" if whole else " What stands in brackets is one piece, however many lines it has."
    return (
        f"these are the {n} {parts} of one right answer in a wrong order, and one {part} too many."
        f"{together} Which one does not belong, and in which order do the others work?\n\n"
        f"```python\n{code}\n```"
    )
