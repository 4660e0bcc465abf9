"""Files of held-out examples for the lessons: `python -m helpers.world.samples` writes them.

In: which draws make which file of datasets/. Out: what a lesson does with it. The same seed gives
the same file; a test compares each with what is drawn here.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from helpers.world import desk, handbook, handbook_gold, letters, paper, problems, tickets
from helpers.world.draw import Draw
from helpers.world.lexicon import CATEGORIES

FOLDER = Path(__file__).parents[2] / "datasets"
TICKETS = FOLDER / "labelled_tickets.csv"
N_TICKETS, N_WORDS, N_DESK, N_FEEDBACK, N_INBOX = 240, 150, 60, 300, 600
CHANNELS = ("mail", "form", "chat")
STEPS, N_EACH = range(1, 7), 60
DOCS = FOLDER / "docs"


def ticket_rows() -> list[dict[str, str]]:
    """Tickets whose wording, names and numbers the model in the box was not trained on."""
    drawn = [tickets.ticket(Draw(f"labelled_tickets.csv/{i}", "heldout")) for i in range(N_TICKETS)]
    return [
        {"id": f"T{i:03}", "category": one.category, "subject": one.subject, "text": one.text}
        for i, one in enumerate(drawn, 1)
    ]


def desk_rows() -> list[dict[str, str | int]]:
    """Rows of the support desk's table, newest first."""
    rows = desk.tickets_table(Draw("tickets", "heldout"), N_DESK)
    return sorted(rows, key=lambda row: row["received"], reverse=True)


def feedback_rows() -> list[dict[str, str]]:
    """Short messages, equally many of each category: subject lines and one-sentence complaints."""
    draw, found = Draw("feedback", "heldout"), {}
    while len(found) < N_FEEDBACK:
        category = CATEGORIES[len(found) % len(CATEGORIES)]
        write = draw.pick([tickets.subject_line, tickets.one_liner])
        found.setdefault(write(draw, category), category)
    return [
        {"id": f"F{i:03}", "category": category, "text": text}
        for i, (text, category) in enumerate(found.items(), 1)
    ]


def inbox_rows() -> list[dict[str, str]]:
    """A month's messages as they come: short and long ones, one in four says what it is not about.

    `channel` is drawn apart from all else, so it explains nothing.
    """
    draw, found = Draw("inbox", "heldout"), {}
    while len(found) < N_INBOX:
        category = CATEGORIES[len(found) % len(CATEGORIES)]
        found.setdefault(_message(draw, category), category)
    rows = [
        {"channel": draw.pick(CHANNELS), "category": category, "text": text}
        for text, category in draw.pick_some(list(found.items()), N_INBOX)
    ]
    return [{"id": f"M{i:03}", **row} for i, row in enumerate(rows, 1)]


def _message(draw: Draw, category: str) -> str:
    writers = (
        lambda: tickets.subject_line(draw, category),
        lambda: tickets.sentence(tickets.one_liner(draw, category)),
        lambda: tickets.ticket(draw, category).text,
        lambda: tickets.negated(draw, category).text,
    )
    return draw.pick(writers)()


def problem_rows() -> list[dict[str, str | int]]:
    """Word problems of one to six steps, as many of each, with the right working."""
    drawn = [(n, i) for n in STEPS for i in range(N_EACH)]
    made = [problems.problem(Draw(f"problems.csv/{n}/{i}", "heldout"), n) for n, i in drawn]
    return [
        {
            "id": f"P{i:03}",
            "steps": len(one.equations),
            "text": one.text,
            "working": "; ".join(one.equations),
            "answer": one.answer,
        }
        for i, one in enumerate(made, 1)
    ]


def word_rows() -> list[dict[str, str]]:
    """Different words of 4 to 10 letters that training never saw, and no palindromes."""
    fit = (w for w in _drawn_words() if 4 <= len(w) <= 10 and w != w[::-1])
    found: dict[str, None] = {}
    while len(found) < N_WORDS:
        found[next(fit)] = None
    return [{"word": word} for word in found]


def _drawn_words() -> Iterator[str]:
    draw = Draw("words", "heldout")
    while True:
        yield letters.word(draw)


def question_rows() -> list[dict[str, str]]:
    """The gold set of the documentation; where two pages are needed, they stand in order."""
    return [
        {
            "id": f"Q{i:03}",
            "kind": one.kind,
            "question": one.question,
            "groups": " ".join(one.groups),
            "release": one.release,
            "pages": " || ".join(one.pages),
            "evidence": " || ".join(one.evidence),
        }
        for i, one in enumerate(handbook_gold.gold(handbook.handbook()), 1)
    ]


def docs() -> dict[str, bytes]:
    """{path below datasets/docs/: content} of the documentation, and its index.csv."""
    pages = handbook.handbook().pages
    columns = ("path", "title", "release", "group")
    index = [{name: getattr(page, name) for name in columns} for page in pages]
    return {"index.csv": as_csv(index).encode(), **{page.path: content(page) for page in pages}}


def content(page: handbook.Page) -> bytes:
    """A page as the file that it is."""
    is_pdf = page.path.endswith(".pdf")
    return paper.pdf(handbook.sheets(page)) if is_pdf else page.body.encode()


FILES = {
    "labelled_tickets.csv": ticket_rows,
    "tickets.csv": desk_rows,
    "feedback.csv": feedback_rows,
    "inbox.csv": inbox_rows,
    "problems.csv": problem_rows,
    "words.csv": word_rows,
    "doc_questions.csv": question_rows,
}


def as_csv(rows: list[dict]) -> str:
    """Rows as CSV with a header line."""
    file = io.StringIO()
    writer = csv.DictWriter(file, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def main() -> None:
    for name, rows in FILES.items():
        (FOLDER / name).write_text(as_csv(rows()), encoding="utf-8", newline="\n")
    for path, written in docs().items():
        (DOCS / path).parent.mkdir(parents=True, exist_ok=True)
        (DOCS / path).write_bytes(written)


if __name__ == "__main__":
    main()
