"""OpenAI's oldest words: a Completions body -> Ask, completions -> a Completion, whole or streamed.

The prompt is a text, or its token ids, that the model goes on with: no turns and no roles. Served:
n, best_of, echo, logprobs, and all that shapes a chat's reply. Out: suffix; the logprobs of an
echoed prompt.
"""

import heapq
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from openai.types import Completion as Body
from openai.types import CompletionChoice as Choice
from openai.types import CompletionUsage
from openai.types.completion_choice import Logprobs
from openai.types.completion_create_params import CompletionCreateParamsStreaming

from helpers.pocket.engine import Completion, Step
from helpers.server import fields, openai_wire
from helpers.server.ask import Answer, Ask
from helpers.server.openai_replies import finish_reason, token_logprobs
from helpers.server.openai_wire import REQUEST_ID, broken_stream, error

__all__ = ["REQUEST_ID", "ask", "broken_stream", "error", "events", "response"]

VENDORS = frozenset(CompletionCreateParamsStreaming.__annotations__)
# fmt: off
SERVED = frozenset({
    "prompt", "model", "best_of", "echo", "max_tokens", "n", "seed", "stop", "temperature", "top_p",
    "top_k", "min_p", "logit_bias", "frequency_penalty", "presence_penalty", "repetition_penalty",
    "logprobs", "stream", "stream_options",
})
# fmt: on
MAX_TOKENS = 16  # as at OpenAI, where a request says nothing


def ask(body: Mapping[str, Any]) -> Ask:
    """The Ask of a Completions body; Refused for what OpenAI would refuse or we do not serve."""
    fields.known(body, "OpenAI", SERVED | {"user"}, VENDORS, {"suffix": [""]})
    fields.ignored(body, {"user": str}, {})
    n = fields.integer(body, "n", 1, 128, default=1)
    logprobs = fields.integer(body, "logprobs", 0, 5)
    told = {name: value for name, value in body.items() if name != "logprobs"}
    return Ask(
        model=fields.required(body, "model", str),
        messages=(),
        prompts=prompts(body.get("prompt")),
        settings=replace(openai_wire.settings(told), top_logprobs=logprobs or 0),
        max_tokens=fields.integer(body, "max_tokens", 1, default=MAX_TOKENS),
        n=best_of(body, n),
        stream=fields.typed(body, "stream", bool, False),
        wants=openai_wire.wants(told) | ({"logprobs"} if logprobs is not None else set()),
        echo={"n": n, "echo": echoed(body, logprobs)},
    )


def prompts(told: Any) -> tuple[str | tuple[int, ...], ...]:
    """Each prompt of a body: one text, several, one list of ids, or several."""
    if told is None:
        return ("",)
    alone = isinstance(told, str) or (isinstance(told, list) and all(type(i) is int for i in told))
    items = [told] if alone else told
    if not isinstance(items, list) or told == []:
        raise fields.wrong("prompt", told, "a text, a list of texts, or token ids")
    return tuple(one_prompt(item, f"prompt[{i}]") for i, item in enumerate(items))


def one_prompt(item: Any, at: str) -> str | tuple[int, ...]:
    if isinstance(item, str):
        return item
    if isinstance(item, list) and item and all(type(id) is int for id in item):
        return tuple(item)
    raise fields.wrong(at, item, "a text or a list of token ids")


def best_of(body: Mapping[str, Any], n: int) -> int:
    """How many replies are made of which the n best are given."""
    count = fields.integer(body, "best_of", n, 128, default=n)
    if count > n and body.get("stream"):
        raise fields.bad("best_of", "best_of cannot be streamed: the best is not known before all.")
    return count


def echoed(body: Mapping[str, Any], logprobs: int | None) -> bool:
    wanted = fields.typed(body, "echo", bool, False)
    if wanted and logprobs is not None:
        message = "echo together with logprobs is not served here: a prompt's are not computed."
        raise fields.bad("echo", message, "unsupported_parameter")
    return wanted


def response(asked: Ask, answer: Answer) -> Body:
    """The whole reply; of each prompt the n best, the best first where more were made."""
    kept = []
    for start in range(0, len(answer.completions), asked.n):
        made = answer.completions[start : start + asked.n]
        best = asked.echo["n"] < asked.n
        kept += heapq.nlargest(asked.echo["n"], made, mean_logprob) if best else made
    choices = [choice(asked, answer, i, completion) for i, completion in enumerate(kept)]
    return Body(**head(answer), choices=choices, usage=usage(answer, answer.completions))


def mean_logprob(completion: Completion) -> float:
    return sum(step.logprob for step in completion.steps) / len(completion.steps)


def choice(asked: Ask, answer: Answer, index: int, completion: Completion) -> Choice:
    return Choice(
        index=index,
        text=before(asked, answer, index, asked.echo["n"]) + completion.text,
        logprobs=logprobs(asked, answer, completion.steps, 0),
        finish_reason=finish_reason(asked, answer, completion),
    )


def before(asked: Ask, answer: Answer, index: int, n: int) -> str:
    """The prompt, where it is to be echoed."""
    if not asked.echo["echo"]:
        return ""
    told = asked.prompts[index // n]
    if isinstance(told, str):
        return told
    return b"".join(map(answer.token_bytes, told)).decode(errors="replace")


def logprobs(asked: Ask, answer: Answer, steps: Sequence[Step], offset: int) -> Logprobs | None:
    if "logprobs" not in asked.wants:
        return None
    tokens = token_logprobs(steps, answer)
    offsets, place = [], offset
    for token in tokens:
        offsets.append(place)
        place += len(token.token)
    return Logprobs(
        tokens=[token.token for token in tokens],
        token_logprobs=[token.logprob for token in tokens],
        top_logprobs=[{top.token: top.logprob for top in t.top_logprobs} for t in tokens],
        text_offset=offsets,
    )


def head(answer: Answer) -> dict[str, Any]:
    return {
        "id": f"cmpl-{uuid4().hex}",
        "object": "text_completion",
        "created": answer.created,
        "model": answer.model,
        "system_fingerprint": answer.fingerprint,
    }


def usage(answer: Answer, completions: Sequence[Completion]) -> CompletionUsage:
    made = sum(len(completion.ids) for completion in completions)
    read = answer.prompt_tokens
    return CompletionUsage(prompt_tokens=read, completion_tokens=made, total_tokens=read + made)


async def events(asked: Ask, answer: Answer, parts: AsyncIterator) -> AsyncIterator[str]:
    """The server-sent events of a streamed reply; parts are (index, Step or Completion)."""
    top = head(answer) | ({"usage": None} if "usage" in asked.wants else {})
    completions, places = [], [0] * (len(asked.prompts) * asked.n)
    for index in range(len(places)):
        if text := before(asked, answer, index, asked.n):
            yield event(top, [Choice.model_construct(index=index, text=text, **NOTHING)])
    async for index, part in parts:
        told = {"index": index, "text": "", **NOTHING}
        if isinstance(part, Completion):
            completions.append(part)
            told["finish_reason"] = finish_reason(asked, answer, part)
        else:
            told["text"] = part.text
            told["logprobs"] = logprobs(asked, answer, [part], places[index])
            places[index] += len(part.text)
        yield event(top, [Choice.model_construct(**told)])
    if "usage" in asked.wants:
        yield event(top | {"usage": usage(answer, completions)}, [])
    yield "data: [DONE]\n\n"


NOTHING = {"logprobs": None, "finish_reason": None}


def event(top: Mapping[str, Any], choices: list[Choice]) -> str:
    body = Body.model_construct(**top, choices=choices)
    return f"data: {body.model_dump_json(exclude_unset=True, warnings=False)}\n\n"
