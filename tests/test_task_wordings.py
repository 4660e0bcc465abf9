"""The prompts of datasets/task_wordings.csv can be filled, are many, and no two are alike."""

import string

import pytest

from helpers import datasets

SLOTS = {
    "summarise": {"incident"},
    "translate": {"text"},
    "code": {"description", "name"},
    "json": {"keys", "ticket"},
    "steps": {"problem"},
    "direct": {"problem"},
    "reading": {"passages", "question"},
    "cite": {"passages", "question"},
    "absent": {"passages", "question"},
    "judge": {"passage", "question", "answer"},
    "pairwise": {"question", "passage", "a", "b"},
    "reverse": {"word"},
    "defended": {"document"},
    "undefended": {"document"},
    "may_not_know": {"question"},
}


def wordings(task: str) -> list[dict[str, str]]:
    return [row for row in datasets.rows("task_wordings") if row["task"] == task]


def slots(text: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]


def bare(row: dict[str, str]) -> str:
    """The words of a prompt alone: wordings that differ in case, marks or spaces are the same."""
    words = "".join(c if c.isalnum() else " " for c in (row["system"] + " " + row["user"]).lower())
    return " ".join(words.split())


def test_the_file_has_these_tasks_and_ends_with_a_newline():
    text = (datasets.FOLDER / "task_wordings.csv").read_bytes().decode("utf-8")
    assert text.startswith("task,system,user\n")
    assert text.endswith("\n")
    assert "\r" not in text
    assert {row["task"] for row in datasets.rows("task_wordings")} == set(SLOTS)


@pytest.mark.parametrize("task", SLOTS)
def test_a_task_has_at_least_twenty_wordings_and_none_twice(task):
    different = {bare(row) for row in wordings(task)}
    assert len(wordings(task)) == len(different) >= 20


@pytest.mark.parametrize("task", SLOTS)
def test_a_third_of_the_wordings_have_a_system_prompt(task):
    assert 3 * sum(row["system"] != "" for row in wordings(task)) >= len(wordings(task))


@pytest.mark.parametrize("task", SLOTS)
def test_the_user_prompt_holds_every_slot_once_and_the_system_prompt_none(task):
    for row in wordings(task):
        assert sorted(slots(row["user"])) == sorted(SLOTS[task]), row["user"]
        assert slots(row["system"]) == [], row["system"]


@pytest.mark.parametrize("field", ["system", "user"])
def test_no_field_begins_or_ends_with_space(field):
    assert all(row[field] == row[field].strip() for row in datasets.rows("task_wordings"))


def test_a_defended_prompt_tags_the_document_and_an_undefended_one_does_not():
    assert all(
        "<" in row["user"].partition("{document}")[0]
        and "</" in row["user"].partition("{document}")[2]
        for row in wordings("defended")
    )
    assert all("<" not in row["user"] for row in wordings("undefended"))


@pytest.mark.parametrize("task", ["defended", "undefended"])
def test_a_prompt_to_classify_is_not_one_of_wordings_csv(task):
    known = {row["user"].replace("{ticket}", "{document}") for row in datasets.rows("wordings")}
    assert not [row for row in wordings(task) if not row["system"] and row["user"] in known]
