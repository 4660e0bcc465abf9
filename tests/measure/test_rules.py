"""The desk's rules accept what the desk writes, and refuse what is garbled."""

import pytest

from helpers.measure import rules
from helpers.world import incidents, tickets
from helpers.world.draw import Draw


def test_nearly_every_subject_line_of_the_desk_is_valid():
    drawn = [tickets.ticket(Draw(i, "heldout")) for i in range(300)]
    valid = [rules.valid_subject(one.subject, one.text) for one in drawn]
    assert sum(valid) >= 295  # a subject may name somebody whom the ticket does not


@pytest.mark.parametrize(
    "subject",
    [
        "",
        "Refund",
        "Refufn for March",
        "Refund for March.",
        "Refund for\nMarch",
        "a " * 10,
        "Card declinclin",
    ],
)
def test_a_subject_line_that_breaks_a_rule_is_not_valid(subject):
    assert not rules.valid_subject(subject, "Please refund the 20 euros.")


def test_words_of_the_ticket_are_known():
    assert not rules.spelled("Login of Brolent")
    assert rules.spelled("Login of Brolent", "My name is Brolent.")


def test_every_line_of_a_status_log_of_the_desk_is_valid():
    logs = [incidents.status_log(Draw(i, "heldout"), 10) for i in range(40)]
    assert all(rules.valid_entry(line) for log in logs for line in rules.entries(log))


@pytest.mark.parametrize(
    "line",
    [
        "",
        "eu-west: reads were slow.",
        "25:00 eu-west: reads were slow.",
        "09:00 mars: reads were slow.",
        "09:00 eu-west: reads were slow",
        "09:00 eu-west: reabs wrere slow.",
        "09:00 eu-west:",
    ],
)
def test_a_garbled_entry_is_not_valid(line):
    assert not rules.valid_entry(line)


def test_a_last_line_is_left_out_only_if_the_limit_cut_it_off():
    log = "09:00 eu-west: all systems normal.\n\n09:10 us-ea"
    assert rules.entries(log, cut_off=True) == ["09:00 eu-west: all systems normal."]
    assert rules.entries(log) == ["09:00 eu-west: all systems normal.", "09:10 us-ea"]


def test_entries_repeat_when_only_the_time_differs():
    assert rules.message("09:00 eu-west: it is up.") == rules.message("10:30 eu-west: it is up.")


def test_lines_and_entries_are_counted_over_groups():
    assert rules.valid_subjects([["Refund for March", "Refufn"], ["Card declined"]], ["", ""]) == (
        2,
        3,
    )
    log = ["09:00 eu-west: reads were slow.", "09:10 eu-west: reads were slow.", "garbage"]
    assert rules.valid_entries([log, []]) == (2, 3)
    assert rules.new_entries([log, log[:1]]) == (3, 4)
