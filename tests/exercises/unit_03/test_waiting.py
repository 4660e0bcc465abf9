"""Exercise 03.3: answers right and wrong; RFC 9110's own moment is the oracle."""

import os
import time

import pytest
from cases import Answers, judged, table

from helpers.exercises import units
from helpers.exercises.unit_03 import waiting

IMPORTS = "import calendar, email.utils, re, time\nfrom datetime import timezone\n"
SETUP = f"{IMPORTS}BASE, CAP = 0.5, 8\n"
SECONDS = r"re.fullmatch(r'\d+(\.\d+)?', header or '')"


def answer(
    seconds: str = SECONDS,
    date: str = "asked = max(0, at.timestamp() - now)",
    end: str = "asked + draw(0, min(CAP, BASE * 2**n))",
    garbage: str = "ValueError",
    zone: str = "at if at.tzinfo else at.replace(tzinfo=timezone.utc)",
) -> str:
    return (
        "def wait(n, header, now, draw):\n"
        "    asked = 0\n"
        f"    if {seconds}:\n"
        "        asked = float(header)\n"
        "    elif header:\n"
        "        try:\n"
        "            at = email.utils.parsedate_to_datetime(header)\n"
        f"            at = {zone}\n"
        f"            {date}\n"
        f"        except {garbage}:\n"
        "            pass\n"
        f"    return {end}"
    )


FORMS = """
FORMS = ["%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %d %H:%M:%S %Y"]
def wait(n, retry_after, now, draw):
    jitter = draw(low=0.0, high=min(CAP, BASE * 2 ** n))
    try:
        asked = float(retry_after or 0)
        if 0 <= asked < 1e9:
            return asked + jitter
    except ValueError:
        pass
    for form in FORMS:
        try:
            return max(0, calendar.timegm(time.strptime(retry_after, form)) - now) + jitter
        except ValueError:
            continue
    return jitter
"""

PARSEDATE = """
def wait(n, retry_after, now, draw):
    return asked(retry_after, now) + draw(0, min(8.0, 0.5 * 2.0**n))
def asked(text, now):
    if not text:
        return 0
    if set(text) <= set("0123456789."):
        return float(text)
    parsed = email.utils.parsedate(text)
    try:
        return max(calendar.timegm(parsed) - now, 0) if parsed else 0
    except ValueError:
        return 0
"""

CASES = Answers(
    right=(answer(), FORMS, PARSEDATE),
    wrong=(
        (answer(end="draw(0, min(CAP, BASE * 2**n))"), "do not do what the server asks"),
        (answer(date="pass"), "a date is a retry-after"),
        (answer(seconds="(header or '').isdigit()"), "take decimals"),
        (answer(end="asked or draw(0, min(CAP, BASE * 2**n))"), "add the draw"),
        (answer(end="max(asked, draw(0, min(CAP, BASE * 2**n)))"), "the longer of the two"),
        (answer(date="asked = at.timestamp() - now"), "not for a negative wait"),
        (answer(end="asked + min(CAP, BASE * 2**n)"), "draws between 0 and the ceiling"),
        (answer(end="asked + draw(0, BASE * 2**n)"), "between other ends"),
        (answer(end="asked + draw(0, min(CAP, BASE * 2**(n + 1)))"), "between other ends"),
        (answer(end="asked + draw(0, min(CAP, BASE * 2**n)) + 0 * draw(0, 1)"), "once is enough"),
        (answer(garbage="KeyError"), "must not stop you"),
        (answer(seconds=r"re.fullmatch(r'\d+(\.\d+)?', header)"), "`retry_after` is `none`"),
        (FORMS.replace("calendar.timegm", "time.mktime"), "machine's own time zone"),
        (answer(zone="at"), "the last spelling in the machine's own"),
        (FORMS.replace("calendar.timegm(time.strptime(retry_after, form))",
                       "time.mktime(time.strptime(retry_after, form)) - time.timezone"),
         "knows no summer"),
        (answer(seconds=r"re.fullmatch(r'\d+(\.\d)?', header or '')"), "not yet"),
        (answer(seconds=r"re.fullmatch(r'\d(\.\d+)?', header or '')"), "not yet"),
        (FORMS.replace(', "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %d %H:%M:%S %Y"', ""), "three spell"),
        (answer(end="min(60, asked) + draw(0, min(CAP, BASE * 2**n))"), "cap of the draw alone"),
        (answer(end="min(CAP, asked + draw(0, min(CAP, BASE * 2**n)))"), "cap of the draw alone"),
        (answer().replace("float(header)", "int(float(header))"), "keep the fraction"),
        (answer(end="asked + draw(0, 1) * min(CAP, BASE * 2**n)"), "multiply what is drawn"),
        (answer(end="draw(asked, asked + min(CAP, BASE * 2**n))"), "into the ends of the draw"),
        (answer(end="asked + random.uniform(0, min(CAP, BASE * 2**n))").replace(
            "def wait", "import random\ndef wait"), "never call the `draw`"),
        (answer(end="asked + draw(0, min(CAP, BASE * 2**(n + 1)))"), "where n is 0"),
        (answer(date="asked = abs(at.timestamp() - now)"), "the time since then is no wait"),
        (answer(seconds=r"re.fullmatch(r'\d+|-\d+|\d+[.]\d+|nan|inf', header or '')"),
         "`float` reads"),
        (FORMS.replace("time.strptime(retry_after, form)",
                       "time.strptime(retry_after.replace('  ', ' x'), form)"), "a day below 10"),
        (answer(seconds=SECONDS + " and header or header is not None and header[0] == '?'"),
         "a header may be empty"),
    ),
    setup=SETUP,
)  # fmt: skip
test_answers = table("03.3", CASES)

# RFC 9110, section 5.6.7 (IETF Trust): one moment in its three spellings
MOMENT = 784111777
SPELLINGS = (
    "Sun, 06 Nov 1994 08:49:37 GMT",
    "Sunday, 06-Nov-94 08:49:37 GMT",
    "Sun Nov  6 08:49:37 1994",
)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_three_spellings_are_the_same_moment(spelling):
    assert waiting.asked_for(spelling, MOMENT - 90) == 90
    assert waiting.asked_for(spelling, MOMENT + 1) == 0


def test_a_moment_is_written_as_the_rfc_writes_it():
    assert waiting.written(MOMENT) == list(SPELLINGS)


@pytest.mark.parametrize("code", CASES.right)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_right_answers_read_them_too(code, spelling):
    namespace: dict = {}
    exec(SETUP + code, namespace)
    assert namespace["wait"](3, spelling, MOMENT - 90, lambda low, high: high) == 94


# Brooker 2015: full jitter is uniform(0, min(cap, base * 2^n))
@pytest.mark.parametrize(("n", "high"), [(0, 0.5), (1, 1), (3, 4), (4, 8), (5, 8), (40, 8)])
def test_the_ceiling_doubles_up_to_the_cap(n, high):
    assert waiting.ceiling(n) == high


def test_the_machine_has_its_own_zone_again_when_the_check_is_over():
    before = time.tzname, os.environ.get("TZ")
    assert judged(units.find("03.3"), answer(), SETUP).outcome == "passed"
    assert (time.tzname, os.environ.get("TZ")) == before
