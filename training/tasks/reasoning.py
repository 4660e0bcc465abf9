"""Word problems, answered at once or step by step, and single sums.

Planted: one worked solution in seven has a slip, so that votes over several samples help. In: the
requests and the workings. Out: the problems (helpers/world/problems.py).
"""

from helpers.world import problems
from helpers.world.draw import Draw
from training.tasks.asking import PERSONAS, with_persona
from training.tasks.document import Document, conversation

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
