"""Train and held-out material never meet, and a seed means the same text everywhere."""

import pytest

from helpers.world.draw import Draw, is_held_out


def test_the_same_seed_draws_the_same_text():
    first, second = Draw(7), Draw(7)
    assert [first.made_up() for _ in range(50)] == [second.made_up() for _ in range(50)]


@pytest.mark.parametrize(
    "make", [Draw.made_up, Draw.code, lambda d: d.say("(a|b|c|d|e|f) (g|h|i|j)")]
)
def test_a_text_belongs_to_exactly_one_split(make):
    train, heldout = Draw(1), Draw(1, "heldout")
    assert not any(is_held_out(make(train)) for _ in range(300))
    assert all(is_held_out(make(heldout)) for _ in range(300))


def test_say_expands_nested_choices_and_fills_slots():
    drawn = {
        Draw(i).say("(Please |)(sort|tag) (this|the (next|last)) {x}", x="one") for i in range(300)
    }
    assert all(text.endswith(" one") for text in drawn)
    assert len(drawn) > 6
    assert all("(" not in text and "|" not in text for text in drawn)


def test_an_open_list_without_an_item_for_the_split_says_so():
    only_train = [word for word in ("alpha", "beta", "gamma", "delta") if not is_held_out(word)]
    with pytest.raises(ValueError, match="no heldout item among"):
        Draw(0, "heldout").one(only_train)


def test_an_unknown_split_is_refused():
    with pytest.raises(ValueError, match="'train' or 'heldout', not 'test'"):
        Draw(0, "test")
