"""Exercise 03.4: answers right and wrong, and what the check says to each."""

import pytest
from cases import Answers, table

from helpers.exercises.unit_03 import crowd

SETUP = "import asyncio\n"


def answer(
    one: str = "async with room: return await send(item)",
    gather: str = "await asyncio.gather(*map(one, items), return_exceptions=True)",
) -> str:
    return (
        "async def at_most(limit, send, items):\n"
        "    room = asyncio.Semaphore(limit)\n"
        "    async def one(item):\n"
        f"        {one}\n"
        f"    return {gather}"
    )


WORKERS = """
async def at_most(limit, send, items):
    found, waiting = [None] * len(items), list(enumerate(items))
    async def worker():
        while waiting:
            i, item = waiting.pop(0)
            try:
                found[i] = await send(item)
            except Exception as error:
                found[i] = error
    async with asyncio.TaskGroup() as group:
        for _ in range(min(limit, len(items))):
            group.create_task(worker())
    return found
"""

WINDOW = """
async def at_most(limit, send, items):
    tasks, running = [], set()
    for item in items:
        if len(running) == limit:
            _, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        task = asyncio.ensure_future(send(item))
        tasks.append(task)
        running.add(task)
    if running:
        await asyncio.wait(running)
    return tuple(t.exception() or t.result() for t in tasks)
"""

BATCHES = """
async def at_most(limit, send, items):
    found = []
    for i in range(0, len(items), limit):
        found += await asyncio.gather(*map(send, items[i:i + limit]), return_exceptions=True)
    return found
"""

ONE_BY_ONE = """
async def at_most(limit, send, items):
    found = []
    for item in items:
        try:
            found.append(await send(item))
        except ConnectionError as error:
            found.append(error)
    return found
"""

COMPLETED = """
async def at_most(limit, send, items):
    room, found = asyncio.Semaphore(limit), []
    async def one(item):
        async with room:
            return await send(item)
    for ready in asyncio.as_completed(list(map(one, items))):
        try:
            found.append(await ready)
        except ConnectionError as error:
            found.append(error)
    return found
"""

BY_ITEM = """
async def at_most(limit, send, items):
    room, found = asyncio.Semaphore(limit), {}
    async def one(item):
        async with room:
            try:
                found[item] = await send(item)
            except ConnectionError as error:
                found[item] = error
    await asyncio.gather(*map(one, items))
    return [found[item] for item in items]
"""

ONE_TASK_AN_ITEM = """
async def at_most(limit, send, items):
    room = asyncio.Semaphore(limit)
    async def one(item):
        async with room:
            return await send(item)
    tasks = {item: asyncio.ensure_future(one(item)) for item in items}
    await asyncio.wait(tasks.values()) if tasks else None
    return [tasks[item].exception() or tasks[item].result() for item in items]
"""

# the last item begins first, so the replies of equal items come the other way round
BACKWARDS = """
async def at_most(limit, send, items):
    room = asyncio.Semaphore(limit)
    async def one(item):
        async with room:
            return await send(item)
    found = await asyncio.gather(*map(one, reversed(items)), return_exceptions=True)
    return found[::-1]
"""

# each worker has a share of the items, and is idle when it has done them
SHARES = """
async def at_most(limit, send, items):
    found = [None] * len(items)
    async def worker(first):
        for i in range(first, len(items), limit):
            try:
                found[i] = await send(items[i])
            except ConnectionError as error:
                found[i] = error
    await asyncio.gather(*map(worker, range(limit)))
    return found
"""

BY_INDEX = """
async def at_most(limit, send, items):
    room, found = asyncio.Semaphore(limit), [None] * len(items)
    async def one(item):
        async with room:
            try:
                found[items.index(item)] = await send(item)
            except ConnectionError as error:
                found[items.index(item)] = error
    await asyncio.gather(*map(one, items))
    return found
"""

CAUGHT = "try: return await send(item)\n            except Exception as e: "
TRY = f"async with room:\n            {CAUGHT}"
CASES = Answers(
    right=(answer(), WORKERS, WINDOW, BACKWARDS),
    wrong=(
        (answer(one="return await send(item)"), "3 are allowed"),
        (answer(one="async with asyncio.Semaphore(limit): return await send(item)"),
         "one semaphore"),
        (BATCHES, "in batches"),
        (ONE_BY_ONE, "before the next one is made"),
        (COMPLETED, "in another order"),
        (answer(gather="await asyncio.gather(*map(one, items))"), "return_exceptions"),
        (answer(one=TRY + "return None"), "`none` stands where"),
        (answer(one=TRY + "return str(e)"), "not as text"),
        (answer(gather="[r for r in await asyncio.gather(*map(one, items), "
                "return_exceptions=True) if isinstance(r, str)]"), "replies are missing"),
        (answer(gather="list(map(one, items))"), "`await` what you start"),
        (BY_ITEM, "by place, not by item"),
        (ONE_TASK_AN_ITEM, "by place, not by item"),
        (answer().replace("await send(item)", "(await send(item), await send(item))[0]"),
         "one an item"),
        (answer().replace("Semaphore(limit)", "Semaphore(max(1, limit - 1))"), "you allow fewer"),
        (SHARES, "as soon as any has ended: no item waits for one worker"),
        (BY_INDEX, "`items.index(item)` finds the first"),
        (WORKERS.replace("found[i] = error", "found[i] = error; return"), "never sent"),
        (answer(gather="await asyncio.gather(*map(one, items[:limit]), return_exceptions=True)"),
         "never sent"),
        (answer(one=TRY + "return type(e)"), "not its class"),
        (answer(one=TRY + "return RuntimeError(e)"), "no new one"),
        ("room = {}\n" + answer().replace("room = asyncio.Semaphore(limit)",
         "room.setdefault('it', asyncio.Semaphore(limit))").replace("with room", "with room['it']"),
         "for each call of it"),
    ),
    setup=SETUP,
)  # fmt: skip
test_answers = table("03.4", CASES)


def test_hand_worked_moments_of_the_lab():
    log = [["start", "a", 0], ["start", "b", 0], ["end", "b", 2], ["start", "c", 2]]
    log.append(["end", "a", 3])
    assert crowd.by_moment(log) == [(0, 2, 0), (2, 2, 1), (3, 1, 2)]


@pytest.mark.parametrize("seed", [0, 1, 20_260])
def test_some_calls_fail_and_no_two_of_a_day_take_the_same_time(seed):
    asked = [question.args[1].settings for question in crowd.questions_03_4(seed)]
    assert any(settings["failing"] for settings in asked)
    for settings in asked:
        times = [time for each in settings["seconds"].values() for time in each]
        assert len(set(times)) == len(times)
    assert any(len(each) > 1 for settings in asked for each in settings["seconds"].values())
