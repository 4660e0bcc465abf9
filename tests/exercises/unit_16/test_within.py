"""Exercise 16.4: answers right and wrong, and what the check says to each."""

from cases import Answers, from_solution, table
from service_cells import above, changed

REFERENCE = from_solution("16")["16.4"][1]
SDK = """
async def reply_within(client, body, seconds):
    try:
        return await client.with_options({options}).chat.completions.create(**body)
    except {caught} as error:
        raise TimeoutError from error
"""
LOOP = """
async def reply_within(client, body, seconds):
    end, client = now() + seconds, client.with_options(max_retries=0)
    for n in range(10):
        try:
            call = client.chat.completions.create(**body)
            return await asyncio.wait_for(call, end - now())
        except APIConnectionError:
            pause = 2**n
        except APIStatusError as error:
            if error.status_code in (408, 409, 429) or error.status_code >= 500:
                pause = float(error.response.headers.get("retry-after") or 2**n)
            else:
                raise
        if now() + pause >= end:
            raise TimeoutError("no time for another try")
        await asyncio.sleep(pause)
    raise TimeoutError
"""
RECURSIVE = """
async def again(client, body, pause):
    try:
        return await client.chat.completions.create(**body, timeout=7)
    except OpenAIError as error:
        status = getattr(error, "status_code", 500)
        if status < 500 and status not in {408, 409, 429}:
            raise
        headers = error.response.headers if hasattr(error, "response") else {}
        await asyncio.sleep(max(pause, int(headers.get("retry-after", 0))))
    return await again(client, body, pause * 3)


async def reply_within(client, body, seconds):
    return await asyncio.wait_for(again(client.with_options(max_retries=0), body, 0.2), seconds)
"""

CASES = Answers(
    right=(
        LOOP,
        RECURSIVE,
        "async def reply_within(client, body, seconds):\n"
        "    async with asyncio.timeout(seconds):\n"
        "        client = client.with_options(max_retries=9)\n"
        "        return await client.chat.completions.create(**body)",
        changed(REFERENCE, ("pause = pause * 2", "pause = min(30, pause * 3)")),
    ),
    wrong=(
        (SDK.format(options="timeout=seconds", caught="APIConnectionError"), "days end well"),
        (changed(REFERENCE, ("max_retries=0", "max_retries=2"), ("pause * 2", "pause * 1.2")),
         "days end well"),
        (changed(REFERENCE, ("    async with asyncio.timeout(seconds):", "    if True:")),
         "the deadline"),
        (changed(REFERENCE, ("pause = pause * 2", "pause = 0.5")), "Pauses grow"),
        (changed(REFERENCE, ("max(pause, float(error.response.headers.get(\"retry-after\", 0)))",
                             "pause")), "`Retry-After` said"),
        (changed(REFERENCE, (" and error.status_code < 500:", ":")), "there was time for another"),
        (changed(REFERENCE, ("error.status_code < 500:", "error.status_code < 499:")),
         "the last status below 500"),
        (changed(REFERENCE, ("                    raise\n", "                    pass\n")),
         "an error is wanted"),
        (changed(REFERENCE, ("(408, 409, 429)", "(408, 409)")), "there was time for another"),
        (changed(REFERENCE, ("(408, 409, 429)", "(409, 429)")), "took too long to come"),
        (changed(REFERENCE, ("(408, 409, 429)", "(408, 429)")), "a conflict"),
        (changed(REFERENCE, ("max_retries=0), 0.5", "max_retries=0), 3"), ("pause * 2", "pause")),
         "twice the first"),
        (changed(REFERENCE, ("max_retries=0), 0.5", "max_retries=0), 8"), ("pause * 2",
                 "max(2, pause / 2)")), "twice the first"),
        (changed(REFERENCE, ('max(pause, float(error.response.headers.get("retry-after", 0)))',
                             'max(pause, float(error.response.headers.get("retry-after", 0)))'
                             " if error.status_code == 429 else pause")),
         "a fault that says when to come back"),
        (changed(REFERENCE, ("APIConnectionError:\n                pass",
                             "APIConnectionError:\n                raise")), "a lost connection"),
        (changed(REFERENCE, ("return await once", "return (await once"),
                 ("create(**body)", "create(**body)).choices[0].message.content")),
         "as it came"),
        ("def reply_within(client, body, seconds):\n    return 'pocket'", "async def"),
        (changed(LOOP, ("raise TimeoutError(\"no time for another try\")", "return None")),
         "an error is wanted"),
    ),
    setup=above(),
)  # fmt: skip
test_answers = table("16.4", CASES)
