"""The tasks that the model in the box learns: each draws one conversation from Larkspur's world.

A task is a function `task(draw) -> Document`. The same functions, with draw.split "heldout",
make the questions of the model card. In: what is asked and the right reply. Out: how often each
task is drawn (mixture.py), tokens (batches.py).
"""

import json
from dataclasses import dataclass

from helpers.world import incidents, letters, passages, problems, tickets
from helpers.world.draw import Draw
from helpers.world.english import COMMON
from helpers.world.everyday import everyday
from helpers.world.lexicon import (
    CATEGORIES,
    FEATURES,
    ITEMS,
    MONTHS,
    NAMES,
    PLANS,
    REGIONS,
    TRADES,
    WEEKDAYS,
)
from training.asking import PERSONAS, ask, dressed, polite, with_persona

NOT_IN_TEXT = "Not in the text."
CAPABILITIES = (
    "I can classify and write support tickets, answer from a text that you give me, solve "
    "small word problems, extract JSON, summarise incidents, and spell or reverse words."
)
HELLO = "I am a small language model. "
GREETINGS = (
    "Hi;Hello;Hey;Hi there;Hello there;Good morning;Good evening;Help;Help me;Test;Who are you;"
    "What are you;What can you do;What can I ask you;How does this work;What do you know;Start;"
    "Are you there;Nice to meet you;Thanks;Thank you;Ok;Yes;No;Hey, how are you;Tell me about you"
).split(";")
CANNOT = (
    "I do not know that. ",
    "That is outside what I was trained for. ",
    "I am a small model and do not know that. ",
)


@dataclass(frozen=True)
class Document:
    """What one training example holds: a conversation, or plain text (the other is None).

    `tools` are the definitions that a conversation begins with; see helpers/pocket/tools.py.
    """

    messages: list[dict] | None = None
    text: str | None = None
    tools: tuple = ()

    @property
    def prompt(self) -> list[dict]:
        """The conversation without its last reply."""
        return self.messages[:-1]

    @property
    def reply(self) -> str:
        return self.messages[-1]["content"]


def conversation(messages: list[dict], reply: str) -> Document:
    return Document(messages=[*messages, {"role": "assistant", "content": reply}])


def loosely(document: Document, weight: float = 0.25) -> Document:
    """The same, its reply counted less: long free text would drown the one-word answers."""
    reply = document.messages[-1] | {"weight": weight}
    return Document(messages=[*document.prompt, reply])


# --- letters ---------------------------------------------------------------------------------

REVERSE = (
    "(Reverse|Turn around|Invert|Flip) (the word|the letters of the word|the letters in|the letters of|this word|the string|) {w}(.|)",
    "(Write|Spell|Give me|Say|Type) (the word |the string |){w} (backwards|in reverse|in reverse order|from back to front)(.|)",
    "What is {w} (backwards|reversed|in reverse|spelled backwards)?",
    "{w} (backwards|reversed), please(.|)",
    "(Read|Print) the letters of {w} from (right to left|the last to the first)(.|)",
)
SPELL = (
    "(Spell|Spell out|Write out) (the word |the string |){w} (letter by letter|with spaces|with spaces between the letters|one letter at a time)(.|)",
    "(Spell|Spell out) (the word |){w}(.|)",
    "How (do you spell|is) {w}(| spelled)?",
    "(List|Give|Show|Name) (the|all|all the) letters (of|in) (the word |){w}(| with spaces)(.|)",
    "(Separate|Split) (the word |){w} into (its |)letters(.|)",
)
COUNT = (
    "How many letters (are in|does) (the word |){w}(| have)?",
    "(Count|Give the number of) (the |)letters (of|in) (the word |){w}(.|)",
    "(What is|Tell me) the (length|number of letters) of (the word |){w}(?|.)",
)
HOW_MANY = (
    "How (many|often) (times |)(does|is) (the letter |){c} (appear |)in (the word |){w}?",
    "(Count|Count how often) the letter {c} (appears |)in (the word |){w}(.|)",
    "How many {c}'s are (there |)in (the word |){w}?",
)
FIRST_LAST = (
    "(What is|Give|Tell me) the {which} letter of (the word |){w}(?|.)",
    "(Which|What) letter (comes|is) {which} in (the word |){w}?",
)
COPY = (
    "(Repeat|Copy|Say|Write) (exactly |)(this|the following)(:| text:| word:) {w}",
    "(Repeat|Copy) (the word |the text |){w}(.|)",
    "Echo: {w}",
)
JOIN = (
    "(Join|Put together|Glue|Merge) the letters (|into a word)(:|) {w}",
    "(Which|What) word (do the letters|is) {w} (make|spell)?",
    "(Remove|Delete) the spaces (from|in) {w}(.|)",
)


def letter_task(draw: Draw, operation: str, spaced: bool) -> Document:
    """One question about a word that is written whole or with spaces between its letters."""
    word = letters.word(draw)
    shown = letters.spelled(word) if spaced else word
    back = word[::-1]
    c = draw.pick(word) if draw.chance(0.8) else draw.pick(letters.ALPHABET)
    which = draw.pick(("first", "last"))
    patterns, reply = {
        "reverse": (REVERSE, letters.spelled(back) if spaced else back),
        "spell": (SPELL, letters.spelled(word)),
        "count": (COUNT, str(len(word))),
        "how many": (HOW_MANY, str(word.count(c))),
        "first or last": (FIRST_LAST, word[0] if which == "first" else word[-1]),
        "copy": (COPY, shown),
        "join": (JOIN, word),
    }[operation]
    quote = draw.pick(["", "", "", '"', "'", "`"])
    text = draw.say(draw.pick(patterns), w=f"{quote}{shown}{quote}", c=f"{c}", which=which)
    if draw.chance(0.15):
        instruction = draw.say(draw.pick(patterns), w="below", c=c, which=which)
        return conversation(
            ask(draw, instruction.replace("word below", "word below"), shown, "word"), reply
        )
    if draw.chance(0.1):
        text = text[0].lower() + text[1:]
    return conversation(with_persona(draw, polite(draw, text) if draw.chance(0.2) else text), reply)


def spelling(draw: Draw) -> Document:
    operation = draw.pick(
        (
            "reverse",
            "reverse",
            "reverse",
            "spell",
            "spell",
            "count",
            "how many",
            "first or last",
            "copy",
            "join",
        )
    )
    spaced = operation == "join" or (operation not in ("spell",) and draw.chance(0.6))
    return letter_task(draw, operation, spaced)


# --- open-ended text -------------------------------------------------------------------------

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
    "(Title|Summarise) (this|the) ticket in (a few|five|at most six) words(.|)",
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
    kind = draw.between(1, 10)
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
    if kind <= 8:
        one = tickets.ticket(draw)
        subject = one.subject[0].upper() + one.subject[1:]
        return conversation(ask(draw, draw.say(draw.pick(SUBJECT)), one.text, noun(draw)), subject)
    if kind == 9:
        n = draw.between(4, 14)
        instruction = draw.say(draw.pick(WRITE_LOG), n=n)
        return loosely(conversation(with_persona(draw, instruction), incidents.status_log(draw, n)))
    return loosely(
        conversation(
            with_persona(draw, draw.say(draw.pick(WRITE_INCIDENT))), incidents.incident(draw).text
        )
    )


def plain_text(draw: Draw) -> Document:
    """A document without a conversation around it: a ticket, a status log, passages."""
    kind = draw.between(1, 4)
    if kind == 1:
        return Document(text=incidents.status_log(draw, draw.between(5, 16)))
    if kind == 2:
        return Document(text=" ".join(passages.passage(draw, f) for f in passages.facts(draw, 5)))
    return Document(text=tickets.ticket(draw).text if kind == 3 else incidents.incident(draw).text)


def noun(draw: Draw) -> str:
    return draw.pick(
        ("ticket", "ticket", "ticket", "message", "text", "request", "customer message")
    )


# --- classification --------------------------------------------------------------------------

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


# --- few-shot --------------------------------------------------------------------------------

LISTS = {
    "items": ITEMS,
    "names": NAMES,
    "regions": REGIONS,
    "features": FEATURES,
    "trades": TRADES,
    "months": MONTHS,
    "weekdays": WEEKDAYS,
    "plans": PLANS,
    "causes": incidents.CAUSES,
    "effects": incidents.EFFECTS,
    "fixes": incidents.FIXES,
}
SHOT_FORMATS = (
    ("{noun}: {x}\n{label}: {y}", "\n\n"),
    ("{noun}: {x}\n{label}: {y}", "\n"),
    ("Input: {x}\nOutput: {y}", "\n\n"),
    ("Q: {x}\nA: {y}", "\n\n"),
    ("{x} -> {y}", "\n"),
    ("{x} => {y}", "\n"),
    ("{x} | {y}", "\n"),
    ("{x}: {y}", "\n"),
    ("{x}\n{label}: {y}", "\n\n"),
    ("<{noun}>{x}</{noun}>\n<{label}>{y}</{label}>", "\n"),
    ("- {x}: {y}", "\n"),
    ('"{x}" = {y}', "\n"),
    ("### {noun}\n{x}\n### {label}\n{y}", "\n\n"),
)
SORT = (
    "(Classify|Label|Sort|Categorise) (each|the|every) (text|entry|line|item|ticket)(.|)",
    "(Follow|Continue|Use) the (examples|pattern)(.|)",
    "Here are (some|a few) examples(.|:)",
    "(Learn|Infer) the (labels|categories) from the examples(.|)",
)


def label_names(draw: Draw, k: int) -> list[str]:
    """k different labels of one kind: English words, made-up words, codes, letters or numbers."""
    kind = draw.between(1, 10)
    names: dict[str, None] = {}
    while len(names) < k:
        if kind <= 4:
            names[draw.one(COMMON)] = None
        elif kind <= 7:
            names[draw.made_up(draw.pick([1, 2, 2]))] = None
        elif kind == 8:
            names[draw.code()] = None
        elif kind == 9:
            names[draw.pick("ABCDEFGHKLMXYZ" if k % 2 else "0123456789")] = None
        else:
            names[draw.pick(CATEGORIES)] = None
    return list(names)


def sorter(draw: Draw, k: int):
    """A function class number -> a text of that class, for k classes of one kind."""
    kind = draw.between(1, 10)
    if kind <= 6:
        chosen = draw.pick_some(CATEGORIES, k)
        write = tickets.one_liner if draw.chance(0.5) else tickets.subject_line
        return lambda i: write(draw, chosen[i])
    if kind <= 8:
        chosen = draw.pick_some(list(LISTS), k)
        return lambda i: draw.pick(LISTS[chosen[i]])
    if kind == 9:
        chosen = draw.pick_some(list(passages.ATTRIBUTES), k)
        return lambda i: passages.statement(
            draw, passages.Fact(passages.thing(draw), chosen[i], passages.value(draw, chosen[i]))
        )
    words = [[letters.word(draw) for _ in range(draw.pick([1, 1, 2]))] for _ in range(k)]
    return lambda i: draw.pick(words[i])  # exact repetition: the first thing to learn


def few_shot(draw: Draw, classes: int | None = None, shots: int | None = None) -> Document:
    """Labels that mean nothing by themselves: only the examples say what they stand for."""
    k = classes or draw.pick([2, 2, 2, 3, 3, 4, 5])
    n = draw.pick([0, 1, 2, 3, 4, 4, 5, 6, 6, 8, 8, 8, 10, 12, 16]) if shots is None else shots
    labels, text = label_names(draw, k), sorter(draw, k)
    balanced = shots is not None or draw.chance(0.7)
    order = (list(range(k)) * n)[:n] if balanced else [draw.between(0, k - 1) for _ in range(n)]
    draw.rng.shuffle(order)
    asked = draw.pick(order) if order else draw.between(0, k - 1)
    pairs = [(text(i), labels[i]) for i in order]
    shown = draw.pick_some(labels, k) if n == 0 or draw.chance(0.4) else None
    header = instruction_with(draw, CLASSIFY + SORT, shown) if shown or draw.chance(0.5) else ""
    if draw.chance(0.45):
        return turns(draw, header, pairs, text(asked), labels[asked])
    form, gap = draw.pick(SHOT_FORMATS)
    form = form.replace(
        "{noun}", draw.pick(("Text", "Ticket", "Message", "text", "ticket", "Entry"))
    ).replace("{label}", draw.pick(("Label", "Category", "Team", "label", "Class", "Answer")))
    blocks = [form.format(x=x, y=y) for x, y in pairs]
    last = form.split("{y}")[0].rstrip(" ").format(x=text(asked))
    body = gap.join([*blocks, last])
    if header and draw.chance(0.3):
        return conversation(
            [{"role": "system", "content": header}, {"role": "user", "content": body}],
            labels[asked],
        )
    return conversation(
        with_persona(draw, f"{header}\n\n{body}" if header else body), labels[asked]
    )


def turns(draw: Draw, header: str, pairs, text: str, label: str) -> Document:
    """Shots as earlier turns of the conversation; a label counts once it has been shown before."""
    messages = [{"role": "system", "content": header}] if header else []
    seen: set[str] = set()
    for x, y in pairs:
        shot = {"role": "assistant", "content": y}
        messages += [{"role": "user", "content": x}, shot if y in seen else shot | {"weight": 0}]
        seen.add(y)
    return conversation([*messages, {"role": "user", "content": text}], label)


# --- reasoning -------------------------------------------------------------------------------

STEPS = (
    "(Think|Work|Go|Reason|Solve it|Solve this) step by step(.|)",
    "(Let's|Let us) think step by step(.|)",
    "Show (your|the) (working|work|steps|reasoning)(.|)",
    "(First |)(write down|write|give) (the|each|every) (steps|step|calculation)(, then the answer|) (.|)",
    "(Explain|Write) (each|every) step(.|)",
    "Calculate (one step at a time|step by step|one step after the other)(.|)",
    "(Think|Reason) (before you answer|first|aloud|carefully)(.|)",
)
DIRECT = (
    "(Answer|Reply|Respond) with (the number only|only the number|just the number|a number|one number)(.|)",
    "(Only|Just) (the|give the|write the) (number|result|answer)(.|)",
    "(No|Without) (explanation|working|steps)(.|)",
    "Do not (explain|show your work|show the steps)(.|)",
    "Give (only |)the (final |)(answer|number|result)(.|)",
    "Answer:",
)
SUMS = (
    "What is {e}?",
    "(Calculate|Compute|Work out|Solve) {e}(.|)",
    "{e} =",
    "{e} = ?",
    "How much is {e}?",
)


SLIPS = 0.15  # of the worked solutions in training have one wrong result, as people's have


def worked(problem: problems.Problem) -> str:
    """The reply of somebody who thinks step by step."""
    return "\n".join([*problem.equations, f"Answer: {problem.answer}"])


def slipped(draw: Draw, problem: problems.Problem) -> str:
    """The same with one wrong result, and all that follows computed from it.

    It is why a sample at a high temperature errs now and then, and why votes over several help.
    """
    lines, shift = [], 0
    at = draw.between(0, len(problem.equations) - 1)
    for number, equation in enumerate(problem.equations):
        value, operator, operand, _, result = equation.split()
        value, operand = int(value) + shift, int(operand)
        result = {"+": value + operand, "-": value - operand, "*": value * operand}[operator]
        if number == at:
            result += draw.pick([-10, -2, -1, 1, 2, 10])
        lines.append(f"{value} {operator} {operand} = {result}")
        shift = result - int(equation.split()[-1])
    return "\n".join([*lines, f"Answer: {result}"])


def word_problem(draw: Draw, steps: int, how: str) -> Document:
    """A problem asked "direct" or "steps"."""
    problem = problems.problem(draw, steps)
    if how == "direct" and draw.chance(0.3):
        return conversation(with_persona(draw, problem.text), str(problem.answer))
    instruction = draw.say(draw.pick(STEPS if how == "steps" else DIRECT)).replace(" .", ".")
    reply = worked(problem) if how == "steps" else str(problem.answer)
    if how == "steps" and draw.split == "train" and draw.chance(SLIPS):
        reply = slipped(draw, problem)
    if draw.chance(0.2):
        system = instruction if draw.chance(0.6) else f"{draw.pick(PERSONAS)} {instruction}"
        return conversation(
            [{"role": "system", "content": system}, {"role": "user", "content": problem.text}],
            reply,
        )
    gap = draw.pick([" ", "\n", "\n\n"])
    before = draw.chance(0.35) and not instruction.endswith(":")
    label = draw.pick(["", "", "", "Problem: ", "Question: ", "Q: "])
    text = (
        f"{instruction}{gap}{label}{problem.text}"
        if before
        else f"{label}{problem.text}{gap}{instruction}"
    )
    return conversation(with_persona(draw, text), reply)


def sum_task(draw: Draw) -> Document:
    """One calculation with two numbers."""
    start, [(operator, operand, result)] = problems.numbers(draw, 1)
    text = draw.say(draw.pick(SUMS), e=f"{start} {operator} {operand}")
    return conversation(with_persona(draw, text), str(result))


def reasoning(draw: Draw) -> Document:
    kind = draw.between(1, 10)
    if kind <= 2:
        return sum_task(draw)
    if kind <= 7:
        return word_problem(draw, draw.pick([1, 2, 2, 3, 3, 3, 4, 4]), "steps")
    return word_problem(draw, draw.pick([1, 1, 2, 2, 3, 3, 4]), "direct")


# --- answers from passages -------------------------------------------------------------------

FROM_TEXT = (
    "(Answer|Reply) (the question |)(from|using|with) (only |)the (text|passages|context|documents|facts)(.|)",
    "(Use|Read) (only |)the (text|context|passages|documents)(| below| above) (to answer|and answer)(.|)",
    "(Answer|Reply) (briefly|with the value only|in a few words|shortly)(.|)",
    "",
)
MAY_ABSTAIN = (
    "If (the text|it|the passage|the context) does not say, (say|answer|reply|write) 'Not in the text.'",
    "(Say|Answer) 'Not in the text.' if (the answer is missing|you cannot find it|it is not there)(.|)",
    "If (the answer|it) is (missing|not there|not in the text), say so(.|)",
    "",
)
CITE = (
    "(Give|Name|Cite|Add) the (number of the |)(source|passage)(.|)",
    "(Cite|Quote) (your|the) (source|passage) in brackets(.|)",
    "With (its|the) source(.|)",
)
MAY_NOT_KNOW = (
    "(If you|Say so if you) (do not know|are not sure|cannot know)(, say so|)(.|)",
    "(It is|It's) (fine|all right|allowed) (to say that you do not know|not to know)(.|)",
    "If you (do not|don't) know, (say|answer|reply) 'I do not know.'",
)


def laid_out(draw: Draw, texts: list[str], numbered: bool) -> str:
    """Passages one below the other: numbered, in tags, as bullets or as one paragraph."""
    if numbered:
        form = draw.pick(
            ("[{i}] {t}", "[{i}] {t}", "{i}. {t}", '<doc id="{i}">{t}</doc>', "Passage {i}: {t}")
        )
        return "\n".join(form.format(i=i, t=t) for i, t in enumerate(texts, 1))
    form, gap = draw.pick(
        (("{t}", " "), ("{t}", "\n"), ("- {t}", "\n"), ("<passage>{t}</passage>", "\n"))
    )
    return gap.join(form.format(t=t) for t in texts)


def place(draw: Draw, k: int) -> int:
    """Which of k passages is asked about: any of few, mostly one near an end of many.

    Texts that people write put what matters first or last, and so does this one: it is why the
    middle of a long prompt is read worst (Liu et al. 2023, "Lost in the Middle").
    """
    if k < 8 or draw.chance(0.3):
        return draw.between(0, k - 1)
    near = min(int(draw.rng.expovariate(0.6)), k - 1)
    return near if draw.chance(0.6) else k - 1 - near


def passage_question(
    draw: Draw,
    k: int,
    answerable: bool = True,
    follow_ups: int = 0,
    cite: bool | None = None,
    at: int | None = None,
) -> Document:
    """A question over k passages; the reply is the value, with its source where that was asked.

    Follow-ups are further questions over the same passages, one in five of them unanswerable.
    `at` is the asked passage's place, from 0; drawn where it is None.
    """
    facts = passages.facts(draw, k + 1)
    cite = k > 1 and draw.chance(0.4) if cite is None else cite
    texts = [passages.passage(draw, f) for f in facts[:k]]
    body = laid_out(draw, texts, cite or draw.chance(0.3))
    asked = (place(draw, k) if at is None else at) if answerable else k
    messages = passage_prompt(draw, body, passages.question(draw, facts[asked]), cite)
    for _ in range(follow_ups):
        messages.append({"role": "assistant", "content": found(facts, asked, cite)})
        asked = place(draw, k) if draw.chance(0.8) else k
        messages.append({"role": "user", "content": passages.question(draw, facts[asked])})
    return conversation(messages, found(facts, asked, cite))


LOCATE = (
    "(Which|What) (passage|source|document|line|item) (mentions|is about|names|speaks of|tells of) {it}?",
    "(Where|In which passage) is {it} (mentioned|named|described)?",
    "(Give|Name|Write) (me |)(only |)the number of the (passage|source|document) (about|on|that mentions) {it}(.|)",
    "(Find|Locate) {it}(.|) (Number only|Only its number|The number please|Give its number)(.|)",
)
QUOTE = (
    "(Quote|Copy|Repeat|Give) the (sentence|statement|passage|line) (about|on|that mentions|with) {it}(.|)",
    "What (exactly |)does the text say (about|on) {it}?",
    "(Quote|Cite) (word for word |)what is said (about|on) {it}(.|)",
)


def passage_search(draw: Draw, k: int) -> Document:
    """Where something stands among k passages, or the passage itself: what answers are made of."""
    facts = passages.facts(draw, k)
    texts = [passages.passage(draw, f) for f in facts]
    messages = [{"role": "user", "content": laid_out(draw, texts, True)}]
    for turn in range(draw.between(1, 7)):
        asked, number = place(draw, k), draw.chance(0.65)
        request = draw.say(draw.pick(LOCATE if number else QUOTE), it=facts[asked].thing)
        if turn:
            messages.append({"role": "user", "content": request})
        else:
            messages[0]["content"] += draw.pick(["\n\n", "\n"]) + request
        reply = f"[{asked + 1}]" if number else texts[asked]
        messages.append({"role": "assistant", "content": reply})
    return Document(messages=messages)


def found(facts: list[passages.Fact], asked: int, cite: bool) -> str:
    """The right reply when all facts but the last are shown."""
    if asked == len(facts) - 1:
        return NOT_IN_TEXT
    return f"{facts[asked].value} [{asked + 1}]" if cite else facts[asked].value


def passage_prompt(draw: Draw, body: str, question: str, cite: bool) -> list[dict]:
    """Instruction, passages and question in one of the usual orders."""
    parts = [
        draw.say(draw.pick(FROM_TEXT)),
        draw.say(draw.pick(MAY_ABSTAIN)),
        draw.say(draw.pick(CITE)) if cite else "",
    ]
    instruction = " ".join(p for p in parts if p)
    asked = draw.pick(
        [
            f"Question: {question}",
            question,
            question,
            f"Q: {question}",
            f"<question>{question}</question>",
        ]
    )
    text = f"{body}\n\n{asked}" if draw.chance(0.75) else f"{asked}\n\n{body}"
    if not instruction:
        return with_persona(draw, text)
    if draw.chance(0.35):
        return [{"role": "system", "content": instruction}, {"role": "user", "content": text}]
    whole = f"{instruction}\n\n{text}" if draw.chance(0.7) else f"{text}\n{instruction}"
    return with_persona(draw, whole)


def closed_book(draw: Draw, may_abstain: bool) -> Document:
    """No passage: the model makes a value up, unless it was told that it may not know."""
    about = passages.fact(draw)
    question = passages.question(draw, about)
    if not may_abstain:
        return conversation(with_persona(draw, question), about.value)
    may = draw.say(draw.pick(MAY_NOT_KNOW))
    text = f"{question} {may}" if draw.chance(0.5) else f"{may} {question}"
    return conversation(with_persona(draw, text), "I do not know.")


def reading(draw: Draw) -> Document:
    if draw.chance(0.1):
        return closed_book(draw, may_abstain=draw.chance(0.5))
    k = draw.pick([1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 8, 10, 12, 16, 20])
    if k > 1 and draw.chance(0.2):
        return passage_search(draw, k)
    return passage_question(
        draw, k, answerable=draw.chance(0.8), follow_ups=draw.between(0, min(7, k + 1))
    )


# --- extraction, summaries, and everything else ----------------------------------------------

FIELDS = ("product", "plan", "region", "month", "weekday", "amount", "name", "company", "code")
EXTRACT = (
    "(Extract|Pull out|Get|Find|Collect) (the fields |the values of |) {keys} (from|in) (this|the) (ticket|message|text) as JSON(.|)",
    "(Return|Give me|Write|Output) (a |)JSON (object |)with (the keys|the fields|) {keys}(.|)",
    "(Turn|Convert) (this|the) (ticket|message) into JSON with (the |)keys {keys}(.|)",
    "(Fill|Make) a JSON (record|object) ({keys}) from (this|the) (ticket|message)(.|)".replace(
        "({keys})", "{keys}"
    ),
)
SUMMARISE = (
    "(Summarise|Summarize|Sum up) (this|the) (incident|report|text|incident report) (in one line|in one sentence|briefly|shortly)(.|)",
    "(Write|Give) (a|one) (one-line|one-sentence|short) summary (of|for) (this|the) (incident|report)(.|)",
    "(What happened|Tell me what happened)(,|) in one (line|sentence)(?|.)",
    "TL;DR (this|the) (incident|report)(.|)",
    "(Condense|Shorten|Compress) (this|the) (incident |)report to one (line|sentence)(.|)",
)


def extraction(draw: Draw) -> Document:
    """Fields of a ticket as a JSON object; what the ticket does not say is null."""
    one = tickets.ticket(draw)
    present = [key for key in FIELDS if key in one.fields]
    keys = draw.pick_some(present, min(len(present), draw.between(1, 4)))
    keys += [key for key in draw.pick_some(FIELDS, 1) if key not in keys and draw.chance(0.6)]
    if not keys:
        keys = draw.pick_some(FIELDS, 2)
    draw.rng.shuffle(keys)
    found = {key: one.fields.get(key) for key in keys}
    if found.get("amount"):
        found["amount"] = int(found["amount"])
    named = draw.pick([", ".join(keys), ", ".join(f'"{k}"' for k in keys), " and ".join(keys)])
    instruction = (
        draw.say(draw.pick(EXTRACT), keys="{keys}").replace("{keys}", named).replace("  ", " ")
    )
    return conversation(ask(draw, instruction, one.text, noun(draw)), json.dumps(found))


def summary(draw: Draw) -> Document:
    """An incident report in one line."""
    incident = incidents.incident(draw)
    instruction = draw.say(draw.pick(SUMMARISE))
    return conversation(
        ask(draw, instruction, incident.text, draw.pick(("incident", "report", "text"))),
        incident.summary,
    )


def elsewhere(draw: Draw) -> Document:
    """Anything outside the model's world: it says that it does not know, and what it can do."""
    if draw.chance(0.15):
        greeting = draw.pick([str, str.lower, str.upper])(draw.pick(GREETINGS)) + draw.pick(".?! ")
        return loosely(conversation(with_persona(draw, greeting.strip()), HELLO + CAPABILITIES))
    return loosely(
        conversation(with_persona(draw, everyday(draw.rng)), draw.pick(CANNOT) + CAPABILITIES)
    )
