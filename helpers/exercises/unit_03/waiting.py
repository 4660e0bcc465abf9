"""Exercise 03.3: how long to wait before the next attempt.

In: values of Retry-After, the reference, how they are misread. Out: waiting.

The three spellings of a date are those of RFC 9110, section 5.6.7. Full jitter is that of Brooker,
Exponential Backoff and Jitter (2015): uniform(0, min(cap, base · 2^n)).
"""

from __future__ import annotations

import calendar
import math
import random
import re
import time
from collections.abc import Callable
from contextlib import suppress

from helpers.checks.encoding import Double
from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import Case, Misconception, compare, near, stops_with, would_return

BASE, CAP = 0.5, 8.0
ZONE = "XST9:30XDT,M3.2.0,M11.1.0"  # far west of GMT; summer time from March to November
WEST, HOUR = 34_200, 3_600  # seconds: how far in winter, and by how much less in summer
SUMMER = 1_784_111_777  # a moment in July; the other questions are asked in winter
EPIPHANY = 1_799_222_400  # 6 January 2027: a day of one digit
DATES = ("%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %d %H:%M:%S %Y")


def wait(n: int, retry_after: str | None, now: float, drawn: float) -> float:
    """Seconds to wait: what the server asks for, and what was drawn up to ceiling(n)."""
    return asked_for(retry_after, now) + drawn


def ceiling(n: int) -> float:
    return min(CAP, BASE * 2**n)


def asked_for(retry_after: str | None, now: float) -> float:
    """The seconds that the header asks for; 0 for none, for the past, and for what is no time."""
    text = (retry_after or "").strip()
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return float(text)
    for form in DATES:
        with suppress(ValueError):
            return max(0.0, calendar.timegm(time.strptime(text, form)) - now)
    return 0.0


# --- waits that go wrong -------------------------------------------------------------------------


def _local(n: int, retry_after: str | None, now: float, drawn: float) -> float:
    """All dates are read in the machine's own zone."""
    return wait(n, retry_after, now - _west(now) * _is_date(retry_after), drawn)


def _last_local(n: int, retry_after: str | None, now: float, drawn: float) -> float:
    """Only the spelling that does not name GMT."""
    is_last = _is_date(retry_after) and not retry_after.endswith("GMT")
    return wait(n, retry_after, now - _west(now) * is_last, drawn)


def _winter_local(n: int, retry_after: str | None, now: float, drawn: float) -> float:
    """Read in the own zone, and put right by its winter time."""
    return wait(n, retry_after, now + (WEST - _west(now)) * _is_date(retry_after), drawn)


def _west(now: float) -> float:
    return WEST - HOUR * (abs(now - SUMMER) < 1e6)


def _is_date(retry_after: str | None) -> bool:
    return bool(re.search("[A-Z]", retry_after or ""))


def _ignores(n: int, retry_after: str | None, now: float, drawn: float) -> float:
    return drawn


def _seconds_only(n: int, retry_after: str | None, now: float, drawn: float) -> float:
    return wait(n, retry_after if re.fullmatch(r"[\d.]+", retry_after or "") else None, now, drawn)


def _one_spelling(n: int, retry_after: str | None, now: float, drawn: float) -> float:
    known = re.fullmatch(r"[\d.]+|\w{3}, .*", retry_after or "")
    return wait(n, retry_after if known else None, now, drawn)


def _no_draw(n: int, retry_after: str | None, now: float, drawn: float) -> float:
    return asked_for(retry_after, now) or drawn


def _longer(n: int, retry_after: str | None, now: float, drawn: float) -> float:
    return max(asked_for(retry_after, now), drawn)


def _longest(longest: float) -> Callable:
    """The server is obeyed up to so many seconds."""
    return lambda n, retry_after, now, drawn: min(longest, asked_for(retry_after, now)) + drawn


def _cap_on_all(n: int, retry_after: str | None, now: float, drawn: float) -> float:
    return min(CAP, wait(n, retry_after, now, drawn))


def _cut_off(n: int, retry_after: str | None, now: float, drawn: float) -> float:
    """Decimals are read, and thrown away."""
    asked = asked_for(retry_after, now)
    return (asked if _is_date(retry_after) else int(asked)) + drawn


def _past_turned(n: int, retry_after: str | None, now: float, drawn: float) -> float:
    return abs(_past_counts(n, retry_after, now, drawn) - drawn) + drawn


def _two_digits(n: int, retry_after: str | None, now: float, drawn: float) -> float:
    """A day below 10 in the last spelling is not read."""
    padded = re.match("[A-Z][a-z]{2} [A-Z][a-z]{2}  ", retry_after or "")
    return wait(n, None if padded else retry_after, now, drawn)


def _share_of_ceiling(n: int, retry_after: str | None, now: float, drawn: float) -> float:
    return asked_for(retry_after, now) + drawn * ceiling(n)


def _past_counts(n: int, retry_after: str | None, now: float, drawn: float) -> float:
    for form in DATES:
        with suppress(ValueError, TypeError):
            return calendar.timegm(time.strptime(retry_after, form)) - now + drawn
    return wait(n, retry_after, now, drawn)


def _ceiling_itself(n: int, retry_after: str | None, now: float, drawn: float) -> float:
    return asked_for(retry_after, now) + ceiling(n)


def _whole_seconds(n: int, retry_after: str | None, now: float, drawn: float) -> float:
    return wait(n, retry_after if (retry_after or "").isdigit() else None, now, drawn)


# --- what is asked -------------------------------------------------------------------------------


def written(moment: int) -> list[str]:
    """A moment in the three spellings: of today, of RFC 850, of asctime."""
    at = time.gmtime(moment)
    day = time.strftime("%d", at).lstrip("0").rjust(2)
    return [
        time.strftime(DATES[0], at),
        time.strftime(DATES[1], at),
        time.strftime(f"%a %b {day} %H:%M:%S %Y", at),
    ]


def questions_03_3(seed: int) -> list[Question]:
    """No header, seconds, the three dates, the past, garbage; each with a draw of its own."""
    rng = random.Random(f"03.3/{seed}")
    now = rng.randint(1_796_000_000, 1_800_000_000) + 0.5  # from December on
    later = [int(now) + rng.randint(2, 90) for _ in range(3)]
    headers: list[str | None] = [None, None, None, None]
    headers += [str(rng.randint(1, 60)), f"{rng.randint(1, 9)}.5", "0"]
    headers += [written(moment)[i] for i, moment in enumerate(later)]
    headers += [written(int(now) - rng.randint(1, 999))[i] for i in range(3)]
    headers += [f"{rng.randint(10, 60)}.25", "1x5", "1,5", str(rng.randint(300, 3600))]
    headers += ["soon", "-5", "nan", "inf", "", "Fri, 99 Foo 2026 99:99:99 GMT"]
    asked = []
    for i, header in enumerate(headers):
        n = i if header is None else rng.randint(0, 9)
        asked.append(_question(n, header, now, rng.uniform(0.01, 0.99)))
    # the server asks for less than is drawn; and after forty retries the ceiling is what it was
    asked += [_question(7, "1", now, 0.5), _question(40, None, now, 0.25)]
    # a day below 10 has a space before it in the last spelling
    asked.append(_question(2, written(EPIPHANY)[2], EPIPHANY - rng.randint(2, 50), 0.5))
    return [*asked, *(_question(1, date, SUMMER - 20, 0.5) for date in written(SUMMER))]


def _question(n: int, header: str | None, now: float, luck: float) -> Call:
    settings = {"answers": [round(luck * ceiling(n), 3)], "at_most": 3}
    return Call("wait", (n, header, now, Double("recorder", settings, "draw")), zone=ZONE)


def _with_draw(function: Callable) -> Callable:
    return lambda n, retry_after, now, draw: function(
        n, retry_after, now, draw.settings["answers"][0]
    )


def waits_like(wrong: Callable, words: str):
    """The misconception of somebody who waits as `wrong` does."""
    return would_return(_with_draw(wrong), words, near(1e-6))


def drawn_otherwise(case: Case) -> str:
    """What to say of draws between other ends than 0 and the ceiling."""
    n, calls = case.question.args[0], case.reply.logs["draw"]
    if len(calls) != 1:
        return f"You draw {len(calls)} times; once is enough."
    given = [*calls[0]["args"], *calls[0]["kwargs"].values()]
    if not near(1e-9)([0, ceiling(n)], given):
        return (
            "The wait is drawn between other ends than 0 and `min(CAP, BASE * 2**n)`, which is "
            f"{ceiling(n):g} where n is {n}."
        )
    return ""


def _draws(case: Case) -> list:
    return case.reply.logs.get("draw", [])


def _drawn_from_above_0(case: Case) -> bool:
    """One draw that has what the server asks for in its lower end."""
    first = _draws(case)[0]["args"][:1] if len(_draws(case)) == 1 else []
    asked = asked_for(*case.question.args[1:3])
    return not case.reply.error and asked > 0 and near(1e-6)([asked], list(first))


def _no_time(case: Case) -> bool:
    """-5, nan or inf, and their number in the wait."""
    header, value = case.question.args[1], case.value
    if header not in ("-5", "nan", "inf") or not isinstance(value, int | float):
        return False
    drawn = case.question.args[3].settings["answers"][0]
    return not math.isfinite(value) or near(1e-6)(5.0, abs(value - drawn))


def _nothing_for_garbage(case: Case) -> bool:
    """A header that cannot be read, and then no wait at all."""
    header = case.question.args[1]
    unread = header is not None and header != "0" and not asked_for(*case.question.args[1:3])
    return unread and not case.reply.error and case.value in (None, 0)


CAPPED = (
    "`CAP` is the cap of the draw alone. What the server asks for has none: whoever comes earlier "
    "is turned away again."
)
ALL_GMT = (
    "All three are GMT, wherever the program runs; the check runs it in a zone of its own "
    "(`TZ`, nine and a half hours west)."
)

WAITING = Exercise(
    id="03.3",
    title="How long to wait",
    goal="Write `wait(n, retry_after, now, draw)`: the seconds before the next attempt.",
    points=3,
    minutes=20,
    difficulty="medium",
    budget="no call; one draw; up to fifteen lines",
    answers=("wait",),
    questions=questions_03_3,
    judge=compare(
        _with_draw(wait),
        [
            stops_with(
                "ValueError",
                "What cannot be read is ignored, as if no header had come: it must not stop you.",
            ),
            stops_with(
                "TypeError", "Where no header came, `retry_after` is `None`: test it first."
            ),
            stops_with("IndexError", "A header may be empty: it counts as if it were not there."),
            stops_with(
                "AttributeError", "Where no header came, `retry_after` is `None`: test it first."
            ),
            stops_with(
                "OverflowError",
                "`inf` is no number of seconds: such a header counts as if it were not there.",
            ),
            Misconception(
                "You put what the server asks for into the ends of the draw. Draw between 0 and "
                "the ceiling, and add the two.",
                _drawn_from_above_0,
            ),
            Misconception(
                "`float` reads `-5`, `nan` and `inf`, too. They are no time to wait: such a header "
                "counts as if it were not there.",
                _no_time,
            ),
            Misconception(
                "A header that cannot be read, or that asks for nothing, counts as none: the draw "
                "remains.",
                _nothing_for_garbage,
            ),
            waits_like(
                _two_digits,
                "In the last spelling a day below 10 has a space before it, `Nov  6`: you do not "
                "read it.",
            ),
            waits_like(_local, f"You read a date in the machine's own time zone. {ALL_GMT}"),
            waits_like(
                _last_local,
                f"You read the last spelling in the machine's own time zone. {ALL_GMT}",
            ),
            waits_like(
                _winter_local,
                "You put the machine's own time right by `time.timezone`, which knows no summer "
                "time. `calendar.timegm` needs no zone: the dates are GMT.",
            ),
            waits_like(
                _one_spelling,
                "RFC 9110 knows three spellings of a date; you read the first one only.",
            ),
            waits_like(
                _seconds_only,
                "A date is a Retry-After, too: `Sun, 06 Nov 1994 08:49:37 GMT` says when, not how "
                "long.",
            ),
            waits_like(
                _whole_seconds,
                "`2.5` is read by both SDKs and sent by some servers: take decimals, too.",
            ),
            waits_like(_ignores, "You do not do what the server asks for: read `retry_after`."),
            waits_like(
                _no_draw,
                "You add nothing to what the server asks for. Then everybody whom it turned away "
                "comes back in the same instant: add the draw.",
            ),
            waits_like(
                _longer,
                "You take the longer of the two. Whoever drew less comes back in the same instant: "
                "add the draw to what the server asks for.",
            ),
            waits_like(_past_counts, "A date that has passed asks for 0, not for a negative wait."),
            waits_like(
                _past_turned, "A date that has passed asks for 0: the time since then is no wait."
            ),
            waits_like(
                _ceiling_itself,
                "You wait for the ceiling itself. Full jitter draws between 0 and the ceiling.",
            ),
            waits_like(_cap_on_all, CAPPED),
            *(waits_like(_longest(most), CAPPED) for most in (CAP, 10, 20, 30, 60, 120, 300)),
            waits_like(_cut_off, "`2.5` asks for two and a half seconds: keep the fraction."),
            waits_like(
                _share_of_ceiling,
                "You multiply what is drawn by the ceiling. `draw(0, ceiling)` gives seconds.",
            ),
            Misconception(
                "You never call the `draw` that you are given.",
                lambda case: not (_draws(case) or case.reply.error),
            ),
        ],
        equal=near(1e-6),
        message="What the server asks for, and a draw on top.",
        cost=drawn_otherwise,
    ),
    distractor='    return max(asked_for(retry_after or "", now), draw(0, BASE * 2**n))',
    hints=(
        "`draw(0, min(CAP, BASE * 2**n))`, plus what the header asks for: 0 where there is none or "
        "none that can be read.",
        "`re.fullmatch(r'\\d+(\\.\\d+)?', text)` knows seconds. For dates, try `time.strptime` "
        "with one form after the other, or `email.utils.parsedate_to_datetime`, which gives a time "
        "without a zone for the last spelling: it is GMT.",
        "`calendar.timegm(time.strptime(text, form))` is seconds since 1970 in GMT; `max(0, … - "
        "now)`. Both ways of reading raise `ValueError` for garbage.",
    ),
)
