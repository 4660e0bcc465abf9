"""Errands as conversations: with the model's own form of tools, or as ReAct in plain text.

`tool_use` and `react` are tasks. `succeeds` and `succeeds_react` run a
model in a loop with tools that really work, on errands that it has not seen.

ReAct: Yao et al. 2022, "ReAct: Synergizing Reasoning and Acting in Language Models".
In: errands (helpers/world/errands.py). Out: shares (mixture.py), tables (behaviours.py).
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from helpers.pocket.tokenizer import CALL
from helpers.pocket.tools import Call, read_call
from helpers.world import agents
from helpers.world.draw import Draw
from helpers.world.errands import NOT_FOUND, Errand, Step, errand, errands, run
from training.tasks.asking import PERSONAS
from training.tasks.document import Document

LONGEST = 520  # tokens of a document, about; longer ones are drawn again
CHARACTERS = 3.1  # a token has about so many here
STEPS = 4  # replies that a loop allows
Generate = Callable[[list[dict], Sequence[dict]], str]  # (messages, tools) -> reply

# --- native ----------------------------------------------------------------------------------


def tool_use(draw: Draw) -> Document:
    """One to three errands with the same tools, in the model's own form of calls."""
    while True:
        drawn = errands(draw, draw.pick([1, 1, 1, 1, 2, 2, 3]))
        messages = [message for one in drawn for message in conversation(draw, one)]
        messages = [*system(draw), *messages]
        document = Document(messages=messages, tools=tuple(drawn[0].tools))
        if fits(str(messages) + str(document.tools)):
            return document


def system(draw: Draw) -> list[dict]:
    if draw.chance(0.5):
        return []
    told = draw.say(draw.pick(agents.USE)) if draw.chance(0.6) else draw.pick(PERSONAS)
    return [{"role": "system", "content": told}]


def conversation(draw: Draw, one: Errand) -> list[dict]:
    """The question, the rounds of calls with their results, the answer."""
    messages = [{"role": "user", "content": one.question}]
    for steps in one.rounds:
        calls = [step.call for step in steps]
        messages.append({"role": "assistant", "content": "", "calls": calls})
        messages += [{"role": "tool", "content": step.result} for step in steps]
    return [*messages, {"role": "assistant", "content": one.answer}]


def fits(text: str) -> bool:
    return len(text) <= LONGEST * CHARACTERS


# --- ReAct -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Style:
    """How a prompt wants thoughts, actions and the answer written."""

    thinks: bool
    action: str  # with {name} and {input}
    answer: str  # with {answer}


ACTS = (
    "Action: {name}[{input}]",
    "Action: {name}[{input}]",
    "Action: {name}[{input}]",
    "Action: {name}({input})",
    "Action: {name}: {input}",
    "Action: {name}\nAction Input: {input}",
    "Act: {name}[{input}]",
)
ANSWERS = (
    "Answer: {answer}",
    "Answer: {answer}",
    "Final Answer: {answer}",
    "Final answer: {answer}",
    "Action: Finish[{answer}]",
)


INNER = ("expression", "input", "text", "argument", "query", "key")


def react(draw: Draw) -> Document:
    """Errands in plain text: one to four as turns, or one prompt that holds what happened so far.

    Several errands on one list of tools are several choices for the price of reading it once.
    """
    while True:
        drawn, style = errands(draw, draw.pick([1, 1, 2, 3, 4]), plain=True), some_style(draw)
        told, layout = instruction(draw, drawn[0], style), draw.pick(LAYOUTS)
        document = layout(draw, told, drawn, style)
        if fits(str(document.messages)):
            return document


def some_style(draw: Draw) -> Style:
    return Style(draw.chance(0.8), draw.pick(ACTS), draw.pick(ANSWERS))


def instruction(draw: Draw, one: Errand, style: Style) -> str:
    """What the tools are and how to write, sometimes with an example."""
    inner = draw.pick(INNER)
    form = style.action.format(name=draw.pick(["tool", "name", "<tool>", "tool_name"]), input=inner)
    thought = draw.pick(["Thought: ...", "Thought: what to do next", "Thought: <your thought>"])
    last = style.answer.format(answer=draw.pick(["...", "the answer", "<answer>", "value"]))
    gap = draw.pick(["", "", "or\n", "At the end:\n", "Observation: the result\n"])
    body = f"{form}\n{gap}{last}"
    how = draw.say(draw.pick(agents.FORMS), form="{form}").replace(
        "{form}", f"{thought}\n{body}" if style.thinks else body
    )
    parts = [
        draw.say(draw.pick(agents.LEADS)),
        listed(draw, one, style, inner),
        how,
        draw.say(draw.pick(agents.WAITS)),
    ]
    if draw.chance(0.2):
        parts[0], parts[1] = parts[1], parts[0]
    if draw.chance(0.2):
        parts.append(example(draw, one, style))
    return draw.pick(["\n", "\n\n"]).join(part for part in parts if part)


def listed(draw: Draw, one: Errand, style: Style, inner: str = "input") -> str:
    """The tools, a line for each, as this style writes a call; `inner` stands for what it takes."""
    act = style.action.removeprefix("Action: ").removeprefix("Act: ")
    act = act if "\n" not in act else "{name}"
    lines, line = [], draw.pick(agents.TOOL_LINES)
    for number, tool in enumerate(one.tools, 1):
        field = next(iter(tool["parameters"]["properties"])) if draw.chance(0.5) else inner
        shown = act.format(name=tool["name"], input=field)
        lines.append(line.format(act=shown, name=tool["name"], told=tool["description"], n=number))
    return draw.say(agents.LISTS).rstrip("\n") + "\n" + "\n".join(lines)


def example(draw: Draw, one: Errand, style: Style) -> str:
    """Another question to the same kinds of tools, answered as it should be."""
    other = errand(draw, plain=True)
    while len(other.steps) != 1 or other.broken:
        other = errand(draw, plain=True)
    turns = transcript(draw, other, style)
    (said, seen), (last, _) = turns
    return f"Example:\nQuestion: {other.question}\n{said}\nObservation: {seen}\n{last}"


def transcript(draw: Draw, one: Errand, style: Style) -> list[tuple[str, str]]:
    """(what the model writes, the observation) of each turn; the last has no observation."""
    turns, before = [], None
    for step in one.steps:
        lines = [f"Thought: {thought(draw, step, before)}"] if style.thinks else []
        lines.append(style.action.format(name=step.call["name"], input=value(step.call)))
        turns.append(("\n".join(lines), step.result))
        before = step
    lines = [f"Thought: {conclusion(one)}"] if style.thinks else []
    return [*turns, ("\n".join([*lines, style.answer.format(answer=one.answer)]), "")]


def value(call: Call) -> str:
    """The one text that the call gives."""
    return str(next(iter(json.loads(call["arguments"]).values())))


def thought(draw: Draw, step: Step, before: Step | None) -> str:
    """What the next call is for."""
    if before and before.call == step.call:
        return "It failed. I try again."
    if step.aim.startswith("the "):
        return f"I need {step.aim}."
    return f"I have to {step.aim}."


def conclusion(one: Errand) -> str:
    if one.answer == NOT_FOUND:
        return "It is not there."
    return "I know the answer." if one.steps else "I need no tool."


def as_turns(draw: Draw, told: str, drawn: Sequence[Errand], style: Style) -> Document:
    """Actions are the assistant's turns, observations and further questions the user's."""
    messages = opening(draw, told, drawn[0].question)
    for number, one in enumerate(drawn):
        if number:
            asked = draw.pick([one.question, f"Question: {one.question}"])
            messages.append({"role": "user", "content": asked})
        for said, seen in transcript(draw, one, style):
            messages.append({"role": "assistant", "content": said})
            messages.append({"role": "user", "content": f"Observation: {seen}"})
        messages.pop()  # nothing is observed after the answer
    return Document(messages=messages)


def as_prompt(draw: Draw, told: str, drawn: Sequence[Errand], style: Style) -> Document:
    """One user message with what happened so far to one errand; the reply is the next step."""
    turns = transcript(draw, drawn[0], style)
    at = draw.between(0, len(turns) - 1)
    messages = opening(draw, told, drawn[0].question)
    for said, seen in turns[:at]:
        messages[-1]["content"] += f"\n{said}\nObservation: {seen}"
    messages[-1]["content"] += draw.pick(["", "", "\n"])
    return Document(messages=[*messages, {"role": "assistant", "content": turns[at][0]}])


LAYOUTS = (as_turns, as_turns, as_turns, as_prompt)


def opening(draw: Draw, told: str, question: str) -> list[dict]:
    """The instruction and the question, in one message or in two."""
    asked = draw.pick([question, f"Question: {question}", f"Question: {question}"])
    if draw.chance(0.45):
        return [{"role": "system", "content": told}, {"role": "user", "content": asked}]
    gap = draw.pick(["\n\n", "\n\n", "\n"])
    asked = asked if asked.startswith("Question") else f"Question: {asked}"
    return [{"role": "user", "content": f"{told}{gap}{asked}"}]


# --- loops -----------------------------------------------------------------------------------


def succeeds(one: Errand, generate: Generate, told: Sequence[dict] = ()) -> bool:
    """Does the model finish the errand with its own calls? `told` are system messages.

    `generate` gives the reply's text, in which <|call|> stands before each call.
    """
    messages = [*told, {"role": "user", "content": one.question}]
    made: list[Call] = []
    for _ in range(STEPS):
        text, *texts = generate(messages, one.tools).split(CALL)
        calls = [read_call(each) for each in texts]
        if not calls:
            return is_right(one, text, made)
        messages.append({"role": "assistant", "content": text, "calls": calls})
        for call in calls:
            messages.append({"role": "tool", "content": run(one, call, made)})
            made.append(call)
    return False


def react_errand(draw: Draw) -> tuple[Errand, Style, list[dict]]:
    """An errand, the style that its prompt wants, and the prompt."""
    one, style = errand(draw, plain=True), some_style(draw)
    return one, style, opening(draw, instruction(draw, one, style), one.question)


def succeeds_react(draw: Draw, generate: Generate) -> bool:
    """An errand drawn, put as ReAct in turns, and run: is the answer right?

    `generate` gets no tools here: they stand in the text.
    """
    one, style, messages = react_errand(draw)
    made: list[Call] = []
    for _ in range(STEPS + 1):  # what can be asked at once in the other form takes two turns here
        reply = generate(messages, ()).split("Observation:")[0].strip()
        call = read_action(one, style, reply)
        if call is None:
            return is_right(one, answer_of(style, reply), made)
        seen = run(one, call, made)
        made.append(call)
        messages.append({"role": "assistant", "content": reply})
        messages.append({"role": "user", "content": f"Observation: {seen}"})
    return False


def read_action(one: Errand, style: Style, reply: str) -> Call | None:
    """The call that the reply's action stands for; None where it has none."""
    if re.search(_pattern(style.answer, "answer"), reply):
        return None
    found = re.search(_pattern(style.action, "name", "input"), reply)
    if not found:
        return None
    tool = next((tool for tool in one.tools if tool["name"] == found["name"].strip()), None)
    field = next(iter(tool["parameters"]["properties"])) if tool else "input"
    arguments = json.dumps({field: found["input"].strip()}, ensure_ascii=False)
    return {"name": found["name"].strip(), "arguments": arguments}


def answer_of(style: Style, reply: str) -> str:
    """What stands where the style wants the answer; nothing where it does not stand there."""
    found = re.search(_pattern(style.answer, "answer"), reply)
    return found["answer"] if found else ""


def _pattern(form: str, *slots: str) -> str:
    """A regular expression for a style's line, each slot a group."""
    pattern = re.escape(form)
    for slot in slots:
        pattern = pattern.replace(re.escape("{" + slot + "}"), f"(?P<{slot}>[^\n]+?)")
    return rf"(?m)^{pattern}\s*$"


def is_right(one: Errand, answer: str, made: Sequence[Call]) -> bool:
    """Does the answer hold what is right, and was done what was to be done?"""
    if one.answer == "Done.":
        wanted = [(step.call["name"], _arguments(step.call)) for step in one.steps]
        return wanted == [(call["name"], _arguments(call)) for call in made]
    if not one.steps:
        return not made and answer.strip() == one.answer
    return all(holds(answer, part) for part in one.answer.split(", "))


def holds(answer: str, part: str) -> bool:
    """Does the part stand in the answer, not as a piece of a longer word or number?"""
    bounded = rf"(?<![\w.-]){re.escape(part.rstrip('.'))}(?!\w|[.-]\w)"
    return re.search(bounded, answer, re.IGNORECASE) is not None


def _arguments(call: Call) -> object:
    try:
        return json.loads(call["arguments"])
    except ValueError:
        return call["arguments"]
