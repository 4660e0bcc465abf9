"""What fits no example: a label that was shown, the frequent or the last one more often."""

from helpers.world.draw import Draw
from training.tasks import shots

N = 400


def shown(document):
    """(the labels of the examples in order, the reply) of a conversation of turns."""
    *examples, reply = [m["content"] for m in document.messages if m["role"] == "assistant"]
    return examples, reply


def test_a_stranger_gets_a_label_by_its_count_with_the_last_counting_more(monkeypatch):
    monkeypatch.setattr(
        shots, "put", lambda d, labels, pairs, text, label: shots.turns("", pairs, text, label)
    )
    first = 0
    for seed in range(N):
        examples, reply = shown(shots.stranger(Draw(seed), [0, 0, 0, 0, 1]))
        assert reply in examples
        first += reply == examples[0]
    # 4 against 1 + LAST: each in half of the cases, within four standard deviations
    assert abs(first / N - 4 / (5 + shots.LAST)) < 4 * (0.25 / N) ** 0.5


def test_the_asked_counts_of_classes_and_shots_are_kept():
    for seed in range(50):
        document = shots.few_shot(Draw(seed), 3, 6)
        text = "\n".join(m["content"] for m in document.messages)
        assert text.count(document.reply) >= 2
