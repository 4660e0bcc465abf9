"""The choices redraw the table, the text twin says the same, and the numbers are measure's."""

import re

import pytest

from helpers.measure import clusters
from helpers.widgets import eval_table

RIGHT = {"small": (1, 1, 0, 0, 1, 0), "large": (1, 1, 1, 0, 1, 1), "mute": (0,) * 6}
COST = {"small": 0.000_001, "large": 0.000_004, "mute": 0.0}
RESULTS = [
    {"system": name, "customer": "aabbcc"[at], "gold": "bug" if at < 4 else "access",
     "right": bool(ok), "cost": COST[name]}
    for name, outcomes in RIGHT.items()
    for at, ok in enumerate(outcomes)
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("slice", "access"),
        ("order", eval_table.PRICE),
        ("intervals", eval_table.BY_CASE),
    ],
)
def test_each_choice_has_its_name_and_redraws_the_table(name, value):
    shown = eval_table.show(RESULTS)
    before, choice = shown.view.value, shown.choices[name]
    assert choice.description == name
    choice.value = value
    assert shown.view.value != before


def test_its_plain_text_is_the_table(capsys):
    shown = eval_table.show(RESULTS)
    shown.choices["slice"].value = "bug"
    eval_table.table(RESULTS, slice="bug")
    said = capsys.readouterr().out.rstrip("\n")
    assert shown._repr_mimebundle_()["text/plain"] == f"{shown.promise}\n{said}"


def test_it_orders_by_what_was_chosen_and_a_system_without_a_right_reply_has_no_price():
    def names(order):
        return [row.system for row in eval_table.rows(RESULTS, "all", order, "by customer")]

    assert names(eval_table.RIGHT) == ["large", "small", "mute"]
    assert names(eval_table.PRICE) == ["small", "large", "mute"]
    assert "no right reply at any price" in eval_table.text(RESULTS, "all", "most right", "")


def test_the_interval_is_that_of_the_customers():
    (row,) = (r for r in eval_table.rows(RESULTS, "all", "", "by customer") if r.system == "small")
    share, low, high = clusters.interval(RIGHT["small"], "aabbcc")
    assert (row.share, row.low, row.high) == (share, max(0, low), min(1, high))
    assert row.per_right == pytest.approx(6 * 0.000_001 / 3)


def test_page_and_text_have_the_same_numbers():
    said, page = (
        f(RESULTS, "all", eval_table.RIGHT, eval_table.BY_CUSTOMER)
        for f in (eval_table.text, eval_table.html)
    )
    numbers = re.findall(r"\d+% of \d|0\.\d{4}", said)
    assert len(numbers) == 5
    assert [one for one in numbers if one not in page] == []
