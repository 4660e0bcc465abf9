"""Asking never raises, whatever the learner's code does, and gives JSON."""

import json
import signal
import sys
import time

import numpy as np
import pytest

from helpers.checks import doubles
from helpers.checks.ask import MAX_PRINTED, ask
from helpers.checks.encoding import Record
from helpers.checks.exercise import (
    Call,
    Double,
    Value,
    question_from_json,
    question_to_json,
    reply_from_json,
)


def asked(question, code):
    """The Reply to one question about names that `code` makes, all through JSON."""
    namespace = {}
    exec(code, namespace)
    question = question_from_json(json.loads(json.dumps(question_to_json(question))))
    (reply,) = ask([question], namespace)
    return reply_from_json(json.loads(json.dumps(reply, allow_nan=False)))


@pytest.mark.parametrize(
    ("question", "code", "value"),
    [
        (Value("x"), "x = (1, b'a')", (1, b"a")),
        (Call("f", (2,)), "f = lambda n: n + 1", 3),
        (Call("f", (), {"n": 2}), "def f(*, n): return n", 2),
        (Call("f"), "def f():\n yield 1\n yield 2", Record("iterator", {"items": [1, 2]})),
        (Call("f", (3,)), "async def f(n): return n", 3),
        (Call("f", (np.array([1.0, 2.0]),)), "f = lambda a: a * 2", [2.0, 4.0]),
        (Call("f"), "class f:\n def __len__(self): return 0\nf = lambda: None", None),
    ],
)
def test_the_value_comes_back(question, code, value):
    assert asked(question, code).value == value


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system cannot change its time zone")
def test_a_call_may_be_answered_in_another_time_zone():
    code = "import time\nf = lambda: time.localtime(0).tm_hour"
    here = time.localtime(0).tm_hour
    assert asked(Call("f", zone="XXX9:30"), code).value == 14  # 9 h 30 min west of GMT
    assert asked(Call("f", zone="YYY-3"), code).value == 3
    assert time.localtime(0).tm_hour == here


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("def f(): return 1 / 0", "ZeroDivisionError: division by zero"),
        ("def f(): raise SystemExit(3)", "SystemExit: 3"),
        ("def f(): raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("def f(): return f()", "RecursionError: maximum recursion depth exceeded"),
        ("f = [1]", "TypeError: f is a list, a function is wanted"),
        ("def f(x): return x", "TypeError: f() missing 1 required positional argument: 'x'"),
        ("def f(): raise type('Odd', (Exception,), {'__str__': lambda s: 1 / 0})", "Odd: (its"),
        ("def f(): return 'a' * 3_000_000", "TooLarge: an answer has at most"),
        ("def f():\n while True: yield 1", "TooLarge: an answer has at most"),
        (
            "class L(list):\n def __iter__(s): raise OSError('no')\ndef f(): return L()",
            "OSError: no",
        ),
    ],
)
def test_an_error_is_a_reply_with_its_last_line(code, error):
    reply = asked(Call("f"), code)
    assert reply.error.startswith(error)
    assert not reply.unset


LIES = """
class Meta(type):
    __mro__ = __name__ = property(lambda cls: 1 / 0)
class Odd(ValueError, metaclass=Meta): pass
def f(): raise Odd("no")
"""


def test_an_error_says_what_it_is_made_of_and_a_metaclass_cannot_lie():
    assert asked(Call("f"), "def f(): return {}['x']").kinds == (
        "KeyError",
        "LookupError",
        "Exception",
    )
    assert asked(Call("f"), LIES).kinds == ("Odd", "ValueError", "Exception")
    assert asked(Call("f"), "def f(): raise KeyboardInterrupt").kinds == ()
    deep = "class E(ValueError): pass\nfor _ in range(50): E = type('E' * 300, (E,), {})\n"
    kinds = asked(Call("f"), deep + "def f(): raise E").kinds
    assert len(kinds) == 12
    assert kinds[-2:] == ("ValueError", "Exception")


@pytest.mark.parametrize(
    "code",
    [
        "",
        "f = ...",
        "def f(): return ...",
        "def f(): return [1, {'a': ...}]",
        "def f(): raise NotImplementedError",
        "def f(): return 1 + ...",
        "def f(): return len(...)",
        "def f(): return (...).text",
    ],
)
def test_an_untouched_stub_is_unset(code):
    assert asked(Call("f"), code).unset


def test_arguments_are_fresh_for_every_question():
    shared = [1]
    namespace = {"f": lambda items: items.append(2) or items}
    replies = ask([Call("f", (shared,)), Call("f", (shared,))], namespace)
    assert [reply["value"] for reply in replies] == [[1, 2], [1, 2]]
    assert shared == [1]


def test_printing_is_caught_and_cut(capsys):
    reply = asked(Call("f"), "def f():\n for _ in range(9999): print('x' * 100)\n return 1")
    assert (reply.value, len(reply.printed)) == (1, MAX_PRINTED)
    assert capsys.readouterr().out == ""


needs_timer = pytest.mark.skipif(
    not hasattr(signal, "setitimer"), reason="this system has no interval timer"
)


@needs_timer
@pytest.mark.parametrize(
    "body",
    [
        "while True: pass",
        "while True:\n  try:\n   while True: pass\n  except Exception: pass",
        "import time; time.sleep(60)",
    ],
)
def test_a_call_that_takes_too_long_is_stopped_and_the_rest_is_not_asked(body):
    namespace = {}
    exec(f"def f():\n {body}", namespace)
    started = time.monotonic()
    replies = ask([Call("f", seconds=0.2), Call("f", seconds=0.2)], namespace)
    assert [reply["error"] for reply in replies] == ["OutOfTime: no answer after 0.2 seconds"] * 2
    assert time.monotonic() - started < 5


@needs_timer
def test_a_coroutine_that_takes_too_long_is_stopped():
    code = "import asyncio\nasync def f(): await asyncio.sleep(60)"
    assert asked(Call("f", seconds=0.2), code).error.startswith(("TimeoutError", "OutOfTime"))


@needs_timer
def test_the_timer_is_given_back():
    before = signal.getsignal(signal.SIGALRM)
    asked(Call("f"), "def f(): return 1")
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_a_recorder_gives_its_answers_in_turn_and_its_log_comes_back():
    send = Double("recorder", {"answers": [{"error": "TimeoutError: slow"}, 7]}, name="send")
    code = """
def f(send):
    try:
        send(1)
    except TimeoutError as error:
        return str(error), send(2, key=3), send(4)
"""
    reply = asked(Call("f", (send,)), code)
    assert reply.value == ("slow", 7, 7)
    assert [call["args"] for call in reply.logs["send"]] == [[1], [2], [4]]
    assert reply.logs["send"][1]["kwargs"] == {"key": 3}


def test_a_call_over_the_budget_stops_even_code_that_catches_exceptions():
    send = Double("recorder", {"at_most": 2}, name="send")
    code = "def f(send):\n while True:\n  try: send()\n  except Exception: pass"
    reply = asked(Call("f", (send,)), code)
    assert reply.error == "OverBudget: more than 2 calls"
    assert len(reply.logs["send"]) == 2


def test_a_lookup_answers_by_its_arguments_and_notes_them():
    find = Double("lookup", {"answers": [[[[]], "root"], [[["a"]], "leaf"]]}, name="find")
    code = """
def f(find):
    path = []
    first = find(path)
    path.append("a")
    return first, find(tuple(path))
"""
    reply = asked(Call("f", (find,)), code)
    assert reply.value == ("root", "leaf")
    assert reply.logs["find"] == [[[]], [["a"]]]
    strange = asked(Call("f", (find,)), "def f(find): return find(['b'])")
    assert strange.error == "ValueError: nothing is known of ['b']"
    spent = Double("lookup", {"answers": [], "at_most": 0})
    assert asked(Call("f", (spent,)), "def f(find): find(1)").error.startswith("OverBudget")


def test_a_clock_moves_only_when_somebody_sleeps():
    code = "def f(clock):\n clock.sleep(2.5)\n return clock()"
    reply = asked(Call("f", (Double("clock", {"start": 1.0}),)), code)
    assert (reply.value, reply.logs["clock"]) == (3.5, [2.5])


def test_sdk_doubles_are_the_sdks_own_types():
    usage = {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3}
    reply = asked(
        Call("f", (Double("chat_completion", {"usage": usage}),)), "f = lambda r: r.usage"
    )
    assert reply.value.total_tokens == 3
    usage = {"input_tokens": 1, "output_tokens": 2}
    reply = asked(Call("f", (Double("message", {"usage": usage}),)), "f = lambda r: r.usage")
    assert reply.value.output_tokens == 2


def test_making_the_arguments_is_not_the_learners_time(monkeypatch):
    def left():
        return signal.getitimer(signal.ITIMER_REAL)[0]

    monkeypatch.setitem(doubles.DOUBLES, "clock", left)
    assert asked(Call("f", (Double("clock"),)), "f = lambda left: left").value == 0


def test_an_unknown_double_names_those_there_are():
    reply = asked(Call("f", (Double("oracle"),)), "f = lambda x: x")
    assert reply.error.startswith("ValueError: no double 'oracle'; there are recorder, lookup")


@pytest.mark.parametrize(
    "forged",
    [
        [],
        {"verdict": 1},
        {"error": 5},
        {"value": {"$x": 1}},
        {"logs": {"a": 1}},
        {"printed": None},
        {"error": "E", "kinds": "ValueError"},
        {"error": "E", "kinds": [1]},
        {"error": "E", "kinds": None},
        {"error": "E", "kinds": ["ValueError"] * 13},
        {"error": "E", "kinds": ["E" * 101]},
    ],
)
def test_a_forged_reply_is_a_value_error(forged):
    with pytest.raises(ValueError, match=r"^(a reply|not an encoded value)"):
        reply_from_json(forged)


def test_the_room_where_learners_code_runs_loads_no_judge():
    import subprocess

    code = "import sys; import helpers.checks.ask; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = [name for name in done.stdout.split() if "checks" in name]
    assert sorted(loaded) == [
        "helpers.checks",
        "helpers.checks.ask",
        "helpers.checks.doubles",
        "helpers.checks.effort",
        "helpers.checks.encoding",
        "helpers.checks.exercise",
        "helpers.checks.feed",
        "helpers.checks.line",
        "helpers.checks.slow_calls",
        "helpers.checks.upstream",
    ]


ROWS = Double("database", {"tables": {"t": [{"id": 1}, {"id": 2}]}})
CHANGES = [  # what is given, what is done with it, the argument that is another afterwards
    ([3, 1], "x.sort()", "x"),
    ([3, 1], "x = sorted(x)", None),
    ([[1], [2]], "x[0].clear()", "x"),
    ({"a": 1}, "x.pop('a')", "x"),
    (np.array([1.0, 2.0]), "x /= 2", "x"),
    (np.array([1.0, 2.0]), "x = x / 2", None),
    (np.array([1.0, np.nan]), "x = x + 1", None),
    (ROWS, "x.execute('DELETE FROM t')", "x"),
    (ROWS, "x.execute('CREATE TABLE other (id)')", "x"),
    (ROWS, "x.close()", "x"),
    (
        ROWS,
        "x.row_factory = __import__('sqlite3').Row; x.execute('SELECT * FROM t').fetchall()",
        None,
    ),
    (ROWS, "x.create_function('twice', 1, lambda n: 2 * n)", None),
    (Double("recorder", {"answers": [[1]]}), "x()", None),
    (Double("recorder", {"answers": [[1]]}), "x().append(2)", "x"),
    (Double("clock"), "x.sleep(2)", None),
    ([1], "x.append(x)", "x"),
]


@pytest.mark.parametrize(
    ("given", "code", "changed"), CHANGES, ids=[code for _, code, _ in CHANGES]
)
def test_an_argument_that_is_not_what_it_was_comes_back_by_name(given, code, changed):
    reply = asked(Call("f", (0, given)), f"def f(n, x):\n    {code}")
    assert reply.error is None
    assert [change.name for change in reply.changed] == ([changed] if changed else [])


def test_a_reply_of_an_sdk_that_was_changed_is_noticed_in_a_list():
    chat = Double("chat_completion", {"choices": []})
    reply = asked(Call("f", ([chat],)), "def f(replies):\n    replies[0].model = 'mine'")
    assert reply.changed[0].at == 0


def test_a_keyword_argument_is_looked_at_too():
    reply = asked(Call("f", (), {"x": [1]}), "def f(**given):\n    given['x'].clear()")
    assert (reply.changed[0].at, reply.changed[0].after) == ("x", [])
