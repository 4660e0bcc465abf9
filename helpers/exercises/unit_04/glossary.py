"""Exercise 04.3: which terms of a glossary does a translation not keep to?

In: the rule, sentences, wrong ways to check. Out: whether the translation is good.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import compare, same_kind, value_is, would_return

Glossary = Mapping[str, str]
Stands = Callable[[str, str], bool]  # (term, text) -> does it stand there?
Checker = Callable[[str, str, Glossary], list[str]]


def lapses(source: str, translation: str, glossary: Glossary) -> list[str]:
    """The English terms that stand in the source and whose Spanish does not stand in the other."""
    return _longest(_right, _right)(source, translation, glossary)


def _pattern(term: str) -> re.Pattern:
    return re.compile(rf"(?<!\w){re.escape(term)}(?:s|es)?(?!\w)", re.IGNORECASE)


def _right(term: str, text: str) -> bool:
    return _pattern(term).search(text) is not None


def _standing(terms: Iterable[str], text: str, stands: Stands) -> set[str]:
    """The terms that stand in a text: the longest first, and what it covers is taken away."""
    found = set()
    for term in sorted(terms, key=len, reverse=True):
        if stands(term, text):
            found.add(term)
            text = _pattern(term).sub("|", text)
    return found


def _longest(there: Stands, kept: Stands) -> Checker:
    """Longest term first in both languages, with other ideas of when a term stands in a text."""

    def check(source: str, translation: str, glossary: Glossary) -> list[str]:
        spanish = _standing(set(glossary.values()), translation, kept)
        return sorted(x for x in _standing(glossary, source, there) if glossary[x] not in spanish)

    return check


def _in_source_only(source: str, translation: str, glossary: Glossary) -> list[str]:
    there = _standing(glossary, source, _right)
    return sorted(term for term in there if not _right(glossary[term], translation))


def _in_translation_only(source: str, translation: str, glossary: Glossary) -> list[str]:
    kept = _standing(set(glossary.values()), translation, _right)
    there = (term for term in glossary if _right(term, source))
    return sorted(term for term in there if glossary[term] not in kept)


def _counted(source: str, translation: str, glossary: Glossary) -> list[str]:
    """Those that stand in the translation less often than in the source."""
    counts = [_counts(glossary, source), _counts(set(glossary.values()), translation)]
    return sorted(term for term, n in counts[0].items() if n > counts[1][glossary[term]])


def _counts(terms: Iterable[str], text: str) -> dict[str, int]:
    counts = {}
    for term in sorted(terms, key=len, reverse=True):
        text, counts[term] = _pattern(term).subn("|", text)
    return counts


def _checked(there: Stands, kept: Stands) -> Checker:
    return lambda source, translation, glossary: sorted(
        term for term in glossary if there(term, source) and not kept(glossary[term], translation)
    )


def _part(term: str, text: str) -> bool:
    return term.lower() in text.lower()


def _cased(term: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(term)}(?:s|es)?(?!\w)", text) is not None


def _whole(term: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(term)}(?!\w)", text, re.IGNORECASE) is not None


def _each_word(term: str, text: str) -> bool:
    words = r"(?:s|es)? ".join(map(re.escape, term.split()))
    return re.search(rf"(?<!\w){words}(?:s|es)?(?!\w)", text, re.IGNORECASE) is not None


def _all(term: str, text: str) -> bool:
    return True


def _by_words(term: str, text: str) -> bool:
    return term.lower() in [word.strip(".,!?") for word in text.lower().split()]


TERMS = {
    "queue": "cola", "queue group": "grupo de colas", "backup": "respaldo", "key": "clave",
    "access key": "llave de acceso", "index": "índice", "node": "nodo", "Larkspur Queue":
    "Larkspur Queue", "time-out": "tiempo de espera", "log": "registro", "monitor": "monitor",
    "password": "clave",
}  # fmt: skip
CASES = (
    ("The queue is empty.", "La cola está vacía."),
    ("The queue is empty.", "La fila está vacía."),
    ("Queues are empty.", "Las colas están vacías."),
    ("Queues are empty.", "Las filas están vacías."),
    ("QUEUE empty!", "¡COLA vacía!"),
    ("Our queue group is full.", "Nuestro grupo de colas está lleno."),
    ("Our queue group is full.", "Nuestra cola está llena."),
    ("Our queue group is full, the queue too.", "Nuestro grupo de colas está lleno."),
    ("Our queue group is full, the queue too.", "El grupo de colas está lleno, la cola también."),
    ("The queue is empty.", "El grupo de colas está vacío."),
    ("Our queue group is full.", "Nuestro grupo de colas está lleno, y la cola también."),
    ("A queue, and a queue.", "Nada de eso."),
    ("A queue, and a queue.", "Una cola, y nada más."),
    ("The password is a key.", "La clave es una clave."),
    ("The key and the password are old.", "La llave de acceso es vieja."),
    ("Two access keys are old.", "Dos llaves de acceso son viejas."),
    ("The monkey keyboard is catalogued.", "El teclado está catalogado."),
    ("The access key is old.", "La llave de acceso es vieja."),
    ("The access keys and the key are old.", "La llave de acceso es vieja."),
    ("Two indexes are slow.", "Dos índices son lentos."),
    ("Larkspur Queue has a backup.", "Larkspur Queue tiene un respaldo."),
    ("Larkspur Queue has a backup.", "La cola de Larkspur tiene una copia."),
    ("A time-out, and another time-out.", "Un tiempo de espera, y otro."),
    ("A time-out (long).", "Una demora (larga)."),
    ("Read the log, please.", "Lea el catálogo, por favor."),
    ("Read the log, please.", "Lea los registros, por favor."),
    ("The node is down.", "El nodoso árbol."),
    ("Two indexes are slow.", "Dos listas son lentas."),
    ("Two monitors are new.", "Dos monitores son nuevos."),
    ("Our queue group needs a backup.", "Nada de eso."),
    ("Nothing of that kind.", "Nada de eso."),
    ("", ""),
    ("The backup is ready.", ""),
)


def questions(seed: int) -> list[Question]:
    """Plurals, capitals, parts of words, terms inside terms; then terms in drawn orders."""
    rng = random.Random(f"04.3/{seed}")
    asked = [
        Call("lapses", (*case, dict(rng.sample(sorted(TERMS.items()), len(TERMS)))))
        for case in CASES
    ]
    asked += [Call("lapses", (*case, {})) for case in CASES[:2]]
    for _ in range(8):
        terms = rng.sample(sorted(TERMS), 4)
        source = ", ".join(f"the {term}" for term in rng.sample(terms, 3)) + "."
        kept = rng.sample(terms, 2)
        translation = ", ".join(f"{TERMS[term]}" for term in kept) + "."
        glossary = {term: TERMS[term] for term in terms}
        asked.append(Call("lapses", (source.capitalize(), translation.capitalize(), glossary)))
    return asked


GLOSSARY = Exercise(
    id="04.3",
    title="The glossary, checked",
    goal="Write `lapses(source, translation, glossary)`: the terms a translation did not keep.",
    points=4,
    minutes=20,
    difficulty="medium",
    budget="no call; up to ten lines",
    answers=("lapses",),
    questions=questions,
    judge=compare(
        lapses,
        [
            would_return(_checked(_right, _right), "You check a term inside a longer one as well. "
                         "`queue group` is a term of its own: its `queue` is none."),
            would_return(_in_source_only, "You keep to the longest term in the source only. In the "
                         "translation, too, the `colas` of *grupo de colas* is no `cola`: whoever "
                         "leaves the queue out and keeps the group has a lapse."),
            would_return(_in_translation_only, "You keep to the longest term in the translation "
                         "only. In the source, too, the `queue` of *queue group* is none."),
            would_return(_counted, "You compare how often a term stands in both. Once in the "
                         "translation is enough."),
            would_return(_longest(_each_word, _each_word), "You let each word of a term take an "
                         "ending. The rule knows one at the end of the term."),
            would_return(_checked(_all, _right), "You check terms that do not stand in the source. "
                         "Nobody has to translate what is not there."),
            would_return(_longest(_whole, _whole), "You miss plurals. A term may end in `s` or "
                         "`es`, in both languages."),
            would_return(_longest(_right, _whole), "You miss plurals in the translation."),
            would_return(_longest(_whole, _right), "You miss plurals in the source."),
            would_return(_longest(_part, _part), "You look for parts of words: `key` is not in "
                         "`monkey`."),
            would_return(_longest(_right, _part), "You look for parts of words in the translation: "
                         "`nodo` is not in `nodoso`."),
            would_return(_longest(_part, _right), "You look for parts of words in the source: "
                         "`key` is not in `monkey`."),
            would_return(_longest(_cased, _cased), "You mind capitals. A sentence begins "
                         "with one."),
            would_return(_longest(_right, _cased), "You mind capitals in the translation."),
            would_return(_checked(_part, _part), "You look for parts of words: `key` is not in "
                         "`monkey`."),
            would_return(_checked(_by_words, _by_words), "You compare single words. Terms may have "
                         "two words, a plural, or punctuation around them."),
            value_is(lambda value, wanted: isinstance(value, list) and sorted(value) == wanted,
                     "You name the right terms in "
                     "another order; they are wanted sorted."),
            value_is(lambda value, wanted: isinstance(value, list) and len(value) > len(wanted)
                     and sorted(set(value)) == wanted,
                     "You name a term once for each time that it stands there. Once is enough."),
            value_is(lambda value, wanted: isinstance(value, bool | set | dict | tuple),
                     "A sorted list of English terms is wanted, `[]` where all were kept."),
        ],
        equal=same_kind,
        message="A glossary that nobody checks is a wish.",
    ),
    distractor="        if term in source and glossary[term] not in translation:",
    hints=(
        "Both languages ask the same: which of these terms stand in this text? Write that once, "
        "go through the terms from the longest to the shortest, and what a long one has found take "
        "out of the text before you look for the next: put a sign there that is no letter.",
        "A lapse is a term found in the source whose Spanish is not among those found in the "
        "translation. Two English terms may have one Spanish word: look for each word once.",
        "`re.compile(rf'(?<!\\w){re.escape(term)}(?:s|es)?(?!\\w)', re.IGNORECASE)` is a term as a "
        "whole word, with or without a plural; its `subn` says how many there were.",
    ),
)  # fmt: skip
