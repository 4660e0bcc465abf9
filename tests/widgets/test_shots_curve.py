"""The choices redraw the curve, and the text twin says the same."""

import pytest

from helpers.widgets import shots_curve

GRID = {
    (classes, labels): {0: (classes, 30), 4: (20 + len(labels) - 5, 30)}
    for classes in (2, 5)
    for labels in ("known", "invented")
}


@pytest.mark.parametrize(("name", "value"), [("classes", 5), ("labels", "invented"), ("shots", 4)])
def test_each_choice_has_its_name_and_redraws_the_curve(name, value):
    curve = shots_curve.curve(GRID)
    before, choice = curve.view.value, curve.choices[name]
    assert choice.description == name
    choice.value = value
    assert curve.view.value != before


def test_its_plain_text_is_the_table(capsys):
    curve = shots_curve.curve(GRID)
    curve.choices["classes"].value = 5
    shots_curve.table(GRID, classes=5, labels="known", shots=0)
    _, _, said = curve._repr_mimebundle_()["text/plain"].partition("\n")
    assert said == capsys.readouterr().out.rstrip("\n")


def test_every_rate_comes_with_its_n_and_interval():
    said = shots_curve.text(GRID, classes=2, labels="known")
    assert "2 of 30 (7%, 95% interval" in said
    assert "2 of 30 (7%, 95% interval" in shots_curve.html(GRID, classes=2, labels="known")
