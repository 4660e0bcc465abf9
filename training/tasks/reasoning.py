"""Word problems, answered at once or step by step, and single sums.

Planted: one worked solution in six has a slip, so that votes over several samples help. In: the
requests and the workings. Out: the problems (helpers/world/problems.py).
"""

from helpers.world import problems
from helpers.world.draw import Draw
from training.tasks.asking import PERSONAS, ask, ruled, with_persona
from training.tasks.document import Document, conversation

STEPS = (
    "(Think|Work|Go|Reason|Solve it|Solve this) step by step(.|)",
    "(Let's|Let us) think step by step(.|)",
    "Show (your|the) (working|work|steps|reasoning)(.|)",
    "(First |)(write down|write|give) (the steps|each step|every step|each calculation|every calculation)(, then the answer|)(.|)",
    "(Explain|Write) (each|every) step(.|)",
    "Calculate (one step at a time|step by step|one step after the other)(.|)",
    "(Think|Reason) (before you answer|first|aloud|carefully)(.|)",
    "(Work|Go|Walk) through (it|this|the problem|the calculation) (step by step|line by line|one step at a time|slowly|carefully)(.|)",
    "(Use|Write|Put|Give) (one|a single) (calculation|equation|step|sum|operation) (per line|on each line|in each line)(.|)",
    "(Show|Write down|Write out|List|Give|State) (every|each|all the|the) intermediate (result|results|value|values|calculation|calculations)(.|)",
    "(Let's|Let us) (work it out|work this out|solve this|do this|reason|calculate)( step by step| together| slowly| carefully|)(.|)",
    "Before (giving|you give|stating|you state|writing) the (result|answer|final number), (write|show|work out|go through|list) (the|all|all the|your) (steps|calculations)(.|)",
    "(Explain|Show|Tell me) how you (get|got|come|arrive) (there|to the answer|to the result)(.|)",
    "(Use|Write) a chain of thought(, then the answer| first|)(.|)",
    "(Show|Write|Include) (your|the|all) (calculations|thinking|arithmetic|reasoning|sums)( first| line by line| before the answer|)(.|)",
    "(Break|Split) (it|this|the problem) (down |)into (small |single |)steps(.|)",
    "(Solve|Answer) (it|this|the problem) (in small steps|with the working|with all steps|with a worked solution|one line per step)(.|)",
    "(Do not|Don't) (jump to|guess|skip to) the (answer|result)(:|;) (show|write) (the|every|each) (steps|step)(.|)",
    "I (want|need) to (see|follow|check) (every|each) (step|calculation)(.|)",
    "You are a (patient |careful |good |)(maths|math|arithmetic|school) (tutor|teacher) who (always |)(shows|writes) (every step|each step|the working|one calculation per line)(.|)",
)
FINAL = (
    "(Then|Finally,|At the end,|After that,) (state|give|write|put) the (final number|final answer|result|answer) on (its own|the last|a separate) line(.|)",
    "(Then|At the end|Finally|On the last line) (write|put|give) 'Answer: (N|<number>|...)'(.|)",
    "(End|Finish|Close) with (the answer|the final number|the result|a line 'Answer: (N|<number>)')(.|)",
    "The last line (is|must be|shall be|should be) (the answer|'Answer: N'|the final number)(.|)",
)
DIRECT = (
    "(Answer|Reply|Respond) with (the number only|only the number|just the number|a number|one number)(.|)",
    "(Only|Just) (the|give the|write the) (number|result|answer)(.|)",
    "(No|Without) (explanation|working|steps)(.|)",
    "Do not (explain|show your work|show the steps)(.|)",
    "Give (only |)the (final |)(answer|number|result)(.|)",
    "Answer:",
    "(No|Without|Skip the|Leave out the|Do not give any) (reasoning|explanation|working|calculations|intermediate steps)(.|, just the number.|)",
    "(A bare|A single|One|Just one|One single) (integer|number|whole number)(, nothing else|, please| as the reply| and nothing else|)(.|)",
    "(Reply|Answer|Respond) (with|in|using) (digits only|only digits|just digits|an integer|an integer only|the bare number|the total only)(.|)",
    "(Just|Only) the (total|final number|count|figure|final count)(, no text|, nothing else|, please|)(.|)",
    "(Output|Print|Return|Write|State) (only|just|nothing but) (the (number|integer|result|total|answer)|an integer)(.|)",
    "(Do not|Don't|Never) (think aloud|show any steps|write any text|write anything else|add words)(.|, only the number.|)",
    "(Number|The number|Result|Final number) only(.|)",
    "I (only|just) (need|want) the (number|total|result|answer)(.|)",
    "You are a calculator that (replies|answers) (with one number|in digits only|with the result only)(.|)",
    "(Straight|Directly) to the (answer|result|number)(, please|)(.|)",
)
CUES = {
    "steps": ("Working:", "Steps:", "Solution:", "Let's think step by step.", "Calculation:"),
    "direct": ("Answer:", "Number:", "Final number:", "Result:", "Total:"),
}
SUMS = (
    "What is {e}?",
    "(Calculate|Compute|Work out|Solve) {e}(.|)",
    "{e} =",
    "{e} = ?",
    "How much is {e}?",
)


SLIPS = 0.17  # of the worked solutions in training have one wrong result, as people's have


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


def sectioned(draw: Draw, text: str, how: str) -> list[dict]:
    """A problem in a form that has a place for the working, or for the number alone."""
    head = draw.pick(("Problem", "Problem", "Question", "Exercise", "Word problem"))
    place = draw.pick(
        ("Working", "Steps", "Solution, step by step", "Calculation, line by line")
        if how == "steps"
        else ("Number", "Final number", "Answer", "Result", "Answer (number only)")
    )
    tag = head.lower().replace(" ", "_")
    layout = draw.pick(
        (
            f"## {head}\n{text}\n\n## {place}",
            f"# {head}\n\n{text}\n\n# {place}",
            f"{head}: {text}\n{place}:",
            f"{head}:\n{text}\n\n{place}:",
            f"**{head}**: {text}\n**{place}**:",
            f"<{tag}>{text}</{tag}>\n{place}:",
        )
    )
    if how == "steps" and draw.chance(0.5):
        layout += draw.pick(("\n\n## Final number", "\n\n## Answer")) if layout[0] == "#" else ""
    elif draw.chance(0.4):
        instruction = draw.say(draw.pick(STEPS if how == "steps" else DIRECT[:-1]))
        if not instruction.endswith(":"):
            layout = f"{instruction}\n\n{layout}"
    return with_persona(draw, layout)


def word_problem(draw: Draw, steps: int, how: str) -> Document:
    """A problem asked "direct" or "steps"."""
    problem = problems.problem(draw, steps)
    if how == "direct" and draw.chance(0.3):
        return conversation(with_persona(draw, problem.text), str(problem.answer))
    reply = worked(problem) if how == "steps" else str(problem.answer)
    if how == "steps" and draw.split == "train" and draw.chance(SLIPS):
        reply = slipped(draw, problem)
    instruction = draw.say(draw.pick(STEPS if how == "steps" else DIRECT))
    if how == "steps" and draw.chance(0.25):
        instruction = ruled(draw, instruction, [draw.say(draw.pick(FINAL))])
    if draw.chance(0.12):
        return conversation(sectioned(draw, problem.text, how), reply)
    if draw.chance(0.35) and not instruction.endswith(":"):
        noun = draw.pick(("problem", "problem", "question", "exercise", "task"))
        return conversation(ask(draw, instruction, problem.text, noun, CUES[how]), reply)
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
