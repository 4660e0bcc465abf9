"""A chart says in words what it shows."""

import math
from types import SimpleNamespace

import matplotlib
import matplotlib.pyplot as plt
import pytest

from helpers import show
from helpers.measure import metrics


@pytest.fixture(autouse=True)
def no_window(monkeypatch):
    monkeypatch.setattr(plt, "show", lambda: None)
    backend = matplotlib.get_backend()
    matplotlib.use("agg")
    yield
    plt.close("all")
    matplotlib.use(backend)


def test_rates_are_said_with_their_intervals(capsys):
    show.rates({"reverse": {"whole": (3, 100), "spaced": (100, 100)}}, "Letters")
    said = capsys.readouterr().out
    assert "reverse, whole: " + metrics.rate(3, 100) in said
    assert "reverse, spaced: " + metrics.rate(100, 100) in said


def test_an_interval_is_drawn_from_its_low_to_its_high_end():
    below, above = show._reach([(8, 10)])
    low, high = metrics.wilson(8, 10)
    assert (0.8 - below[0], 0.8 + above[0]) == pytest.approx((low, high))


def test_counts_are_said_as_a_table_and_gaps_are_dashes(capsys):
    show.counts({"CSV": {"a": 1200, "b": 7}, "XML": {"a": 3}}, "Formats", "tokens")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Formats (tokens):"
    assert lines[2].split() == ["CSV", "1,200", "7"]
    assert lines[3].split() == ["XML", "3", "-"]


def test_a_group_without_a_series_leaves_its_place_empty():
    show.counts({"CSV": {"a": 1, "b": 7}, "XML": {"a": 3}}, "Formats", "tokens")
    assert [len(container) for container in plt.gca().containers] == [2, 1]


def test_every_series_has_a_colour_and_a_hatch_of_its_own():
    styles = [(style["color"], style["hatch"]) for style in show.STYLES]
    assert len({color for color, _ in styles}) == len({hatch for _, hatch in styles}) == len(styles)


def test_repeats_count_the_first_text_among_the_others(capsys):
    show.repeats({"hot": ["x", "y", "x"], "cold": ["z", "z", "z"]}, "Replies.")
    said = capsys.readouterr().out
    assert f"hot: 2 different; first again {metrics.rate(1, 2)}" in said
    assert f"cold: 1 different; first again {metrics.rate(2, 2)}" in said


def test_letters_stand_for_texts_in_the_order_in_which_they_came():
    assert show.lettered(["x", "y", "x", "z"]) == ["A", "B", "A", "C"]
    assert show.lettered([str(n) for n in range(60)])[-9:] == [*"z", *"++++++++"]


def test_curves_say_every_point_with_its_interval(capsys):
    show.rate_curves({"valid": {0: (9, 10), 2: (0, 0)}}, "Lines", "temperature", "share")
    printed = capsys.readouterr().out
    assert "valid, temperature 0: 9 of 10 (90%, 95% interval 60-98%)" in printed
    assert "temperature 2" not in printed  # a rate of nothing is no point


def test_a_frontier_says_both_rates_of_every_setting(capsys):
    show.frontier({"t 1": ((9, 10), (5, 10))}, "Settings", "valid", "different")
    printed = capsys.readouterr().out
    assert "t 1: valid 9 of 10 (90%" in printed
    assert "different 5 of 10 (50%" in printed


@pytest.mark.parametrize(
    ("said", "right", "word"),
    [(0.9, 50, "over-confident"), (0.5, 90, "under-confident"), (0.5, 50, "agrees")],
)
def test_a_reliability_figure_says_what_each_bin_means(capsys, said, right, word):
    show.reliability([(said, i < right) for i in range(100)], 1, "Labels")
    assert f"said {said:.1%}, right {right} of 100" in (printed := capsys.readouterr().out)
    assert printed.rstrip().endswith(word)


def test_the_next_token_bars_are_printed_as_a_list(capsys):
    top = [SimpleNamespace(token=t, logprob=math.log(p)) for t, p in [("bill", 0.75), ("x", 0.25)]]
    content = [SimpleNamespace(top_logprobs=top)]
    choice = SimpleNamespace(logprobs=SimpleNamespace(content=content))
    show.next_token(SimpleNamespace(choices=[choice]))
    assert "'bill'          75.00%" in capsys.readouterr().out
