"""Runs the prompts of a prompt exercise: Complete questions in, replies out, through the SDK.

In: the calls that the check itself makes, eight at a time, in the notebook.
Out: what the prompts say (the exercise's follow_up) and what the replies are worth (its judge).
Grading has its own runner, inside its sandbox and with a cache.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from helpers.checks.exercise import Complete, Reply

AT_ONCE = 8


class ModelFailed(Exception):
    """The model or its server failed. A fault is never a mark."""


def complete(questions: Sequence[Complete]) -> list[Reply]:
    """One reply for each prompt, in order: the ChatCompletion as a dict, or what was refused.

    A request that the server refuses is an answer about the learner's settings, so it becomes
    reply.error. ModelFailed when the server cannot be reached, or fails.
    """
    if not questions:
        return []
    from openai import OpenAI, OpenAIError  # half a second: only prompt exercises pay it

    from helpers import connect

    try:
        model, client = connect.model(), OpenAI()
        with ThreadPoolExecutor(AT_ONCE) as threads:
            return list(threads.map(lambda question: _one(client, model, question), questions))
    except (OpenAIError, RuntimeError) as error:
        raise ModelFailed(f"the model did not answer ({type(error).__name__}: {error})") from error


def _one(client: Any, model: str, question: Complete) -> Reply:
    from openai import BadRequestError, UnprocessableEntityError

    try:
        reply = client.chat.completions.create(model=model, **question.body)
    except (BadRequestError, UnprocessableEntityError, TypeError) as error:
        return Reply(error=f"{type(error).__name__}: {error}")
    return Reply(value=json.loads(reply.model_dump_json()))
