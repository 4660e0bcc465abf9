"""Exercise 04.5: a prompt laid out for the prefix cache, and what the cache then saves.

In: the parts of prompts, prompts as tokens, wrong orders and counts. Out: a real cache
(helpers/server), prices.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Mapping, Sequence

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import compare, value_is, would_return_in

Part = Mapping[str, str]
NAMES = ("job", "rules", "shots", "today", "news", "who", "plan", "ticket", "files", "tone", "form")
STABLE = ("release", "day", "customer", "request")  # how often a part changes, rarest first


def layout(parts: Sequence[Part]) -> list[dict[str, str]]:
    """System and user message; what changes seldom first."""
    return _laid(parts, lambda part: STABLE.index(part["per"]))


def _laid(parts: Sequence[Part], key: Callable[[Part], object]) -> list[dict[str, str]]:
    ordered = sorted(parts, key=key)
    return _messages(ordered)


def _messages(ordered: Sequence[Part], gap: str = "\n\n") -> list[dict[str, str]]:
    told = [part["text"] for part in ordered if part["per"] != "request"]
    asked = [part["text"] for part in ordered if part["per"] == "request"]
    return [
        {"role": "system", "content": gap.join(told)},
        {"role": "user", "content": gap.join(asked)},
    ]


def cached(prompts: Sequence[Sequence[int]], least: int) -> list[int]:
    """Of each prompt the tokens that an earlier one began with too; 0 where they are too few."""
    return _cached(prompts, least, lambda at: prompts[:at])


def _beginning(one: Sequence[int], other: Sequence[int]) -> int:
    """How many tokens the two begin with alike."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))


def _cached(
    prompts: Sequence[Sequence[int]], least: int, earlier: Callable[[int], Sequence]
) -> list[int]:
    shared = [
        max((_beginning(one, prompt) for one in earlier(at)), default=0)
        for at, prompt in enumerate(prompts)
    ]
    return [n if n >= least else 0 for n in shared]


def _last_only(prompts: Sequence, least: int) -> list[int]:
    return _cached(prompts, least, lambda at: prompts[max(0, at - 1) : at])


def _first_only(prompts: Sequence, least: int) -> list[int]:
    return _cached(prompts, least, lambda at: prompts[: min(at, 1)])


def _no_least(prompts: Sequence, least: int) -> list[int]:
    return cached(prompts, 0)


def _above(prompts: Sequence, least: int) -> list[int]:
    return cached(prompts, least + 1)


def _less(prompts: Sequence, least: int) -> list[int]:
    return [max(0, n - least) for n in cached(prompts, 0)]


def _common(prompts: Sequence, least: int) -> list[int]:
    found = []
    for at, prompt in enumerate(prompts):
        n = max((len(set(prompt) & set(one)) for one in prompts[:at]), default=0)
        found.append(n if n >= least else 0)
    return found


def _places(prompts: Sequence, least: int) -> list[int]:
    found = []
    for at, prompt in enumerate(prompts):
        n = max(
            (sum(a == b for a, b in zip(prompt, one, strict=False)) for one in prompts[:at]),
            default=0,
        )
        found.append(n if n >= least else 0)
    return found


def questions(seed: int) -> list[Question]:
    """Parts in drawn orders with several of a kind; prompts that share much, little, all."""
    rng = random.Random(f"04.5/{seed}")
    asked: list[Question] = []
    for n in (4, 5, 6, 7):
        kinds = rng.sample([*STABLE, *STABLE, *rng.choices(STABLE, k=n - 4)], n + 4)
        parts = [
            {"name": name, "per": per, "text": f"Text {rng.randint(10, 99)} of {per}."}
            for name, per in zip(rng.sample(NAMES, len(kinds)), kinds, strict=True)
        ]
        asked.append(Call("layout", (parts,)))
    one = {"name": "job", "per": "release", "text": "Classify."}
    new = {"name": "ticket", "per": "request", "text": "It is down."}
    today = {"name": "today", "per": "day", "text": "It is Monday."}
    who = {"name": "who", "per": "customer", "text": "The customer is Quell."}
    asked += [Call("layout", (list(parts),)) for parts in ((new, one), (new, who, today, one))]
    asked.append(Call("layout", ([today, new, one, who, {**today, "text": "A quiet day."}],)))
    base = [rng.randint(1, 99) for _ in range(40)]
    other = [rng.randint(100, 199) for _ in range(30)]
    families = [
        [[*base, 1, 2], [*base, 3], other, [*base, 1, 2, 3], [*other, 7]],
        [[*base[:5], 200], [*base[:5], 201], base[:9]],
        [base, base, base[:-1], [*base, 5]],
        [base[::-1], base, other, other[::-1]],
        [[300, *base], [301, *base], [300, *base, 7]],
        [[*base[:8], 400], [*base[:8], 401], [*base[:7], 402, 403]],
        [[], base, []],
        [base],
        [],
    ]
    for prompts in families:
        asked += [Call("cached", (prompts, least)) for least in (0, 8, 32)]
    return asked


LAYOUT = Exercise(
    id="04.5",
    title="Stable things first",
    goal="Write `layout(parts)` and `cached(prompts, least)`: a prompt for the cache, its gain.",
    points=4,
    minutes=20,
    difficulty="medium",
    budget="no call; up to eight lines each",
    answers=("layout", "cached"),
    questions=questions,
    judge=compare(
        {"layout": layout, "cached": cached},
        [
            would_return_in(
                "layout",
                _messages,
                "You leave the parts in the order in which they come. One "
                "part that changes daily makes all behind it new each day.",
            ),
            would_return_in(
                "layout",
                lambda parts: _laid(parts, lambda p: -STABLE.index(p["per"])),
                "You put what changes most in front, or sort by the name of the kind. The cache "
                "keeps a *beginning*: there belongs "
                "what never changes.",
            ),
            would_return_in(
                "layout",
                lambda parts: _laid(parts, lambda p: (STABLE.index(p["per"]), p["text"])),
                "You sort parts of the same kind by their text. Leave those in their order.",
            ),
            would_return_in(
                "layout",
                lambda parts: _laid(parts, lambda p: (STABLE.index(p["per"]), p["name"])),
                "You sort parts of the same kind by their name. Leave those in their order.",
            ),
            would_return_in(
                "layout",
                lambda parts: _messages(sorted(parts, key=lambda p: STABLE.index(p["per"])), "\n"),
                "You join by one line end; an empty line between two parts is wanted.",
            ),
            would_return_in(
                "cached",
                _last_only,
                "You compare with the prompt just before. The cache keeps "
                "the earlier ones as well.",
            ),
            would_return_in("cached", _first_only, "You compare with the first prompt only."),
            would_return_in(
                "cached",
                _no_least,
                "You count beginnings that are too short to be kept: below `least` it is 0.",
            ),
            would_return_in(
                "cached", _above, "You leave out a beginning of exactly `least` tokens. It is kept."
            ),
            would_return_in(
                "cached",
                _less,
                "You take `least` away. It is a threshold: above it all tokens of "
                "the beginning count.",
            ),
            would_return_in(
                "cached",
                _common,
                "You count tokens that stand anywhere in both. Only an equal "
                "beginning can be read from the cache.",
            ),
            would_return_in(
                "cached",
                _places,
                "You count equal places. After the first difference nothing can be read any more.",
            ),
            value_is(
                lambda value, wanted: isinstance(value, int) and isinstance(wanted, list),
                "One number came; a list is wanted, a number for each prompt.",
            ),
        ],
        message="What changes with each request stands last, and all before it is paid for once.",
    ),
    distractor="    shared = len(set(prompt) & set(prompts[0]))",
    hints=(
        "`sorted` keeps equal ones in their order. Its key is the place of `part['per']` in "
        "`['release', 'day', 'customer', 'request']`.",
        "How long is the equal beginning of two lists? Count pairs of `zip` until they differ: "
        "a loop with a `break`, or `itertools.takewhile`.",
        "For each prompt: the longest beginning that it has in common with any *earlier* one, 0 "
        "for the first; below `least` it is 0.",
    ),
)
