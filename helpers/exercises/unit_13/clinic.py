"""Exercise 13.5: which stage lost the answers? Logs of systems with a fault each, and the evidence.

The systems are the lesson's pipeline with one stage that people get wrong in this way. No model is
asked here: replies are drawn, the value where its sentence was handed over, and now and then
another one, as models do.

In: logs under a seed, wrong ways to blame. Out: the faults themselves (helpers.retrieval.pipeline).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence

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
    return _blames(lost_at)(log)


def _blames(where: Callable[[Log, Mapping], str]) -> Callable[[Log], tuple[str, list[str]]]:
    return lambda log: _most(log, lambda one: [where(log, one)])


def _most(
    log: Log, where: Callable[[Mapping], Sequence[str]], stages: Sequence[str] = STAGES
) -> tuple[str, list[str]]:
    """The stage with most questions, the first of equals in the order of `stages`."""
    lost: dict[str, list[str]] = {stage: [] for stage in ("", *STAGES)}
    for one in log["asked"]:
        for stage in where(one):
            lost[stage].append(one["id"])
    stage = max(stages, key=lambda name: len(lost[name]))
    return (stage, lost[stage]) if lost[stage] else (FINE, [])


def _value(one: Mapping) -> str:
    return one["reply"].split(" [")[0]


def is_fine(log: Log, one: Mapping, holds: str = "sentence") -> bool:
    """The value, with a source that holds the sentence; nothing where nothing answers."""
    if not one["sentence"]:
        return one["reply"] == ABSENT
    return _value(one) == one["value"] and one[holds] in log["chunks"].get(one["cited"], "")


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


def _lacking(log: Log, one: Mapping, without: Sequence[str]) -> list[str]:
    """All stages that lack it; those in `without` only where no other does."""
    if is_fine(log, one) or not one["sentence"]:
        return [lost_at(log, one)]
    lacking = [stage for stage, there in _there(log, one) if not there]
    return [stage for stage in lacking if stage not in without] or lacking[:1]


def _last_that_lacks(without: Sequence[str]) -> Callable[[Log], tuple[str, list[str]]]:
    return _blames(lambda log, one: _lacking(log, one, without)[-1])


def _all_that_lack(without: Sequence[str], stages: Sequence[str] = STAGES) -> Callable:
    return lambda log: _most(log, lambda one: _lacking(log, one, without), stages)


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


def _cited_value(log: Log, one: Mapping) -> str:
    """The chunk that is cited need hold the value only."""
    return "" if is_fine(log, one, holds="value") else lost_at(log, one)


def _source_only(log: Log, one: Mapping) -> str:
    """A right source is a right answer, whatever the reply."""
    holds = one["sentence"] and one["sentence"] in log["chunks"].get(one["cited"], "")
    return "" if holds else lost_at(log, one)


def _renamed(names: Mapping[str, str], answered: bool) -> Callable:
    """Losses of some stages counted at others, of questions that something answers or nothing."""

    def where(log: Log, one: Mapping) -> str:
        stage = lost_at(log, one)
        return names.get(stage, stage) if bool(one["sentence"]) == answered else stage

    return _blames(where)


def _not_found(log: Log, one: Mapping) -> str:
    """To say that it is not there is never a loss."""
    return "" if one["reply"] == ABSENT else lost_at(log, one)


def _begins_with_not(log: Log, one: Mapping) -> str:
    return "" if not one["sentence"] and one["reply"].startswith("Not") else lost_at(log, one)


def _later_of_equals(log: Log) -> tuple[str, list[str]]:
    return _most(log, lambda one: [lost_at(log, one)], STAGES[::-1])


def _first_of_all(log: Log) -> tuple[str, list[str]]:
    """The first stage that lost any."""
    found = [lost_at(log, one) for one in log["asked"]]
    stage = next((name for name in STAGES if name in found), FINE)
    asked = zip(log["asked"], found, strict=True)
    return stage, [one["id"] for one, name in asked if name == stage]


def _first_met(log: Log) -> tuple[str, list[str]]:
    """Of equals the stage of which the log has the first loss."""
    met = [lost_at(log, one) for one in log["asked"]]
    return _most(log, lambda one: [lost_at(log, one)], [s for s in met if s] or STAGES)


def _reads(change: Callable[[Mapping], str]) -> Callable[[Log], tuple[str, list[str]]]:
    """Replies read in another way, where something answers."""

    def wrong(log: Log) -> tuple[str, list[str]]:
        asked = [{**one, "reply": change(one)} if one["sentence"] else one for one in log["asked"]]
        return diagnose({**log, "asked": asked})

    return wrong


def _all_ids(log: Log) -> tuple[str, list[str]]:
    stage, ids = diagnose(log)
    return stage, [one["id"] for one in log["asked"] if lost_at(log, one)] if ids else []


def _first_id(log: Log) -> tuple[str, list[str]]:
    stage, ids = diagnose(log)
    return stage, ids[:1]


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
    nothing asked; two stages that lost equally many, in either order, or more than the first;
    right values without their source, more than the value, an invented answer where nothing
    answers; what is fine in another way."""
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
    packing = logs[3 + list(pipeline.FAULTS).index("packing")]
    tied = _both(cutting, citing)
    logs += [tied, {**tied, "asked": tied["asked"][::-1]}, _both(cutting, packing, 3)]
    logs += [_right_without_source(logs[0]), _longer(logs[0]), _half(logs[0]), _twice(logs[0])]
    logs.append(_invented_last(logs[1]))
    return [Call("diagnose", (log,)) for log in rng.sample(logs, len(logs))]


def _with_losses(stages: pipeline.Stages, name: str, fault: str) -> dict:
    """The first draw in which the fault loses three questions or more, beside one slip."""
    for i in range(200):
        log = logged(stages, Draw(f"{name}/{i}", "heldout"), 1)
        stage, ids = diagnose(log)
        if stage == fault and len(ids) >= 3:
            return log
    raise ValueError(f"no draw in which {fault} loses three of {PAGES}")


def _both(one: Log, other: Log, others: int = 2) -> dict:
    """Two lost at the stage of the one log, and as many or more at the other's."""
    asked = []
    for name, log, n in (("a", one, 2), ("b", other, others)):
        _, ids = diagnose(log)
        asked += [{**o, "id": f"{name}-{o['id']}"} for o in log["asked"] if o["id"] in ids[:n]]
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


def _changed(log: Log) -> tuple[dict, list[dict]]:
    """A copy of a log, and those of its questions that something answers."""
    asked = [dict(one) for one in log["asked"]]
    return {**log, "asked": asked}, [one for one in asked if one["sentence"]]


def _longer(log: Log) -> dict:
    """Replies with more in them than the value."""
    made, some = _changed(log)
    for one, words in zip(some, ("{} or so [1]", "about {} [1]", "{}7 [1]"), strict=False):
        one["reply"] = words.format(one["value"])
    return made


def _cites(log: Log, one: dict, text: str) -> dict:
    """One more chunk, found, packed and cited."""
    id = f"{one['cited'].split('#')[0]}#99"
    one |= {name: [*one[name], id] for name in pipeline.KEPT.values()}
    one |= {"reply": f"{one['value']} [{len(one['packed'])}]", "cited": id}
    return {**log, "chunks": {**log["chunks"], id: text}}


def _half(log: Log) -> dict:
    """A source that holds the value, and not the sentence."""
    made, some = _changed(log)
    return _cites(made, some[0], f"Not that, but {some[0]['value']} all the same.")


def _twice(log: Log) -> dict:
    """Nothing lost: a sentence in two chunks, of which the later is cited, and a source named where
    nothing answers."""
    made, some = _changed(log)
    for one in made["asked"]:
        if not one["sentence"]:
            one["cited"] = next(iter(log["chunks"]))
    return _cites(made, some[0], log["chunks"][some[0]["cited"]])


def _invented_last(log: Log) -> dict:
    """Slips in reading, and behind them an answer where nothing answers: `q00` is the last id."""
    made, some = _changed(log)
    others = [one for one in made["asked"] if not one["sentence"]]
    return {**made, "asked": some + [{**one, "reply": "Nothing but 7 [1]"} for one in others]}


ENDS = (
    {"reading": "citing", "citing": "reading"},
    {"reading": "citing"},
    {"citing": "reading"},
)  # the last two stages mixed up
AFTER = ((), ("citing",), ("reading", "citing"))  # stages asked only where no other lacks it

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
            *[would_return(_last_that_lacks(after), "You blame the last stage that lacks the "
                           "sentence. What one stage has lost, all later ones lack: the first one "
                           "is to blame.") for after in AFTER],
            *[would_return(_all_that_lack(after, order), "You count every stage that lacks the "
                           "sentence. A loss counts once, for the stage where it happened.")
              for after in AFTER for order in (STAGES, STAGES[::-1])],
            would_return(_blames(_by_value), "You look for the value. A value may stand in another "
                         "passage too, and half a sentence may hold it: look for the sentence."),
            would_return(_blames(_reply_only), "You take a right value for a fine answer. Its "
                         "source must hold the sentence too."),
            would_return(_blames(_source_only), "You take a right source for a fine answer. The "
                         "reply must be the value too."),
            would_return(_blames(_cited_value), "You let a source pass that holds the value. It "
                         "must hold the whole sentence."),
            would_return(_reads(lambda one: one["reply"].replace(" [", "[")), "You compare more "
                         "than the value: it is what stands before ` [`, without that blank."),
            would_return(_reads(lambda one: f"{one['reply'].split()[0]} ["), "You compare the "
                         "first word of the reply. All that stands before ` [` is the value."),
            would_return(_reads(lambda one: one["value"] + " [" if one["reply"].startswith(
                         one["value"]) else one["reply"]), "You take a reply for right that begins "
                         "with the value. What stands before ` [` must be the value and no more."),
            would_return(_reads(lambda one: one["value"] + " [" if one["value"] in one["reply"]
                         else one["reply"]), "You take a reply for right that holds the value. "
                         "What stands before ` [` must be the value and no more."),
            *[would_return(_renamed(names, True), "Where a packed chunk holds the sentence, a "
                           "question is lost in reading if the reply is not the value, and in "
                           "citing if it is.") for names in ENDS],
            *[would_return(_renamed({"reading": name}, False), "You count an invented answer at "
                           "another stage. It is lost in reading.")
              for name in ("loading", "citing")],
            would_return(_blames(_not_found), "You take `Not in the text.` for fine everywhere. "
                         "Where a sentence answers, it is lost."),
            would_return(_blames(_begins_with_not), "You take other replies for `Not in the "
                         "text.` It is that text and no other."),
            would_return(_blames(_without_empty), "You pass over questions that nothing answers. "
                         "An invented answer to one of them is lost in reading."),
            would_return(_blames(_silence_is_a_loss), "You call it a loss where nothing answers "
                         "and the system says so. That is what it should do."),
            would_return(_later_of_equals, "Two stages lost equally many. The earlier one is "
                         "wanted: mend it first, then look again."),
            would_return(_first_of_all, "You take the first stage that lost any. The one that "
                         "lost most is wanted."),
            would_return(_first_met, "Two stages lost equally many, and you take the one that the "
                         "log has first. The earlier stage is wanted."),
            would_return(_all_ids, "The ids are those that *this* stage lost, not all that are "
                         "lost."),
            would_return(_first_id, "You give one id. All that were lost at this stage are the "
                         "evidence."),
            value_is(lambda value, wanted: isinstance(value, str), "Two things are wanted: the "
                     "stage, and a list of ids."),
            value_is(lambda value, wanted: not isinstance(value[1], list | tuple), "The second "
                     "thing is a list of ids, in the order of the log."),
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
        "key=lambda stage: len(lost[stage]))` gives the first of equals.",
    ),
)  # fmt: skip
