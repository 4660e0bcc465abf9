"""Seen, not only tested: the course in JupyterLab, in a real browser."""

from pathlib import Path

import pytest
from window import errors

from helpers.door.jupyter import FIRST_PAGE

ROOT = Path(__file__).parents[2]
LESSONS = sorted(file.name for file in (ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
SAMPLING = "notebooks/02_sampling.ipynb"
WELCOME_LAB = "work/00_welcome.ipynb"
MINUTES = 5  # for one lesson, on two busy cores


def test_jupyterlab_opens_at_the_welcome_page(lab):
    assert lab.front() == f"/lab/tree/{FIRST_PAGE}"
    assert "00_welcome.ipynb" in lab.titles()
    lab.page.wait_for_timeout(2000)
    assert lab.page.locator(".jp-toast-message, .Toastify__toast").count() == 0  # nobody asks


@pytest.mark.parametrize("name", LESSONS)
def test_run_all_ends_without_an_error(lab, name):
    lab.open(f"notebooks/{name}")
    cells = lab.run_all(f"notebooks/{name}", patience=60 * MINUTES)
    assert errors(cells) == []


def test_the_temperature_slider_moves_the_bars(lab):
    lab.open(SAMPLING)
    for needed in ("connect.model()", "ticket =", "subject_reply =", "next_token.bars("):
        lab.run(lab.cell(needed).first)
    slider = lab.page.locator(".widget-slider", has_text="temperature").first
    view = lab.page.locator(".widget-html-content", has=lab.page.get_by_role("table")).first
    slider.scroll_into_view_if_needed()
    before = widths(view)
    slider.locator(".noUi-handle").focus()
    for _ in range(8):
        lab.page.keyboard.press("ArrowRight")
    view.get_by_text("temperature 1.4").wait_for()
    assert widths(view) != before


def widths(view) -> list[float]:
    """How long the bars are, in pixels on the screen."""
    return [bar.bounding_box()["width"] for bar in view.get_by_role("img").all()]


def test_a_check_turns_from_not_yet_to_passed_when_the_answer_is_typed(lab):
    lab.open(WELCOME_LAB)
    lab.run(lab.cell("import check"))
    answer, check = lab.cell("def greeting(name)"), lab.cell('check("00.1"')
    lab.run(answer)
    assert "not attempted" in lab.run(check)
    lab.write(answer, 'def greeting(name):\n    return "Hello, " + name')
    assert "not yet" in lab.run(check)
    lab.write(answer, 'def greeting(name):\n    return f"Hello, {name}!"')
    assert "passed" in lab.run(check)
