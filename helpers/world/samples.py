"""Files of held-out examples for the lessons: `python -m helpers.world.samples` writes them.

In: datasets/labelled_tickets.csv. Out: what a lesson does with it. The same seed gives the same
file; a test compares it with what is drawn here.
"""

import csv
import io
from pathlib import Path

from helpers.world import tickets
from helpers.world.draw import Draw

TICKETS = Path(__file__).parents[2] / "datasets" / "labelled_tickets.csv"
N_TICKETS = 240


def ticket_rows() -> list[dict[str, str]]:
    """Tickets whose wording, names and numbers the model in the box was not trained on."""
    drawn = [tickets.ticket(Draw(f"labelled_tickets.csv/{i}", "heldout")) for i in range(N_TICKETS)]
    return [
        {"id": f"T{i:03}", "category": one.category, "subject": one.subject, "text": one.text}
        for i, one in enumerate(drawn, 1)
    ]


def as_csv(rows: list[dict[str, str]]) -> str:
    """Rows as CSV with a header line."""
    file = io.StringIO()
    writer = csv.DictWriter(file, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


if __name__ == "__main__":
    TICKETS.write_text(as_csv(ticket_rows()), encoding="utf-8", newline="\n")
