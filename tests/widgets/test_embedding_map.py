"""A choice of question marks other passages, and the text twin lists the same ones."""

import numpy as np

from helpers.widgets import embedding_map

ROWS = np.eye(6)[[0, 0, 1, 1, 2, 3, 4]]
CLOUD = embedding_map.Cloud(
    names=[f"page-{i}" for i in range(7)],
    areas=["guides", "guides", "errors", "errors", "papers", "papers", "<new>"],
    rows=ROWS,
    questions={"first?": np.eye(6)[0], "second?": np.eye(6)[1]},
)


def test_the_nearest_come_first_and_equal_ones_in_their_order():
    assert CLOUD.nearest("first?")[:2] == [(0, 1.0), (1, 1.0)]
    assert CLOUD.nearest("second?")[0] == (2, 1.0)
    assert len(CLOUD.nearest("first?")) == embedding_map.NEAREST


def test_a_choice_redraws_the_map_and_its_plain_text_is_the_table(capsys):
    shown = embedding_map.map_of(CLOUD)
    before = shown.view.value
    shown.choices["question"].value = "second?"
    assert shown.view.value != before
    embedding_map.table(CLOUD, "second?")
    said = capsys.readouterr().out.rstrip("\n")
    assert shown._repr_mimebundle_()["text/plain"] == f"{shown.promise}\n{said}"


def test_the_picture_has_every_point_a_name_for_it_and_the_list():
    page = embedding_map.html(CLOUD, embedding_map._plane(CLOUD.rows), "first?")
    assert page.count("<circle") == 7
    assert "role='img'" in page
    assert "1. 1.00  guides     page-0" in page
    assert "&lt;new&gt;" in page
    assert "<new>" not in page
