"""Paragraphs (款) and items (项) of an article."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus.clause import Clause, ClauseKind
from corpus.paragraph import paragraphs_of


def article(text: str, kind: ClauseKind = ClauseKind.ARTICLE) -> Clause:
    return Clause("d:1", "d", "某条例", kind, (), "第一条", "", text, 0, len(text))


TEXT = """第一条 用户不得有下列行为：

（一）擅自操作阀门；

（二）盗用天然气。

违反前款规定的，责令改正。"""


def test_an_item_belongs_to_the_paragraph_before_it() -> None:
    first, second = paragraphs_of(article(TEXT))
    assert TEXT[first.start : first.lead_end] == "第一条 用户不得有下列行为："
    assert first.item(2) is not None
    start, end = first.item(2) or (0, 0)
    assert TEXT[start:end] == "（二）盗用天然气。"
    assert TEXT[second.start : second.end] == "违反前款规定的，责令改正。"
    assert first.item(3) is None
    assert not second.items


def test_a_plans_task_has_no_paragraphs() -> None:
    assert paragraphs_of(article(TEXT, ClauseKind.TASK)) == ()


@given(st.lists(st.text("甲乙丙（）一二、。\n ", max_size=12), max_size=6))
def test_paragraphs_cover_the_text_in_order(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = paragraphs_of(article(text))
    covered = "".join(text[p.start : p.end] for p in found)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(found))
