"""What is shown of a reply: whole characters, and never a piece of a stop string."""

import random

import pytest

from helpers.pocket.stops import Release


def shown(pieces, stops=()):
    """What each piece releases, with what the end releases last."""
    release = Release(stops)
    texts = []
    for piece in pieces:
        texts.append(release.add(piece))
        if release.stop:
            return texts, release.stop
    return [*texts, release.finish()], None


def test_half_a_character_waits_for_its_other_half():
    assert shown([b"caf\xc3", b"\xa9!"]) == (["caf", "é!", ""], None)


def test_bytes_that_are_no_text_become_the_replacement_character():
    assert shown([b"a\xff", b"b", b"\xc3"]) == (["a\ufffd", "b", "", "\ufffd"], None)


@pytest.mark.parametrize(
    ("pieces", "stops", "texts", "stop"),
    [
        ([b"one\n", b"\ntwo"], ["\n\n"], ["one", ""], "\n\n"),
        ([b"one\n", b"two"], ["\n\n"], ["one", "\ntwo", ""], None),
        ([b"abab", b"c"], ["abc"], ["ab", ""], "abc"),
        ([b"xyz"], ["z", "y"], ["x"], "y"),  # the one that comes first in the text
        ([b"a"], ["a"], [""], "a"),
        ([b"ab"], ["abc"], ["", "ab"], None),  # the end comes: what was held back is text
        ([b"caf\xc3", b"\xa9s"], ["é"], ["caf", ""], "é"),
    ],
)
def test_stop_strings(pieces, stops, texts, stop):
    assert shown(pieces, stops) == (texts, stop)


def test_however_the_bytes_are_cut_the_text_is_the_same():
    generator = random.Random(5)
    for _ in range(500):
        text = "".join(generator.choices("abé🙂", k=12))
        stops = ["".join(generator.choices("abé", k=generator.randint(1, 3))) for _ in range(2)]
        data, cuts = text.encode(), sorted(generator.choices(range(40), k=4))
        pieces = [data[a:b] for a, b in zip([0, *cuts], [*cuts, None], strict=True)]
        texts, _ = shown(pieces, stops)
        places = [
            (text.index(stop) + len(stop), text.index(stop)) for stop in stops if stop in text
        ]
        _, start = min(places, default=(0, len(text)))  # the stop that is complete first
        assert "".join(texts) == text[:start]
