"""Two versions of a text: every clause once, and marks from which both texts can be read."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.catalogue import load_corpus
from corpus.clause import Outline
from corpus.comparison import ChangeKind, Comparison, compare
from corpus.document import Document, DocumentKind
from corpus.outline import read_outline
from corpus.word_marks import Mark, word_marks
from index.words import plain_words

DOCUMENTS = Path(__file__).resolve().parents[2] / "corpus" / "documents"
OLD = """某市物业管理条例

第一条　为了规范物业管理活动，维护业主的合法权益，制定本条例。

第二条　业主大会会议分为定期会议和临时会议。

第三条　物业服务企业应当按照合同的约定，提供相应的服务，每年公布一次账目。

第四条　违反本条例规定的，处一万元以下的罚款。
"""
NEW = """某市物业管理条例

第一条　为了规范物业管理活动，维护业主的合法权益，制定本条例。

第二条　街道办事处应当指导业主成立业主大会，并派员列席首次会议。

第三条　业主大会会议分为定期会议和临时会议。

第四条　物业服务企业应当按照合同的约定，提供相应的服务，每半年公布一次账目。
"""
TEXT = st.text(alphabet="业主大会应当公布一二三，。；\n ", max_size=60)


def outline(text: str, name: str = "a") -> Outline:
    return read_outline(Document(name, "某市物业管理条例", text, DocumentKind.REGULATION))


def kinds(comparison: Comparison) -> list[tuple[ChangeKind, str, str]]:
    return [
        (
            change.kind,
            change.old.label if change.old else "",
            change.new.label if change.new else "",
        )
        for change in comparison.changes
    ]


def test_added_removed_changed_and_renumbered_articles_are_told() -> None:
    assert kinds(compare(outline(OLD), outline(NEW, "b"), plain_words)) == [
        (ChangeKind.SAME, "第一条", "第一条"),
        (ChangeKind.ADDED, "", "第二条"),
        (ChangeKind.RENUMBERED, "第二条", "第三条"),
        (ChangeKind.CHANGED, "第三条", "第四条"),
        (ChangeKind.REMOVED, "第四条", ""),
    ]


def test_words_are_marked_not_characters() -> None:
    pieces = word_marks("每年公布一次账目。", "每半年公布一次账目。", plain_words)
    removed = "".join(piece.text for piece in pieces if piece.mark is Mark.REMOVED)
    added = "".join(piece.text for piece in pieces if piece.mark is Mark.ADDED)
    assert (removed, added) == ("每年", "每半年")


@pytest.mark.parametrize("name", ["property-management-2018", "cq-urban-renewal-2022"])
def test_a_document_is_the_same_as_itself(name: str) -> None:
    (same,) = (each for each in load_corpus(DOCUMENTS) if each.document.id == name)
    assert compare(same, same, plain_words).different == ()


def test_every_clause_of_both_versions_stands_once_in_order() -> None:
    outlines = {each.document.id: each for each in load_corpus(DOCUMENTS)}
    old, new = outlines["historic-cities-2017"], outlines["cq-historic-cities-2018"]
    comparison = compare(old, new, plain_words)
    assert [c.new for c in comparison.changes if c.new] == list(new.clauses)
    stood = [c.old.id for c in comparison.changes if c.old]
    assert sorted(stood) == sorted(clause.id for clause in old.clauses)
    for change in comparison.changes:
        texts = [
            "".join(piece.text for piece in change.pieces if piece.mark is not other)
            for other in (Mark.ADDED, Mark.REMOVED)
        ]
        assert texts == [
            change.old.text if change.old else "",
            change.new.text if change.new else "",
        ]


def test_clause_of_40000_characters_is_compared_word_by_word() -> None:
    body = "".join(f"第{number}项应当依法办理。" for number in range(4500))
    old = outline(f"某市物业管理条例\n\n第一条　{body}\n\n第二条　施行。\n")
    other = body.replace("第3000项应当", "第3000项可以")
    new = outline(f"某市物业管理条例\n\n第一条　{other}\n\n第二条　施行。\n")
    assert len(old.clauses[0].text) > 40_000
    (change,) = compare(old, new, plain_words).different
    marked = [(piece.mark, piece.text) for piece in change.pieces if piece.mark is not Mark.SAME]
    assert marked == [(Mark.REMOVED, "应当"), (Mark.ADDED, "可以")]


@settings(max_examples=60)
@given(TEXT, TEXT)
def test_both_texts_can_be_read_from_the_marks(old: str, new: str) -> None:
    pieces = word_marks(old, new, plain_words)
    assert "".join(piece.text for piece in pieces if piece.mark is not Mark.ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.mark is not Mark.REMOVED) == new
    assert all(piece.text for piece in pieces)
    assert all(a.mark is not b.mark for a, b in pairwise(pieces))
