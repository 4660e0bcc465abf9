"""Exercise 03.5: a client for bad days, judged by running it on days that nobody has seen.

In: the rules that the log of a line shows to be kept or broken. Out: the days (days), the network.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.checks.encoding import Double
from helpers.checks.equality import plain
from helpers.checks.exercise import Call, Exercise, Question, Reply, Verdict
from helpers.checks.judge import not_yet, passed, stopped_with
from helpers.exercises.unit_03 import days as bad
from helpers.exercises.unit_03.outcomes import TRANSPORT, outcome
from helpers.exercises.unit_03.waiting import asked_for, ceiling

PATIENCE = 10.0  # seconds that one post may take
NEAR = 1e-6


def questions_03_5(seed: int) -> list[Question]:
    rng = random.Random(f"03.5/{seed}")
    found = []
    for answers, attempts, seconds, luck in bad.days(rng):
        settings = {"answers": answers, "luck": luck, "start": bad.START}
        found.append(Call("call", (Double("line", settings, "line"), attempts, seconds)))
    return found


@dataclass(frozen=True)
class Post:
    """One post, what it met, and what was drawn before it."""

    at: float
    timeout: float | None
    end: float
    answer: bad.Answer
    drawn: tuple[tuple[float, float, float], ...]  # (low, high, value)

    @property
    def met(self) -> str:
        """The outcome; "mistake" for one of the program's own."""
        late = self.timeout is not None and self.answer.get("seconds", 0) > self.timeout
        if late or "failure" in self.answer:
            return TRANSPORT
        try:
            return outcome(self.answer["status"], body_of(self.answer))
        except ValueError:
            return "mistake"


def body_of(answer: bad.Answer) -> dict | None:
    if not isinstance(answer.get("body"), str):
        return answer.get("body")
    try:
        return json.loads(answer["body"])
    except ValueError:
        return None


def posts_of(question: Call, reply: Reply) -> list[Post]:
    answers = question.args[0].settings["answers"]
    found, drawn = [], []
    for kind, *entry in reply.logs.get("line", []):
        if kind == "draw":
            drawn.append(tuple(entry))
        if kind == "post":
            answer = answers[min(len(found), len(answers) - 1)]
            found.append(Post(*entry[:3], answer, tuple(drawn)))
            drawn = []
    return found


# --- the rules, each with the words for who breaks it --------------------------------------------


def broken_rule(question: Call, reply: Reply) -> str:
    """The rule that a client broke on this day, in words; "" on a day that it survived."""
    _, attempts, seconds = question.args
    posts, deadline = posts_of(question, reply), bad.START + seconds
    if (reply.error or "").startswith("OverBudget") or len(posts) > attempts:
        return "It posts more often than `attempts` allows. Count every post, the first one too."
    if not posts:
        return "It never posts." if not reply.error else _of_error(reply.error)
    return (
        _impatient(posts, deadline)
        or _too_late(posts, reply, deadline)
        or _slept_in_vain(reply, len(posts) == attempts)
        or _retried_in_vain(posts)
        or next((w for pair in enumerate(posts[1:]) if (w := _hasty(posts, *pair))), "")
        or _result(posts, reply)
        or _gave_up(posts, attempts, deadline)
    )


def _impatient(posts: Sequence[Post], deadline: float) -> str:
    for post in posts:
        if post.timeout is None:
            return "A post has no time-out: a server that says nothing would hold you for ever."
        if post.timeout > PATIENCE + NEAR:
            return f"A post may take {PATIENCE:g} s at most: `timeout=min({PATIENCE:g}, …)`."
        if post.timeout < min(PATIENCE, deadline - post.at) - NEAR:
            return f"A post has less time than it may take: {PATIENCE:g} s, or what is left."
    return ""


def _too_late(posts: Sequence[Post], reply: Reply, deadline: float) -> str:
    if any(post.at + post.timeout > deadline + NEAR for post in posts):
        return (
            "A post may end after the deadline: its time-out is never more than what is left, "
            "`min(10, deadline - line.now())`."
        )
    sleeps = [entry for entry in reply.logs["line"] if entry[0] == "sleep"]
    if any(at + seconds > deadline + NEAR for _, at, seconds in sleeps):
        return (
            "It sleeps past the deadline. Where the wait does not fit into what is left, give up "
            "*before* it: whoever waits for you can still do something else."
        )
    return ""


def _slept_in_vain(reply: Reply, was_last: bool) -> str:
    """A sleep after which no post comes."""
    kinds = [entry[0] for entry in reply.logs["line"] if entry[0] != "sleep" or entry[2] > NEAR]
    if "sleep" not in kinds[len(kinds) - kinds[::-1].index("post") :]:
        return ""
    if was_last:
        return "It sleeps after the last attempt. No retry comes, so there is nothing to wait for."
    return (
        "It sleeps, and no post follows. Where the wait does not end *before* the deadline, give "
        "up at once: at the deadline itself no time is left for a post."
    )


def _retried_in_vain(posts: Sequence[Post]) -> str:
    for post in posts[:-1]:
        if post.met == "mistake":
            return (
                "It retries a mistake of its own (401, 403 and the like), which never goes away. A "
                "body that is no JSON is a fault where a reply should be, with 200, and not there."
            )
        if post.met != TRANSPORT:
            return f"It retries the outcome *{post.met}*. Only a transport fault is retried."
    return ""


def _hasty(posts: Sequence[Post], n: int, post: Post) -> str:
    """Post number n + 1, and the wait before it."""
    before = posts[n]
    asked, waited = asked_for(_after(before), before.end), post.at - before.end
    if waited < asked - NEAR:
        why = "" if before.answer.get("status") == 429 else (
            " The header may come with every fault, not with 429 alone."
        )  # fmt: skip
        return f"It comes back before the time that Retry-After names.{why}"
    if not post.drawn:
        return "It waits without a draw: whoever failed together then comes back together."
    if len(post.drawn) > 1:
        return (
            "It draws more than once before a retry. Call `wait` once and keep its seconds: what "
            "you compare with the deadline is then what you sleep."
        )
    low, high, value = post.drawn[0]
    if abs(low) > NEAR or abs(high - ceiling(n)) > NEAR:
        return (
            f"Before retry {n + 1} it draws between other ends than full jitter, which are 0 and "
            f"{ceiling(n):g} there: n begins at 0 and grows by 1 with each retry."
        )
    if min(abs(waited - w) for w in (asked + value, max(asked, value))) > NEAR:
        if waited < NEAR:
            return "It draws a wait, and does not sleep."
        older = [asked_for(_after(one), before.end) for one in posts[:n]]
        if any(seconds and abs(waited - seconds - value) < NEAR for seconds in older):
            return (
                "It obeys the Retry-After of an earlier answer: each answer has its own, or none."
            )
        return "It draws a wait, and waits for another time."
    return ""


def _after(post: Post) -> str | None:
    late = post.answer.get("seconds", 0) > post.timeout
    return None if late else bad.after(post.answer)


def _result(posts: Sequence[Post], reply: Reply) -> str:
    last = posts[-1]
    if last.met == "mistake":
        return "" if _is_value_error(reply) else (
            "A mistake of your own program (401 and the like) must be noticed: `ValueError`, as "
            "`outcome` raises it."
        )  # fmt: skip
    if reply.error:
        return _of_error(reply.error)
    came = plain(reply.value)
    if not isinstance(came, list) or len(came) != 2:
        return "It returns a pair: the outcome, and the text or `None`."
    if came == [text_of(last), last.met]:
        return "The pair begins with the outcome; the text comes second."
    if came != [last.met, text_of(last)]:
        if last.met == came[0] == TRANSPORT:
            return (
                "It gives up, and has a text all the same: `('transport fault', None)` is wanted."
            )
        other = (
            "has another text than its `content`, as it stands there"
            if came[0] == last.met
            else "says something else"
        )
        return f"The last post met *{last.met}*, and the client {other}."
    return ""


def _is_value_error(reply: Reply) -> bool:
    return stopped_with(reply, "ValueError")


def text_of(post: Post) -> str | None:
    body = body_of(post.answer) if post.answer.get("status") == 200 else None
    if post.met == TRANSPORT or not body:
        return None
    return body["choices"][0]["message"]["content"]


def _of_error(error: str) -> str:
    kind = error.partition(":")[0]
    if kind == "JSONDecodeError":
        return "A body that is no JSON stops it: a proxy's error page, or a reply torn in two."
    if kind in ("ReadTimeout", "ConnectTimeout", "ConnectionError", "ChunkedEncodingError"):
        return f"`{kind}` leaves it: catch `requests.RequestException`, a transport fault."
    return f"It stops with `{kind}`."


def _gave_up(posts: Sequence[Post], attempts: int, deadline: float) -> str:
    last, n = posts[-1], len(posts) - 1
    if last.met != TRANSPORT or len(posts) == attempts:
        return ""
    if last.end + asked_for(_after(last), last.end) + ceiling(n) < deadline - NEAR:
        return (
            f"It gives up after {len(posts)} of {attempts} attempts, although the wait would have "
            "fitted into the time."
        )
    return ""


# --- the verdict ---------------------------------------------------------------------------------


def judge(questions: Sequence[Call], replies: Sequence[Reply]) -> Verdict:
    """All days must be survived; the rule that was broken on most days is said."""
    broken = [broken_rule(q, r) for q, r in zip(questions, replies, strict=True)]
    survived = broken.count("")
    if survived == len(broken):
        return passed(f"It survived {survived} of {len(broken)} days that it had not seen.")
    words = Counter(filter(None, broken)).most_common(1)[0][0]
    i = broken.index(words)
    return not_yet(
        f"It survived {survived} of {len(broken)} days. {words}", diary(questions[i], replies[i])
    )


def diary(question: Call, reply: Reply) -> str:
    """A day as it was: what was done, when, and what it met."""
    _, attempts, seconds = question.args
    lines = [f"- the day: `attempts={attempts}, seconds={seconds:g}`"]
    for kind, *entry in reply.logs.get("line", [])[:30]:
        if kind == "post":
            at, timeout, end, met = entry
            lines.append(
                f"- {at - bad.START:.1f} s: `post(timeout={_short(timeout)})` met {met}, "
                f"until {end - bad.START:.1f} s"
            )
        elif kind == "sleep":
            lines.append(f"- {entry[0] - bad.START:.1f} s: `sleep({_short(entry[1])})`")
        else:
            lines.append(f"- `draw({_short(entry[0])}, {_short(entry[1])})`: {_short(entry[2])}")
    came = f"`{reply.error}`" if reply.error else f"`{plain(reply.value)!r}`"
    return "\n".join([*lines, f"- came: {came}"])


def _short(number: float | None) -> str:
    return "None" if number is None else f"{number:.4g}"


CLIENT = Exercise(
    id="03.5",
    title="A client for bad days",
    goal="Write `call(line, attempts, seconds)`: it sends one request over a bad line, and says "
    "what came of it.",
    points=6,
    minutes=35,
    difficulty="hard",
    budget="at most attempts posts; never past the deadline",
    answers=("call",),
    questions=questions_03_5,
    judge=judge,
    distractor="        response.raise_for_status()",
    hints=(
        "A loop over `range(attempts)`. In it: what is left of the time, one post inside `try`, "
        "its outcome; return unless it is a transport fault; then the wait, or give up.",
        "`except requests.RequestException:` gives `status, body, header = None, None, None`. "
        "`response.json()` raises the same kind of error for what is no JSON, so a helper that "
        "returns `None` then serves both a proxy's page and a torn reply.",
        "`pause = wait(n, header, line.now(), line.draw)`; after the last attempt, and where "
        "`line.now() + pause >= deadline`, return `('transport fault', None)` without sleeping.",
    ),
)
