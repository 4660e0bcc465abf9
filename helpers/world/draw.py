"""Seeded draws that keep train and held-out material apart.

Every phrase, name, word and number that a generator draws through `Draw` belongs either to the
train split or to the held-out split, decided by a checksum of the text itself. Nobody has to
remember which list was which: a held-out phrase can never be drawn for training.

In: choices, phrases, made-up words, numbers. Out: anything about tickets or tasks.
"""

import random
import re
import zlib
from collections.abc import Sequence

HELD_OUT_EVERY = 5  # one phrase in five is kept for measuring
ONSETS = """
b bl br c cl d dr f fl g gl gr h j k kl l m n p pl pr qu r s sk sl sm sp st t tr v w z
""".split()
VOWELS = ["a", "e", "i", "o", "u", "a", "e", "i", "o", "ai", "ea", "ou"]
CODAS = ["", "n", "r", "l", "s", "t", "m", "nd", "rt", "x", "ck", "th", "lm", "sk"]
salt = ""  # in grading (helpers.grading.secret) something that nobody else has
INNERMOST = re.compile(r"\(([^()]*)\)")


def is_held_out(text: str) -> bool:
    """True for the fifth of all texts that training never sees."""
    return zlib.crc32(text.encode()) % HELD_OUT_EVERY == 0


class Draw:
    """A seeded source of choices for one split, "train" or "heldout".

    The same (seed, split) gives the same choices on every machine and Python version.
    """

    def __init__(self, seed: object, split: str = "train"):
        if split not in ("train", "heldout"):
            raise ValueError(f"split must be 'train' or 'heldout', not {split!r}")
        self.split = split
        self.rng = random.Random(f"{split}/{seed}{salt if split == 'heldout' else ''}")

    def mine(self, text: str) -> bool:
        """Does this text belong to the split being drawn?"""
        return is_held_out(text) == (self.split == "heldout")

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return self.rng.randint(low, high)

    def pick(self, pool: Sequence):
        """One of a closed list that both splits share (categories, regions, weekdays)."""
        return self.rng.choice(pool)

    def pick_some(self, pool: Sequence, k: int) -> list:
        """k different ones of a closed list, in random order."""
        return self.rng.sample(list(pool), k)

    def one(self, pool: Sequence[str]) -> str:
        """One of an open list: only the part that belongs to this split is drawn."""
        for _ in range(400):
            choice = self.rng.choice(pool)
            if self.mine(choice):
                return choice
        raise ValueError(
            f"no {self.split} item among {len(pool)}, e.g. {pool[0]!r}: lengthen the list"
        )

    def say(self, pattern: str, **slots: object) -> str:
        """A phrase from a pattern: "(Please |)classify (this|the) ticket" is one of four.

        Parentheses may nest. The expanded phrase, before slots are filled, decides the split.
        """
        for _ in range(400):
            phrase = expand(pattern, self.rng)
            if self.mine(phrase):
                break
        # a pattern with few expansions may have none in a split; its slots are held out anyway
        return phrase.format(**slots) if slots else phrase

    def made_up(self, syllables: int = 2) -> str:
        """A pronounceable word that exists nowhere: made_up() -> 'brolent'."""
        return self.text_that(
            lambda: "".join(
                self.rng.choice(ONSETS) + self.rng.choice(VOWELS) + self.rng.choice(CODAS)
                for _ in range(syllables)
            )
        )

    def code(self) -> str:
        """An identifier such as 'QX-4821' or 'rt7k'."""
        letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
        return self.text_that(
            lambda: self.pick(
                [
                    f"{self.pick(letters)}{self.pick(letters)}-{self.between(100, 9999)}",
                    f"{self.pick(letters)}{self.between(10, 99)}",
                    f"{self.pick(letters)}{self.pick(letters)}{self.pick(letters)}{self.between(1, 9)}",
                ]
            )
        )

    def text_that(self, draw) -> str:
        """Call draw() until what it gives belongs to this split."""
        while True:
            text = draw()
            if self.mine(text):
                return text


def expand(pattern: str, rng: random.Random) -> str:
    """Resolve every (a|b|c) of the pattern by a random choice, innermost first."""
    while True:
        expanded = INNERMOST.sub(lambda match: rng.choice(match[1].split("|")), pattern)
        if expanded == pattern:
            return pattern
        pattern = expanded
