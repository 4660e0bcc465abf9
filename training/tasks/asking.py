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
)


def ask(draw: Draw, instruction: str, content: str, noun: str) -> list[dict]:
    """Messages that give the instruction and the content, in one of the usual layouts."""
    if draw.chance(0.08):
        instruction = instruction[0].lower() + instruction[1:]
    layout = draw.between(1, 10)
    if layout <= 3:
        system = f"{draw.pick(PERSONAS)} {instruction}" if draw.chance(0.4) else instruction
        return [
            {"role": "system", "content": system},
            {"role": "user", "content": dressed(draw, content, noun)},
        ]
    text = dressed(draw, content, noun)
    gap = draw.pick(["\n\n", "\n", "\n\n", " "])
    whole = f"{text}{gap}{instruction}" if layout == 4 else f"{instruction}{gap}{text}"
    return with_persona(draw, whole)


def with_persona(draw: Draw, text: str) -> list[dict]:
    """The text as a user message, sometimes after a system prompt that says nothing new."""
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
    if instruction.startswith("You "):
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
