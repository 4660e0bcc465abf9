"""Prompt exercises: the check makes the calls, a refusal is an answer, a fault is no mark."""

import pytest

from helpers.checks import judge, record
from helpers.checks.exercise import Call, Complete, Exercise
from helpers.checks.verdicts import verdict_of
from helpers.exercises import check, units


@pytest.fixture(autouse=True)
def kept_replies():
    """None here: these tests are about the calls themselves."""


def requests(questions, replies):
    return [Complete({"max_tokens": 4, "seed": 1, **reply.value}) for reply in replies]


def all_written(questions, replies):
    asked, completions = replies[:2], replies[2:]
    assert [reply.value["messages"][0]["content"] for reply in asked] == ["one", "two"]
    if refused := [reply.error for reply in completions if reply.error]:
        return judge.not_yet(f"The model's server refused it: {refused[0]}")
    return judge.passed(
        " ".join(reply.value["choices"][0]["finish_reason"] for reply in completions)
    )


EXERCISE = Exercise(
    id="99.1", title="t", goal="g", points=1, minutes=1, difficulty="easy", budget="b",
    answers=("request",), questions=lambda seed: [Call("request", (n,)) for n in ("one", "two")],
    judge=all_written, hints=("a", "b"), follow_up=requests,
)  # fmt: skip


def request(text, **settings):
    return {"messages": [{"role": "user", "content": text}], **settings}


def test_the_model_answers_the_prompts_that_the_answer_makes():
    verdict = verdict_of(EXERCISE, {"request": request})
    assert verdict.outcome == "passed"
    assert set(verdict.message.split()) <= {"stop", "length"}


@pytest.mark.parametrize("settings", [{"temperature": -1}, {"no_such_setting": 1}])
def test_a_refused_request_is_the_learners_to_mend(settings):
    verdict = verdict_of(EXERCISE, {"request": lambda text: request(text, **settings)})
    assert verdict.outcome == "not yet"
    assert "refused it" in verdict.message
    assert next(iter(settings)) in verdict.message


def test_a_server_that_cannot_be_reached_costs_no_mark(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("COURSE_MODEL", "somebody-elses")
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.json"))
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setattr(units, "find", lambda id: EXERCISE)
    check("99.1", request)
    assert capsys.readouterr().out.startswith(
        "99.1 could not be checked, and no mark changes: the model did not answer (APIConnection"
    )
    assert record.load(record.path()) == {}
