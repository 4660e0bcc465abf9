"""Requests for a translation: the prompt is whole, the reply keeps to the glossary."""

import re

import pytest

from helpers.world.draw import Draw
from helpers.world.spanish_words import NOUNS, noun
from training.tasks import translating
from training.tasks.translating import translation

SPLITS = ("train", "heldout")


@pytest.mark.parametrize("split", SPLITS)
def test_every_conversation_alternates_and_ends_in_a_reply(split):
    for seed in range(400):
        document = translation(Draw(seed, split))
        roles = [message["role"] for message in document.messages]
        if roles[0] == "system":
            roles = roles[1:]
        assert roles == ["user", "assistant"] * (len(roles) // 2)
        whole = " ".join(message["content"] for message in document.messages)
        assert not re.search(r"\{(t|q|e|s|noun)\}|\bNone\b", whole), whole


def test_same_seed_same_conversation():
    assert translation(Draw(3)) == translation(Draw(3))
    assert translation(Draw(3)) != translation(Draw(4))


def test_many_wordings_are_asked():
    starts = {translation(Draw(seed)).messages[0]["content"].split("\n")[0] for seed in range(600)}
    assert len(starts) > 400


def test_a_quarter_has_a_glossary_and_the_replies_use_it(monkeypatch):
    shown = []
    real = translating.laid_out

    def spy(draw, terms):
        shown.append((terms, real(draw, terms)))
        return shown[-1][1]

    monkeypatch.setattr(translating, "laid_out", spy)
    used = glossaries = 0
    for seed in range(800):
        shown.clear()
        document = translation(Draw(seed, "heldout"))
        if not shown:
            continue
        glossaries += 1
        terms, text = shown[0]
        prompt = " ".join(m["content"] for m in document.prompt if m["role"] != "assistant")
        replies = " ".join(m["content"] for m in document.messages if m["role"] == "assistant")
        assert text.lower() in prompt.lower()
        assert all(word in text.lower() and term in text.lower() for word, term in terms.items())
        assert 1 <= len(terms) <= 3
        words = [term.removeprefix("la ").removeprefix("el ") for term in terms.values()]
        assert any(word in replies.lower() for word in words)
        used += 1
    assert 140 <= glossaries <= 260
    assert used == glossaries


def test_alternatives_differ_from_the_usual_word_and_keep_the_rule_of_the_endings():
    irregular = {"base", "clave", "llave", "sistema", "programa", "problema", "red"}
    for english, words in translating.ALTERNATIVES.items():
        assert english in NOUNS
        assert NOUNS[english].singular not in words.split()
        assert not irregular & set(words.split())
        assert all(noun(word).gender in "mf" for word in words.split())
