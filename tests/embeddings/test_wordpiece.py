"""BERT's words and pieces: by hand, and as the library `tokenizers` cuts them."""

import json
import random
import unicodedata

import pytest

from helpers.embeddings.wordpiece import WordPiece, words

TOKENS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "in", "##vo", "##ic", "##icing", "##ing", "!", "x"]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Où est-il?", ["ou", "est", "-", "il", "?"]),
        ("a\tb\nc\rd\u00a0e\u3000f", list("abcdef")),
        ("it's $5~", ["it", "'", "s", "$", "5", "~"]),
        ("数据 base", ["数", "据", "base"]),
        ("a\x00b\u200bc\ufffdd\ud800e", ["abcde"]),
        ("ΟΔΟΣ İ", ["οδοσ", "i"]),
        ("", []),
    ],
)
def test_a_text_is_cleaned_and_cut(text, cut):
    assert words(text) == cut


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Invoicing!", ["in", "##vo", "##icing", "!"]),  # the longest piece first
        ("invoic", ["in", "##vo", "##ic"]),
        ("invoices", ["[UNK]"]),  # no piece for its end: the whole word is unknown
        ("vo", ["[UNK]"]),  # a piece that only follows cannot begin
        ("x" * 101, ["[UNK]"]),
        ("[SEP]", ["[UNK]", "[UNK]", "[UNK]"]),  # plain text, not the special token
        ("", []),
    ],
)
def test_a_word_is_cut_into_the_longest_pieces(text, tokens):
    ids = [TOKENS.index(token) for token in ["[CLS]", *tokens, "[SEP]"]]
    assert WordPiece(TOKENS).ids(text) == ids


@pytest.fixture(scope="session")
def library(folder):
    """The same vocabulary in `tokenizers`, which came with transformers."""
    tokenizers = pytest.importorskip("tokenizers", reason="the oracle is the library tokenizers")
    tokenizer = tokenizers.Tokenizer.from_str((folder / "tokenizer.json").read_text("utf-8"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.encode_special_tokens = True  # [SEP] in a text is plain text
    return tokenizer


def old_characters() -> list[str]:
    """Those that have not changed since Unicode 3.2; about newer ones the two may differ."""
    category, before = unicodedata.category, unicodedata.ucd_3_2_0.category
    every = (chr(code) for code in range(0x110000))
    return [c for c in every if category(c) == before(c) and category(c) not in ("Cs", "Cn", "Co")]


def test_every_character_is_cut_as_the_library_cuts_it(minilm, library):
    texts = [f"a{character}b" for character in old_characters()]
    theirs = [encoding.ids for encoding in library.encode_batch(texts)]
    ours = [minilm.tokenizer.ids(text) for text in texts]
    assert [text for text, a, b in zip(texts, ours, theirs, strict=True) if a != b] == []
    assert len(texts) > 90_000


def test_texts_of_all_kinds_are_cut_as_the_library_cuts_them(minilm, library):
    draw = random.Random(0)
    vocabulary = list(json.loads(library.to_str())["model"]["vocab"])
    letters = old_characters()
    texts = [" ".join(draw.choices(vocabulary, k=20)) for _ in range(300)]
    texts += ["".join(draw.choices(vocabulary, k=5)) for _ in range(300)]
    texts += ["".join(draw.choices(letters, k=60)) for _ in range(300)]
    texts += ["e" * 100 + " " + "e" * 101, "👩‍💻 shipped 🎉", "naïve café ﬁne №5 İstanbul ΟΔΟΣ"]
    for text in texts:
        assert minilm.tokenizer.ids(text) == library.encode(text).ids, ascii(text)
