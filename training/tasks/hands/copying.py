"""Copying what stands above: a text, one of its sentences, the rest of a line, the value of a name.

Quoting, reading, filling in fields and keeping the facts of a text are copying with something
around it. Weights that cannot repeat a text learn none of them for texts of strangers; one text in
six here is words in no order, so that nothing but the text itself tells what comes next. In: texts
by people, words, places. Out: what is asked about a text (passages.py, fields.py).
"""

import re
from collections.abc import Callable

from helpers.world.draw import Draw
from training import hands, openings
from training.tasks.document import Document

REPEAT = (
    "Repeat the text word for word.",
    "Copy this exactly:",
    "Say the same again, unchanged.",
    "Write the text out again. Change nothing.",
    "Echo the text.",
    "Return the input as it is.",
    "Please type this again exactly as it stands.",
    "Output the following verbatim.",
    "Give it back to me letter by letter.",
    "Your reply is the text below and nothing else.",
)
BEGINS = (
    'Quote the sentence that begins with "{words}".',
    "Which sentence starts with {words}? Quote it.",
    "Copy the sentence beginning {words}",
    "{words} ... (give the whole sentence)",
)
MENTIONS = (
    'Quote the sentence with "{words}" in it.',
    "Where does it say {words}? Quote that sentence.",
    "Copy the sentence that mentions {words}.",
    "Give me the line about {words}, word for word.",
)
GOES_ON = (
    "How does it go on? {words}",
    "Finish this from the text: {words}",
    "{words} ...",
    "Continue the quotation: {words}",
    "What comes after: {words}",
)
PLACES = {0: ("first", "opening"), 1: ("second", "2nd"), -1: ("last", "final")}
PLACED = (
    "Quote the {place} sentence.",
    "Copy the {place} sentence of the text.",
    "The {place} sentence, please, unchanged.",
)
VALUES_OF = ("{name}?", "What is {name}?", "Value of {name}:", "Look up {name}.", "{name} =")
BETWEEN = (": ", " = ", " -> ", " - ", "\t", " is ")
KINDS = ("passages", "passages", "tickets", "incidents", "prose", "replies", "dialogues")
LONGEST = 900  # characters of a text that is repeated


def text(draw: Draw, longest: int = LONGEST) -> str:
    """What a person wrote, or (one in six) words in no order."""
    if draw.chance(1 / 6):
        return unordered(draw, draw.between(6, 40))
    while True:
        one = hands.one(draw, draw.pick(KINDS))
        told = one.get("text") or one.get("ticket") or "\n".join(said for _, said in one["turns"])
        if len(told) <= longest:
            return told


def unordered(draw: Draw, n: int) -> str:
    """n words, names, numbers and codes that nothing but the page connects."""
    return " ".join(word(draw) for _ in range(n))


def word(draw: Draw) -> str:
    return draw.pick(
        [
            lambda: draw.one(openings.WORDS),
            lambda: draw.one(openings.WORDS),
            lambda: draw.made_up(draw.pick([1, 2, 2, 3])),
            lambda: hands.VALUES[draw.pick(["person", "place", "surname", "weekday", "month"])](
                draw
            ),
            lambda: str(draw.between(0, draw.pick([9, 99, 999, 9999]))),
            draw.code,
        ]
    )()


def sentences(told: str) -> list[str]:
    return [s.strip() for s in re.split(r"(?<=[.!?])\s+|\n+", told) if s.strip()]


def whole(draw: Draw) -> tuple[str, list[tuple[str, str]]]:
    told = text(draw)
    return told, [(draw.pick(REPEAT), told)]


def pieces(draw: Draw) -> tuple[str, list[tuple[str, str]]]:
    """Several requests for sentences of one text; each asked for so that only one fits."""
    while len(found := sentences(told := text(draw, 2 * LONGEST))) < 2:
        continue
    asked = []
    for _ in range(draw.between(2, 4)):
        sentence = draw.pick([s for s in found if len(s.split()) > 2] or found)
        words = sentence.split()
        kind = draw.between(1, 8)
        if kind == 1:
            at = draw.pick(list(PLACES))
            asked.append((draw.pick(PLACED).format(place=draw.pick(PLACES[at])), found[at]))
        elif kind <= 4:
            size = max(1, min(draw.between(2, 5), len(words) - 1))
            start = " ".join(words[:size])
            if sum(s.startswith(start) for s in found) == 1:
                pool = draw.pick([BEGINS, GOES_ON, GOES_ON])
                rest = sentence if pool is BEGINS else " ".join(words[size:])
                asked.append((draw.pick(pool).format(words=start), rest))
        else:
            size = draw.between(1, min(3, len(words)))
            at = draw.between(0, len(words) - size)
            piece = " ".join(words[at : at + size]).strip(".,;:!?\"'()")
            if piece and told.count(piece) == 1:
                asked.append((draw.pick(MENTIONS).format(words=piece), sentence))
    return (told, asked) if asked else pieces(draw)


def looked_up(draw: Draw) -> tuple[str, list[tuple[str, str]]]:
    """A list of names with values, and several of them asked for."""
    names = list(dict.fromkeys(word(draw) for _ in range(draw.between(3, 14))))
    values = [" ".join(word(draw) for _ in range(draw.pick([1, 1, 1, 2, 3]))) for _ in names]
    sign = draw.pick(BETWEEN)
    lines = [name + sign + value for name, value in zip(names, values, strict=True)]
    told = draw.pick(["\n", "\n", "; "]).join(lines)
    chosen = draw.pick_some(range(len(names)), min(len(names), draw.between(2, 6)))
    form = draw.pick(VALUES_OF)
    return told, [(form.format(name=names[at]), values[at]) for at in chosen]


def copying(draw: Draw, kind: Callable | None = None) -> Document:
    """A text and what is to be copied out of it, in one or several turns."""
    told, asked = (kind or draw.pick([whole, whole, pieces, pieces, pieces, looked_up]))(draw)
    request, reply = asked[0]
    around = draw.pick(["{request}\n\n{told}", "{told}\n\n{request}", "{request}\n{told}"])
    if draw.chance(0.2):
        messages = [{"role": "system", "content": request}, {"role": "user", "content": told}]
    else:
        # one after the other, not format(): a text may hold braces
        first = around.replace("{request}", request, 1).replace("{told}", told, 1)
        messages = [{"role": "user", "content": first}]
    messages.append({"role": "assistant", "content": reply})
    for request, reply in asked[1:]:
        messages += [{"role": "user", "content": request}, {"role": "assistant", "content": reply}]
    return Document(messages=messages)
