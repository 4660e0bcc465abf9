"""Calls of tools and their results in a conversation -> results right after the calls, in order.

Knows nothing of any vendor: what is wrong is raised as Strange or Unanswered, with the id.
"""

from collections.abc import Mapping, Sequence
from typing import Any

Turn = Mapping[str, Any]  # as chat.py takes it, a result with the "id" of its call


class Strange(Exception):
    """A result whose call is not in the turn before."""


class Unanswered(Exception):
    """A call without its result in the turns right after."""


def paired(turns: Sequence[Turn]) -> tuple[dict[str, Any], ...]:
    """The turns, results in the order of their calls and without the ids."""
    groups: list[list[Turn]] = []  # a turn, and the results of its calls
    for turn in turns:
        if turn["role"] == "tool":
            check_known(turn["id"], groups[-1] if groups else [])
            groups[-1].append(turn)
        else:
            groups.append([turn])
    return tuple(without_id(turn) for group in groups for turn in ordered(group))


def check_known(id: str, group: Sequence[Turn]) -> None:
    calls = [call["id"] for turn in group[:1] for call in turn.get("calls", ())]
    if id not in calls or id in [result["id"] for result in group[1:]]:
        raise Strange(id)


def ordered(group: Sequence[Turn]) -> list[Turn]:
    """A turn, and the result of each of its calls."""
    turn, results = group[0], {result["id"]: result for result in group[1:]}
    for call in turn.get("calls", ()):
        if call["id"] not in results:
            raise Unanswered(call["id"])
    return [turn, *(results[call["id"]] for call in turn.get("calls", ()))]


def without_id(turn: Turn) -> dict[str, Any]:
    return {name: value for name, value in turn.items() if name != "id"}
