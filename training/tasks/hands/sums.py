"""Word problems by many writers: worked line by line, or answered at once.

In: stories with numbers in slots. Out: the grammar of problems (helpers/world/problems.py).
"""

import itertools
import operator
import re

from helpers.world import problems
from helpers.world.draw import Draw
from training import hands
from training.tasks.asking import ask
from training.tasks.document import Document, conversation
from training.tasks.reasoning import CUES, DIRECT, FINAL, SLIPS, STEPS, slipped, worked

APPLY = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.floordiv}
STEP = re.compile(r"\s*(\w+)\s*([-+*/])\s*(\w+)\s*")
PRODUCT = re.compile(r"\{([^{}]*[-+*/ ][^{}]*)\}")
LARGEST = 1500
EASY, TABLE = 200, 12  # while training most stories stay below; of two factors one is in the table


def story(draw: Draw, steps: int | None = None) -> problems.Problem:
    """A writer's problem with numbers in it; `steps` is how many calculations it takes."""
    chosen = [
        record
        for record in hands.records("problems", draw.split)
        if steps in (None, len(record["steps"]) - told(record))
    ]
    easy = draw.split == "train" and draw.chance(0.6)
    for attempt in itertools.count():
        record = draw.pick(chosen)
        numbers = {name: draw.between(*map(int, span)) for name, span in record["vars"].items()}
        equations = solved(record["steps"], numbers)[told(record) :]
        if equations and (not easy or attempt > 50 or is_easy(equations)):
            break
    text = f"{record['story'].strip()} {record['question'].strip()}".strip()
    text = PRODUCT.sub(lambda m: str(calculated(m[1], numbers)), text)
    text = hands.filled(draw, hands.put(text, numbers))
    return problems.Problem(text, (), tuple(equations), int(equations[-1].split()[-1]))


def told(record: hands.Record) -> int:
    """How many of a problem's first steps the story has done: it says {a * b}, not a and b."""
    said = {bare(found) for found in PRODUCT.findall(record["story"] + record["question"])}
    return sum(bare(step) in said for step in record["steps"][:1])


def bare(expression: str) -> str:
    return expression.replace(" ", "")


def is_easy(equations: list[str]) -> bool:
    """Are the results small, and of two factors one at most 12?"""
    parts = [equation.split() for equation in equations]
    return all(
        int(p[4]) <= EASY and (p[1] != "*" or min(int(p[0]), int(p[2])) <= TABLE) for p in parts
    )


def solved(steps: list[str], numbers: dict[str, int]) -> list[str]:
    """["a + b", "s1 - c"] -> ["74 + 21 = 95", "95 - 7 = 88"]; [] where it does not come out even."""
    known, lines = dict(numbers), []
    for i, step in enumerate(steps, 1):
        left, sign, right = STEP.fullmatch(step).groups()
        a, b = (known[side] if side in known else int(side) for side in (left, right))
        if sign == "/" and (b == 0 or a % b):
            return []
        known[f"s{i}"] = result = APPLY[sign](a, b)
        if not 0 <= result <= LARGEST:
            return []
        lines.append(f"{a} {sign} {b} = {result}")
    return lines


def calculated(expression: str, numbers: dict[str, int]) -> int:
    """calculated("a * b", {"a": 3, "b": 4}) -> 12; products and sums of two or three names."""
    terms = re.findall(r"\w+|[-+*/]", expression)
    value = numbers.get(terms[0]) if terms[0] in numbers else int(terms[0])
    for sign, name in zip(terms[1::2], terms[2::2], strict=True):
        value = APPLY[sign](value, numbers.get(name) if name in numbers else int(name))
    return value


def problem(draw: Draw, how: str, steps: int | None = None) -> Document:
    """A problem asked "steps" or "direct"."""
    if draw.split == "train" and draw.chance(0.25):
        one = problems.problem(draw, steps or draw.pick([1, 2, 2, 3, 3, 4]))
        slips = draw.chance(SLIPS)
    else:
        one, slips = story(draw, steps), False
    reply = str(one.answer)
    if how == "steps":
        reply = slipped(draw, one) if slips else worked(one)
    if draw.split == "train" and draw.chance(0.25):
        instruction = draw.say(draw.pick(STEPS if how == "steps" else DIRECT))
        if how == "steps" and draw.chance(0.3):
            instruction = f"{instruction} {draw.say(draw.pick(FINAL))}"
        return conversation(ask(draw, instruction, one.text, "problem", CUES[how]), reply)
    return conversation(hands.messages(hands.asking(draw, how), problem=one.text), reply)


def drill(draw: Draw) -> Document:
    """Calculations in turn, as they stand in workings: what larger numbers take is practice."""
    turns = []
    for _ in range(draw.between(3, 9)):
        sign = draw.pick("++--*/")
        a, b = (
            draw.between(2, draw.pick([20, 99, 400, 900])),
            draw.between(2, draw.pick([12, 60, 300])),
        )
        if sign in "*/":
            a, b = draw.between(2, draw.pick([12, 40, 99])), draw.between(2, 12)
        if sign == "/":
            a *= b
        if sign == "-" and a < b:
            a, b = b, a
        text = f"{a} {sign} {b} ="
        turns += [
            {"role": "user", "content": text},
            {"role": "assistant", "content": str(APPLY[sign](a, b))},
        ]
    return Document(messages=turns)


def sums(draw: Draw) -> Document:
    kind = draw.between(1, 10)
    if kind <= 2:
        return drill(draw)
    if kind <= 4:
        return problem(draw, "direct", draw.pick([1, 1, 2, 3]))
    return problem(draw, "steps", draw.pick([1, 1, 2, 2, 3, 3, None]))
