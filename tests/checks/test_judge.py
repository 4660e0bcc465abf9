"""Judging: fair comparison, the misconception that explains most, and words instead of errors."""

import json
import math

import numpy as np
import pytest

from helpers.checks import judge
from helpers.checks.ask import ask
from helpers.checks.encoding import Record
from helpers.checks.exercise import (
    Call,
    Changed,
    Complete,
    Double,
    Exercise,
    Reply,
    Value,
    reply_from_json,
)
from helpers.grading import schema


def exercise(**fields):
    usual = {
        "id": "99.1", "title": "Double it", "goal": "Write `double(n)`.", "points": 4,
        "minutes": 1, "difficulty": "easy", "budget": "one line", "answers": ("double",),
        "questions": lambda seed: [Call("double", (n,)) for n in (0, 2, 3)],
        "judge": judge.compare(
            lambda n: 2 * n,
            [judge.would_return(lambda n: n * n, "You square."),
             judge.would_return(lambda n: n + 2, "You add two."),
             judge.value_is(lambda value, wanted: value[0] == wanted, "A list is around it."),
             judge.stops_with("KeyError", "There is no key.")]),
        "hints": ("a", "b"),
    }  # fmt: skip
    return Exercise(**{**usual, **fields})


def verdict(replies, **fields):
    it = exercise(**fields)
    return judge.verdict(it, it.questions(0), replies)


def values(*given):
    return [Reply(value) for value in given]


def test_every_reply_right_is_passed_with_all_points():
    it = verdict(values(0, 4, 6))
    assert (it.outcome, it.share, exercise().earned(it)) == ("passed", 1.0, 4)


@pytest.mark.parametrize(
    ("replies", "words"),
    [
        (values(0, 4, 9), "You square."),  # 2 fits "add two" as well: the one that explains more
        (values(2, 4, 5), "You add two."),
        (values(0, 4, 5), "On this input it looks as if you add two."),  # and for 0 it does not
        (values(2, 4, 7), "On this input it looks as if you add two."),  # 7 is unexplained
        (values(0, 4, [6]), "A list is around it."),  # seen from the value, nothing is foretold
        (values(0, [4], 7), "On this input it looks like this: A list is around it."),
        (values([0], [4], [6]), "A list is around it."),
        ([Reply(error="KeyError: 'x'")] * 3, "There is no key."),
        ([Reply(error="OSError: x")] * 3, "stopped with an error (3 of 3 inputs)"),
        (values(0, 4, 7), "differs from what is wanted (1 of 3 inputs)"),
        (values(None, None, None), "`None` came back"),
        (values("0", "4", "6"), "`int` is wanted, `str` came"),
    ],
)
def test_not_yet_names_the_mistake(replies, words):
    it = verdict(replies)
    assert it.outcome == "not yet"
    assert words in it.message
    assert "- input: `double(" in it.evidence
    assert "- wanted: `" in it.evidence


def test_the_message_gives_no_input_away():
    it = verdict(values(0, 4, 7777))
    assert "7777" not in it.message
    assert "- came: `7777`" in it.evidence


def test_an_untouched_stub_is_not_attempted():
    assert verdict([Reply(unset=True)] * 3) == judge.not_attempted()


def test_a_stub_that_is_half_open_is_not_yet_and_shows_where():
    it = verdict([Reply(0), Reply(unset=True), Reply(6)])
    assert (it.outcome, it.evidence) == ("not yet", "- input: `double(2)`")


ODD = [TypeError, ValueError, KeyError, IndexError, AttributeError, ZeroDivisionError]


@pytest.mark.parametrize("error", ODD)
def test_a_judge_that_trips_is_not_yet_in_words(error):
    def trips(questions, replies):
        raise error("len")

    it = verdict(values(1, 2, 3), judge=trips)
    assert it.outcome == "not yet"
    assert "a form that this check cannot read" in it.message


def test_where_the_reference_raises_an_error_is_wanted():
    def reference(n):
        if n == 0:
            raise ValueError("zero")
        return 2 * n

    with_error = {"judge": judge.compare(reference)}
    right = [Reply(error="ValueError: no"), Reply(4), Reply(6)]
    assert verdict(right, **with_error).outcome == "passed"
    it = verdict(values(0, 4, 6), **with_error)
    assert "a `ValueError` is wanted" in it.message
    assert "- wanted: a `ValueError`" in it.evidence


def test_an_error_of_a_class_of_ones_own_is_of_the_kind_that_it_is_made_of():
    def reference(n):
        raise ValueError

    code = "class Missing(ValueError): pass\nclass Holes(Missing): pass\ndef double(n): raise {}(n)"
    for own, outcome in (("Holes", "passed"), ("KeyError", "not yet"), ("Exception", "not yet")):
        space: dict = {}
        exec(code.format(own), space)
        asked = ask(exercise().questions(0), space)
        for read in (reply_from_json, schema.reply):  # the notebook's way, and the grader's
            replies = [read(json.loads(json.dumps(one))) for one in asked]
            it = verdict(replies, judge=judge.compare(reference))
            assert it.outcome == outcome, (own, it)


def test_a_wanted_error_that_came_speaks_against_no_misconception():
    def doubled(n, factor=2):
        if n == 0:
            raise ValueError("zero")
        return factor * n

    thrice = judge.would_return(lambda n: doubled(n, 3), "You treble.")
    replies = [Reply(error="ValueError: no"), Reply(6), Reply(9)]
    assert verdict(replies, judge=judge.compare(doubled, [thrice])).message == "You treble."
    never = judge.would_return(lambda n: 3 * n, "You treble.")
    guess = verdict(replies, judge=judge.compare(doubled, [never])).message
    assert guess == "On this input it looks as if you treble."


def test_where_code_stops_and_an_array_is_wanted_a_misconception_does_not_trip():
    arrays = judge.compare(lambda n: np.ones(3), [judge.would_return(lambda n: np.ones(3), "x")])
    it = verdict([Reply(error="OverflowError: e")] * 3, judge=arrays)
    assert "stopped with an error" in it.message


def test_a_value_is_no_error_whatever_kinds_come_with_it():
    def reference(n):
        raise ValueError

    forged = [Reply(n, kinds=("ValueError",)) for n in (0, 4, 6)]
    assert verdict(forged, judge=judge.compare(reference)).outcome == "not yet"


def test_of_a_table_the_evidence_says_which_keys_differ():
    wanted = [{"n": 3, "cost": 1.5, "who": "a"}, {"n": 4, "cost": 2.5, "who": "b"}]
    rows = judge.compare(lambda n: wanted)
    it = verdict(values(*[[wanted[0], {**wanted[1], "cost": 9}]] * 3), judge=rows)
    assert it.evidence.endswith("- differs in: `cost`")
    other = verdict(values(*[[{"x": 1}, {"x": 2}]] * 3), judge=rows)
    assert "differs in" not in other.evidence
    one = verdict(values(*[{"n": 3, "cost": 2}] * 3), judge=judge.compare(lambda n: wanted[0]))
    assert one.evidence.endswith("- differs in: `cost`, `who`")


def test_a_reference_that_changes_its_arguments_does_not_change_the_question():
    def reference(items):
        items.reverse()
        return items

    both = judge.compare(reference, [judge.would_return(reference, "Never said.")])
    assert both([Call("f", ([1, 2],))], values([2, 1])).outcome == "passed"
    assert "`f([1, 2])`" in both([Call("f", ([1, 2],))], values([1, 2])).evidence


def test_several_names_have_a_reference_each():
    both = judge.compare({"double": lambda n: 2 * n, "limit": lambda: 9})
    questions = [Call("double", (2,)), Value("limit")]
    assert both(questions, values(4, 9)).outcome == "passed"
    assert "looked at: `limit`" in both(questions, values(4, 8)).evidence


@pytest.mark.parametrize(
    ("expected", "value", "equal"),
    [
        (1, 1.0, True),
        (1, True, False),
        (True, 1, False),
        (True, True, True),
        (0.1 + 0.2, 0.3, True),
        (0.3, 0.3001, False),
        (1e12, 1e12 + 1, True),
        (10**12, 10**12 + 1, False),
        (math.nan, math.nan, True),
        ([1], Record("iterator", {"items": [1]}), False),
        (math.inf, math.inf, True),
        (math.inf, 1e308, False),
        (1, None, False),
        ("a", "a", True),
        ("a", b"a", False),
        ((1, 2), [1, 2], True),
        ([1, 2], [1, 2, 3], False),
        ((1, 2), Record("Point", {"x": 1, "y": 2}), True),
        ((1, 2), Record("Point", {"x": 2, "y": 1}), False),
        ({"x": 1}, Record("Point", {"x": 1}), True),
        (np.array([1, 2]), [1, 2], True),
        (np.float64(0.5), 0.5, True),
        ({"a": (1,)}, {"a": [1]}, True),
        ({"a": 1}, {"a": 1, "b": 2}, False),
        ({1, 2}, {2, 1}, True),
        ([], {}, False),
    ],
)
def test_same_is_fair(expected, value, equal):
    assert judge.same(expected, value) is equal


def test_near_allows_the_tolerance_and_not_more():
    assert judge.near(0.01)(0.5, 0.509)
    assert not judge.near(0.01)(0.5, 0.511)


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        (Call("f", ("a", 1.23456789), {"k": [0.1 + 0.2]}), "- input: `f('a', 1.23457, k=[0.3])`"),
        (Call("f", ("a`b",)), "- input: `` f('a`b') ``"),
        (Call("f", (np.array([1.0]),)), "- input: `f([1.0])`"),
        (Call("f", (Double("clock", {"start": 2}),)), "- input: `f(clock(start=2))`"),
        (Value("x"), "- looked at: `x`"),
    ],
)
def test_a_question_is_shown_as_the_learner_would_type_it(question, shown):
    assert judge.show_question(question) == shown


def test_a_long_input_is_shown_from_its_beginning_and_says_how_much_is_left():
    shown = judge.show_question(Call("f", ("a" * 1000 + "end",)))
    assert len(shown) < 300
    assert shown.endswith("a … (765 characters more))`")


def prompted(**fields):
    def follow_up(questions, replies):
        return [Complete({"messages": [*reply.value]}) for reply in replies]

    def all_said_yes(questions, replies):
        return judge.passed() if replies[-1].value == "yes" else judge.not_yet("No.")

    return exercise(questions=lambda seed: [Call("f")], follow_up=follow_up, judge=all_said_yes)


def test_prompts_are_made_from_the_answer_and_judged_with_it():
    it, asked = prompted(), [Call("f")]
    prompts = judge.prompts(it, asked, [Reply(["hello"])])
    assert prompts == [Complete({"messages": ["hello"]})]
    assert judge.verdict(it, asked + prompts, [Reply(["hello"]), Reply("yes")]).outcome == "passed"
    assert judge.verdict(it, asked + prompts, [Reply(["hello"]), Reply("no")]).outcome == "not yet"


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(error="NameError: x"), "stopped with an error"),
        (Reply(7), "a form that this check cannot read"),
        (Reply(unset=True), "Replace every"),
    ],
)
def test_an_answer_that_makes_no_prompt_is_said_without_running_the_model(reply, words):
    assert judge.prompts(prompted(), [Call("f")], [reply]) == []
    assert words in judge.verdict(prompted(), [Call("f")], [reply]).message


def test_of_two_functions_each_is_explained_by_itself():
    both = judge.compare(
        {"double": lambda n: 2 * n, "half": lambda n: n / 2},
        [judge.would_return(lambda n: n * n, "You square.")],
    )
    questions = [Call(name, (n,)) for name in ("double", "half") for n in (3, 4)]
    it = both(questions, values(9, 16, 1, 1))
    assert it.message == "You square."
    assert it.at == questions[0]


def test_an_argument_that_is_another_after_the_call_is_named():
    replies = [Reply(0), Reply(4, changed=(Changed(0, "rows", [1]),)), Reply(6)]
    it = verdict(replies)
    assert (it.outcome, it.share) == ("not yet", 0.5)
    assert "an argument is changed" in it.message
    assert "rows" not in it.message
    after = "- your code changes `rows`; after the call it is `[1]`"
    assert it.evidence == f"- input: `double(2)`\n{after}"
    assert verdict(replies, changes=(0,)).outcome == "passed"


def test_a_wrong_value_is_said_before_a_changed_argument():
    changed = (Changed(0, "rows", [1]),)
    assert verdict([Reply(value, changed=changed) for value in (0, 4, 9)]).message == "You square."


def test_an_iterator_is_no_list():
    it = judge.compare(lambda: [1])([Call("f")], [Reply(Record("iterator", {"items": [1]}))])
    assert "it can be read once only" in it.message


def test_a_form_that_an_exercise_knows_of_has_words_of_its_own():
    def judge_it(questions, replies):
        raise judge.Unreadable("There is no such job.")

    assert verdict(values(1, 2, 3), judge=judge_it).message == "There is no such job."


def test_none_is_wanted_in_these_words():
    it = judge.compare(lambda: None)([Call("f")], values("x"))
    assert "Here `None` is wanted, and a `str` came" in it.message
