"""Exercise 13.2: citations checked by code: the id exists, the quote is there, the number in it.

In: claims with what they cite, passages, wrong ways to check. Out: whether a claim follows from a
quote that is there: no code says that.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import compare, stops_with, value_is, would_return

NONE, NO_ID = "no citation", "no such passage"
NO_QUOTE, NO_NUMBER = "not in the passage", "number without a source"
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

Claims = Sequence[Mapping]
Passages = Mapping[str, str]


def faults(claims: Claims, passages: Passages) -> list[list[str]]:
    """What is wrong with the citations of each claim; [] where nothing is."""
    return [_faults(claim, passages) for claim in claims]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _in(quote: str, text: str) -> bool:
    return bool(_flat(quote)) and _flat(quote) in _flat(text)


def _numbers(text: str) -> set[str]:
    return {number.replace(",", "") for number in NUMBER.findall(text)}


def _bare(text: str) -> set[str]:
    return set(NUMBER.findall(text))


def _faults(
    claim: Mapping,
    passages: Passages,
    there: Callable[[str, str], bool] = _in,
    numbers: Callable[[str], set[str]] = _numbers,
    source: str = "good quotes",
) -> list[str]:
    """The faults of one claim, in their order; the keywords are ways in which people differ."""
    cites = claim["cites"]
    if not cites:
        return [NONE]
    known = [cite for cite in cites if cite["id"] in passages]
    good = [cite for cite in known if there(cite["quote"], passages[cite["id"]])]
    texts = {
        "good quotes": [cite["quote"] for cite in good],
        "all quotes": [cite["quote"] for cite in cites],
        "passages": [passages[cite["id"]] for cite in good],
        "first quote": [cite["quote"] for cite in good[:1]],
    }[source]
    said = set().union(*map(numbers, texts))
    found = {
        NO_ID: len(known) < len(cites),
        NO_QUOTE: len(good) < len(known),
        NO_NUMBER: not numbers(claim["text"]) <= said,
    }
    return [name for name, is_so in found.items() if is_so]


def _each(**ways) -> Callable[[Claims, Passages], list[list[str]]]:
    return lambda claims, passages: [_faults(claim, passages, **ways) for claim in claims]


def _part_of_text(claims: Claims, passages: Passages) -> list[list[str]]:
    """Numbers are looked for as parts of the quotes: 78 in 784."""

    def one(claim: Mapping) -> list[str]:
        found = _faults(claim, passages)
        good = [c["quote"] for c in claim["cites"] if _in(c["quote"], passages.get(c["id"], ""))]
        digits = " ".join(good).replace(",", "")
        if NO_NUMBER in found and all(n in digits for n in _numbers(claim["text"])):
            found.remove(NO_NUMBER)
        return found

    return [one(claim) for claim in claims]


def _any_number(claims: Claims, passages: Passages) -> list[list[str]]:
    """One number of the claim is enough."""

    def one(claim: Mapping) -> list[str]:
        found = _faults(claim, passages)
        good = [c["quote"] for c in claim["cites"] if _in(c["quote"], passages.get(c["id"], ""))]
        if NO_NUMBER in found and _numbers(claim["text"]) & _numbers(" ".join(good)):
            found.remove(NO_NUMBER)
        return found

    return [one(claim) for claim in claims]


def _first_only(claims: Claims, passages: Passages) -> list[list[str]]:
    return [found[:1] for found in faults(claims, passages)]


def _only_first_cite(claims: Claims, passages: Passages) -> list[list[str]]:
    return faults([{**claim, "cites": claim["cites"][:1]} for claim in claims], passages)


def _none_is_fine(claims: Claims, passages: Passages) -> list[list[str]]:
    return [[x for x in found if x != NONE] for found in faults(claims, passages)]


def _none_without_number(claims: Claims, passages: Passages) -> list[list[str]]:
    made = faults(claims, passages)
    return [
        [NONE, NO_NUMBER] if found == [NONE] and _numbers(claim["text"]) else found
        for found, claim in zip(made, claims, strict=True)
    ]


def _quote_anywhere(claims: Claims, passages: Passages) -> list[list[str]]:
    """A quote counts wherever it stands."""
    everything = "\n".join(passages.values())
    return [_faults(claim, dict.fromkeys(passages, everything)) for claim in claims]


def questions(seed: int) -> list[Question]:
    """Each fault alone and together, in either order; blanks and line ends in quotes, quotes of
    nothing, parts of numbers, thousands, decimals, numbers in one of two quotes, in the passage and
    not in the quote, in a quote that is not there."""
    rng = random.Random(f"13.2/{seed}")
    price, days, old = rng.sample(range(200, 999), 3)
    big = rng.randint(2, 9) * 1000 + rng.randint(100, 999)
    passages = {
        "n1": f"Kalk costs {price} euros a month.  The fee is due\non Friday.",
        "n2": f"Backups are kept for {days} days, by the staff.",
        "n3": f"The limit of Brell is {big:,} messages; a message takes 1.5 kB.",
        "n4": f"Until May Kalk cost {old} euros.",
        "n5": "",
    }

    def cite(id: str, quote: str) -> dict[str, str]:
        return {"id": id, "quote": quote}

    def claim(text: str, *cites: dict) -> dict:
        return {"text": text, "cites": list(cites)}

    kalk, kept = cite("n1", f"Kalk costs {price} euros"), cite("n2", f"kept for {days} days")
    limit = cite("n3", f"is {big:,} messages")
    due = claim("It is due on Friday.", cite("n1", "The fee is due on Friday."))
    cases = [
        [claim(f"Kalk is {price} euros.", kalk)],
        [claim(f"Kalk is {price} euros.")],
        [claim("Kalk has a price.")],
        [due],
        [claim("It is due on Friday.", cite("n1", " The fee  is\ndue on Friday. "))],
        [claim("It is due on Friday.", cite("n1", "the fee is due on Friday."))],
        [claim("It is due on Friday.", cite("n1", "Thefee is due on Friday."))],
        [claim("Kalk has a price.", cite("n9", "Kalk costs"))],
        [claim("Kalk has a price.", cite("N1", "Kalk costs"))],
        [claim("Kalk has a price.", cite("n2", "Kalk costs"))],
        [claim("Kalk has a price.", cite("n1", ""))],
        [claim("Kalk has a price.", cite("n1", " \n"))],
        [claim("Kalk has a price.", cite("n5", "Kalk"))],
        [claim("Kalk has a price.", cite("n5", ""))],
        [claim(f"Kalk is {price} euros.", cite("n1", "The fee is due on Friday."))],
        [claim(f"Kalk is {price // 10} euros.", kalk)],
        [claim(f"Kalk is {price % 100:02} euros.", kalk)],
        [claim(f"Kalk is {price} euros, kept {days} days.", kalk)],
        [claim(f"Kalk is {price} euros, kept {days} days.", kalk, kept)],
        [claim(f"Kept {days} days, Kalk is {price} euros.", kalk, kept)],
        [claim(f"Kalk is {price} euros.", kalk, cite("n9", "Kalk"))],
        [claim(f"Kalk is {price} euros.", kalk, cite("n4", "Kalk costs"))],
        [claim(f"Kalk is {old} euros.", kalk, cite("n4", f"Kalk costs {old} euros"))],
        [claim(f"Kalk is {old} euros.", cite("n8", f"Kalk cost {old} euros"))],
        [claim(f"Kalk is {old} euros.", kalk, cite("n9", "x"), cite("n2", "y"))],
        [claim("Kalk has a price.", cite("n2", "Kalk costs"), cite("n9", "Kalk costs"))],
        [claim(f"Brell takes {big} messages.", limit)],
        [claim(f"Brell takes {big:,} messages.", limit)],
        [claim(f"Brell takes {big % 1000:03} messages.", limit)],
        [claim("A message takes 1.5 kB.", cite("n3", "a message takes 1.5 kB"))],
        [claim("A message takes 15 kB.", cite("n3", "a message takes 1.5 kB"))],
        [claim("A message takes 5 kB.", cite("n3", "a message takes 1.5 kB"))],
        [claim(f"It is {price} and {price}.", kalk, kalk)],
        [claim("", kalk)],
        [],
    ]
    together = [case[0] for case in cases if case]
    for _ in range(4):
        cases.append(rng.sample(together, 4))
    return [Call("faults", (case, passages)) for case in cases] + [Call("faults", ([due], {}))]


SOURCES = Exercise(
    id="13.2",
    title="Citations checked by code",
    goal="Write `faults(claims, passages)`: what is wrong with the citations of each claim.",
    points=5,
    minutes=25,
    difficulty="medium",
    budget="no call; up to twenty lines",
    answers=("faults",),
    questions=questions,
    judge=compare(
        faults,
        [
            would_return(_each(there=lambda q, t: _flat(q) in _flat(t)), "You let a quote of "
                         "nothing pass: the empty text stands in every text."),
            would_return(_each(there=lambda q, t: bool(q.strip()) and q in t), "You compare quotes "
                         "sign by sign. A line end or two blanks in place of one is the same "
                         "quote: compare `' '.join(text.split())`."),
            would_return(_each(there=lambda q, t: bool(q.strip()) and q.strip() in t), "You "
                         "compare "
                         "quotes sign by sign. Blanks and line ends inside a quote do not count."),
            would_return(_each(there=lambda q, t: _in(q.lower(), t.lower())), "You do not mind "
                         "capitals. A quote is letter for letter."),
            would_return(_each(numbers=_bare), "You take `1,200` and `1200` for two numbers. The "
                         "comma of thousands does not count."),
            would_return(_each(numbers=lambda t: set(re.findall(r"\d+", t))), "You cut numbers "
                         "at a "
                         "point or comma: of 1.5 you see 1 and 5."),
            would_return(_each(numbers=lambda t: set(re.findall(r"\d+", t.replace(",", "")))),
                         "You cut numbers at the point: of 1.5 you see 1 and 5."),
            would_return(_each(numbers=lambda t: set(re.findall(r"\d+", t.replace(",", "").replace(
                         ".", "")))), "You take points out of numbers: 1.5 and 15 become one."),
            would_return(_part_of_text, "You look for the digits anywhere: 78 is not in 784."),
            would_return(_any_number, "You let one number of the claim speak for all. Each of them "
                         "must stand in a quote."),
            would_return(_each(source="all quotes"), "You look for numbers in quotes that are not "
                         "there. A made-up quote proves nothing, whatever number is in it."),
            would_return(_each(source="passages"), "You look for numbers in the whole passage. The "
                         "number must stand in the quote: the passage may say it of something "
                         "else."),
            would_return(_each(source="first quote"), "You look for numbers in the first quote "
                         "only. Any good quote of the claim will do."),
            would_return(_first_only, "You name one fault of a claim and stop. All of them are "
                         "wanted."),
            would_return(_only_first_cite, "You check the first citation of a claim only."),
            would_return(_none_is_fine, "A claim that cites nothing has the fault `no citation`."),
            would_return(_none_without_number, "Where nothing is cited, `no citation` is the only "
                         "fault: the number's source is missing with it."),
            would_return(_quote_anywhere, "You look for the quote in all passages. It must stand "
                         "in "
                         "the passage that is cited."),
            value_is(lambda value, wanted: [sorted(set(x)) for x in value]
                     == [sorted(x) for x in wanted], "The right faults, in another order or twice. "
                     "Each is named once, in the order of the goal."),
            value_is(lambda value, wanted: len(value) != len(wanted), "A list for each claim is "
                     "wanted, `[]` for one without a fault."),
            stops_with("KeyError", "A citation of a passage that is not there stops your function. "
                       "It is the fault `no such passage`."),
        ],
        message="A citation that they refuse is wrong for sure; one that they pass may still be "
        "wrong.",
    ),
    distractor='        good = [c for c in known if c["quote"] in passages[c["id"]]]',
    hints=(
        "Go step by step: the citations whose id exists, then of those the ones whose quote is in "
        "the passage. Each step that loses one is a fault.",
        "Compare `' '.join(quote.split())` with the passage treated alike, and let an empty quote "
        "fail.",
        "Numbers: `re.findall(r'\\d+(?:[.,]\\d+)*', text)` with commas taken out, as a set. Those "
        "of the claim must be a subset (`<=`) of those of all good quotes.",
    ),
)  # fmt: skip
