"""Two models side by side: a line says which is better only where that is evidence."""

import pytest

from helpers.pocket import WEIGHTS
from helpers.world.draw import Draw
from training import compare


def test_a_line_counts_both_and_tests_the_pairs():
    row = compare.COPYING[0]
    better = compare.line(row, [False] * 9 + [True], [True] * 10)
    assert better == f"| {row.name} | 1 | 10 of 10 | better, p = 0.0039 |"
    assert compare.line(row, [True, False], [False, True]).endswith("| 1 | 1 of 2 |  |")
    assert "worse" in compare.line(row, [True] * 6, [False] * 6)


def test_a_file_without_a_vocabulary_beside_it_is_read_with_ours(tmp_path):
    copy = tmp_path / "runs.safetensors"
    copy.write_bytes((WEIGHTS / "pocket-mini.safetensors").read_bytes())
    assert compare.loaded(str(copy)).name == "runs"
    assert compare.loaded("pocket-mini").name == "pocket-mini"
    with pytest.raises(ValueError, match="no model 'none'"):
        compare.loaded("none")
    copy.write_text("no weights")
    with pytest.raises(ValueError, match="cannot be read as safetensors"):
        compare.loaded(str(copy))


def test_the_right_copies_are_right_and_others_are_not():
    for row in compare.COPYING:
        for i in range(8):
            document = row.draw(Draw(f"compare/{i}", "heldout"))
            assert row.right(document.reply, document)
            assert not row.right(document.reply + " and more", document)
