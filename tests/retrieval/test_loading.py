"""What a page says survives loading, and what surrounds it does not."""

import pytest

from helpers.retrieval import goldset, loading


def test_markdown_loses_menu_footer_and_marks():
    page = (
        b"[Docs](/) > X\n\n# Title\n\nText here.\n\n---\nWas this page helpful? [Yes](#) [No](#)\n"
    )
    assert loading.markdown(page) == "Title.\nText here."


def test_rows_of_both_kinds_of_table_name_their_columns():
    wanted = "plan: Seed; topics: 20"
    assert loading.table(b"plan,topics\nSeed,20\n") == wanted
    assert loading.markdown(b"| plan | topics |\n| --- | --- |\n| Seed | 20 |\n") == wanted


def test_cut_words_are_joined_and_names_with_capitals_or_digits_are_not():
    assert loading.joined(["an account mana-", "ger and so"]) == "an account manager and so"
    assert loading.joined(["see ERR-", "1042"]) == "see ERR- 1042"


def test_an_unknown_kind_of_file_is_named(tmp_path):
    with pytest.raises(ValueError, match=r"page\.docx: there are readers for \.md, \.csv, \.pdf"):
        loading.text_of(tmp_path / "page.docx")


def test_every_answer_of_the_gold_set_stands_on_its_page():
    texts = {page.path: " ".join(page.text.split()) for page in loading.pages()}
    for asked in goldset.questions():
        assert all(sentence in texts[page] for page, sentence in asked.answers), asked


def test_no_page_has_a_rest_of_what_surrounded_it():
    for page in loading.pages():
        assert "[Docs]" not in page.text, page.path
        assert "helpful?" not in page.text, page.path
        assert "Page 1 of" not in page.text, page.path
