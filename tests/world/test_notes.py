"""Notes: what answers a question stands in exactly one of them, and kinds are what they say."""

import re

import pytest

from helpers.retrieval.chunks import sentences
from helpers.retrieval.goldset import parts
from helpers.world import notes
from helpers.world.draw import Draw

DRAWS = [Draw(seed, "heldout") for seed in range(60)]


@pytest.mark.parametrize("kind", notes.KINDS)
@pytest.mark.parametrize("near", [False, True])
def test_a_question_is_of_its_kind_and_its_parts_can_be_cut(kind, near):
    for draw in DRAWS:
        one = notes.asked(draw, kind, near=near)
        held = [line for text in one.notes for line in sentences(text)]
        there = [bool(part.value) for part in one.parts]
        assert {"answerable": all(there), "unanswerable": not any(there)}.get(
            kind, sorted(there) == [False, True]
        )
        assert len(parts(one.question)) == len(one.parts)
        for part in one.parts:
            assert part.question.endswith("?")
            if part.value:
                assert held.count(part.sentence) == 1
                assert part.sentence in one.notes[part.place]
                assert part.value in part.sentence
            else:
                name = rf"(?<!\w){re.escape(part.thing)}(?!\w)"
                named = re.search(name, " ".join(one.notes), re.IGNORECASE)
                assert bool(named) is near


def test_a_note_has_the_words_of_a_short_paragraph():
    lengths = [len(t.split()) for d in DRAWS for t in notes.asked(d, "answerable").notes]
    assert 40 <= sum(lengths) / len(lengths) <= 50


def test_another_crowd_has_the_same_question_and_the_same_note_for_it():
    for seed in range(30):
        three = [notes.crowd(Draw(seed, "heldout"), kind) for kind in notes.CROWDS]
        assert len({one.question for one in three}) == 1
        assert len({one.notes[one.parts[0].place] for one in three}) == 1
        assert three[0].notes != three[1].notes != three[2].notes


def test_a_second_name_stands_beside_the_thing_and_the_fact_beside_the_second_name():
    for draw in DRAWS:
        one = notes.aliased(draw)
        part = one.parts[0]
        assert part.thing.lower() in one.notes[0].lower()
        assert part.value in one.notes[1]
        assert part.thing.lower() not in one.notes[1].lower()


def test_two_values_are_disputed_and_no_other_sentence_names_the_thing():
    for draw in DRAWS:
        one = notes.disputed(draw)
        first, second = one.parts
        assert first.value != second.value
        assert first.value in one.notes[0]
        assert second.value in one.notes[1]


def test_pages_are_cut_into_lines_and_hold_their_sentence_once_they_are_mended():
    files, asked = notes.pages(Draw(1, "heldout"), 12)
    assert all(len(line) <= notes.LINE + 8 for f in files for line in f["text"].split("\n"))
    assert {f["group"] for f in files} == {"public", "staff"}
    for file, one in zip(files, asked, strict=True):
        assert file["group"] in one["groups"]
        mended = " ".join(file["text"].replace("-\n", "").split())
        assert one["sentence"].replace("-", "") in mended.replace("-", "")


def test_a_kind_that_is_none_is_an_error():
    with pytest.raises(ValueError, match="kind must be one of"):
        notes.asked(Draw(1), "perhaps")
    with pytest.raises(ValueError, match="kind must be one of"):
        notes.crowd(Draw(1), "noise")
