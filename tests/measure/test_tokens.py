"""Counts and cuts, against tiktoken itself."""

import pytest
import tiktoken

from helpers.measure import tokens

TEXTS = ["", "charged twice", "Größe: 12345 €\n", "なぜ? 🙂", "<|endoftext|>", "a  b\t\r\n"]


@pytest.mark.parametrize("vocabulary", tokens.VOCABULARIES)
@pytest.mark.parametrize("text", TEXTS)
def test_the_pieces_are_tiktokens_tokens(text, vocabulary):
    ids = tiktoken.get_encoding(vocabulary).encode(text, disallowed_special=())
    assert [id for id, _ in tokens.pieces(text, vocabulary)] == ids
    assert tokens.count(text, vocabulary) == len(ids)


@pytest.mark.parametrize(
    ("token", "seen"),
    [(b" pay", "·pay"), (b"\n", "⏎"), (b"\xe2\x82", "<E2 82>"), ("é".encode(), "é"), (b"\t", "→")],
)
def test_every_token_can_be_seen(token, seen):
    assert tokens.shown(token) == seen


def test_a_cut_text_shows_spaces_and_cuts():
    assert tokens.cut("charged twice", "cl100k_base") == "charged|·twice"
    assert tokens.counts("charged twice") == {
        vocabulary: tokens.cut("charged twice", vocabulary).count("|") + 1
        for vocabulary in tokens.VOCABULARIES
    }


def test_the_table_names_every_vocabulary_and_every_id(capsys):
    tokens.table("charged twice")
    printed = capsys.readouterr().out
    for vocabulary in tokens.VOCABULARIES:
        assert tokens.heading("charged twice", vocabulary) in printed
        for id, piece in tokens.pieces("charged twice", vocabulary):
            assert f"{id}" in printed
            assert piece in printed


def test_a_table_is_never_wider_than_its_width():
    text = tokens.as_text("a long ticket about invoices 123456789 " * 20)
    assert max(map(len, text.splitlines())) <= tokens.WIDTH
