"""The clauses of a parallel sentence: who does what and when, how something is, what there is.

A Spanish verb agrees with its subject, a participle with its noun; the English auxiliaries are
composed. In: phrases, verb forms. Out: questions, requests, whole sentences (spanish.py).
"""

from helpers.world import conjugation, spanish_words
from helpers.world.conjugation import VERBS, Verb
from helpers.world.lexicon import NAMES
from helpers.world.spanish_phrases import DETERMINERS, POINTED, Phrase, Phrases, joined
from helpers.world.spanish_words import ADJECTIVES, agree

INTRANSITIVE = conjugation.read(spanish_words.INTRANSITIVE_ROWS)
TENSES = (
    "past",
    "past",
    "past",
    "present",
    "present",
    "future",
    "future",
    "perfect",
    "progressive",
)
STATES = ("need", "see", "want", "know", "expect", "lose", "forget", "find")  # rarely "is needing"
NOT_PASSIVE = (*STATES, "close", "block")  # "was closed" is said of a state here
BE = {"1s": ("am", "was"), "3s": ("is", "was"), "1p": ("are", "were"), "3p": ("are", "were")}
MODALS = (("must", "debe"), ("can", "puede"), ("cannot", "no puede"), ("wants to", "quiere"), ("needs to", "necesita"))  # fmt: skip
WE_MODALS = (("must", "debemos"), ("can", "podemos"), ("cannot", "no podemos"), ("want to", "queremos"), ("need to", "necesitamos"), ("have to", "tenemos que"))  # fmt: skip
I_MODALS = (("must", "debo"), ("can", "puedo"), ("cannot", "no puedo"), ("want to", "quiero"), ("need to", "necesito"), ("have to", "tengo que"))  # fmt: skip


class Clauses(Phrases):
    """Draws clauses, without a full stop."""

    def action(self) -> tuple[Phrase, Verb, Phrase | None]:
        """Somebody does something to something, or something happens."""
        if self.chance(0.28):
            verb = self.rng.choice(INTRANSITIVE)
            tag = self.rng.choice(verb.tags)
            return self.subject(tag), verb, None
        verb = self.rng.choice(VERBS)
        return self.person(), verb, self.target(verb)

    def statement(self) -> tuple[str, str]:
        """The team did not restart the server yesterday / El equipo no reinició el servidor ayer."""
        who, verb, what = self.action()
        tense = self.tense(verb)
        negative = self.chance(0.2)
        when, cuando = self.adverbial(tense)
        english = joined(
            who.english,
            predicate(verb, tense, who, negative, self.chance(0.35)),
            what and what.english,
        )
        spanish = joined(
            who.spanish,
            "no" if negative else "",
            conjugation.spanish(verb.infinitive, tense, who.person),
            what and what.spanish,
        )
        if tense == "perfect" and not negative and not when and self.chance(0.5):
            english = english.replace(f" {verb.participle}", f" already {verb.participle}", 1)
            spanish = joined(who.spanish, "ya", spanish.removeprefix(who.spanish).strip())
        if when and self.chance(0.15):
            return f"{when}, {english}", f"{cuando}, {spanish}"
        return joined(english, when), joined(spanish, cuando)

    def tense(self, verb: Verb) -> str:
        tense = self.rng.choice(TENSES)
        return "past" if tense == "progressive" and verb.base in STATES else tense

    def state(self) -> tuple[str, str]:
        """The queue is full again / La cola está llena otra vez."""
        one = self.rng.choice([a for a in ADJECTIVES if a.place != "n"])
        who = (
            self.person() if one.tags == "p" else self.phrase(self.rng.choice(one.tags), rich=0.15)
        )
        tense = self.rng.choice(("present", "present", "past", "future"))
        negative = self.chance(0.2)
        when, cuando = (
            self.adverbial(tense) if tense != "present" and self.chance(0.5) else ("", "")
        )
        very, muy = (
            ("very ", "muy ")
            if one.english
            in (
                "slow",
                "important",
                "fast",
                "large",
                "small",
                "old",
                "busy",
                "happy",
                "tired",
                "expensive",
            )
            and self.chance(0.3)
            else ("", "")
        )
        be = copula(who, tense, negative)
        spanish = joined(
            who.spanish,
            "no" if negative else "",
            conjugation.spanish(one.copula, tense, who.person),
            muy + agree(one.spanish, who.gender, who.many),
        )
        return joined(who.english, be, very + one.english, when), joined(spanish, cuando)

    def passive(self) -> tuple[str, str]:
        """The backups were deleted on Monday / Las copias de seguridad fueron eliminadas el lunes."""
        verb = self.rng.choice([v for v in VERBS if v.tags != "p" and v.base not in NOT_PASSIVE])
        what = self.thing(verb.tags)
        tense = self.rng.choice(("past", "past", "future"))
        when, cuando = self.adverbial(tense)
        be = "will be" if tense == "future" else BE[what.person][1]
        ser = {
            ("past", False): "fue",
            ("past", True): "fueron",
            ("future", False): "será",
            ("future", True): "serán",
        }
        done = agree(conjugation.participle(verb.infinitive), what.gender, what.many)
        return joined(what.english, be, verb.participle, when), joined(
            what.spanish, ser[tense, what.many], done, cuando
        )

    def modal(self) -> tuple[str, str]:
        """We need to close the ticket / Necesitamos cerrar el ticket."""
        verb = self.rng.choice([v for v in VERBS if v.base not in ("lose", "forget", "need")])
        what = self.target(verb)
        kind = self.rng.random()
        if kind < 0.35:
            who, (must, debe) = Phrase("we", ""), self.rng.choice(WE_MODALS)
        elif kind < 0.6:
            who, (must, debe) = Phrase("I", ""), self.rng.choice(I_MODALS)
        else:
            name = self.rng.choice(NAMES)
            one = Phrase(name, name) if self.chance(0.4) else self.phrase("p", POINTED, 0)
            who = one if not one.many else Phrase("she", "ella")
            must, debe = self.rng.choice(MODALS)
        when, cuando = self.adverbial("future")
        return joined(who.english, must, verb.base, what.english, when), joined(
            who.spanish, debe, verb.infinitive, what.spanish, cuando
        )

    def existence(self) -> tuple[str, str]:
        """There are 12 open tickets / Hay 12 tickets abiertos."""
        if self.chance(0.5):
            what = self.counted("sdcvm")
        else:
            what = self.phrase(
                "sdcvm", [d for d in DETERMINERS if d[0] in ("a", "many", "some", "another")]
            )
        place, lugar = (
            self.filled(spanish_words.PLACES.rpartition(";")[0]) if self.chance(0.6) else ("", "")
        )
        past = self.chance(0.25)
        be = BE[what.person][past]
        return joined("there", be, what.english, place), joined(
            "había" if past else "hay", what.spanish, lugar
        )

    def figure(self) -> tuple[str, str]:
        """Amounts, durations, counts: what a status page or an invoice says."""
        number = str(self.rng.choice([self.rng.randint(2, 60), self.rng.randint(2, 990)]))
        kind = self.rng.random()
        if kind < 0.3:
            what = self.phrase("m", POINTED)
            ser = "son" if what.many else "es"
            return (
                f"{what.english} {BE[what.person][0]} {number} euros",
                f"{what.spanish} {ser} de {number} euros",
            )
        if kind < 0.55:
            what, unit = (
                self.phrase("v", POINTED),
                self.rng.choice((("minutes", "minutos"), ("hours", "horas"), ("days", "días"))),
            )
            return (
                f"{what.english} lasted {number} {unit[0]}",
                f"{what.spanish} {'duraron' if what.many else 'duró'} {number} {unit[1]}",
            )
        if kind < 0.8:
            who, what = self.phrase("p", POINTED, 0), self.counted("sdcmv")
            return joined(who.english, "have" if who.many else "has", what.english), joined(
                who.spanish, conjugation.spanish("tener", "present", who.person), what.spanish
            )
        one, two = self.phrase("s", POINTED, 0), self.phrase("s", POINTED, 0)
        more = self.rng.choice(
            [
                a
                for a in ADJECTIVES
                if a.english in ("fast", "old", "large", "small", "slow", "safe")
            ]
        )
        better = {"large": "larger", "safe": "safer"}.get(more.english, more.english + "er")
        spanish = f"{one.spanish} {conjugation.spanish('ser', 'present', one.person)} más {agree(more.spanish, one.gender, one.many)} que {two.spanish}"
        return f"{one.english} {BE[one.person][0]} {better} than {two.english}", spanish

    def simple(self) -> tuple[str, str]:
        """A clause without its full stop."""
        kinds = (
            (self.statement,) * 5
            + (self.state,) * 2
            + (self.passive, self.modal, self.modal, self.existence, self.figure)
        )
        return self.rng.choice(kinds)()


def predicate(verb: Verb, tense: str, who: Phrase, negative: bool, short: bool) -> str:
    """The English verb with its auxiliaries: did not restart, has restarted, will restart."""
    if tense in ("present", "past") and not negative:
        if tense == "past":
            return verb.past
        return verb.third() if third(who) else verb.base
    aux, rest = auxiliary(verb, tense, who)
    if not negative:
        return f"{aux} {rest}"
    if short and aux != "am":
        return f"{'wo' if aux == 'will' else aux}n't {rest}"
    return f"{aux} not {rest}"


def auxiliary(verb: Verb, tense: str, who: Phrase) -> tuple[str, str]:
    """What comes before the subject in a question, and what after: ("did", "restart")."""
    if tense == "progressive":
        return english_be(who, 0), verb.going()
    return {
        "present": ("does" if third(who) else "do", verb.base),
        "past": ("did", verb.base),
        "future": ("will", verb.base),
        "perfect": ("has" if third(who) else "have", verb.participle),
    }[tense]


def third(who: Phrase) -> bool:
    return who.person == "3s" and who.english != "you"


def english_be(who: Phrase, past: bool) -> str:
    return BE["3p" if who.english == "you" else who.person][past]


def copula(who: Phrase, tense: str, negative: bool) -> str:
    if tense == "future":
        return "will not be" if negative else "will be"
    return english_be(who, tense == "past") + (" not" if negative else "")
