"""Seen, not only tested: the token explorer follows what is typed into it."""

LESSON = "notebooks/01_tokens.ipynb"


def test_typing_into_the_explorer_moves_the_cuts(lab):
    lab.begin(LESSON, "token_explorer.explorer(")
    view = lab.page.locator(".widget-html-content", has_text="larkspur:").first
    view.scroll_into_view_if_needed()
    before = view.inner_text()
    lab.page.locator(".widget-textarea textarea").first.fill("We paid 12345")
    lab.page.get_by_text("13 characters, 13 bytes").wait_for()
    after = view.inner_text()
    assert after != before
    assert "·paid" in after
