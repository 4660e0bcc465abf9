"""The desk's verdict on a ticket is one of the words that the prompt offers."""

import pytest

from helpers.world import urgency
from helpers.world.draw import Draw
from training.tasks import priority


@pytest.mark.parametrize("split", ["train", "heldout"])
def test_the_reply_says_the_urgency_in_a_word_of_the_prompt(monkeypatch, split):
    letters = []
    real = urgency.letter

    def spy(draw, category=None):
        letters.append(real(draw, category))
        return letters[-1]

    monkeypatch.setattr(priority.urgency, "letter", spy)
    for seed in range(300):
        document = priority.priority(Draw(seed, split))
        prompt = "\n".join(m["content"] for m in document.prompt)
        assert letters[-1].text in prompt
        assert document.reply in prompt.lower()
        assert (document.reply in {u for u, _ in priority.WORDS}) == letters[-1].urgent


def test_the_category_can_be_chosen():
    assert all(
        priority.priority(Draw(seed), "outage").reply in {u for u, _ in priority.WORDS}
        for seed in range(50)
    )
