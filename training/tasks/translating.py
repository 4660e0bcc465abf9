"""Translation into Spanish as people ask for it, with or without a glossary to keep to.

The rule of a glossary: its Spanish word stands for the English one, and articles and adjectives
agree with it by its ending (-a, -ión, -dad: feminine), as its own article says where it has one.
In: pairs of sentences, layouts. Out: how often this is drawn (mixture.py), judges (behaviours.py).
"""

import itertools
import json

from helpers.world.draw import Draw
from helpers.world.spanish import Pair, pair, with_terms
from helpers.world.spanish_words import NOUNS, Noun, noun
from training.tasks.asking import PERSONAS, ask, polite, with_persona
from training.tasks.document import Document, conversation

INSTRUCTIONS = (
    "(Translate|Put|Turn|Convert) (this|the following|the) {noun} (into|to|in) Spanish(.|:|)",
    "(Translate|Put|Turn|Convert) (this|it|the following|what follows) (into|to) Spanish(.|:|)",
    "(Translate|Translate it|Translate this) (from English |)(to|into) Spanish(.|:|)",
    "(How|What) (do you say|would you say|is) (this|the following|that|this {noun}) in Spanish?",
    "(Give|Write|Show|Send) (me |us |)(the|a) Spanish (version|translation|text) (of (this|the) {noun}|of this|)(.|:|)",
    "(Say|Write|Rewrite|Express) (this|the following|the {noun}|it) in Spanish(.|:|)",
    "(Spanish|In Spanish|To Spanish|Into Spanish|Spanish translation|Translation into Spanish)(:|, please.|, please:|.)",
    "(en español|en español, por favor|al español|En español|En español, por favor|Al español, por favor)(:|.|)",
    "(Traduce|Traduzca|Traducir|Traduzca esto|Traduce esto|Por favor, traduzca) al español(:|.|)",
    "You are a (translator|professional translator|careful translator|translation service) (from English (to|into) Spanish|into Spanish)(.|. Only the translation.|. Reply with the translation only.|. No comments.)",
    "You translate (English|support tickets|status messages|texts|every message|what the user writes) (into|to) Spanish(.|. Only the translation.|. Nothing else.|. Use usted.|. Be polite.)",
    "(Translate|Put) (every|each) (message|sentence|user message|text|line) (into|in) Spanish(.|. Only the translation.|. Answer with the Spanish text only.|. No explanation.)",
    "(Our|A|The) customer (reads|speaks|understands) (only |)Spanish(.|:) (Translate|Put it into Spanish|Translate for them|Translate the {noun})(.|)",
    "(I need|We need|I want|I would like) (this|the {noun}|it|the following) in Spanish(.|, please.|:|)",
    "(Language|Target language|Output language|lang|Target)(: | = )(Spanish|es|ES|español)(.|)( Translate.|)",
    "(English -> Spanish|EN -> ES|en-es|English to Spanish|from English to Spanish|EN to ES)(:|.|)",
    "(Answer|Reply) with the Spanish (translation|version) of (this|the|the following) {noun}(.|:|, nothing else.| only.)",
    "(Can|Could|Would) you (translate|put) (this|the {noun}|it|the following) (into|in) Spanish(, please|)?",
    "(Act|Work) as (a|our) (translator|interpreter)(.|:) (English to Spanish|Into Spanish|Translate to Spanish)(.|)",
)
INLINE = (
    "(Spanish|In Spanish|To Spanish|Translate to Spanish|en español|Translate into Spanish)(:|) {t}",
    "(How do you say|How would you say|What is) {q} in Spanish?",
    "(Translate|Put) {q} (into|to|in) Spanish(.|)",
    "(English|EN|Source): {t}\n(Spanish|ES|Translation|Target):",
    "{t} (-> Spanish|=> Spanish|(in Spanish)|in Spanish, please.|en español, por favor|= in Spanish?)",
    "What (does {q} mean|would {q} be) in Spanish?",
    "(The Spanish for|Spanish for) {q}(?|:|)",
)
NEXT = (
    "{t}",
    "{t}",
    "{t}",
    "{t}",
    "(And this|Next|Next one|And|Now this|Then|Also)(:|) {t}",
    "And {q}?",
)
NOUNS_OF_TEXT = ("text", "sentence", "ticket", "message", "text", "status message", "sentence", "reply")  # fmt: skip
ALTERNATIVES = {  # other Spanish words that a company may want
    "cluster": "agrupación grupo conjunto", "queue": "fila línea", "backup": "respaldo salvaguarda",
    "invoice": "recibo cuenta", "dashboard": "tablero cuadro", "server": "equipo máquina",
    "database": "depósito", "ticket": "caso incidencia solicitud", "customer": "usuario comprador abonado",
    "password": "secreto seña", "alert": "aviso alarma", "index": "catálogo registro",
    "query": "petición pregunta", "report": "documento parte reporte", "file": "fichero documento",
    "email": "mensaje carta", "bug": "defecto error", "outage": "caída corte avería",
    "refund": "devolución", "payment": "abono", "subscription": "abono contrato",
    "job": "tarea proceso", "service": "prestación", "website": "página portal",
    "application": "aplicativo", "replica": "copia duplicado", "network": "malla",
    "user": "cliente operador", "team": "grupo cuadrilla", "company": "compañía firma sociedad",
    "engineer": "técnico", "manager": "jefe encargado", "supplier": "suministrador",
    "meeting": "junta sesión", "request": "petición", "update": "mejora", "error": "fallo",
    "log": "diario bitácora", "key": "código", "rule": "norma", "card": "ficha", "order": "encargo",
    "table": "cuadro", "account": "ficha perfil", "fee": "cuota", "list": "relación",
    "export": "salida volcado", "incident": "suceso percance", "delay": "demora",
}  # fmt: skip
LEADS = (
    "(Use|Keep to|Follow|Stick to|Apply) (these terms|this glossary|the following terms|our terms|this terminology|this word list)(:|.|)",
    "(Glossary|Terms|Terminology|Our glossary|Word list|Vocabulary|Our words|Fixed terms)(:|)",
    "(Always|You must|Please) (use|apply|follow) (the|our) (glossary|terms|word list)(:|.)",
    "(Translate|Render) (these|the following) (words|terms|nouns) (like this|as given|as follows|as shown)(:|)",
)
ONE_TERM = (
    "Translate (the word |the term |){e} (as|with|by) {s}.",
    "(Use|Write|Say) {s} for {e}.",
    "(We call|Our company calls) (a |the |){e} {s}.",
    "The (term|word) for {e} is {s}.",
    "{e} is always {s}.",
    "For {e} (use|write|take) (the word |){s}.",
)


def translation(draw: Draw) -> Document:
    """One conversation: a text of one to three sentences, often more of them in further turns."""
    turns = draw.pick((1, 1, 1, 2, 3, 4))
    sizes = [draw.pick((1, 1, 1, 1, 2, 3)) if turns < 3 else 1 for _ in range(turns)]
    return with_glossary(draw, sizes) if draw.chance(0.25) else plain(draw, sizes)


def plain(draw: Draw, sizes: list[int]) -> Document:
    """Without a glossary; a tenth of the single questions show translated examples first."""
    texts = [both([pair(draw) for _ in range(size)]) for size in sizes]
    if len(texts) == 1 and draw.chance(0.1):
        return by_example(draw, texts[0])
    if len(texts) == 1 and draw.chance(0.08):  # a line that ends without its full stop
        texts = [tuple(side.removesuffix(".") for side in texts[0])]
    english = texts[0][0]
    if draw.chance(0.25):
        said = draw.say(draw.pick(INLINE), t="{t}", q="{q}")
        return replied(draw, with_persona(draw, filled(draw, said, english)), texts)
    return replied(draw, ask(draw, *asked(draw, english)), texts)


def with_glossary(draw: Draw, sizes: list[int]) -> Document:
    """One to three terms, some of them not in the text; the replies keep to those that are."""
    while True:
        turns = [[pair(draw) for _ in range(size)] for size in sizes]
        terms, shown = glossary(draw, turns)
        texts = [both([with_terms(one, terms) for one in turn]) for turn in turns]
        spanish = " ".join(text[1] for text in texts).lower()
        if any(term.singular in spanish for term in terms.values()):
            break
    instruction, english, name = asked(draw, texts[0][0])
    listed = laid_out(draw, shown)
    gap = draw.pick(("\n", "\n\n", " ")) if "\n" not in listed else draw.pick(("\n", "\n\n"))
    parts = [instruction, listed] if draw.chance(0.7) else [listed, instruction]
    if draw.chance(0.2):
        text = f"{instruction}{gap}{english}{draw.pick((chr(10), chr(10) * 2))}{listed}"
        return replied(draw, with_persona(draw, text), texts)
    if draw.chance(0.3):
        system = draw.pick(("", f"{draw.pick(PERSONAS)} ")) + gap.join(parts)
        user = {"role": "user", "content": english}
        return replied(draw, [{"role": "system", "content": system}, user], texts)
    return replied(draw, ask(draw, gap.join(parts), english, name), texts)


def glossary(draw: Draw, turns: list[list[Pair]]) -> tuple[dict[str, Noun], dict[str, str]]:
    """The terms as nouns, and as the glossary shows them (some with their article)."""
    there = sorted({word for turn in turns for one in turn for word in one.nouns})
    words = draw.pick_some(there, min(len(there), draw.pick((1, 1, 2))))
    others = draw.pick_some(sorted(set(NOUNS) - set(there)), draw.pick((0, 0, 1, 1, 2)))
    words += others[: 3 - len(words)]
    draw.rng.shuffle(words)
    terms = {word: another(draw, word) for word in words}
    article = draw.chance(0.3)
    shown = {w: f"{'la' if t.gender == 'f' else 'el'} {t.singular}" for w, t in terms.items()}
    return terms, shown if article else {w: t.singular for w, t in terms.items()}


def another(draw: Draw, word: str) -> Noun:
    """Another Spanish word for it: a real one, or one that exists nowhere."""
    if word in ALTERNATIVES and draw.chance(0.5):
        return noun(draw.pick(ALTERNATIVES[word].split()))
    return noun(draw.made_up(draw.pick((2, 2, 3))))


def laid_out(draw: Draw, shown: dict[str, str]) -> str:
    """The glossary in a sentence, in a line, or as a list, a table, XML or JSON."""
    if len(shown) < 3 and draw.chance(0.3):
        said = [
            draw.say(draw.pick(ONE_TERM), e=quoted(draw, e), s=quoted(draw, s))
            for e, s in shown.items()
        ]
        return " ".join(one[0].upper() + one[1:] for one in said)
    lead = draw.say(draw.pick(LEADS))
    sign = draw.pick((" = ", " -> ", ": ", " → ", " => ", " - "))
    rows = [f"{e}{sign}{s}" for e, s in shown.items()]
    return draw.pick(
        [
            f"{lead} {', '.join(rows)}.",
            f"{lead} {'; '.join(rows)}",
            "\n".join([lead, *rows]),
            "\n".join([lead, *(f"- {row}" for row in rows)]),
            "\n".join([f"## {lead.rstrip(':.')}", *(f"* {row}" for row in rows)]),
            "\n".join([lead, "| English | Spanish |", "| --- | --- |", *(f"| {e} | {s} |" for e, s in shown.items())]),
            f"{lead}\n{json.dumps(shown, ensure_ascii=False)}",
            "\n".join(["<glossary>", *rows, "</glossary>"]),
            f"<glossary>{', '.join(rows)}</glossary>",
            "\n".join([lead, *(f"{e},{s}" for e, s in shown.items())]),
        ]
    )  # fmt: skip


def by_example(draw: Draw, text: tuple[str, str]) -> Document:
    """Pairs as a pattern to go on with: English: ... Spanish: ... English: ... Spanish:"""
    one, two = draw.pick((("English", "Spanish"), ("EN", "ES"), ("en", "es"), ("Input", "Output")))
    shots = [both([pair(draw)]) for _ in range(draw.between(1, 3))]
    lines = [f"{one}: {english}\n{two}: {spanish}" for english, spanish in shots]
    whole = draw.pick(("\n", "\n\n")).join([*lines, f"{one}: {text[0]}\n{two}:"])
    if draw.chance(0.5):
        whole = f"{asked(draw, '')[0]}\n\n{whole}"
    return conversation(with_persona(draw, whole), text[1])


def asked(draw: Draw, english: str) -> tuple[str, str, str]:
    """(instruction, text, what the text is called): the arguments of `ask`."""
    name = draw.pick(NOUNS_OF_TEXT)
    instruction = draw.say(draw.pick(INSTRUCTIONS), noun=name)
    if draw.chance(0.2) and instruction.startswith(("Translate", "Put", "Give", "Write", "Say")):
        instruction = polite(draw, instruction)
    return instruction, english, name


def replied(draw: Draw, messages: list[dict], texts: list[tuple[str, str]]) -> Document:
    """The first reply, then a turn for every further text."""
    for (_, before), (english, _) in itertools.pairwise(texts):
        said = filled(draw, draw.say(draw.pick(NEXT), t="{t}", q="{q}"), english)
        messages = [*messages, {"role": "assistant", "content": before}]
        messages.append({"role": "user", "content": said})
    return conversation(messages, texts[-1][1])


def filled(draw: Draw, pattern: str, english: str) -> str:
    return pattern.replace("{t}", english).replace("{q}", quoted(draw, english, bare=False))


def quoted(draw: Draw, text: str, bare: bool = True) -> str:
    """In quotation marks, or bare where that can be read."""
    mark = draw.pick(('"', "'", '"', "`", *([""] * 4 if bare else [])))
    return f"{mark}{text}{mark}"


def both(parts: list[Pair]) -> tuple[str, str]:
    """The sentences as one text in each language."""
    return " ".join(one.english for one in parts), " ".join(one.spanish for one in parts)
