"""One reply in the making: from logits to steps, and from steps to the completion.

A `Reply` is told the logits of each next token, one after the other, and puts what becomes of
them into `updates`, from where the caller's thread takes it. Knows nothing of other replies.
"""

import queue
from dataclasses import dataclass
from typing import Literal

import numpy as np
import tiktoken

from helpers.pocket.grammar import GrammarError, Mask
from helpers.pocket.sampling import Sampler, Settings
from helpers.pocket.stops import Release
from helpers.pocket.tokenizer import BEGIN, CALL, END, special_id


@dataclass(frozen=True)
class Step:
    """One token that the model chose, <|end|> included."""

    id: int
    text: str  # the characters that this step releases, often but not always the token's own
    logprob: float  # natural logarithm, before temperature, penalties and cuts
    top: tuple[tuple[int, float], ...]  # the most likely ids with their logprobs, best first


@dataclass(frozen=True)
class Completion:
    """A whole reply. `ids` and `steps` hold every token that was chosen, a last <|end|> too."""

    text: str  # without <|end|> and without the stop string
    ids: tuple[int, ...]
    steps: tuple[Step, ...]
    finish_reason: Literal["stop", "length"]
    stop_sequence: str | None  # the stop string that ended it; None where <|end|> did
    prompt_tokens: int
    cached_tokens: int  # of the prompt: known from an earlier one, not computed again


class Reply:
    """The tokens that follow one prompt; at most `room` of them.

    Only where somebody follows it step by step are the steps put into `updates`: waking a thread
    for every token would cost more than a tenth of the speed.
    """

    def __init__(
        self, prompt: list[int], settings: Settings, room: int, vocabulary: tiktoken.Encoding
    ):
        self.prompt, self.settings, self.room = prompt, settings, room
        self.vocabulary = vocabulary
        self.steps: list[Step] = []
        self.cached_tokens = 0
        self.followed = True
        self.over = False  # finished, or nobody waits for it any more
        # the steps, then the completion; or an exception; or None where it was called off
        self.updates: queue.SimpleQueue[Step | Completion | Exception | None] = queue.SimpleQueue()
        mask = Mask(settings.grammar, vocabulary) if settings.grammar else None
        self._sampler = Sampler(settings, prompt, vocabulary.n_vocab, mask)
        self._release = Release(settings.stop)
        self._first_special = special_id(BEGIN, vocabulary)
        self._end = special_id(END, vocabulary)
        self._call = special_id(CALL, vocabulary)

    def take(self, logits: np.ndarray) -> None:
        """Chooses the next token; ends the reply where it is complete, or its grammar fails."""
        try:
            token, logprobs = self._sampler.choose(logits)
        except GrammarError as error:  # of this reply only: the others in the batch go on
            self.call_off(error)
            return
        text = self._release.add(self._bytes(token))
        reason = self._finish_reason(token)
        if reason or token == self._call:  # what was held back belongs before the call
            text += self._release.finish()
        top = most_likely(logprobs, self.settings.top_logprobs)
        self.steps.append(Step(token, text, float(logprobs[token]), top))
        if self.followed:
            self.updates.put(self.steps[-1])
        if reason:
            self.updates.put(self._completion(reason))
            self.over = True

    def call_off(self, reason: Exception | None = None) -> None:
        """Ends it without a completion; whoever waits is told the reason."""
        self.over = True
        self.updates.put(reason)

    def _bytes(self, token: int) -> bytes:
        """A token's bytes; a special token has none, it is not text."""
        special = token >= self._first_special
        return b"" if special else self.vocabulary.decode_single_token_bytes(token)

    def _finish_reason(self, token: int) -> Literal["stop", "length"] | None:
        if token == self._end or self._release.stop is not None:
            return "stop"
        return "length" if len(self.steps) + 1 == self.room else None

    def _completion(self, reason: Literal["stop", "length"]) -> Completion:
        return Completion(
            text="".join(step.text for step in self.steps),
            ids=tuple(step.id for step in self.steps),
            steps=tuple(self.steps),
            finish_reason=reason,
            stop_sequence=self._release.stop,
            prompt_tokens=len(self.prompt),
            cached_tokens=self.cached_tokens,
        )


def most_likely(logprobs: np.ndarray, n: int) -> tuple[tuple[int, float], ...]:
    """The n best (id, logprob), best first, of equals the lower id first."""
    best = np.argsort(-logprobs, kind="stable")[:n] if n else ()
    return tuple((int(token), float(logprobs[token])) for token in best)
