"""A whole reply in OpenAI's words: an Answer -> a ChatCompletion, with its logprobs and its usage.

The events of a streamed one: openai_events. The bodies are built with the SDK's own types.
"""

from collections.abc import Iterable
from uuid import uuid4

from openai.types import CompletionUsage
from openai.types.chat import (
    ChatCompletion,
    ChatCompletionMessage,
    ChatCompletionTokenLogprob,
    chat_completion,
)
from openai.types.chat.chat_completion_token_logprob import TopLogprob
from openai.types.completion_usage import CompletionTokensDetails, PromptTokensDetails

from helpers.pocket.engine import Completion, Step
from helpers.pocket.tools import Call
from helpers.server import openai_functions, openai_tools
from helpers.server.ask import Answer, Ask
from helpers.server.pieces import is_calling, split, text_steps

LOWEST = -9999.0  # how OpenAI writes the logprob of a token that cannot come


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
        message=reply_message(asked, *split(asked, answer, completion)),
    )


def reply_message(asked: Ask, text: str, calls: list[Call]) -> ChatCompletionMessage:
    told = {"role": "assistant", "content": text, "refusal": None}
    if calls:
        told["content"] = text or None
        if openai_functions.WANTED in asked.wants:
            told["function_call"] = openai_functions.function_call(calls[0])
        else:
            told["tool_calls"] = openai_tools.tool_calls(calls, asked.tools)
    return ChatCompletionMessage(**told)


def finish_reason(asked: Ask, answer: Answer, completion: Completion) -> str:
    if asked.ends:
        return "content_filter"
    if is_calling(asked, answer, completion):
        return "function_call" if openai_functions.WANTED in asked.wants else "tool_calls"
    return completion.finish_reason


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
