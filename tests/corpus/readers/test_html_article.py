"""What a page's article is: tables of data are read whole, and nothing beside them is lost."""

from __future__ import annotations

import pytest

from corpus.document import Document, DocumentKind
from corpus.outline import read_outline
from corpus.readers.read import read_source
from corpus.readers.source import SourceText

LONG = "巡查，整改，督办，考核，宣传，培训，保障；" * 12


def page(body: str) -> SourceText:
    return read_source(f"<html><body>{body}</body></html>".encode(), "网页.html")


def table(*rows: tuple[str, ...]) -> str:
    return "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows).join(
        ["<table>", "</table>"]
    )


TASKS = table(
    ("任务", "牵头单位"), ("修桥", "市交通局"), (f"治河，{LONG}", "市水利局"), ("修路", "市公路局")
)


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>某市分工表</h1><p>现印发实施</p>{TASKS}<p>附注见后</p>",
        f"<h1>某市分工表</h1><p>现印发实施</p><div><div>{TASKS}</div></div><p>附注见后</p>",
        f"<div><h1>某市分工表</h1><p>现印发实施</p></div><div>{TASKS}</div><div>附注见后</div>",
    ],
)
def test_a_row_with_nearly_all_of_the_words_loses_no_other_row(body: str) -> None:
    lines = page(body).text.split("\n")
    assert lines[0] == "某市分工表"
    assert lines[1] == "现印发实施"
    assert lines[2] == "1．修桥。（牵头单位：市交通局）"
    assert lines[3].startswith("2．治河，巡查")
    assert lines[4] == "3．修路。（牵头单位：市公路局）"
    assert lines[5] == "附注见后"


def test_a_table_without_units_is_read_whole_too() -> None:
    source = page(
        "<h1>某市指标表</h1>"
        + table(("指标", "说明"), ("绿地率", f"按规范计算，{LONG}"), ("公园数", "含游园"))
    )
    assert "| 绿地率 | 按规范计算" in source.text
    assert "| 公园数 | 含游园 |" in source.text


def test_a_table_that_lays_the_page_out_is_left() -> None:
    article = "".join(f"<p>第{n}条　{LONG}</p>" for n in "一二三")
    links = "<a href=/>首页</a>"
    source = page(
        f"<table><tr><td>{links}</td><td>{links}</td></tr>"
        f"<tr><td>{links}</td><td><h1>某市办法</h1>{article}</td></tr>"
        "<tr><td>地址</td><td></td></tr></table>"
    )
    assert source.text.startswith("某市办法\n第一条　")
    assert "|" not in source.text
    assert "地址" not in source.text


def test_a_long_cell_of_a_task_table_is_no_frame_of_the_page() -> None:
    source = page(
        "<h1>某市分工表</h1>" + table(("任务", "责任单位"), ("治河。" + LONG * 9, "市水利局"))
    )
    assert source.text.endswith("（责任单位：市水利局）\n")


def test_the_caption_of_a_table_is_kept() -> None:
    body = TASKS.replace("<table>", "<table><caption>表1　任务分工</caption>")
    assert page(f"<h1>某市方案</h1>{body}").text.split("\n")[1] == "表1　任务分工"


def test_sentences_beside_the_article_are_told() -> None:
    article = "".join(f"<p>{LONG}</p>" for _ in range(4))
    told = page(f"<div><p>各区政府要认真抓好落实工作。</p></div><div><h1>办法</h1>{article}</div>")
    assert told.notes == ("网页中正文以外的文字已略去，请核对：“各区政府要认真抓好落实工作。…”",)
    silent = page(f"<div>版权所有</div><div><h1>办法</h1>{article}</div>")
    assert silent.notes == ()


def lines_of(body: str) -> list[str]:
    return page(f"<p>某市方案</p>{body}").text.split("\n")[1:-1]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<ol><li>建校。</li><li><p>建院。</p><p>尽快。</p></li></ol>",
         ["1．建校。", "2．建院。", "尽快。"]),
        ("<ol start=3><li>筹资。</li><li value=7>建账。</li><li>考核。</li></ol>",
         ["3．筹资。", "7．建账。", "8．考核。"]),
        ("<ol><li>建站：<ol><li>东站<ol><li>站房</li></ol></li><li>西站</li></ol></li>"
         "<li>建校</li></ol>",
         ["1．建站：", "（1）东站", "①站房", "（2）西站", "2．建校"]),
        ("<ol><li>一、总则</li><li>（一）目标</li><li>1．建校</li></ol>",
         ["一、总则", "（一）目标", "1．建校"]),
        ("<ol><li>2.5公里道路改造</li></ol>", ["1．2.5公里道路改造"]),
        ("<ol style='list-style: none'><li>建校</li></ol>", ["建校"]),
        ("<ol style='list-style-type: cjk-ideographic'><li>建校</li></ol>", ["一、建校"]),
        ("<ol type=a><li>建校</li></ol>", ["a．建校"]),
        ("<ul><li>建校</li><li>建院</li></ul>", ["建校", "建院"]),
    ],
)  # fmt: skip
def test_numbers_of_lists_are_written_as_the_page_shows_them(body: str, lines: list[str]) -> None:
    assert lines_of(body) == lines


def test_items_of_a_list_are_tasks_with_their_own_units() -> None:
    source = page(
        "<h1>某市方案</h1><p>一、任务</p><ol><li>建书屋。（责任单位：市文化旅游委）</li>"
        "<li>建球场。（责任单位：市体育局）</li></ol><p>二、保障</p><p>加强领导。</p>"
    )
    outline = read_outline(Document("p", "某市方案", source.text, DocumentKind.PLAN))
    held = [(c.label, c.responsibility.responsible) for c in outline.clauses if c.responsibility]
    assert [(label, [m.name for m in units]) for label, units in held] == [
        ("一、1．", ["市文化旅游委"]),
        ("一、2．", ["市体育局"]),
    ]
