"""The choices redraw the plan, the text twin says the same, and the sums are measure's."""

import re

import pytest

from helpers.measure import power
from helpers.widgets import experiment_planner


@pytest.mark.parametrize(
    ("name", "value", "label"),
    [
        ("tickets", 400, "tickets"),
        ("mends", 5, "B mends, %"),
        ("breaks", 0, "B breaks, %"),
        ("prompts", 5, "new prompts"),
        ("looks", 2, "looks"),
    ],
)
def test_each_choice_has_its_name_and_redraws_the_plan(name, value, label):
    plan = experiment_planner.plan()
    before, choice = plan.view.value, plan.choices[name]
    assert choice.description == label
    choice.value = value
    assert plan.view.value != before


def test_its_plain_text_is_the_table(capsys):
    plan = experiment_planner.plan()
    plan.choices["mends"].value = 10
    experiment_planner.table(mends=10)
    said = capsys.readouterr().out.rstrip("\n")
    assert plan._repr_mimebundle_()["text/plain"] == f"{plan.promise}\n{said}"


def test_it_says_what_the_sums_say():
    said = experiment_planner.text(200, 8, 3, 1, 1)
    assert (
        f">  200 tickets {'#' * 10:20} found {100 * power.power(200, 0.08, 0.03):.0f} of 100"
        in said
    )
    n = power.needed(0.08, 0.03)
    assert f"80 of 100 experiments: {n} tickets, {2 * n} calls" in said
    assert "a false find in 5 of 100" in said


def test_many_prompts_and_looks_cost_certainty():
    said = experiment_planner.text(200, 8, 3, 10, 1)
    assert "a false find in 40 of 100" in said  # 1 - 0.95^10
    assert "each of the 10 tests is taken at 0.5% here" in said
    assert "a false find in 14 of 100" in experiment_planner.text(200, 8, 3, 1, 5)


def test_page_and_text_have_the_same_numbers():
    said, page = (f(400, 3, 3, 5, 2) for f in (experiment_planner.text, experiment_planner.html))
    assert "over 5,000 tickets" in said
    assert "over 5,000 tickets" in page
    numbers = re.findall(r"\d+ of 100", said)
    assert [one for one in numbers if one not in page] == []
