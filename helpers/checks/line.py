"""A line to a server that has bad days: a double on which time passes only while somebody waits.

In: answers and faults in turn, as `requests` would show them; one clock for posting and sleeping; a
log. Out: what a client should do about them (an exercise's business), a network.

    line = Line([{"status": 429, "headers": {"retry-after": "2"}}, {"status": 200, "body": {…}}])
    line.post(timeout=10).status_code       -> 429
"""

from __future__ import annotations

import io
import json
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import requests

FAILURES = ("ConnectionError", "ConnectTimeout", "ChunkedEncodingError")


class Line:
    """Posts in turn, the last answer repeats; `now()` moves by what posting and sleeping take.

    An answer is {"status": 200, "headers": {}, "body": {}, "seconds": 0.2}, body a dict or text,
    or {"failure": "ConnectionError", "seconds": 0.2}. Where it takes longer than the time-out, the
    post raises requests.ReadTimeout at that time. `luck` are the shares that draw() gives in turn.

    The log: ["post", at, timeout, end, what it met], ["sleep", at, seconds], ["draw", low, high,
    value].
    """

    def __init__(
        self,
        answers: Sequence[Mapping[str, Any]],
        luck: Sequence[float] = (0.5,),
        start: float = 0.0,
        at_most: int = 40,
    ) -> None:
        self.answers, self.luck, self.at_most = list(answers), list(luck), at_most
        self.log: list[list] = []
        self._now, self._posts, self._draws = float(start), 0, 0

    def now(self) -> float:
        """Seconds on this line's clock, like time.monotonic()."""
        return self._now

    def sleep(self, seconds: float) -> None:
        """Like time.sleep(), without the wait."""
        if not 0 <= seconds < math.inf:
            raise ValueError(f"sleep length must be finite and not negative, {seconds} came")
        self.log.append(["sleep", self._now, seconds])
        self._now += seconds

    def draw(self, low: float, high: float) -> float:
        """Like random.uniform(), with luck that was settled before."""
        value = low + (high - low) * self.luck[self._draws % len(self.luck)]
        self._draws += 1
        self.log.append(["draw", low, high, value])
        return value

    def post(self, timeout: float | None = None) -> requests.Response:
        """Sends the one request of this line, like requests.post(url, …, timeout=timeout)."""
        if self._posts >= self.at_most:
            from helpers.checks.doubles import OverBudget

            raise OverBudget(f"more than {self.at_most} posts")
        if timeout is not None and timeout <= 0:  # as urllib3 does
            raise ValueError(f"Attempted to set a timeout to {timeout}; it must be above 0")
        answer = self.answers[min(self._posts, len(self.answers) - 1)]
        self._posts += 1
        return self._given(answer, timeout)

    def _given(self, answer: Mapping[str, Any], timeout: float | None) -> requests.Response:
        import requests  # a tenth of a second: only where a line is used

        needs, at = answer.get("seconds", 0.2), self._now
        late = timeout is not None and needs > timeout
        self._now += timeout if late else needs
        said = "no answer in time" if late else met(answer)
        self.log.append(["post", at, timeout, self._now, said])
        if late:
            raise requests.ReadTimeout(f"Read timed out. (read timeout={timeout:g})")
        if failure := answer.get("failure"):
            raise getattr(requests.exceptions, failure)("the connection broke")
        return response(answer["status"], answer.get("headers", {}), answer.get("body", ""))


def met(answer: Mapping[str, Any]) -> str:
    """An answer in a few words: "429, Retry-After 2"."""
    after = answer.get("headers", {}).get("retry-after")
    said = str(answer.get("failure") or answer["status"])
    return f"{said}, Retry-After {after}" if after else said


def response(status: int, headers: Mapping[str, str], body: Any) -> requests.Response:
    """A real requests.Response with this content; a dict is written as JSON."""
    import requests

    made = requests.Response()
    made.status_code, made.encoding = status, "utf-8"
    made.headers.update({"content-type": "application/json"} | dict(headers))
    made.raw = io.BytesIO((body if isinstance(body, str) else json.dumps(body)).encode())
    return made
