"""What the generators promise: fields stand in the text, equations hold, answers are there."""

import json
import re

import pytest

from helpers.world import incidents, letters, passages, problems, tickets
from helpers.world.draw import Draw
from helpers.world.lexicon import CATEGORIES
from training.mixture import SHARES
from training.tasks import extraction

SPLITS = ("train", "heldout")


@pytest.mark.parametrize("split", SPLITS)
def test_every_field_of_a_ticket_stands_in_its_text(split):
    for seed in range(300):
        one = tickets.ticket(Draw(seed, split))
        assert one.category in CATEGORIES
        assert all(value in one.text for value in one.fields.values())
        assert "{" not in one.text + one.subject
        assert "(" not in one.text


def test_a_value_is_found_in_lower_case_too_and_as_a_whole_word_only():
    known = {"name": "Ida", "weekday": "Friday", "amount": "12"}
    text = "the bill of friday says 120 euros. validate it. regards, ida"
    assert tickets.written(text, known) == {"name": "ida", "weekday": "friday"}


def test_train_and_held_out_tickets_share_no_problem_sentence_before_slots_are_filled():
    def sentences(split):
        return {Draw(s, split).say(p) for s in range(200) for p in tickets.PROBLEMS["billing"]}

    shared = sentences("train") & sentences("heldout")
    # a pattern with few wordings may have none in a split: those sentences are listed here by name
    assert len(shared) <= 2, shared


@pytest.mark.parametrize("steps", [1, 2, 3, 4, 5, 6])
def test_the_working_of_a_problem_holds_and_ends_in_the_answer(steps):
    for seed in range(200):
        problem = problems.problem(Draw(seed), steps)
        assert len(problem.equations) == steps
        for equation in problem.equations:
            left, right = equation.split(" = ")
            assert eval(left) == int(right)
            assert 0 <= int(right) <= 99
        assert problem.equations[-1].endswith(f"= {problem.answer}")
        start = re.search(r"\d+", problem.sentences[0])[0]
        assert problem.equations[0].startswith(start)


def test_the_answer_to_a_passage_question_stands_in_exactly_one_passage():
    for seed in range(300):
        draw = Draw(seed, "heldout")
        facts = passages.facts(draw, 5)
        texts = [passages.passage(draw, fact) for fact in facts]
        about = facts[2]
        assert about.value in texts[2]
        assert about.thing.lower() in passages.question(draw, about).lower()
        assert sum(about.thing.lower() in text.lower() for text in texts) >= 1


def test_spelled_puts_a_space_between_letters():
    assert letters.spelled("cat") == "c a t"


def test_a_summary_names_region_effect_and_minutes_of_its_incident():
    for seed in range(100):
        incident = incidents.incident(Draw(seed))
        region, minutes = re.match(r"In (\S+) .* for (\d+) minutes", incident.summary).groups()
        assert region in incident.text
        assert minutes in incident.text


@pytest.mark.parametrize("task", SHARES, ids=lambda task: task.__name__)
@pytest.mark.parametrize("split", SPLITS)
def test_every_task_ends_in_a_reply_and_leaves_no_pattern_unfilled(task, split):
    for seed in range(150):
        document = task(Draw(seed, split))
        if document.messages is None:
            assert document.text
            continue
        assert document.messages[-1]["role"] == "assistant"
        assert document.reply
        whole = " ".join(message["content"] for message in document.messages)
        assert not re.search(r"\{(labels|keys|noun|w|it|value)\}", whole)


def test_an_extraction_reply_is_json_with_the_keys_that_were_asked_for():
    for seed in range(200):
        document = extraction.extraction(Draw(seed, "heldout"))
        asked = " ".join(message["content"] for message in document.prompt)
        assert all(key in asked.lower() for key in json.loads(document.reply))
