"""Exercise 05.1: shots as turns of a conversation and as one prompt.

In: both forms, the mistakes that learners make. Out: asking a model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import compare, value_is, would_return_in
from helpers.world import tickets
from helpers.world.draw import Draw
from helpers.world.lexicon import CATEGORIES

Shots = Sequence[tuple[str, str]]  # (text, label)


def as_turns(shots: Shots, text: str) -> list[dict]:
    """Each shot as a turn of the user and one of the assistant; then the text."""
    pairs = [
        ({"role": "user", "content": x}, {"role": "assistant", "content": y}) for x, y in shots
    ]
    return [*(message for pair in pairs for message in pair), {"role": "user", "content": text}]


def as_prompt(shots: Shots, text: str) -> str:
    """Blocks with a blank line between them; the last one waits for its label."""
    return "\n\n".join([*(f"Text: {x}\nLabel: {y}" for x, y in shots), f"Text: {text}\nLabel:"])


def questions_05_1(seed: int) -> list[Question]:
    """No shot, one, and several; labels known and invented. Shots that come twice, once with
    another label; spaces and line ends at the edges; braces, capitals, an empty text."""
    draw, asked = Draw(f"05.1/{seed}", "heldout"), []
    for n in (0, 1, 3, 5):
        names = {category: draw.made_up() if n == 5 else category for category in CATEGORIES}
        shots = [(tickets.subject_line(draw, c), names[c]) for c in draw.pick_some(CATEGORIES, n)]
        text = tickets.subject_line(draw, draw.pick(CATEGORIES))
        asked.append((shots, text))
    one, other = draw.pick_some(CATEGORIES, 2)
    text = tickets.subject_line(draw, one)
    asked.append(([(text, one), (text, other), (text, one)], text))
    asked.append(([(f" {text}\n", f"{one} "), ("", other)], f"  {text} "))
    asked.append(([("{text}", "{Label}"), ("Text: 1\nLabel: 2", "%s")], "{}"))
    return [Call(name, args) for args in asked for name in ("as_turns", "as_prompt")]


def _roles(value: list[dict]) -> list[str]:
    return [message["role"] for message in value]


def _contents(value: list[dict]) -> list[str]:
    return [message["content"] for message in value]


def _one_shot(which: slice, words: str) -> list:
    return [
        would_return_in(name, lambda shots, text, f=f: f(shots[which], text), words)
        for name, f in (("as_turns", as_turns), ("as_prompt", as_prompt))
    ]


def _prefixed(shots: Shots, text: str) -> list[dict]:
    marked = [(f"Text: {x}", f"Label: {y}") for x, y in shots]
    return as_turns(marked, text)


def _prefixed_too(shots: Shots, text: str) -> list[dict]:
    return _prefixed(shots, f"Text: {text}")


TWICE = "You lose a shot whose text comes twice: a dict keeps one label for each text."


def _without_spaces(value: object) -> str:
    return re.sub(r"\\n|\s", "", str(value))


FORMATS = Exercise(
    id="05.1",
    title="Shots as turns and as one prompt",
    goal="Write `as_turns(shots, text)`, which gives messages, and `as_prompt(shots, text)`, which "
    "gives one text.",
    points=2,
    minutes=10,
    difficulty="easy",
    budget="no call; up to five lines each",
    answers=("as_turns", "as_prompt"),
    questions=questions_05_1,
    judge=compare(
        {"as_turns": as_turns, "as_prompt": as_prompt},
        [
            *(
                would_return_in(
                    name, lambda shots, text, f=f: f(list(dict(shots).items()), text), TWICE
                )
                for name, f in (("as_turns", as_turns), ("as_prompt", as_prompt))
            ),
            *_one_shot(slice(1), "You show the first shot only; all are wanted."),
            *_one_shot(slice(-1, None), "You show the last shot only; all are wanted."),
            *_one_shot(
                slice(None, None, -1),
                "You show the shots from the last to the first; their own order is wanted.",
            ),
            *(
                would_return_in(
                    "as_turns",
                    wrong,
                    "You write `Text:` and `Label:` into the turns. There the roles say which is "
                    "which: a message's content is the bare text or the bare label.",
                )
                for wrong in (_prefixed, _prefixed_too)
            ),
            would_return_in(
                "as_turns",
                lambda shots, text: [{"role": "user", "content": as_prompt(shots, text)}],
                "You put the whole prompt into one message. In turns each shot is two messages, "
                "its text and its label.",
            ),
            value_is(
                lambda value, wanted: isinstance(value, str) and value == wanted + " ",
                "The prompt ends in a space after `Label:`. The model's next token brings its own "
                "space along, so a space before it makes the usual token impossible.",
            ),
            value_is(
                lambda value, wanted: isinstance(value, str) and value.rstrip() == wanted,
                "The prompt must end right after `Label:`; a line end follows it.",
            ),
            value_is(
                lambda value, wanted: (
                    isinstance(value, str)
                    and value.replace("\n\n", "\n") == wanted.replace("\n\n", "\n")
                ),
                "Between two blocks stands a blank line, so that the model sees where one ends.",
            ),
            value_is(
                lambda value, wanted: isinstance(value, str) and wanted.startswith(value.rstrip()),
                "The new text is missing at the end: without it there is nothing to label.",
            ),
            value_is(
                lambda value, wanted: isinstance(value, list) and value == wanted[:-1],
                "The new text is missing: the last message is the user's, with the text to label.",
            ),
            value_is(
                lambda value, wanted: (
                    isinstance(value, list) and len(value) > 1 and set(_roles(value)) == {"user"}
                ),
                "Every message is the user's. A label is what the *assistant* should say, so show "
                "it in that role.",
            ),
            value_is(
                lambda value, wanted: isinstance(value, list) and _roles(value)[-1] != "user",
                "The last message must be the user's: it is the text that waits for a label.",
            ),
            value_is(
                lambda value, wanted: (
                    isinstance(wanted, list)
                    and not (isinstance(value, list) and all(isinstance(m, dict) for m in value))
                    and type(value) in (str, list, dict)
                ),
                "`as_turns` gives a list of messages, each a dict with `role` and `content`.",
            ),
            value_is(
                lambda value, wanted: (
                    isinstance(value, list)
                    and len(value) > 1
                    and _contents(value) == _contents(wanted)
                    and _roles(value) != _roles(wanted)
                ),
                "The roles differ. A shot's text is the `user`'s, its label the `assistant`'s: "
                "what the model should say itself.",
            ),
            value_is(
                lambda value, wanted: (
                    isinstance(value, list)
                    and len(value) > len(wanted)
                    and value[-len(wanted) :] == wanted
                ),
                "More messages came than are wanted, in front of those. They may be an earlier "
                "call's (a list as a default value keeps what it holds), or one of your own.",
            ),
            value_is(
                lambda value, wanted: (
                    value != wanted and str(value).casefold() == str(wanted).casefold()
                ),
                "Only capitals differ. The texts and the labels stand in the shots as they are.",
            ),
            value_is(
                lambda value, wanted: _without_spaces(value) == _without_spaces(wanted),
                "Only spaces or line ends differ. The texts stand in the shots as they are, a "
                "blank line between blocks, and nothing after the last colon.",
            ),
        ],
        message="Both forms hold the same shots. Which one a model follows better, you measure.",
    ),
    distractor='    return "\\n".join([*blocks, f"Text: {text}\\nLabel: "])',
    hints=(
        "A list of messages grows by two for each shot: `messages += [{…user…}, {…assistant…}]`.",
        'For the prompt, make a list of blocks and join them with `"\\n\\n"`. The last block has '
        "no label.",
    ),
)
