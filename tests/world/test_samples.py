"""The files of examples are what the world draws, and they are mixed enough to measure on."""

from collections import Counter

from helpers.world import samples
from helpers.world.lexicon import CATEGORIES


def test_the_ticket_file_is_what_is_drawn():
    assert samples.TICKETS.read_text(encoding="utf-8") == samples.as_csv(samples.ticket_rows())


def test_every_category_has_at_least_thirty_tickets():
    counts = Counter(row["category"] for row in samples.ticket_rows())
    assert set(counts) == set(CATEGORIES)
    assert min(counts.values()) >= 30


def test_no_ticket_comes_twice():
    texts = [row["text"] for row in samples.ticket_rows()]
    assert len(set(texts)) == len(texts)
