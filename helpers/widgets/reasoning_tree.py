"""The reasoning tree: which lines a model proposed, and which a search of some width keeps.

`tree(found)` has a choice and a slider; `table(found, problem="P181", keep=2)` prints the same
without a browser. Both replay proposals that were made before, so moving the slider makes no call.
In: {problem: (tree, the right answer)}. Out: the search (helpers.prompts.thoughts).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from html import escape

import ipywidgets

from helpers.prompts import thoughts
from helpers.prompts.thoughts import Node, Tree
from helpers.widgets.frame import Frame, one_of

Found = Mapping[str, tuple[Tree, str]]  # {problem: (its proposals, the answer that is wanted)}

MOST = 3  # paths kept: more lines than that fill more than a screen
LONGEST = 30  # characters of a line that are shown
WIDE = {"description_width": "6em"}
KEPT, CUT = "#0b4f8a", "#5f5f5f"  # both readable on white; words and borders say the same


def table(found: Found, problem: str = "", keep: int = 1) -> None:
    """Prints the tree as text; without a name, that of the first problem."""
    print(text(found, one_of("problem", problem, found), keep))


def tree(found: Found) -> Frame:
    """The tree, with a choice of the problem and a slider for the paths that are kept."""
    choices = {
        "problem": ipywidgets.Dropdown(options=list(found), description="problem", style=WIDE),
        "keep": ipywidgets.IntSlider(1, min=1, max=MOST, description="keep", style=WIDE),
    }
    return Frame(choices, partial(html, found), partial(text, found))


def text(found: Found, problem: str, keep: int) -> str:
    """The tree as text, a line for each proposal: kept or cut, the line, its own and the sum."""
    grown, wanted = found[problem]
    nodes = thoughts.nodes(grown, keep)
    best = _best(nodes)
    lines = [_caption(nodes, problem, keep, wanted)]
    for node in nodes:
        line = "  " * (len(node.path) - 1) + _short(node.path[-1])
        lines.append(f"{_state(node, best):6} {line:40} {node.logprob:7.2f} {node.score:7.2f}")
    return "\n".join(lines)


def html(found: Found, problem: str, keep: int) -> str:
    """The tree as nested lists: a screen reader says each line's level, state and scores."""
    grown, wanted = found[problem]
    nodes = thoughts.nodes(grown, keep)
    caption = escape(_caption(nodes, problem, keep, wanted))
    return (
        f"<div aria-label='Reasoning tree' aria-live='polite'><p><b>{caption}</b></p>"
        f"{_list(nodes, (), _best(nodes))}</div>"
    )


def _list(nodes: list[Node], path: thoughts.Path, best: thoughts.Path) -> str:
    items = [
        f"<li>{_box(node, best)}{_list(nodes, node.path, best)}</li>"
        for node in nodes
        if node.path[:-1] == path
    ]
    style = "list-style:none;margin:0;padding-left:1.6em;border-left:1px solid #bbb"
    return f"<ul style='{style}'>{''.join(items)}</ul>" if items else ""


def _box(node: Node, best: thoughts.Path) -> str:
    state = _state(node, best)
    colour = KEPT if node.kept else CUT
    border = f"{2 if state == 'best' else 1}px {'solid' if node.kept else 'dashed'} {colour}"
    style = (
        f"display:inline-block;color:{colour};border:{border};border-radius:4px;"
        "padding:0 0.5em;margin:2px 0;line-height:1.5;font-family:monospace"
    )
    weight = "bold" if state == "best" else "normal"
    scores = f"<small>{node.logprob:.2f}, path {node.score:.2f}, {state}</small>"
    line = escape(_short(node.path[-1]))
    return f"<span style='{style};font-weight:{weight}'>{line} {scores}</span>"


def _short(line: str) -> str:
    """One line of at most LONGEST characters; a noisy model writes tabs and long tails."""
    line = " ".join(line.split()) or "(empty)"
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 2]} …"


def _state(node: Node, best: thoughts.Path) -> str:
    """ "best" for the lines of the answer that came out, "kept" or "cut" for the others."""
    if node.path == best[: len(node.path)]:
        return "best"
    return "kept" if node.kept else "cut"


def _best(nodes: list[Node]) -> thoughts.Path:
    """The best finished path that was kept; () where there is none."""
    finished = [node for node in nodes if node.kept and thoughts.is_finished(node.path)]
    return max(finished, key=lambda node: node.score).path if finished else ()


def _caption(nodes: list[Node], problem: str, keep: int, wanted: str) -> str:
    kept, best = sum(node.kept for node in nodes), _best(nodes)
    came = best[-1] if best else "No answer"
    right = bool(best) and best[-1].removeprefix(thoughts.END).strip() == wanted
    paths = "1 path" if keep == 1 else f"{keep} paths"
    return (
        f"{problem}, {paths} kept: {kept} of {len(nodes)} lines kept. "
        f"{came}: {'right' if right else f'wrong, {wanted} is wanted'}."
    )
