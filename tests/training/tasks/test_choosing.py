"""Choices of a tool: every name that is given stands in the list, and is the one that works."""

from helpers.world.draw import Draw
from training.tasks.choosing import NONE, choosing


def test_a_reply_names_a_listed_tool_or_none_or_begins_with_a_step():
    names = nones = steps = 0
    for seed in range(200):
        document = choosing(Draw(seed))
        told, *_ = document.messages[0]["content"].partition("\n\n")
        for message in document.messages:
            if message["role"] != "assistant":
                continue
            reply = message["content"]
            if reply == NONE:
                nones += 1
            elif "\n" in reply or ":" in reply:
                steps += 1
            else:
                assert reply in told
                names += 1
    assert min(names, nones, steps) > 30


def test_the_same_seed_gives_the_same_choices():
    assert choosing(Draw(7)) == choosing(Draw(7))
    assert choosing(Draw(7)) != choosing(Draw(8))
