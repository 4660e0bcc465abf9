"""Exercise 12.1: sentences into chunks with an overlap of whole sentences.

In: drawn sentences, the right chunks, wrong ways. Out: finding sentences in a text.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Sequence
from functools import partial

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import compare, value_is, would_return
from helpers.world.handbook_facts import FILLER


def chunks(sentences: Sequence[str], size: int, overlap: int) -> list[list[str]]:
    """As many sentences as fit into `size` words; each begins with the last `overlap` ones.

    What is repeated gives way to what is new, the oldest first.
    """
    return _chunked(sentences, size, overlap, _oldest_first)


def _chunked(
    sentences: Sequence[str], size: int, overlap: int, gives_way: Callable
) -> list[list[str]]:
    """The chunks where gives_way(repeated, new, size) is what stays of the repeated sentences."""
    found: list[list[str]] = []
    current: list[str] = []
    for sentence in sentences:
        if current and not _fits(current, sentence, size):
            found.append(current)
            repeated = current[len(current) - min(overlap, len(current)) :]
            current = gives_way(repeated, sentence, size)
        current = [*current, sentence]
    return [*found, current] if current else found


def _words(sentences: Sequence[str]) -> int:
    return sum(len(sentence.split()) for sentence in sentences)


def _fits(repeated: list[str], new: str, size: int) -> bool:
    return _words([*repeated, new]) <= size


def _oldest_first(repeated: list[str], new: str, size: int) -> list[str]:
    while repeated and not _fits(repeated, new, size):
        repeated = repeated[1:]
    return repeated


def _always_repeats(repeated: list[str], new: str, size: int) -> list[str]:
    return repeated


def _one_at_most(repeated: list[str], new: str, size: int) -> list[str]:
    return repeated if _fits(repeated, new, size) else repeated[1:]


def _all_of_them(repeated: list[str], new: str, size: int) -> list[str]:
    return repeated if _fits(repeated, new, size) else []


def _newest_first(repeated: list[str], new: str, size: int) -> list[str]:
    while repeated and not _fits(repeated, new, size):
        repeated = repeated[:-1]
    return repeated


def _never_equal(repeated: list[str], new: str, size: int) -> list[str]:
    return _oldest_first([sentence for sentence in repeated if sentence != new], new, size)


def _one_word_early(repeated: list[str], new: str, size: int) -> list[str]:
    return _oldest_first(repeated, new, size - 1)


def _gives_way(as_told: Callable) -> Callable:
    """The right chunks, but what is repeated gives way to a new sentence as told."""
    return partial(_chunked, gives_way=as_told)


def _loses_the_last(sentences: Sequence[str], size: int, overlap: int) -> list[list[str]]:
    return chunks(sentences, size, overlap)[:-1]


def _all_of_it(sentences: Sequence[str], size: int, overlap: int) -> list[list[str]]:
    """current[-0:] is everything."""
    return chunks(sentences, size, overlap or 99)


def _strictly_less(sentences: Sequence[str], size: int, overlap: int) -> list[list[str]]:
    return chunks(sentences, size - 1, overlap)


def _one_over(sentences: Sequence[str], size: int, overlap: int) -> list[list[str]]:
    """Adds first and looks afterwards."""
    found: list[list[str]] = []
    current: list[str] = []
    for sentence in sentences:
        current = [*current, sentence]
        if _words(current) > size:
            found.append(current)
            current = current[len(current) - overlap :]
    return [*found, current] if current else found


def _without_overlap(sentences: Sequence[str], size: int, overlap: int) -> list[list[str]]:
    return chunks(sentences, size, 0)


def _counts_words(sentences: Sequence[str], size: int, overlap: int) -> list[list[str]]:
    """Repeats as many sentences as fit into `overlap` words."""

    def gives_way(repeated: list[str], new: str, size: int) -> list[str]:
        while _words(repeated) > overlap:
            repeated = repeated[1:]
        return _oldest_first(repeated, new, size)

    return _chunked(sentences, size, len(sentences), gives_way)


def _from_the_end(sentences: Sequence[str], size: int, overlap: int) -> list[list[str]]:
    """current[len(current) - overlap:], which begins near the end where overlap is more."""

    def gives_way(repeated: list[str], new: str, size: int) -> list[str]:
        return _oldest_first(repeated[len(repeated) - overlap :], new, size)

    return _chunked(sentences, size, len(sentences), gives_way)


def _on_single_blanks(sentences: Sequence[str], size: int, overlap: int) -> list[list[str]]:
    """split(" "), to which two blanks have a word between them."""
    longer = [sentence.replace("  ", " | ") for sentence in sentences]
    back = dict(zip(longer, sentences, strict=True))
    return [[back[sentence] for sentence in chunk] for chunk in chunks(longer, size, overlap)]


def _without_long(sentences: Sequence[str], size: int, overlap: int) -> list[list[str]]:
    return chunks([s for s in sentences if _words([s]) <= size], size, overlap)


def _in_pieces(sentences: Sequence[str], size: int, overlap: int) -> list[list[str]]:
    """Long sentences are cut every `size` words."""
    pieces: list[str] = []
    for sentence in sentences:
        cut = sentence.split()
        starts = range(0, len(cut), size)
        long = [" ".join(cut[start : start + size]) for start in starts]
        pieces += long if len(cut) > size else [sentence]
    return chunks(pieces, size, overlap)


def _long_apart(
    sentences: Sequence[str], size: int, overlap: int, kept: bool = True
) -> list[list[str]]:
    """A long sentence is handed over at once, before the chunk that was begun; that one goes on,
    or is lost."""
    found: list[list[str]] = []
    current: list[str] = []
    for sentence in sentences:
        if _words([sentence]) > size:
            found.append([sentence])
            current = current if kept else []
            continue
        if current and not _fits(current, sentence, size):
            found.append(current)
            repeated = current[len(current) - min(overlap, len(current)) :]
            current = _oldest_first(repeated, sentence, size)
        current = [*current, sentence]
    return [*found, current] if current else found


def _one_list(value: list, wanted: list) -> bool:
    """The same list again and again, as it was at the end."""
    return len(value) > 1 and all(chunk == value[0] for chunk in value)


def _kept(value: list, wanted: list) -> bool:
    """What is wanted, behind what earlier calls left."""
    return len(value) > len(wanted) and value[len(value) - len(wanted) :] == wanted


def _characters(sentences: Sequence[str], size: int, overlap: int) -> list[list[str]]:
    return [[sentence] for sentence in sentences]


def questions_12_1(seed: int) -> list[Question]:
    """Nothing, one long sentence, sizes that are met exactly, overlaps of 0 to 3 and of more than
    there is; of three repeated ones, one gives way, and two; a sentence that comes twice; a long
    one among short ones; two blanks between words; one more repeated than there are."""
    rng = random.Random(f"12.1/{seed}")
    drawn = [line.format(topic="it") for line in rng.sample(FILLER, 9)]
    exact = _words(drawn[:2])
    cases = [(drawn, 30, 1), (drawn, 30, 0), (drawn, 45, 2), (drawn, exact, 1), (drawn, 22, 2)]
    cases += [([], 10, 1), (drawn[:1], 3, 1), (drawn[:4], 5, 1), (drawn, 500, 1)]
    words = rng.sample(sorted(set(" ".join(drawn).split())), 20)
    one_goes, two_go = _of(words, (2, 2, 2, 2, 4, 2)), _of(words, (3, 3, 3, 6, 1, 3))
    first, twice = _of(words, (2, 3))
    cases += [(one_goes, 8, 3), (two_go, 10, 3), (two_go, 10, 9)]
    cases += [([first, twice, twice, first], 6, 1)]
    cases += [(_of(words, (2, 2, 9, 2, 2)), 4, 1), (_of(words, (2, 2, 2, 1)), 6, 4)]
    cases += [([first.replace(" ", "  "), twice], 5, 1)]
    return [Call("chunks", case) for case in cases]


def _of(words: Sequence[str], lengths: Sequence[int]) -> list[str]:
    """Sentences of so many words."""
    starts = itertools.accumulate(lengths, initial=0)
    return [" ".join(words[a : a + n]) + "." for a, n in zip(starts, lengths, strict=False)]


CHUNKER = Exercise(
    id="12.1",
    title="Sentences into chunks",
    goal="Write `chunks(sentences, size, overlap)`: lists of sentences, at most `size` words each.",
    points=3,
    minutes=15,
    difficulty="medium",
    budget="no call; up to twelve lines",
    answers=("chunks",),
    questions=questions_12_1,
    judge=compare(
        chunks,
        [
            value_is(
                lambda value, wanted: [] in value,
                "One of your chunks is empty. Hand over a chunk only where something is in it; no "
                "sentences, no chunks: `[]`.",
            ),
            value_is(
                lambda value, wanted: value and all(isinstance(chunk, str) for chunk in value),
                "You join the sentences of a chunk to one text. A chunk is a list of sentences.",
            ),
            value_is(
                _one_list,
                "You hand over the same list again and again, so that each chunk shows what it "
                "became later. Hand over a copy: `chunk[:]`.",
            ),
            value_is(
                lambda value, wanted: len(wanted) and value[:-1] == wanted,
                "Your last chunk holds repeated sentences alone. Begin a chunk only where a new "
                "sentence follows.",
            ),
            value_is(
                _kept,
                "Chunks of earlier calls come back as well. Begin with a new list in the function.",
            ),
            would_return(
                _without_long,
                "A sentence that is longer than `size` is missing. It stands alone, whole.",
            ),
            would_return(
                _in_pieces,
                "You cut a sentence that is longer than `size`. It stands alone, whole.",
            ),
            would_return(
                partial(_long_apart, kept=False),
                "Sentences before a long one are missing: first hand over the chunk that was "
                "begun.",
            ),
            would_return(
                _long_apart,
                "A sentence that is longer than `size` has lost its place in the order: hand over "
                "the chunk that was begun first, and the next one comes after both.",
            ),
            would_return(
                lambda sentences, size, overlap: chunks(sentences, size, min(overlap, 1)),
                "You repeat one sentence, whatever `overlap` says.",
            ),
            would_return(
                _counts_words,
                "You count `overlap` in words. It is a number of sentences.",
            ),
            would_return(
                _gives_way(_one_word_early),
                "You drop a repeated sentence where all fit exactly. `size` words are allowed.",
            ),
            would_return(
                _from_the_end,
                "Where `overlap` is more than the chunk has, `chunk[len(chunk) - overlap:]` begins "
                "at the wrong end: the number is negative. Then all of its sentences are repeated.",
            ),
            would_return(
                _on_single_blanks,
                'Two blanks between words make a word more for you: `split()`, not `split(" ")`.',
            ),
            would_return(
                _gives_way(_never_equal),
                "You leave a repeated sentence out where the new one is equal. What stands twice "
                "in the text stands twice in its chunks.",
            ),
            would_return(
                _loses_the_last,
                "The last chunk is missing: after the loop there are sentences that were not "
                "handed over yet.",
            ),
            would_return(
                _all_of_it,
                "With an overlap of 0 everything is repeated: `chunk[-0:]` begins at the start.",
            ),
            would_return(
                _gives_way(_always_repeats),
                "A chunk is longer than `size`, because of what it repeats. Where the repeated "
                "sentences and the new one do not fit together, drop repeated ones, oldest first.",
            ),
            would_return(
                _gives_way(_one_at_most),
                "You drop at most one repeated sentence. Where the others still do not fit "
                "together with the new one, drop the next: `while`, not `if`.",
            ),
            would_return(
                _gives_way(_all_of_them),
                "You drop all repeated sentences where not all of them fit. Drop one at a time, "
                "oldest first, until the rest fits.",
            ),
            would_return(
                _gives_way(_newest_first),
                "You drop the newest of the repeated sentences. The oldest goes first, so that "
                "what stands next to each other stays together.",
            ),
            would_return(
                _strictly_less,
                "A chunk that has exactly `size` words is allowed: at most `size`.",
            ),
            would_return(
                _one_over,
                "You add the sentence and look afterwards, so chunks are longer than `size`.",
            ),
            would_return(
                _without_overlap, "No sentence is repeated. The next chunk begins with `overlap`."
            ),
            would_return(
                _characters,
                "Every chunk holds one sentence. Do you count characters? `size` is in words.",
            ),
        ],
        message="Whole sentences, never too long, and a border stands on both sides.",
    ),
    distractor="        chunk = chunk[-overlap:]",
    hints=(
        "Keep the chunk that is being filled. Before you add a sentence, count the words it would "
        "have then; is it more than `size`, the chunk is finished.",
        "The next one begins with the last `overlap` sentences: `chunk[len(chunk) - overlap:]` if "
        "there are so many. Then `while chunk and words(chunk + [sentence]) > size: chunk.pop(0)`.",
    ),
)
