"""A verdict in the notebook: asks, judges and completes in place, and shows what came of it.

In: an exercise and the learner's names, Markdown in Jupyter and text in a terminal. Out: which
exercises there are (helpers.exercises). Nothing here raises at a learner but ModelFailed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from helpers.checks import judge, record
from helpers.checks.ask import ask
from helpers.checks.complete import complete
from helpers.checks.exercise import Call, Exercise, Question, Reply, Verdict, reply_from_json

PRACTICE_SEED = 0  # the teacher grades with another one


def verdict_of(
    exercise: Exercise, namespace: Mapping[str, Any], seed: int = PRACTICE_SEED
) -> Verdict:
    """Asks, runs the prompts if there are any, and judges."""
    return judge.verdict(exercise, *asked(exercise, namespace, seed))


def asked(
    exercise: Exercise, namespace: Mapping[str, Any], seed: int
) -> tuple[list[Question], list[Reply]]:
    """The questions and the prompts that come of them, with the replies to both; through JSON, as
    grading does."""
    questions = list(exercise.questions(seed))
    replies = [reply_from_json(json.loads(json.dumps(r))) for r in ask(questions, namespace)]
    prompts = judge.prompts(exercise, questions, replies)
    return [*questions, *prompts], [*replies, *complete(prompts)]


def in_words(exercise: Exercise, verdict: Verdict) -> str:
    """The verdict as the learner reads it, in Markdown."""
    points = record.points(exercise.earned(verdict), exercise.points)
    head = f"**{exercise.id} {verdict.outcome}** ({points} points)."
    parts = [f"{head} {verdict.message}".strip(), verdict.evidence, _to_try(exercise, verdict)]
    return "\n\n".join(part for part in parts if part)


def _to_try(exercise: Exercise, verdict: Verdict) -> str:
    if not isinstance(verdict.at, Call):
        return ""
    call = f'{verdict.at.name}(*failing_input("{exercise.id}"))'
    return f"To try it: `{call}` calls your code with this input."


def show(markdown: str) -> None:
    """Rich in Jupyter, plain text elsewhere."""
    display({"text/plain": plain(markdown), "text/markdown": markdown})


def plain(markdown: str) -> str:
    """Markdown without its bold marks: what a terminal shows, and what the tests compare."""
    return _BOLD_OR_CODE.sub(lambda found: found["bold"] or found[0], markdown)


# code comes first: its stars are somebody's, as in `- **one**`
_BOLD_OR_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)|\*\*(?P<bold>.+?)\*\*", re.DOTALL)


def display(bundle: Mapping[str, str]) -> None:
    """One thing in several forms: Jupyter takes the richest, a terminal the plain text."""
    from IPython import get_ipython

    shell = get_ipython()
    if shell is None or not hasattr(shell, "kernel"):
        print(bundle["text/plain"])
        return
    from IPython.display import display as in_jupyter

    in_jupyter(dict(bundle), raw=True)
