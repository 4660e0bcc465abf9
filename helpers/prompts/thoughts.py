"""A search over lines of thought: propose several next lines, score the paths, keep the best.

In: paths of lines with log-probabilities. Out: who proposes (a function of the lesson, with its
call to a model), pictures (widgets.reasoning_tree).

    search({(): {"a": -0.4, "b": -0.7}, ("a",): {...}, ("b",): {...}}.__getitem__, keep=2, depth=2)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Path = tuple[str, ...]  # the lines so far
Proposals = Mapping[str, float]  # {next line: its log-probability}
Tree = Mapping[Path, Proposals]
Scored = list[tuple[Path, float]]  # (path, sum of its lines' log-probabilities), best first
END = "Answer:"


@dataclass(frozen=True)
class Node:
    """A proposed line: the path that ends in it, its own and its path's score, was it kept?"""

    path: Path
    logprob: float
    score: float
    kept: bool


def is_finished(path: Path) -> bool:
    """Does the path end in an answer?"""
    return bool(path) and path[-1].startswith(END)


def search(propose: Callable[[Path], Proposals], keep: int, depth: int) -> Scored:
    """The `keep` best paths after `depth` (1 or more) rounds, or when all of them are finished."""
    *_, (_, kept) = rounds(propose, keep, depth)
    return kept


def rounds(
    propose: Callable[[Path], Proposals], keep: int, depth: int
) -> Iterator[tuple[Scored, Scored]]:
    """(all paths of a round, the kept ones), round by round. A finished path stays as it is."""
    kept: Scored = [((), 0.0)]
    for _ in range(depth):
        if all(is_finished(path) for path, _ in kept):
            return
        grown = [pair for path, score in kept for pair in _longer(propose, path, score)]
        kept = sorted(grown, key=lambda pair: pair[1], reverse=True)[:keep]
        yield grown, kept


def _longer(propose: Callable[[Path], Proposals], path: Path, score: float) -> Scored:
    if is_finished(path):
        return [(path, score)]
    return [((*path, line), score + logprob) for line, logprob in propose(path).items()]


def grow(propose: Callable[[Path], Proposals], keeps: Sequence[int], depth: int) -> Tree:
    """All proposals that searches of these widths ask for; each path is asked for once."""
    tree: dict[Path, Proposals] = {}

    def remembered(path: Path) -> Proposals:
        if path not in tree:
            tree[path] = propose(path)
        return tree[path]

    for keep in keeps:
        search(remembered, keep, depth)
    return tree


def nodes(tree: Tree, keep: int) -> list[Node]:
    """What a search of this width sees of a tree, each line below the one it continues."""
    seen: dict[Path, Node] = {}
    for grown, kept in rounds(lambda path: tree.get(path, {}), keep, len(tree)):
        best = {path for path, _ in kept}
        for path, score in grown:
            logprob = tree[path[:-1]][path[-1]]
            seen[path] = Node(path, logprob, score, path in best)
    return _below(seen, ())


def _below(seen: Mapping[Path, Node], path: Path) -> list[Node]:
    children = [node for node in seen.values() if node.path[:-1] == path]
    ordered = sorted(children, key=lambda node: node.logprob, reverse=True)
    return [found for node in ordered for found in [node, *_below(seen, node.path)]]
