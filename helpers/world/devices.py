"""Tools that really run: a calculator, lookups in a table, a search over passages, small actions.

Their names, parameters and descriptions are composed afresh each time, often from made-up words:
who chooses must read the description, and copy the name. `operate` runs a call.

In: devices and what they do. Out: what is asked of them (errands.py).
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from helpers.pocket.tools import Call, Tool
from helpers.world.arithmetic import evaluate
from helpers.world.draw import Draw
from helpers.world.topics import ACTIONS, TOPICS, Action, Topic

OPERATIONS = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide"}
ENTRIES = 5  # of a table
LISTED = 3  # of a table whose keys stand in the schema


@dataclass(frozen=True)
class Device:
    """A tool's definition and what is behind it."""

    kind: str  # "calculator", "operation", "single", "lookup", "search" or "action"
    tool: Tool
    data: Any  # a table, passages, an operator ...: what this kind works on
    frame: str = "{}"  # how a result is written

    @property
    def name(self) -> str:
        return self.tool["name"]

    def call(self, *values: Any) -> Call:
        """A call with these values for its first parameters, in order."""
        names = self.tool["parameters"]["properties"]
        arguments = dict(zip(names, values, strict=False))
        return {"name": self.name, "arguments": json.dumps(arguments, ensure_ascii=False)}


@dataclass(frozen=True)
class Table:
    """What a lookup looks in: one topic, its kind of thing and noun, key -> value."""

    topic: Topic
    kind: str
    noun: str
    rows: dict[str, str]
    missing: str = "Error: not found"  # what it says of other keys


# --- names -----------------------------------------------------------------------------------

AFFIXES = (
    "tool;fn;api;v2;my;run;do;larkspur;svc;helper;service;x;internal;quick;desk;now;1;2;3".split(
        ";"
    )
)


def name(draw: Draw, verbs: Sequence[str], nouns: Sequence[str], taken: Sequence[str] = ()) -> str:
    """A name of this split that is not taken: 'get_price', 'brolentLookup', 'zarn'."""

    def composed() -> str:
        made_up, verb, noun = draw.made_up(draw.pick([1, 2, 2])), draw.pick(verbs), draw.pick(nouns)
        parts = draw.pick(
            [[verb, noun], [verb, noun], [noun], [noun, verb], [verb, made_up], [made_up, noun]]
            + [[made_up]] * 4
            + [[made_up, draw.made_up(1)]]
        )
        if draw.chance(0.15):
            parts = [*parts, draw.pick(AFFIXES)]
        return cased(draw, " ".join(parts).replace("-", " ").split())

    while True:
        new = draw.text_that(composed)
        if new not in taken and not new[0].isdigit():
            return new


def cased(draw: Draw, words: list[str]) -> str:
    """The words as one identifier: snake_case, camelCase, PascalCase, kebab-case, joined."""
    style = draw.between(1, 10)
    if style <= 5:
        return "_".join(words)
    if style <= 8:
        return words[0] + "".join(w.capitalize() for w in words[1:])
    return "".join(w.capitalize() for w in words) if style == 9 else "-".join(words)


def parameter(draw: Draw, usual: Sequence[str], taken: Sequence[str] = ()) -> str:
    """A parameter's name, one in four made up."""
    while True:
        new = draw.made_up(draw.pick([1, 2])) if draw.chance(0.25) else draw.pick(usual)
        new = new.replace(" ", "_").replace("-", "_")
        if new not in taken:
            return new


def definition(draw: Draw, called: str, told: str, fields: list[tuple[str, dict, str]]) -> Tool:
    """The definition; (name, schema, description) of each field, described or all not."""
    described = draw.chance(0.45)
    properties = {
        field: schema | ({"description": text} if described and text else {})
        for field, schema, text in fields
    }
    required = list(properties)
    if draw.chance(0.06):
        extra = parameter(draw, ("limit", "verbose", "language", "top", "timeout"), required)
        properties[extra] = {"type": draw.pick(("integer", "boolean", "string"))}
    schema = {"type": "object", "properties": properties, "required": required}
    told = re.sub(r"\b([Aa]) (?=[aeioAEIO])", r"\1n ", told)
    return {"name": called, "description": told[0].upper() + told[1:], "parameters": schema}


# --- the kinds -------------------------------------------------------------------------------

CALCULATES = (
    "(Calculates|Computes|Evaluates|Works out|Solves) (an arithmetic expression|a formula|a sum|an expression|a calculation|an expression with +, -, * and /)(.|, for example 2 * (3 + 4).|, such as 12 / 4.)",
    "(Does|Use it for|Good for|For all|Handles) (arithmetic|sums|calculations|maths|computing with numbers)(.|: give an expression.)",
    "(A|The|Your) (pocket |simple |exact |)calculator(.| for arithmetic.|: + - * / and parentheses.)",
    "(Returns|Gives|Tells) the (result|value|outcome) of (an arithmetic expression|a calculation|a formula|a sum).",
)
OPERATES = (
    "(Calculates|Computes|Works out) with two numbers.",
    "(Adds, subtracts, multiplies or divides|Applies an operator to|Combines) two numbers.",
    "(A|The) (simple |)calculator for two numbers.",
    "(Does|For) arithmetic (with|on) two (numbers|values).",
)
SINGLES = {
    "+": "(Adds|Sums up|Returns the sum of|Gives the total of|Puts together) (two|the two|both) (numbers|values)(.|: a plus b.)",
    "-": "(Subtracts|Returns the difference of|Takes away) (two|the two) (numbers|values)(.|: the first minus the second.)",
    "*": "(Multiplies|Returns the product of|Gives the product of) (two|the two|both) (numbers|values)(.|: the first times the second.)",
    "/": "(Divides|Returns the quotient of|Gives the ratio of) (two|the two) (numbers|values)(.|: the first by the second.)",
}
LOOKS_UP = (
    "(Returns|Gives|Gets|Looks up|Reads|Tells|Fetches|Shows|Finds|Knows) the {noun} (of|for) (a|one|the given|any|some) {kind}(.|, by name.| from our records.)",
    "(The|Its answer is the) {noun} (of|for) (a|one|any) {kind}(.|, by name.)",
    "(Use this|Call it|Use it|Call this) to (get|find out|look up|learn|check) the {noun} (of|for) (a|one|any) {kind}.",
    "(Takes|Needs|Accepts) a {kind}(, returns| and returns|: returns|; you get) (its|the) {noun}.",
    "(Table|List|Register|Directory|Records) of (every|each) {kind} (with|and) (its|the) {noun}.",
)
SEARCHES = (
    "(Searches|Looks through|Looks in|Queries|Goes through) (the|our|all|all our) (docs|documentation|notes|passages|handbook|wiki|knowledge base|manual|runbooks|internal pages)(.| for a query.| and returns the best passage.| and gives back one passage.)",
    "(Finds|Returns|Gives|Retrieves|Fetches) the (best|closest|most relevant|best matching) (passage|text|note|document|paragraph|entry) (for|to) (a query|some words|a search|a question|what you ask).",
    "(Full-text|Keyword|Text) search (in|over|of) (the|our) (docs|notes|handbook|wiki|pages|texts).",
    "(Use it|Use this|Call it) to (search|look things up in|find something in) (the|our) (docs|notes|handbook|wiki|internal texts).",
)
NUMBER_FRAMES = ("{}", "{}", "{}", "{}", '{{"result": {}}}', "= {}", "Result: {}")
VALUE_FRAMES = ("{}", "{}", "{}", "{}", '{{"value": "{}"}}', "value: {}", "Found: {}")
MISSING = (
    "Error: there is no {kind} {key}",
    "Error: {key} not found",
    "Error: not found",
    "Error: unknown {kind}",
    "Error: no such {kind}: {key}",
    "Not found.",
    "No {kind} {key}.",
    "null",
)
TEXT = {"type": "string"}


def calculator(draw: Draw, taken: Sequence[str] = ()) -> Device:
    verbs = ("calculate", "compute", "evaluate", "solve", "calc", "eval", "work out", "reckon")
    nouns = ("math", "maths", "arithmetic", "expression", "calculator", "sum", "formula", "numbers")
    called, frame = name(draw, verbs, nouns, taken), draw.pick(NUMBER_FRAMES)
    if draw.chance(0.65):
        usual = "expression;formula;expr;input;text;calculation;sum;term;problem;query".split(";")
        fields = [(parameter(draw, usual), TEXT, "(what|the expression) to calculate")]
        fields = [(f, s, draw.say(t)) for f, s, t in fields]
        told = draw.say(draw.pick(CALCULATES))
        return Device("calculator", definition(draw, called, told, fields), None, frame)
    words = draw.pick([tuple(OPERATIONS), tuple(OPERATIONS.values())])
    usual = draw.pick([("a", "op", "b"), ("x", "operator", "y"), ("left", "operation", "right")])
    a = parameter(draw, [usual[0]])
    op = parameter(draw, [usual[1]], [a])
    b = parameter(draw, [usual[2]], [a, op])
    number = {"type": "number"}
    fields = [(a, number, "the first number"), (op, TEXT | {"enum": list(words)}, "")]
    tool = definition(
        draw, called, draw.say(draw.pick(OPERATES)), [*fields, (b, number, "the second number")]
    )
    return Device("operation", tool, dict(zip(OPERATIONS, words, strict=True)), frame)


def single(draw: Draw, operator: str, taken: Sequence[str] = ()) -> Device:
    """A tool for one operation only."""
    word = OPERATIONS[operator]
    called = name(draw, (word, "compute"), (f"{word} numbers", "two numbers", word), taken)
    a, b = draw.pick([("a", "b"), ("x", "y"), ("first", "second"), ("left", "right"), ("n", "m")])
    fields = [(a, {"type": "number"}, ""), (b, {"type": "number"}, "")]
    tool = definition(draw, called, draw.say(SINGLES[operator]), fields)
    return Device("single", tool, operator, draw.pick(NUMBER_FRAMES))


def lookup(draw: Draw, topic: Topic, taken: Sequence[str] = ()) -> Device:
    kind, noun = draw.pick(topic.kinds), draw.pick(topic.nouns)
    verbs = ("get", "fetch", "lookup", "read", "show", "find", "check", "query", "tell", "list")
    called = name(draw, verbs, (noun, f"{kind} {noun}", f"{noun} of {kind}", kind), taken)
    rows, listed = {}, draw.chance(0.08)
    while len(rows) < (LISTED if listed else ENTRIES):
        rows[topic.key(draw)] = topic.value(draw)
    usual = (kind, kind, "name", f"{kind} name", "key", "id", "q", "item", "of", "which", "input")
    enum = {"enum": list(rows)} if listed else {}
    text = draw.say("(the|) name (of the|of one|of a) {kind}", kind=kind).strip()
    told = draw.say(draw.pick(LOOKS_UP), noun=noun, kind=kind)
    fields = [(parameter(draw, usual), TEXT | enum, text)]
    frame = draw.pick(VALUE_FRAMES)
    table = Table(topic, kind, noun, rows, draw.pick(MISSING))
    return Device("lookup", definition(draw, called, told, fields), table, frame)


def search(draw: Draw, texts: Sequence[str], taken: Sequence[str] = ()) -> Device:
    verbs = ("search", "find", "query", "retrieve", "look in", "browse", "search", "ask", "grep")
    nouns = "docs;notes;wiki;passages;handbook;manual;knowledge;kb;articles;pages;faq".split(";")
    called = name(draw, verbs, nouns, taken)
    usual = ("query", "query", "q", "text", "words", "keywords", "search", "question", "terms")
    text = draw.say("(the words|what|the text|keywords) to (search|look) for")
    told = draw.say(draw.pick(SEARCHES))
    tool = definition(draw, called, told, [(parameter(draw, usual), TEXT, text)])
    return Device("search", tool, tuple(texts))


def action(draw: Draw, one: Action, taken: Sequence[str] = ()) -> Device:
    called = name(draw, one.verbs, one.nouns, taken)
    fields: list[tuple[str, dict, str]] = []
    for usual, _ in one.fields:
        fields.append((parameter(draw, usual, [f for f, _, _ in fields]), TEXT, usual[0]))
    return Device("action", definition(draw, called, draw.say(one.told), fields), one)


def topic(draw: Draw, numeric: bool = False) -> Topic:
    return draw.pick([t for t in TOPICS if t.numeric or not numeric])


def any_action(draw: Draw, taken: Sequence[str] = ()) -> Device:
    return action(draw, draw.pick(ACTIONS), taken)


# --- running ---------------------------------------------------------------------------------


def operate(devices: Sequence[Device], call: Call) -> str:
    """The result of a call, as a real tool gives it; what is wrong with it after "Error: "."""
    device = next((d for d in devices if d.name == call["name"]), None)
    if device is None:
        return f"Error: there is no tool named {call['name']!r}"
    try:
        given = json.loads(call["arguments"])
        required = device.tool["parameters"]["required"]
        values = [given[field] for field in required]
    except (ValueError, TypeError, KeyError) as error:
        return f"Error: wrong arguments: {error}"
    try:
        return device.frame.format(RUN[device.kind](device.data, *values))
    except LookupError as error:
        return str(error.args[0])
    except ValueError as error:
        return f"Error: {error}"


def best_passage(texts: Sequence[str], query: Any) -> str:
    """The text that shares the most words with the query, a rare word counting more."""
    asked, known = words(str(query)), [words(text) for text in texts]
    often = Counter(word for one in known for word in one)
    scores = [sum(1 / often[word] for word in asked & one) for one in known]
    if not any(scores):
        return "No results."
    return texts[scores.index(max(scores))]


def words(text: str) -> set[str]:
    """The words that tell a text from others."""
    return set(re.findall(r"\w+", text.lower())) - {"the", "of", "a", "is", "in", "for", "what"}


def _operation(symbols: dict[str, str], a: Any, operator: Any, b: Any) -> str:
    symbol = {word: symbol for symbol, word in symbols.items()}.get(str(operator))
    if symbol is None:
        raise ValueError(f"operator is {operator!r}; it is one of {', '.join(symbols.values())}")
    return evaluate(f"({a}) {symbol} ({b})")


def _row(table: Table, key: Any) -> str:
    rows = {known.lower(): value for known, value in table.rows.items()}
    if str(key).lower() not in rows:
        raise LookupError(table.missing.format(kind=table.kind, key=key))
    return rows[str(key).lower()]


RUN: dict[str, Callable[..., str]] = {
    "calculator": lambda _, expression: evaluate(str(expression)),
    "operation": _operation,
    "single": lambda operator, a, b: evaluate(f"({a}) {operator} ({b})"),
    "lookup": _row,
    "search": best_passage,
    "action": lambda one, *_: one.result,
}
