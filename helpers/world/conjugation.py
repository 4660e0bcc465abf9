"""Spanish and English verb forms for the closed list of verbs that Larkspur's sentences use.

A person is "1s", "3s", "1p" or "3p"; usted is "3s" in Spanish and "you" in English.
In: infinitives, tenses, persons. Out: sentences (spanish.py), nouns (spanish_words.py).
"""

from dataclasses import dataclass

from helpers.world.spanish_words import VERB_ROWS

PERSONS = ("1s", "3s", "1p", "3p")
ENDINGS = {  # (class of the infinitive, tense) -> endings of PERSONS
    ("ar", "present"): ("o", "a", "amos", "an"),
    ("er", "present"): ("o", "e", "emos", "en"),
    ("ir", "present"): ("o", "e", "imos", "en"),
    ("ar", "past"): ("é", "ó", "amos", "aron"),
    ("er", "past"): ("í", "ió", "imos", "ieron"),
    ("ir", "past"): ("í", "ió", "imos", "ieron"),
    ("ar", "order"): ("e", "e", "emos", "en"),
    ("er", "order"): ("a", "a", "amos", "an"),
    ("ir", "order"): ("a", "a", "amos", "an"),
}
FUTURE = ("é", "á", "emos", "án")
STRESSED = {  # the stem where the stress falls on it: present and orders, but not nosotros
    "cerrar": "cierr", "mostrar": "muestr", "perder": "pierd", "volver": "vuelv",
    "enviar": "enví", "empezar": "empiez", "probar": "prueb", "encontrar": "encuentr",
    "resolver": "resuelv", "aprobar": "aprueb", "pedir": "pid", "querer": "quier",
}  # fmt: skip
IRREGULAR = {
    ("estar", "present"): ("estoy", "está", "estamos", "están"),
    ("estar", "past"): ("estaba", "estaba", "estábamos", "estaban"),
    ("ser", "present"): ("soy", "es", "somos", "son"),
    ("ser", "past"): ("era", "era", "éramos", "eran"),
    ("haber", "present"): ("he", "ha", "hemos", "han"),
    ("poder", "present"): ("puedo", "puede", "podemos", "pueden"),
    ("poder", "past"): ("pude", "pudo", "pudimos", "pudieron"),
    ("tener", "present"): ("tengo", "tiene", "tenemos", "tienen"),
    ("ver", "present"): ("veo", "ve", "vemos", "ven"),
    ("ver", "past"): ("vi", "vio", "vimos", "vieron"),
    ("leer", "past"): ("leí", "leyó", "leímos", "leyeron"),
    ("pedir", "past"): ("pedí", "pidió", "pedimos", "pidieron"),
    ("querer", "past"): ("quise", "quiso", "quisimos", "quisieron"),
    ("desaparecer", "present"): ("desaparezco", "desaparece", "desaparecemos", "desaparecen"),
    ("crecer", "present"): ("crezco", "crece", "crecemos", "crecen"),
    ("restablecer", "present"): ("restablezco", "restablece", "restablecemos", "restablecen"),
    ("restablecer", "order"): ("restablezca", "restablezca", "restablezcamos", "restablezcan"),
    ("ver", "order"): ("vea", "vea", "veamos", "vean"),
}
FUTURE_STEM = {"poder": "podr", "tener": "tendr", "querer": "querr", "haber": "habr"}
PARTICIPLE = {
    "abrir": "abierto", "escribir": "escrito", "ver": "visto", "resolver": "resuelto",
    "imprimir": "impreso", "leer": "leído",
}  # fmt: skip
GERUND = {"leer": "leyendo", "pedir": "pidiendo"}
SOFT = {"c": "qu", "g": "gu", "z": "c"}  # how a stem in -ar is spelled before an e


def spanish(infinitive: str, tense: str, person: str) -> str:
    """One form: spanish("pagar", "past", "1s") -> 'pagué'; a phrase keeps what follows its verb.

    Tenses: present, past, future, perfect, progressive, order (the imperative of usted is "3s").
    """
    verb, _, rest = infinitive.partition(" ")
    return " ".join(filter(None, [one_word(verb, tense, person), rest]))


def one_word(verb: str, tense: str, person: str) -> str:
    at = PERSONS.index(person)
    if tense == "perfect":
        return f"{one_word('haber', 'present', person)} {participle(verb)}"
    if tense == "progressive":
        return f"{one_word('estar', 'present', person)} {gerund(verb)}"
    if tense == "future":
        return FUTURE_STEM.get(verb, verb) + FUTURE[at]
    if (verb, tense) in IRREGULAR:
        return IRREGULAR[verb, tense][at]
    stem, kind = verb[:-2], verb[-2:]
    if tense != "past" and person != "1p":
        stem = STRESSED.get(verb, stem)
    elif verb == "pedir" and tense == "order":
        stem = "pid"
    ending = ENDINGS[kind, tense][at]
    if kind == "ar" and ending[0] in "eé" and stem[-1] in SOFT:
        stem = stem[:-1] + SOFT[stem[-1]]
    return stem + ending


def participle(infinitive: str) -> str:
    """The form that agrees in -o/-a: participle("abrir") -> 'abierto'."""
    verb = infinitive.split()[0]
    return PARTICIPLE.get(verb) or verb[:-2] + ("ado" if verb.endswith("ar") else "ido")


def gerund(verb: str) -> str:
    return GERUND.get(verb) or verb[:-2] + ("ando" if verb.endswith("ar") else "iendo")


@dataclass(frozen=True)
class Verb:
    """An English verb with its Spanish infinitive; `tags` say what it may be done to."""

    base: str
    past: str
    participle: str
    infinitive: str
    tags: str

    def head(self) -> tuple[str, str]:
        """The verb itself and what follows it: 'stop', ' responding'."""
        first, space, rest = self.base.partition(" ")
        return first, space + rest

    def third(self) -> str:
        """With he or she: restarts, fixes, copies."""
        first, rest = self.head()
        return plural(first) + rest

    def going(self) -> str:
        """With is: restarting, deleting, stopping."""
        first, rest = self.head()
        if first in ("stop", "reset", "forget", "cancel", "log"):
            first += first[-1]
        elif first.endswith("e") and not first.endswith("ee"):
            first = first[:-1]
        return f"{first}ing{rest}"


def plural(word: str) -> str:
    """English -s: queries, indexes, backups; also the verb's third person."""
    if word.endswith("y") and word[-2] not in "aeou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def read(rows: str) -> list[Verb]:
    """Verbs from lines "base past [participle] = infinitive = tags", words of a phrase joined by _."""
    verbs = []
    for row in rows.strip().splitlines():
        english, infinitive, tags = (part.strip() for part in row.split("="))
        forms = [form.replace("_", " ") for form in english.split()]
        verbs.append(Verb(forms[0], forms[1], forms[-1], infinitive, tags))
    return verbs


VERBS = read(VERB_ROWS)
