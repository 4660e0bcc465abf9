"""Hours pass at once and in order, also inside a loop, and threads are waited for."""

import asyncio
import time

import pytest

from helpers.checks import clockwork


async def waits(seconds):
    await asyncio.sleep(seconds)
    return asyncio.get_running_loop().time()


def test_an_hour_is_over_at_once_and_the_clock_says_an_hour():
    assert clockwork.run(waits(3600)) == pytest.approx(3600)


def test_timers_come_in_their_order():
    async def many():
        order = []

        async def one(seconds):
            await asyncio.sleep(seconds)
            order.append(seconds)

        await asyncio.gather(*(one(s) for s in (5, 1, 3000, 2)))
        return order

    assert clockwork.run(many()) == [1, 2, 5, 3000]


def test_a_timeout_is_on_this_clock():
    async def late():
        async with asyncio.timeout(7):
            await asyncio.sleep(8)

    with pytest.raises(TimeoutError):
        clockwork.run(late())


def test_a_thread_is_waited_for_before_the_clock_moves():
    async def both():
        loop = asyncio.get_running_loop()
        work = asyncio.create_task(asyncio.to_thread(time.sleep, 0.05))
        await work
        return loop.time()

    assert clockwork.run(both()) < 1

    async def raced():
        async with asyncio.timeout(100):
            await asyncio.to_thread(time.sleep, 0.05)
        return True

    assert clockwork.run(raced())


def test_it_runs_inside_a_loop_as_in_a_notebook():
    async def notebook():
        return clockwork.run(waits(10)), asyncio.get_running_loop()

    loop = asyncio.new_event_loop()
    came, inside = loop.run_until_complete(notebook())
    loop.close()
    assert came == pytest.approx(10)
    assert inside is loop


def test_what_was_started_ends_with_it():
    ended = []

    async def goes_on():
        try:
            await asyncio.sleep(10**6)
        finally:
            ended.append(True)

    async def main():
        main.task = asyncio.create_task(goes_on())
        await asyncio.sleep(1)

    clockwork.run(main())
    assert ended == [True]
