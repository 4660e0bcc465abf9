"""A widget is as wide as the page, and its kept output says what it will become."""

import ipywidgets

from helpers.widgets.frame import Frame


def frame():
    choices = {"keep": ipywidgets.IntSlider(1, min=1, max=3), "kind": ipywidgets.Text("x")}
    return Frame(choices, "<p>{keep}{kind}</p>".format, "{keep} of {kind}".format)


def test_every_part_uses_the_width_of_the_page():
    shown = frame()
    assert {part.layout.width for part in (shown, *shown.children)} == {"100%"}


def test_a_kept_output_says_what_will_stand_there_and_then_the_same_as_text():
    promise, said = frame()._repr_mimebundle_()["text/plain"].split("\n")
    assert "Run this cell" in promise
    assert "keep, kind" in promise
    assert said == "1 of x"
