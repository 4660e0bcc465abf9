"""The documentation: the same under a seed, other facts under another, files that can be read."""

import io

from pypdf import PdfReader

from helpers.world import handbook_gold, paper
from helpers.world.handbook import NEW, OLD, broken, handbook, sheets


def test_a_seed_gives_one_documentation_and_another_seed_another():
    assert handbook(1) == handbook(1)
    first, second = ({fact.evidence for fact in handbook(seed).facts} for seed in (1, 2))
    assert len(first - second) > 100


def test_it_has_some_hundred_pages_with_paths_of_their_own():
    pages = handbook().pages
    assert 100 <= len(pages) == len({page.path for page in pages})
    assert {page.release for page in pages} == {OLD, NEW, ""}
    assert {page.group for page in pages} == {"public", "staff", "finance", "partner"}


def test_the_releases_differ_in_what_a_guide_says():
    facts = handbook().facts
    old, new = (
        {f.plain: f.evidence for f in facts if f.page.startswith(f"{release}/guides")}
        for release in (OLD, NEW)
    )
    assert old.keys() == new.keys()
    assert all(old[question] != new[question] for question in old)


def test_two_errors_never_have_the_same_number():
    for seed in range(5):
        titles = [p.title for p in handbook(seed).pages if p.path.startswith("errors/")]
        assert len(set(titles)) == len(titles) == 20


def test_the_gold_set_can_be_drawn_under_any_seed():
    for seed in range(5):
        asked = handbook_gold.gold(handbook(seed), seed)
        assert len(asked) == 120
        assert all(len(set(one.pages)) == len(one.pages) for one in asked)


def test_a_pdf_is_read_as_it_was_written():
    lines = ["A (bracket) and a \\ backslash", "second line"]
    reader = PdfReader(io.BytesIO(paper.pdf([lines, ["page two"]])), strict=True)
    texts = [page.extract_text().rstrip("\n") for page in reader.pages]
    assert texts == ["\n".join(lines), "page two"]


def test_lines_of_a_sheet_are_narrow_and_lose_no_letter():
    page = next(p for p in handbook().pages if p.path.endswith(".pdf"))
    for lines, paragraph in zip(sheets(page), page.body.split("\n\n"), strict=True):
        assert lines[0] == f"Larkspur - {page.title}"
        assert max(map(len, lines)) <= 64
        assert "".join(broken(paragraph)).replace("-", "").replace(" ", "") == (
            paragraph.replace("-", "").replace(" ", "")
        )
