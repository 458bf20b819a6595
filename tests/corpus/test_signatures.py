"""Signature, date and those to whom it is sent are no paragraph of the last article or task."""

from __future__ import annotations

import pytest

from corpus.clause import ClauseKind, Outline
from corpus.document import Document, DocumentKind
from corpus.outline import read_outline
from corpus.paragraph import paragraphs_of
from tests.corpus.test_structure import assert_whole, plan

ARTICLES = "某市停车办法\n第一条　为了停车，制定本办法。\n第二条　本办法自2024年7月1日起施行。\n"


def rules(text: str) -> Outline:
    return read_outline(Document("d", "停车办法", text, DocumentKind.REGULATION))


@pytest.mark.parametrize(
    "signature",
    [
        "云山县人民政府\n2024年5月28日",
        "　　　　云山县人民政府\n　　　　2024年5月28日",
        "云山县人民政府　　2024年5月28日",
        "2024年5月28日",
        "二〇二四年五月二十八日",
        "县长：王某\n2024年5月28日",
        "云山县住建局\n云山县财政局\n2024年5月28日",
        "云山县人民政府\n2024年5月28日\n（此件公开发布）",
        "抄送：县委办公室。\n云山县人民政府办公室　　2024年5月28日印发",
    ],
)
def test_the_last_article_ends_before_the_signature(signature: str) -> None:
    outline = rules(ARTICLES + signature + "\n")
    assert_whole(outline)
    *_, article, closing = outline.clauses
    assert article.text == "第二条　本办法自2024年7月1日起施行。"
    assert len(paragraphs_of(article)) == 1
    assert (closing.kind, closing.text) == (ClauseKind.CLOSING, signature.strip())


def test_the_signature_stands_above_the_annexes() -> None:
    outline = rules(f"{ARTICLES}云山县人民政府\n2024年5月28日\n附件1\n停车收费表\n每小时5元。\n")
    kinds = [clause.kind for clause in outline.clauses]
    assert kinds == [
        ClauseKind.ARTICLE, ClauseKind.ARTICLE, ClauseKind.CLOSING, ClauseKind.ANNEX,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "last",
    [
        "2009年5月1日起施行的停车规定同时废止。",
        "本办法由市住建局负责解释。",
        "（二）市住建局",
        "市住建局",
        "有效期至2029年6月30日。",
    ],
)
def test_the_last_paragraph_of_an_article_stays(last: str) -> None:
    outline = rules(f"{ARTICLES}{last}\n")
    assert outline.clauses[-1].text.endswith(last)
    assert outline.clauses[-1].kind is ClauseKind.ARTICLE


@pytest.mark.parametrize(
    "last",
    [
        "出席：陈某、刘某\n列席：区发改局孙某、区财政局钱某\n发送：区政府各部门。",
        "分送：各区县政府，市政府各部门。",
        "参会人员名单略。\n记录：王某",
    ],
)
def test_those_present_at_a_meeting_are_of_no_task(last: str) -> None:
    outline = plan(f"某区会议纪要\n一、任务\n（一）建车库。（市住建局）\n（二）修路。\n{last}\n")
    assert_whole(outline)
    assert outline.clauses[-1].kind is ClauseKind.CLOSING
    assert outline.clauses[-1].text.endswith(last.splitlines()[-1])
    assert all("列席" not in clause.text for clause in outline.clauses[:-1])
