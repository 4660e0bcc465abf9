"""Prompt ids -> completions, for many callers at a time.

One thread per engine does all the computing. It keeps up to BATCH replies in flight: each round
reads at most one new prompt and lets every reply grow by one token, so a short reply does not
wait for a long one and a newcomer starts soon. Callers in any number of threads only wait.

The same seed gives the same text alone or in company, on every machine: all sums are exact
(network.py), and a draw depends only on seed and step (sampling.py). `load` sets BLAS to one
thread, in the whole process and for good, which is faster for products as small as these.

Knows nothing of messages (chat.py) and of HTTP.
"""

import queue
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Self

import tiktoken
from threadpoolctl import threadpool_limits

from helpers.pocket import DEFAULT, MODELS, WEIGHTS, tokenizer
from helpers.pocket.network import Cache, Config, Network
from helpers.pocket.prefixes import Prefixes
from helpers.pocket.replies import Completion, Reply, Step
from helpers.pocket.sampling import Settings

__all__ = ["Completion", "Engine", "Settings", "Step", "Stream"]

BATCH = 16  # replies in flight; more would gain little speed and need more memory


class Engine:
    """A loaded model. Thread-safe; one is enough for a process."""

    def __init__(self, network: Network, vocabulary: tiktoken.Encoding):
        if vocabulary.n_vocab != network.config.vocab_size:
            found, wanted = vocabulary.n_vocab, network.config.vocab_size
            raise ValueError(f"the vocabulary has {found} tokens, the weights are for {wanted}")
        self.network = network
        self.tokenizer = vocabulary
        self._prefixes = Prefixes()
        self._inbox: queue.SimpleQueue[Reply] = queue.SimpleQueue()
        self._worker: threading.Thread | None = None
        self._starting = threading.Lock()

    @classmethod
    def load(cls, name: str | Path = DEFAULT) -> "Engine":
        """A shipped model by its id, or a .safetensors file with vocabulary.tiktoken beside it.

        Its id is its file's name. A folder stands for the file pocket.safetensors in it.
        ValueError where there is none.
        """
        path = WEIGHTS / f"{name}.safetensors" if name in MODELS else Path(name)
        path = path / f"{DEFAULT}.safetensors" if path.is_dir() else path
        if not path.is_file():
            shipped = ", ".join(MODELS) or "none"
            raise ValueError(f"no model {str(name)!r}; shipped: {shipped}; or give a file's path")
        threadpool_limits(1, user_api="blas")
        network = Network.load(path)
        network.tune()
        return cls(network, tokenizer.encoding(path.parent / "vocabulary.tiktoken"))

    @property
    def config(self) -> Config:
        """The network's shape; the context window is `config.max_position_embeddings`."""
        return self.network.config

    @property
    def name(self) -> str:
        """The model's id."""
        return self.config.name

    def complete(
        self, prompts: Sequence[Sequence[int]], settings: Settings | Sequence[Settings]
    ) -> list[Completion]:
        """The reply to each prompt, in order; settings for all, or one for each.

        ValueError, before any is run, for a prompt that leaves no room in the context window.
        """
        if isinstance(settings, Settings):
            settings = [settings] * len(prompts)
        pairs = zip(prompts, settings, strict=True)
        streams = [Stream(self._reply(prompt, told)) for prompt, told in pairs]
        for stream in streams:
            stream.reply.followed = False
            self._submit(stream.reply)
        return [stream.wait() for stream in streams]

    def stream(self, prompt: Sequence[int], settings: Settings) -> "Stream":
        """The reply token by token; ValueError at once, as in `complete`."""
        stream = Stream(self._reply(prompt, settings))
        self._submit(stream.reply)
        return stream

    def _reply(self, prompt: Sequence[int], settings: Settings) -> Reply:
        """A reply that has not begun; ValueError where prompt and settings do not fit the model."""
        prompt, vocabulary = list(prompt), self.config.vocab_size
        room = self.config.max_position_embeddings - len(prompt)
        if not prompt:
            raise ValueError("the prompt is empty; it needs at least one token")
        if room < 1:
            window = f"{self.config.max_position_embeddings} tokens, prompt and reply together"
            raise ValueError(
                f"the prompt has {len(prompt)} tokens, and the context window of {self.name} "
                f"holds {window}; shorten the prompt by {1 - room} or more"
            )
        for name, ids in (("the prompt", prompt), ("logit_bias", settings.logit_bias)):
            strange = [token for token in ids if not 0 <= token < vocabulary]
            if strange:
                raise ValueError(
                    f"{name} has token {strange[0]}; ids go from 0 to {vocabulary - 1}"
                )
        return Reply(prompt, settings, min(room, settings.max_tokens), self.tokenizer)

    def _submit(self, reply: Reply) -> None:
        self._inbox.put(reply)
        with self._starting:
            if self._worker is None or not self._worker.is_alive():  # not alive: after a fork
                self._worker = threading.Thread(target=self._work, daemon=True, name="pocket")
                self._worker.start()

    def _work(self) -> None:
        """The thread: takes replies in and lets them grow, for ever."""
        active: list[tuple[Reply, Cache]] = []
        while True:
            try:
                self._admit(active)
                self._grow(active)
            except Exception as error:  # whatever it is, somebody waits for an answer
                for reply, _ in active:
                    reply.call_off(error)
            active = [(reply, cache) for reply, cache in active if not reply.over]

    def _admit(self, active: list[tuple[Reply, Cache]]) -> None:
        """Reads one waiting prompt, where there is room; sleeps where there is nothing to do."""
        if len(active) == BATCH or (active and self._inbox.empty()):
            return
        reply = self._inbox.get()
        if reply.over:
            return
        cache = Cache(self.config, len(reply.prompt) + reply.room)
        active.append((reply, cache))
        reply.cached_tokens = self._prefixes.restore(reply.prompt, cache)
        logits = self.network.prefill(reply.prompt, cache)
        self._prefixes.keep(reply.prompt, cache)
        reply.take(logits)

    def _grow(self, active: list[tuple[Reply, Cache]]) -> None:
        """One more token for every reply that is not over."""
        growing = [(reply, cache) for reply, cache in active if not reply.over]
        if growing:
            replies, caches = zip(*growing, strict=True)
            rows = self.network.decode([reply.steps[-1].id for reply in replies], caches)
            for reply, logits in zip(replies, rows, strict=True):
                reply.take(logits)


class Stream(Iterator[Step]):
    """The steps of one reply, as they come; afterwards `completion` holds the whole.

    Closing or dropping it stops the model. `with engine.stream(...) as steps:` closes it.
    """

    def __init__(self, reply: Reply):
        self.reply = reply
        self.completion: Completion | None = None

    def __next__(self) -> Step:
        update = self.reply.updates.get()
        if isinstance(update, Step):
            return update
        self.reply.updates.put(update)  # the last word stays, for whoever asks again
        if isinstance(update, Exception):
            raise RuntimeError("the model in the box failed; see the error above") from update
        self.completion = update
        raise StopIteration

    def wait(self) -> Completion:
        """The completion, when it is there; None where the stream was closed."""
        self.reply.followed = False
        for _ in self:
            pass
        return self.completion

    def close(self) -> None:
        """Stops the model, if it still writes; another thread that waits for a step is freed."""
        self.reply.call_off()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()
