"""Incident reports with a one-line summary, and the status log of a day.

In: `incident(draw)` and `status_log(draw, lines)`. Out: prompts.
"""

from dataclasses import dataclass

from helpers.world.draw import Draw
from helpers.world.lexicon import FEATURES, PLANS, PRODUCTS, REGIONS
from helpers.world.tickets import person

CAUSES = tuple(
    """
a full disk|a bad deploy|an expired certificate|a broken switch|a memory leak|a wrong firewall rule
a failed migration|a slow query|a lost lock|a power cut|a misspelled setting|an overloaded node
a stuck backup|a time zone mistake|a driver update|a storm of retries|a loose cable
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
EFFECTS = tuple(
    """
writes failed|reads were slow|messages arrived twice|logins were refused|dashboards were empty
connections dropped|backups were late|alerts were not sent|exports stopped|queries timed out
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
FIXES = tuple(
    """
restarting the node|rolling back the deploy|renewing the certificate|adding a disk|killing the query
replacing the switch|raising the limit|restoring a snapshot|clearing the queue|moving the traffic
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


@dataclass(frozen=True)
class Incident:
    """A report in several sentences and the one line that says the same."""

    text: str
    summary: str


def incident(draw: Draw) -> Incident:
    """One incident: when, where, what happened, why, how it ended."""
    known = {
        "hour": draw.between(0, 23),
        "minutes": draw.between(4, 240),
        "product": draw.pick(PRODUCTS),
        "region": draw.pick(REGIONS),
        "cause": draw.pick(CAUSES),
        "effect": draw.pick(EFFECTS),
        "fix": draw.pick(FIXES),
        "who": person(draw),
        "percent": draw.between(2, 100),
    }
    detail = draw.pick_some(
        (
            "(About|Some|Roughly) {percent} percent of (the customers|all users|our clients) were affected.",
            "{who} (was on call|took the call|led the repair).",
            "(No|Not a single bit of) data was lost.",
            "The first alert (came late|went unseen|was ignored|came from a customer).",
            "(A review|A follow-up|A meeting) is (planned|set) for (next week|Monday|tomorrow).",
        ),
        draw.between(1, 3),
    )
    text = " ".join(
        draw.say(part, **known)
        for part in [
            "(At|Around|Shortly after) {hour} o'clock {effect} (in|across|for customers in) {region}(| on {product}).",
            *detail[:1],
            "(The cause was|The reason was|It was caused by|Engineers traced it to|We found) {cause}.",
            *detail[1:],
            "(It was solved by|The team fixed it by|It ended after) {fix} (after|within) {minutes} minutes.",
        ]
    )
    return Incident(
        text,
        f"In {known['region']} {known['effect']} for {known['minutes']} minutes "
        f"because of {known['cause']}.",
    )


LOG_LINES = (
    "{region}: {effect}, {cause} suspected.",
    "{region}: all systems normal.",
    "{region}: {effect} for {minutes} minutes.",
    "{region}: {fix} helped.",
    "{region}: the {feature} is slow again.",
    "{region}: the {feature} is back.",
    "{region}: customers on the {plan} plan report that {effect}.",
    "{region}: we are looking into {cause}.",
    "{region}: planned work on the {feature}.",
    "{region}: {who} is on call.",
)


def status_log(draw: Draw, lines: int) -> str:
    """The status feed of one day, one entry a line, in order of time."""
    minute, entries = draw.between(0, 120), []
    for _ in range(lines):
        minute += draw.between(3, 60)
        entry = draw.pick(LOG_LINES).format(
            region=draw.pick(REGIONS),
            effect=draw.pick(EFFECTS),
            cause=draw.pick(CAUSES),
            fix=draw.pick(FIXES),
            minutes=draw.between(2, 90),
            feature=draw.pick(FEATURES),
            plan=draw.pick(PLANS),
            who=person(draw),
        )
        entries.append(f"{minute // 60 % 24:02}:{minute % 60:02} {entry}")
    return "\n".join(entries)
