"""Reversing, spelling and counting letters, of words that are whole or spelled out.

In: the questions and the right replies. Out: the words (helpers/world/letters.py).
"""

from helpers.world import letters
from helpers.world.draw import Draw
from training.tasks.asking import ask, polite, with_persona
from training.tasks.document import Document, conversation

REVERSE = (
    "(Reverse|Turn around|Invert|Flip) (the word|the letters of the word|the letters in|the letters of|this word|the string|) {w}(.|)",
    "(Write|Spell|Give me|Say|Type) (the word |the string |){w} (backwards|in reverse|in reverse order|from back to front)(.|)",
    "What is {w} (backwards|reversed|in reverse|spelled backwards)?",
    "{w} (backwards|reversed), please(.|)",
    "(Read|Print) the letters of {w} from (right to left|the last to the first)(.|)",
)
SPELL = (
    "(Spell|Spell out|Write out) (the word |the string |){w} (letter by letter|with spaces|with spaces between the letters|one letter at a time)(.|)",
    "(Spell|Spell out) (the word |){w}(.|)",
    "How (do you spell|is) {w}(| spelled)?",
    "(List|Give|Show|Name) (the|all|all the) letters (of|in) (the word |){w}(| with spaces)(.|)",
    "(Separate|Split) (the word |){w} into (its |)letters(.|)",
)
COUNT = (
    "How many letters (are in|does) (the word |){w}(| have)?",
    "(Count|Give the number of) (the |)letters (of|in) (the word |){w}(.|)",
    "(What is|Tell me) the (length|number of letters) of (the word |){w}(?|.)",
)
HOW_MANY = (
    "How (many|often) (times |)(does|is) (the letter |){c} (appear |)in (the word |){w}?",
    "(Count|Count how often) the letter {c} (appears |)in (the word |){w}(.|)",
    "How many {c}'s are (there |)in (the word |){w}?",
)
FIRST_LAST = (
    "(What is|Give|Tell me) the {which} letter of (the word |){w}(?|.)",
    "(Which|What) letter (comes|is) {which} in (the word |){w}?",
)
COPY = (
    "(Repeat|Copy|Say|Write) (exactly |)(this|the following)(:| text:| word:) {w}",
    "(Repeat|Copy) (the word |the text |){w}(.|)",
    "Echo: {w}",
)
JOIN = (
    "(Join|Put together|Glue|Merge) the letters (|into a word)(:|) {w}",
    "(Which|What) word (do the letters|is) {w} (make|spell)?",
    "(Remove|Delete) the spaces (from|in) {w}(.|)",
)


def letter_task(draw: Draw, operation: str, spaced: bool) -> Document:
    """One question about a word that is written whole or with spaces between its letters."""
    word = letters.word(draw)
    shown = letters.spelled(word) if spaced else word
    back = word[::-1]
    c = draw.pick(word) if draw.chance(0.8) else draw.pick(letters.ALPHABET)
    which = draw.pick(("first", "last"))
    patterns, reply = {
        "reverse": (REVERSE, letters.spelled(back) if spaced else back),
        "spell": (SPELL, letters.spelled(word)),
        "count": (COUNT, str(len(word))),
        "how many": (HOW_MANY, str(word.count(c))),
        "first or last": (FIRST_LAST, word[0] if which == "first" else word[-1]),
        "copy": (COPY, shown),
        "join": (JOIN, word),
    }[operation]
    quote = draw.pick(["", "", "", '"', "'", "`"])
    text = draw.say(draw.pick(patterns), w=f"{quote}{shown}{quote}", c=f"{c}", which=which)
    if draw.chance(0.15):
        instruction = draw.say(draw.pick(patterns), w="below", c=c, which=which)
        return conversation(ask(draw, instruction, shown, "word"), reply)
    if draw.chance(0.1):
        text = text[0].lower() + text[1:]
    return conversation(with_persona(draw, polite(draw, text) if draw.chance(0.2) else text), reply)


def spelling(draw: Draw) -> Document:
    operation = draw.pick(
        (
            "reverse",
            "reverse",
            "reverse",
            "spell",
            "spell",
            "count",
            "how many",
            "first or last",
            "copy",
            "join",
        )
    )
    spaced = operation == "join" or (operation not in ("spell",) and draw.chance(0.6))
    return letter_task(draw, operation, spaced)
