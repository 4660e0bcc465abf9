"""The sliders move the bars, and the text twin says the same."""

import math
from types import SimpleNamespace

import pytest

from helpers.widgets import next_token

CANDIDATES = [("billing", math.log(0.6)), (" bug<b>", math.log(0.25)), ("access", math.log(0.1))]


@pytest.fixture
def reply():
    top = [SimpleNamespace(token=t, logprob=p) for t, p in CANDIDATES]
    content = [SimpleNamespace(top_logprobs=top, logprob=top[0].logprob)]
    return SimpleNamespace(choices=[SimpleNamespace(logprobs=SimpleNamespace(content=content))])


@pytest.mark.parametrize("name", ["temperature", "top_p", "top_k", "min_p"])
def test_each_slider_has_its_name_and_redraws_the_bars(reply, name):
    bars = next_token.bars(reply)
    before, slider = bars.view.value, bars.choices[name]
    assert slider.description == name
    slider.value = 1 if name == "top_k" else 0.45
    assert bars.view.value != before


def test_the_text_twin_says_what_the_bars_say(reply, capsys):
    bars = next_token.bars(reply)
    bars.choices["temperature"].value = 0.5
    next_token.table(reply, temperature=0.5)
    printed = capsys.readouterr().out.rstrip("\n")
    assert bars._repr_mimebundle_()["text/plain"].partition("\n")[2] == printed
    assert "'billing'" in printed


def test_a_token_that_is_cut_says_so_in_words(reply):
    assert "cut" in next_token.html(CANDIDATES, top_k=1)
    assert next_token.text(CANDIDATES, top_k=1).count("cut") == 2


def test_tokens_are_escaped_in_html():
    assert "<b>" not in next_token.html(CANDIDATES)
