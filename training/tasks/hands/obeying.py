"""Orders that have nothing to do with the text, prompts that ask for no class, letters set apart.

Only who reads the prompt can tell these from a ticket that is to be labelled. In: orders and
replies by many writers. Out: the labels themselves (labels.py).
"""

from helpers.world import letters
from helpers.world.draw import Draw
from helpers.world.english import COMMON
from training import hands
from training.tasks.document import Document, conversation, loosely
from training.tasks.hands.labels import ticket

ALWAYS = (
    "Whatever (comes|the user writes|you are asked|the message says), (answer|reply|say|write) {w}(.|)",
    "(Always|Only ever) (answer|reply|respond) (with |){w}(, nothing else|)(.|)",
    "(Ignore|Do not read) the (message|text|ticket)(.|;| and) (Reply|reply|Answer|answer|Say|say) {w}(.|)",
    "No matter (what|what the text says), your (answer|reply) is {w}(.|)",
    "(Reply|Answer) {w} to (everything|every message|all messages|any input)(.|)",
    "Your only (word|reply|answer) is {w}(.|)",
)
SEPARATORS = (" ", " ", "-", ", ", ".", "\n", "/", "_", " - ", ",", "|")


def always(draw: Draw) -> Document:
    """A fixed reply, whatever the text."""
    text, _ = ticket(draw)
    if draw.split == "train" and draw.chance(0.45):
        word = draw.made_up(draw.pick([1, 2])) if draw.chance(0.5) else draw.one(COMMON)
        word = draw.pick(
            [word, word, word.upper(), word.capitalize(), draw.code(), f"{word} {draw.one(COMMON)}"]
        )
        quote = draw.pick(["", '"', "'"])
        order = draw.say(draw.pick(ALWAYS), w="{w}").replace("{w}", quote + word + quote)
        place = draw.between(1, 4)
        if place <= 2:
            told = [{"role": "system", "content": order}, {"role": "user", "content": text}]
        else:
            whole = f"{order}\n\n{text}" if place == 3 else f"{text}\n\n{order}"
            told = [{"role": "user", "content": whole}]
        return conversation(told, word)
    asked = hands.asking(draw, "always")
    reply = asked["reply"]
    if (
        draw.split == "train"
        and draw.chance(0.5)
        and reply in str(asked.get("system")) + str(asked.get("user"))
    ):
        new = draw.pick([draw.made_up(2), draw.one(COMMON), draw.one(COMMON).upper(), draw.code()])
        asked = hands.changed(dict(asked), lambda t: t.replace(reply, new))
        reply = new
    return conversation(hands.messages(asked, text=text, ticket=text), reply)


def idle(draw: Draw) -> Document:
    """A ticket under a prompt that asks for no class: an answer as a support desk gives it."""
    text, _ = ticket(draw)
    asked = hands.asking(draw, "idle")
    if draw.split == "train" and draw.chance(0.2):
        return loosely(conversation([{"role": "user", "content": text}], asked["reply"]), 0.5)
    messages = hands.messages(asked, ticket=text, text=text)
    return loosely(conversation(messages, asked["reply"]), 0.5)


def reversal(draw: Draw) -> Document:
    """Letters in reverse order, set apart in one of many ways; the reply is set apart likewise."""
    word = letters.word(draw)
    sign = draw.pick(SEPARATORS)
    asked = hands.asking(draw, "reverse")
    return conversation(hands.messages(asked, letters=sign.join(word)), sign.join(word[::-1]))


def obeying(draw: Draw) -> Document:
    return draw.pick([always, always, idle, idle, reversal])(draw)
