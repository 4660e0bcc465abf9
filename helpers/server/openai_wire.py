"""OpenAI's words: a Chat Completions body -> Ask, an Answer -> a ChatCompletion, errors, Models.

The bodies are built with the SDK's own types. Besides OpenAI's parameters it takes top_k, min_p
and repetition_penalty, which vLLM takes too (`extra_body=` in the SDK). A last message of the
assistant is a prefill, as in vLLM's and Ollama's servers. Tools and structured output: see
openai_tools. Out: images, audio, store.
"""

import re
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

from openai.types import CompletionUsage, Model
from openai.types.chat import (
    ChatCompletion,
    ChatCompletionChunk,
    ChatCompletionMessage,
    ChatCompletionTokenLogprob,
    chat_completion,
    chat_completion_chunk,
)
from openai.types.chat.chat_completion_token_logprob import TopLogprob
from openai.types.chat.completion_create_params import CompletionCreateParamsStreaming
from openai.types.completion_usage import CompletionTokensDetails, PromptTokensDetails
from openai.types.shared.error_object import ErrorObject

from helpers.pocket.engine import Completion, Settings, Step
from helpers.pocket.tools import Call
from helpers.server import fields, openai_prompt, openai_tools
from helpers.server.ask import Answer, Ask, Refused
from helpers.server.pieces import Splitter, Text, is_calling, split, text_steps

REQUEST_ID = "x-request-id"

VENDORS = frozenset(CompletionCreateParamsStreaming.__annotations__)
# fmt: off
SERVED = frozenset({
    "messages", "model", "max_tokens", "max_completion_tokens", "n", "seed", "stop",
    "temperature", "top_p", "top_k", "min_p", "logit_bias",
    "frequency_penalty", "presence_penalty", "repetition_penalty",
    "logprobs", "top_logprobs", "stream", "stream_options",
    "tools", "tool_choice", "parallel_tool_calls", "response_format",
})
NO_EFFECT = frozenset({  # no reply of ours depends on these
    "metadata", "prompt_cache_key", "prompt_cache_options", "prompt_cache_retention",
    "safety_identifier", "service_tier", "user",
})
# fmt: on
# the values by which a field that is not served asks for nothing
NEUTRAL = {
    "functions": [[]],
    "function_call": ["none"],
    "modalities": [["text"]],
    "reasoning_effort": ["none"],
    "store": [False],
    "verbosity": ["medium"],
}
SMALLEST = 1e-9  # top_p 0 leaves the most likely token, as the smallest top_p does
LOWEST = -9999.0  # how OpenAI writes the logprob of a token that cannot come


def ask(body: Mapping[str, Any]) -> Ask:
    """The Ask of a chat body; Refused for what OpenAI would refuse or we do not serve."""
    fields.known(body, "OpenAI", SERVED | NO_EFFECT, VENDORS, NEUTRAL)
    model = fields.required(body, "model", str)
    turns = openai_prompt.messages(fields.required(body, "messages", list))
    openai_tools.check_given(body)
    tools = openai_tools.tools(body)
    return Ask(
        model=model,
        messages=turns,
        settings=replace(settings(body), grammar=openai_tools.grammar(body, tools)),
        tools=tools,
        max_tokens=max_tokens(body),
        n=fields.integer(body, "n", 1, 128, default=1),
        stream=fields.typed(body, "stream", bool, False),
        wants=wants(body),
    )


def settings(body: Mapping[str, Any]) -> Settings:
    stop = body.get("stop")
    return Settings(
        temperature=fields.number(body, "temperature", 0, 2, 1.0),
        top_p=fields.number(body, "top_p", 0, 1, 1.0) or SMALLEST,
        top_k=top_k(body),
        min_p=fields.number(body, "min_p", 0, 1, 0.0),
        frequency_penalty=fields.number(body, "frequency_penalty", -2, 2, 0.0),
        presence_penalty=fields.number(body, "presence_penalty", -2, 2, 0.0),
        repetition_penalty=repetition_penalty(body),
        logit_bias=logit_bias(fields.typed(body, "logit_bias", dict, {})),
        seed=fields.integer(body, "seed", -(2**63), 2**63 - 1),
        stop=fields.strings([stop] if isinstance(stop, str) else stop, "stop", 4),
        top_logprobs=top_logprobs(body),
    )


def top_k(body: Mapping[str, Any]) -> int:
    """vLLM's: 0 and -1 both mean that all tokens may come."""
    return max(0, fields.integer(body, "top_k", -1, 1_000_000, default=0))


def repetition_penalty(body: Mapping[str, Any]) -> float:
    value = fields.number(body, "repetition_penalty", 0, 10, 1.0)
    if value == 0:
        raise fields.wrong("repetition_penalty", value, "a number above 0")
    return value


def logit_bias(biases: Mapping[str, Any]) -> dict[int, float]:
    for token in biases:
        if not re.fullmatch("[0-9]{1,9}", token):
            raise fields.wrong("logit_bias", token, "an object whose keys are token ids")
    named = {f"logit_bias.{token}": bias for token, bias in biases.items()}
    return {
        int(token): fields.number(named, f"logit_bias.{token}", -100, 100, 0) for token in biases
    }


def top_logprobs(body: Mapping[str, Any]) -> int:
    count = fields.integer(body, "top_logprobs", 0, 20, default=0)
    if count and not fields.typed(body, "logprobs", bool, False):
        raise fields.bad("top_logprobs", "top_logprobs needs logprobs to be true.")
    return count


def max_tokens(body: Mapping[str, Any]) -> int | None:
    old, new = (fields.integer(body, name, 1) for name in ("max_tokens", "max_completion_tokens"))
    if old is not None and new is not None:
        message = "max_tokens and max_completion_tokens are two names of one limit; set one."
        raise fields.bad("max_tokens", message, "invalid_parameter_combination")
    return new if old is None else old


def wants(body: Mapping[str, Any]) -> frozenset[str]:
    """ "logprobs", and "usage" for a last chunk with the usage."""
    options = fields.typed(body, "stream_options", dict, {})
    if options and not body.get("stream"):
        message = "stream_options is only allowed when stream is true."
        raise fields.bad("stream_options", message)
    if unknown := set(options) - {"include_usage", "include_obfuscation"}:
        message = f"Unknown parameter: stream_options.{min(unknown)}."
        raise fields.bad("stream_options", message, "unknown_parameter")
    asked = {
        "logprobs": fields.typed(body, "logprobs", bool, False),
        "usage": fields.typed(options, "include_usage", bool, False),
    }
    return frozenset(name for name, wanted in asked.items() if wanted)


def response(asked: Ask, answer: Answer) -> ChatCompletion:
    """The whole reply."""
    return ChatCompletion(
        id=f"chatcmpl-{uuid4().hex}",
        object="chat.completion",
        created=answer.created,
        model=answer.model,
        system_fingerprint=answer.fingerprint,
        service_tier="default",
        choices=[choice(asked, answer, i) for i in range(len(answer.completions))],
        usage=usage(answer.completions),
    )


def choice(asked: Ask, answer: Answer, index: int) -> chat_completion.Choice:
    completion, logprobs = answer.completions[index], None
    if "logprobs" in asked.wants:
        content = token_logprobs(text_steps(asked, answer, completion), answer)
        logprobs = chat_completion.ChoiceLogprobs(content=content, refusal=None)
    return chat_completion.Choice(
        index=index,
        finish_reason=finish_reason(asked, answer, completion),
        logprobs=logprobs,
        message=reply_message(*split(asked, answer, completion)),
    )


def reply_message(text: str, calls: list[Call]) -> ChatCompletionMessage:
    if not calls:
        return ChatCompletionMessage(role="assistant", content=text, refusal=None)
    return ChatCompletionMessage(
        role="assistant",
        content=text or None,
        refusal=None,
        tool_calls=openai_tools.tool_calls(calls),
    )


def finish_reason(asked: Ask, answer: Answer, completion: Completion) -> str:
    return "tool_calls" if is_calling(asked, answer, completion) else completion.finish_reason


def token_logprobs(steps: Iterable[Step], answer: Answer) -> list[ChatCompletionTokenLogprob]:
    def named(kind, id: int, logprob: float, **more):
        raw = answer.token_bytes(id)
        return kind(
            token=raw.decode(errors="replace"),
            bytes=list(raw),
            logprob=max(logprob, LOWEST),
            **more,
        )

    return [
        named(
            ChatCompletionTokenLogprob,
            step.id,
            step.logprob,
            top_logprobs=[named(TopLogprob, id, logprob) for id, logprob in step.top],
        )
        for step in steps
        if step.id != answer.end
    ]


def usage(completions: Iterable[Completion]) -> CompletionUsage:
    """The prompt counts once, however many replies it has."""
    completions = list(completions)
    prompt, made = completions[0].prompt_tokens, sum(len(c.ids) for c in completions)
    return CompletionUsage(
        prompt_tokens=prompt,
        completion_tokens=made,
        total_tokens=prompt + made,
        prompt_tokens_details=PromptTokensDetails(cached_tokens=completions[0].cached_tokens),
        completion_tokens_details=CompletionTokensDetails(reasoning_tokens=0),
    )


async def events(asked: Ask, answer: Answer, parts: AsyncIterator) -> AsyncIterator[str]:
    """The server-sent events of a streamed reply; parts are (index, Step or Completion)."""
    head = {
        "id": f"chatcmpl-{uuid4().hex}",
        "object": "chat.completion.chunk",
        "created": answer.created,
        "model": answer.model,
        "system_fingerprint": answer.fingerprint,
        "service_tier": "default",
    } | ({"usage": None} if "usage" in asked.wants else {})
    completions, splitters = [], [Splitter(asked, answer) for _ in range(asked.n)]
    for index in range(asked.n):
        yield event(head, [chunk_choice(index, role="assistant", content="", refusal=None)])
    async for index, part in parts:
        if isinstance(part, Completion):
            completions.append(part)
            reason = finish_reason(asked, answer, part)
            yield event(head, [chunk_choice(index, finish_reason=reason)])
        else:
            for choice in step_choices(asked, answer, index, part, splitters[index]):
                yield event(head, [choice])
    if "usage" in asked.wants:
        yield event(head | {"usage": usage(completions)}, [])
    yield "data: [DONE]\n\n"


def event(head: Mapping[str, Any], choices: list) -> str:
    chunk = ChatCompletionChunk(**head, choices=choices)
    return f"data: {chunk.model_dump_json(exclude_unset=True)}\n\n"


def chunk_choice(
    index: int, finish_reason: str | None = None, **delta
) -> chat_completion_chunk.Choice:
    delta = chat_completion_chunk.ChoiceDelta(**delta)
    return chat_completion_chunk.Choice(
        index=index, delta=delta, logprobs=None, finish_reason=finish_reason
    )


def step_choices(
    asked: Ask, answer: Answer, index: int, step: Step, splitter: Splitter
) -> Iterator[chat_completion_chunk.Choice]:
    """What one step adds to a reply; with logprobs also a step that releases no text."""
    pieces = list(splitter.add(step))
    if "logprobs" in asked.wants and splitter.in_text and step.id != answer.end and not pieces:
        pieces = [Text("")]
    for piece in pieces:
        if not isinstance(piece, Text):
            yield chunk_choice(index, tool_calls=openai_tools.delta(piece))
            continue
        choice = chunk_choice(index, content=piece.text)
        if "logprobs" in asked.wants:
            content = token_logprobs([step], answer)
            choice.logprobs = chat_completion_chunk.ChoiceLogprobs(content=content, refusal=None)
        yield choice


def broken_stream(refused: Refused, request_id: str) -> str:
    """What a stream that cannot go on says instead of [DONE]."""
    return f"data: {error(refused, request_id)}\n\n"


def error(refused: Refused, request_id: str) -> str:
    """The error body: {"error": {"message", "type", "param", "code"}}."""
    kind = "invalid_request_error" if refused.status < 500 else "server_error"
    kind = "requests" if refused.status == 429 else kind  # which of the rate limits it is
    detail = ErrorObject(message=refused.message, type=kind, param=refused.param, code=refused.code)
    return f'{{"error":{detail.model_dump_json(exclude_unset=True)}}}'


def model(name: str) -> Model:
    return Model(id=name, object="model", created=0, owned_by="course")


def models(names: Iterable[str]) -> dict[str, Any]:
    return {
        "object": "list",
        "data": [model(name).model_dump(exclude_unset=True) for name in names],
    }
