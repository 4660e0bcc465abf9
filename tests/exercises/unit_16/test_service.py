"""Exercise 16.5: answers right and wrong, and what the check says to each."""

from cases import Answers, from_solution, table
from service_cells import above, changed

REFERENCE = from_solution("16")["16.5"][1]
CLASSES = '''
class Service:
    """The same contract by exceptions, a semaphore and counters of its own."""

    def __init__(self, client, keys, budget, at_once, seconds):
        self.client, self.keys, self.seconds = client, keys, seconds
        self.places = asyncio.Semaphore(at_once)
        self.rate, self.most = budget / 60, budget
        self.full_at, self.kept, self.jobs, self.counts = {}, {}, {}, {}

    async def reply(self, asked, authorization, idempotency_key):
        scheme, _, key = (authorization or "").partition(" ")
        tenant = self.keys.get(key) if scheme == "Bearer" else None
        if tenant is None:
            raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
        body = request_for(asked)
        name = cache_key(body, tenant, PROMPT_VERSION)
        if idempotency_key is None:
            return await self.known(body, name, key)
        job = self.jobs.setdefault((tenant, idempotency_key), {"name": name, "state": "new"})
        if job["name"] != name:
            raise HTTPException(422)
        if job["state"] == "open":
            raise HTTPException(409)
        if job["state"] == "new":
            job["state"] = "open"
            try:
                job["reply"] = await self.known(body, name, key)
                job["state"] = "done"
            finally:
                if job["state"] == "open":
                    del self.jobs[tenant, idempotency_key]
        return job["reply"]

    async def known(self, body, name, key):
        if name in self.kept:
            return self.kept[name], "hit"
        # the bucket as the time at which it is full again
        lacks = max(0.0, self.full_at.get(key, 0) - now()) * self.rate
        if lacks >= self.most:
            wait = math.ceil((lacks - self.most) / self.rate) or 1
            raise HTTPException(429, headers={"Retry-After": str(wait)})
        if self.places.locked():
            raise HTTPException(503, headers={"Retry-After": "2"})
        async with self.places:
            try:
                reply = await reply_within(self.client, body, self.seconds)
            except TimeoutError:
                raise HTTPException(504)
            except OpenAIError:
                raise HTTPException(502)
        used = reply.usage.total_tokens / self.rate
        self.full_at[key] = max(now(), self.full_at.get(key, 0)) + used
        choice = reply.choices[0]
        said = {"text": choice.message.content, "finish_reason": choice.finish_reason}
        if choice.finish_reason == "stop":
            self.kept[name] = said
        return said, "miss"


def create_app(client, keys, budget, at_once, seconds):
    app, service = FastAPI(), Service(client, keys, budget, at_once, seconds)

    @app.post("/reply")
    async def reply(asked: Asked, authorization: str | None = Header(None),
                    idempotency_key: str | None = Header(None)):
        status = 200
        try:
            said, how = await service.reply(asked, authorization, idempotency_key)
            return JSONResponse(said, headers={"X-Cache": how})
        except HTTPException as error:
            status = error.status_code
            raise
        finally:
            service.counts[status] = service.counts.get(status, 0) + 1

    @app.get("/healthz")
    def health():
        return {}

    @app.get("/metrics")
    def metrics():
        lines = [f'replies_total{{status="{s}"}} {n}' for s, n in service.counts.items()]
        text = "# TYPE replies_total counter\\n" + "\\n".join(lines) + "\\n"
        return Response(text, media_type="text/plain")

    return app
'''
NO_TRY = """        except TimeoutError:
            return problem(504, "the model did not answer in time")
"""

OPENS = """        if job:
            jobs[job] = key, None
"""

CASES = Answers(
    right=(
        CLASSES,
        changed(REFERENCE, ("Retry_After=1)", "Retry_After=5)"),
                ("return 0 if self.level > 0 else math.floor(-self.level * 60 / self.budget) + 1",
                 "return 0 if self.level > 0 else math.ceil(-self.level * 60 / self.budget) + 1")),
        changed(REFERENCE, ("working.append(key)", "working.append(1)"),
                ("working.remove(key)", "working.pop()")),
    ),
    wrong=(
        (changed(REFERENCE, ('if scheme != "Bearer" or api_key not in keys:', "if False:"),
                 ("request_for(asked), keys[api_key]", "request_for(asked), keys.get(api_key)")),
         "no key, no call"),
        (changed(REFERENCE, ('scheme != "Bearer" or ', "")), "no other scheme"),
        (changed(REFERENCE, ('scheme, _, api_key = authorization.partition(" ")',
                             'scheme, api_key = "Bearer", authorization.removeprefix("Bearer ")')),
         "no bare key"),
        (changed(REFERENCE, ("cache_key(body, tenant, PROMPT_VERSION)",
                             "cache_key(body, api_key, PROMPT_VERSION)")), "no hit for the other"),
        (changed(REFERENCE, ("job = (keys.get(api_key), ", "job = (api_key, ")),
         "did not bring the first reply"),
        (changed(REFERENCE, ("buckets.setdefault(api_key, ", "buckets.setdefault(tenant, ")),
         "each key has a bucket"),
        (changed(REFERENCE, ("        bucket = buckets", OPENS + "        bucket = buckets")),
         "has begun no job"),
        (changed(REFERENCE, ("        if len(working)", OPENS + "        if len(working)")),
         "a request that was shed"),
        (changed(REFERENCE, ("min(self.budget, self.level", "(self.level")),
         "and no more"),
        (changed(REFERENCE, (', WWW_Authenticate="Bearer")', ")")), "`WWW-Authenticate`"),
        (changed(REFERENCE, (', WWW_Authenticate="Bearer")', ', WWW_Authenticate="Basic")')),
         "here `Bearer`"),
        (changed(REFERENCE, ("self.level > 0 else math.floor(-self.level *",
                             "self.level > 1 else math.floor(abs(self.level) *")),
         "as soon as its level is above 0"),
        (changed(REFERENCE, ("(now() - self.last) *", "int(now() - self.last) *")),
         "as soon as its level is above 0"),
        (changed(REFERENCE, (", media_type=CONTENT_TYPE_LATEST", "")), "no `Content-Type`"),
        (changed(REFERENCE, ("cache_key(body, tenant, PROMPT_VERSION)",
                             "cache_key(body, '', PROMPT_VERSION)")), "another tenant's request"),
        (changed(REFERENCE, ("cache_key(body, tenant, PROMPT_VERSION)",
                             "cache_key(asked.ticket, tenant, '')"),
                 ("key = cache_key(asked.ticket, tenant, '')",
                  "key = f'{tenant}/{asked.ticket}'")), "`style` changes the prompt"),
        (changed(REFERENCE, ('        if choice.finish_reason == "stop":\n            cache',
                             '        if True:\n            cache')), "cut off"),
        (changed(REFERENCE, ("        if job:\n            jobs[job] = key, said\n", "")),
         "one key, one job"),
        (changed(REFERENCE, ("job = (keys.get(api_key), ", "job = (0, ")),
         "a key belongs to its tenant"),
        (changed(REFERENCE, ("            if first != key:\n", "            if False:\n")),
         "another body gets 422"),
        (changed(REFERENCE, ("            if job:\n                del jobs[job]\n", "")),
         "free for another try"),
        (changed(REFERENCE, (NO_TRY, "")), "504"),
        (changed(REFERENCE, ("reply_within(client, body, seconds)",
                             "reply_within(client, body, 3 * seconds)")), "504 came after"),
        (changed(REFERENCE, ("        bucket.level -= reply.usage.total_tokens\n", "")),
         "each reply takes 400"),
        (changed(REFERENCE, ("Retry_After=wait", "Retry_After=1")), "the bucket is empty for"),
        (changed(REFERENCE, ("Retry_After=wait", "Retry_After=wait + 0.5")), "whole seconds"),
        (changed(REFERENCE, ("buckets.setdefault(api_key, ", "buckets.setdefault('', ")),
         "buckets of their own"),
        (changed(REFERENCE, ("if len(working) >= at_once:", "if len(working) > at_once:")),
         "the third request is shed"),
        (changed(REFERENCE, ("            working.remove(key)\n", ""),
                 ("bucket.level -=", "working.remove(key)\n        bucket.level -=")),
         "come free"),
        (changed(REFERENCE, ('["status"]', '["status", "key"]'),
                 ("replies.labels(answered.status_code)",
                  "replies.labels(answered.status_code, authorization)")), "an API key stands"),
        (changed(REFERENCE, ("CollectorRegistry()\n", "SHARED\n"),
                 ("def create_app", "SHARED = CollectorRegistry()\n\n\ndef create_app")),
         "Duplicated timeseries"),
        (changed(REFERENCE, ("        replies.labels(answered.status_code).inc()\n",
                             "        if answered.status_code == 200:\n"
                             "            replies.labels(200).inc()\n")), "`replies_total`"),
        (changed(REFERENCE, ("    cache, jobs, buckets, working = {}, {}, {}, []\n", ""),
                 ("def create_app", "cache, jobs, buckets, working = {}, {}, {}, []\n\n\n"
                                    "def create_app")), "clauses are kept"),
        ("def create_app(client, keys, budget, at_once, seconds):\n    return FastAPI()",
         "0 of 12 clauses"),
    ),
    setup=above("16.2", "16.4"),
)  # fmt: skip
test_answers = table("16.5", CASES)
