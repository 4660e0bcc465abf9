"""A service is visited as by a server: times, a client that leaves, errors, hangs; and a scripted
model stands behind OpenAI's own client."""

import asyncio
import json

import openai
import pytest
from fastapi import FastAPI
from fastapi.responses import StreamingResponse

from helpers.checks import ask, clockwork, encoding, exercise, upstream, visits
from helpers.checks.exercise import Double, Served


def app(client=None):
    made = FastAPI()

    @made.post("/echo")
    async def echo(body: dict):
        await asyncio.sleep(2)
        return body

    @made.get("/threaded")
    def threaded():
        return "ok"

    @made.get("/raises")
    async def raises():
        raise KeyError("x")

    @made.get("/hangs")
    async def hangs():
        await asyncio.sleep(10**7)

    @made.get("/times-out")
    async def times_out():
        raise TimeoutError

    @made.get("/stream")
    async def stream():
        async def parts():
            for n in range(5):
                await asyncio.sleep(1)
                yield f"{n}"

        return StreamingResponse(parts())

    return made


def seen(*wanted):
    return visits.run(app, (), {}, wanted)


def test_a_body_goes_in_and_comes_back_at_its_time():
    (came,) = seen({"at": 3.0, "method": "POST", "path": "/echo", "json": {"ä": [1]}})
    assert (came["status"], json.loads(came["body"])) == (200, {"ä": [1]})
    assert (came["at"], came["began"]) == (3.0, 5.0)


def test_pieces_carry_their_times_and_end_where_the_client_leaves():
    whole, left = seen({"path": "/stream"}, {"path": "/stream", "leaves": 2.5})
    assert whole["chunks"] == [[1.0, "0"], [2.0, "1"], [3.0, "2"], [4.0, "3"], [5.0, "4"]]
    assert (left["body"], left["ended"]) == ("01", 2.5)


def test_errors_hangs_threads_and_unknown_paths_are_told_apart():
    raised, hung, late, threaded, unknown = seen(
        {"path": "/raises"}, {"path": "/hangs"}, {"path": "/times-out"}, {"path": "/threaded"},
        {"path": "/nowhere"},
    )  # fmt: skip
    assert raised["status"] == 500
    assert raised["raised"].startswith("KeyError")
    assert hung["hung"]
    assert hung["status"] is None
    assert late["raised"].startswith("TimeoutError")
    assert not late["hung"]
    assert (threaded["status"], unknown["status"]) == (200, 404)


def test_the_lifespan_begins_before_the_first_visit_and_ends_after_the_last():
    import contextlib

    order = []

    @contextlib.asynccontextmanager
    async def lifespan(app):
        order.append("start")
        yield
        order.append("end")

    def make():
        made = FastAPI(lifespan=lifespan)

        @made.get("/")
        async def root():
            order.append("visit")

        return made

    visits.run(make, (), {}, [{"path": "/"}])
    assert order == ["start", "visit", "end"]


def test_what_is_no_application_is_said():
    with pytest.raises(TypeError, match="got a int"):
        visits.run(lambda: 3, (), {}, [{"path": "/"}])


MODEL = Double("upstream", {"moves": [{"status": 503}, {"text": "Hello there"}]}, "model")


def test_a_question_goes_through_json_and_its_log_comes_back():
    async def reply(client):
        return (
            (await client.chat.completions.create(model="m", messages=[]))
            .choices[0]
            .message.content
        )

    question = exercise.question_from_json(
        json.loads(json.dumps(exercise.question_to_json(Served("reply", (MODEL,)))))
    )
    assert question == Served("reply", (MODEL,))
    (came,) = ask.ask([question], {"reply": reply})
    came = exercise.reply_from_json(came)
    assert came.value["value"] == "Hello there"
    assert [call["how"] for call in came.logs["model"]] == ["refused", "complete"]


def test_a_stub_is_no_attempt_whatever_it_would_have_been():
    questions = [Served("f", (), visits=({"path": "/"},)), Served("f", ())]
    assert all(r["unset"] for r in ask.ask(questions, {"f": lambda: ...}))


async def said(client, **settings):
    chunks = await client.chat.completions.create(model="m", messages=[], stream=True, **settings)
    return [chunk async for chunk in chunks]


def test_a_stream_has_pieces_an_ending_and_usage_where_it_is_asked_for():
    client = upstream.client([{"pieces": ["a", "b\n"], "finish": "length", "usage": [7, 2]}])
    chunks = clockwork.run(said(client, stream_options={"include_usage": True}))
    assert [c.choices[0].delta.content for c in chunks[:2]] == ["a", "b\n"]
    assert chunks[2].choices[0].finish_reason == "length"
    assert (chunks[3].choices, chunks[3].usage.total_tokens) == ([], 9)


@pytest.mark.parametrize(
    ("move", "error"),
    [
        ({"status": 404}, "NotFoundError"),
        ({"status": 429, "retry_after": "1"}, "RateLimitError"),
        ({"lost": True}, "APIConnectionError"),
        ({"never": True}, "APITimeoutError"),
    ],
)
def test_faults_are_the_sdks_own(move, error):
    client = upstream.client([move]).with_options(max_retries=0)
    with pytest.raises(openai.APIError) as raised:
        clockwork.run(said(client))
    assert type(raised.value).__name__ == error


def test_a_stream_that_breaks_raises_after_its_pieces():
    async def read(client):
        got = []
        try:
            async for chunk in await client.chat.completions.create(
                model="m", messages=[], stream=True
            ):
                got.append(chunk)
        except Exception:
            return len(got)

    assert clockwork.run(read(upstream.client([{"pieces": list("abcd"), "breaks": 2}]))) == 2


def test_replies_wait_for_their_turn():
    async def three(client):
        await asyncio.gather(
            *(client.chat.completions.create(model="m", messages=[]) for _ in "123")
        )
        return asyncio.get_running_loop().time()

    client = upstream.client([{"first": 1.0, "pace": 0}], at_once=2)
    assert clockwork.run(three(client)) == pytest.approx(2.0)


def test_a_log_has_a_json_form():
    client = upstream.client([{}])
    clockwork.run(said(client))
    (entry,) = encoding.encode(client.log)
    assert (entry["how"], entry["sent"], entry["of"]) == ("complete", 2, 2)
