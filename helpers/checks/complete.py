"""Runs the prompts of a prompt exercise: Complete questions in, replies out, through the SDK.

In: the calls that the check itself makes, eight at a time, in the notebook.
Out: what the prompts say (the exercise's follow_up) and what the replies are worth (its judge).
Grading has its own runner, inside its sandbox and with a cache.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from helpers.checks.exercise import Complete, Reply

AT_ONCE = 8


def complete(questions: Sequence[Complete]) -> list[Reply]:
    """One reply for each prompt, in order: the ChatCompletion as a dict, or what was refused.

    A request that the server refuses is an answer about the learner's settings, so it becomes
    reply.error. A server that cannot be reached or fails is not: openai.APIError is raised.
    """
    from openai import OpenAI  # half a second: only prompt exercises pay it

    from helpers import connect

    model, client = connect.model(), OpenAI()
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(lambda question: _one(client, model, question), questions))


def _one(client, model: str, question: Complete) -> Reply:
    from openai import BadRequestError

    try:
        reply = client.chat.completions.create(model=model, **question.body)
    except (BadRequestError, TypeError) as error:
        return Reply(error=f"{type(error).__name__}: {error}")
    return Reply(value=json.loads(reply.model_dump_json()))
