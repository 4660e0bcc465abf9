"""Exercise 08.3: answers right and wrong, and what the check says to each."""

import pytest
from cases import Answers, goal_in_solution, table

from helpers.exercises.unit_08 import audit

SETUP = """
import difflib, re
from collections import Counter, defaultdict
def words_of(text):
    return re.findall(r"[a-z0-9']+", text.lower())
def key(text):
    return " ".join(text.lower().split())
"""
SHARED = "len(a & b) / min(len(a), len(b)) >= 0.7"


def faults(
    blank: str = "not row['text'].strip()",
    label: str = "row['label'] not in labels",
    ids: str = "n > 1",
    two: str = "len(said[key(row['text'])]) > 1",
    alike: str = SHARED,
    pairs: str = "one['split'] == 'test' and two['split'] == 'dev'",
    who: str = "one",
) -> str:
    return (
        "def faults(rows, labels):\n"
        f"    found = [('no text', row['id']) for row in rows if {blank}]\n"
        f"    found += [('label', row['id']) for row in rows if {label}]\n"
        "    counts = Counter(row['id'] for row in rows)\n"
        f"    found += [('same id', i) for i, n in counts.items() if {ids}]\n"
        "    rows = [row for row in rows if row['text'].strip()]\n"
        "    said = defaultdict(set)\n"
        "    for row in rows:\n"
        "        said[key(row['text'])].add(row['label'])\n"
        f"    found += [('two labels', row['id']) for row in rows if {two}]\n"
        "    for one in rows:\n"
        "        for two in rows:\n"
        "            a, b = set(words_of(one['text'])), set(words_of(two['text']))\n"
        f"            if {pairs} and {alike}:\n"
        f"                found.append(('leak', {who}['id']))\n"
        "    return sorted(set(found))"
    )


TRIPLES = "len(grams(one) & grams(two)) / min(len(grams(one)), len(grams(two))) > 0.7"
LETTERS = (
    "def grams(row):\n"
    "    text = ' '.join(words_of(row['text']))\n"
    "    return {text[i:i + 4] for i in range(max(len(text) - 3, 1))}\n"
)
WRITTEN_FIRST = faults().replace("    found += [('label'", "    rows = [r for r in rows if "
                                 "r['text'].strip()]\n    found += [('label'")  # fmt: skip
BLANK_TOO = (
    faults(alike="len(a & b) >= 0.7 * min(len(a), len(b))")
    .replace(
        "    for one in rows:\n        for two in rows:",
        "    for one in rows:\n        for two in every:",
    )
    .replace(
        "    rows = [row for row in rows if row['text'].strip()]\n",
        "    every = rows\n    rows = [row for row in rows if row['text'].strip()]\n",
    )
)
CASES = Answers(
    right=(
        faults(),
        faults(alike="sum((Counter(a) & Counter(b)).values()) > 0.68 * min(map(len, (a, b)))"),
        LETTERS + faults(alike=TRIPLES.replace("0.7", "0.72")),
    ),
    wrong=(
        (faults(blank="row['text'] == ''"), "blanks and line ends alone"),
        (faults(label="row['label'].strip().lower() not in labels"), "none of `labels` is missed"),
        (faults(ids="n > 2"), "An id that two rows or more have"),
        (faults(two="False"), "One text with two labels"),
        (faults(two="Counter(key(r['text']) for r in rows)[key(row['text'])] > 1"),
         "has not that fault"),
        (faults().replace("def faults", "def key(text):\n    return text\ndef faults"),
         "do not make it another text"),
        (faults(alike="one['text'] == two['text']"), "find texts that are equal"),
        (faults(alike="len(a & b) / len(a | b) >= 0.8"), "a line more"),
        (faults(alike="len(a & b) / min(len(a), len(b)) >= 0.4"), "greeting and a signature"),
        (faults(alike="len(a & b) >= 5"), "greeting and a signature"),
        (faults(pairs="one is not two"), "both stand in one split"),
        (faults(who="two"), "You name the row of `dev`"),
        (faults().replace("for i, n in counts.items() if n > 1]",
                          "for i, n in counts.items() if n > 1 for _ in range(n)]").replace(
            "sorted(set(found))", "found"), "name it once"),
        (faults().replace("def faults", "def key(text):\n    return text.lower().strip()\n"
                          "def faults"), "blanks, inside too"),
        (faults().replace("def faults", "def key(text):\n    return ' '.join(words_of(text))\n"
                          "def faults"), "another sign"),
        (WRITTEN_FIRST, "without text has"),
        (faults(ids="n == 2"), "An id that two rows or more have"),
        (faults(label="row['label'] not in 'billing outage access bug feature'.split()"),
         "has labels of its own"),
        (faults(two="len({r['label'] for r in rows if key(r['text']) == key(row['text']) and "
                    "r['split'] == row['split']}) > 1"), "One text with two labels"),
        (faults(alike="len(a & b) / len(b) >= 0.7"), "either may be the shorter one"),
        (faults(alike="len(a & b) / len(a) >= 0.7"), "a longer copy is still a copy"),
        (faults(pairs="one['split'] == 'test' and two['split'] == 'dev' and one['label'] == "
                      "two['label']"), "whose label is another one"),
        (faults(pairs="('two labels', one['id']) not in found and one['split'] == 'test' and "
                      "two['split'] == 'dev'"), "whose label is another one"),
        (faults(alike="len(a & b) / min(len(a), len(b)) >= 0.9"), "a typing error"),
        (BLANK_TOO, "is no copy, and nothing is a copy of it"),
        (faults().replace("sorted(set(found))", "[i for _, i in found]"), "pairs `(kind, id)`"),
        ("def faults(rows, labels):\n    return []", "without text"),
        (faults().replace("rows = [row for row in rows if row['text'].strip()]", "pass"),
         "stopped with an error"),
    ),
    setup=SETUP,
)  # fmt: skip
test_answers = table("08.3", CASES)


@pytest.mark.parametrize("seed", range(6))
def test_copies_and_other_messages_lie_apart(seed):
    for question in audit.questions(seed):
        rows = [row for row in question.args[0] if row["text"].strip()]
        leaks = {one for kind, one in question.planted if kind == audit.LEAK}
        dev = [row["text"] for row in rows if row["split"] == "dev"]
        for row in (row for row in rows if row["split"] == "test"):
            most = max(audit.shared(row["text"], other) for other in dev)
            assert most >= audit.NEAR if row["id"] in leaks else most <= audit.APART, row


@pytest.mark.parametrize("seed", range(6))
def test_the_reference_finds_what_was_planted_and_nothing_else(seed):
    for question in audit.questions(seed):
        assert set(audit.faults(*question.args)) == question.planted
    kinds = {kind for q in audit.questions(seed) for kind, _ in q.planted}
    assert kinds == set(audit.KINDS)


def test_the_question_does_not_carry_the_planted_faults_into_the_room():
    from helpers.checks.exercise import question_to_json

    assert all("planted" not in question_to_json(q) for q in audit.questions(0))


def test_the_goal_says_the_bars():
    goal = goal_in_solution(audit.AUDIT)
    planted = audit.SETS * audit.LEAKS
    assert f"at least {planted - audit.MOST_MISSED} of the {planted} near copies" in goal
    assert f"at most {audit.MOST_FALSE} false alarms" in goal
    sizes = [len(q.args[0]) for q in audit.questions(0)]
    assert f"{len(sizes)} gold sets of {min(sizes)} to {max(sizes)} rows" in goal
