"""The choices redraw the diff, the text twin says the same, and nothing of a prompt is lost."""

import pytest

from helpers.widgets import prompt_diff

PROMPTS = {
    "1.0": "Classify this ticket.",
    "1.1": "Classify this ticket. Answer in <b>capitals</b>.",
    "2.0": "Which team?",
}
REPLIES = {"1.0": ["bug", "access"], "1.1": ["BUG", "access"], "2.0": ["bug", "it <is> access"]}


@pytest.mark.parametrize(("name", "value"), [("before", "2.0"), ("after", "1.1")])
def test_each_choice_has_its_name_and_redraws_the_page(name, value):
    shown = prompt_diff.show(PROMPTS, REPLIES)
    before, choice = shown.view.value, shown.choices[name]
    assert choice.description == name
    choice.value = value
    assert shown.view.value != before


def test_its_plain_text_is_the_diff(capsys):
    shown = prompt_diff.show(PROMPTS, REPLIES)
    prompt_diff.diff(PROMPTS, REPLIES, before="1.0", after="2.0")
    said = capsys.readouterr().out.rstrip("\n")
    assert shown._repr_mimebundle_()["text/plain"] == f"{shown.promise}\n{said}"


@pytest.mark.parametrize("pair", [("1.0", "1.1"), ("1.1", "2.0"), ("2.0", "2.0")])
def test_the_pieces_make_both_prompts(pair):
    before, after = (PROMPTS[version] for version in pair)
    found = prompt_diff.pieces(before, after)
    assert "".join(words for sign, words in found if sign in "=-") == before
    assert "".join(words for sign, words in found if sign in "=+") == after


def test_it_lists_the_replies_that_changed_and_no_others():
    assert prompt_diff.changed(REPLIES, "1.0", "1.1") == [(0, "bug", "BUG")]
    assert "1 of 2 replies changed" in prompt_diff.text(PROMPTS, REPLIES, "1.0", "1.1")


@pytest.mark.parametrize(
    ("replies", "words"),
    [({"1.0": ["bug"]}, "no reply to '1.1'"), ({"1.0": ["bug"], "1.1": []}, "1 replies to 1.0, 0")],
)
def test_replies_that_are_missing_are_named(replies, words):
    with pytest.raises(ValueError, match=words):
        prompt_diff.diff(PROMPTS, replies, before="1.0", after="1.1")


def test_the_page_shows_tags_of_a_prompt_as_text():
    page = prompt_diff.html(PROMPTS, REPLIES, "1.1", "2.0")
    assert "<b>" not in page
    assert "<is>" not in page
    assert "&lt;" in page
