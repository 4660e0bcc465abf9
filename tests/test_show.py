"""A chart says in words what it shows."""

import matplotlib
import matplotlib.pyplot as plt
import pytest

from helpers import metrics, show


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
    assert f"hot: 2 different replies; first again: {metrics.rate(1, 2)}" in said
    assert f"cold: 1 different reply; first again: {metrics.rate(2, 2)}" in said


def test_letters_stand_for_texts_in_the_order_in_which_they_came():
    assert show.lettered(["x", "y", "x", "z"]) == ["A", "B", "A", "C"]
    assert show.lettered([str(n) for n in range(60)])[-9:] == [*"z", *"++++++++"]
