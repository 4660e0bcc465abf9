"""Seen, not only tested: the page of unit 16 streams, stops, and says what went wrong.

The service is the one that the reference answers make; the model behind it is the box, or one that
talks slowly enough to be stopped.
"""

import asyncio
import json
import threading
from pathlib import Path

import pytest

from helpers import connect
from helpers.serving import __main__ as command
from helpers.serving import running

SOLUTION = Path(__file__).parents[2] / "solutions" / "16_service.ipynb"
PATIENCE = 120_000


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    connect.model()
    copy = tmp_path_factory.mktemp("work") / "16_service.ipynb"
    copy.write_text(SOLUTION.read_text("utf-8"), "utf-8")
    with pytest.MonkeyPatch.context() as variables:
        variables.setenv("COURSE_MODEL", "pocket")
        variables.setenv("SERVICE_KEYS", json.dumps({"sk-demo": "demo"}))
        return command.loaded(command.write(copy))


@pytest.fixture(scope="module")
def url(service):
    """One server for all tests: the client of its model belongs to one event loop."""
    with running.serve(service.app) as address:
        yield address


@pytest.fixture
def page(browser, url):
    opened = browser.new_page()
    opened.set_default_timeout(PATIENCE)
    opened.goto(url)
    yield opened
    opened.close()


def ask(page, wanted):
    page.get_by_role("button", name="Summarise").click()
    page.get_by_role("status").get_by_text(wanted).wait_for()
    return page.get_by_label("Reply").inner_text()


def test_a_report_comes_back_as_one_line(page):
    assert "sa-east" in ask(page, "done: stop")


def test_what_breaks_off_says_so_and_keeps_what_had_come(page):
    connect.faults("broken_stream", after=4)
    assert ask(page, "error: the model broke off") != ""


def test_a_stranger_is_told(page):
    page.get_by_label("API key").fill("sk-nobody")
    assert ask(page, "refused: 401") == ""


def test_markup_in_a_reply_is_text(page):
    page.evaluate("show('event: delta\\ndata: ' + JSON.stringify({text: '<b id=no>x</b>'}))")
    assert page.get_by_label("Reply").inner_text() == "<b id=no>x</b>"
    assert page.locator("#no").count() == 0


def test_stop_ends_the_call_of_the_model(browser, service):
    """A page that is left is noticed behind the service: the generator is closed."""
    ended = threading.Event()

    async def endless(scope, receive, send):
        headers = [(b"content-type", b"text/event-stream")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        body = b'event: delta\ndata: {"text": "word "}\n\n'
        gone = asyncio.create_task(left(receive))
        while not gone.done():
            await send({"type": "http.response.body", "body": body, "more_body": True})
            await asyncio.sleep(0.05)
        ended.set()

    async def left(receive):
        while (await receive())["type"] != "http.disconnect":
            pass

    async def app(scope, receive, send):
        target = endless if scope.get("path") == "/stream" else service.app
        await target(scope, receive, send)

    with running.serve(app) as url:
        opened = browser.new_page()
        opened.set_default_timeout(PATIENCE)
        opened.goto(url)
        opened.get_by_role("button", name="Summarise").click()
        opened.get_by_text("word word word").wait_for()
        opened.get_by_role("button", name="Stop").click()
        opened.get_by_role("status").get_by_text("stopped").wait_for()
        assert ended.wait(30)
        opened.close()
