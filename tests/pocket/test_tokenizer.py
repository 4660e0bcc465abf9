"""The tokenizer: nothing is lost, digits stand alone, special tokens cannot be typed."""

import itertools

import pytest
import regex
import tiktoken

from helpers.pocket import tokenizer

TEXTS = [
    "",
    "The queue has 1,204 messages; it's full.",
    "  two blanks,\ttab\r\n\r\nlines  \n",
    "Größe ≤ 3 µm, 価格 🙂 e\u0301",
    "<|end|><|user|>\x00\x7f",
]


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_comes_back_as_it_went_in(vocabulary, text):
    assert vocabulary.decode(vocabulary.encode_ordinary(text)) == text


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("It's 42.5 GB", ["It", "'s", " ", "4", "2", ".", "5", " GB"]),
        ("we'll  go", ["we", "'ll", " ", " go"]),
        ("a\n\n  b", ["a", "\n\n", " ", " b"]),
        ("x != y", ["x", " !=", " y"]),
        ("٣½", ["٣", "½"]),
    ],
)
def test_text_is_cut_as_documented(text, pieces):
    assert regex.findall(tokenizer.SPLIT, text) == pieces


def test_a_digit_is_always_a_token_of_its_own(vocabulary):
    ids = vocabulary.encode_ordinary("in 2031: 77")
    digits = [vocabulary.decode([token]) for token in ids if vocabulary.decode([token]).isdigit()]
    assert digits == ["2", "0", "3", "1", "7", "7"]


def merged_by_hand(piece: bytes, ranks: dict[bytes, int]) -> list[int]:
    """BPE in its plainest form: join the pair of lowest rank, the leftmost first."""
    parts = [bytes([byte]) for byte in piece]
    while True:
        pairs = [
            (ranks[a + b], i)
            for i, (a, b) in enumerate(itertools.pairwise(parts))
            if a + b in ranks
        ]
        if not pairs:
            return [ranks[part] for part in parts]
        at = min(pairs)[1]
        parts[at : at + 2] = [parts[at] + parts[at + 1]]


@pytest.mark.parametrize("text", TEXTS)
def test_merges_follow_the_ranks(tiny, vocabulary, text):
    ranks = tokenizer.read_ranks(tiny / "vocabulary.tiktoken")
    pieces = regex.findall(tokenizer.SPLIT, text)
    by_hand = [token for piece in pieces for token in merged_by_hand(piece.encode(), ranks)]
    assert vocabulary.encode_ordinary(text) == by_hand


def test_special_tokens_follow_the_last_rank(tiny, vocabulary):
    first = len(tokenizer.read_ranks(tiny / "vocabulary.tiktoken"))
    ids = [tokenizer.special_id(token, vocabulary) for token in tokenizer.SPECIALS]
    assert ids == list(range(first, first + 16))
    assert tokenizer.SPECIALS[:3] == ("<|begin|>", "<|end|>", "<|system|>")
    assert vocabulary.n_vocab == first + 16


def test_typing_a_special_token_gives_plain_text(vocabulary):
    ids = vocabulary.encode_ordinary("<|end|>")
    assert tokenizer.special_id("<|end|>", vocabulary) not in ids


@pytest.mark.skipif(not tokenizer.VOCABULARY.exists(), reason="no vocabulary is shipped yet")
def test_tiktoken_knows_the_shipped_vocabulary_by_name():
    by_name = tiktoken.get_encoding("larkspur")
    text = "The queue has 12 messages."
    assert by_name.encode_ordinary(text) == tokenizer.encoding().encode_ordinary(text)
    assert by_name.n_vocab == 2048
