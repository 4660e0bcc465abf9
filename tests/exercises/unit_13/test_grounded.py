"""Exercise 13.4: answers right and wrong, and what the check says to each.

PROMPTS are five other wordings, some with the words in the user's message or other passages.
"""

import pytest
from cases import Answers, judged, table

from helpers.exercises import units
from helpers.exercises.unit_13 import grounded
from helpers.pocket import MODELS

SETUP = """
import re
from helpers.retrieval import bm25, goldset
from helpers.retrieval.chunks import sentences
from helpers.retrieval.fusion import ranked

def best(part, texts, k):
    index = bm25.Index([bm25.words(text) for text in texts])
    return [texts[i] for i in ranked(index.scores(bm25.words(part)))[:k]]

def lines(notes):
    return [line for note in notes for line in sentences(note)]

def numbered(texts):
    return "\\n".join(f"[{n}] {text}" for n, text in enumerate(texts, 1))
"""
ASK = (
    "Answer from the passages and give the number of the passage in square brackets, like this: "
    "value [1]. If they do not say, answer: Not in the text."
)
PROMPTS = (
    "Use only the passages below. Reply with the exact value followed by the passage number in "
    "brackets, e.g. blue [2]. If nothing fits, reply: Not in the text.",
    "You are a careful assistant. Answer the question from the numbered sources and cite the "
    "source as [n]. If the answer is missing, say 'Not in the text.'",
    "Find the answer in the passages. Format: <answer> [number]. When no passage contains it, "
    "write exactly: Not in the text.",
    "Short answer only, with its source number in square brackets at the end. Never guess: if it "
    "is not there, say Not in the text.",
    "Each answer needs a citation like [3]. Take the value from the passages; do not add anything. "
    "If the passages are silent, answer Not in the text.",
)


def answer(system: str = ASK, texts: str = "best(part, lines(notes), 2)", more: str = "") -> str:
    """An answer cell with these words and passages; `more` stands behind the system prompt."""
    return (
        f"SYSTEM = {system!r}\n\n\ndef requests_for(question, notes):\n    found = []\n"
        "    for part in goldset.parts(question):\n"
        f"        user = numbered({texts}) + '\\n\\n' + part\n"
        f"        found.append([{{'role': 'system', 'content': SYSTEM{more}}},\n"
        "                      {'role': 'user', 'content': user}])\n    return found\n"
    )


IN_ONE = f"""
PROMPT = {ASK!r}

def requests_for(question, notes):
    return [[{{"role": "user", "content": PROMPT + "\\n\\n" + numbered(best(part, lines(notes), 1))
               + "\\n\\nQuestion: " + part[0].upper() + part[1:].rstrip("?") + "?"}}]
            for part in re.split(", and (?=\\\\w+ )", question)]
"""
WORKED_OUT = "' ' + re.findall(r'\\w+', best(part, lines(notes), 1)[0])[-1]"

CASES = Answers(
    setup=SETUP,
    right=(
        answer(PROMPTS[0], "best(part, lines(notes), 1)"),
        answer(PROMPTS[1]),
        answer(PROMPTS[2], "best(part, lines(notes), 3)"),
        answer(PROMPTS[3], "best(part, lines(notes), 1)"),
        answer(PROMPTS[4]),
        IN_ONE,
    ),
    wrong=(
        (answer("Answer from the passages. If they do not say, answer: Not in the text."),
         "has to ask for it"),
        (answer("Always answer: Not in the text."), "must begin above"),
        # the first passage, whatever is asked
        (answer("Always quote the first passage."), "must begin above"),
        (answer(texts="notes[:1]"), "Most of the others say that it is not in the text"),
        # from the question alone
        (answer(texts="[]"), "holds no passage"),
        (answer(texts="['No passage.']"), "one whole sentence of a note"),
        (answer(texts="notes"), "must begin above"),
        # the code has found it, and the model repeats it
        (answer(more=f" + {WORKED_OUT}"), "must read the same"),
        (answer(texts="['784']"), "one whole sentence of a note"),
        (answer(texts="[best(part, lines(notes), 1)[0].split()[-1]]"), "one whole sentence"),
        (answer().replace("goldset.parts(question)", "[question]"), "one request for each part"),
        (answer().replace("+ part\n", "+ 'What?'\n"), "once, word for word"),
        (answer().replace("numbered(", "numbered(['0'] + "), "one whole sentence of a note"),
        (answer().replace("user = numbered", "user = '[0] ' + lines(notes)[0] + '\\n' + numbered"),
         "numbered from 1"),
        (answer("Reverse the letters of the word."), "must begin above"),
    ),
    garbage=lambda prompt: answer(prompt),
    seeds=(0, 20_260),
)  # fmt: skip
test_answers = table("13.4", CASES)

LAZY = {
    "silence": answer("Always answer: Not in the text."),
    "the first note": answer(texts="notes[:1]"),
    "the question alone": answer(texts="lines(notes)[:0] or sentences(notes[0])[:1]"),
}


@pytest.mark.skipif(not MODELS, reason="no model in helpers/pocket/weights")
@pytest.mark.parametrize("name", LAZY)
@pytest.mark.parametrize("seed", [0, 1, 20_260])
def test_who_does_not_look_for_the_answer_does_not_pass(name, seed):
    verdict = judged(units.find("13.4"), LAZY[name], SETUP, seed)
    assert verdict.outcome == "not yet"
    assert verdict.share == 0


def test_a_question_is_of_each_kind_equally_often_and_no_answer_is_handed_in():
    for seed in (0, 1):
        kinds = [one.kind for one in grounded.drawn(seed)]
        assert all(kinds.count(kind) == grounded.EACH for kind in set(kinds))
    for question in grounded.questions(0):
        words, notes = question.args
        one = grounded.pool()[words, tuple(notes)]
        assert all((part.value in " ".join(notes)) for part in one.parts if part.value)
