"""Exercise 16.3: answers right and wrong, and what the check says to each."""

from cases import Answers, from_solution, table
from service_cells import above, changed

REFERENCE = from_solution("16")["16.3"][1]
QUEUE = """
def streaming_app(client):
    app = FastAPI()

    @app.post("/stream")
    async def stream(asked: Asked):
        try:
            chunks = await client.chat.completions.create(**request_for(asked), stream=True)
        except OpenAIError:
            return JSONResponse({"error": "model"}, 502)
        pieces = asyncio.Queue()

        async def pump():
            try:
                async with chunks:
                    async for chunk in chunks:
                        await pieces.put(chunk.choices[0])
                await pieces.put(None)
            except Exception as error:
                await pieces.put(error)

        async def sent():
            task, finish = asyncio.create_task(pump()), None
            try:
                while True:
                    try:
                        piece = await asyncio.wait_for(pieces.get(), 12)
                    except TimeoutError:
                        yield ":\\n\\n"
                        continue
                    if piece is None:
                        yield f'event: done\\ndata: {json.dumps({"finish_reason": finish})}\\n\\n'
                        return
                    if isinstance(piece, Exception):
                        yield 'event: error\\ndata: {"message": "broken"}\\n\\n'
                        return
                    finish = piece.finish_reason
                    if piece.delta.content:
                        yield event("delta", json.dumps({"text": piece.delta.content}))
            finally:
                task.cancel()

        return StreamingResponse(sent(), headers={"content-type": "text/event-stream"})

    return app
"""
STARLETTE = """
async def beating(chunks, queue):
    async def beat():
        while True:
            await asyncio.sleep(14)
            await queue.put(b": beat\\r\\n\\r\\n")

    async def read():
        name, last = "done", {"finish_reason": None}
        try:
            async for chunk in chunks:
                for choice in chunk.choices:
                    last = {"finish_reason": choice.finish_reason}
                    if choice.delta.content is not None:
                        text = {"text": choice.delta.content}
                        await queue.put(event("delta", json.dumps(text, ensure_ascii=False)))
        except Exception as error:
            name, last = "error", {"message": str(error)}
        await queue.put(event(name, json.dumps(last)))
        await queue.put(None)

    tasks = [asyncio.create_task(beat()), asyncio.create_task(read())]
    try:
        while (text := await queue.get()) is not None:
            yield text
    finally:
        for task in tasks:
            task.cancel()


def streaming_app(client):
    app = FastAPI()

    async def stream(asked: Asked):
        body = {**request_for(asked), "stream": True, "stream_options": {"include_usage": True}}
        try:
            chunks = await client.chat.completions.create(**body)
        except Exception as error:
            raise HTTPException(status_code=502) from error
        sent = beating(chunks, asyncio.Queue())
        return StreamingResponse(sent, media_type="text/event-stream")

    app.add_api_route("/stream", stream, methods=["POST"])
    return app
"""
PLAIN = """
def streaming_app(client):
    app = FastAPI()

    @app.post("/stream")
    async def stream(asked: Asked):
        async def sent():
            chunks = await client.chat.completions.create(**request_for(asked), stream=True)
            async for chunk in chunks:
                if chunk.choices[0].delta.content:
                    yield event("delta", json.dumps({"text": chunk.choices[0].delta.content}))
            yield event("done", json.dumps({"finish_reason": chunk.choices[0].finish_reason}))
        return StreamingResponse(sent(), media_type="text/event-stream")
    return app
"""

CASES = Answers(
    right=(QUEUE, STARLETTE, changed(REFERENCE, ("timeout=10", "timeout=5"))),
    wrong=(
        (PLAIN, "nothing came for"),
        (changed(PLAIN, ('json.dumps({"text": chunk.choices[0].delta.content})',
                         "chunk.choices[0].delta.content")), "put together"),
        (changed(REFERENCE, ("            await asyncio.wait({pending}, timeout=10)\n",
                             "            await asyncio.wait({pending})\n")), "a proxy closes"),
        (changed(REFERENCE, ("            await asyncio.wait({pending}, timeout=10)\n"
                             "            if not pending.done():\n",
                             "            try:\n"
                             "                await asyncio.wait_for(pending, 10)\n"
                             "            except TimeoutError:\n"
                             "                pending = asyncio.ensure_future(anext(parts, None))\n"
                             )), "*cancels*"),
        (changed(QUEUE, ("                task.cancel()", "                pass")),
         "talked on to the end"),
        (changed(REFERENCE, ("    except Exception as error:", "    except KeyError as error:")),
         "`error` event"),
        (changed(REFERENCE, ("HTTPException(502, ", "HTTPException(500, ")), "502 is wanted"),
        (changed(REFERENCE, ('yield ": still here\\n\\n"', 'yield event("ping", "{}")')),
         "a comment is wanted"),
        (changed(REFERENCE, ('media_type="text/event-stream"', 'media_type="text/plain"')),
         "the content type"),
        (changed(REFERENCE, ('media_type="text/event-stream"', 'media_type="text/event-streams"')),
         "the content type"),
        (changed(REFERENCE, ('"finish_reason": finish}', '"finish_reason": "stop"}')),
         "hides how the reply ended"),
        (changed(REFERENCE, ('        words = f"', '        yield event("done", "{}")\n'
                                                   '        words = f"')), "says `done`"),
        # a fault that is told as text, a comment that runs into the next event
        (changed(QUEUE, ('{"message": "broken"}', "the model broke off")), "read as JSON"),
        (changed(REFERENCE, ('": still here\\n\\n"', '": still here\\n"')), "no empty line behind"),
        (changed(REFERENCE, ('": still here\\n\\n"', '"still here\\n\\n"')), "begins with `:`"),
        (changed(REFERENCE, ("request_for(asked), stream",
                             "request_for(Asked(ticket=asked.ticket)), stream")),
         "`style` is ignored"),
        # one lock around everything, one at a time
        (changed(REFERENCE, ("async def events(chunks):\n", "async def events(chunks, lock):\n"),
                 ("        await chunks.close()\n", "        await chunks.close()\n"
                                                    "        lock.release()\n"),
                 ("    app = FastAPI()\n", "    app, lock = FastAPI(), asyncio.Lock()\n"),
                 ("        try:\n            chunks =", "        await lock.acquire()\n"
                  "        try:\n            chunks ="),
                 ("        except OpenAIError as error:\n", "        except OpenAIError as error:\n"
                                                            "            lock.release()\n"),
                 ("events(chunks),", "events(chunks, lock),")), "wait for the other"),
        ("def streaming_app(client):\n    return FastAPI()", "the status is 404"),
        ("def streaming_app(client):\n    return 3", "a web application is wanted"),
        (changed(REFERENCE, ('    return app', '    app.state.log = []\n    return app'),
                 ('        return StreamingResponse(events(chunks),',
                  '        sent = [part async for part in events(chunks)]\n'
                  '        return StreamingResponse(iter(sent),')), "at once"),
    ),
    setup=above("16.1"),
)  # fmt: skip
test_answers = table("16.3", CASES)
