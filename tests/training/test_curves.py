"""The picture of a run draws what the run has logged."""

import json

import pytest

pytest.importorskip("matplotlib")

from training.behaviours import BEHAVIOURS
from training.curves import DRAWN, draw, smoothed


def test_every_line_is_a_behaviour_and_looks_different():
    assert set(DRAWN) <= {behaviour.name for behaviour in BEHAVIOURS}
    assert len(set(DRAWN.values())) == len(DRAWN)


def test_a_smoothed_value_is_the_mean_of_the_last_ones():
    assert smoothed([1, 2, 3, 10], 2) == [1, 1.5, 2.5, 6.5]


def test_a_run_that_lacks_a_behaviour_is_drawn_without_it(tmp_path):
    names = [name for name in DRAWN if name != "judge, hand-worded"]
    logs = [{"tokens": 10**6 * i, "loss_answers": 1 / i} for i in (1, 2, 3)]
    tables = [
        {"tokens": 10**6 * i, "behaviours": {name: [i, 30] for name in names}} for i in (1, 2)
    ]
    for name, records in (("log", logs), ("behaviours", tables)):
        lines = "".join(json.dumps(record) + "\n" for record in records)
        (tmp_path / f"{name}.jsonl").write_text(lines)
    draw(tmp_path, tmp_path / "curves.png")
    assert (tmp_path / "curves.png").read_bytes().startswith(b"\x89PNG")
