"""Documents of tools have the form of chat.py; the loops judge a perfect and a bad model."""

import json

import pytest

pytest.importorskip("torch", reason="training needs PyTorch")

from helpers.pocket.chat import prompt_ids
from helpers.pocket.tokenizer import CALL, encoding, special_id
from helpers.pocket.tools import call_text
from helpers.world.draw import Draw
from helpers.world.errands import errand
from training.batches import document_tokens
from training.tasks.tooling import (
    as_prompt,
    as_turns,
    conversation,
    instruction,
    is_right,
    react,
    read_action,
    some_style,
    succeeds,
    succeeds_react,
    tool_use,
    transcript,
)

N = 80
SPLITS = ("train", "heldout")


@pytest.mark.parametrize("split", SPLITS)
def test_the_ids_begin_as_the_prompt_that_the_model_is_asked_with(split):
    for seed in range(N):
        document = tool_use(Draw(seed, split))
        ids, weights = document_tokens(document)
        for at, message in enumerate(document.messages):
            if message["role"] == "assistant":
                prompt = prompt_ids(document.messages[:at], encoding(), document.tools)
                assert ids[: len(prompt)] == prompt
                assert weights[len(prompt)] == 1
        assert len(ids) == len(weights)


def test_calls_and_answers_count_fully_and_definitions_and_results_little():
    document = tool_use(Draw(1))
    ids, weights = document_tokens(document)
    call = special_id(CALL, encoding())
    assert call in ids
    assert all(w == 1 for i, w in zip(ids, weights, strict=True) if i == call)
    prompt = prompt_ids(document.messages[:1], encoding(), document.tools)
    assert set(weights[1 : len(prompt)]) == {0.1}


@pytest.mark.parametrize("task", [tool_use, react])
def test_documents_are_short_and_the_same_for_the_same_seed(task):
    sizes = [len(document_tokens(task(Draw(seed)))[0]) for seed in range(N)]
    assert sum(size > 520 for size in sizes) <= N // 50
    assert task(Draw(3)) == task(Draw(3))
    assert task(Draw(3)) != task(Draw(4))


@pytest.mark.parametrize("task", [tool_use, react])
def test_no_pattern_is_left_unfilled(task):
    for seed in range(N):
        for message in task(Draw(seed)).messages:
            rows = message["content"].splitlines()  # a table of tools may have bars
            assert not any("|" in row for row in rows if not row.startswith("| ")), message
            assert "{it}" not in message["content"]
            assert "{noun}" not in message["content"]


@pytest.mark.parametrize("layout", [as_turns, as_prompt])
def test_react_ends_with_what_the_model_writes(layout):
    for seed in range(N):
        draw = Draw(seed)
        one, style = errand(draw, plain=True), some_style(draw)
        document = layout(draw, instruction(draw, one, style), [one], style)
        assert document.messages[-1]["role"] == "assistant"
        assert "Observation" not in document.reply
        assert one.question in "".join(m["content"] for m in document.prompt)
        assert ("Thought:" in document.reply) == style.thinks


def test_several_errands_of_react_follow_one_another_on_one_list_of_tools():
    followed = 0
    for seed in range(N):
        told = [m["content"] for m in react(Draw(seed)).messages if m["role"] == "user"][1:]
        followed += any(not text.startswith("Observation:") for text in told)
    assert N // 4 < followed < N  # some of one errand, many of several


def test_a_written_action_is_read_back_as_its_call():
    for seed in range(N):
        draw = Draw(seed)
        one, style = errand(draw, plain=True), some_style(draw)
        *acting, (last, _) = transcript(draw, one, style)
        for step, (said, _) in zip(one.steps, acting, strict=True):
            assert read_action(one, style, said) == step.call
        assert read_action(one, style, last) is None


def native(one):
    """A model that says what the errand has recorded."""
    replies = [m for m in conversation(Draw(0), one) if m["role"] == "assistant"]
    texts = (
        m["content"] + "".join(CALL + call_text(c) for c in m.get("calls", ())) for m in replies
    )
    return lambda messages, tools: next(texts)


def test_a_perfect_model_succeeds_and_a_silent_or_wrong_one_does_not():
    for seed in range(N):
        one = errand(Draw(seed, "heldout"))
        assert succeeds(one, native(one)), one
        assert not succeeds(one, lambda messages, tools: "")
        assert not succeeds(one, lambda messages, tools: "a 77777 b")
        endless = CALL + call_text({"name": one.tools[0]["name"], "arguments": "{}"})
        assert not succeeds(one, lambda messages, tools, reply=endless: reply)


def test_a_perfect_model_succeeds_at_react():
    for seed in range(N):
        copy = Draw(seed, "heldout")
        one, style = errand(copy, plain=True), some_style(copy)
        said = iter([text for text, _ in transcript(copy, one, style)])
        assert succeeds_react(Draw(seed, "heldout"), lambda messages, tools, said=said: next(said))
        assert not succeeds_react(Draw(seed, "heldout"), lambda messages, tools: "I think")


def test_a_right_number_inside_another_is_not_right():
    one = next(e for e in (errand(Draw(s)) for s in range(99)) if e.steps and e.answer.isdigit())
    assert is_right(one, f"It is {one.answer}.", [])
    for wrong in (f"1{one.answer}", f"{one.answer}0", f"{one.answer}.5", f"-{one.answer}", ""):
        assert not is_right(one, f"It is {wrong}", [])


def test_arguments_are_json_as_it_is_usually_written():
    for seed in range(N):
        for message in tool_use(Draw(seed)).messages:
            for call in message.get("calls", ()):
                given = json.loads(call["arguments"])
                assert json.dumps(given, ensure_ascii=False) == call["arguments"]
