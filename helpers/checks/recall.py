"""Questions from earlier units, drawn afresh: a number, a choice or a short text.

In: what a question is, drawing three of them by a number, judging the answers. Out: the questions
themselves (exercises), which units are earlier.

The number of the draw is a part of the answer, (7413, 12, "b", "stop"): so whoever grades can draw
the same three questions again, outside the room where the answer was read.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from helpers.checks.equality import close
from helpers.checks.exercise import Question, Reply, Value, Verdict
from helpers.checks.judge import not_yet, passed

NAME = "recalled"  # the learner's name for draw and answers
ASKED = 3
FIRST_DRAW, LAST_DRAW = 1, 99_999
LETTERS = "abcdef"


@dataclass(frozen=True)
class Item:
    """One question: how it is put, whether an answer is right, and where it was explained."""

    words: str
    is_right: Callable[[object], bool]
    answer: str  # a right one, as one would type it
    see: str


Made = Callable[[random.Random], Item]  # numbers and the order of choices vary
Bank = Sequence[Made]


def number(words: str, answer: float, see: str, within: float = 1e-6) -> Item:
    """A question whose answer is a number, right to a share of `within` of it."""

    def is_right(given: object) -> bool:
        if isinstance(given, str):
            try:
                given = float(given.replace(",", ""))
            except ValueError:
                return False
        is_number = isinstance(given, int | float) and not isinstance(given, bool)
        return is_number and close(float(answer), float(given), within)

    return Item(f"{words} (a number)", is_right, f"{answer:g}", see)


def choice(words: str, right: str, wrong: Sequence[str], see: str, rng: random.Random) -> Item:
    """A question with choices, in an order that `rng` draws; the answer is a letter."""
    shown = [right, *wrong]
    rng.shuffle(shown)
    letter = LETTERS[shown.index(right)]
    listed = "\n".join(f"   - {at}) {one}" for at, one in zip(LETTERS, shown, strict=False))
    asked = f"{words} (a letter)\n{listed}"
    accepted = {letter, _plain(right)}
    return Item(asked, lambda given: _plain(given).rstrip(")") in accepted, f'"{letter}"', see)


def text(words: str, accepted: Sequence[str], see: str) -> Item:
    """A question whose answer is a word or two; capitals, quotes and a full stop do not matter."""
    wanted = {_plain(one) for one in accepted}
    asked = f"{words} (a word or two, in quotes)"
    return Item(asked, lambda given: _plain(given) in wanted, f'"{accepted[0]}"', see)


def _plain(given: object) -> str:
    if not isinstance(given, str):
        return ""
    return " ".join(given.casefold().strip(" .`'\"").split())


def drawn(banks: Mapping[str, Bank], draw: int) -> list[Item]:
    """The three questions of this draw, out of as many units as there are."""
    rng = random.Random(f"recall {'/'.join(banks)} {draw}")
    piles = [rng.sample(list(bank), len(bank)) for bank in banks.values()]
    rng.shuffle(piles)
    order = [pile[row] for row in range(ASKED) for pile in piles if row < len(pile)]
    return [made(rng) for made in order[:ASKED]]


def as_markdown(items: Sequence[Item], draw: int) -> str:
    """The questions, and what to write."""
    asked = "\n\n".join(f"**{n}.** {item.words}" for n, item in enumerate(items, 1))
    return (
        f"Draw {draw}, from earlier units. Answer from memory first.\n\n{asked}\n\n"
        f"Write: `{NAME} = ({draw}, …, …, …)`"
    )


def questions(seed: int) -> list[Question]:
    """Draw and answers, whatever the seed: what was asked is in them."""
    return [Value(NAME)]


def judge(banks: Callable[[], Mapping[str, Bank]]) -> Callable[[Sequence, Sequence], Verdict]:
    """A judge that draws the questions again and wants all three answered rightly."""

    def judged(questions: Sequence[Question], replies: Sequence[Reply]) -> Verdict:
        (reply,) = replies
        if reply.error:
            return not_yet(f"`{NAME}` cannot be read: {reply.error}")
        if words := _wrong_form(reply.value):
            return not_yet(words)
        draw, *answers = reply.value
        items = drawn(banks(), draw)
        pairs = list(zip(items, answers, strict=True))
        missed = [n for n, (item, given) in enumerate(pairs, 1) if not item.is_right(given)]
        if not missed:
            return passed("All three are right.")
        where = "\n".join(f"- question {n}: {items[n - 1].see}" for n in missed)
        share = 1 - len(missed) / ASKED
        return not_yet(f"{ASKED - len(missed)} of {ASKED} are right. Look again at:\n\n{where}",
                       share=share)  # fmt: skip

    return judged


def _wrong_form(value: object) -> str:
    """What is wrong with the tuple, or ""."""
    if not isinstance(value, tuple | list) or len(value) != ASKED + 1:
        example = '`(7413, 12, "b", "stop")`'
        return f"`{NAME}` is the number of the draw and {ASKED} answers: {example}."
    draw = value[0]
    if isinstance(draw, bool) or not isinstance(draw, int) or not FIRST_DRAW <= draw <= LAST_DRAW:
        return f"`{NAME}` begins with the number of the draw, as it stands above the questions."
    return ""
