"""The files of datasets/ can be read, and those that are drawn are what the generators draw."""

from collections import Counter
from itertools import pairwise

import pytest

from helpers import datasets
from helpers.exercises.unit_08 import audit
from helpers.world import lexicon, samples
from helpers.world.draw import is_held_out


@pytest.mark.parametrize("name", samples.FILES)
def test_a_drawn_file_is_what_its_generator_draws(name):
    stored = (datasets.FOLDER / name).read_text(encoding="utf-8")
    assert stored == samples.as_csv(samples.FILES[name]()), "run python -m helpers.world.samples"


def test_the_documentation_is_what_its_generator_draws():
    written = samples.docs()
    stored = {
        file.relative_to(samples.DOCS).as_posix(): file.read_bytes()
        for file in samples.DOCS.rglob("*")
        if file.is_file()
    }
    assert stored.keys() == written.keys()
    assert stored == written, "run python -m helpers.world.samples"


def test_a_missing_file_is_named_with_those_that_there_are():
    with pytest.raises(FileNotFoundError, match=r"no datasets/nothing\.csv; there are .*words"):
        datasets.rows("nothing")


def test_every_ticket_has_a_time_of_its_own_and_one_line():
    tickets = datasets.rows("tickets")
    assert len({ticket["received"] for ticket in tickets}) == len(tickets) > 40
    assert all("\n" not in ticket["text"] for ticket in tickets)


def test_the_feedback_is_short_different_and_even():
    feedback = datasets.rows("feedback")
    assert len({row["text"] for row in feedback}) == len(feedback) == 300
    assert set(Counter(row["category"] for row in feedback).values()) == {60}
    assert max(len(row["text"]) for row in feedback) < 120


def test_the_inbox_is_even_and_its_channel_explains_nothing():
    inbox = datasets.rows("inbox")
    assert len({row["text"] for row in inbox}) == len(inbox) == 600
    assert set(Counter(row["category"] for row in inbox).values()) == {120}
    assert min(Counter(row["channel"] for row in inbox).values()) > 150
    assert all("\n" not in row["text"] for row in inbox)


def test_the_problems_work_out_and_have_as_many_steps_as_they_say():
    problems = datasets.rows("problems")
    assert set(Counter(row["steps"] for row in problems).values()) == {60}
    for row in problems:
        equations = [equation.split(" = ") for equation in row["working"].split("; ")]
        assert len(equations) == int(row["steps"])
        assert all(eval(left) == int(right) for left, right in equations)
        assert equations[-1][1] == row["answer"]
        assert all(right == left.split()[0] for (_, right), (left, _) in pairwise(equations))


def test_the_words_are_different_and_no_palindromes():
    words = [row["word"] for row in datasets.rows("words")]
    assert len(set(words)) == len(words) >= 100
    assert all(word != word[::-1] for word in words)
    # names are held out in upper case; a made-up word may have been cut to its first letters
    assert sum(is_held_out(w) or is_held_out(w.capitalize()) for w in words) > 0.9 * len(words)


def test_the_paragraphs_say_the_same_in_at_least_eight_languages():
    paragraphs = datasets.rows("paragraphs")
    assert len({row["language"] for row in paragraphs}) >= 8
    assert all(40 < len(row["text"]) < 260 for row in paragraphs)


def test_the_gold_set_is_large_enough_and_has_the_faults_that_unit_08_finds():
    gold = datasets.rows("gold")
    assert len({row["id"] for row in gold}) == len(gold) == 76
    assert min(Counter(row["category"] for row in gold).values()) > 10
    assert len({row["customer"] for row in gold}) == 17
    wrong = {"G09": "billing", "G26": "outage", "G36": "access"}
    wrong |= {"G39": "outage", "G47": "billing", "G58": "bug"}  # what they should say
    said = {row["id"]: row["category"] for row in gold}
    assert all(said[one] != label for one, label in wrong.items())
    found = audit.faults([{**row, "label": row["category"]} for row in gold], lexicon.CATEGORIES)
    assert sorted(found) == [("leak", "G22"), ("leak", "G42"), ("leak", "G51"), ("leak", "G63")]
