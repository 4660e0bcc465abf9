"""Exercise 03.5: clients that survive, clients that do not, and what the check says to each."""

import random

import pytest
from cases import Answers, from_solution, judged, table

from helpers.checks.line import Line
from helpers.exercises import units
from helpers.exercises.unit_03 import client, days, outcomes

REFERENCE = from_solution("03")  # the client uses the answers to two earlier exercises
IMPORTS = "import calendar, re, time\nfrom contextlib import suppress\nimport requests\n"
SETUP = f"{IMPORTS}{REFERENCE['03.1'][1]}{REFERENCE['03.3'][1]}"


def answer(
    timeout: str = "min(10, deadline - line.now())",
    attempts: str = "range(attempts)",
    caught: str = "requests.RequestException",
    body: str = "body_of(response)",
    final: str = "found != 'transport fault'",
    header: str = "response.headers.get('retry-after')",
    fits: str = "line.now() + pause >= deadline",
    pause: str = "wait(n, header, line.now(), line.draw)",
    lost: str = "('transport fault', None)",
    text: str = "body['choices'][0]['message']['content'] if status == 200 else None",
) -> str:
    return (
        "def body_of(response):\n"
        "    try:\n"
        "        return response.json()\n"
        "    except ValueError:\n"
        "        return None\n"
        "def call(line, attempts, seconds):\n"
        "    deadline = line.now() + seconds\n"
        f"    for n in {attempts}:\n"
        "        status = body = header = None\n"
        "        try:\n"
        f"            response = line.post(timeout={timeout})\n"
        f"            status, body, header = response.status_code, {body}, {header}\n"
        f"        except {caught}:\n"
        "            pass\n"
        "        found = outcome(status, body)\n"
        f"        if {final}:\n"
        f"            return found, {text}\n"
        f"        pause = {pause}\n"
        f"        if n + 1 == attempts or {fits}:\n"
        "            break\n"
        "        line.sleep(pause)\n"
        f"    return {lost}"
    )


def swallows(word: str) -> str:
    """A client that makes an outcome of a mistake of its own."""
    found = "found = outcome(status, body)"
    caught = f"try: {found}\n        except ValueError: found = {word}"
    return answer().replace(found, caught)


RECURSIVE = """
def call(line, attempts, seconds, n=0):
    end = line.now() + seconds
    retry_after = None
    try:
        response = line.post(min(10.0, seconds))
        retry_after = response.headers.get("Retry-After")
        found = outcome(response.status_code, read(response))
        if found != "transport fault":
            return [found, text(response) if response.ok else None]
    except requests.exceptions.RequestException:
        pass
    pause = wait(n, retry_after, line.now(), line.draw)
    left = end - line.now() - pause
    if n + 1 >= attempts or left <= 0:
        return ["transport fault", None]
    line.sleep(pause)
    return call(line, attempts, left, n + 1)

def read(response):
    try:
        return response.json()
    except requests.exceptions.JSONDecodeError:
        return None

def text(response):
    return response.json()["choices"][0]["message"]["content"]
"""

# an object with states, its own waits (the longer of what is asked and drawn), no other exercise
OBJECT = """
class Attempt:
    def __init__(self, line, until):
        self.line, self.until, self.status, self.body, self.asked = line, until, None, None, None
    def go(self):
        try:
            came = self.line.post(timeout=min(10, self.until - self.line.now()))
        except requests.RequestException:
            return self
        self.status, self.asked = came.status_code, came.headers.get("retry-after")
        if came.headers["content-type"].startswith("application/json"):
            try:
                self.body = came.json()
            except ValueError:
                self.body = None
        return self
    def outcome(self):
        return outcome(self.status, self.body)

def call(line, attempts, seconds):
    until = line.now() + seconds
    for retry in range(attempts):
        if line.now() >= until:
            break
        attempt = Attempt(line, until).go()
        if attempt.outcome() == "transport fault":
            drawn = line.draw(0, min(8, 0.5 * 2 ** retry))
            asked = wait(0, attempt.asked, line.now(), lambda low, high: 0)
            nap = max(asked, drawn)
            if retry < attempts - 1 and line.now() + nap < until:
                line.sleep(nap)
                continue
            break
        text = None
        if attempt.status == 200:
            text = attempt.body["choices"][0]["message"]["content"]
        return attempt.outcome(), text
    return "transport fault", None
"""

NO_RETRY = answer(attempts="range(1)").replace("n + 1 == attempts", "True")

CASES = Answers(
    right=(answer(), RECURSIVE, OBJECT),
    wrong=(
        (NO_RETRY, "gives up after 1 of"),
        (answer(attempts="range(attempts + 1)").replace("n + 1 ==", "n =="), "every post"),
        (answer(timeout="None"), "has no time-out"),
        (answer(timeout="deadline - line.now()"), "at most"),
        (answer(timeout="10"), "end after the deadline"),
        (answer(fits="False").replace("line.post", "line.now() < deadline and line.post"),
         "past the deadline"),
        (answer(final="found not in ('transport fault', 'cut off')"), "the outcome *cut off*"),
        (answer(header="None"), "before the time that retry-after names"),
        (answer(pause="1.0"), "without a draw"),
        (answer(pause="wait(n + 1, header, line.now(), line.draw)"), "other ends than full jitter"),
        (answer(pause="wait(0, header, line.now(), line.draw)"), "grows by 1"),
        (answer(caught="requests.Timeout"), "leaves it"),
        (answer(body="response.json()", caught="requests.ConnectionError"), "no json"),
        (answer(fits="line.now() + pause > deadline"), "no post follows"),
        (answer(fits="False").replace("line.sleep(pause)",
                                      "line.sleep(min(pause, deadline - line.now()))\n"
                                      "        if line.now() >= deadline: break"),
         "no post follows"),
        (answer().replace("n + 1 == attempts or ", ""), "after the last attempt"),
        (answer(header="response.headers.get('retry-after') if response.status_code == 429 "
                "else None"), "not with 429 alone"),
        (answer(timeout="min(5, deadline - line.now())"), "less time than it may take"),
        (answer(text="(body['choices'][0]['message'].get('refusal') or "
                "body['choices'][0]['message']['content']) if status == 200 else None"),
         "has another text"),
        (answer(lost="('complete', None)"), "the last post met"),
        (answer(lost="None"), "a pair"),
        (answer(text="None"), "has another text"),
        (swallows("'refused'"), "must be noticed"),
        (swallows("'transport fault'"), "never goes away"),
        ("def call(line, attempts, seconds):\n    return 'complete', 'billing 123'", "never posts"),
        (answer(text="body['choices'][0]['message']['content'] or None if status == 200 else None"),
         "as it stands there"),
        (answer(text="(body['choices'][0]['message']['content'] or '').strip() or None "
                "if status == 200 else None"), "as it stands there"),
        (answer().replace("range(attempts)", "range(max(2, attempts))").replace(
            "n + 1 == attempts", "n + 1 == max(2, attempts)"), "every post"),
        (answer().replace("status = body = header = None", "status = body = None").replace(
            "    for n", "    header = None\n    for n"), "of an earlier answer"),
        (answer().replace("line.sleep(pause)", "pass"), "does not sleep"),
        (answer(lost="(None, 'transport fault')"), "begins with the outcome"),
        (answer().replace("line.sleep(pause)",
                          "line.sleep(wait(n, header, line.now(), line.draw))"), "more than once"),
        (answer().replace("if n + 1", "line.draw(0, 1)\n        if n + 1"), "more than once"),
    ),
    setup=SETUP,
)  # fmt: skip
test_answers = table("03.5", CASES)


@pytest.mark.parametrize("seed", range(30))
def test_a_right_client_survives_every_day_that_can_be_drawn(seed):
    assert judged(units.find("03.5"), answer(), SETUP, seed).outcome == "passed"


def test_the_days_hold_every_kind_of_fault_and_every_end():
    met = set()
    for answers, *_ in days.days(random.Random(5)):
        for each in answers:
            status = each.get("status")
            try:
                met.add(outcomes.outcome(status, client.body_of(each)))
            except ValueError:
                met.add("mistake")
    wanted = {"complete", "cut off", "refused", "tool call", "context full", "transport fault"}
    assert met == wanted | {"mistake"}


def test_a_line_moves_its_clock_as_a_day_passes():
    line = Line([{"status": 429, "headers": {"retry-after": "2"}, "seconds": 0.5}, days.slow()])
    assert line.post(timeout=1).headers["Retry-After"] == "2"
    line.sleep(2)
    assert line.now() == 2.5
