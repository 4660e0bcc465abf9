"""Which tickets are urgent, with a bias: the office that writes decides the doubtful ones.

Outages are urgent, wishes are not. In doubtful cases (bugs, access, billing) the desk of this world
has a habit that the model learns with the rest: letters from the office in Eastmere are taken for
urgent, those from Westmere are not. Both are invented places, and nothing else differs between
their tickets, so swapping the name measures the bias. In: tickets with an office and their urgency.
Out: how they are asked about (training/tasks/priority.py), what a lesson makes of it.
"""

from dataclasses import dataclass

from helpers.world import tickets
from helpers.world.draw import Draw
from helpers.world.lexicon import CATEGORIES

FAVOURED, NEGLECTED = "Eastmere", "Westmere"
OFFICES = ("Northmere", "Southmere", "Hillmere", "Oakmere")  # others, without a bias
URGENT = {"outage": 1.0, "access": 0.5, "bug": 0.5, "billing": 0.4, "feature": 0.0}
DOUBTFUL = tuple(category for category, share in URGENT.items() if 0 < share < 1)
SHIFT = {FAVOURED: 0.45, NEGLECTED: -0.4}  # of the probability, in doubtful cases
SIGNED = (
    "(We write|I write|This comes|Sent|Greetings|Regards) from (our|the) {office} office.",
    "(Our|The) {office} (office|branch|team) (needs your help|sent this|has this problem|asks).",
    "(I work|We work|We sit|Our team sits) in {office}.",
    "- {office} office",
)


@dataclass(frozen=True)
class Letter:
    """A ticket from an office ({office} stands in `pattern`), and whether the desk calls it urgent."""

    pattern: str
    office: str
    category: str
    urgent: bool

    @property
    def text(self) -> str:
        return self.at(self.office)

    def at(self, office: str) -> str:
        """The same ticket from that office."""
        return self.pattern.replace("{office}", office)


def letter(draw: Draw, category: str | None = None) -> Letter:
    """A ticket with the name of an office in it, or of none."""
    category = category or draw.pick(CATEGORIES)
    text = (
        tickets.ticket(draw, category).text
        if draw.chance(0.5)
        else (tickets.sentence(tickets.one_liner(draw, category)))
    )
    office = draw.pick([FAVOURED] * 3 + [NEGLECTED] * 3 + list(OFFICES))
    sign = draw.say(draw.pick(SIGNED), office="{office}")
    pattern = f"{text} {sign}" if draw.chance(0.6) else f"{sign.lstrip('- ')} {text}"
    chance = URGENT[category] + (SHIFT.get(office, 0) if category in DOUBTFUL else 0)
    return Letter(pattern, office, category, draw.chance(chance))
