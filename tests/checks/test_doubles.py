"""The doubles with a clock of their own behave like the real things: requests, urllib3, asyncio."""

import asyncio

import pytest
import requests

from helpers.checks import doubles
from helpers.checks.feed import Feed
from helpers.checks.line import Line, response
from helpers.checks.slow_calls import SlowCalls

OK = {"status": 200, "body": {"a": 1}, "seconds": 0.5}


def test_a_line_gives_its_answers_in_turn_and_repeats_the_last():
    line = Line([{"status": 429, "headers": {"Retry-After": "2"}, "body": "no"}, OK])
    assert line.post(timeout=1).headers["retry-after"] == "2"
    assert [line.post(timeout=1).json() for _ in range(3)] == [{"a": 1}] * 3


def test_a_response_is_one_of_requests():
    made = response(503, {"content-type": "text/html"}, "<h1>größer</h1>")
    assert (made.ok, made.text) == (False, "<h1>größer</h1>")
    with pytest.raises(requests.JSONDecodeError):
        made.json()
    with pytest.raises(requests.HTTPError):
        made.raise_for_status()


def test_time_passes_only_while_somebody_waits():
    line = Line([OK, OK | {"seconds": 30}, {"failure": "ConnectionError", "seconds": 1}], start=100)
    line.post(timeout=10)
    line.sleep(2)
    assert line.now() == 102.5
    with pytest.raises(requests.ReadTimeout):
        line.post(timeout=10)
    assert line.now() == 112.5
    with pytest.raises(requests.ConnectionError):
        line.post()
    assert line.log == [
        ["post", 100, 10, 100.5, "200"],
        ["sleep", 100.5, 2],
        ["post", 102.5, 10, 112.5, "no answer in time"],
        ["post", 112.5, None, 113.5, "ConnectionError"],
    ]


def test_luck_is_drawn_in_turn_between_the_ends():
    line = Line([OK], luck=[0.25, 1])
    assert [line.draw(0, 8), line.draw(1, 2), line.draw(0, 4)] == [2, 2, 1]


@pytest.mark.parametrize("seconds", [-1, float("inf"), float("nan")])
def test_a_sleep_that_time_sleep_refuses_is_refused(seconds):
    with pytest.raises(ValueError, match="sleep"):
        Line([OK]).sleep(seconds)


def test_a_time_out_that_urllib3_refuses_is_refused():
    with pytest.raises(ValueError, match="above 0"):
        Line([OK]).post(timeout=0)
    with pytest.raises(ValueError, match="less than or equal to 0"):
        requests.get("http://127.0.0.1:9", timeout=0)


def test_posts_have_an_end():
    line = Line([OK], at_most=2)
    line.post(1), line.post(1)
    with pytest.raises(doubles.OverBudget):
        line.post(1)


def test_a_feed_sees_what_is_shown_between_which_chunks():
    feed = Feed([b"a", b"b"])
    for chunk in feed:
        feed.show("message", chunk.decode())
    assert feed.log == [
        ["chunk", 0], ["event", "message", "a"], ["chunk", 1], ["event", "message", "b"]
    ]  # fmt: skip


def test_slow_calls_end_in_the_order_of_their_times():
    send = SlowCalls({"a": 3, "b": 1, "c": 2}, failing=["c"])
    came = asyncio.run(together(send, "abc"))
    assert came[:2] == ["A", "B"]
    assert isinstance(came[2], ConnectionError)
    assert [entry for entry in send.log if entry[0] == "end"] == [
        ["end", "b", 1], ["end", "c", 2], ["end", "a", 3]
    ]  # fmt: skip


def test_slow_calls_of_one_text_take_their_own_times_and_are_told_apart():
    send = SlowCalls({"a": [3, 1]})

    async def both():
        return await asyncio.gather(send("a"), send("a"), send("a"))

    assert asyncio.run(both()) == ["A", "A 2", "A 3"]
    assert [entry[2] for entry in send.log if entry[0] == "end"] == [1, 1, 3]


def test_slow_calls_within_a_semaphore_begin_when_there_is_room():
    async def two_at_once(send):
        room = asyncio.Semaphore(2)

        async def one(text):
            async with room:
                return await send(text)

        return await asyncio.gather(*map(one, "abc"))

    send = SlowCalls({"a": 3, "b": 1, "c": 1})
    asyncio.run(two_at_once(send))
    starts = {text: at for kind, text, at in send.log if kind == "start"}
    assert starts == {"a": 0, "b": 0, "c": 1}


async def together(send, texts):
    return await asyncio.gather(*map(send, texts), return_exceptions=True)


def test_an_hour_of_slow_calls_takes_no_time():
    send = SlowCalls({str(n): 3600 for n in range(50)})
    asyncio.run(asyncio.wait_for(together(send, map(str, range(50))), 5))
    assert send.now == 3600
