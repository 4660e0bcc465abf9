"""Seen, not only tested: the reasoning tree keeps more when the slider is moved."""

LESSON = "notebooks/06_reasoning.ipynb"
NEEDED = ("problems = datasets.rows(", "DIRECT, STEPS =", "def ask(", "def propose(")


def test_moving_the_slider_keeps_more_lines(lab):
    lab.begin(LESSON, *NEEDED)
    cell = lab.cell("reasoning_tree.tree(")
    lab.write(cell, SMALL)
    view = cell.locator(".widget-html-content", has=lab.page.get_by_role("list")).first
    view.scroll_into_view_if_needed()
    before = kept(view)
    cell.locator(".widget-slider", has_text="keep").locator(".noUi-handle").focus()
    for _ in range(2):
        lab.page.keyboard.press("ArrowRight")
    view.get_by_text("3 paths kept").wait_for()
    assert kept(view) > before > 0


# the lesson's widget on two of its problems, without the measurements before it
SMALL = """
forest = {
    row["id"]: (
        thoughts.grow(lambda path, row=row: propose(row, path, 4)[0], (1, 2, 3), 5),
        row["answer"],
    )
    for row in problems[182:184]
}
reasoning_tree.tree(forest)
"""


def kept(view) -> int:
    """How many lines say that they are kept."""
    lines = view.locator("small").all_inner_texts()
    return sum("cut" not in line for line in lines)
