"""The choice changes the client that is shown, and the text twin says the same."""

import contextlib

from helpers.checks.line import Line
from helpers.widgets import request_timeline

OK = {"status": 200, "body": {}, "seconds": 0.5}


def log(*pauses):
    """Two faults and an answer, with these waits between them."""
    faults = [{"status": 429, "headers": {"retry-after": "<2>"}}, {"failure": "ConnectionError"}]
    line = Line([*faults, OK], start=1000)
    for pause in (*pauses, None):
        with contextlib.suppress(OSError):
            line.post(timeout=5)
        if pause is not None:
            line.draw(0, 1)
            line.sleep(pause)
    return line.log


LOGS = {"calm": log(2, 4), "in haste": log(0, 0), "silent": []}


def test_a_line_for_each_call_and_each_wait(capsys):
    request_timeline.table(LOGS)
    assert capsys.readouterr().out.splitlines() == [
        "calm: 3 calls, 6.0 s of waits, 6.9 s in all.",
        "   0.0 to   0.2 s  call 1: 429, Retry-After <2>",
        "   0.2 to   2.2 s  wait",
        "   2.2 to   2.4 s  call 2: ConnectionError",
        "   2.4 to   6.4 s  wait",
        "   6.4 to   6.9 s  call 3: 200",
    ]


def test_the_choice_redraws_and_the_plain_text_is_the_table(capsys):
    widget = request_timeline.timeline(LOGS)
    before = widget.view.value
    widget.choices["client"].value = "in haste"
    assert widget.view.value != before
    request_timeline.table(LOGS, client="in haste")
    printed = capsys.readouterr().out.rstrip("\n")
    assert widget._repr_mimebundle_()["text/plain"] == f"{widget.promise}\n{printed}"


def test_bars_lie_on_one_scale_and_words_are_escaped():
    page = request_timeline.html(LOGS, "in haste")
    assert "Retry-After &lt;2&gt;" in page
    assert "left:5.80%" in page  # the third call begins at 0.4 s of 6.9 s, those of the calm client


def test_a_client_that_never_called_is_said():
    assert request_timeline.text(LOGS, "silent") == "silent: 0 calls, 0.0 s of waits, 0.0 s in all."
