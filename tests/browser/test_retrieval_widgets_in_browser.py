"""Seen, not only tested: the chunk viewer cuts anew, and the embedding map marks other passages."""

from window import fits

LESSON = "notebooks/12_retrieval.ipynb"
INDEX = "index = loading.pages()"


def test_another_way_and_size_move_the_cuts(lab):
    lab.begin(LESSON, INDEX)
    cell = lab.cell("chunk_viewer.viewer(")
    lab.write(cell, CHUNKS)
    view = cell.locator(".widget-html-content", has=lab.page.get_by_role("list")).first
    view.scroll_into_view_if_needed()
    assert "size 20: 10 passages" in view.inner_text()
    assert not ends_of_sentences(view)
    button, name = cell.get_by_role("button", name="sentences"), cell.get_by_text("way", exact=True)
    assert abs(middle(button) - middle(name)) < 5  # pixels: in one line
    button.click()
    view.get_by_text("backups.md, sentences, size 20").wait_for()
    assert ends_of_sentences(view)
    before = view.get_by_role("listitem").count()
    cell.locator(".widget-slider", has_text="size").locator(".noUi-handle").focus()
    lab.page.keyboard.press("ArrowRight")
    view.get_by_text("sentences, size 40").wait_for()
    assert view.get_by_role("listitem").count() < before
    assert fits(view)


def test_choosing_a_question_marks_other_passages(lab):
    lab.begin(LESSON, INDEX, "questions = goldset.questions()", "passages = kept.passages(")
    cell = lab.cell("embedding_map.map_of(")
    lab.write(cell, MAP)
    view = cell.locator(".widget-html-content", has=lab.page.get_by_role("img")).first
    view.scroll_into_view_if_needed()
    before, found = marks(view), view.locator("pre").inner_text()
    cell.locator(".widget-dropdown select").select_option(index=1)
    view.get_by_text("secret that protects the disks").first.wait_for()
    assert marks(view) != before
    assert view.locator("pre").inner_text() != found
    assert len(marks(view)) == 5
    assert fits(view)


# the lesson's widgets without the measurements before them
CHUNKS = """
texts = {page.path: page.text for page in index}
WAYS = {"fixed": chunks.by_words, "sentences": chunks.by_sentences}
chunk_viewer.viewer({p: texts[p] for p in ("5/guides/backups.md", "5/plans.csv")}, WAYS)
"""
MAP = """
places = [i for i, p in enumerate(passages) if p.page.split("/")[0] in ("5", "papers")]
shown = [asked.question for asked in questions if asked.kind == "paraphrase"][:6]
cloud = embedding_map.Cloud(
    names=[passages[i].page for i in places],
    areas=[passages[i].page.split("/")[-2] for i in places],
    rows=kept.vectors([passages[i].text for i in places]),
    questions=dict(zip(shown, kept.vectors(shown), strict=True)),
)
embedding_map.map_of(cloud)
"""


def ends_of_sentences(view) -> bool:
    """Whether every passage ends where a sentence does."""
    passages = view.get_by_role("listitem").all_inner_texts()
    return all(passage.rpartition(" (")[0].strip().endswith(".") for passage in passages)


def middle(part) -> float:
    """How far down the page this part of it stands, in pixels."""
    box = part.bounding_box()
    return box["y"] + box["height"] / 2


def marks(view) -> dict[str, tuple[str, str]]:
    """Where on the map the numbers 1 to 5 stand."""
    found = view.locator("svg text[font-size='11']").all()
    return {n.text_content(): (n.get_attribute("x"), n.get_attribute("y")) for n in found}
