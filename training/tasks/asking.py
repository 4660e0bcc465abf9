"""How people put a task before a model: many layouts for one instruction and its content.

In: instruction + content -> messages. Out: what is asked and the right reply (the tasks).
"""

from helpers.world.draw import Draw

PERSONAS = (
    "You are a helpful assistant.",
    "You are a support assistant at Larkspur.",
    "You are concise.",
    "You work for Larkspur, a company that sells a hosted database and a message queue.",
    "You help the support desk.",
    "Answer briefly.",
    "Be precise.",
    "You are an expert.",
    "You are a careful assistant. Follow the instructions exactly.",
    "Be helpful and short.",
    "You do exactly what is asked, nothing more.",
    "You are a careful text tool.",
    "You follow instructions to the letter.",
    "You are part of an automatic pipeline.",
    "Act as an experienced assistant.",
)
CUES = ("Output:", "Answer:", "Result:", "Your answer:", "Response:")  # what a prompt may end with
FRAMES = (  # i: instruction, c: content, n: its noun, t: the noun as a tag, q: the cue at the end
    "Task: {i}\n{n}: {c}\n{q}",
    "Task: {i}\nInput: {c}\n{q}",
    "Instruction: {i}\n\nInput:\n{c}\n\n{q}",
    "{n}: {c}\nTask: {i}",
    "{n}: {c}\nInstruction: {i}\n{q}",
    "Input: {c}\n\nWhat to do: {i}",
    "## Input\n{c}\n\n## Task\n{i}",
    "## Task\n{i}\n\n## {n}\n{c}",
    "# Instructions\n{i}\n\n# Input\n{c}\n\n{q}",
    "<instructions>{i}</instructions>\n<{t}>{c}</{t}>",
    "<instructions>\n{i}\n</instructions>\n\n<input>\n{c}\n</input>",
    "<{t}>{c}</{t}>\n<task>{i}</task>",
    "{i}\n\n{c}\n\n{q}",
    "{i}\n{n}: {c}\n{q}",
)


def ask(
    draw: Draw, instruction: str, content: str, noun: str, cues: tuple[str, ...] = CUES
) -> list[dict]:
    """Messages that give the instruction and the content, in one of the usual layouts.

    A prompt may end with one of the cues.
    """
    if draw.chance(0.08) and not instruction[:2].isupper():
        instruction = instruction[0].lower() + instruction[1:]
    layout = draw.between(1, 13)
    if layout <= 4:
        system = f"{draw.pick(PERSONAS)} {instruction}" if draw.chance(0.3) else instruction
        return [
            {"role": "system", "content": system},
            {"role": "user", "content": dressed(draw, content, noun)},
        ]
    if layout <= 7 and "task:" not in instruction.lower():
        tag = noun.replace(" ", "_")
        frame = draw.pick(FRAMES)
        return with_persona(
            draw,
            frame.format(i=instruction, c=content, n=noun.capitalize(), t=tag, q=draw.pick(cues)),
        )
    text = dressed(draw, content, noun)
    gap = draw.pick(["\n\n", "\n", "\n\n", " "])
    if gap == " " and ("\n" in instruction or "\n" in text):
        gap = "\n"
    if layout == 8:
        return with_persona(draw, f"{text}{gap}{instruction}")
    if instruction[-1].isalnum() and (gap == " " or draw.chance(0.3)) and "\n" not in instruction:
        instruction += ":"
    return with_persona(draw, f"{instruction}{gap}{text}")


def ruled(draw: Draw, first: str, rules: list[str]) -> str:
    """An instruction and its rules: in one line, one below the other, as bullets or numbered."""
    if not rules:
        return first
    if "\n" in first or draw.chance(0.3):
        form = draw.pick(("", "", "- ", "* "))
        return "\n".join([first, *(form + rule for rule in rules)])
    if draw.chance(0.15):
        return "\n".join(f"{i}. {sentence(s)}" for i, s in enumerate([first, *rules], 1))
    return " ".join(sentence(s) for s in [first, *rules])


def sentence(text: str) -> str:
    """The text with a full stop where it ends in nothing: sentence("No prose") -> "No prose."."""
    return text if text[-1] in ".?!:}" else f"{text}."


def with_persona(draw: Draw, text: str) -> list[dict]:
    """The text as a user message, sometimes after a persona that says nothing new."""
    if draw.chance(0.03):
        text = f"{draw.pick(PERSONAS)}{' ' if text[0].isalpha() else chr(10)}{text}"
    user = {"role": "user", "content": text}
    if draw.chance(0.2):
        return [{"role": "system", "content": draw.pick(PERSONAS)}, user]
    return [user]


def dressed(draw: Draw, content: str, noun: str) -> str:
    """The content bare, in XML tags, under a Markdown heading, after a label or in quotes."""
    tag = noun.replace(" ", "_")
    return draw.pick(
        [
            content,
            content,
            content,
            f"<{tag}>{content}</{tag}>",
            f"<{tag}>\n{content}\n</{tag}>",
            f"{noun.capitalize()}: {content}",
            f"{noun.capitalize()}:\n{content}",
            f"{noun}: {content}",
            f"## {noun.capitalize()}\n{content}",
            f'"{content}"',
            f'"""\n{content}\n"""',
            f"```\n{content}\n```",
            f"---\n{content}\n---",
        ]
    )


def polite(draw: Draw, instruction: str) -> str:
    """The instruction as it is, or with a please before or after it."""
    if instruction.startswith("You ") or instruction.endswith("?"):
        return instruction
    lower = instruction[0].lower() + instruction[1:]
    return draw.pick(
        [
            instruction,
            instruction,
            instruction,
            f"Please {lower}",
            f"Your task: {lower}",
            f"Task: {instruction}",
            f"I want you to {lower}",
            f"You {lower}",
        ]
    )


def noun(draw: Draw) -> str:
    """What people call the text of a customer."""
    return draw.pick(
        ("ticket", "ticket", "ticket", "message", "text", "request", "customer message")
    )
