"""The parts of a parallel sentence: noun phrases, subjects, objects and adverbials in two languages.

In: a random source, terms that replace the usual Spanish nouns. Out: clauses, sentences (spanish.py).
"""

import random
from dataclasses import dataclass, field

from helpers.world import conjugation, spanish_words
from helpers.world.conjugation import Verb
from helpers.world.lexicon import NAMES, PRODUCTS, REGIONS
from helpers.world.spanish_words import ADJECTIVES, NOUNS, NUMBERS, TAGS, Noun, agree, pairs

FIXED_SUBJECTS = (("I", "", "1s"), ("we", "", "1p"), ("he", "él", "3s"), ("she", "ella", "3s", "f"), ("you", "usted", "3s"))  # fmt: skip
DETERMINERS = (
    ("the", "el la los las"), ("the", "el la los las"), ("the", "el la los las"), ("the", "el la los las"),
    ("this", "este esta - -"), ("these", "- - estos estas"), ("that", "ese esa - -"),
    ("my", "mi mi mis mis"), ("our", "nuestro nuestra nuestros nuestras"),
    ("your", "su su sus sus"), ("a", "un una - -"), ("a", "un una - -"), ("some", "- - algunos algunas"),
    ("all the", "- - todos~los todas~las"), ("another", "otro otra - -"), ("every", "cada cada - -"),
    ("many", "- - muchos muchas"), ("the last", "el~último la~última los~últimos las~últimas"),
    ("the first", "el~primer la~primera los~primeros las~primeras"), ("the next", "el~próximo la~próxima los~próximos las~próximas"),
    ("the same", "el~mismo la~misma los~mismos las~mismas"), ("the other", "el~otro la~otra los~otros las~otras"),
)  # fmt: skip
POINTED = tuple(d for d in DETERMINERS if d[0] in ("the", "this", "that", "my", "our", "your"))


@dataclass(frozen=True)
class Phrase:
    """A noun phrase in both languages, with what verbs and adjectives must agree with."""

    english: str
    spanish: str
    person: str = "3s"
    gender: str = "m"
    tag: str = "p"

    @property
    def many(self) -> bool:
        return self.person.endswith("p")


def joined(*words: str) -> str:
    return " ".join(word for word in words if word)


@dataclass
class Phrases:
    """Draws the parts of one sentence; remembers which terms it used."""

    rng: random.Random
    terms: dict[str, Noun]
    used: list[str] = field(default_factory=list)

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    # --- noun phrases

    def noun(self, tags: str) -> tuple[str, Noun]:
        english = self.rng.choice([n for n, tag in TAGS.items() if tag in tags])
        self.used.append(english)
        return english, self.terms.get(english, NOUNS[english])

    def phrase(self, tags: str, determiners=DETERMINERS, rich: float = 0.25) -> Phrase:
        """The new servers in eu-west / los servidores nuevos en eu-west."""
        english, noun = self.noun(tags)
        tag = TAGS[english]
        determiner, forms = self.rng.choice(determiners)
        forms = forms.split()
        many = forms[0] == "-" or (forms[2] != "-" and self.chance(0.25))
        form = forms[2 * many + (noun.gender == "f")]
        return self.described(english, noun, tag, determiner, form, many, rich)

    def described(self, english, noun, tag, determiner, form, many, rich) -> Phrase:
        """With an adjective or an addition, or bare."""
        word = conjugation.plural(english) if many else english
        other = noun.plural if many else noun.singular
        if self.chance(rich):
            one = self.rng.choice([a for a in ADJECTIVES if tag in a.tags and a.place != "p"])
            word, other = (
                f"{one.english} {word}",
                f"{other} {agree(one.spanish, noun.gender, many)}",
            )
        if determiner == "a" and word[0] in "aeiou" and not word.startswith("use"):
            determiner = "an"
        more, mas = self.addition(tag) if self.chance(rich * 0.8) else ("", "")
        if determiner == "the" and tag in "dm" and self.chance(0.12):
            name = self.rng.choice(NAMES)
            determiner, more, mas = f"{name}'s", "", f"de {name}"
        return Phrase(
            joined(determiner, word, more), joined(form, other, mas),
            "3p" if many else "3s", noun.gender, tag,
        )  # fmt: skip

    def addition(self, tag: str) -> tuple[str, str]:
        if tag == "s":
            region = self.rng.choice(REGIONS)
            return f"in {region}", f"en {region}"
        if tag in "dm" and self.chance(0.5):
            month, mes = self.rng.choice(list(spanish_words.MONTHS.items()))
            return f"for {month}", f"de {mes}"
        if tag in "dcm":
            owner = self.phrase("p", POINTED, 0)
            return f"of {owner.english}", f"de {owner.spanish}"
        if tag == "v":
            cause = self.phrase("s", POINTED, 0)
            return f"with {cause.english}", f"con {cause.spanish}"
        return "", ""

    def counted(self, tags: str) -> Phrase:
        """three tickets / tres tickets; 120 queries / 120 consultas."""
        english, noun = self.noun(tags)
        if self.chance(0.5):
            number = other = str(
                self.rng.choice([self.rng.randint(2, 40), self.rng.randint(2, 999)])
            )
        else:
            number, other = self.rng.choice(list(NUMBERS.items()))
        return self.described(english, noun, TAGS[english], number, other, True, 0.3)

    def thing(self, tags: str) -> Phrase:
        return self.counted(tags) if self.chance(0.12) else self.phrase(tags)

    def person(self) -> Phrase:
        kind = self.rng.random()
        if kind < 0.35:
            return Phrase(*self.rng.choice(FIXED_SUBJECTS))
        if kind < 0.55:
            name = self.rng.choice(NAMES)
            return Phrase(name, name)
        if kind < 0.6:
            one, two = self.rng.sample(NAMES, 2)
            return Phrase(f"{one} and {two}", f"{one} y {two}", "3p")
        return self.phrase("p", rich=0.1)

    def subject(self, tags: str) -> Phrase:
        return self.person() if tags == "p" else self.phrase(tags)

    def target(self, verb: Verb) -> Phrase:
        """What the verb is done to; people get their "a" in Spanish."""
        it = self.phrase("p", rich=0.1) if verb.tags == "p" else self.thing(verb.tags)
        if verb.tags == "p" and self.chance(0.4):
            name = self.rng.choice(NAMES)
            it = Phrase(name, name)
        return Phrase(it.english, f"a {it.spanish}") if verb.tags == "p" else it

    # --- adverbials

    def adverbial(self, tense: str) -> tuple[str, str]:
        """When, sometimes where, often nothing."""
        kind = self.rng.random()
        if kind < 0.35:
            return "", ""
        if kind > 0.88:
            return self.filled(spanish_words.PLACES)
        return self.filled(spanish_words.TIMES[tense])

    def filled(self, entries: str) -> tuple[str, str]:
        english, spanish = self.rng.choice(pairs(entries))
        return self.fill(english, spanish)

    def fill(self, english: str, spanish: str) -> tuple[str, str]:
        day, dia = self.rng.choice(list(spanish_words.WEEKDAYS.items()))
        month, mes = self.rng.choice(list(spanish_words.MONTHS.items()))
        if "todos los {day}" in spanish and not dia.endswith("s"):
            dia += "s"
        same = {
            "n": self.rng.randint(2, 60), "d": self.rng.randint(2, 30),
            "clock": f"{self.rng.randint(2, 23)}:{self.rng.randint(0, 59):02}",
            "region": self.rng.choice(REGIONS), "product": self.rng.choice(PRODUCTS),
            "name": self.rng.choice(NAMES),
        }  # fmt: skip
        return english.format(day=day, month=month, **same), spanish.format(
            day=dia, month=mes, **same
        )
