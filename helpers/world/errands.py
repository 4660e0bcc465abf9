"""Questions that take tools: which there are, the calls that answer it, their results, the answer.

`errand(draw)` draws one: no call, one, or several, the second using what the first found; tools
that fail once, keys that nobody knows. Every recorded result comes from `run`, so a loop with a
model in it meets the same world. In: errands. Out: how they are told to a model (tooling.py).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from helpers.pocket.tools import Call, Tool
from helpers.world import devices, passages, problems
from helpers.world.arithmetic import evaluate
from helpers.world.benches import Bench, bench, open_tables
from helpers.world.devices import Device
from helpers.world.draw import Draw
from helpers.world.requests import ASK, BOTH, CHATS, COSTS, ON_VALUE, SUMS, TOGETHER

NOT_FOUND = "I could not find that."
NO_TOOL = "I have no tool for that."
TROUBLES = (
    "Error: time-out;Error: timed out;Error: timeout after 30 s;Error: temporarily unavailable;"
    "Error: try again;Error: connection reset;Error: service busy, try again later;"
    "Error: 503 service unavailable;Error: too many requests;Error: the server did not answer"
).split(";")


@dataclass(frozen=True)
class Step:
    """One call, what came back, and what it is for ("the price of Brolent")."""

    call: Call
    result: str
    aim: str


@dataclass(frozen=True)
class Errand:
    """A question, the rounds of calls that answer it (those of a round can be made at once)."""

    devices: tuple[Device, ...]
    question: str
    rounds: tuple[tuple[Step, ...], ...]
    answer: str
    broken: str = ""  # the name of a tool that fails ...
    trouble: str = ""  # ... with this text ...
    failures: int = 0  # ... so many times

    @property
    def tools(self) -> list[Tool]:
        return [device.tool for device in self.devices]

    @property
    def steps(self) -> list[Step]:
        return [step for steps in self.rounds for step in steps]


def run(errand: Errand, call: Call, earlier: Sequence[Call] = ()) -> str:
    """What the call gives, after these earlier calls of the same conversation."""
    if call["name"] == errand.broken:
        before = sum(one["name"] == errand.broken for one in earlier)
        if before < errand.failures:
            return errand.trouble
    return devices.operate(errand.devices, call)


# --- what is asked ---------------------------------------------------------------------------

SEARCHED = {"window": "maintenance", "colour": "name"}  # others are searched as they are called
# a plan is the question, the rounds of (device, call, aim), and the answer
Plan = tuple[str, list[list[tuple[Device, Call, str]]], str]


def named(draw: Draw, kind: str, key: str) -> str:
    """How a question names a thing: 'Brolent', 'the plan Brolent', 'the Brolent plan'."""
    return draw.pick([key, key, f"the {kind} {key}", f"the {key} {kind}"])


def calculation(draw: Draw, there: Bench) -> Plan:
    """A sum of two numbers, or of more where an expression can be given."""
    able = there.operators()
    if there.of("calculator") and draw.chance(0.35):
        return longer(draw, there.of("calculator")[0])
    operator = draw.pick(list(able))
    a, b = numbers(draw, operator)
    question = draw.say(SUMS[operator], a=a, b=b)
    return question, [[sum_step(able[operator], a, operator, b)]], evaluate(f"{a} {operator} {b}")


def longer(draw: Draw, device: Device) -> Plan:
    """A word problem, a percentage or a written expression."""
    form = draw.between(1, 3)
    if form == 1:
        problem = problems.problem(draw, draw.between(1, 2))
        first, *rest = problem.equations
        expression = first.split(" = ")[0]
        for equation in rest:
            _, operator, b = equation.split(" = ")[0].split()
            expression = f"({expression}) {operator} {b}"
        question = problem.text
    elif form == 2:
        part, whole = draw.between(2, 95), draw.between(10, 4000)
        expression = f"{whole} * {part} / 100"
        question = draw.say(
            "(What is|How much is|Calculate) {p}(%| percent| per cent) of {w}(?|.)", p=part, w=whole
        )
    else:
        a, b, c = (draw.between(2, 400) for _ in range(3))
        p, q = draw.pick(["+-", "-+", "++", "*+", "*-", "+*"])
        expression = draw.pick(
            [f"{a} {p} {b} {q} {c}", f"({a} {p} {b}) {q} {c}", f"{a} {p} ({b} {q} {c})"]
        )
        question = (
            draw.say("(What is|Calculate|Work out|Compute|How much is|)", p="") + f" {expression}"
        )
        question = question.strip() + draw.pick(["?", ".", "", " ="])
    step = (device, device.call(expression), f"calculate {expression}")
    return question, [[step]], evaluate(expression)


def numbers(draw: Draw, operator: str) -> tuple[int, int]:
    """Two numbers, too large to do in the head; a division that comes out, mostly."""
    a, b = draw.between(3, 9999 if draw.chance(0.4) else 200), draw.between(2, 600)
    if operator == "/":
        b = draw.between(2, 40)
        return (a // b + 1) * b if draw.chance(0.8) else a, b
    return (max(a, b), min(a, b)) if operator == "-" else (a, b)


def sum_step(device: Device, a: object, operator: str, b: object) -> tuple[Device, Call, str]:
    """One operation on whichever calculator it is."""
    expression = f"{a} {operator} {b}"
    if device.kind == "calculator":
        call = device.call(expression)
    else:
        word = [device.data[operator]] if device.kind == "operation" else []
        call = device.call(int(a), *word, int(b))
    return device, call, f"calculate {expression}"


def looked_up(draw: Draw, there: Bench, missing: bool = False) -> Plan:
    device = draw.pick(open_tables(there) if missing else there.of("lookup"))
    table = device.data
    key = draw.pick(list(table.rows))
    while missing and key.lower() in {known.lower() for known in table.rows}:
        key = table.topic.key(draw)
    it = named(draw, table.kind, key)
    question = draw.say(
        table.topic.asked if draw.chance(0.35) else draw.pick(ASK), it=it, noun=table.noun
    )
    step = (device, device.call(key), f"the {table.noun} of {key}")
    return question, [[step]], NOT_FOUND if missing else table.rows[key]


def searched(draw: Draw, there: Bench, missing: bool = False) -> Plan:
    device, fact = there.of("search")[0], there.absent if missing else draw.pick(there.facts)
    call, aim = search_step(device, fact)
    return (
        passages.question(draw, fact),
        [[(device, call, aim)]],
        NOT_FOUND if missing else fact.value,
    )


def search_step(device: Device, fact: passages.Fact) -> tuple[Call, str]:
    """The search for a fact: its thing and what is asked of it, in few words."""
    noun = SEARCHED.get(fact.attribute, fact.attribute)
    return device.call(f"{fact.thing.removeprefix('the ')} {noun}"), f"the {noun} of {fact.thing}"


def then_calculated(draw: Draw, there: Bench) -> Plan:
    """A value that is looked up or searched, and a sum with it."""
    tables = [d for d in there.of("lookup") if d.data.topic.numeric]
    facts = (
        [f for f in there.facts if f.attribute in ("price", "limit")] if there.of("search") else []
    )
    if facts and (not tables or draw.chance(0.5)):
        fact, device = draw.pick(facts), there.of("search")[0]
        first, value, noun = (device, *search_step(device, fact)), fact.value, fact.attribute
        it = fact.thing
    else:
        device = draw.pick(tables)
        table = device.data
        key, noun = draw.pick(list(table.rows)), table.noun
        it, value = named(draw, table.kind, key), table.rows[key]
        first = (device, device.call(key), f"the {noun} of {key}")
    able = there.operators()
    costs = "price fee cost".split()
    if "*" in able and any(word in noun for word in costs) and draw.chance(0.7):
        operator, pattern = "*", COSTS
    else:
        operator = draw.pick(list(able))
        pattern = ON_VALUE[operator]
    n = draw.between(2, 40)
    if operator == "-" and int(value) < n:
        n = draw.between(1, max(1, int(value)))
    question = draw.say(pattern, noun=noun, it=it, n=n)
    answer = evaluate(f"{value} {operator} {n}")
    return question, [[first], [sum_step(able[operator], value, operator, n)]], answer


def of_two(draw: Draw, there: Bench) -> Plan:
    """The values of two things: both, or their sum where one can be calculated."""
    adder = there.operators().get("+")
    summable = [d for d in there.of("lookup") if adder and d.data.topic.numeric]
    device = draw.pick(summable or there.of("lookup"))
    table = device.data
    keys = draw.pick_some(list(table.rows), 2)
    round_ = [(device, device.call(key), f"the {table.noun} of {key}") for key in keys]
    a, b = (table.rows[key] for key in keys)
    adds = bool(summable) and draw.chance(0.7)
    it, other = keys
    question = draw.say(TOGETHER if adds else BOTH, noun=table.noun, it=it, other=other)
    if adds:
        return question, [round_, [sum_step(adder, a, "+", b)]], evaluate(f"{a} + {b}")
    return question, [round_], f"{it}: {a}, {other}: {b}"


def done(draw: Draw, there: Bench) -> Plan:
    """Something to do, told in full: the call copies it."""
    device = draw.pick(there.of("action"))
    values = [drawn(draw) for _, drawn in device.data.fields]
    question = draw.say(device.data.asked).format(*values)
    return question, [[(device, device.call(*values), "do what is asked")]], "Done."


def chatted(draw: Draw, there: Bench) -> Plan:
    answer = draw.pick(list(CHATS))
    return draw.say(CHATS[answer]), [], answer


def told(draw: Draw, there: Bench) -> Plan:
    """A question that says its own answer."""
    fact = passages.facts(draw, 1)[0]
    return f"{passages.statement(draw, fact)} {passages.question(draw, fact)}", [], fact.value


def toolless(draw: Draw, there: Bench) -> Plan:
    """A question that none of the tools can answer."""
    topic = devices.topic(draw)
    known = {noun for d in there.of("lookup") for noun in d.data.topic.nouns}
    while known & set(topic.nouns):
        topic = devices.topic(draw)
    it = named(draw, draw.pick(topic.kinds), topic.key(draw))
    return draw.say(draw.pick(ASK), it=it, noun=draw.pick(topic.nouns)), [], NO_TOOL


def goals(there: Bench) -> dict[Callable[[Draw, Bench], Plan], float]:
    """What can be asked of these devices, and how often it is."""
    calculates, looks, searches = there.operators(), there.of("lookup"), there.of("search")
    found = {chatted: 0.3, told: 0.4}
    if calculates:
        found[calculation] = 3
    if looks:
        found |= {looked_up: 4, of_two: 1.5}
    if open_tables(there):
        found[unknown] = 0.7
    if searches:
        found |= {searched: 4, unfound: 0.8}
    else:
        found[toolless] = 0.4
    numeric = any(d.data.topic.numeric for d in looks)
    if calculates and (numeric or (searches and _summable(there.facts))):
        found[then_calculated] = 7
    if there.of("action"):
        found[done] = 2
    return found


def _summable(facts: Sequence[passages.Fact]) -> bool:
    return any(fact.attribute in ("price", "limit") for fact in facts)


def unknown(draw: Draw, there: Bench) -> Plan:
    return looked_up(draw, there, missing=True)


def unfound(draw: Draw, there: Bench) -> Plan:
    return searched(draw, there, missing=True)


# --- errands ---------------------------------------------------------------------------------


def errand(draw: Draw, plain: bool = False) -> Errand:
    """One errand; a `plain` one has tools that take a single text."""
    return errands(draw, 1, plain)[0]


def errands(draw: Draw, k: int, plain: bool = False) -> list[Errand]:
    """k errands with the same tools; the last may meet a tool that fails."""
    there = bench(draw, plain)
    drawn = [planned(draw, there) for _ in range(k)]
    if drawn[-1].rounds and draw.chance(0.12):
        drawn[-1] = troubled(draw, drawn[-1])
    return drawn


def planned(draw: Draw, there: Bench) -> Errand:
    """An errand whose calls do find what they are for."""
    wishes = goals(there)
    while True:
        goal = draw.rng.choices(list(wishes), list(wishes.values()))[0]
        question, rounds, answer = goal(draw, there)
        if draw.chance(0.08):
            question = question[0].lower() + question[1:]
        elif not question[0].isdigit():
            question = question[0].upper() + question[1:]
        made = Errand(there.devices, question.replace("??", "?"), (), answer)
        made = replace(made, rounds=tuple(tuple(_steps(made, calls)) for calls in rounds))
        if follows(made, goal):
            return made


def _steps(errand: Errand, calls: list[tuple[Device, Call, str]]) -> list[Step]:
    return [Step(call, run(errand, call), aim) for _, call, aim in calls]


def follows(errand: Errand, goal: Callable) -> bool:
    """Does the answer stand in the last results? A search may have found another passage."""
    results = [step.result for step in errand.steps]
    if goal is searched:
        return errand.answer in results[0]
    if goal is unfound:  # no passage speaks of it, whatever was found
        return errand.steps[0].aim.split()[-1] not in results[0]
    if goal is then_calculated and "of" in errand.steps[0].aim:
        return _operand(errand) in results[0]
    return True


def _operand(errand: Errand) -> str:
    """The value that the calculation begins with."""
    return errand.steps[1].aim.removeprefix("calculate ").split()[0]


def troubled(draw: Draw, errand: Errand) -> Errand:
    """The same with a tool that fails: once, and it is called again; or twice, and that is it."""
    if len(errand.rounds[0]) > 1:
        return errand
    step, trouble = errand.rounds[0][0], draw.pick(TROUBLES)
    failed = (replace(step, result=trouble),)
    broken = replace(errand, broken=step.call["name"], trouble=trouble, failures=1)
    if draw.chance(0.75):
        return replace(broken, rounds=(failed, *errand.rounds))
    return replace(broken, rounds=(failed, failed), failures=2, answer=NOT_FOUND)
