"""The grader's own calls to the model: each different request is made once.

In: a cache on disk, keyed by the model (the hash of its weights) and the request. Out: which
requests (the exercise says) and what the replies are worth (its judge).
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from helpers import connect
from helpers.checks.complete import ModelFailed, complete
from helpers.checks.exercise import Complete, Reply
from helpers.pocket import WEIGHTS

__all__ = ["ModelFailed", "Prompts", "model_key"]

MAX_REQUEST = 100_000


@cache
def model_key() -> str:
    """What answers: the weights' hash for a model in the box, else the provider's URL and model."""
    status = connect.status()
    weights = WEIGHTS / f"{status['model']}.safetensors"
    if status["provider"] == "local" and weights.exists():
        with weights.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:16]
    return json.dumps([status["base_urls"], status["model"]], sort_keys=True)


class Prompts:
    """Replies that are kept, in one SQLite file; made by the model where they are not there yet."""

    def __init__(self, file: Path | str = ":memory:") -> None:
        self._lock = threading.Lock()
        self._kept = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
        self._kept.execute("CREATE TABLE IF NOT EXISTS replies (key TEXT PRIMARY KEY, reply TEXT)")
        self._model: str | None = None
        self.made = 0

    def complete(self, questions: Sequence[Complete]) -> list[Reply]:
        """One reply for each request, in order. ModelFailed when the model does not answer."""
        if not questions:
            return []
        keys = [self._key(question) for question in questions]
        with self._lock:
            known = {key: reply for key in set(keys) if (reply := self._known(key))}
            new = {k: q for k, q in zip(keys, questions, strict=True) if k not in known}
            for key, reply in zip(new, _made(list(new.values())), strict=True):
                known[key] = reply
                self._keep(key, reply)
            self.made += len(new)
        return [known[key] for key in keys]

    def close(self) -> None:
        self._kept.close()

    def _key(self, question: Complete) -> str:
        self._model = self._model or model_key()
        text = json.dumps([self._model, question.body], sort_keys=True, default=repr)
        return hashlib.sha256(text.encode()).hexdigest()

    def _known(self, key: str) -> Reply | None:
        row = self._kept.execute("SELECT reply FROM replies WHERE key = ?", (key,)).fetchone()
        return Reply(**json.loads(row[0])) if row else None

    def _keep(self, key: str, reply: Reply) -> None:
        text = json.dumps({"value": reply.value, "error": reply.error})
        self._kept.execute("INSERT OR REPLACE INTO replies VALUES (?, ?)", (key, text))


def _made(questions: list[Complete]) -> list[Reply]:
    """complete(), with a request that is not even sent as an error of the answer."""
    problems = [_problem(question) for question in questions]
    sent = [q for q, problem in zip(questions, problems, strict=True) if not problem]
    made = iter(complete(sent))
    return [Reply(error=f"ValueError: {p}") if p else next(made) for p in problems]


def _problem(question: Complete) -> str:
    """Why a request is not sent, or ""."""
    try:
        text = json.dumps(question.body, ensure_ascii=False, allow_nan=False)
        text.encode("utf-8")
    except (ValueError, TypeError, RecursionError):
        return "the request holds what JSON cannot"
    if len(text) > MAX_REQUEST:  # reading it costs the model's server seconds, for each prompt
        return f"the request has more than {MAX_REQUEST:,} characters"
    return ""
