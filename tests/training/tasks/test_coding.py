"""Conversations about code: what is asked can be answered, and every reply is right."""

import itertools

import pytest

from helpers.world.draw import Draw, expand
from helpers.world.trials import code_of, judged
from training.tasks import coding
from training.tasks.coding import asked


def documents(n: int, split: str = "train") -> list:
    return [coding.coding(Draw(seed, split)) for seed in range(n)]


def test_the_prompt_names_whatever_the_code_cannot_be_guessed_from():
    for seed in range(500):
        messages, one = asked(Draw(seed))
        text = messages[-1]["content"]
        assert one.name == "f" or one.name in text
        assert not one.needs_signature or one.signature in text
        assert one.description[1:] in text or one.does[1:] in text


def test_roles_alternate_after_the_system_prompt_and_nothing_is_left_unfilled():
    for document in documents(300):
        roles = [m["role"] for m in document.messages]
        turns = roles[1:] if roles[0] == "system" else roles
        assert turns == ["user", "assistant"] * (len(turns) // 2)
        assert all(m["content"].strip() for m in document.messages)
        for message in document.messages:
            assert "|" not in message["content"]
            assert "{does}" not in message["content"]


def test_a_block_comes_exactly_where_it_was_asked_for():
    with_block = 0
    for document in documents(500):
        prompt = "".join(m["content"] for m in document.messages if m["role"] != "assistant")
        wanted = "```python" in prompt or "Markdown code block" in prompt
        with_block += wanted
        replies = [m["content"] for m in document.messages if m["role"] == "assistant"]
        assert all(r.startswith("```python\n") == wanted for r in replies)
    assert 25 <= with_block <= 85


def test_every_reply_is_one_function_that_compiles():
    for document in documents(300):
        for message in document.messages:
            if message["role"] == "assistant":
                code = code_of(message["content"])
                compile(code, "reply", "exec")
                assert code.startswith("def ")
                assert code.count("def ") == 1


def test_the_reference_reply_to_a_held_out_prompt_passes():
    functions = [asked(Draw(seed, "heldout"))[1] for seed in range(100)]
    assert all(judged((f.code, f) for f in functions))


def test_no_prompt_is_in_both_splits():
    def prompts(split):
        return {asked(Draw(seed, split))[0][-1]["content"] for seed in range(600)}

    assert not prompts("train") & prompts("heldout")


@pytest.mark.parametrize("split", ["train", "heldout"])
def test_every_pattern_has_wordings_in_both_splits(split):
    # the first system prompt is the usual one: both splits know it
    groups = (coding.SYSTEMS[1:], coding.UNNAMED, coding.NAMED, coding.SIGNED, coding.NEXT)
    groups += (coding.NEXT_NAMED, coding.RENAME, coding.EXAMPLES, coding.FENCE)
    groups += (coding.ONLY_CODE,)
    for pattern in itertools.chain.from_iterable(groups):
        draw = Draw(0, split)
        assert any(draw.mine(expand(pattern, draw.rng)) for _ in range(400)), pattern


def test_the_same_seed_gives_the_same_conversation():
    assert documents(30) == documents(30)
