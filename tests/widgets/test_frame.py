"""A widget is as wide as the page, and its kept output says what it will become."""

import ipywidgets
import pytest

from helpers.widgets import chunk_viewer, prompt_diff, request_timeline, retrieval_trace
from helpers.widgets.frame import Frame, one_of


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


def test_without_a_name_the_first_is_taken():
    assert one_of("client", "", {"naive": 1, "patient": 2}) == "naive"
    assert one_of("client", "patient", {"naive": 1, "patient": 2}) == "patient"


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: request_timeline.table({"naive": []}, "patient"), "no client 'patient'.*'naive'"),
        (lambda: request_timeline.table({}), "no client ''.*none at all"),
        (lambda: retrieval_trace.table({"A": {"asked": [{"id": "q01"}]}}, "A", "q7"), "'q01'"),
        (lambda: prompt_diff.diff({"1.0": "a"}, {"1.0": []}, "1.0", "2.0"), "no version '2.0'"),
        (lambda: chunk_viewer.table({"p": "a"}, {"whole": list}, "q", "whole", 5), "no page 'q'"),
        (lambda: one_of("case", "x", [f"case {i}" for i in range(200)]), "'case 0'.*…$"),
    ],
)
def test_a_name_that_is_none_is_answered_by_those_that_are(call, words):
    with pytest.raises(ValueError, match=words):
        call()
