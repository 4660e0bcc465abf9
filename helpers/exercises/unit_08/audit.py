"""Exercise 08.3: an auditor of gold sets, judged on gold sets that nobody has seen.

In: gold sets with planted faults, what counts as found. Out: the learner's program (it is asked
for each gold set), sentences (world).
"""

from __future__ import annotations

import itertools
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from helpers.checks.exercise import Call, Exercise, Question, Reply, Verdict
from helpers.checks.judge import not_yet, passed, show_reply
from helpers.measure import metrics
from helpers.world import tickets
from helpers.world.draw import Draw
from helpers.world.lexicon import CATEGORIES

Row = Mapping[str, str]
Pairs = Sequence[tuple["Asked", list[str]]]
Found = frozenset[tuple[str, str]]  # {(kind, id)}
NO_TEXT, LABEL, SAME_ID, TWO, LEAK = "no text", "label", "same id", "two labels", "leak"
KINDS = (NO_TEXT, LABEL, SAME_ID, TWO, LEAK)
SETS, ROWS, LEAKS = 8, 40, 4  # gold sets, their rows before planting, near copies in each
NEAR, APART = 0.8, 0.6  # shared words of the shorter text: a copy at least, two messages at most
MOST_MISSED, MOST_FALSE = 2, 2  # leaks, over all gold sets
SPACED, LONGER = 1, 3  # of the near copies of a turned set
LINE = (  # of words that no message has
    "PS: reception phoned yesterday although somebody guaranteed otherwise, therefore reminders "
    "follow, hopefully clearer, meanwhile impatient colleagues wonder whose story wins!"
)
NEW_LABEL = {"feature": "wish"}  # of the gold set without faults: `labels` says which there are
LETTERS = (
    ("Dear all at Larkspur support,", "Thank you very much and kind regards, {}"),
    ("Hello, this is {} again.", "Best wishes from all of us here"),
    ("Good morning to the team,", "Sent from my phone, please excuse mistakes. {}"),
    ("", ""),
    ("Hi,", "{}"),
)


def words_of(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower())


def shared(one: str, two: str) -> float:
    """Which share of the shorter text's different words stands in the other: 0 to 1."""
    a, b = set(words_of(one)), set(words_of(two))
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def faults(rows: Sequence[Row], labels: Sequence[str]) -> list[tuple[str, str]]:
    """(kind, id) for every fault of a gold set."""
    ids = Counter(row["id"] for row in rows)
    written = [row for row in rows if row["text"].strip()]
    said: dict[str, set[str]] = {}
    for row in written:
        said.setdefault(" ".join(row["text"].lower().split()), set()).add(row["label"])
    dev = [row["text"] for row in written if row["split"] == "dev"]
    found = [(NO_TEXT, row["id"]) for row in rows if not row["text"].strip()]
    found += [(LABEL, row["id"]) for row in rows if row["label"] not in labels]
    found += [(SAME_ID, one) for one, n in ids.items() if n > 1]
    for row in written:
        if len(said[" ".join(row["text"].lower().split())]) > 1:
            found.append((TWO, row["id"]))
        if row["split"] == "test" and any(shared(row["text"], other) >= 0.7 for other in dev):
            found.append((LEAK, row["id"]))
    return found


# --- gold sets with faults ---------------------------------------------------------------------


@cache  # a set is drawn for every answer that is tried
def gold_set(seed: str, turned: bool = False) -> tuple[list[Row], Found]:
    """(rows in no order, the planted faults); in a turned one it is the row of dev that has a
    line more, one copy has another label, and one id is that of three rows."""
    draw, rng = Draw(f"08.3/{seed}", "heldout"), random.Random(f"08.3/{seed}")
    rows = list(itertools.islice(_rows(draw, rng), ROWS))
    found: set[tuple[str, str]] = set()
    dev, test = ([row for row in rows if row["split"] == name] for name in ("dev", "test"))
    rng.shuffle(dev)
    for i, row in enumerate(dev[:LEAKS]):
        copy = {**row, "id": f"G{90 + i}", "split": "test", "text": _again(rng, row["text"], i)}
        rows.append(copy)
        found.add((LEAK, copy["id"]))
        if turned and i == SPACED:
            copy |= {"text": _spaced(row["text"]), "label": _other(rng, row)}
            found |= {(TWO, row["id"]), (TWO, copy["id"])}
        if turned and i == LONGER:
            copy["text"], row["text"] = row["text"], f"{row['text']} {LINE}"
    nothing, blank = test[:2]
    nothing |= {"text": "", "label": "unknown"}  # without text it may have a wrong label, too
    blank |= {"text": "  \n", "id": dev[LEAKS + 4]["id"]}  # or an id that is another's
    found |= {(NO_TEXT, nothing["id"]), (LABEL, nothing["id"])}
    found |= {(NO_TEXT, blank["id"]), (SAME_ID, blank["id"])}
    dev[LEAKS + 5]["text"] = "\n "  # nor is a row of dev without text anything to be a copy of
    found.add((NO_TEXT, dev[LEAKS + 5]["id"]))
    for row, label in zip(dev[LEAKS : LEAKS + 3], _labels(rng), strict=True):
        row["label"] = label
        found.add((LABEL, row["id"]))
    one, other = dev[LEAKS + 3], test[2]
    other["id"] = one["id"]
    if turned:
        test[6]["id"] = one["id"]
    found.add((SAME_ID, one["id"]))
    twice, again = test[3], _spaced(test[3]["text"])
    rows.append({**twice, "id": "G98", "label": _other(rng, twice), "text": again})
    found |= {(TWO, twice["id"]), (TWO, "G98")}
    agreed = test[4]  # the same text with the same label, within one split: no fault of these
    rows.append({**agreed, "id": "G99"})
    asked = test[5]  # another text, by a sign, may have another label
    rows.append({**asked, "id": "G97", "label": _other(rng, asked), "text": asked["text"] + " ?!"})
    rng.shuffle(rows)
    return rows, frozenset(found)


def _rows(draw: Draw, rng: random.Random) -> Iterator[dict[str, str]]:
    """Messages that are clearly different, some with the same greeting and signature."""
    texts: list[str] = []
    while True:
        label = CATEGORIES[len(texts) % len(CATEGORIES)]
        body = [tickets.one_liner(draw, label), tickets.sentence(tickets.subject_line(draw, label))]
        begin, end = rng.choice(LETTERS)
        name = rng.choice(("Ada", "Boris", "Carmen"))
        text = " ".join([begin.format(name), *body, end.format(name)]).strip()
        if len(set(words_of(text))) < 12 or any(shared(text, one) > APART for one in texts):
            continue
        texts.append(text)
        split = "dev" if rng.random() < 0.45 or len(texts) <= 9 else "test"
        split = "test" if 9 < len(texts) <= 15 else split
        yield {"id": f"G{len(texts):02}", "split": split, "label": label, "text": text}


def _again(rng: random.Random, text: str, way: int) -> str:
    """The text as somebody sends it once more; it keeps NEAR of its words."""
    words = text.split()
    at = rng.sample(range(len(words)), max(2, len(words) // 6))
    typed = [word + "e" if i in at and len(words) > 11 else word for i, word in enumerate(words)]
    ways = (
        f"Fwd: On Monday you wrote nothing, so once more. {text}",
        re.sub(r"[^\w\s]", "", text).lower(),
        " ".join(typed),
        f"{text} Second mail, please answer this time!",
    )
    again = ways[way % len(ways)]
    return again if shared(text, again) >= NEAR else f"Fwd: {text}"


def _spaced(text: str) -> str:
    """The same text, but for capitals, blanks and line ends."""
    return " " + re.sub(" ", "  \n", text.upper(), count=2) + "\t"


def _other(rng: random.Random, row: Row) -> str:
    return rng.choice([label for label in CATEGORIES if label != row["label"]])


def _labels(rng: random.Random) -> tuple[str, str, str]:
    """Labels that are none: another case, an invented one, one with a space."""
    label = rng.choice(CATEGORIES)
    return label.capitalize(), rng.choice(("refund", "other", "")), f"{label} "


@dataclass(frozen=True)
class Asked(Call):
    """A call with the planted faults; they do not enter the learner's room."""

    planted: Found = frozenset()


def questions(seed: int) -> list[Question]:
    """Gold sets with faults of all kinds, and one without any."""
    asked: list[Question] = []
    for i in range(SETS):
        rows, planted = gold_set(f"{seed}/{i}", turned=i % 2 == 1)
        asked.append(Asked("faults", (rows, list(CATEGORIES)), planted=planted))
    draw, rng = Draw(f"08.3/{seed}/clean", "heldout"), random.Random(f"08.3/{seed}/clean")
    clean = list(itertools.islice(_rows(draw, rng), 20))
    clean = [{**row, "label": NEW_LABEL.get(row["label"], row["label"])} for row in clean]
    return [*asked, Asked("faults", (clean, [NEW_LABEL.get(one, one) for one in CATEGORIES]))]


# --- what the answers are worth ----------------------------------------------------------------


def judge(questions: Sequence[Question], replies: Sequence[Reply]) -> Verdict:
    """All faults that a rule decides, and nearly all near copies, without false alarms."""
    asked = list(zip(questions, replies, strict=True))
    for question, reply in asked:
        if words := wrong_form(reply):
            return not_yet(words, show_reply(question, reply), at=question)
    for question, reply in asked:
        ids = Counter(one for kind, one in reply.value if kind == SAME_ID and isinstance(one, str))
        if often := [one for one, n in ids.items() if n > 1]:
            words = f"`{SAME_ID}` is said of an id more than once. The rows share it: name it once."
            return not_yet(words, _rows_shown(question, often, SAME_ID), at=question)
    said = [(q, frozenset(map(tuple, reply.value))) for q, reply in asked]
    for kind in KINDS[:-1]:
        for question, found in said:
            missed, false = _of(kind, question.planted - found), _of(kind, found - question.planted)
            if missed or false:
                return not_yet(_words(kind, missed), _rows_shown(question, missed or false, kind),
                               at=question)  # fmt: skip
    return _leaks(said)


def _leaks(said: Sequence[tuple[Asked, Found]]) -> Verdict:
    missed = [(q, _of(LEAK, q.planted - found)) for q, found in said]
    false = [(q, _of(LEAK, found - q.planted)) for q, found in said]
    lost, alarms = (sum(len(ids) for _, ids in pairs) for pairs in (missed, false))
    planted = SETS * LEAKS
    result = (
        f"Near copies found: {metrics.rate(planted - lost, planted)}; false alarms: {alarms} in "
        f"{len(said)} gold sets."
    )
    if lost <= MOST_MISSED and alarms <= MOST_FALSE:
        return passed(result)
    of_dev = [(q, [one for one in ids if _only_in_dev(q, one)]) for q, ids in false]
    if sum(len(ids) for _, ids in of_dev) > alarms / 2:
        question, ids = next((q, ids) for q, ids in of_dev if ids)
        return not_yet(f"{result} {_OF_DEV}", _rows_shown(question, ids, LEAK), 0.5, question)
    pairs = missed if lost > MOST_MISSED else false
    question, ids = next((q, ids) for q, ids in pairs if ids)
    why = _missed_words(missed, lost, planted) if lost > MOST_MISSED else _false_words(false)
    return not_yet(f"{result} {why}", _rows_shown(question, ids, LEAK), 0.5, question)


def _only_in_dev(question: Asked, one: str) -> bool:
    return {row["split"] for row in question.args[0] if row["id"] == one} == {"dev"}


_OF_DEV = (
    "You name the row of `dev`. It may stay there: what leaks is its copy in `test`, and that row "
    "is named."
)
_FALSE = (
    "You call messages copies that only share a greeting and a signature, or that both stand in "
    "one split. A copy keeps four of five words of the shorter text; two messages share less."
)


_NO_WORDS = (
    "A row without text is no copy, and nothing is a copy of it: where one text has no words, 0 "
    "shared words are all that it has. Leave such rows out first."
)


def _false_words(false: Pairs) -> str:
    """A blank row of dev makes all rows of test its copies."""
    rows = sum(row["split"] == "test" for q, ids in false if ids for row in q.args[0])
    blank = all(any(kind == NO_TEXT for kind, _ in q.planted) for q, ids in false if ids)
    return _NO_WORDS if blank and sum(len(ids) for _, ids in false) > 0.6 * rows else _FALSE


def _missed_words(missed: Pairs, lost: int, planted: int) -> str:
    other = sum((TWO, one) in q.planted for q, ids in missed for one in ids)
    if other > MOST_MISSED and other > lost / 2:
        return (
            "A copy whose label is another one is a copy, too: a row may have several faults, and "
            "each is named."
        )
    turned = sum(one == f"G{90 + LONGER}" for _, ids in missed for one in ids)
    if turned == lost:
        return (
            "Of a row and its copy either may be the shorter one. Divide the shared words by those "
            "of the shorter text, be it of `dev` or of `test`."
        )
    if lost > planted * 0.7:
        return (
            "You find texts that are equal. People forward, mistype and add a line: compare the "
            "words that two texts share."
        )
    return (
        "Some copies have a line more, or a typing error. Divide the shared words by those of the "
        "shorter text, and a longer copy is still a copy."
    )


def _of(kind: str, found: Found) -> list[str]:
    return sorted(one for name, one in found if name == kind)


def _words(kind: str, missed: Sequence[str]) -> str:
    if not missed and kind == TWO:
        return (
            f"`{TWO}` is said of a row that has not that fault. Two texts are the same where only "
            "capitals and blanks differ: with another sign it is another text."
        )
    if not missed and kind == LABEL:
        return (
            f"`{LABEL}` is said of a row that has not that fault. Each gold set has labels of its "
            "own: those in `labels`."
        )
    if not missed:
        return f"`{kind}` is said of a row that has not that fault."
    return {
        NO_TEXT: "A row without text is missed. Blanks and line ends alone are no text either.",
        LABEL: "A label that is none of `labels` is missed; `Billing` and `billing ` are none, and "
        "a row without text has a label, too.",
        SAME_ID: "An id that two rows or more have is missed. Rows without text have ids, too.",
        TWO: "One text with two labels is missed. Capitals and blanks, inside too, do not make it "
        "another text, and every row of it is named.",
    }[kind]


def _rows_shown(question: Asked, ids: Sequence[str], kind: str) -> str:
    rows = [row for row in question.args[0] if row["id"] == ids[0]]
    return "\n".join([f"- kind: `{kind}`", *(f"- row: `{row!r}`" for row in rows)])


def wrong_form(reply: Reply) -> str:
    """The misconception in the form of one answer, or ""."""
    if reply.error:
        return "Your code stopped with an error."
    if not isinstance(reply.value, list | tuple | set | frozenset):
        return "A list of pairs `(kind, id)` is wanted, `[]` where all is well."
    for pair in reply.value:
        if not (isinstance(pair, list | tuple) and len(pair) == 2):
            return "A list of pairs `(kind, id)` is wanted."
        if pair[0] not in KINDS:
            return f"A kind is one of {', '.join(KINDS)}, spelled as in the goal; first the kind."
    return ""


AUDIT = Exercise(
    id="08.3",
    title="An auditor of gold sets",
    goal="Write `faults(rows, labels)`: what is wrong with a gold set, as pairs of kind and id.",
    points=6,
    minutes=35,
    difficulty="hard",
    budget="no call; the check runs it on 9 gold sets of 20 to 47 rows",
    answers=("faults",),
    questions=questions,
    judge=judge,
    distractor='    leaked = [row for row in test if row["text"] in [d["text"] for d in dev]]',
    hints=(
        "Four kinds need one line each: `not row['text'].strip()`, `row['label'] not in labels`, "
        "a `Counter` of the ids, and a dict from the text (small letters, single blanks) to the "
        "set of its labels.",
        "A leak is between two rows, one of each split. Compare every test row with every dev "
        "row: of the different words of the shorter one, which share stands in the other?",
        "`len(a & b) / min(len(a), len(b))` of two sets of words. Copies have 0.8 or more, other "
        "messages 0.6 or less, so put the bar between. Leave rows without text out first.",
    ),
)
