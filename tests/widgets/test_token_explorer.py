"""The explorer redraws when somebody types, and its text twin says the same."""

from helpers.measure import tokens
from helpers.widgets import token_explorer


def test_typing_redraws_the_boxes():
    explorer = token_explorer.explorer("pay")
    before = explorer.view.value
    explorer.choices["text"].value = "pay me"
    assert explorer.view.value != before
    for vocabulary in tokens.VOCABULARIES:
        assert tokens.heading("pay me", vocabulary) in explorer.view.value


def test_its_plain_text_is_the_table():
    explorer = token_explorer.explorer("charged twice")
    assert explorer._repr_mimebundle_()["text/plain"] == tokens.as_text("charged twice")


def test_typed_markup_stays_text():
    explorer = token_explorer.explorer("<b>")
    assert "<b>·" not in explorer.view.value
    explorer.choices["text"].value = "<script>alert(1)</script>"
    assert "<script" not in explorer.view.value


def test_a_very_long_text_is_cut():
    explorer = token_explorer.explorer("a " * 5000)
    shown = tokens.as_text("a " * (token_explorer.LIMIT // 2))
    assert explorer._repr_mimebundle_()["text/plain"] == shown
    assert f"{token_explorer.LIMIT} characters" in explorer.view.value
