"""The gold set of the documentation: 120 questions, with the sentences that answer them.

Five kinds: `easy` (the page's own words), `identifier` (an error's or a setting's name),
`paraphrase` (other words), `two-fact` (two pages are needed), `none` (no page knows).

In: a handbook. Out: what a search makes of the questions (lessons, exercises).
"""

import random
from dataclasses import dataclass

from helpers.world.handbook import (
    FINANCE,
    NEW,
    OLD,
    PARTNER,
    PUBLIC,
    STAFF,
    Fact,
    Handbook,
)
from helpers.world.handbook_facts import NONE

KINDS = {"easy": 30, "identifier": 30, "paraphrase": 30, "two-fact": 15, "none": 15}


@dataclass(frozen=True)
class Asked:
    """A question, who asks, and what answers it.

    `groups` are those of the asker; `release` is the asker's. `pages` and `evidence` belong
    together; both are empty where nothing answers.
    """

    kind: str
    question: str
    groups: tuple[str, ...]
    release: str
    pages: tuple[str, ...]
    evidence: tuple[str, ...]


def gold(book: Handbook, seed: object = 0) -> list[Asked]:
    """120 questions, no two alike, in the order of KINDS."""
    rng = random.Random(f"gold/{seed}")
    named = {page.path: page for page in book.pages}
    facts = rng.sample(book.facts, len(book.facts))
    worded = [f for f in facts if f.other]
    identified = [f for f in facts if not f.other]
    easy, paraphrase = worded[: KINDS["easy"]], worded[-KINDS["paraphrase"] :]
    current = [f for f in worded if named[f.page].release == NEW]
    pairs = [
        (current[i], _from_another_page(identified, named, i)) for i in range(KINDS["two-fact"])
    ]
    codes = rng.sample(range(7000, 7999), 3)
    none = [*NONE, *(f"What does ERR-{code} mean?" for code in codes)]
    return [
        *(_asked("easy", f.plain, named, f) for f in easy),
        *(_asked("identifier", f.plain, named, f) for f in _spread(identified)),
        *(_asked("paraphrase", f.other, named, f) for f in paraphrase),
        *(_asked("two-fact", joined(a.plain, b.plain), named, a, b) for a, b in pairs),
        *(Asked("none", question, (PUBLIC,), NEW, (), ()) for question in none),
    ]


def _spread(facts: list[Fact]) -> list[Fact]:
    """Settings, errors, runbooks and regions in turn, so that no kind of page is most of it."""
    heaps: dict[str, list[Fact]] = {}
    for fact in facts:
        place = next(p for p in ("settings", "errors", "runbooks", "regions") if p in fact.page)
        heaps.setdefault(place, []).append(fact)
    turns = [heaps[p][i] for i in range(9) for p in heaps if i < len(heaps[p])]
    return turns[: KINDS["identifier"]]


def _from_another_page(facts: list[Fact], named: dict, i: int) -> Fact:
    mine = [f for f in facts if named[f.page].group == PUBLIC and named[f.page].release != OLD]
    return mine[-1 - i]


def joined(one: str, other: str) -> str:
    """Two questions as one: "How old is it, and what is the default of x?" """
    return f"{one.rstrip('?')}, and {other[0].lower()}{other[1:]}"


def _asked(kind: str, question: str, named: dict, *facts: Fact) -> Asked:
    pages = [named[fact.page] for fact in facts]
    groups = {PUBLIC, *(page.group for page in pages)}
    release = next((page.release for page in pages if page.release), NEW)
    order = [g for g in (PUBLIC, STAFF, FINANCE, PARTNER) if g in groups]
    return Asked(
        kind,
        question,
        tuple(order),
        release,
        tuple(fact.page for fact in facts),
        tuple(fact.evidence for fact in facts),
    )
