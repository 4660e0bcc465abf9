"""Which of the tools fits: several short choices over one list of tools.

The step that tool calls and ReAct stand on, alone and often: to find a description by what is asked
and copy the name beside it. In: the requests. Out: errands (helpers/world/errands.py), how tools
are listed and actions written (tooling.py).
"""

from dataclasses import replace

from helpers.world.benches import bench
from helpers.world.devices import Device
from helpers.world.draw import Draw
from helpers.world.errands import Errand, planned
from training.tasks.document import Document
from training.tasks.tooling import fits, listed, some_style, transcript

NAME_IT = (
    "(Which|What) tool (answers|fits|is for|would you use for) (the|each|this) question(?|? Name only.|? Reply with its name.| first?)",
    "(Name|Choose|Pick|Select|Give) the tool (that fits|that answers|for|to use for) (the|each) question(.|; the name alone.)",
    "(Say|Tell me|Decide) which tool (you would call|to call|you need)( first|)(.|; its name, nothing else.)",
)
IF_NONE = "(If none fits|Where none is needed|Without a fitting tool)(, say|:|, write) none(.|)"
FIRST_STEP = (
    "(Write|Give|Show) (only |)the first (step|action) (for|to answer) (each|the) question(.|)",
    "(How|With which action) (do you begin|would you start)?",
)
NONE = "none"
WIDE = "clls cllsa lllc llls clll llll clllsa lllla clllaa lllllc cllllsa sllla lll llc lls".split()
TRIES = 4  # questions drawn for each tool, so that most tools are asked for


def choosing(draw: Draw) -> Document:
    """Questions on one list of three to seven tools; each reply is a name, or the first step.

    No two of the questions begin with the same tool: from the second time on, the first answer
    would tell it, and nobody would have to read the list.
    """
    while True:
        there = bench(draw, plain=True, wanted=draw.pick(WIDE))
        if draw.chance(0.35):
            devices = tuple(in_brief(draw, device) for device in there.devices)
            there = replace(there, devices=devices)
        drawn = first_uses([planned(draw, there) for _ in range(TRIES * len(there.devices))])
        messages = by_first_step(draw, drawn) if draw.chance(0.4) else by_name(draw, drawn)
        if messages and fits(str(messages)):
            return Document(messages=messages)


def in_brief(draw: Draw, device: Device) -> Device:
    """The same, a lookup described by its noun alone: what is asked for stands beside the name."""
    if device.kind != "lookup":
        return device
    noun, kind = device.data.noun, device.data.kind
    told = draw.pick([noun, noun, f"the {noun}", f"{noun} of a {kind}", f"{kind} -> {noun}"])
    return replace(device, tool=device.tool | {"description": told})


def first_uses(drawn: list[Errand]) -> list[Errand]:
    """The first errand for each tool that it begins with, and the first that takes none."""
    by_tool: dict[str, Errand] = {}
    for one in drawn:
        by_tool.setdefault(one.steps[0].call["name"] if one.steps else NONE, one)
    return list(by_tool.values())


def by_name(draw: Draw, drawn: list[Errand]) -> list[dict]:
    """Each reply is the name of the tool that is called first, or that there is none."""
    told = f"{draw.say(draw.pick(NAME_IT))} {draw.say(IF_NONE)}"
    names = [one.steps[0].call["name"] if one.steps else NONE for one in drawn]
    return asked(draw, f"{listed(draw, drawn[0], some_style(draw))}\n{told}", drawn, names)


def by_first_step(draw: Draw, drawn: list[Errand]) -> list[dict]:
    """Each reply is the thought, if one is wanted, and the action that ReAct would begin with."""
    style = some_style(draw)
    form = style.action.format(name="name", input="input")
    form = f"Thought: ...\n{form}" if style.thinks else form
    told = f"{listed(draw, drawn[0], style)}\n{draw.say(draw.pick(FIRST_STEP))}\n{form}"
    drawn = [one for one in drawn if one.steps]
    return asked(draw, told, drawn, [transcript(draw, one, style)[0][0] for one in drawn])


def asked(draw: Draw, told: str, drawn: list[Errand], replies: list[str]) -> list[dict]:
    """The questions with their replies, what is told before the first or in a system prompt."""
    messages = []
    for one, reply in zip(drawn, replies, strict=True):
        messages.append({"role": "user", "content": one.question})
        messages.append({"role": "assistant", "content": reply})
    if messages and draw.chance(0.5):
        return [{"role": "system", "content": told}, *messages]
    if messages:
        messages[0]["content"] = f"{told}\n\n{messages[0]['content']}"
    return messages
