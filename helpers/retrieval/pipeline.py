"""From pages to a cited answer in seven stages, and what each of them left of a question.

    loading  cutting  filtering  ranking  packing  reading  citing

`log(stages, pages, asked)` runs the first five, the caller asks the model, and `cited` is the last:
it says which chunk a reply such as "784 [2]" names. FAULTS has six sets of stages with one fault
each, as people make them.

In: pages as files have them, questions, their readers. Out: the prompt and the call (lessons),
which stage lost an answer (lab 13.5).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from helpers.retrieval import bm25, chunks
from helpers.retrieval.fusion import ranked

STAGES = ("loading", "cutting", "filtering", "ranking", "packing", "reading", "citing")
KEPT = {"filtering": "allowed", "ranking": "ranked", "packing": "packed"}  # ids in a log
K, BUDGET = 3, 30  # passages that are ranked; words that are handed over
SOURCE = re.compile(r"\[(\d+)\]")

Ids = Sequence[str]


@dataclass(frozen=True)
class Stages:
    """One way for each stage: a file's text -> text -> pieces; who may see what; words of a text
    for the search; ids, best first -> ids for the prompt; the number in a reply -> its place."""

    load: Callable[[str], str]
    cut: Callable[[str], Sequence[str]]
    may_see: Callable[[str, Sequence[str]], bool]
    words: Callable[[str], Sequence[str]]
    pack: Callable[[Ids, Mapping[str, str]], list[str]]
    place: Callable[[int], int]


def log(stages: Stages, pages: Sequence[Mapping], asked: Sequence[Mapping]) -> dict:
    """What the first five stages made of pages and questions, as a system would log it.

    A page is {"path", "group", "text"}; a question is a dict with "question" and "groups", and all
    that it holds is kept. {"loaded": {path: text}, "chunks": {id: text}, "asked": [{…, "allowed",
    "ranked", "packed"}]}, the last three being ids of chunks.
    """
    loaded = {page["path"]: stages.load(page["text"]) for page in pages}
    texts = {f"{p}#{i}": t for p in loaded for i, t in enumerate(stages.cut(loaded[p]))}
    groups = {page["path"]: page["group"] for page in pages}
    index = bm25.Index([stages.words(text) for text in texts.values()])
    ids = list(texts)
    found = []
    for one in asked:
        seen = [stages.may_see(groups[id.split("#")[0]], one["groups"]) for id in ids]
        allowed = [place for place, may in enumerate(seen) if may]
        scores = index.scores(bm25.words(one["question"]))
        best = [ids[place] for place in ranked(scores, allowed)[:K]]
        steps = {"allowed": [ids[place] for place in allowed], "ranked": best}
        found.append({**one, **steps, "packed": stages.pack(best, texts)})
    return {"loaded": loaded, "chunks": texts, "asked": found}


def texts_after(log: Mapping, one: Mapping) -> dict[str, list[str]]:
    """{stage: the texts in which what a question needs may stand after it}, for the first five."""
    chunks = log["chunks"]
    kept = {stage: [chunks[id] for id in one[name]] for stage, name in KEPT.items()}
    return {STAGES[0]: list(log["loaded"].values()), STAGES[1]: list(chunks.values()), **kept}


def cited(stages: Stages, packed: Ids, reply: str) -> str:
    """The id of the chunk that a reply names as its source; "" where that is not there."""
    named = SOURCE.search(reply)
    place = stages.place(int(named[1])) if named else -1
    return packed[place] if 0 <= place < len(packed) else ""


# --- the stages as they should be ----------------------------------------------------------------


def mended(text: str) -> str:
    """One line, with words whole that were cut at the end of a line."""
    return " ".join(re.sub(r"(?<=\w)-\n", "", text).split())


def best_first(best: Ids, texts: Mapping[str, str]) -> list[str]:
    """As many as fit into BUDGET words, the best ones."""
    found: list[str] = []
    for id in best:
        if chunks.length([texts[other] for other in [*found, id]]) <= BUDGET:
            found.append(id)
    return found


HEALTHY = Stages(
    load=mended,
    cut=chunks.sentences,
    may_see=lambda group, groups: group in groups,
    words=bm25.words,
    pack=best_first,
    place=lambda number: number - 1,
)

# --- six faults ----------------------------------------------------------------------------------

FAULTS = {
    "loading": replace(HEALTHY, load=lambda text: " ".join(text.split())),
    "cutting": replace(HEALTHY, cut=lambda text: chunks.by_words(text, 6)),
    "filtering": replace(HEALTHY, may_see=lambda group, groups: group == groups[0]),
    "ranking": replace(HEALTHY, words=bm25.WORD.findall),  # the question is in small letters
    "packing": replace(HEALTHY, pack=lambda best, texts: best_first(best[::-1], texts)),
    "citing": replace(HEALTHY, place=lambda number: number),
}
