"""Copying: what is asked for stands in the text, and what tells it stands there once."""

import pytest

from helpers.world.draw import Draw
from training.tasks.hands import copying


@pytest.mark.parametrize("split", ["train", "heldout"])
@pytest.mark.parametrize("kind", [copying.whole, copying.pieces, copying.looked_up])
def test_every_reply_stands_in_the_text(kind, split):
    draw = Draw("copying", split)
    for _ in range(100):
        told, asked = kind(draw)
        assert asked
        assert all(reply and reply in told for _, reply in asked)


@pytest.mark.parametrize("pool", [copying.MENTIONS, copying.BEGINS, copying.GOES_ON])
def test_the_words_that_name_a_sentence_stand_in_one_place(pool):
    draw, seen = Draw("places", "train"), 0
    before = {wording.partition("{words}")[0]: wording.partition("{words}")[2] for wording in pool}
    while seen < 50:
        told, asked = copying.pieces(draw)
        for request, _ in asked:
            for start, end in before.items():
                if start and request.startswith(start) and request.endswith(end):
                    words = request.removeprefix(start).removesuffix(end)
                    starts = [s for s in copying.sentences(told) if s.startswith(words)]
                    assert told.count(words) == 1 or len(starts) == 1, request
                    seen += 1


def test_a_name_is_in_a_list_once():
    draw = Draw("list", "train")
    for _ in range(50):
        _, asked = copying.looked_up(draw)
        assert len({request for request, _ in asked}) == len(asked)


def test_a_document_begins_with_the_text_and_ends_with_a_reply():
    draw = Draw("documents", "train")
    for _ in range(50):
        one = copying.copying(draw)
        assert [m["role"] for m in one.messages[-2:]] == ["user", "assistant"]
        first = " ".join(m["content"] for m in one.messages if m["role"] != "assistant")
        assert all(m["content"] in first for m in one.messages if m["role"] == "assistant")
