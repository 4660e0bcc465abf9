"""The support desk's table: tickets as rows of a database, with a number and the time they came.

In: `tickets_table(draw, n)`. Out: what a customer writes (tickets.py).
"""

from datetime import datetime, timedelta

from helpers.world.draw import Draw
from helpers.world.tickets import ticket

START = datetime(2026, 10, 5, 8)  # noqa: DTZ001 - the desk's own clock


def tickets_table(draw: Draw, n: int) -> list[dict[str, str | int]]:
    """n rows {"id", "received", "category", "text"}, in no order; every time is another one.

    The numbers do not follow the times: the desk has several inboxes, each with its own series.
    """
    minutes = sorted(draw.pick_some(range(24 * 60 * 30), n))
    numbers = draw.pick_some(range(1000, 9999), n)
    rows = [
        row(draw, number, START + timedelta(minutes=m))
        for number, m in zip(numbers, minutes, strict=True)
    ]
    return draw.pick_some(rows, n)


def row(draw: Draw, number: int, received: datetime) -> dict[str, str | int]:
    """One ticket as a row; its text is one line."""
    one = ticket(draw)
    return {
        "id": number,
        "received": f"{received:%Y-%m-%d %H:%M}",
        "category": one.category,
        "text": one.text,
    }
