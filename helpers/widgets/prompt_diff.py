"""The prompt diff: two versions of a prompt word by word, and the replies that changed with them.

`show(prompts, replies)` has choices; `diff(prompts, replies, before="1.0", after="1.1")` prints the
same without a browser. Both show replies that came once, so a choice makes no call.

In: {version: prompt}, {version: replies to the same inputs, in order}. Out: whether a reply is
right (the lesson counts that), tokens (tiktoken).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from functools import partial
from html import escape

import ipywidgets

from helpers.widgets.frame import Frame, one_of

Prompts = Mapping[str, str]
Replies = Mapping[str, Sequence[str]]
SHOWN = 5  # changed replies that are listed
WIDE = {"description_width": "5em"}
STYLES = {  # colours and lines both, for those who do not see the colours
    "+": "background:#d7f0df;text-decoration:underline",
    "-": "background:#f8dcd8;text-decoration:line-through",
    "=": "",
}


def diff(prompts: Prompts, replies: Replies, before: str, after: str) -> None:
    """Prints the diff as text; ValueError for a version that is none."""
    before, after = (one_of("version", version, prompts) for version in (before, after))
    print(text(prompts, replies, before, after))


def show(prompts: Prompts, replies: Replies) -> Frame:
    """The diff, with a choice of the two versions."""
    versions = list(prompts)
    choices = {
        name: ipywidgets.ToggleButtons(options=versions, value=value, description=name, style=WIDE)
        for name, value in (("before", versions[0]), ("after", versions[-1]))
    }
    return Frame(choices, partial(html, prompts, replies), partial(text, prompts, replies))


def pieces(before: str, after: str) -> list[tuple[str, str]]:
    """[("=", "Classify this "), ("-", "text"), ("+", "ticket")]: word by word, blanks kept."""
    one, two = (re.findall(r"\s+|\w+|[^\w\s]", prompt) for prompt in (before, after))
    found: list[tuple[str, str]] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("=", "".join(one[a:b])))
            continue
        found += [(sign, "".join(words)) for sign, words in (("-", one[a:b]), ("+", two[c:d]))]
    return [(sign, words) for sign, words in found if words]


def changed(replies: Replies, before: str, after: str) -> list[tuple[int, str, str]]:
    """[(number of the input, reply before, reply after)] of those that differ.

    ValueError for a version without replies, or of two versions with unequally many.
    """
    one, two = (replies[one_of("reply to", version, replies)] for version in (before, after))
    if len(one) != len(two):
        raise ValueError(
            f"{len(one)} replies to {before}, {len(two)} to {after}; "
            "wanted: replies to the same inputs, in the same order"
        )
    pairs = enumerate(zip(one, two, strict=True))
    return [(at, was, now) for at, (was, now) in pairs if was != now]


def text(prompts: Prompts, replies: Replies, before: str, after: str) -> str:
    """The diff as text: [-taken out-], {+put in+}, and the first replies that changed."""
    marks = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    words = "".join(marks[s].format(w) for s, w in pieces(prompts[before], prompts[after]))
    moved = changed(replies, before, after)
    lines = [f"{before} -> {after}:", words, _summary(replies, before, after)]
    lines += [f"  input {at}: {one!r} -> {two!r}" for at, one, two in moved[:SHOWN]]
    return "\n".join(lines)


def html(prompts: Prompts, replies: Replies, before: str, after: str) -> str:
    """The diff as HTML: inserted and deleted words are elements that a screen reader names."""
    tags = {"+": "ins", "-": "del", "=": "span"}
    words = "".join(
        f"<{tags[s]} style='{STYLES[s]}'>{escape(w)}</{tags[s]}>"
        for s, w in pieces(prompts[before], prompts[after])
    )
    rows = "".join(
        f"<tr><th scope='row'>{at}</th><td>{escape(one)}</td><td>{escape(two)}</td></tr>"
        for at, one, two in changed(replies, before, after)[:SHOWN]
    )
    heads = "".join(f"<th scope='col'>{escape(h)}</th>" for h in ("input", before, after))
    caption = escape(_summary(replies, before, after))
    return (
        f"<div aria-live='polite'><p style='white-space:pre-wrap'>{words}</p>"
        f"<table aria-label='Replies that changed'><caption style='text-align:left'>{caption}"
        f"</caption><thead><tr style='text-align:left'>{heads}</tr></thead><tbody>{rows}</tbody>"
        "</table></div>"
    )


def _summary(replies: Replies, before: str, after: str) -> str:
    moved = changed(replies, before, after)
    return f"{len(moved)} of {len(replies[before])} replies changed"
