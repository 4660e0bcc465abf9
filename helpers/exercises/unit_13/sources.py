"""Exercise 13.2: citations checked by code: the id exists, the quote is there, the number in it.

In: claims with what they cite, passages, wrong ways to check. Out: whether a claim follows from a
quote that is there: no code says that.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import Case, Misconception, compare, stops_with, value_is, would_return

NONE, NO_ID = "no citation", "no such passage"
NO_QUOTE, NO_NUMBER = "not in the passage", "number without a source"
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
STOPS = (r"\d[\d.,]*", r"[\d.,]+")  # patterns that take in a full stop

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


def _apart(text: str, marks: str = ".,;:!?()") -> set[str]:
    """Numbers that are words, without the marks around them."""
    words = (word.strip(marks).replace(",", "") for word in text.split())
    return {word for word in words if word.replace(".", "").isdigit()}


def _whole(text: str) -> set[str]:
    return {n.replace(",", "") for n in re.findall(rf"\b{NUMBER.pattern}\b", text)}


def _bare(text: str) -> set[str]:
    return set(NUMBER.findall(text))


def _faults(
    claim: Mapping,
    passages: Passages,
    there: Callable[[str, str], bool] = _in,
    numbers: Callable[[str], set[str]] = _numbers,
    source: str = "good quotes",
    held: Callable[[set[str], set[str]], bool] = set.issubset,
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
        "last quote": [cite["quote"] for cite in good[-1:]],
        "one text": ["".join(cite["quote"] for cite in good)],
    }[source]
    said = set().union(*map(numbers, texts))
    found = {
        NO_ID: len(known) < len(cites),
        NO_QUOTE: len(good) < len(known),
        NO_NUMBER: not held(numbers(claim["text"]), said),
    }
    return [name for name, is_so in found.items() if is_so]


def _each(**ways) -> Callable[[Claims, Passages], list[list[str]]]:
    return lambda claims, passages: [_faults(claim, passages, **ways) for claim in claims]


def _good(claim: Mapping, passages: Passages) -> list[str]:
    return [c["quote"] for c in claim["cites"] if _in(c["quote"], passages.get(c["id"], ""))]


def _part_of_text(claims: Claims, passages: Passages) -> list[list[str]]:
    """Numbers are looked for as parts of the quotes: 78 in 784."""

    def one(claim: Mapping) -> list[str]:
        found = _faults(claim, passages)
        digits = " ".join(_good(claim, passages)).replace(",", "")
        if NO_NUMBER in found and all(n in digits for n in _numbers(claim["text"])):
            found.remove(NO_NUMBER)
        return found

    return [one(claim) for claim in claims]


def _in_every_quote(claims: Claims, passages: Passages) -> list[list[str]]:
    """Each good quote must hold each number of the claim."""

    def one(claim: Mapping) -> list[str]:
        found, wanted = _faults(claim, passages), _numbers(claim["text"])
        lacks = any(not wanted <= _numbers(quote) for quote in _good(claim, passages))
        return [*found, NO_NUMBER] if lacks and NO_NUMBER not in found else found

    return [one(claim) for claim in claims]


def _beside_good_only(claims: Claims, passages: Passages) -> list[list[str]]:
    """Numbers are looked at only where a quote is good."""
    made = faults(claims, passages)
    return [
        found if _good(claim, passages) else [name for name in found if name != NO_NUMBER]
        for found, claim in zip(made, claims, strict=True)
    ]


def _quotes_stay(claims: Claims, passages: Passages) -> list[list[str]]:
    """The good quotes of a claim count for all later ones."""
    made, said = [], set()
    for claim in claims:
        said |= _numbers(" ".join(_good(claim, passages)))
        found = _faults(claim, passages)
        has = NONE in found or not _numbers(claim["text"]) <= said
        made.append([name for name in found if name != NO_NUMBER or has])
    return made


def _until_first_bad(claims: Claims, passages: Passages) -> list[list[str]]:
    """Of each claim no citation behind the first bad one is looked at."""

    def seen(claim: Mapping) -> dict:
        cites = claim["cites"]
        good = [bool(_good({"cites": [cite]}, passages)) for cite in cites]
        return {**claim, "cites": cites[: good.index(False) + 1] if False in good else cites}

    return faults([seen(claim) for claim in claims], passages)


def _no_id_no_quote(claims: Claims, passages: Passages) -> list[list[str]]:
    """An unknown id is taken for a passage without text."""
    ids = {cite["id"]: "" for claim in claims for cite in claim["cites"]}
    return faults(claims, {**ids, **passages})


def _no_id_twice(claims: Claims, passages: Passages) -> list[list[str]]:
    """An unknown id has no quote in its passage either."""
    made = [{*found, NO_QUOTE} if NO_ID in found else found for found in faults(claims, passages)]
    order = (NONE, NO_ID, NO_QUOTE, NO_NUMBER)
    return [[name for name in order if name in found] for found in made]


def _all_in_one(claims: Claims, passages: Passages) -> list[str]:
    return [name for found in faults(claims, passages) for name in found]


def _good_hides_bad(case: Case) -> bool:
    """A claim with a good citation lacks the faults of its bad ones, and all else is right."""
    claims, passages = case.question.args

    def fits(claim: Mapping, came: list, wanted: list) -> bool:
        less = [name for name in wanted if name not in (NO_ID, NO_QUOTE)]
        return came == wanted or (bool(_good(claim, passages)) and came == less)

    came, wanted = case.value, case.expected
    return (
        isinstance(came, list) and len(came) == len(wanted) and all(map(fits, claims, came, wanted))
    )


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
    not in the quote, in a quote that is not there, in another claim's, right before a letter; two
    citations with one fault, a bad one before a good one."""
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
    ends = cite("n1", f"Kalk costs {price}"), cite("n2", f"{days} days")  # digits at their ends
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
        [claim("A message takes 1 kB.", cite("n3", "a message takes 1.5 kB"))],
        [claim("A message takes 1.5kB.", cite("n3", "a message takes 1.5 kB"))],
        [claim("A message takes 2.5kB.", cite("n3", "a message takes 1.5 kB"))],
        [claim(f"Brell takes {big} messages.", cite("n3", f"is {big} messages"))],
        [claim(f"Kalk is {price} euros.", kalk, kept)],
        [claim(f"It is {days} days.", kalk, kept)],
        [claim(f"Kalk is {price} euros, kept {days} days.", *ends)],
        [claim(f"Kalk is {price} euros.", kalk), claim(f"It is {price} euros.", kept)],
        [claim("Kalk has a price.", cite("n9", "Kalk"), cite("n8", "Kalk"))],
        [claim("Kalk has a price.", cite("n2", "Kalk costs"), cite("n1", "Kalk cost 1"))],
        [claim("Kalk has a price.", cite("n2", "Kalk costs"), kalk)],
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
                         "character by character. A line end or two blanks in place of one is the "
                         "same quote: compare `' '.join(text.split())`."),
            would_return(_each(there=lambda q, t: bool(q.strip()) and q.strip() in t), "You "
                         "compare quotes character by character. Blanks and line ends inside a "
                         "quote do not count."),
            would_return(_each(there=lambda q, t: bool(q.strip()) and q.replace("\n", " ").strip()
                         in t.replace("\n", " ")), "You make blanks of line ends, and mind how "
                         "many there are: compare `' '.join(text.split())`."),
            would_return(_each(there=lambda q, t: bool(q.strip()) and "".join(q.split())
                         in "".join(t.split())), "You take all blanks out. How many there are does "
                         "not count; that there is one does."),
            would_return(_each(there=lambda q, t: bool(_flat(q)) and bool(re.search(
                         rf"(?<!\w){re.escape(_flat(q))}(?!\w)", _flat(t)))), "You want whole "
                         "words. A quote may begin or end inside a word."),
            would_return(_each(there=lambda q, t: bool(q.split()) and {*q.split()} <= {*t.split()}),
                         "You look for the quote's words one by one. They must stand there in a "
                         "row."),
            would_return(_each(there=lambda q, t: q != "" and _flat(q) in _flat(t)), "You let a "
                         "quote of blanks pass: without them it is empty."),
            would_return(_each(there=lambda q, t: _in(q.replace(",", ""), t.replace(",", ""))),
                         "You take commas out of the quote too. It is letter for letter; only two "
                         "numbers are compared without their commas."),
            would_return(_each(there=lambda q, t: _in(q.lower(), t.lower())), "You do not mind "
                         "capitals. A quote is letter for letter."),
            would_return(_each(numbers=_bare), "You take `1,200` and `1200` for two numbers. The "
                         "comma of thousands does not count."),
            would_return(_each(numbers=lambda t: set(re.findall(r"\d+", t))), "You cut numbers "
                         "at a point or comma: of 1.5 you see 1 and 5."),
            would_return(_each(numbers=lambda t: set(re.findall(r"\d+", t.replace(",", "")))),
                         "You cut numbers at the point: of 1.5 you see 1 and 5."),
            would_return(_each(numbers=lambda t: set(re.findall(r"\d+", t.replace(",", "").replace(
                         ".", "")))), "You take points out of numbers: 1.5 and 15 become one."),
            *[would_return(_each(numbers=lambda t, way=way: {n.replace(",", "") for n in re.findall(
                         way, t)}), "You take a full stop for a part of the number before it: the "
                         "point must stand between digits.") for way in STOPS],
            would_return(_each(numbers=lambda t: {n.split(".")[0] for n in _numbers(t)}), "You see "
                         "what stands before the point only: 1.5 is not 1."),
            would_return(_each(numbers=lambda t: _apart(t, " ")), "You see a number only where "
                         "blanks are around it. A full stop or a letter may follow."),
            would_return(_each(numbers=_apart), "You see a number only where blanks or marks are "
                         "around it: `5kB` has a 5."),
            would_return(_each(numbers=_whole), "You see a number only where no letter follows: "
                         "`5kB` has a 5."),
            would_return(_part_of_text, "You look for the digits anywhere: 78 is not in 784."),
            would_return(_each(held=lambda wanted, said: not wanted or bool(wanted & said)),
                         "You let one number of the claim speak for all. Each of them must stand "
                         "in a quote."),
            would_return(_each(held=set.__eq__), "You want the same numbers in claim and quotes. A "
                         "quote may hold more of them."),
            would_return(_each(held=set.issuperset), "You look for the quotes' numbers in the "
                         "claim. It is the claim's that must stand in a quote."),
            would_return(_each(source="all quotes"), "You look for numbers in quotes that are not "
                         "there. A made-up quote proves nothing, whatever number is in it."),
            would_return(_each(source="passages"), "You look for numbers in the whole passage. The "
                         "number must stand in the quote: the passage may say it of something "
                         "else."),
            would_return(_each(source="first quote"), "You look for numbers in the first quote "
                         "only. Any good quote of the claim will do."),
            would_return(_each(source="last quote"), "You look for numbers in the last quote "
                         "only. Any good quote of the claim will do."),
            would_return(_each(source="one text"), "You put quotes together without a blank, so "
                         "that two numbers become one."),
            would_return(_in_every_quote, "You want each number in every good quote. One of them "
                         "is enough."),
            would_return(_beside_good_only, "You look for numbers only where a quote is good. "
                         "Where none is, each number of the claim is without a source."),
            would_return(_quotes_stay, "You let a claim's quotes count for later claims. Each "
                         "claim has its own."),
            would_return(_first_only, "You name one fault of a claim and stop. All of them are "
                         "wanted."),
            would_return(lambda *args: [found[-1:] for found in faults(*args)], "You name the last "
                         "fault of a claim only. All of them are wanted."),
            would_return(_only_first_cite, "You check the first citation of a claim only."),
            would_return(_until_first_bad, "You stop at the first bad citation of a claim. The "
                         "others have faults and numbers too."),
            would_return(_no_id_no_quote, "You say of an unknown id that its quote is not in the "
                         "passage. It has a fault of its own, `no such passage`."),
            would_return(lambda claims, passages: faults(claims, {k: t for k, t in passages.items()
                         if t}), "You take a passage without text for none. Its id is there, and "
                         "no quote stands in it."),
            would_return(lambda claims, passages: faults(claims, {**{k.upper(): t for k, t in
                         passages.items()}, **passages}), "You do not mind capitals of an id: `N1` "
                         "is not `n1`."),
            would_return(_no_id_twice, "You name two faults of an unknown id. `not in the passage` "
                         "is said of a passage that is there."),
            would_return(_none_is_fine, "A claim that cites nothing has the fault `no citation`."),
            would_return(_none_without_number, "Where nothing is cited, `no citation` is the only "
                         "fault: the number's source is missing with it."),
            would_return(_quote_anywhere, "You look for the quote in all passages. It must stand "
                         "in the passage that is cited."),
            would_return(_all_in_one, "You put all names into one list. A list for each claim is "
                         "wanted, `[]` for one without a fault."),
            value_is(lambda value, wanted: any(isinstance(x, set | frozenset) for x in value),
                     "You give a set for each claim. A list is wanted, in the order of the goal."),
            value_is(lambda value, wanted: [sorted(set(x)) for x in value]
                     == [sorted(x) for x in wanted], "The right faults, in another order or twice. "
                     "Each is named once, in the order of the goal."),
            value_is(lambda value, wanted: len(value) != len(wanted), "A list for each claim is "
                     "wanted, `[]` for one without a fault."),
            Misconception("You lose the fault of a citation where another one is good. Each bad "
                          "one counts.", _good_hides_bad),
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
