"""Seen, not only tested: the experiment planner follows its sliders."""

from window import fits

LESSON = "notebooks/10_experiments.ipynb"


def test_a_prompt_that_breaks_more_takes_more_tickets(lab):
    lab.begin(LESSON, "experiment_planner.plan(")
    cell = lab.cell("experiment_planner.plan(")
    view = cell.locator(".widget-html-content", has=lab.page.get_by_role("table")).first
    view.scroll_into_view_if_needed()
    assert "370 tickets, 740 calls" in view.inner_text()
    before = widths(view)
    cell.locator(".widget-slider", has_text="B breaks").locator(".noUi-handle").focus()
    for _ in range(2):
        lab.page.keyboard.press("ArrowRight")
    view.get_by_text("1,190 tickets, 2,380 calls").wait_for()
    assert all(new < old for new, old in zip(widths(view)[:-1], before[:-1], strict=True))
    assert fits(view)


def widths(view) -> list[float]:
    """How long the bars are, in pixels on the screen."""
    return [bar.bounding_box()["width"] for bar in view.get_by_role("img").all()]
