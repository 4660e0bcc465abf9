"""Errands hold: each recorded call gives the recorded result, and the answer follows."""

import json
import random
import re

import pytest

from helpers.world.arithmetic import evaluate
from helpers.world.benches import bench
from helpers.world.devices import best_passage
from helpers.world.draw import Draw, is_held_out
from helpers.world.errands import CHATS, NO_TOOL, NOT_FOUND, errand, errands, run

SPLITS = ("train", "heldout")
N = 150


def some(split, plain=False):
    return [errand(Draw(seed, split), plain) for seed in range(N)]


@pytest.mark.parametrize("split", SPLITS)
def test_every_recorded_call_gives_the_recorded_result(split):
    for one in some(split):
        earlier = []
        for step in one.steps:
            assert run(one, step.call, earlier) == step.result, one
            earlier.append(step.call)


@pytest.mark.parametrize("split", SPLITS)
def test_the_answer_stands_in_the_results_or_says_what_is_missing(split):
    for one in some(split):
        seen = " ".join(step.result for step in one.steps)
        if one.steps and one.answer not in (NOT_FOUND, "Done."):
            values = [part.split(": ")[-1] for part in one.answer.split(", ")]
            assert all(value in seen for value in values), one


@pytest.mark.parametrize("split", SPLITS)
def test_arguments_of_a_calculation_come_from_the_question_or_an_earlier_result(split):
    for one in some(split):
        seen = one.question
        for step in one.steps:
            if step.aim.startswith("calculate") and "%" not in seen and "per cent" not in seen:
                numbers = re.findall(r"\d+", step.call["arguments"].split("{", 1)[1])
                known = {*re.findall(r"\d+", seen), "2", "100"}
                fields = re.findall(r"\d+", " ".join(json.loads(step.call["arguments"])))
                assert set(numbers) - set(fields) <= known, one
            seen += " " + step.result


def test_every_call_fits_the_schema_of_an_offered_tool():
    for one in some("train"):
        tools = {tool["name"]: tool["parameters"] for tool in one.tools}
        assert len(tools) == len(one.tools)
        assert 1 <= len(tools) <= 4
        for step in one.steps:
            schema, given = tools[step.call["name"]], json.loads(step.call["arguments"])
            assert list(given) == schema["required"]
            for field, value in given.items():
                assert value in schema["properties"][field].get("enum", [value])


def test_names_are_legal_and_none_is_in_both_splits():
    names = {split: {tool["name"] for one in some(split) for tool in one.tools} for split in SPLITS}
    assert not names["train"] & names["heldout"]
    assert all(is_held_out(name) for name in names["heldout"])
    assert not any(is_held_out(name) for name in names["train"])
    assert all(re.fullmatch(r"[A-Za-z_][\w-]{0,63}", n, re.ASCII) for n in names["train"])


def test_the_same_seed_gives_the_same_errand():
    assert errand(Draw(5)) == errand(Draw(5))
    assert errand(Draw(5)) != errand(Draw(6))


def test_all_kinds_of_errands_are_drawn():
    drawn = some("heldout")
    assert {0, 1, 2} <= {len(one.rounds) for one in drawn}
    assert any(len(one.rounds[0]) == 2 for one in drawn if one.rounds)
    assert {NOT_FOUND, NO_TOOL, "Done.", *CHATS} <= {one.answer for one in drawn} | set(CHATS)
    assert {1, 2} <= {one.failures for one in drawn}


def test_a_plain_errand_gives_every_call_one_text():
    for one in some("train", plain=True):
        for step in one.steps:
            [value] = json.loads(step.call["arguments"]).values()
            assert isinstance(value, str)


def test_a_tool_fails_as_often_as_it_should():
    for one in some("train"):
        if one.failures == 1 and len(one.rounds) > 1:
            first, again = one.rounds[0][0], one.rounds[1][0]
            assert first.call == again.call
            assert first.result == one.trouble
            assert again.result != one.trouble


def test_several_errands_share_their_tools():
    first, second = errands(Draw(1), 2)
    assert first.tools == second.tools


def test_a_lookup_never_knows_of_what_the_search_is_asked_for():
    nouns = {"window": "maintenance day", "colour": "nickname"}
    both = [b for b in (bench(Draw(s)) for s in range(N)) if b.of("search") and b.of("lookup")]
    assert len(both) > N // 20
    for there in both:
        told = {nouns.get(f.attribute, f.attribute) for f in (*there.facts, there.absent)}
        assert not any(told & set(device.data.topic.nouns) for device in there.of("lookup"))


@pytest.mark.parametrize("broken", ["{", "[]", "{}", '{"x": 1}', "", "null"])
def test_a_call_with_wrong_arguments_is_answered_with_an_error(broken):
    for one in some("train")[:40]:
        call = {"name": one.tools[0]["name"], "arguments": broken}
        assert run(one, call, [call, call]).startswith("Error: ")
    assert "no tool" in run(one, {"name": "nowhere", "arguments": "{}"})


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("2+3*4", "14"),
        ("(2 + 3) * 4", "20"),
        ("7 / 2", "3.5"),
        ("1/3", "0.3333"),
        ("-3 - -4", "1"),
        ("10 - 4 - 3", "3"),
        ("100 / 10 / 5", "2"),
        ("0.1 + 0.2", "0.3"),
        ("300 * 10", "3000"),
        ("0", "0"),
        ("10", "10"),
    ],
)
def test_the_calculator_calculates(expression, value):
    assert evaluate(expression) == value


def test_the_calculator_agrees_with_python_on_random_expressions():
    rng = random.Random(0)
    for _ in range(300):
        numbers = [str(rng.randint(1, 99)) for _ in range(4)]
        a, b, c = rng.choices("+-*/", k=3)
        text = f"({numbers[0]} {a} {numbers[1]}) {b} {numbers[2]} {c} {numbers[3]}"
        try:
            expected = eval(text)
        except ZeroDivisionError:
            continue
        assert float(evaluate(text)) == pytest.approx(expected, abs=6e-5)


REFUSED = """
2 ** 3;2 +;(2;2);a;__import__('os');1 2;1e9;2 // 3;1 / 0;3 % 2;²;٣;();1,000;1.;.5;x * 2
""".strip().split(";")


@pytest.mark.parametrize("text", ["", *REFUSED, "1+" * 150 + "1", "(" * 5000])
def test_the_calculator_refuses_everything_else(text):
    with pytest.raises(ValueError, match=r".+"):
        evaluate(text)


def test_the_search_finds_by_words():
    texts = ["Zarn costs 4 euros.", "The owner of Bril is Ada.", "Bril costs 9 euros."]
    assert best_passage(texts, "Bril price costs") == texts[2]
    assert best_passage(texts, "owner bril") == texts[1]
    assert best_passage(texts, "weather") == "No results."
