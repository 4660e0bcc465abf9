"""The gold set: five kinds, no two questions alike, readers who may see what answers them."""

from collections import Counter

from helpers.retrieval import chunks, goldset, kept, loading

QUESTIONS, PAGES = goldset.questions(), {page.path: page for page in loading.pages()}


def test_there_are_120_questions_of_five_kinds():
    kinds = Counter(asked.kind for asked in QUESTIONS)
    assert kinds == {"easy": 30, "identifier": 30, "paraphrase": 30, "two-fact": 15, "none": 15}
    assert len({(asked.question, asked.release) for asked in QUESTIONS}) == 120


def test_only_none_has_no_answer_and_only_two_fact_has_two():
    wanted = {"none": 0, "two-fact": 2}
    assert all(len(a.answers) == wanted.get(a.kind, 1) for a in QUESTIONS)
    assert all(
        len(goldset.parts(a.question)) == (2 if a.kind == "two-fact" else 1) for a in QUESTIONS
    )


def test_who_asks_may_read_what_answers():
    for asked in QUESTIONS:
        for page, _ in asked.answers:
            assert PAGES[page].group in asked.groups
            assert PAGES[page].release in ("", asked.release)


def test_an_answer_has_to_be_whole_and_on_its_page():
    asked = QUESTIONS[0]
    ((page, sentence),) = asked.answers
    assert goldset.found([chunks.Chunk(page, f"x {sentence} y")], asked)
    assert not goldset.found([chunks.Chunk(page, sentence[:-3])], asked)
    assert not goldset.found([chunks.Chunk("elsewhere.md", sentence)], asked)
    assert goldset.first_rank([chunks.Chunk(page, ""), chunks.Chunk(page, sentence)], asked) == 2
    assert goldset.first_rank([], asked) is None


def test_nothing_is_found_where_nothing_answers():
    empty = next(asked for asked in QUESTIONS if asked.kind == "none")
    passages = kept.passages(list(PAGES.values()))
    assert not goldset.found(passages, empty)
