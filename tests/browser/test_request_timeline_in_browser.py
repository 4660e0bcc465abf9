"""Seen, not only tested: the request timeline shows the client that is chosen."""

from window import fits

LESSON = "notebooks/03_api.ipynb"


def test_choosing_a_client_shows_its_calls_and_waits(lab):
    lab.begin(LESSON, "BAD = [", "request_timeline.timeline(")
    cell = lab.cell("request_timeline.timeline(")
    view = cell.locator("[aria-label='Request timeline']")
    view.scroll_into_view_if_needed()
    assert "once: 1 call" in view.inner_text()
    assert view.get_by_role("listitem").count() == 1
    cell.locator(".widget-dropdown select").select_option("full jitter")
    view.get_by_text("full jitter: 4 calls").wait_for()
    assert view.get_by_role("listitem").count() == 7
    # 10 s and 0.2 s, on one scale
    assert width(view, "no answer in time") > 40 * width(view, "call 2: 503") > 0
    assert fits(view)
    view.get_by_role("listitem").last.scroll_into_view_if_needed()


def width(view, words: str) -> float:
    """How long the bar of a call is, in pixels on the screen."""
    bar = view.get_by_role("listitem").filter(has_text=words).locator("div div")
    return bar.bounding_box()["width"]
