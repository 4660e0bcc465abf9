"""Exercise 13.1: which passages go into the prompt, within a budget of words, and in which order.

In: drawn passages, wrong ways to choose and to order. Out: where scores are from.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import compare, value_is, would_return
from helpers.world.handbook_facts import FILLER

Passage = Mapping


def pack(passages: Sequence[Passage], budget: int) -> list[str]:
    """Ids for the prompt: the best that fit, none twice; a page's passages in reading order."""
    return _pages_together(_taken(passages, budget))


def _best_first(passages: Sequence[Passage]) -> list[Passage]:
    return sorted(passages, key=lambda p: -p["score"])


def _words(passage: Passage) -> int:
    return len(passage["text"].split())


def _plain(passage: Passage) -> str:
    return " ".join(passage["text"].lower().split())


def _taken(
    passages: Sequence[Passage],
    budget: int,
    size: Callable[[Passage], int] = _words,
    known: Callable[[Passage], object] = _plain,
    least: float = 0.0,
    stops: bool = False,
    spare: int = 0,
    first: Callable[[Sequence[Passage]], list[Passage]] = _best_first,
) -> list[Passage]:
    """What is taken, best first; the keywords are the ways in which people differ."""
    found, seen, left = [], set(), budget
    for passage in first(passages):
        if passage["score"] <= least or known(passage) in seen:
            continue
        if size(passage) + spare > left:
            if stops:
                break
            continue
        found.append(passage)
        seen.add(known(passage))
        left -= size(passage)
    return found


def _pages_together(taken: Sequence[Passage]) -> list[str]:
    pages = list(dict.fromkeys(p["page"] for p in taken))
    ordered = sorted(taken, key=lambda p: (pages.index(p["page"]), p["place"]))
    return [p["id"] for p in ordered]


def _by_score(taken: Sequence[Passage]) -> list[str]:
    return [p["id"] for p in taken]


def _by_name(taken: Sequence[Passage]) -> list[str]:
    return [p["id"] for p in sorted(taken, key=lambda p: (p["page"], p["place"]))]


def _by_place(taken: Sequence[Passage]) -> list[str]:
    return [p["id"] for p in sorted(taken, key=lambda p: p["place"])]


def _not_in_reading_order(taken: Sequence[Passage]) -> list[str]:
    pages = list(dict.fromkeys(p["page"] for p in taken))
    return [p["id"] for p in sorted(taken, key=lambda p: pages.index(p["page"]))]


def _pages_of_all(passages: Sequence[Passage], budget: int) -> list[str]:
    """Pages in the order of their best passage, whether or not that was taken."""
    pages = list(dict.fromkeys(p["page"] for p in _best_first(passages)))
    taken = _taken(passages, budget)
    return [p["id"] for p in sorted(taken, key=lambda p: (pages.index(p["page"]), p["place"]))]


def _pages_as_they_came(passages: Sequence[Passage], budget: int) -> list[str]:
    pages = list(dict.fromkeys(p["page"] for p in passages))
    taken = _taken(passages, budget)
    return [p["id"] for p in sorted(taken, key=lambda p: (pages.index(p["page"]), p["place"]))]


def _equal_pages_by_name(taken: Sequence[Passage]) -> list[str]:
    best = {p["page"]: p["score"] for p in _best_first(taken)[::-1]}
    return [p["id"] for p in sorted(taken, key=lambda p: (-best[p["page"]], p["page"], p["place"]))]


def _equal_pages_as_they_came(passages: Sequence[Passage], budget: int) -> list[str]:
    """Of equal pages the one that came first, by whichever passage."""
    pages = list(dict.fromkeys(p["page"] for p in passages))
    taken = sorted(_taken(passages, budget), key=lambda p: pages.index(p["page"]))
    return _pages_together(_best_first(taken))


def _place_as_text(taken: Sequence[Passage]) -> list[str]:
    return _pages_together([{**p, "place": str(p["place"])} for p in taken])


def _doubles_cost(passages: Sequence[Passage], budget: int) -> list[str]:
    """A text that comes again is left out and paid for."""
    found = {}
    for passage in _taken(passages, budget, known=lambda p: p["id"]):
        found.setdefault(_plain(passage), passage)
    return _pages_together(list(found.values()))


def _first_copies(passages: Sequence[Passage]) -> list[Passage]:
    """Doubles thrown out before the best are chosen: the first of them stays."""
    return _best_first(_last_copies(passages[::-1])[::-1])


def _last_copies(passages: Sequence[Passage]) -> list[Passage]:
    kept = {_plain(p): i for i, p in enumerate(passages)}
    return [passages[i] for i in sorted(kept.values())]


def _equals_reversed(passages: Sequence[Passage]) -> list[Passage]:
    return sorted(passages, key=lambda p: p["score"])[::-1]


def _with(order: Callable = _pages_together, **ways) -> Callable:
    return lambda passages, budget: order(_taken(passages, budget, **ways))


def questions(seed: int) -> list[Question]:
    """A passage that is too long before one that fits, budgets met exactly and of 0, equal scores
    and pages, doubles in other capitals and blanks, the worse one first, the same words in another
    order, scores of 0 and below, pages that come in turns, places of two digits."""
    rng = random.Random(f"13.1/{seed}")
    words = rng.sample(
        sorted({w.strip(".,;").lower() for line in FILLER for w in line.split()}), 40
    )

    def one(id: str, page: str, place: int, n: int, score: float) -> dict:
        text = " ".join(rng.sample(words, n)) + "."
        return {"id": id, "page": page, "place": place, "text": text, "score": score}

    a, b, c = one("a", "zone", 4, 6, 0.9), one("b", "area", 2, 9, 0.8), one("c", "zone", 1, 4, 0.7)
    d, e, f = one("d", "area", 0, 5, 0.6), one("e", "home", 3, 3, 0.0), one("f", "home", 5, 2, -0.2)
    double = {**one("g", "copy", 7, 3, 0.75), "text": f"  {a['text'].upper()} "}
    capitals, blanks = (dict(double, text=t) for t in (a["text"].upper(), f" {a['text']}\n"))
    equal = [one(x, page, 1, 4, 0.5) for x, page in (("x", "one"), ("y", "two"), ("z", "three"))]
    whole = [c, f, a, double, e, d, b]
    cases = [(whole, n) for n in (0, 3, 6, 10, 14, 15, 19, 24, 27, 90)]
    cases += [([], 20), ([e, f], 20), (equal, 8), (equal[::-1], 8), (equal, 4), ([a], 6), ([a], 5)]
    cases += [([d, a, b, c], 15), ([b, d], 8), ([a, dict(a, id="h", place=9)], 30)]
    apart = a["text"].split()
    again = [dict(double, text=between.join(apart)) for between in (" ", "  ", "   ", "\n", " \n ")]
    cases += [([a, one_more, c], 13) for one_more in (capitals, blanks, double, *again)]
    cases += [([dict(a, text="  ".join(apart))], 6), ([dict(double, score=0.3), c, a], 30)]
    cases += [([a, dict(double, text=" ".join(apart[::-1])), c], 30)]
    cases += [([a, dict(double, text=a["text"].strip(".")), c], 30)]
    cases += [(equal, 12), (equal[::-1], 12), ([dict(a, place=12), dict(c, place=9)], 20)]
    cases += [([dict(c, score=0.2), dict(b, score=0.5), dict(a, score=0.5)], 30)]
    letters = [dict(x, text=t) for x, t in ((a, "It is not able."), (c, "It is no table."))]
    cases += [(letters, 20), (letters[::-1], 8)]  # the same letters, other words
    long = one("l", "long", 0, 30, 0.95)
    cases += [([long, a, c], 12), ([c, long, d], 9), ([dict(long, page="area"), d, a], 12)]
    for _ in range(6):
        drawn = [
            one(f"p{i}", rng.choice(["area", "zone", "home"]), i, rng.randint(2, 9), rng.choice(
                [0.0, 0.2, 0.4, 0.4, 0.6, 0.8])) for i in range(8)
        ]  # fmt: skip
        cases.append((rng.sample(drawn, 8), rng.randint(8, 30)))
    return [Call("pack", case) for case in cases]


PACK = Exercise(
    id="13.1",
    title="A context packer",
    goal="Write `pack(passages, budget)`: the ids of the passages for the prompt, in its order.",
    points=4,
    minutes=20,
    difficulty="medium",
    budget="no call; up to fifteen lines",
    answers=("pack",),
    questions=questions,
    judge=compare(
        pack,
        [
            would_return(_with(stops=True), "You stop at the first passage that does not fit. A "
                         "shorter one behind it may still fit: go on."),
            would_return(_with(size=lambda p: len(p["text"])), "You count characters; the budget "
                         "is in words."),
            would_return(_with(size=lambda p: len(p["text"].split(" "))), "You cut at each single "
                         "blank, and two in a row make a word of nothing. `text.split()` cuts at "
                         "any run of blanks."),
            would_return(_with(spare=1), "You refuse a passage that fills the "
                         "budget exactly. At most means up to and with."),
            would_return(_with(known=lambda p: p["id"]), "You take the same text twice. What the "
                         "prompt holds already costs words and says nothing."),
            would_return(_with(known=lambda p: p["text"]), "You compare texts character by "
                         "character. The same text in other capitals or with other "
                         "blanks is the same text."),
            would_return(_with(known=lambda p: " ".join(p["text"].split())), "You mind capitals: "
                         "the same text in other capitals is the same text."),
            would_return(_with(known=lambda p: p["text"].lower()), "You mind blanks: the same text "
                         "with other blanks is the same text."),
            would_return(_with(known=lambda p: p["text"].lower().strip()), "You mind the blanks "
                         "inside a text: compare `' '.join(text.lower().split())`."),
            would_return(_with(known=lambda p: p["text"].lower().replace("\n", " ").replace(
                         "  ", " ").strip()), "You make one blank of two, and of three two are "
                         "left: compare `' '.join(text.lower().split())`."),
            would_return(_with(known=lambda p: "".join(_plain(p).split())), "You take all blanks "
                         "out, so that `not able` is `no table`. How many there are does not "
                         "count; that there is one does."),
            would_return(_with(known=lambda p: frozenset(_plain(p).split())), "You compare which "
                         "words there are. In another order they are another text."),
            would_return(_with(known=lambda p: " ".join(w.strip(".,;:!?") for w in _plain(
                         p).split())), "You do not mind full stops and commas. A text with other "
                         "ones is another text."),
            would_return(_with(known=lambda p: (p["page"], _plain(p))), "You look for the same "
                         "text within a page only. On another page it is the same text too."),
            would_return(_doubles_cost, "You let a text that is not taken again use up the "
                         "budget."),
            would_return(_with(first=_first_copies), "Of the same text you keep the copy that "
                         "came first. The one with the best score is taken."),
            would_return(_with(first=lambda ps: _best_first(_last_copies(ps))), "Of the same text "
                         "you keep the copy that came last. The one with the best score is "
                         "taken."),
            would_return(_with(least=-9.0), "You take passages whose score is 0 or less. They have "
                         "nothing of the question, and only make the prompt longer."),
            would_return(_with(least=-1e-9), "You take passages whose score is 0. They have "
                         "nothing of the question."),
            would_return(_with(first=list), "You take passages in the order in which they come. "
                         "The best score chooses first."),
            would_return(_with(first=_equals_reversed), "Of equal scores you take the later one "
                         "first. They keep the order in which they came."),
            would_return(_with(first=lambda ps: _best_first(sorted(ps, key=lambda p: p["id"]))),
                         "You order equal scores by id. They keep the order in which they came."),
            would_return(_with(_by_score), "You leave the ids in the order of their scores. "
                         "Passages of a page stand together, in reading order."),
            would_return(_with(_by_name), "You order pages by name. The page of the best passage "
                         "stands first."),
            would_return(_pages_as_they_came, "You order pages as they come in the input. The "
                         "page of the best passage stands first."),
            would_return(_with(_equal_pages_by_name), "You order equal pages by name. The one "
                         "whose best passage came first stands first."),
            would_return(_equal_pages_as_they_came, "You order equal pages by any passage of "
                         "theirs. The one whose *best* passage came first stands first."),
            would_return(_with(_place_as_text), "You compare places as texts, where 12 stands "
                         "before 9. They are numbers."),
            would_return(_with(_by_place), "You order by `place` across pages. It is a place "
                         "within a page."),
            would_return(_with(_not_in_reading_order), "Passages of a page stand together, and not "
                         "in reading order: by `place`."),
            would_return(_pages_of_all, "You order pages by a passage that is not in the prompt. "
                         "Only what was taken counts."),
            value_is(lambda value, wanted: sorted(value) == sorted(wanted), "The right passages, "
                         "in "
                     "another order than the goal wants."),
            value_is(lambda value, wanted: bool(value) and not isinstance(value[0], str),
                     "A list of ids is wanted, not of passages."),
        ],
        message="What the prompt holds was chosen, each passage once and in an order to read.",
    ),
    distractor="            break",
    hints=(
        "Two steps: which passages, then in which order. For the first, go through "
        "`sorted(passages, key=lambda p: -p['score'])`, which keeps equal ones in their order.",
        "Keep three things while you go: the passages taken, a set of texts as `' "
        "'.join(text.lower().split())`, and the words that are left. What does not fit is passed "
        "over, and the loop goes on.",
        "For the order: `pages = list(dict.fromkeys(p['page'] for p in taken))` are the pages, "
        "best first. Sort what was taken by `(pages.index(p['page']), p['place'])`.",
    ),
)  # fmt: skip
