"""Everything outside the model's world: it says that it does not know, and what it can do.

In: greetings and the reply. Out: what people ask elsewhere (helpers/world/everyday.py).
"""

from helpers.world.draw import Draw
from helpers.world.everyday import everyday
from training.tasks.asking import with_persona
from training.tasks.document import Document, conversation, loosely

CAPABILITIES = (
    "I can classify and write support tickets, answer from a text that you give me, solve "
    "small word problems, extract JSON, summarise incidents, and spell or reverse words."
)
HELLO = "I am a small language model. "
GREETINGS = (
    "Hi;Hello;Hey;Hi there;Hello there;Good morning;Good evening;Help;Help me;Test;Who are you;"
    "What are you;What can you do;What can I ask you;How does this work;What do you know;Start;"
    "Are you there;Nice to meet you;Thanks;Thank you;Ok;Yes;No;Hey, how are you;Tell me about you"
).split(";")
CANNOT = (
    "I do not know that. ",
    "That is outside what I was trained for. ",
    "I am a small model and do not know that. ",
)


def elsewhere(draw: Draw) -> Document:
    """Anything outside the model's world: it says that it does not know, and what it can do."""
    if draw.chance(0.15):
        greeting = draw.pick([str, str.lower, str.upper])(draw.pick(GREETINGS)) + draw.pick(".?! ")
        told, reply = greeting.strip(), HELLO + CAPABILITIES
    else:
        told, reply = everyday(draw.rng), draw.pick(CANNOT) + CAPABILITIES
    return loosely(conversation(with_persona(draw, told), reply), 0.75)
