"""Behaviours are judged by what they promise: a perfect model gets all, a silent one nothing."""

import pytest

pytest.importorskip("regex")

from helpers.pocket.chat import prompt_ids
from helpers.pocket.tokenizer import encoding
from helpers.world.draw import Draw
from training.behaviours import BEHAVIOURS, does_the_task, measure, says_what_it_can
from training.tasks.elsewhere import CANNOT, CAPABILITIES

N = 12


def oracle(behaviour):
    """A `generate` that knows the right replies: it draws the same documents again."""
    documents = [behaviour.draw(Draw(f"{behaviour.name}/{i}", "heldout")) for i in range(N)]
    replies = {tuple(prompt_ids(d.prompt, encoding())): d.reply for d in documents}

    def generate(prompts, max_tokens):
        ids = [encoding().encode_ordinary(replies[tuple(p)]) for p in prompts]
        if behaviour.right is not does_the_task:
            assert max(map(len, ids)) < max_tokens, "the right reply would be cut off"
        return ids

    return generate


@pytest.mark.parametrize("behaviour", BEHAVIOURS, ids=lambda b: b.name)
def test_right_replies_count_and_silence_does_not(behaviour):
    if behaviour.right is says_what_it_can:
        told = encoding().encode_ordinary(CANNOT[0] + CAPABILITIES)
        assert measure(lambda ps, m: [told] * len(ps), N, [behaviour]) == {behaviour.name: (N, N)}
    else:
        assert measure(oracle(behaviour), N, [behaviour]) == {behaviour.name: (N, N)}
    if "not refused" not in behaviour.name:
        assert measure(lambda ps, m: [[] for _ in ps], N, [behaviour]) == {behaviour.name: (0, N)}


def test_no_two_behaviours_have_the_same_name():
    assert len({behaviour.name for behaviour in BEHAVIOURS}) == len(BEHAVIOURS)
