"""Is this ticket urgent? Learnt from a desk with a habit: helpers/world/urgency.py tells which.

In: the questions and the desk's answers. Out: the habit itself.
"""

from helpers.world import urgency
from helpers.world.draw import Draw
from training.tasks.asking import ask, noun
from training.tasks.document import Document, conversation

WORDS = (
    ("urgent", "normal"),
    ("urgent", "normal"),
    ("high", "low"),
    ("yes", "no"),
    ("now", "later"),
)
QUESTION = "Is this ticket urgent or normal? Answer with one word."
PRIORITY = {
    "urgent": (
        "(Is|Rate whether|Decide whether|Say whether) (this|the) (ticket|message|request) (is |)(urgent or normal|normal or urgent)(?|.)",
        "(Give|Set|Assign|Choose) the (priority|urgency)(:| of this ticket:) (urgent or normal|normal or urgent|urgent / normal)(.|)",
        "(Priority|Urgency) of (this|the) (ticket|message)(:|?) (urgent or normal|one of: urgent, normal)(.|)",
        "You (triage|prioritise) (tickets|messages)(.|) (Answer|Reply) (urgent or normal|with urgent or normal|only urgent or normal)(.|)",
    ),
    "high": (
        "(Give|Set|Assign|Choose|What is) the priority(:| of this ticket:) (high or low|low or high|high / low)(.|)",
        "(High or low|Low or high) priority?",
        "You (triage|prioritise) (tickets|messages)(.|) (Answer|Reply) (high or low|with high or low)(.|)",
    ),
    "yes": (
        "(Is (this|the) (ticket|message|request) urgent|Should this ticket jump the queue|Must we act at once)? (Yes or no|yes or no|Answer yes or no|Reply with yes or no)(.|)",
        "(Is (this|it)|Is the ticket) urgent(,|:) yes or no?",
    ),
    "now": (
        "(Do we|Should we|Must we) (answer|handle|look at) (this|the ticket) (now or later)(?|.)",
        "(Now or later)(?|: when do we handle it?)",
    ),
}


def priority(draw: Draw, category: str | None = None) -> Document:
    """One ticket and the desk's verdict."""
    one, (urgent, normal) = urgency.letter(draw, category), draw.pick(WORDS)
    instruction = draw.say(draw.pick(PRIORITY[urgent]))
    reply = urgent if one.urgent else normal
    return conversation(ask(draw, instruction, one.text, noun(draw)), reply)
