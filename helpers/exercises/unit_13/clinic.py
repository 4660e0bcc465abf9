"""Exercise 13.5: which stage lost the answers? Logs of systems with a fault each, and the evidence.

The systems are the lesson's pipeline with one stage that people get wrong in this way. No model is
asked here: replies are drawn, the value where its sentence was handed over, and now and then
another one, as models do.

In: logs under a seed, wrong ways to blame. Out: the faults themselves (helpers.retrieval.pipeline).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping

from helpers.checks.exercise import Call, Exercise, Question
from helpers.checks.judge import compare, value_is, would_return
from helpers.retrieval import pipeline
from helpers.retrieval.pipeline import STAGES
from helpers.world import notes
from helpers.world.draw import Draw

PAGES = 9
ABSENT = "Not in the text."
FINE = "none"

Log = Mapping


def diagnose(log: Log) -> tuple[str, list[str]]:
    """The stage at which most questions were lost, and their ids; ("none", []) for no loss."""
    return _most(log, lost_at)


def _most(log: Log, where: Callable[[Log, Mapping], str]) -> tuple[str, list[str]]:
    lost: dict[str, list[str]] = {stage: [] for stage in STAGES}
    for one in log["asked"]:
        if stage := where(log, one):
            lost[stage].append(one["id"])
    stage = max(STAGES, key=lambda name: len(lost[name]))
    return (stage, lost[stage]) if lost[stage] else (FINE, [])


def _value(one: Mapping) -> str:
    return one["reply"].split(" [")[0]


def is_fine(log: Log, one: Mapping) -> bool:
    """The value, with a source that holds the sentence; nothing where nothing answers."""
    if not one["sentence"]:
        return one["reply"] == ABSENT
    return _value(one) == one["value"] and one["sentence"] in log["chunks"].get(one["cited"], "")


def lost_at(log: Log, one: Mapping) -> str:
    """The first stage after which no text holds the whole sentence; "" for a fine answer."""
    if is_fine(log, one):
        return ""
    if not one["sentence"]:
        return "reading"
    return next((stage for stage, there in _there(log, one) if not there), "citing")


def _there(log: Log, one: Mapping) -> Iterator[tuple[str, bool]]:
    """(stage, is the sentence still there?) for all stages, in order."""
    for stage, texts in pipeline.texts_after(log, one).items():
        yield stage, any(one["sentence"] in text for text in texts)
    yield "reading", _value(one) == one["value"]
    yield "citing", one["sentence"] in log["chunks"].get(one["cited"], "")


# --- wrong ways to blame -------------------------------------------------------------------------


def _last(log: Log, one: Mapping) -> str:
    """The last stage that lacks it, where all that follow a loss lack it."""
    if is_fine(log, one):
        return ""
    missing = [stage for stage, there in _there(log, one) if not there]
    return missing[-1] if missing and one["sentence"] else "reading"


def _all_that_lack(log: Log) -> tuple[str, list[str]]:
    """Counts every stage that lacks it."""
    lost: dict[str, list[str]] = {stage: [] for stage in STAGES}
    for one in log["asked"]:
        if one["sentence"] and not is_fine(log, one):
            for stage, there in _there(log, one):
                if not there:
                    lost[stage].append(one["id"])
        elif not is_fine(log, one):
            lost["reading"].append(one["id"])
    stage = max(STAGES[::-1], key=lambda name: len(lost[name]))
    return (stage, lost[stage]) if lost[stage] else (FINE, [])


def _by_value(log: Log, one: Mapping) -> str:
    """Looks for the value in place of the sentence."""
    if is_fine(log, one):
        return ""
    if not one["sentence"]:
        return "reading"
    looks = {**one, "sentence": one["value"]}
    return next((stage for stage, there in _there(log, looks) if not there), "citing")


def _reply_only(log: Log, one: Mapping) -> str:
    """A right value is a right answer, whatever its source."""
    return "" if _value(one) == one["value"] else lost_at(log, one)


def _without_empty(log: Log, one: Mapping) -> str:
    return lost_at(log, one) if one["sentence"] else ""


def _silence_is_a_loss(log: Log, one: Mapping) -> str:
    return lost_at(log, one) if one["sentence"] else "reading"


def _later_of_equals(log: Log) -> tuple[str, list[str]]:
    lost = {stage: [o["id"] for o in log["asked"] if lost_at(log, o) == stage] for stage in STAGES}
    stage = max(STAGES[::-1], key=lambda name: len(lost[name]))
    return (stage, lost[stage]) if lost[stage] else (FINE, [])


def _all_ids(log: Log) -> tuple[str, list[str]]:
    stage, ids = diagnose(log)
    return stage, [one["id"] for one in log["asked"] if lost_at(log, one)] if ids else []


def _first_id(log: Log) -> tuple[str, list[str]]:
    stage, ids = diagnose(log)
    return stage, ids[:1]


def _blames(where: Callable[[Log, Mapping], str]) -> Callable[[Log], tuple[str, list[str]]]:
    return lambda log: _most(log, where)


# --- logs ----------------------------------------------------------------------------------------


def logged(stages: pipeline.Stages, draw: Draw, misread: int, unanswered: str = ABSENT) -> dict:
    """A log with `misread` wrong replies among those that could be right, and a question that no
    page answers, to which `unanswered` was the reply."""
    pages, asked = notes.pages(draw, PAGES)
    other = notes.asked(draw, "unanswerable").parts[0]
    nowhere = {"id": "q00", "question": other.question, "groups": ["public"]}
    asked.insert(draw.between(0, PAGES), {**nowhere, "sentence": "", "value": ""})
    log = pipeline.log(stages, pages, asked)
    could = [one["id"] for one in log["asked"] if one["sentence"] and _handed(log, one)]
    wrong = set(draw.rng.sample(could, min(misread, len(could))))
    for one in log["asked"]:
        one["reply"] = _reply(log, one, one["id"] in wrong) if one["sentence"] else unanswered
        one["cited"] = pipeline.cited(stages, one["packed"], one["reply"])
    return log


def _handed(log: Log, one: Mapping) -> list[int]:
    """The numbers of the passages that a reader would find it in: name and value are whole."""
    texts = [log["chunks"][id] for id in one["packed"]]
    return [n for n, text in enumerate(texts, 1) if one["sentence"] in text]


def _reply(log: Log, one: Mapping, wrong: bool) -> str:
    handed = _handed(log, one)
    if not handed:
        return ABSENT
    return f"the team [{handed[0]}]" if wrong else f"{one['value']} [{handed[0]}]"


def questions(seed: int) -> list[Question]:
    """A healthy log, one with slips alone, and one of each fault, beside fewer slips than losses;
    nothing asked; two stages that lost equally many; an invented answer where nothing answers."""
    rng = random.Random(f"13.5/{seed}")
    name = f"13.5/{seed}"
    logs = [
        logged(pipeline.HEALTHY, Draw(f"{name}/healthy", "heldout"), 0),
        logged(pipeline.HEALTHY, Draw(f"{name}/slips", "heldout"), 2),
        logged(pipeline.HEALTHY, Draw(f"{name}/made up", "heldout"), 0, "7 [1]"),
    ]
    for fault, stages in pipeline.FAULTS.items():
        logs.append(_with_losses(stages, f"{name}/{fault}", fault))
    logs.append({**logs[0], "asked": []})
    cutting, citing = logs[3 + list(pipeline.FAULTS).index("cutting")], logs[-2]
    logs += [_both(cutting, citing), _right_without_source(logs[0])]
    return [Call("diagnose", (log,)) for log in rng.sample(logs, len(logs))]


def _with_losses(stages: pipeline.Stages, name: str, fault: str) -> dict:
    """The first draw in which the fault loses three questions or more, beside one slip."""
    for i in range(200):
        log = logged(stages, Draw(f"{name}/{i}", "heldout"), 1)
        stage, ids = diagnose(log)
        if stage == fault and len(ids) >= 3:
            return log
    raise ValueError(f"no draw in which {fault} loses three of {PAGES}")


def _both(one: Log, other: Log) -> dict:
    """Two lost at the stage of each log, so that neither has more."""
    asked = []
    for name, log in (("a", one), ("b", other)):
        _, ids = diagnose(log)
        asked += [{**o, "id": f"{name}-{o['id']}"} for o in log["asked"] if o["id"] in ids[:2]]
    return {
        "loaded": {**other["loaded"], **{f"a/{p}": t for p, t in one["loaded"].items()}},
        "chunks": {**other["chunks"], **{f"a/{i}": t for i, t in one["chunks"].items()}},
        "asked": [*map(_moved, asked[:2]), *asked[2:]],  # the first two are the first log's
    }


def _moved(one: Mapping) -> dict:
    """The same question with ids of the first log's chunks."""
    ids = {name: [f"a/{id}" for id in one[name]] for name in ("allowed", "ranked", "packed")}
    return {**one, **ids, "cited": f"a/{one['cited']}" if one["cited"] else ""}


def _right_without_source(log: Log) -> dict:
    """Right values, of which three have no source and one has another passage's."""
    asked = [dict(one) for one in log["asked"]]
    some = [one for one in asked if one["sentence"]]
    for one in some[:3]:
        one["reply"], one["cited"] = one["value"], ""
    some[3]["cited"] = next(
        id for id in log["chunks"] if some[3]["sentence"] not in log["chunks"][id]
    )
    return {**log, "asked": asked}


CLINIC = Exercise(
    id="13.5",
    title="The debugging clinic",
    goal="Write `diagnose(log)`: the stage of a system that lost most answers, with the evidence.",
    points=5,
    minutes=30,
    difficulty="hard",
    budget="no call; up to twenty lines",
    answers=("diagnose",),
    questions=questions,
    judge=compare(
        diagnose,
        [
            would_return(_blames(_last), "You blame the last stage that lacks the sentence. What "
                         "one stage has lost, all later ones lack: the first one is to blame."),
            would_return(_all_that_lack, "You count every stage that lacks the sentence. A loss "
                         "counts once, for the stage where it happened."),
            would_return(_blames(_by_value), "You look for the value. A value may stand in another "
                         "passage too, and half a sentence may hold it: look for the sentence."),
            would_return(_blames(_reply_only), "You take a right value for a fine answer. Its "
                         "source must hold the sentence too."),
            would_return(_blames(_without_empty), "You pass over questions that nothing answers. "
                         "An invented answer to one of them is lost in reading."),
            would_return(_blames(_silence_is_a_loss), "You call it a loss where nothing answers "
                         "and "
                         "the system says so. That is what it should do."),
            would_return(_later_of_equals, "Two stages lost equally many. The earlier one is "
                         "wanted: mend it first, then look again."),
            would_return(_all_ids, "The ids are those that *this* stage lost, not all that are "
                         "lost."),
            would_return(_first_id, "You give one id. All that were lost at this stage are the "
                         "evidence."),
            value_is(lambda value, wanted: isinstance(value, str), "Two things are wanted: the "
                     "stage, and a list of ids."),
            value_is(lambda value, wanted: value[0] == wanted[0]
                     and sorted(value[1]) == sorted(wanted[1]), "The ids are wanted in the order "
                         "of "
                     "the log."),
            value_is(lambda value, wanted: value[0] == wanted[0], "The stage is right. The "
                     "evidence is not: other questions were lost there."),
        ],
        message="Each stage is asked the same thing: is the sentence still there? The first that "
        "says no is the one to mend.",
    ),
    distractor='    held = [text for text in texts if one["value"] in text]',
    hints=(
        "First: is a question fine? Right value and a source that holds the sentence; or, where "
        "`sentence` is empty, the reply `Not in the text.`",
        "For a lost one, go through the stages in order and ask whether a text still holds the "
        "whole sentence: `loaded`, `chunks`, then the chunks in `allowed`, `ranked`, `packed`. The "
        "first that does not is to blame; if all do, compare the value (reading), else it is "
        "citing.",
        "Collect ids by stage in a dict whose keys stand in the stages' order. `max(lost, "
        "key=lambda "
        "stage: len(lost[stage]))` gives the first of equals.",
    ),
)  # fmt: skip
