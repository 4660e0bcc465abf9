"""The choices redraw the report, and the text twin says the same."""

import pytest

from helpers.serving.load import Shot
from helpers.widgets import load_report

RUNS = {
    (rate, name): [Shot(0, rate * n / 4, 200 if n < 6 or name == "all" else 503) for n in range(8)]
    for rate in (2, 6)
    for name in ("all", "some")
}


@pytest.mark.parametrize(("name", "value"), [("rate", 6), ("service", "some")])
def test_each_choice_redraws_the_report(name, value):
    report = load_report.report(RUNS, 5)
    before = report.view.value
    report.choices[name].value = value
    assert report.view.value != before


def test_its_plain_text_is_the_table(capsys):
    report = load_report.report(RUNS, 5)
    report.choices["rate"].value = 6
    load_report.table(RUNS, 5, rate=6, service="all")
    _, _, said = report._repr_mimebundle_()["text/plain"].partition("\n")
    assert said == capsys.readouterr().out.rstrip("\n")


def test_counts_add_up_and_rates_have_their_n_and_interval():
    said = load_report.text(RUNS, 5, rate=6, service="some")
    assert "4 of 8 (50%, 95% interval 22-78%)" in said
    counts = [int(line.split()[-1]) for line in said.splitlines()[3:]]
    assert sum(counts) == 8
    assert counts[0] == 2
    assert "4 of 8 (50%, 95% interval 22-78%)" in load_report.html(RUNS, 5, 6, "some")
