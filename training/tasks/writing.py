"""Tickets, subject lines, status logs and reports on request, and plain texts without any.

In: the requests. Out: the texts (helpers/world/tickets.py, incidents.py, passages.py).
"""

from helpers.world import incidents, passages, tickets
from helpers.world.draw import Draw
from helpers.world.lexicon import CATEGORIES
from training.tasks.asking import ask, noun, with_persona
from training.tasks.document import Document, conversation, loosely

WRITE_TICKET = (
    "(Write|Draft|Make up|Invent|Compose) (a|one) (support |customer |)(ticket|message|request) (about|on|concerning) {topic}(.|)",
    "(Give|Show) me (an example of |)a (support |)ticket about {topic}(.|)",
    "(Write|Invent) a (support |)ticket(:| -|. Topic:) {topic}(.|)",
)
WRITE_ANY = (
    "(Write|Draft|Make up|Invent|Compose) (a|one|some|an example of a) (support |customer |)(ticket|message to the support desk)(.|)",
)
SUBJECT = (
    "(Write|Give|Find|Suggest|Make|Propose) (a|one|the|a short|a good) (subject line|subject|title|headline) for (this|the) (ticket|message|request|e-mail)(.|)",
    "(What|Which) (subject line|subject|title) (fits|suits) (this|the) (ticket|message)?",
    "(Title|Summarise|Summarize) (this|the) ticket in (a few|five|at most six) words(.|)",
    "(Summarise|Summarize|Sum up|Condense) (the|this|each) (ticket|message) (in|as|into) (a|one) (short |good |)(subject line|subject|title|headline)(.| of at most {n} words.|)",
    "(What|Which) (would be|is) a (good|short|fitting) (subject line|subject|title|headline) for (it|this ticket|this message|what follows)?",
    "Turn (the|this|each|every) (ticket|message|e-mail) into (a|one) (short |)(subject line|subject|title|headline)(.|)",
    "The (user sends|message is|text below is) a (support |)ticket. (Write|Give|Answer with) (its|a) (subject line|subject|title)(.|)",
    "(You write|You are a writer of|Your job is to write|Your task is to write|You come up with|You produce) (short |good |)(subject lines|titles|headlines) for (support tickets|tickets|customer messages|e-mails)(.|)",
    "(You are|Act as) (a|the) support (agent|assistant|clerk). (Write|Give) (the|a) (subject line|subject|title) of (the|each) (ticket|message)(.|)",
    "(Task|Job|Your task): (a|write a|one) (subject line|subject|title) for (the|this) (ticket|message)(.|)",
)
ONLY_THE_LINE = (
    "(Reply|Answer|Respond) with (the|that) (subject line|subject|line|title) (only|alone|and nothing else)(.|)",
    "(Output|Return|Write|Give) (only the|the|just the) (line|subject line|title)(.|, nothing else.|)",
    "(No|Without) (explanation|quotes|full stop|punctuation at the end)(.|)",
    "(At most|Not more than|Up to) {n} words(.|)",
    "(One line|A single line|Keep it short|Keep it on one line)(.|)",
)
WRITE_LOG = (
    "(Write|Make up|Invent|Show) (a|the) status (log|feed|page) (for|of) (a|the|one) day(.|)",
    "(Write|List) (some|the) status (entries|messages|updates)(.|)",
    "(Write|Make up) {n} (lines|entries) of a status (log|feed)(.|)",
)
WRITE_INCIDENT = (
    "(Write|Draft|Make up|Invent) (an|one|a short) incident report(.|)",
    "(Write|Draft) a report (of|about) an (incident|outage)(.|)",
)
TOPICS = {
    "billing": ("billing", "an invoice", "a payment", "a refund"),
    "outage": ("an outage", "a cluster that is down", "outage"),
    "access": ("access", "a login problem", "a lost password"),
    "bug": ("a bug", "bug", "an error in a feature"),
    "feature": ("a feature request", "feature", "a wish for a new feature"),
}


def writing(draw: Draw) -> Document:
    """A ticket, a subject line, a status log or an incident report on request."""
    kind = draw.between(1, 11)
    if kind <= 5:
        category = draw.pick(CATEGORIES)
        instruction = draw.say(draw.pick(WRITE_TICKET), topic=draw.pick(TOPICS[category]))
        reply = tickets.ticket(draw, category).text
        if draw.chance(0.3):  # short, so that the topic is most of it
            reply = tickets.sentence(tickets.one_liner(draw, category))
        return loosely(conversation(with_persona(draw, instruction), reply), 0.8)
    if kind == 6:
        return loosely(
            conversation(
                with_persona(draw, draw.say(draw.pick(WRITE_ANY))), tickets.ticket(draw).text
            )
        )
    if kind <= 9:
        one = tickets.ticket(draw)
        subject = one.subject[0].upper() + one.subject[1:]
        return conversation(ask(draw, subject_request(draw), one.text, noun(draw)), subject)
    if kind == 10:
        n = draw.between(4, 14)
        instruction = draw.say(draw.pick(WRITE_LOG), n=n)
        return loosely(conversation(with_persona(draw, instruction), incidents.status_log(draw, n)))
    return loosely(
        conversation(
            with_persona(draw, draw.say(draw.pick(WRITE_INCIDENT))), incidents.incident(draw).text
        )
    )


def subject_request(draw: Draw) -> str:
    """A request for a subject line, in half of the cases with one to three rules after it."""
    words = [draw.say(draw.pick(SUBJECT), n=draw.between(5, 9))]
    if draw.chance(0.5):
        rules = draw.pick_some(ONLY_THE_LINE, draw.between(1, 3))
        words += [draw.say(rule, n=draw.between(5, 9)) for rule in rules]
        if draw.chance(0.3):  # as a list
            return f"{words[0]}\nRules:\n" + "\n".join(f"- {rule}" for rule in words[1:])
    return " ".join(word if word[-1] in ".?" else f"{word}." for word in words)


def plain_text(draw: Draw) -> Document:
    """A document without a conversation around it: a ticket, a status log, passages."""
    kind = draw.between(1, 4)
    if kind == 1:
        return Document(text=incidents.status_log(draw, draw.between(5, 16)))
    if kind == 2:
        return Document(text=" ".join(passages.passage(draw, f) for f in passages.facts(draw, 5)))
    return Document(text=tickets.ticket(draw).text if kind == 3 else incidents.incident(draw).text)
