"""Measures (若干措施) in 第…条 name units and targets; a 办法 that seems to is told."""

from __future__ import annotations

import pytest

from corpus.clause import ClauseKind, Outline
from corpus.document import Document, DocumentKind
from corpus.outline import read_outline
from corpus.particulars import read_particulars
from tests.corpus.test_numbers_that_run_on import messages, units

ARTICLES = (
    "第一条 支持技改。新增投资20亿元。（责任单位：市工信局）\n"
    "第二条　鼓励创新。（市科技局牵头，市财政局配合）\n"
)


def read(title: str, articles: str = ARTICLES) -> Outline:
    text = f"{title}\n{articles}"
    kind = read_particulars(text, "文件.txt").kind
    return read_outline(Document("m", title, text, kind))


@pytest.mark.parametrize("title", ["某市助企若干措施", "某市人才政策", "某市助企实施意见（试行）"])
def test_measures_name_units_and_targets(title: str) -> None:
    outline = read(title)
    assert outline.document.kind is DocumentKind.NOTICE
    assert units(outline) == [("第一条", ["市工信局"]), ("第二条", ["市科技局", "市财政局"])]
    assert [clause.title for clause in outline.clauses] == ["支持技改", "鼓励创新"]
    assert {clause.kind for clause in outline.clauses} == {ClauseKind.ARTICLE}
    assert [found.value for found in outline.clauses[0].indicators] == [20]


@pytest.mark.parametrize("title", ["某市助企办法", "某市助企若干规定", "某市助企条例"])
def test_rules_name_no_units_and_what_looks_so_is_told(title: str) -> None:
    outline = read(title)
    assert outline.document.kind is DocumentKind.REGULATION
    assert units(outline) == []
    assert messages(outline) == ["法规条文中写有责任单位，未读取，请核对"]
    assert [clause.title for clause in outline.clauses] == ["", ""]


def test_articles_with_numbers_of_their_own_stay_articles() -> None:
    outline = read(
        "某市助企若干措施",
        "第一条 支持技改。对下列项目补助：\n（一）新建。\n（二）改建。（责任单位：市工信局）\n"
        "第二条 鼓励创新。（市科技局牵头，市财政局配合）\n",
    )
    assert units(outline) == [("第一条", ["市工信局"]), ("第二条", ["市科技局", "市财政局"])]


def test_articles_may_run_on_below_parts() -> None:
    first, second = ARTICLES.splitlines()
    outline = read("某市助企若干措施", f"一、技改\n{first}\n二、创新\n{second}\n")
    assert [label for label, _ in units(outline)] == ["一、第一条", "二、第二条"]
    assert [clause.path for clause in outline.clauses] == [("一、技改",), ("二、创新",)]


@pytest.mark.parametrize("title", ["某市更新办法", "某市更新若干措施"])
def test_tasks_annexed_to_articles_name_their_units(title: str) -> None:
    rules = "第一条 为了更新，制定本办法。\n第二条 本办法自2024年1月1日起施行。\n"
    annex = "附件：任务分工\n1．编规划。（牵头单位：市规划局）\n2．建机制。（责任单位：市住建局）\n"
    outline = read(title, rules + annex)
    assert units(outline) == [("附件：1．", ["市规划局"]), ("附件：2．", ["市住建局"])]
    assert outline.clauses[-1].path == ("附件：任务分工",)
    assert messages(outline) == []
