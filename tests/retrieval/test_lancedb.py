"""LanceDB, where it is installed, finds what one multiplication finds, filter first."""

import numpy as np
import pytest

from helpers.retrieval.fusion import ranked

lancedb = pytest.importorskip("lancedb", reason="python3 course.py vectors installs it")


def test_the_filter_works_before_the_search(tmp_path):
    rng = np.random.default_rng(12)
    rows = rng.normal(size=(200, 16)).astype("float32")
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    groups = ["staff" if i % 4 else "public" for i in range(200)]
    table = lancedb.connect(tmp_path).create_table(
        "passages", [{"place": i, "grp": groups[i], "vector": rows[i]} for i in range(200)]
    )
    query = table.search(rows[1]).distance_type("cosine").where("grp = 'public'", prefilter=True)
    mine = [i for i in range(200) if groups[i] == "public"]
    wanted = ranked((rows @ rows[1]).tolist(), mine)[:5]
    assert [hit["place"] for hit in query.limit(5).to_list()] == wanted
