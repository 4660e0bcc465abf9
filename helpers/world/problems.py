"""Word problems: a start, some changes, one question; with the working and the answer.

`problem(draw, steps)` gives text, the steps of the working as equations, and the answer. All
numbers stay between 0 and 99. In: problems. Out: how they are asked.
"""

from dataclasses import dataclass

from helpers.world.draw import Draw
from helpers.world.lexicon import ITEMS, NAMES, WEEKDAYS

HOLDS = (
    "(has|holds|keeps|owns|counts|starts with|begins with|stores|carries|collects|gathers|manages|"
    "packs|orders|brings|picks|makes|lists|sees|watches|looks after|is given|gets|receives|finds|"
    "buys|borrows|prepares|unpacks|stacks|sorts|records|reports|shows|displays|lends|rents|guards)"
)
GAINS = (
    "(adds|brings|buys|finds|gets|collects|picks up|orders|receives|makes|wins|borrows|unpacks|"
    "earns|delivers|puts in|discovers|unloads|downloads)"
)
LOSES = (
    "(sells|loses|gives away|uses|takes out|drops|returns|throws away|breaks|ships|deletes|lends|"
    "donates|spends|removes|hands out|sends back|discards|uses up|passes on)"
)
STARTS = (
    f"{{who}} {HOLDS} {{a}} {{items}}.",
    "There (are|were) {a} {items} (in the store|in the warehouse|on the shelf|in the queue|"
    "at the start|in a box|on the table|in stock|at the office|in the room).",
    f"(At first|In the morning|On {{day}}|Today|At noon|Early on), {{who}} {HOLDS} {{a}} {{items}}.",
    f"(A|One|The|Our) (team|shop|room|box|depot|school|clinic|store|desk|rack) {HOLDS} {{a}} {{items}}.",
    "(We|I|They) (have|own|keep|count|start with|hold|store|collect) {a} {items}.",
)
CHANGES = {
    "+": (
        f"(Then |Later |Next, |After that, |)(he|she|somebody|a friend|the team) {GAINS} {{b}} more.",
        "{b} (more |new |other |)(arrive|come in|are added|are delivered|are found|are bought|"
        "turn up|are made|are received|are returned).",
        "(Then |Later |)(another |a further ){b} (arrive|are bought|are put in|are ordered|come).",
    ),
    "-": (
        f"(Then |Later |Next, |After that, |)(he|she|somebody|a friend|the team) {LOSES} {{b}}.",
        "{b} (of them |)(are sold|are lost|break|are given away|are used up|leave|are deleted|"
        "are removed|are taken|go missing|are shipped|are thrown away).",
        "(Then |Later |)(a customer|a visitor|a neighbour) (takes|buys|gets) {b} of them.",
    ),
    "*": (
        "(Then |Later |Next, |)(the number|the amount|the stock) (is doubled|doubles).",
        "(Then |Later |)(it|the number) (becomes|grows to) (twice|two times) as (many|large).",
    ),
}
QUESTIONS = (
    "How many {items} are there (now|in the end|at the end|left)?",
    "How many {items} (remain|are left|does that make)?",
    "What is the (final|last) number of {items}?",
    "How many {items} (is that|are there in total|are there then)?",
)


@dataclass(frozen=True)
class Problem:
    """A word problem with its working, e.g. equations ("14 + 5 = 19", "19 - 3 = 16"), answer 16."""

    text: str
    sentences: tuple[str, ...]  # start, one per change, question
    equations: tuple[str, ...]
    answer: int


def change(draw: Draw, value: int) -> tuple[str, int, int]:
    """A change that keeps the value within 0..99: (operator, operand, new value)."""
    operator = draw.pick("++++---*" if 1 <= value <= 49 else "++--" if value < 97 else "-")
    if operator == "*":
        return operator, 2, value * 2
    if (operator == "-" and value < 3) or (operator == "+" and value > 96):
        operator = "+" if value < 3 else "-"
    small = draw.chance(0.5)
    top = min(20 if small else 60, 99 - value if operator == "+" else value - 1)
    operand = draw.between(1, max(1, top))
    return operator, operand, value + operand if operator == "+" else value - operand


def numbers(draw: Draw, steps: int) -> tuple[int, list[tuple[str, int, int]]]:
    """Start and changes whose numbers belong to the draw's split."""
    while True:
        start = value = draw.between(2, 60)
        changes = []
        for _ in range(steps):
            changes.append(change(draw, value))
            value = changes[-1][2]
        if draw.mine(f"{start} {changes}"):
            return start, changes


def problem(draw: Draw, steps: int) -> Problem:
    """A word problem that takes `steps` operations (1 or more)."""
    start, changes = numbers(draw, steps)
    items = draw.pick(ITEMS)
    who = draw.one(NAMES) if draw.chance(0.7) else draw.made_up().capitalize()
    sentences = [
        draw.say(draw.pick(STARTS), who=who, a=start, items=items, day=draw.pick(WEEKDAYS))
    ]
    equations, value = [], start
    for operator, operand, result in changes:
        sentences.append(draw.say(draw.pick(CHANGES[operator]), b=operand))
        equations.append(f"{value} {operator} {operand} = {result}")
        value = result
    sentences.append(draw.say(draw.pick(QUESTIONS), items=items))
    sentences = [s[0].upper() + s[1:] for s in sentences]
    return Problem(" ".join(sentences), tuple(sentences), tuple(equations), value)
