"""The search keeps what it says, and its replay shows the same."""

import pytest

from helpers.prompts import thoughts

TREE = {
    (): {"a": -0.4, "b": -0.7, "c": -3.0},
    ("a",): {"a2": -1.2, "Answer: 1": -1.3},
    ("b",): {"b2": -0.1},
    ("c",): {"Answer: 9": 0.0},
    ("a", "a2"): {"Answer: 2": -0.2},
    ("b", "b2"): {"Answer: 3": -0.3},
}


def asked_by(keep, depth=3):
    asked = []

    def propose(path):
        asked.append(path)
        return TREE[path]

    return asked, thoughts.search(propose, keep, depth)


@pytest.mark.parametrize(
    ("keep", "best", "score"),
    [(1, ("a", "a2", "Answer: 2"), -1.8), (2, ("b", "b2", "Answer: 3"), -1.1)],
)
def test_wider_search_finds_what_begins_worse(keep, best, score):
    _, found = asked_by(keep)
    assert found[0] == (best, pytest.approx(score))


def test_a_finished_path_keeps_its_place_and_is_not_continued():
    asked, found = asked_by(keep=3)
    assert ("a", "Answer: 1") not in asked
    assert all(thoughts.is_finished(path) for path, _ in found)


def test_it_asks_no_more_than_width_times_depth_and_stops_when_all_are_finished():
    asked, _ = asked_by(keep=2, depth=10)
    assert len(asked) == 1 + 2 + 2
    short, found = asked_by(keep=2, depth=1)
    assert (short, [path for path, _ in found]) == ([()], [("a",), ("b",)])


def test_growing_asks_for_each_path_once_and_its_replay_is_the_search():
    asked = []
    tree = thoughts.grow(lambda path: asked.append(path) or TREE[path], [1, 2, 3], 3)
    assert len(asked) == len(set(asked))
    for keep in (1, 2, 3):
        kept = [node for node in thoughts.nodes(tree, keep) if node.kept]
        ends = {n.path for n in kept if thoughts.is_finished(n.path)}
        assert ends == {path for path, _ in asked_by(keep)[1]}


def test_nodes_stand_below_the_line_that_they_continue():
    nodes = thoughts.nodes(TREE, keep=2)
    assert [node.path[-1] for node in nodes] == [
        "a", "a2", "Answer: 2", "Answer: 1", "b", "b2", "Answer: 3", "c"
    ]  # fmt: skip
    assert [node.path[-1] for node in nodes if not node.kept] == ["Answer: 1", "c"]
