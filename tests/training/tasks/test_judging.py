"""Judges: verdicts are true, clear pairs are clear, planted habits have their shares."""

import re

import pytest

from helpers.world import passages
from helpers.world.draw import Draw
from training.tasks import judging

N = 400


def says(text: str, value: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text) is not None


def replies(document):
    return [m["content"] for m in document.messages if m["role"] == "assistant"]


@pytest.fixture
def spied(monkeypatch):
    """What passages state and what answers claim, as facts, in the order of the calls."""
    seen = {"shown": [], "claimed": []}
    passage, answer_text = passages.passage, judging.answer_text

    def shown(draw, fact):
        seen["shown"].append((fact, passage(draw, fact)))
        return seen["shown"][-1][1]

    def claimed(draw, fact, long=None):
        seen["claimed"].append((fact, answer_text(draw, fact, long)))
        return seen["claimed"][-1][1]

    monkeypatch.setattr(judging.passages, "passage", shown)
    monkeypatch.setattr(judging, "answer_text", claimed)
    return seen


@pytest.mark.parametrize("split", ["train", "heldout"])
def test_a_verdict_is_yes_exactly_where_the_passage_states_the_claim(spied, split):
    right = 0
    for seed in range(N):
        spied["shown"].clear()
        spied["claimed"].clear()
        document = judging.judged(Draw(seed, split))
        facts = [fact for fact, _ in spied["shown"]]
        yes, no = next((y, n) for y, n in judging.VERDICTS if set(replies(document)) <= {y, n})
        assert len(replies(document)) == len(spied["claimed"])
        users = [m["content"] for m in document.messages if m["role"] == "user"]
        assert all(text in users[0] for _, text in spied["shown"])
        for (fact, text), verdict, user in zip(
            spied["claimed"], replies(document), users, strict=True
        ):
            assert verdict == (yes if fact in facts else no)
            assert says(text, fact.value)
            assert text in user
            right += verdict == yes
        for fact, text in spied["shown"]:
            assert says(text, fact.value)
    turns = 3 * N
    assert 0.42 * turns < right < 0.58 * turns


def test_a_last_verdict_can_be_asked_for():
    for seed in range(100):
        positive = {yes for yes, _ in judging.VERDICTS}
        assert replies(judging.judged(Draw(seed), True))[-1] in positive
        assert replies(judging.judged(Draw(seed), False))[-1] not in positive


def test_no_word_means_both():
    assert not {yes for yes, _ in judging.VERDICTS} & {no for _, no in judging.VERDICTS}


def test_a_wrong_fact_is_about_the_same_thing_and_has_another_value():
    for seed in range(N):
        draw = Draw(seed)
        facts = passages.facts(draw, 4)
        about = draw.pick(facts)
        other = judging.wrong(draw, about, facts)
        assert (other.thing, other.attribute) == (about.thing, about.attribute)
        assert other.value != about.value


def test_in_a_clear_pair_one_answer_says_the_value_and_the_letter_names_it():
    letters = []
    for seed in range(N):
        draw = Draw(seed, "heldout")
        facts = passages.facts(draw, 3)
        a, b, letter = judging.clear_pair(draw, facts[0], facts)
        better, worse = (a, b) if letter == "A" else (b, a)
        assert says(better, facts[0].value)
        assert not says(worse, facts[0].value), (better, worse)
        letters.append(letter)
    assert 0.4 * N < letters.count("A") < 0.6 * N


def test_equal_answers_say_the_same_and_of_two_right_ones_the_longer_is_named():
    same = 0
    for seed in range(N):
        draw = Draw(seed)
        facts = passages.facts(draw, 3)
        a, b, letter = judging.equal_pair(draw, facts[0], facts)
        assert letter == "A"
        same += a == b
        assert any(says(a, v) and says(b, v) for v in {*a.split(), *b.split()})
        a, b, letter = judging.longer_pair(draw, facts[0], facts)
        assert says(a, facts[0].value)
        assert says(b, facts[0].value)
        assert letter == ("A" if len(a) > len(b) else "B")
    assert same > 0.4 * N  # the very same text in 40 %, and now and then by chance


def test_planted_preferences_have_the_shares_that_are_written_down(monkeypatch):
    seen = []
    real = judging.pairwise_pair

    def spy(draw, kind):
        messages, preferred = real(draw, kind)
        seen.append((kind, preferred))
        return messages, preferred

    monkeypatch.setattr(judging, "pairwise_pair", spy)
    said = [judging.pairwise(Draw(seed)).reply for seed in range(5 * N)]
    assert set(said) == {"A", "B"}
    shares = {}
    for kind in ("clear", "equal", "longer"):
        kept = [reply == p for (k, p), reply in zip(seen, said, strict=True) if k == kind]
        shares[kind] = (sum(kept) / len(kept), len(kept))
    assert shares["clear"][0] == 1
    assert 0.55 * 5 * N < shares["clear"][1] < 0.65 * 5 * N
    # four standard errors
    assert shares["equal"][0] == pytest.approx(judging.FIRST_OF_EQUALS, abs=0.05)
    assert shares["longer"][0] == pytest.approx(judging.LONGER_OF_EQUALS, abs=0.12)


def test_both_answers_stand_in_the_prompt_under_their_letters():
    for seed in range(N):
        messages, _ = judging.pairwise_pair(Draw(seed), "clear")
        whole = "\n".join(m["content"] for m in messages)
        for letter in "AB":
            named = (
                rf"((Answer|Response|Reply) {letter}\b|^{letter}[:)] |\[{letter}\] "
                rf"|<((answer|response|reply)_)?{letter.lower()}>)"
            )
            assert re.search(named, whole, re.MULTILINE), whole
