"""What a lookup can know and an action can do: topics with keys, values and questions.

In: topics and actions. Out: the tools about them (devices.py).
"""

from collections.abc import Callable
from dataclasses import dataclass

from helpers.world.draw import Draw
from helpers.world.lexicon import FEATURES, ITEMS, MONTHS, NAMES, PLANS, REGIONS, WEEKDAYS
from helpers.world.tickets import company, person

Drawn = Callable[[Draw], str]


@dataclass(frozen=True)
class Topic:
    """One thing to look up: of which kinds of things, how it is called, asked for and drawn."""

    kinds: tuple[str, ...]
    nouns: tuple[str, ...]
    key: Drawn
    value: Drawn
    asked: str  # a question with {it}
    numeric: bool = False


def number(low: int, high: int) -> Drawn:
    return lambda draw: str(draw.between(low, high))


def one_of(*pool: str) -> Drawn:
    return lambda draw: draw.pick(pool)


def title(draw: Draw) -> str:
    """A name such as 'Brolent'."""
    return draw.made_up(draw.pick([1, 2, 2])).capitalize()


def slug(draw: Draw) -> str:
    """A technical name such as 'brolent-api' or 'zarn'."""
    tail = draw.pick(["", "", "-api", "-db", "_1", "-eu", "-queue", "-worker", "2"])
    return draw.made_up(draw.pick([1, 2, 2])) + tail


def plan(draw: Draw) -> str:
    return draw.pick(PLANS) if draw.chance(0.2) else title(draw)


def place(draw: Draw) -> str:
    return draw.pick(REGIONS) if draw.chance(0.2) else title(draw)


def thing(draw: Draw) -> str:
    return draw.pick(ITEMS) if draw.chance(0.5) else draw.made_up(2)


def version(draw: Draw) -> str:
    return f"{draw.between(1, 20)}.{draw.between(0, 30)}.{draw.between(0, 9)}"


def mail(draw: Draw) -> str:
    return f"{draw.pick(NAMES).lower()}@{draw.made_up(2)}.example"


def date(draw: Draw) -> str:
    return f"{draw.between(1, 28)} {draw.pick(MONTHS)}"


def full_name(draw: Draw) -> str:
    return draw.one(NAMES) if draw.chance(0.4) else person(draw)


_PRICE = "(What|How much) does {it} cost?"
TOPICS = (
    Topic(("plan", "product", "add-on", "licence"), ("price", "monthly price", "monthly fee", "fee", "cost"), plan, number(3, 990), _PRICE, True),
    Topic(("plan", "service", "queue", "API"), ("limit", "quota", "maximum", "cap"), title, number(2, 9999), "How (much|many) does {it} allow?", True),
    Topic(("item", "article", "product"), ("stock", "number in stock", "quantity"), thing, number(0, 900), "How many {it} are in stock?", True),
    Topic(("team", "customer", "project"), ("number of seats", "seat count", "head count"), title, number(2, 400), "How many seats does {it} have?", True),
    Topic(("invoice", "order", "bill"), ("amount", "total", "sum due"), lambda d: d.code(), number(5, 5000), "How much is {it}?", True),
    Topic(("queue", "topic", "stream"), ("depth", "length", "backlog", "lag"), slug, number(0, 9000), "How (long|deep) is {it}?", True),
    Topic(("service", "server", "node"), ("port", "port number"), slug, number(1024, 9999), "(Which|What) port does {it} use?"),
    Topic(("service", "project", "cluster", "system"), ("owner", "contact", "maintainer"), slug, full_name, "Who (owns|runs|looks after|is responsible for) {it}?"),
    Topic(("service", "server", "component"), ("status", "state", "health"), slug, one_of("up", "down", "degraded", "restarting", "paused"), "(Is {it} up|How is {it}|In what state is {it})?"),
    Topic(("cluster", "service", "database"), ("region", "location"), slug, one_of(*REGIONS), "(Where does {it} run|In which region is {it})?"),
    Topic(("city", "place", "region"), ("weather", "forecast"), place, one_of("sunny", "rain", "cloudy", "snow", "windy", "fog"), "(What is the weather like|How is the weather) in {it}?"),
    Topic(("city", "place", "office"), ("temperature",), title, number(1, 35), "How (warm|cold) is it in {it}?", True),
    Topic(("package", "driver", "service"), ("version", "current version"), slug, version, "(Which|What) version (has {it}|is {it} at)?"),
    Topic(("person", "employee", "colleague"), ("e-mail address", "e-mail"), full_name, mail, "How can I write to {it}?"),
    Topic(("person", "employee", "colleague"), ("phone extension", "extension", "phone number"), full_name, number(100, 9999), "(How|At which number) can I call {it}?"),
    Topic(("service", "team"), ("maintenance day", "on-call day"), slug, one_of(*WEEKDAYS), "(When|On which day) is {it} maintained?"),
    Topic(("ticket", "request", "case"), ("priority", "urgency"), lambda d: d.code(), one_of("low", "normal", "high", "urgent"), "How urgent is {it}?"),
    Topic(("ticket", "request", "case"), ("category", "class"), lambda d: d.code(), one_of("billing", "outage", "access", "bug", "feature"), "What is {it} about?"),
    Topic(("customer", "company", "account"), ("plan",), company, one_of(*PLANS), "(Which|What) plan does {it} (have|use|pay for)?"),
    Topic(("contract", "subscription", "certificate"), ("end date", "expiry date"), lambda d: d.code(), date, "When does {it} (end|expire|run out)?"),
    Topic(("project", "device", "box", "account"), ("code", "access code", "identifier"), title, lambda d: d.code(), "(Which|What) code does {it} have?"),
    Topic(("word", "term", "command"), ("alias", "nickname", "code name"), title, lambda d: d.made_up(2), "What is {it} (also |)called?"),
)  # fmt: skip


@dataclass(frozen=True)
class Action:
    """Something to do: `asked` holds {0}, {1}: the values of the fields, which the call copies."""

    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    told: str
    fields: tuple[tuple[tuple[str, ...], Drawn], ...]  # usual names, how a value is drawn
    asked: str
    result: str


def subject(draw: Draw) -> str:
    """What a ticket or mail is about."""
    return draw.say(
        "(the|) {a} (is slow|is late|fails|is broken|is down|works again|needs a check)",
        a=draw.pick(FEATURES),
    ).strip()


_WHO = ("to", "person", "recipient", "name", "user", "who")
_WHAT = ("text", "message", "subject", "title", "body", "note", "content")
ACTIONS = (
    Action(("send", "write", "post"), ("mail", "email", "message", "note"), "(Sends|Writes) (a mail|an e-mail|a message|a note) to (someone|a person|a colleague).", ((_WHO, full_name), (_WHAT, subject)), "(Send|Write) (a mail|a message|an e-mail|a note) to {0}: {1}(.|)", "Sent."),
    Action(("create", "open", "file", "new"), ("ticket", "issue", "case", "report"), "(Creates|Opens|Files) a (new |)(ticket|issue|case)(.| at the desk.| with a title.)", ((("title", "text", "subject", "summary"), subject),), "(Open|Create|File) a (ticket|new ticket|case): {0}(.|)", "Created."),
    Action(("restart", "reboot", "reset"), ("service", "server", "node"), "(Restarts|Reboots) a (service|server|node).", ((("service", "server", "name", "target"), slug),), "(Please |)(restart|reboot) {0}(.|)", "Restarted."),
    Action(("set", "add", "create"), ("reminder", "alarm", "event"), "(Sets|Adds|Creates) a (reminder|calendar event) (for|on) a day.", ((("day", "date", "when"), one_of(*WEEKDAYS)), (_WHAT, subject)), "(Remind me on {0}|Set a reminder for {0}): {1}(.|)", "Saved."),
    Action(("change", "switch", "set"), ("plan", "subscription"), "(Changes|Switches) the plan of a customer.", ((("customer", "company", "account"), company), (("plan", "new_plan", "to"), one_of(*PLANS))), "(Switch|Change|Move) {0} to the {1} plan(.|)", "Changed."),
    Action(("cancel", "delete", "close"), ("order", "invoice", "booking"), "(Cancels|Deletes|Closes) an (order|invoice|open order).", ((("order", "id", "number"), lambda d: d.code()),), "(Cancel|Delete|Close) (the order|order) {0}(.|)", "Cancelled."),
)  # fmt: skip
