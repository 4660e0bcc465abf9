"""Parallel sentences, English and Spanish, composed from Larkspur's words.

Every word occurs in both splits; whole English sentences are held out, by their checksum. Names,
products and regions stay as they are. A term may be replaced by another Spanish noun: articles and
adjectives then agree with that one. Knows one translation of each sentence, not all the right ones.
In: words, forms, seeds. Out: how people ask for a translation (training/tasks/translating.py).
"""

import random
import re
from dataclasses import dataclass

from helpers.world import conjugation, spanish_words
from helpers.world.conjugation import VERBS
from helpers.world.draw import Draw
from helpers.world.spanish_clauses import BE, STATES, Clauses, auxiliary
from helpers.world.spanish_phrases import POINTED, joined
from helpers.world.spanish_words import ADJECTIVES, Noun, agree

REQUESTS = (
    ("Please {e}.", "Por favor, {o}."),
    ("{E}, please.", "{O}, por favor."),
    ("Could you {e}, please?", "¿Podría {i}, por favor?"),
    ("Could you {e}?", "¿Podría {i}?"),
    ("Can you {e}?", "¿Puede {i}?"),
    ("Would you please {e}?", "¿Podría {i}, por favor?"),
    ("Please do not {e}.", "Por favor, no {o}."),
    ("Do not {e}.", "No {o}."),
    ("How can I {e}?", "¿Cómo puedo {i}?"),
    ("Where can we {e}?", "¿Dónde podemos {i}?"),
    ("I would like to {e}.", "Me gustaría {i}."),
    ("It is important to {e}.", "Es importante {i}."),
    ("We forgot to {e}.", "Olvidamos {i}."),
    ("We tried to {e}.", "Intentamos {i}."),
)
JOINS = ((" and ", " y "), (" but ", " pero "), (" because ", " porque "), (", so ", ", así que "))  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """A sentence in both languages; `nouns` are the English terms in it, `seed` what made it."""

    english: str
    spanish: str
    nouns: tuple[str, ...]
    seed: int


def pair(draw: Draw) -> Pair:
    """One sentence of this split."""
    while True:
        one = composed(draw.between(0, 2**40))
        if draw.mine(one.english):
            return one


def with_terms(one: Pair, terms: dict[str, Noun]) -> Pair:
    """The same English sentence with other Spanish nouns: {"invoice": noun("recibo")}."""
    return composed(one.seed, terms)


def composed(seed: int, terms: dict[str, Noun] | None = None) -> Pair:
    """The sentence of this seed. The terms change its Spanish, never its English."""
    writer = Writer(random.Random(seed), terms or {})
    english, spanish = writer.sentence()
    return Pair(polished(english), polished(spanish), tuple(dict.fromkeys(writer.used)), seed)


def polished(sentence: str) -> str:
    """One space between words, a capital first, "al" for "a el", "del" for "de el", "e" for "y" before i."""
    sentence = re.sub(r" +", " ", sentence.replace("~", " ")).strip()
    sentence = re.sub(r"\b([Aa]|[Dd]e) el\b", lambda m: m[1] + "l", sentence)
    sentence = re.sub(r" y (?=[Ii])", " e ", sentence)
    at = sentence.startswith("¿")
    return sentence[:at] + sentence[at].upper() + sentence[at + 1 :]


class Writer(Clauses):
    """Draws whole sentences; remembers which terms it used."""

    def question(self) -> tuple[str, str]:
        """Did Ada restart the server? / ¿Reinició Ada el servidor?"""
        if self.chance(0.25):
            return self.short_question()
        who, verb, what = self.action()
        tense = self.tense(verb)
        ask, cuando = "", ""
        if self.chance(0.45):
            ask, cuando = self.rng.choice(
                (("when", "cuándo"), ("why", "por qué"), ("where", "dónde"), ("how", "cómo"))
            )
        aux, rest = auxiliary(verb, tense, who)
        spanish = joined(
            cuando,
            conjugation.spanish(verb.infinitive, tense, who.person),
            who.spanish,
            what and what.spanish,
        )
        when, cuando = self.adverbial(tense) if not ask else ("", "")
        return joined(
            ask, aux, who.english, rest, what and what.english, when
        ) + "?", f"¿{joined(spanish, cuando)}?"

    def short_question(self) -> tuple[str, str]:
        """Where is the invoice? Why is the dashboard slow? How many tickets are open?"""
        what = self.phrase("sdcm", POINTED)
        kind = self.rng.random()
        if kind < 0.3:
            estar = conjugation.spanish("estar", "present", what.person)
            return f"where {BE[what.person][0]} {what.english}?", f"¿dónde {estar} {what.spanish}?"
        one = self.rng.choice([a for a in ADJECTIVES if what.tag in a.tags and a.place != "n"])
        verb = conjugation.spanish(one.copula, "present", what.person)
        adjective = agree(one.spanish, what.gender, what.many)
        if kind < 0.8:
            why, por = self.rng.choice((("why", "por qué"), ("", "")))
            return joined(
                why, BE[what.person][0], what.english, one.english
            ) + "?", f"¿{joined(por, verb, adjective, what.spanish)}?"
        english, noun = self.noun("dc")
        verb = self.rng.choice((("need", "necesita"), ("have", "tiene"), ("see", "ve")))
        many = "cuántas" if noun.gender == "f" else "cuántos"
        return (
            f"how many {conjugation.plural(english)} do you {verb[0]}?",
            f"¿{many} {noun.plural} {verb[1]}?",
        )

    def request(self) -> tuple[str, str]:
        """Please restart the server / Por favor, reinicie el servidor."""
        english, spanish = self.rng.choice(REQUESTS)
        verb = self.rng.choice([v for v in VERBS if v.base not in STATES])
        what = self.target(verb)
        when, cuando = self.adverbial("future") if self.chance(0.6) else ("", "")
        base = joined(verb.base, what.english, when)
        infinitive = joined(verb.infinitive, what.spanish, cuando)
        order = joined(conjugation.spanish(verb.infinitive, "order", "3s"), what.spanish, cuando)
        capital = order[0].upper() + order[1:]
        return english.format(e=base, E=base[0].upper() + base[1:]), spanish.format(
            i=infinitive, o=order, O=capital
        )

    def courtesy(self) -> tuple[str, str]:
        return self.filled(spanish_words.COURTESIES)

    def sentence(self) -> tuple[str, str]:
        kind = self.rng.random()
        if kind < 0.14:
            return self.question()
        if kind < 0.28:
            return self.request()
        if kind < 0.29:
            return self.courtesy()
        english, spanish = self.simple()
        if kind < 0.42:
            link, enlace = self.rng.choice(JOINS)
            more, mas = self.state() if self.chance(0.5) else self.statement()
            english, spanish = english + link + more, spanish + enlace + mas
        return english + ".", spanish + "."
