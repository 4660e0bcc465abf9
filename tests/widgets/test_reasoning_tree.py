"""The slider changes what is kept, and the text twin says the same."""

import pytest

from helpers.widgets import reasoning_tree

TREE = {
    (): {"3 + 4 = 8": -0.4, "3 + 4 = 7": -0.7},
    ("3 + 4 = 8",): {"Answer: 8": -1.2},
    ("3 + 4 = 7",): {"Answer: 7": -0.1, "<b>": -2.0},
}
FOUND = {"P1": (TREE, "7"), "P2": ({(): {"Answer: 5": -0.1}}, "5"), "P3": ({(): {}}, "1")}


@pytest.mark.parametrize(("name", "value"), [("keep", 2), ("problem", "P2")])
def test_each_choice_has_its_name_and_redraws_the_tree(name, value):
    tree = reasoning_tree.tree(FOUND)
    before, choice = tree.view.value, tree.choices[name]
    assert choice.description == name
    choice.value = value
    assert tree.view.value != before


def test_a_wider_search_comes_to_another_answer():
    assert "Answer: 8: wrong, 7 is wanted" in reasoning_tree.html(FOUND, "P1", keep=1)
    assert "Answer: 7: right" in reasoning_tree.html(FOUND, "P1", keep=2)


def test_its_plain_text_is_the_table(capsys):
    tree = reasoning_tree.tree(FOUND)
    tree.choices["keep"].value = 2
    reasoning_tree.table(FOUND, problem="P1", keep=2)
    printed = capsys.readouterr().out.rstrip("\n")
    assert tree._repr_mimebundle_()["text/plain"].partition("\n")[2] == printed
    assert [line.split()[0] for line in printed.splitlines()[1:]] == [
        "kept", "kept", "best", "best", "cut"
    ]  # fmt: skip


def test_what_is_kept_or_cut_is_said_in_words():
    page = reasoning_tree.html(FOUND, "P1", keep=1)
    assert page.count(", cut<") == 1
    assert page.count(", best<") == 2


def test_lines_are_escaped_and_a_tree_without_an_answer_is_said():
    assert "<b>" not in reasoning_tree.html(FOUND, "P1", keep=2).replace("<p><b>", "")
    assert "No answer: wrong, 1 is wanted" in reasoning_tree.text(FOUND, "P3", keep=1)


def test_a_long_or_empty_line_stays_on_its_line():
    noisy = {"P1": ({(): {"a\tb\n" * 30: -9.0, "": -20.0}}, "1")}
    said = reasoning_tree.text(noisy, "P1", keep=2)
    assert "a b a b" in said
    assert "(empty)" in said
    assert len(said.splitlines()) == 3
    assert max(map(len, said.splitlines())) < 80
