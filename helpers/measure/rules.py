"""What Larkspur's support desk accepts: a subject line, a line of the status log.

In: rules that a program can check, made of the desk's own words. Out: whether a text is true or
good; a subject line can keep every rule and name the wrong month.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import tiktoken

from helpers.measure import variety
from helpers.world import incidents, lexicon, tickets
from helpers.world.english import COMMON

MOST_WORDS = 9
WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
ENTRY = re.compile(r"([01]\d|2[0-3]):([0-5]\d) ([a-z]{2}-[a-z]{4,5}): (\S.*\S)")


def valid_subject(subject: str, ticket: str) -> bool:
    """One line of 2 to 9 words without a full stop at its end, every word spelled as words are.

    valid_subject("Refund for March", "") -> True, valid_subject("Refufn for Mar", "") -> False
    """
    words = subject.split()
    one_line = "\n" not in subject.strip() and 2 <= len(words) <= MOST_WORDS
    return one_line and not subject.rstrip().endswith((".", ",", ":")) and spelled(subject, ticket)


def spelled(text: str, source: str = "") -> bool:
    """Whether every word is in the source, in Larkspur's glossary, or a frequent English word."""
    known = glossary() | {word.lower() for word in WORD.findall(source)}
    return all(word.lower() in known or _frequent(word) for word in WORD.findall(text))


@cache
def glossary() -> frozenset[str]:
    """The words of the desk's own texts, in lower case."""
    patterns = [tickets.PROBLEMS, tickets.SUBJECTS, tickets.CONTEXT, tickets.AFTERMATH]
    closed = [value for name, value in vars(lexicon).items() if name.isupper()]
    logs = [incidents.CAUSES, incidents.EFFECTS, incidents.FIXES, incidents.LOG_LINES]
    texts = [*patterns, *closed, *logs, *COMMON]
    return frozenset(word.lower() for word in WORD.findall(str(texts)))


def _frequent(word: str) -> bool:
    """A word of six letters or more that the vocabulary cl100k_base holds whole.

    It holds shorter pieces as well that are no words, such as " servi".
    """
    return len(word) >= 6 and len(_vocabulary().encode_ordinary(f" {word.lower()}")) == 1


@cache
def _vocabulary() -> tiktoken.Encoding:
    return tiktoken.get_encoding("cl100k_base")


def entries(log: str, cut_off: bool = False) -> list[str]:
    """The lines of a status log; without the last one if the token limit cut the log off."""
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    return lines[:-1] if cut_off else lines


def valid_entry(line: str) -> bool:
    """A time, a region, a sentence of known words: valid_entry("09:30 eu-west: all well.")."""
    found = ENTRY.fullmatch(line)
    if not found or found[3] not in lexicon.REGIONS:
        return False
    names = r"\b[A-Z]\w+ (?=is on call)"  # the person on call has a name that no list holds
    return found[4].endswith(".") and spelled(re.sub(names, "", found[4]))


def message(line: str) -> str:
    """What an entry says, without its time: two entries with one message are a repetition."""
    return re.sub(r"^\d\d:\d\d ", "", line)


Counted = tuple[int, int]  # (how many, of how many)


def valid_subjects(groups: Sequence[Sequence[str]], texts: Sequence[str]) -> Counted:
    """The subject lines that keep the rules; a group of lines for each ticket's text."""
    pairs = zip(groups, texts, strict=True)
    valid = [valid_subject(line, text) for lines, text in pairs for line in lines]
    return sum(valid), len(valid)


def valid_entries(logs: Sequence[Sequence[str]]) -> Counted:
    """The entries of these logs that have the form of one."""
    return sum(valid_entry(line) for log in logs for line in log), sum(map(len, logs))


def new_entries(logs: Sequence[Sequence[str]]) -> Counted:
    """The entries whose message has not stood in their log before."""
    return variety.different([[message(line) for line in log] for log in logs])
