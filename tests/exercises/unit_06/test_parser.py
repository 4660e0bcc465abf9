"""Exercise 06.1: answers right and wrong, and what the check says to each."""

from cases import Answers, table

from helpers.exercises.unit_06 import parser

PARSER = "import re\n"


def answer(pattern: str, flags: str = "re.I", which: str = "-1", after: str = "") -> str:
    """answer_of by two patterns; `after` changes the number's text."""
    return (
        "def answer_of(reply):\n"
        f"    lines = re.findall(r'{pattern}', reply, {flags})\n"
        "    if not lines:\n        return None\n"
        f"    number = re.search(r'-?\\d[\\d,]*', lines[{which}])\n"
        f"    return int(number[0].replace(',', ''){after}) if number else None"
    )


CASES = Answers(
    right=(
        answer(".*answer:(.*)"),
        "def answer_of(reply):\n"
        "    for line in reversed(reply.lower().splitlines()):\n"
        "        if 'answer:' in line:  # rpartition: the last of the line\n"
        "            after = line.rpartition('answer:')[2].replace(',', '')\n"
        "            found = re.search('-?[0-9]+', after)\n"
        "            return int(found.group()) if found else None",
    ),
    wrong=(
        (
            "def answer_of(reply):\n"
            "    numbers = re.findall(r'-?\\d+', reply.replace(',', ''))\n"
            "    return int(numbers[-1]) if numbers else None",
            "last number of the reply",
        ),
        (
            "def answer_of(reply):\n"
            "    lines = re.findall('(?i).*answer:(.*)', reply)\n"
            "    numbers = re.findall(r'-?\\d[\\d,]*', lines[-1]) if lines else []\n"
            "    return int(numbers[-1].replace(',', '')) if numbers else None",
            "the first after `answer:` counts",
        ),
        (answer(".*answer:(.*)", which="0"), "the last one counts"),
        (answer(".*answer:(.*)", flags="re.I | re.S"), "same line"),
        (answer(".*Answer:(.*)", flags="0"), "mean the same"),
        (answer(".*answer:(.*)", after=".strip('-')"), "minus sign"),
        (answer(".*answer:(.*)").replace("[\\d,]*", "\\d*"), "cut at it"),
        (
            "def answer_of(reply):\n"
            "    return int(re.search(r'(?i)answer:.*?(-?\\d[\\d,]*)', reply)[1])",
            "a search gives `none`",
        ),
        (
            "def answer_of(reply):\n    return reply.rpartition('Answer: ')[2]",
            "an `int` is wanted",
        ),
        (
            answer(".*answer:(.*)").replace(
                "if number else", "if number and number[0] != '0' else"
            ),
            "`0` is an answer",
        ),
        (answer("answer:(.*\\d.*)"), "pass over a last"),
        (answer("answer:(.*)"), "the last of them counts"),
        (answer("(.*answer:.*)"), "the whole line"),
        (answer(".*answer:(.*)").replace("int(", "float("), "as an `int`"),
        (answer("answer[^\\d\\n]*(.*)"), "minus sign"),
        (answer(".*(?:Answer|ANSWER|answer):(.*)", flags="0"), "some spellings"),
        (
            "def answer_of(reply):\n"
            "    tail = reply.split(':')[-1].split('\\n')[0].replace(',', '')\n"
            "    number = re.search(r'-?\\d+', tail) if 'answer:' in reply.lower() else None\n"
            "    return int(number[0]) if number else None",
            "the last colon",
        ),
    ),
    setup=PARSER,
)
test_answers = table("06.1", CASES)


def test_hand_worked_examples_of_the_lab():
    assert parser.answer_of("14 + 5 = 19\n**Answer:** 19 lamps.") == 19
    assert parser.answer_of("ANSWER: $1,204") == 1204
    assert parser.answer_of("14 + 5 = 19\n19 - 3") is None
