"""Each row of the strangers' table: its own right reply is judged right, and others are not."""

import pytest

from helpers.pocket.tools import call_text
from helpers.world.draw import Draw
from training.strangers import STRANGERS

DRAWS = 12
ROWS = [pytest.param(row, id=row.name) for row in STRANGERS]


def right_reply(document) -> str:
    last = document.messages[-1]
    return last["content"] + "".join(map(call_text, last.get("calls", ())))


@pytest.mark.parametrize("row", ROWS)
def test_the_right_reply_is_judged_right(row):
    for i in range(DRAWS):
        document = row.draw(Draw(f"own/{i}", "heldout"))
        assert row.right(right_reply(document), document), document


@pytest.mark.parametrize("row", [p for p in ROWS if "no class" not in p.id])
def test_nonsense_is_judged_wrong(row):
    nonsense = "\n".join(3 * ["El perro del vecino está por la calle 99999"])
    wrong = [row.right(nonsense, row.draw(Draw(f"no/{i}", "heldout"))) for i in range(DRAWS)]
    assert sum(wrong) <= DRAWS // 2  # one summary in seven is asked for in Spanish


def test_a_class_is_seen_in_any_form():
    row = next(row for row in STRANGERS if row.name.startswith("no class"))
    document = row.draw(Draw("idle", "heldout"))
    for reply in ("billing", "Bug.", "[outage]", '"access"', "team: feature", "**Bug**"):
        assert not row.right(reply, document)
    assert row.right("Thank you for writing to us about the bug.", document)


def test_the_same_seed_asks_the_same():
    for row in STRANGERS:
        first, again = (row.draw(Draw("x", "heldout")) for _ in range(2))
        assert first == again
