"""目录 in a plain text: the list of headings goes, the headings and all other words stay."""

from __future__ import annotations

import pytest

from corpus.document import Document, DocumentKind
from corpus.outline import read_outline
from corpus.readers.pdf_layout import layouts_of
from corpus.readers.pdf_lines import Line
from corpus.readers.pdf_paragraphs import paragraphs_of_lines
from corpus.readers.read import read_source
from corpus.readers.source import SourceText

BODY = """一、现状
管网老旧，漏损率达到15%。
二、任务
（一）换管道。（责任单位：市水务局）
（二）建泵站。（责任单位：市城管局）
三、保障
加强考核。
"""
NOTE = "目录已略去。"
LISTED = ("一、现状", "二、任务", "（一）换管道", "（二）建泵站", "三、保障")


def read(text: str) -> SourceText:
    return read_source(text.encode(), "规划.txt")


@pytest.mark.parametrize("title", ["目录", "目  录", "　　目　次"])
@pytest.mark.parametrize("leader", ["", "\t{}", " {}", "……{}", " ..... {}", "…………{}", "-{}-"])
def test_the_contents_go(title: str, leader: str) -> None:
    entries = "\n".join(entry + leader.format(n) for n, entry in enumerate(LISTED, 1))
    source = read(f"某市供水规划\n\n{title}\n{entries}\n\n{BODY}")
    assert source.text.split() == f"某市供水规划\n{BODY}".split()
    assert source.notes == (NOTE,)


def test_what_the_contents_listed_is_read_as_ever() -> None:
    text = "某市供水规划\n目录\n" + "\n".join(LISTED) + f"\n{BODY}"
    outline = read_outline(Document("p", "规划", read(text).text, DocumentKind.PLAN))
    assert not outline.warnings
    assert [(c.label, c.path) for c in outline.clauses if c.responsibility] == [
        ("二、（一）", ("二、任务",)),
        ("二、（二）", ("二、任务",)),
    ]


@pytest.mark.parametrize("last", ["附件", "附表1 指标", "后记"])
def test_the_annex_in_the_contents_opens_none(last: str) -> None:
    text = f"某市供水规划\n目录\n前言\n一、现状\n二、任务\n{last}\n\n前言\n供水是民生。\n{BODY}"
    assert last not in read(text).text
    assert "前言\n供水是民生。" in read(text).text


def test_the_title_below_the_contents_stays() -> None:
    text = f"目录\n一、现状 1\n二、任务 2\n三、保障 9\n某市供水规划\n{BODY}"
    assert read(text).text == f"某市供水规划\n{BODY}"


def test_a_section_named_in_every_chapter_does_not_end_the_contents() -> None:
    entries = "第一章 住房\n一、目标\n二、任务\n第二章 交通\n一、目标\n二、任务\n"
    body = "第一章 住房\n一、目标\n建房。\n二、任务\n改房。\n"
    body += "第二章 交通\n一、目标\n修路。\n二、任务\n养路。\n"
    assert read(f"某市规划\n目录\n{entries}{body}").text == f"某市规划\n{body}"


@pytest.mark.parametrize(
    "text",
    [
        f"某市供水规划\n目录\n{BODY}",  # nothing comes again
        "某市清单\n目录\n一、供水\n二、供气\n三、供热\n",  # the list is the document
        f"某市供水规划\n{BODY}目录\n见附表。\n",
        "某市办法\n目录\n第一章 总则\n第二章 附则\n第一章 总则\n第一条 为供水，制定本办法。\n"
        "第二章 附则\n第二条 本办法自印发之日起施行。\n",  # read by its articles
    ],
    ids=["no contents", "a catalogue", "at the end", "a law"],
)
def test_what_is_no_contents_stays(text: str) -> None:
    assert read(text).text == text
    assert NOTE not in read(text).notes


@pytest.mark.parametrize(
    "alone", ["目  录", "某政办发〔2024〕7号", "2024年5月6日", "二〇二四年五月六日"]
)
def test_a_pdf_joins_no_line_that_is_whole_to_the_one_above(alone: str) -> None:
    above = Line("某市人民政府办公室关于印发城市供水规划的通知", 90.0, 500.0, 100.0, 16.0, 1)
    below = Line(alone, 90.0, 180.0, 124.0, 16.0, 1)
    paragraphs = paragraphs_of_lines([above, below], layouts_of([above, below]))
    assert [p.text for p in paragraphs] == [above.text, alone]


def test_a_pdf_joins_the_rest_of_a_sentence_that_begins_with_a_date() -> None:
    above = Line("各区要按照本方案的要求抓好工作落实，有效期至", 90.0, 500.0, 100.0, 16.0, 1)
    below = Line("2025年12月31日。", 90.0, 210.0, 124.0, 16.0, 1)
    paragraphs = paragraphs_of_lines([above, below], layouts_of([above, below]))
    assert [p.text for p in paragraphs] == [above.text + below.text]
