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

from helpers.retrieval.pipeline import STAGES
from helpers.widgets.frame import Frame

Logs = Mapping[str, Mapping]
Row = tuple[str, bool, str]  # (stage, is the sentence still there?, what the log shows)

THERE, GONE = "#0b4f8a", "#8a2b0b"  # readable on white; the words "yes" and "no" say the same
SHOWN = 3  # chunks that are quoted
LONGEST = 64  # characters of a chunk that are shown


def table(logs: Logs, system: str = "", question: str = "") -> None:
    """Prints a trace as text; without names, that of the first system's first question."""
    system = system or next(iter(logs))
    print(text(logs, system, question or logs[system]["asked"][0]["id"]))


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
    sentence, texts = one["sentence"], log["chunks"]

    def whole(found) -> bool:
        return any(sentence in found_text for found_text in found)

    loaded = log["loaded"].values()
    near = _nearest(loaded, sentence)
    shown = [(STAGES[0], whole(loaded), "" if whole(loaded) else f"nearest: {_short(near)}")]
    words = (
        "" if whole(texts.values()) else f"nearest: {_short(_nearest(texts.values(), sentence))}"
    )
    shown.append((STAGES[1], whole(texts.values()), words))
    for stage, name in zip(STAGES[2:5], ("allowed", "ranked", "packed"), strict=True):
        ids = one[name]
        said = [f"{len(ids)} of {len(texts)} chunks"] if name == "allowed" else []
        said += [] if name == "allowed" else [f"{id} {_short(texts[id])}" for id in ids[:SHOWN]]
        shown.append((stage, whole(texts[id] for id in ids), "; ".join(said) or "nothing"))
    value = one["value"]
    read = one["reply"].split(" [")[0].strip(" .") == value
    shown.append((STAGES[5], read, f"{one['reply']!r}" + ("" if read else f", wanted {value!r}")))
    cited = one["cited"]
    source = whole([texts[cited]]) if cited else False
    words = f"{cited} {_short(texts[cited])}" if cited else "no passage"
    return [*shown, (STAGES[6], source, words)]


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
