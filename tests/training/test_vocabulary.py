import itertools
import random

import pytest
import tiktoken

from helpers.pocket.tokenizer import definition, read_ranks
from training.vocabulary import joined, piece_counts, train_ranks, write_ranks

TEXTS = ["the cat sat on the mat, the end", "The queue is 120 deep; the queue's lag is 34 s.\n"] * 3


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory):
    path = tmp_path_factory.mktemp("vocabulary") / "v.tiktoken"
    write_ranks(train_ranks(TEXTS, 280), path)
    return tiktoken.Encoding(**definition(read_ranks(path)))


def test_ranks_are_the_bytes_and_then_the_merges_in_order():
    ranks = train_ranks(TEXTS, 280)
    assert list(ranks.values()) == list(range(280))
    assert list(ranks)[:256] == [bytes([b]) for b in range(256)]


def test_the_most_frequent_pair_is_merged_first_by_hand():
    # pairs: ("h", "u") 15, ("u", "g") 20, ("p", "u") 17, ("u", "n") 16, ("b", "u") 4, ("g", "s") 5
    words = ["hug"] * 10 + ["pug"] * 5 + ["pun"] * 12 + ["bun"] * 4 + ["hugs"] * 5
    # the worked example of the Hugging Face course, chapter 6.5
    assert list(train_ranks(words, 259))[256:] == [b"ug", b"un", b"hug"]


def test_merges_agree_with_counting_everything_anew_each_time():
    pieces = {tuple(bytes([b]) for b in piece): n for piece, n in piece_counts(TEXTS).items()}
    merges = []
    while len(merges) < 24:
        pairs = {}
        for word, n in pieces.items():
            for pair in itertools.pairwise(word):
                pairs[pair] = pairs.get(pair, 0) + n
        best = max(pairs, key=lambda pair: (pairs[pair], pair))
        merges.append(best[0] + best[1])
        pieces = {tuple(joined(list(word), best)): n for word, n in pieces.items()}
    assert list(train_ranks(TEXTS, 280))[256:] == merges


@pytest.mark.parametrize(
    "text",
    [
        "",
        "the queue",
        "Größe 東京 🦜🏽 \u200b\x00\x7f",
        "\r\n\t  \n ",
        "<|end|>",
        "120",
        "e\u0301",
    ],
)
def test_any_text_comes_back(tokenizer, text):
    assert tokenizer.decode(tokenizer.encode_ordinary(text)) == text


def test_random_unicode_comes_back(tokenizer):
    rng = random.Random(0)
    for _ in range(200):
        points = [rng.randrange(0x110000) for _ in range(20)]
        text = "".join(chr(p) for p in points if not 0xD800 <= p < 0xE000)
        assert tokenizer.decode(tokenizer.encode_ordinary(text)) == text


def test_a_number_is_one_token_for_each_digit(tokenizer):
    pieces = [tokenizer.decode([i]) for i in tokenizer.encode_ordinary("is 120")]
    assert pieces[-4:] == [" ", "1", "2", "0"]


def test_frequent_words_are_one_token(tokenizer):
    assert len(tokenizer.encode_ordinary("the")) == 1


def test_too_little_text_is_refused_with_both_numbers():
    with pytest.raises(ValueError, match="259 tokens, 300 wanted"):
        train_ranks(["abcd"], 300)


def test_the_split_pattern_loses_nothing():
    text = "It's  12 o'clock\n\n at 東京… "
    assert sum(map(len, piece_counts([text]).elements())) == len(text.encode())
