"""Which of Larkspur's five categories is this ticket? Asked without examples.

In: instructions to classify, lists of labels, output constraints. Out: examples (shots.py).
"""

from helpers.world import tickets
from helpers.world.draw import Draw
from helpers.world.lexicon import CATEGORIES
from training.tasks.asking import ask, dressed, noun, polite, with_persona
from training.tasks.document import Document, conversation

CLASSIFY = (
    "(Classify|Categorise|Label|Sort|Tag|Triage) (this|the|the following) (ticket|message|request|text|support ticket)(.|)",
    "(Which|What) (category|label|class|topic|type|team|queue) (does|is) (this|the) (ticket|message|request|text) (belong to|in|about|for)?",
    "(Decide|Say|Tell me|Determine|Find) (which|what) (category|label|team|topic) (this|the) (ticket|message|request) (belongs to|is about|has)(.|)",
    "(Assign|Give) (a|one|the right|the best) (category|label|tag) to (this|the) (ticket|message|request)(.|)",
    "(Which team|Who) (takes|should take|handles|should handle|gets) this (ticket|message|request)?",
    "(Route|Assign|Forward) (this|the) (ticket|message) to the right (team|queue|category)(.|)",
    "You (classify|label|triage|sort|route) (support |customer |)(tickets|messages|requests)(.|)",
    "(What|Which) (sort|type) of (issue|request|trouble|ticket) (is (this|that|it)|do we have here)?",
    "(Where|To whom) (does|should|must) (this|the ticket|the message) (go|be sent|be forwarded)?",
    "(Subject area|Theme|Field) of (this|the) (ticket|text|request)(?|:|.)",
    "(I want|We need|We want) (this|it|the ticket|the message) (sorted|labelled|forwarded|triaged)(.|)",
    "(Read|Look at) (this|the|my) (message|text|request|mail) (and|and then) (say|decide|name|write) (in a word |)(where it belongs|its label|the team|its category)(.|)",
    "(First|1.) (read it|read the text|look at the message)(.|,) (Then|2.) (give|name|write|say) (the|its) (label|team)(.|)",
    "(As|Being) (a help desk agent|a support lead|our dispatcher), (how would you label this|what is this about|where would you send this)?",
)
MEANINGS = {  # how people explain the five labels
    "billing": (
        "invoices and payments",
        "money",
        "charges, refunds, prices",
        "anything about a bill",
    ),
    "outage": (
        "the service is down",
        "nothing works",
        "time-outs, 503",
        "the system is unreachable",
    ),
    "access": ("login and rights", "passwords, users, keys", "cannot sign in", "permissions"),
    "bug": ("something is wrong", "wrong results, crashes", "errors in a feature", "a defect"),
    "feature": ("a wish", "a request for something new", "ideas and suggestions", "improvements"),
}
SLOTS = ("Label:", "Team:", "Class:", "Queue:", "Type:", "Answer:", "## Label", "Label is")
SORTERS = (
    "You (are|work as|act as) (a|an) (ticket sorter|routing assistant|classifier|label assistant|dispatcher) (for|at) (Larkspur|the help desk|a support team|our company)(.|)",
    "(Ticket|Message|Request) (sorting|routing|labelling) (assistant|service|robot)(.|)",
)
LABELS = (
    "(Choices|Values|Queues|Departments|Topics|Types)(:| are:| are) {labels}(.|)",
    "{labels}(?|.|)",
    "(The |Possible |Allowed |Our |)(labels|categories|classes|options|teams)(:| are:| are) {labels}(.|)",
    "(Choose|Pick|Select) (one of|from|exactly one of|between)(:|) {labels}(.|)",
    "(It is one of|Answer with one of|Reply with one of|One of|Options:|Labels:) {labels}(.|)",
)
ONLY = (
    "",
    "",
    "Answer with the (label|category) only.",
    "(Reply|Answer|Respond) with (one word|a single word|only the label|just the category)(.|)",
    "(Only|Just) the (label|category|word)(.|)",
    "No explanation(.|)",
    "Do not explain(.|)",
    "One word(.|)",
    "Output (only |)the (label|category)(.|)",
)


def listed(draw: Draw, labels: list[str]) -> str:
    """The labels as people list them: commas, slashes, bullets, an 'or' at the end."""
    style = draw.between(1, 9)
    if style >= 8 and all(label.lower() in MEANINGS for label in labels):
        told = [(label, draw.pick(MEANINGS[label.lower()])) for label in labels]
        if style == 8:
            return ", ".join(f"{label} ({meaning})" for label, meaning in told)
        form = draw.pick(("\n- {}: {}", "\n{}: {}", "\n{} - {}", "\n- {} ({})", "\n* {} = {}"))
        return "".join(form.format(*pair) for pair in told)
    if style == 1:
        return " / ".join(labels)
    if style == 7:
        return f"({', '.join(labels)})"
    if style == 2:
        return "".join(f"\n- {label}" for label in labels)
    if style == 3 and len(labels) > 1:
        return ", ".join(labels[:-1]) + " or " + labels[-1]
    if style == 4:
        return " | ".join(labels)
    return ", ".join(labels)


def instruction_with(draw: Draw, patterns: tuple[str, ...], labels: list[str] | None) -> str:
    """The instruction, the list of labels (where given) and an output constraint (sometimes)."""
    parts = [polite(draw, draw.say(draw.pick(patterns)))]
    if labels:
        parts.append(
            draw.say(draw.pick(LABELS), labels="{labels}").replace("{labels}", listed(draw, labels))
        )
    if only := draw.say(draw.pick(ONLY)):
        parts.append(only)
    return draw.pick([" ", " ", "\n"]).join(parts)


def known_labels(draw: Draw) -> Document:
    """Zero-shot: which of Larkspur's five categories is this ticket?"""
    category = draw.pick(CATEGORIES)
    text = (
        tickets.ticket(draw, category).text
        if draw.chance(0.75)
        else tickets.one_liner(draw, category)
    )
    cased = draw.pick([str.lower, str.lower, str.lower, str.capitalize, str.upper])
    shown = None
    if draw.chance(0.75):
        others = [c for c in CATEGORIES if c != category]
        chosen = [category, *draw.pick_some(others, draw.pick([1, 2, 3, 4, 4, 4, 4, 4]))]
        draw.rng.shuffle(chosen)
        shown = [cased(c) for c in chosen]
    reply = cased(category) if shown else category
    if draw.chance(0.1):
        instruction = instruction_with(draw, SORTERS, shown)
        user = {"role": "user", "content": dressed(draw, text, noun(draw))}
        return conversation([{"role": "system", "content": instruction}, user], reply)
    instruction = instruction_with(draw, CLASSIFY, shown)
    if draw.chance(0.15):
        text += draw.pick(["\n\n", "\n"]) + draw.pick(SLOTS)
        instruction = instruction if draw.chance(0.6) else ""
        return conversation(with_persona(draw, f"{instruction}\n\n{text}".strip()), reply)
    return conversation(ask(draw, instruction, text, noun(draw)), reply)
