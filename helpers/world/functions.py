"""Small Python functions: what is asked, the code, and cases that show whether code is right.

`function(draw)` gives one. The expected values come from callables that were composed next to the
code, not from the code. A function that nobody named is called `f`.
In: names, splits, cases. Out: the meanings, how a request is put (training/tasks/coding.py), running a
reply (trials.py).
"""

import re
from dataclasses import dataclass, replace

from helpers.world import list_functions, text_functions, value_functions
from helpers.world.draw import Draw
from helpers.world.english import COMMON
from helpers.world.meanings import Meaning

DEFAULT_NAME = "f"
KINDS = {
    list_functions.of_numbers: 24,
    list_functions.of_conditions: 12,
    list_functions.of_words: 10,
    text_functions.changed: 12,
    text_functions.asked: 12,
    value_functions.arithmetic: 7,
    value_functions.decision: 8,
    value_functions.formula: 8,
    value_functions.sequence: 7,
    value_functions.mapping: 7,
    value_functions.of_tickets: 4,
}
NAMES = (
    "total;count;result;compute;solve;pick;process;helper;run;answer;value;calc;work;check;select;"
    "collect;convert;change;make;apply;get_result;do_it;my_function;task;score;measure;find;choose"
).split(";")
VERBS = ("get", "find", "make", "count", "pick", "calc", "take", "show", "is", "to")
PARAMETERS = {
    "numbers": ("values", "xs", "items", "data", "nums", "lst", "amounts", "points"),
    "words": ("items", "names", "tokens", "strings", "tags", "labels"),
    "text": ("s", "string", "line", "word", "message", "sentence", "title"),
    "n": ("number", "value", "num", "amount", "m"),
    "prices": ("d", "stock", "scores", "table", "counts"),
    "tickets": ("rows", "items", "records", "queue"),
}
WORD = re.compile(r"\$(\d)")


@dataclass(frozen=True)
class Function:
    """A function and what is known of it.

    description is an imperative ("count the even numbers of a list"), does the same in the third
    person ("counts the ..."). cases are (arguments, expected) pairs, arguments a tuple.
    needs_signature: are the parameters other than the description leads to?
    """

    name: str
    parameters: tuple[str, ...]
    description: str
    does: str
    code: str
    cases: tuple[tuple[tuple, object], ...]
    needs_signature: bool

    @property
    def signature(self) -> str:
        return f"def {self.name}({', '.join(self.parameters)}):"

    @property
    def example(self) -> str:
        """The first case as a call: 'f([1, 2]) is 3'."""
        arguments, expected = self.cases[0]
        return f"{self.name}({', '.join(map(repr, arguments))}) is {expected!r}"

    def called(self, name: str) -> "Function":
        """The same function under another name."""
        return replace(
            self, name=name, code=self.code.replace(f"def {self.name}(", f"def {name}(", 1)
        )


def third_person(wording: str) -> str:
    """ "multiply~ a number" -> "multiplies a number"; "add~ up" -> "adds up"."""
    wording = re.sub(r"(\w+ly)~", lambda m: m[1][:-1] + "ies~", wording).replace("ies~", "ies")
    return re.sub(r"(ch|sh|ss|x|to)~", r"\1es", wording).replace("~", "s")


def meaning(draw: Draw) -> Meaning:
    """A meaning of this split whose function gives different values on different inputs."""
    kinds, weights = list(KINDS), list(KINDS.values())
    while True:
        one = draw.rng.choices(kinds, weights)[0](draw)
        if draw.mine(one.split_text):
            return one


def cases(draw: Draw, one: Meaning, n: int = 5) -> tuple:
    """n different inputs with what is expected of them; () when they do not tell right from wrong.

    None is no expected value: it stands for inputs that a meaning does not cover.
    """
    found = {}
    for _ in range(n * 6):
        arguments = one.inputs(draw)
        expected = one.call(*arguments)
        if expected is not None:
            found[repr(arguments)] = (arguments, expected)
        if len(found) == n:
            break
    varied = len({repr(expected) for _, expected in found.values()}) > 1
    informative_first = sorted(found.values(), key=lambda case: not case[1])
    return tuple(informative_first) if len(found) == n and varied else ()


def name(draw: Draw) -> str:
    """A name as programmers give them, or one that exists nowhere."""
    kind = draw.between(1, 10)
    if kind <= 3:
        return draw.pick(NAMES)
    if kind <= 6:
        return f"{draw.pick(VERBS)}_{draw.pick(COMMON)}"
    return draw.made_up() if kind <= 9 else f"{draw.made_up()}_{draw.pick(COMMON)}"


def function(draw: Draw) -> Function:
    """One function of this split: a name in half of them, other parameters in one of eight."""
    while True:
        one = meaning(draw)
        tried = cases(draw, one)
        if tried:
            break
    parameters = one.parameters
    renamed = len(parameters) == 1 and parameters[0] in PARAMETERS and draw.chance(0.12)
    if renamed:
        parameters = (draw.pick(PARAMETERS[parameters[0]]),)
    called = name(draw) if renamed or draw.chance(0.5) else DEFAULT_NAME

    def filled(text: str) -> str:
        return WORD.sub(lambda match: parameters[int(match[1])], text)

    body = filled(one.body).replace("\n", "\n    ")
    code = f"def {called}({', '.join(parameters)}):\n    {body}"
    imperative, does = one.wording.replace("~", ""), third_person(one.wording)
    return Function(called, parameters, filled(imperative), filled(does), code, tried, renamed)
