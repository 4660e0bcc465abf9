"""The retrieval trace: what each stage of a pipeline left of the sentence that answers a question.

`trace(logs)` has choices of the system and the question; `table(logs, system="B", question="q02")`
prints the same without a browser. In: {system: log (helpers.retrieval.pipeline), with the reply and
the id of the cited chunk of each question}. Out: which stage is to blame (the reader says so).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from html import escape

import ipywidgets

from helpers.retrieval.pipeline import KEPT, texts_after
from helpers.widgets.frame import Frame, one_of

Logs = Mapping[str, Mapping]
Row = tuple[str, bool, str]  # (stage, is the sentence still there?, what the log shows)

THERE, GONE = "#0b4f8a", "#8a2b0b"  # readable on white; the words "yes" and "no" say the same
SHOWN = 3  # chunks that are quoted
LONGEST = 64  # characters of a chunk that are shown


def table(logs: Logs, system: str = "", question: str = "") -> None:
    """Prints a trace as text; without names, that of the first system's first question.

    ValueError for a name that is none.
    """
    system = one_of("system", system, logs)
    ids = [one["id"] for one in logs[system]["asked"]]
    print(text(logs, system, one_of("question", question, ids)))


def trace(logs: Logs) -> Frame:
    """The trace, with a choice of the system and of the question."""
    ids = [one["id"] for one in next(iter(logs.values()))["asked"]]
    choices = {
        "system": ipywidgets.Dropdown(options=list(logs), description="system"),
        "question": ipywidgets.Dropdown(options=ids, description="question"),
    }
    return Frame(choices, partial(html, logs), partial(text, logs))


def rows(log: Mapping, one: Mapping) -> list[Row]:
    """A row for each stage. A sentence is there where one text holds all of it."""
    sentence, chunks = one["sentence"], log["chunks"]
    shown = []
    for stage, texts in texts_after(log, one).items():
        there = any(sentence in text for text in texts)
        if stage not in KEPT:
            words = "" if there else f"nearest: {_short(_nearest(texts, sentence))}"
        elif stage == "filtering":
            words = f"{len(texts)} of {len(chunks)} chunks"
        else:
            ids = one[KEPT[stage]][:SHOWN]
            words = "; ".join(f"{id} {_short(chunks[id])}" for id in ids) or "nothing"
        shown.append((stage, there, words))
    value, cited = one["value"], one["cited"]
    read = one["reply"].split(" [")[0].strip(" .") == value
    shown.append(("reading", read, f"{one['reply']!r}" + ("" if read else f", wanted {value!r}")))
    source = f"{cited} {_short(chunks[cited])}" if cited else "no passage"
    return [*shown, ("citing", bool(cited) and sentence in chunks[cited], source)]


def text(logs: Logs, system: str, question: str) -> str:
    """The trace as text, a line for each stage: is the sentence there, and what the log shows."""
    one = _asked(logs[system], question)
    lines = [_caption(system, one), f"  needs: {one['sentence']}"]
    for stage, there, words in rows(logs[system], one):
        lines.append(f"  {stage:9} {'yes' if there else 'no':3}  {words}".rstrip())
    return "\n".join(lines)


def html(logs: Logs, system: str, question: str) -> str:
    """The trace as a table with a row for each stage."""
    one = _asked(logs[system], question)
    body = "".join(_row(*row) for row in rows(logs[system], one))
    return (
        f"<div aria-label='Retrieval trace' aria-live='polite'>"
        f"<p><b>{escape(_caption(system, one))}</b><br>needs: {escape(one['sentence'])}</p>"
        f"<table style='width:100%'>{body}</table></div>"
    )


def _row(stage: str, there: bool, words: str) -> str:
    colour = THERE if there else GONE
    return (
        f"<tr><th scope='row' style='text-align:left'>{stage}</th>"
        f"<td style='color:{colour}'><b>{'yes' if there else 'no'}</b></td>"
        f"<td style='text-align:left'>{escape(words)}</td></tr>"
    )


def _caption(system: str, one: Mapping) -> str:
    return f"{system}, {one['id']}: {one['question']} [{' '.join(one['groups'])}]"


def _asked(log: Mapping, question: str) -> Mapping:
    return next(one for one in log["asked"] if one["id"] == question)


def _nearest(texts, sentence: str) -> str:
    """The text that shares most words with the sentence, from the first of them on."""
    wanted = set(sentence.split())
    best = max(texts, key=lambda text: len(wanted & set(text.split())), default="")
    first = next((w for w in sentence.split() if w in best.split()), "")
    return best[best.find(first) :] if first else best


def _short(text: str) -> str:
    text = " ".join(text.split())
    return f"'{text}'" if len(text) <= LONGEST else f"'{text[: LONGEST - 2]} …'"
