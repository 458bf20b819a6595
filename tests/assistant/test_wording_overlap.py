"""Wording overlap: Dice's coefficient over pairs of characters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.inquiry import Demand
from assistant.understanding.demands import states
from assistant.understanding.wording_overlap import overlaps, pairs_of

TEXT = st.text(alphabet="信访多久答复补偿包括哪些，？ 12ab", max_size=20)


@given(TEXT, st.lists(TEXT, max_size=6))
def test_it_lies_between_nothing_and_the_same(question: str, wordings: list[str]) -> None:
    best, three = overlaps(pairs_of(question), map(pairs_of, wordings))
    assert 0.0 <= three <= best <= 1.0


@given(TEXT.filter(lambda text: len(pairs_of(text)) > 0))
def test_the_same_question_overlaps_whole(question: str) -> None:
    best, _ = overlaps(pairs_of(question), [pairs_of(question)])
    assert best == 1.0


def test_the_formula_by_hand() -> None:
    # 信访 访多 多久 against 信访 访要 要多 多久: two shared of three and four
    best, three = overlaps(pairs_of("信访多久"), [pairs_of("信访要多久")])
    assert (best, round(three, 6)) == (4 / 7, round(4 / 21, 6))


def test_no_figure_stands_in_the_number_of_an_article_or_in_a_word() -> None:
    assert not states("依照第二十条的规定统一管理,进一步加强", Demand.NUMBER)
    assert states("由三名以上业主提出", Demand.NUMBER)
