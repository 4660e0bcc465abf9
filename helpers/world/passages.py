"""Short passages that each state facts about one thing, and questions about them.

Names and values are made up afresh, so an answer can only come from the passage. In: facts,
passages and questions. Out: how they are put before a model.
"""

from dataclasses import dataclass

from helpers.world.draw import Draw
from helpers.world.lexicon import FEATURES, MONTHS, PLANS, REGIONS, WEEKDAYS
from helpers.world.tickets import company, person

# attribute -> (sentences that state it, questions that ask for it, how a value is drawn)
ATTRIBUTES = {
    "owner": (
        (
            "(The owner of {it} is|The person in charge of {it} is|Responsible for {it} is) {value}.",
            "{it} (is owned by|belongs to|is run by|is looked after by) {value}.",
            "{value} (owns|runs|looks after|is in charge of) {it}.",
        ),
        (
            "Who (owns|runs|looks after|is responsible for|is in charge of) {it}?",
            "(Who is|Name) the owner of {it}(?|.)",
        ),
    ),
    "limit": (
        (
            "(The|Its) limit for {it} is {value}.",
            "{it} (allows|accepts|takes) (up to|at most) {value} (requests|connections|messages) (a minute|at once|per day).",
            "The (maximum|upper bound|cap) of {it} is {value}.",
        ),
        (
            "What is the (limit|maximum|cap) (of|for) {it}?",
            "How many does {it} (allow|accept|take)?",
        ),
    ),
    "region": (
        (
            "{it} (runs|lives|is hosted|is kept) in {value}.",
            "The (region|home|location) of {it} is {value}.",
        ),
        (
            "(In which region|Where) (does|is) {it} (run|hosted|kept)?",
            "What is the region of {it}?",
        ),
    ),
    "price": (
        (
            "{it} costs {value} euros (a month|per month|a year).",
            "The (price|fee) (of|for) {it} is {value} euros.",
        ),
        ("(What|How much) does {it} cost?", "What is the (price|fee) (of|for) {it}?"),
    ),
    "port": (
        ("{it} listens on port {value}.", "The port (of|for) {it} is {value}."),
        ("(Which|What) port does {it} (use|listen on)?", "What is the port (of|for) {it}?"),
    ),
    "release": (
        (
            "{it} (was released|came out|shipped|was launched) in {value}.",
            "The release of {it} was in {value}.",
        ),
        (
            "When (was {it} released|did {it} come out|was {it} launched|did {it} ship)?",
            "In which month did {it} (come out|ship)?",
        ),
    ),
    "code": (
        (
            "The (code|key|password|identifier|ticket number) (of|for) {it} is {value}.",
            "{it} has the (code|identifier|key) {value}.",
        ),
        (
            "What is the (code|key|password|identifier) (of|for) {it}?",
            "(Which|What) (code|identifier) does {it} have?",
        ),
    ),
    "window": (
        (
            "{it} is (backed up|maintained|restarted|cleaned) (every|each|on) {value}.",
            "The maintenance day (of|for) {it} is {value}.",
        ),
        (
            "(On which day|When) is {it} (backed up|maintained|restarted|cleaned)?",
            "What is the maintenance day (of|for) {it}?",
        ),
    ),
    "colour": (
        (
            "The (colour|code name|nickname|mascot|label) of {it} is {value}.",
            "{it} is (called|nicknamed|labelled|named after) {value}.",
        ),
        (
            "What is the (colour|code name|nickname|mascot|label) of {it}?",
            "What is {it} (called|nicknamed|named after)?",
        ),
    ),
}
FILLERS = (
    "It was (reviewed|checked|updated) (last week|by the team|again|in spring).",
    "(Nobody|No one) (has|had) complained (so far|yet).",
    "(The|Its) documentation is (short|long|up to date|being written).",
    "Most (teams|customers|users) (never notice it|like it|rely on it).",
    "(Please|Always) (read|check) the notes (first|before a change).",
    "It (works|plays well) with {product}.",
)


@dataclass(frozen=True)
class Fact:
    """One statement: attribute `of` a thing has a value."""

    thing: str
    attribute: str
    value: str


def thing(draw: Draw) -> str:
    """A name for something in Larkspur that training or measuring never shares with the other."""
    name = draw.made_up(draw.pick([1, 2, 2])).capitalize()
    kind = draw.between(1, 10)
    if kind <= 3:
        return name
    if kind <= 5:
        return (
            f"the {draw.pick(('plan', 'service', 'cluster', 'team', 'project', 'server'))} {name}"
        )
    if kind <= 7:
        return (
            f"the {name} {draw.pick(('plan', 'service', 'cluster', 'queue', 'database', 'node'))}"
        )
    return f"the {draw.pick(FEATURES)} of {company(draw) if kind == 8 else name}"


def value(draw: Draw, attribute: str) -> str:
    """A value for the attribute, drawn afresh."""
    draws = {
        "owner": lambda: person(draw),
        "limit": lambda: str(draw.between(2, 9999)),
        "region": lambda: draw.pick(REGIONS),
        "price": lambda: str(draw.between(3, 990)),
        "port": lambda: str(draw.between(1024, 9999)),
        "code": draw.code,
        "release": lambda: f"{draw.pick(MONTHS)} {draw.between(2012, 2026)}",
        "window": lambda: draw.pick(WEEKDAYS),
        "colour": lambda: draw.made_up(2),
    }
    return draws[attribute]()


def fact(draw: Draw) -> Fact:
    attribute = draw.pick(tuple(ATTRIBUTES))
    return Fact(thing(draw), attribute, value(draw, attribute))


def statement(draw: Draw, about: Fact) -> str:
    """A sentence that states the fact."""
    text = draw.say(draw.pick(ATTRIBUTES[about.attribute][0]), it=about.thing, value=about.value)
    return text[0].upper() + text[1:]


def question(draw: Draw, about: Fact) -> str:
    """A question whose answer is the fact's value."""
    text = draw.say(draw.pick(ATTRIBUTES[about.attribute][1]), it=about.thing)
    return text.replace("??", "?")


def passage(draw: Draw, about: Fact) -> str:
    """The statement, sometimes with a sentence beside it that says nothing of use."""
    parts = [statement(draw, about)]
    if draw.chance(0.35):
        filler = draw.say(draw.pick(FILLERS), product=draw.pick(("Larkspur Base", *PLANS)))
        parts.insert(draw.between(0, 1), filler)
    return " ".join(parts)


ALIKE = 0.4  # of the facts have the attribute of the one before, so that the name decides


def facts(draw: Draw, k: int, alike: float = ALIKE) -> list[Fact]:
    """k facts about different things; a share of `alike` has the attribute of the one before.

    ValueError where `alike` is not in 0 <= alike < 1: one attribute alone runs out of values.
    """
    if not 0 <= alike < 1:
        raise ValueError(f"alike is {alike}; it must be 0 or more and below 1")
    drawn: list[Fact] = []
    while len(drawn) < k:
        new = fact(draw)
        if drawn and draw.chance(alike):
            same = drawn[-1].attribute
            new = Fact(new.thing, same, value(draw, same))
        if new.thing not in {f.thing for f in drawn} and new.value not in {f.value for f in drawn}:
            drawn.append(new)
    return drawn
