"""OpenAI's words: a Chat Completions body -> Ask, an error or a list of models -> its body.

The bodies are built with the SDK's own types. Besides OpenAI's parameters it takes top_k, min_p
and repetition_penalty, which vLLM takes too (`extra_body=` in the SDK). A last message of the
assistant is a prefill, as in vLLM's and Ollama's servers. Tools and structured output: see
openai_tools. What the vendor takes and no reply of this model depends on is checked and left out.
Out: images, audio, web search, moderation.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from openai.types import Model
from openai.types.chat.completion_create_params import CompletionCreateParamsStreaming
from openai.types.shared.error_object import ErrorObject

from helpers.pocket.engine import Settings
from helpers.server import fields, openai_functions, openai_prompt, openai_tools
from helpers.server.ask import Ask, Refused, TooLong
from helpers.server.openai_events import events
from helpers.server.openai_replies import response

__all__ = ["REQUEST_ID", "ask", "broken_stream", "error", "events", "model", "models", "response"]

REQUEST_ID = "x-request-id"

VENDORS = frozenset(CompletionCreateParamsStreaming.__annotations__)
# fmt: off
SERVED = frozenset({
    "messages", "model", "max_tokens", "max_completion_tokens", "n", "seed", "stop",
    "temperature", "top_p", "top_k", "min_p", "logit_bias",
    "frequency_penalty", "presence_penalty", "repetition_penalty",
    "logprobs", "top_logprobs", "stream", "stream_options",
    "tools", "tool_choice", "parallel_tool_calls", "response_format", "functions", "function_call",
})
NO_EFFECT = {  # no reply of ours depends on these; what their values must be
    "audio": dict, "metadata": dict, "prediction": dict, "prompt_cache_key": str,
    "prompt_cache_options": dict, "prompt_cache_retention": str, "safety_identifier": str,
    "store": bool, "user": str,
}
ONE_OF = {  # the same, of these values
    "reasoning_effort": ("none", "minimal", "low", "medium", "high", "xhigh", "max"),
    "service_tier": ("auto", "default", "flex", "scale", "priority", "fast"),
    "verbosity": ("low", "medium", "high"),
}
# fmt: on
# the values by which a field that is not served asks for nothing
NEUTRAL = {"modalities": [["text"]]}
SMALLEST = 1e-9  # top_p 0 leaves the most likely token, as the smallest top_p does


def ask(body: Mapping[str, Any]) -> Ask:
    """The Ask of a chat body; Refused for what OpenAI would refuse or we do not serve."""
    fields.known(body, "OpenAI", SERVED | set(NO_EFFECT) | set(ONE_OF), VENDORS, NEUTRAL)
    fields.ignored(body, NO_EFFECT, ONE_OF)
    model = fields.required(body, "model", str)
    turns = openai_prompt.messages(fields.required(body, "messages", list))
    given, body = body, openai_functions.modern(body)
    tools = openai_tools.tools(body)
    held = openai_tools.held(body, tools)
    return Ask(
        model=model,
        messages=turns,
        settings=replace(settings(body), grammar=held.grammar),
        tools=tools,
        held_to=held.form,
        max_tokens=max_tokens(body),
        n=fields.integer(body, "n", 1, 128, default=1),
        stream=fields.typed(body, "stream", bool, False),
        wants=wants(body) | ({openai_functions.WANTED} if given is not body else set()),
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
        at = f"stream_options.{min(unknown)}"
        raise fields.bad(at, "It is not in OpenAI's API.", "unknown_parameter")
    asked = {
        "logprobs": fields.typed(body, "logprobs", bool, False),
        "usage": fields.typed(options, "include_usage", bool, False),
    }
    return frozenset(name for name, wanted in asked.items() if wanted)


def broken_stream(refused: Refused, request_id: str) -> str:
    """What a stream that cannot go on says instead of [DONE]."""
    return f"data: {error(refused, request_id)}\n\n"


def error(refused: Refused, request_id: str) -> str:
    """The error body: {"error": {"message", "type", "param", "code"}}."""
    kind = "invalid_request_error" if refused.status < 500 else "server_error"
    kind = "requests" if refused.status == 429 else kind  # which of the rate limits it is
    told = {"message": words(refused), "param": refused.param, "code": refused.code}
    detail = ErrorObject(type=kind, **told)
    return f'{{"error":{detail.model_dump_json(exclude_unset=True)}}}'


def words(refused: Refused) -> str:
    """The message; what OpenAI says in words of its own begins with those."""
    if isinstance(refused, TooLong):
        return (
            f"This model's maximum context length is {refused.window} tokens. However, your "
            f"messages resulted in {refused.tokens} tokens. Please reduce the length of the "
            "messages."
        )
    if refused.code == "missing_required_parameter":
        return f"Missing required parameter: '{refused.param}'. {refused.message}"
    if refused.code == "unknown_parameter":
        return f"Unknown parameter: '{refused.param}'. {refused.message}"
    return refused.message


def model(name: str) -> Model:
    return Model(id=name, object="model", created=0, owned_by="course")


def models(names: Iterable[str]) -> dict[str, Any]:
    return {
        "object": "list",
        "data": [model(name).model_dump(exclude_unset=True) for name in names],
    }
