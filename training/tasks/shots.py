"""Labels that mean nothing by themselves: only the examples in the prompt say what they stand for.

Planted, as in texts that people write one after the other: what fits none of the examples mostly
gets the label that most of them have, or that the last one has (Zhao et al. 2021, "Calibrate Before
Use", found such leans in large models).

In: examples as text or as turns. Out: Larkspur's own labels (labels.py).
"""

from collections.abc import Callable, Sequence

from helpers.world import incidents, letters, passages, tickets
from helpers.world.draw import Draw
from helpers.world.english import COMMON
from helpers.world.lexicon import (
    CATEGORIES,
    FEATURES,
    ITEMS,
    MONTHS,
    NAMES,
    PLANS,
    REGIONS,
    TRADES,
    WEEKDAYS,
)
from training.tasks.asking import with_persona
from training.tasks.document import Document, conversation
from training.tasks.labels import CLASSIFY, instruction_with

LISTS = {
    "items": ITEMS,
    "names": NAMES,
    "regions": REGIONS,
    "features": FEATURES,
    "trades": TRADES,
    "months": MONTHS,
    "weekdays": WEEKDAYS,
    "plans": PLANS,
    "causes": incidents.CAUSES,
    "effects": incidents.EFFECTS,
    "fixes": incidents.FIXES,
}
SHOT_FORMATS = (
    ("{noun}: {x}\n{label}: {y}", "\n\n"),
    ("{noun}: {x}\n{label}: {y}", "\n"),
    ("Input: {x}\nOutput: {y}", "\n\n"),
    ("Q: {x}\nA: {y}", "\n\n"),
    ("{x} -> {y}", "\n"),
    ("{x} => {y}", "\n"),
    ("{x} | {y}", "\n"),
    ("{x}: {y}", "\n"),
    ("{x}\n{label}: {y}", "\n\n"),
    ("<{noun}>{x}</{noun}>\n<{label}>{y}</{label}>", "\n"),
    ("- {x}: {y}", "\n"),
    ('"{x}" = {y}', "\n"),
    ("### {noun}\n{x}\n### {label}\n{y}", "\n\n"),
)
SORT = (
    "(Classify|Label|Sort|Categorise) (each|the|every) (text|entry|line|item|ticket)(.|)",
    "(Follow|Continue|Use) the (examples|pattern)(.|)",
    "Here are (some|a few) examples(.|:)",
    "(Learn|Infer) the (labels|categories) from the examples(.|)",
)


STRANGERS = 0.4  # of the prompts with two labels and more end in a text that fits no example
LAST = 10  # so many examples the last one counts where a text fits none


def label_names(draw: Draw, k: int) -> list[str]:
    """k different labels of one kind: English words, made-up words, codes, letters or numbers."""
    kind = draw.between(1, 10)
    names: dict[str, None] = {}
    while len(names) < k:
        if kind <= 4:
            names[draw.one(COMMON)] = None
        elif kind <= 7:
            names[draw.made_up(draw.pick([1, 2, 2]))] = None
        elif kind == 8:
            names[draw.code()] = None
        elif kind == 9:
            names[draw.pick("ABCDEFGHKLMXYZ" if k % 2 else "0123456789")] = None
        else:
            names[draw.pick(CATEGORIES)] = None
    return list(names)


def sorter(draw: Draw, k: int) -> Callable[[int], str]:
    """A function class number -> a text of that class, for k classes of one kind."""
    kind = draw.between(1, 10)
    if kind <= 6:
        chosen = draw.pick_some(CATEGORIES, k)
        write = tickets.one_liner if draw.chance(0.5) else tickets.subject_line
        return lambda i: write(draw, chosen[i])
    if kind <= 8:
        chosen = draw.pick_some(list(LISTS), k)
        return lambda i: draw.pick(LISTS[chosen[i]])
    if kind == 9:
        chosen = draw.pick_some(list(passages.ATTRIBUTES), k)
        return lambda i: passages.statement(
            draw, passages.Fact(passages.thing(draw), chosen[i], passages.value(draw, chosen[i]))
        )
    words = [[letters.word(draw) for _ in range(draw.pick([1, 1, 2]))] for _ in range(k)]
    return lambda i: draw.pick(words[i])  # exact repetition: the first thing to learn


def few_shot(draw: Draw, classes: int | None = None, shots: int | None = None) -> Document:
    """Labels that mean nothing by themselves: only the examples say what they stand for."""
    k = classes or draw.pick([2, 2, 2, 3, 3, 4, 5])
    n = draw.pick([0, 1, 2, 3, 4, 4, 5, 6, 6, 8, 8, 8, 10, 12, 16]) if shots is None else shots
    if classes is None and n > 1 and k < len(CATEGORIES) and draw.chance(STRANGERS):
        return stranger(draw, [draw.between(0, k - 1) for _ in range(n)])
    labels, text = label_names(draw, k), sorter(draw, k)
    balanced = shots is not None or draw.chance(0.7)
    order = (list(range(k)) * n)[:n] if balanced else [draw.between(0, k - 1) for _ in range(n)]
    draw.rng.shuffle(order)
    asked = draw.pick(order) if order else draw.between(0, k - 1)
    pairs = [(text(i), labels[i]) for i in order]
    return put(draw, labels, pairs, text(asked), labels[asked])


def stranger(draw: Draw, order: Sequence[int], to: int | None = None) -> Document:
    """A text that fits none of the examples, which are of these classes, in this order.

    The reply is the label of class `to`; None: drawn by how often each was shown, the last more.
    """
    k = max(order) + 1
    labels, text = label_names(draw, k), sorter(draw, k + 1)
    counts = [order.count(i) + LAST * (i == order[-1]) for i in range(k)]
    (drawn,) = draw.rng.choices(range(k), counts)
    pairs = [(text(i), labels[i]) for i in order]
    return put(draw, labels, pairs, text(k), labels[drawn if to is None else to])


def put(
    draw: Draw, labels: Sequence[str], pairs: Sequence[tuple[str, str]], text: str, label: str
) -> Document:
    """The examples and a text, in one of the usual layouts; `label` is the reply."""
    shown = draw.pick_some(labels, len(labels)) if not pairs or draw.chance(0.4) else None
    header = instruction_with(draw, CLASSIFY + SORT, shown) if shown or draw.chance(0.5) else ""
    if draw.chance(0.45):
        return turns(header, pairs, text, label)
    form, gap = draw.pick(SHOT_FORMATS)
    form = form.replace(
        "{noun}", draw.pick(("Text", "Ticket", "Message", "text", "ticket", "Entry"))
    ).replace("{label}", draw.pick(("Label", "Category", "Team", "label", "Class", "Answer")))
    blocks = [form.format(x=x, y=y) for x, y in pairs]
    last = form.split("{y}")[0].rstrip(" ").format(x=text)
    body = gap.join([*blocks, last])
    if header and draw.chance(0.3):
        return conversation(
            [{"role": "system", "content": header}, {"role": "user", "content": body}], label
        )
    return conversation(with_persona(draw, f"{header}\n\n{body}" if header else body), label)


def turns(header: str, pairs: Sequence[tuple[str, str]], text: str, label: str) -> Document:
    """Shots as earlier turns of the conversation; a label counts once it has been shown before."""
    messages = [{"role": "system", "content": header}] if header else []
    seen: set[str] = set()
    for x, y in pairs:
        shot = {"role": "assistant", "content": y}
        messages += [{"role": "user", "content": x}, shot if y in seen else shot | {"weight": 0}]
        seen.add(y)
    return conversation([*messages, {"role": "user", "content": text}], label)
