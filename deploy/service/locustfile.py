"""Load on the running service, from another process, with locust (requirements-load.lock).

    python3 course.py serve work/16_service.ipynb            in one terminal
    uv run --no-project --with-requirements requirements-load.lock \\
        locust -f deploy/service/locustfile.py --host http://127.0.0.1:8016

locust's users wait for their reply before they ask again: they slow down with the service. To see
what a queue does, let more users come, or ask at fixed times (helpers/serving/load.py).
"""

import os
import random
import time

from locust import HttpUser, between, task

KEY = os.environ.get("SERVICE_KEY", "sk-demo")
HEADERS = {"Authorization": f"Bearer {KEY}"}
PLACES = ["eu-west", "us-east", "sa-east", "ap-south"]


def incident() -> dict:
    """A report; some come again, so that the cache has something to do."""
    place, minutes = random.choice(PLACES), random.randint(10, 999)
    text = (
        f"In {place} logins were refused. It was caused by a misspelled setting. The team fixed it "
        f"by renewing the certificate after {minutes} minutes."
    )
    return {"ticket": text}


class Reader(HttpUser):
    wait_time = between(0.2, 1)

    @task(3)
    def reply(self) -> None:
        with self.client.post(
            "/reply", json=incident(), headers=HEADERS, catch_response=True
        ) as answer:
            if answer.status_code in (429, 503):  # a promise that was kept, and no fault
                answer.request_meta["name"] = "/reply, refused"
                answer.success()

    @task(1)
    def stream(self) -> None:
        """Notes the time to the first token under a name of its own."""
        began = time.perf_counter()
        with self.client.post(
            "/stream", json=incident(), headers=HEADERS, stream=True, catch_response=True
        ) as answer:
            lines = answer.iter_lines()
            next((line for line in lines if line.startswith(b"data:")), None)
            self.environment.events.request.fire(
                request_type="POST",
                name="/stream, first token",
                response_time=1000 * (time.perf_counter() - began),
                response_length=0,
                exception=None,
                context={},
            )
            if not any(line == b"event: done" for line in lines):
                answer.failure("the stream ended without `done`")
