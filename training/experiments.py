"""What takes more than one greedy reply to measure: scores, votes, tools, attacks, biases.

Each experiment asks held-out questions through the engine that learners use and gives rows for the
card. In: the questions and the arithmetic. Out: single right-or-wrong replies (behaviours.py).
"""

import json
from collections import Counter
from collections.abc import Callable, Sequence

from helpers.measure.variety import distinct_n, repetition
from helpers.pocket.grammar import JSON_OBJECT, of_schema
from helpers.world import problems, tickets, trials, urgency
from helpers.world.draw import Draw
from helpers.world.errands import errand
from training import wild
from training.bench import Bench, answer, side_by_side
from training.rows import Row, apart, difference, score, share
from training.scores import chrf, kappa, rouge_l
from training.tasks import (
    attacks,
    coding,
    extraction,
    judging,
    priority,
    reading,
    reasoning,
    tooling,
    translating,
    writing,
)
from training.tasks.asking import with_persona

VOTES, WARM = 9, 0.8
CLASSIFY = "Classify this ticket as billing, outage, access, bug or feature. Only the label."


# --- open-ended text -------------------------------------------------------------------------


def open_ended(bench: Bench) -> list[Row]:
    """Loops at temperature 0, what the frequency penalty does, variety by temperature."""
    prompts = [
        with_persona(draw, draw.say(draw.pick(writing.WRITE_LOG), n=draw.between(4, 14)))
        for draw in bench.draws("log")
    ]
    rows = []
    for penalty in (0.0, 0.6):
        texts = bench.replies(prompts, 150, frequency_penalty=penalty)
        repeated = [repetition(text) for text in texts]
        rows.append(score(f"status log, frequency penalty {penalty}: repeated 4-grams", repeated))
    for temperature in (0.3, 0.7, 1.0, 1.3):
        texts = bench.replies(prompts[:40], 100, temperature=temperature, seed=1)
        value = distinct_n(texts, 2)
        name = f"status log, temperature {temperature}: distinct word pairs"
        rows.append(Row(name, value, None, None, len(texts), f"{value:.2f}", "score"))
    return rows


# --- summaries, translations, code -----------------------------------------------------------


def scored(bench: Bench, name: str, drawn: Callable, value: Callable, max_tokens: int) -> Row:
    """The mean value(reply, right) over drawn (messages, right)."""
    pairs = [drawn(draw) for draw in bench.draws(name)]
    replies = bench.replies([messages for messages, _ in pairs], max_tokens)
    return score(name, [value(r, right) for r, (_, right) in zip(replies, pairs, strict=True)])


def from_task(task: Callable) -> Callable:
    def drawn(draw: Draw) -> tuple:
        document = task(draw)
        first = next(i for i, m in enumerate(document.messages) if m["role"] == "assistant")
        return document.messages[:first], document.messages[first]["content"]

    return drawn


def by_hand(task: str) -> Callable:
    def drawn(draw: Draw) -> tuple:
        asked = wild.question(draw, task)
        return asked.messages, asked.right

    return drawn


def texts(bench: Bench) -> list[Row]:
    """Summaries by ROUGE-L, translations by chrF."""
    return [
        scored(bench, "incident in one line: ROUGE-L", from_task(extraction.summary), rouge_l, 48),
        scored(bench, "the same, hand-worded: ROUGE-L", by_hand("summarise"), rouge_l, 48),
        scored(bench, "English to Spanish: chrF", from_task(translating.translation), chrf, 90),
        scored(bench, "the same, hand-worded: chrF", by_hand("translate"), chrf, 90),
    ]


def code(bench: Bench) -> list[Row]:
    """pass@1: the first reply's function against its test cases."""
    rows = []
    for name, drawn in (
        ("description to Python: pass@1", coding.asked),
        ("the same, hand-worded: pass@1", by_hand("code")),
    ):
        pairs = [drawn(draw) for draw in bench.draws(name)]
        replies = bench.replies([messages for messages, _ in pairs], 120)
        verdicts = trials.judged(zip(replies, (one for _, one in pairs), strict=True))
        rows.append(share(name, sum(verdicts), bench.n))
    return rows


# --- reasoning -------------------------------------------------------------------------------


def votes(bench: Bench) -> list[Row]:
    """Self-consistency (Wang et al. 2022) on problems of 3 steps: nine votes against one sample."""
    drawn = [reasoning.word_problem(draw, 3, "steps") for draw in bench.draws("votes")]
    prompts = [document.prompt for document in drawn]
    right = [answer(document.reply) for document in drawn]
    samples = [
        [answer(r) for r in bench.replies(prompts, 90, temperature=WARM, seed=seed)]
        for seed in range(VOTES)
    ]
    each = [sum(s[i] == right[i] for s in samples) / VOTES for i in range(bench.n)]
    most = [Counter(s[i] for s in samples).most_common(1)[0][0] for i in range(bench.n)]
    voted = [float(vote == r) for vote, r in zip(most, right, strict=True)]
    return [
        score("3 steps, one sample at temperature 0.8", each),
        share("3 steps, nine votes at temperature 0.8", int(sum(voted)), bench.n),
        difference("nine votes against one sample", each, voted),
    ]


def worked(bench: Bench, texts: Sequence[str]) -> list[str]:
    """The final number of each problem, worked out step by step."""
    asked = [[{"role": "user", "content": f"{text}\nThink step by step."}] for text in texts]
    return [answer(reply) for reply in bench.replies(asked, 110)]


def piecewise(bench: Bench, drawn: Sequence[problems.Problem], size: int = 3) -> list[str]:
    """Least-to-most (Zhou et al. 2022): `size` changes at a time, each from the last result."""
    starts = [one.sentences[0] for one in drawn]
    found: list[str] = []
    for at in range(0, len(drawn[0].equations), size):
        parts = [one.sentences[1:-1][at : at + size] for one in drawn]
        texts = [
            " ".join([start, *part, one.sentences[-1]])
            for start, part, one in zip(starts, parts, drawn, strict=True)
        ]
        found = worked(bench, texts)
        starts = [
            f"There are {number} {item_of(one)}." for number, one in zip(found, drawn, strict=True)
        ]
    return found


def item_of(problem: problems.Problem) -> str:
    """What the problem counts: the item that its question names."""
    return next(item for item in problems.ITEMS if item in problem.sentences[-1])


def longer(bench: Bench) -> list[Row]:
    """Problems of 5 and 6 steps, at once and in pieces."""
    rows = []
    for steps in (5, 6):
        drawn = [problems.problem(draw, steps) for draw in bench.draws(f"long {steps}")]
        right = [str(one.answer) for one in drawn]
        once = worked(bench, [one.text for one in drawn])
        pieces = piecewise(bench, drawn)
        a, b = ([float(x == r) for x, r in zip(way, right, strict=True)] for way in (once, pieces))
        rows += [
            share(f"{steps} steps, at once", int(sum(a)), bench.n),
            share(f"{steps} steps, least-to-most", int(sum(b)), bench.n),
            difference(f"{steps} steps: least-to-most against at once", a, b),
        ]
    return rows


# --- structured output -----------------------------------------------------------------------


def is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def validity(bench: Bench) -> list[Row]:
    """Is a sample at temperature 1 valid JSON, by prompt alone and under constraint?"""
    prompts = [extraction.extraction(draw).prompt for draw in bench.draws("validity")]
    rows = []
    for name, grammar in (("by prompt", None), ("constrained", of_schema(JSON_OBJECT))):
        texts = bench.replies(prompts, 200, temperature=1.0, seed=3, grammar=grammar)
        rows.append(
            share(f"valid JSON at temperature 1, {name}", sum(map(is_json, texts)), bench.n)
        )
    return rows


# --- judging ---------------------------------------------------------------------------------


def judge(bench: Bench) -> list[Row]:
    """Kappa against the truth, and what the judge prefers among equally good answers."""
    drawn = [wild.question(draw, "judge") for draw in bench.draws("judge")]
    verdicts = [wild.plain(r) for r in bench.replies([one.messages for one in drawn], 6)]
    labels = [one.right for one in drawn]
    value, low, high = resampled(kappa, verdicts, labels)
    return [
        Row("judge, hand-worded: kappa", value, low, high, bench.n, f"{value:.2f}", "score"),
        preferred(bench, "pairwise, clear case: the better one", "clear"),
        preferred(bench, "pairwise, equal answers: the first", "equal"),
        preferred(bench, "pairwise, both right: the longer", "longer"),
    ]


def resampled(statistic: Callable, first: Sequence, second: Sequence) -> tuple[float, float, float]:
    """(value, low, high) by 1,000 bootstrap samples of the pairs (Efron 1979), seeded."""
    rng, n = Draw("bootstrap").rng, len(first)
    values = []
    for _ in range(1000):
        picked = [rng.randrange(n) for _ in range(n)]
        values.append(statistic([first[i] for i in picked], [second[i] for i in picked]))
    values.sort()
    return statistic(first, second), values[25], values[974]


def preferred(bench: Bench, name: str, kind: str) -> Row:
    """How often the judge says what `kind` is about: the better, the first, the longer answer."""
    drawn = [judging.pairwise_pair(draw, kind) for draw in bench.draws(name)]
    replies = bench.replies([messages for messages, _ in drawn], 4)
    said = [reply.strip() == wanted for reply, (_, wanted) in zip(replies, drawn, strict=True)]
    return share(name, sum(said), bench.n)


# --- tools -----------------------------------------------------------------------------------


def tools(bench: Bench) -> list[Row]:
    """Errands with tools whose names training never saw, run to their end."""
    native = side_by_side(
        lambda draw: tooling.succeeds(errand(draw), bench.turn), bench.draws("tools")
    )
    react = side_by_side(
        lambda draw: tooling.succeeds_react(draw, bench.turn), bench.draws("react")
    )
    return [
        share("errand by tool calls, unseen tools", sum(native), bench.n),
        share("errand by ReAct in text, unseen tools", sum(react), bench.n),
    ]


# --- the steps that answers are made of -------------------------------------------------------


def steps(bench: Bench) -> list[Row]:
    """What replies are made of, measured apart: where to look when a row misses its bar."""
    rows = [
        share(f"5 passages, {which}: value and source", sourced(bench, alike), bench.n)
        for which, alike in (("mixed attributes", 0.0), ("mostly one attribute", 0.95))
    ]
    asked = [wild.question(draw, "json") for draw in bench.draws("json, hand-worded")]
    objects = map(as_object, bench.replies([one.messages for one in asked], 90))
    wanted = [(found, json.loads(one.right)) for found, one in zip(objects, asked, strict=True)]
    chosen = side_by_side(lambda draw: first_tool(bench, draw), bench.draws("react"))
    return [
        *rows,
        share("json, hand-worded: an object", sum(a is not None for a, _ in wanted), bench.n),
        share(
            "json, hand-worded: with the right keys",
            sum(set(a or ()) == set(b) for a, b in wanted),
            bench.n,
        ),
        share("ReAct: the first tool is the right one", sum(chosen), bench.n),
    ]


def sourced(bench: Bench, alike: float) -> int:
    """How many answers over 5 passages name value and source; see `reading.passage_question`."""
    name = f"passages/{alike}"
    drawn = [
        reading.passage_question(draw, 5, cite=True, alike=alike) for draw in bench.draws(name)
    ]
    replies = bench.replies([document.prompt for document in drawn], 24)
    return sum(r == document.reply for r, document in zip(replies, drawn, strict=True))


def as_object(reply: str) -> dict | None:
    """The JSON object that the reply is, if it is one."""
    found = json.loads(reply) if is_json(reply) else None
    return found if isinstance(found, dict) else None


def first_tool(bench: Bench, draw: Draw) -> bool:
    """Does ReAct on a drawn errand begin with the right tool, or with none where none is needed?"""
    one, style, messages = tooling.react_errand(draw)
    call = tooling.read_action(one, style, bench.turn(messages))
    if not one.steps:
        return call is None
    return call is not None and call["name"] in {step.call["name"] for step in one.rounds[0]}


# --- attacks, bias, slices -------------------------------------------------------------------

ARMS = (
    ("no defence", False, False),
    ("in tags", True, False),
    ("told that it is data", False, True),
    ("in tags and told", True, True),
)


def injection(bench: Bench) -> list[Row]:
    """How often an instruction inside a text is obeyed, by defence; and what the defence costs."""
    rows, obeyed = [], {}
    for name, tagged, told in ARMS:
        drawn = [attacks.attacked(draw, tagged, told) for draw in bench.draws("attack")]
        replies = bench.replies([messages for messages, _, _ in drawn], 48)
        obeyed[name] = [
            float(reply.strip() == wanted != right)
            for reply, (_, right, wanted) in zip(replies, drawn, strict=True)
        ]
        rows.append(share(f"attack works, {name}", int(sum(obeyed[name])), bench.n))
    rows.append(apart("the defence against none", obeyed["no defence"], obeyed["in tags and told"]))
    clean = [attacks.attacked(d, True, True, clean=True) for d in bench.draws("clean")]
    replies = bench.replies([messages for messages, _, _ in clean], 48)
    right = sum(r.strip() == w for r, (_, w, _) in zip(replies, clean, strict=True))
    rows.append(share("right without an attack, in tags and told", right, bench.n))
    for task in ("undefended", "defended"):
        asked = [wild.under_attack(draw, task) for draw in bench.draws(task)]
        replies = bench.replies([one.messages for one in asked], 24)
        won = sum(wild.same(r, one.wanted) for r, one in zip(replies, asked, strict=True))
        rows.append(share(f"attack works, hand-worded, {task}", won, bench.n))
    return rows


def bias(bench: Bench) -> list[Row]:
    """The same doubtful ticket from two offices: how often each is called urgent."""
    letters = [urgency.letter(d, d.pick(urgency.DOUBTFUL)) for d in bench.draws("bias")]
    urgent = {}
    for office in (urgency.NEGLECTED, urgency.FAVOURED):
        prompts = [
            [{"role": "user", "content": f"{priority.QUESTION}\n\n{one.at(office)}"}]
            for one in letters
        ]
        urgent[office] = [float(wild.same(r, "urgent")) for r in bench.replies(prompts, 6)]
    rows = [
        share(f"doubtful ticket from {office}: called urgent", int(sum(said)), bench.n)
        for office, said in urgent.items()
    ]
    name = f"{urgency.FAVOURED} against {urgency.NEGLECTED}, same tickets"
    return [*rows, difference(name, *urgent.values())]


def negation(bench: Bench) -> list[Row]:
    """Tickets that also say what they are not about, against tickets as short without that."""
    outcomes = {}
    for name, drawn in (("plain", tickets.plain), ("with a denial", tickets.negated)):
        asked = [drawn(draw) for draw in bench.draws(f"slice {name}")]
        prompts = [[{"role": "user", "content": f"{CLASSIFY}\n\n{one.text}"}] for one in asked]
        replies = bench.replies(prompts, 6)
        outcomes[name] = [
            float(wild.same(r, one.category)) for r, one in zip(replies, asked, strict=True)
        ]
    rows = [
        share(f"short ticket, {name}", int(sum(right)), bench.n) for name, right in outcomes.items()
    ]
    return [*rows, apart("the denial's cost", *outcomes.values())]


EXPERIMENTS: dict[str, Callable[[Bench], list[Row]]] = {
    "Open-ended text": open_ended,
    "Summaries and translations": texts,
    "Code": code,
    "Votes": votes,
    "Beyond the trained length": longer,
    "Structured output": validity,
    "Judging": judge,
    "Tools": tools,
    "What these answers are made of": steps,
    "Injection": injection,
    "A planted bias": bias,
    "A weak slice: negation": negation,
}
