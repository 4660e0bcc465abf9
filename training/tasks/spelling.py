"""Reversing, spelling and counting letters, of words that are whole or spelled out.

In: the questions and the right replies. Out: the words (helpers/world/letters.py).
"""

from helpers.world import letters
from helpers.world.draw import Draw
from training.tasks.asking import ask, polite, ruled, with_persona
from training.tasks.document import Document, conversation

REVERSE = (
    "(Reverse|Turn around|Invert|Flip) (the word |the letters of the word |the letters in |the letters of |this word |the string |){w}(.|)",
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
    "How many letters (are in (the word |){w}|does (the word |){w} have)?",
    "(Count|Give the number of) (the |)letters (of|in) (the word |){w}(.|)",
    "(What is|Tell me) the (length|number of letters) of (the word |){w}(?|.)",
)
HOW_MANY = (
    "How (many times|often) (does (the letter |){c} appear|is (the letter |){c}) in (the word |){w}?",
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
    "(Join|Put together|Glue|Merge) the letters(| into a word)(:|) {w}",
    "(Which|What) word (do the letters|is) {w} (make|spell)?",
    "(Remove|Delete) the spaces (from|in) {w}(.|)",
)

# The same without the word, which stands elsewhere in the prompt.
IT = "((the|these|my) (letters|characters)|(the|this) (sequence|row|string|line|series|word|row of letters|list of letters|input))"
BACKWARDS = (
    "((from |)(the |)last to (the |)first|(from |)end to (start|beginning)|(from |)back to front|"
    "from right to left|right to left|in (right-to-left|reverse|reversed|opposite|backward|the opposite) order|"
    "backwards|in reverse|the other way (round|around)|last (letter|one) first)"
)
REVERSE_IT = (
    f"(Reverse|Reverse|Flip|Mirror|Invert|Turn around|Turn round) {IT}(.|)",
    "(Reverse|Flip|Invert|Swap round|Turn around|Change) the order of (the|these) (letters|characters|symbols)(.|)",
    f"(Write|Print|Put|List|Output|Give|Give me|Type|Return|Read|Arrange|Show) {IT} {BACKWARDS}(.|)",
    f"(Reply|Answer|Respond) with {IT} {BACKWARDS}(.|)",
    f"(I need|I want|I would like|I'd like) {IT} {BACKWARDS}(, please|)(.|)",
    f"(Can|Could|Would) you (reverse|flip|mirror|turn around|swap round) {IT}( for me|)?",
    f"How would {IT} read {BACKWARDS}?",
    f"(Start|Begin) with the last (letter|character) of {IT} and (end|finish|stop) with the first(| one)(.|)",
    f"The user (gives|sends|types) (you |){IT}. (Reverse|Mirror|Flip|Invert) the order(.|)",
    "You (reverse|mirror|flip|turn around) (words|letters|letter sequences|whatever the user sends|every input)(.|)",
)
SPELL_IT = (
    "(Write|Print|Put|Type|Give|Output) the (letters|characters) (one by one|with (a space|spaces|blanks) between them|separated by spaces|spaced out)(.|)",
    "(Insert|Put|Add|Place) a (space|blank) (after (each|every) (letter|character)|between (the|all|every two) (letters|characters))(.|)",
    "(Break|Split|Divide|Cut) (this|the) (word|string) (up |)into (single |separate |individual |its )(letters|characters)(.|)",
    "Spell (it|this|this word|the word|the input|the string) (out|letter by letter|one letter at a time)(.|)",
)
COUNT_IT = (
    "(Count|Add up) (the|these|its|all) letters(.|)",
    "(Give|State|Return|Tell me|Output) the (number|count|total) of letters(| in the word| in it)(.|)",
    "How (long is (this|the) (word|string)|many letters (are there|are these|do you see|does it have))?",
)
HOW_MANY_IT = (
    "(Count|Tell me|Find out|Say) how (often|many times) (the letter |){c} (appears|occurs|comes up|is used|is there)(.|)",
    "(Give|Return|Tell me) (how many times {c} occurs|the number of times {c} (appears|occurs))(.|)",
    "How (often|many times) does (the letter |){c} (occur|appear|show up)( here|)?",
)
FIRST_LAST_IT = (
    f"(Give|Name|Return|Print|Write|Output|Tell me) (only |just |)the {{which}} (letter|character)(| of {IT})(.|)",
    f"(Which|What) (letter|character) (is|comes) {{which}}(| in {IT})?",
    "With (which|what) letter does (it|this|the word|the sequence|the row) {starts}?",
)
COPY_IT = (
    "(Repeat|Copy|Echo|Return|Output|Write|Print) (the (text|word|input|line|letters)|this (text|word|line)) (exactly|unchanged|as it is|again|back|without changes|one to one)(.|)",
    "(Say|Repeat) (exactly |)what (I|the user) (wrote|typed|sent)(.|)",
)
JOIN_IT = (
    "(Join|Glue|Merge|Combine|Bring|Put) (the|these) letters (together|into one word|together to a word|into a single word)(.|)",
    "(Remove|Drop|Delete|Take out|Strip) (the|all|all the) (spaces|blanks|gaps)(.|)",
    "(Write|Print|Give) (the|these) letters as (one|a single|a) word(.|)",
)
# What the reply shall look like.
ANY_FORM = (
    "(Answer|Reply|Respond) with the (result|answer) only(.|)",
    "(Output|Return|Print|Write|Give) (only|just|nothing but) the (result|answer|output)(.|)",
    "(Nothing else|No explanation|No comment|No extra words|No other text|No quotes|Do not explain)(.|)",
)
SPACED_FORM = (
    "(Only|Just) the letters(|, separated by spaces|, nothing else|, no commas|, with spaces)(.|)",
    "(Keep|Leave|Preserve) the (spaces|spacing|spaces between them)(.|)",
    "(Put|Leave|Use) (a|one) (single |)space between (the letters|them)(.|)",
    "(Separate|Divide) (the letters|them) (by|with) (single |)(spaces|blanks)(.|)",
    "(Separated by|With) (single |)(spaces|blanks)(, no commas|, nothing else|)(.|)",
    "(No commas|Without commas|No punctuation)(, nothing else|, just spaces|)(.|)",
)
WORD_FORM = (
    "(One|A single) word(, nothing else|, no spaces|)(.|)",
    "(No|Without) spaces(.|)",
    "(Only|Just) the (word|letters)(.|)",
)
NUMBER_FORM = (
    "(Only|Just) (the|a|one) number(, nothing else|)(.|)",
    "(Digits|The number|A number) only(.|)",
    "(Answer|Reply) with (a|one|the) (single |)number(.|)",
)
LETTER_FORM = (
    "(Only|Just) (the|that|one) letter(.|)",
    "(One|A single) (letter|character)(, nothing else|)(.|)",
)
SHOTS = (
    "(Example|For example|E.g.|Like this|Sample): {a} (->|=>|becomes|gives) {b}",
    "(Example|Sample) input: {a}\n(Example|Sample) output: {b}",
    "{a} (->|=>|becomes|gives) {b}",
)
KINDS = {  # with the word in the sentence; without it
    "reverse": (REVERSE, REVERSE_IT),
    "spell": (SPELL, SPELL_IT),
    "count": (COUNT, COUNT_IT),
    "how many": (HOW_MANY, HOW_MANY_IT),
    "first or last": (FIRST_LAST, FIRST_LAST_IT),
    "copy": (COPY, COPY_IT),
    "join": (JOIN, JOIN_IT),
}


def solved(operation: str, word: str, spaced: bool, c: str, which: str) -> str:
    """The right reply."""
    back = word[::-1]
    return {
        "reverse": letters.spelled(back) if spaced else back,
        "spell": letters.spelled(word),
        "count": str(len(word)),
        "how many": str(word.count(c)),
        "first or last": word[0] if which == "first" else word[-1],
        "copy": letters.spelled(word) if spaced else word,
        "join": word,
    }[operation]


def form(draw: Draw, operation: str, spaced: bool) -> str:
    """A wish for how the reply looks, one that the right reply meets."""
    if operation in ("count", "how many"):
        own = NUMBER_FORM
    elif operation == "first or last":
        own = LETTER_FORM
    else:
        own = SPACED_FORM if operation == "spell" or (spaced and operation != "join") else WORD_FORM
    return draw.say(draw.pick(own if draw.chance(0.7) else ANY_FORM))


def shots(draw: Draw, operation: str, spaced: bool, c: str, which: str) -> str:
    """One or two solved examples with other, short letter sequences."""
    pattern, lines = draw.pick(SHOTS), []
    for _ in range(draw.pick((1, 1, 2))):
        word = draw.text_that(
            lambda: "".join(draw.pick(letters.ALPHABET) for _ in range(draw.between(3, 5)))
        )
        shown = letters.spelled(word) if spaced else word
        reply = solved(operation, word, spaced, c, which)
        lines.append(draw.say(pattern, a=shown, b=reply))
    return "\n".join(lines)


def letter_task(draw: Draw, operation: str, spaced: bool) -> Document:
    """One question about a word that is written whole or with spaces between its letters."""
    word = letters.word(draw)
    shown = letters.spelled(word) if spaced else word
    c = draw.pick(word) if draw.chance(0.8) else draw.pick(letters.ALPHABET)
    which = draw.pick(("first", "last"))
    reply = solved(operation, word, spaced, c, which)
    whole, apart = KINDS[operation]
    rules = [form(draw, operation, spaced)] if draw.chance(0.3) else []
    if draw.chance(0.5):
        slots = {"c": draw.pick((c, c, f'"{c}"', f"'{c}'")), "which": which}
        starts = {"first": "(start|begin)", "last": "(end|finish)"}[which]
        pattern = draw.pick(apart).replace("{starts}", starts)
        instruction = ruled(draw, draw.say(pattern, **slots), rules)
        if draw.chance(0.12):
            instruction += "\n" + shots(draw, operation, spaced, c, which)
        elif draw.chance(0.35):
            stem = instruction.rstrip(".")
            return conversation(
                with_persona(draw, f"{stem}{':' * (stem[-1] != '?')} {shown}"), reply
            )
        noun = draw.pick(("letters", "word", "input", "text", "sequence"))
        return conversation(ask(draw, instruction, shown, noun), reply)
    quote = draw.pick(["", "", "", '"', "'", "`"])
    text = draw.say(draw.pick(whole), w=f"{quote}{shown}{quote}", c=c, which=which)
    if operation == "copy":
        rules = []
    if draw.chance(0.1):
        text = text[0].lower() + text[1:]
    text = ruled(draw, polite(draw, text) if draw.chance(0.2) else text, rules)
    return conversation(with_persona(draw, text), reply)


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
