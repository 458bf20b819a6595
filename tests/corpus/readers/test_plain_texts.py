"""Plain texts: what pages and Markdown put around the words is no part of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document, DocumentKind
from corpus.outline import read_outline
from corpus.readers.read import read_source
from corpus.readers.source import SourceText
from corpus.readers.wrapped_units import with_whole_names


def read(text: str, name: str = "方案.txt") -> SourceText:
    return read_source(text.encode(), name)


def units(source: SourceText) -> list[tuple[str, list[str], list[str]]]:
    outline = read_outline(Document("p", "某市方案", source.text, DocumentKind.PLAN))
    return [
        (c.title, [m.name for m in c.responsibility.lead],
         [m.name for m in c.responsibility.responsible])
        for c in outline.clauses if c.responsibility
    ]  # fmt: skip


@pytest.mark.parametrize(
    "number", ["- 1 -", "— 12 —", "—3—", "－ 4 －", "  – 5 –", "第 6 页", "第6页 共9页", "-- 7 --"]
)
def test_a_page_number_on_a_line_of_its_own_goes(number: str) -> None:
    text = "一、任务\n建书屋，\n{}\n建球场。\n"
    assert read(text.format(number)).text == text.format("").replace("\n\n", "\n")


@pytest.mark.parametrize(
    "line", ["1", "- 建校", "—— 2024年", "-", "2024-2025", "第6页的内容", "| 1 |"]
)
def test_other_lines_with_figures_stay(line: str) -> None:
    assert read(f"一、任务\n{line}\n建校。\n").text == f"一、任务\n{line}\n建校。\n"


def test_a_list_of_units_goes_on_behind_a_page_number() -> None:
    source = read("一、任务\n（一）建书屋。（市文化旅游委牵头，市财政局、\n— 2 —\n市教委配合）\n")
    assert units(source) == [("建书屋", ["市文化旅游委"], ["市财政局", "市教委"])]


def test_footnotes_are_left_out_with_their_marks() -> None:
    source = read(
        "一、任务\n（一）建设海绵城市①。达标率60%[1]。（市住房城乡建委）\n"
        "①海绵城市：指能蓄水的城市，由市水利局解释。\n[1] 数据来源：市统计局。\n（二）修路。\n"
    )
    assert source.text == (
        "一、任务\n（一）建设海绵城市。达标率60%。（市住房城乡建委）\n（二）修路。\n"
    )
    assert source.notes == ("脚注和尾注已略去。",)


@pytest.mark.parametrize(
    "text",
    [
        "一、任务\n重点做好：①修路；②修桥。\n①修路：改造12条。\n",
        "一、任务\n（一）修路\n①东路：改造。\n②西路：新建。\n",
        "一、任务\n见文献[1]。\n[1] 王某：城市研究。\n",
    ],
)
def test_items_of_a_list_and_references_are_no_footnotes(text: str) -> None:
    assert read(text).text == text


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("（责任单位：市住房城乡建\n委、市水利局）", "（责任单位：市住房城乡建委、市水利局）"),
        ("（市林业局牵头，市规划自然\n　　资源局配合）", "（市林业局牵头，市规划自然资源局配合）"),
        ("（责任单位：市水利局、各区\n县政府）", "（责任单位：市水利局、各区县政府）"),
        ("（牵头单位：两江新区\n管委会）", "（牵头单位：两江新区管委会）"),
    ],
)
def test_a_name_cut_by_the_margin_is_whole_again(cut: str, whole: str) -> None:
    assert read(f"一、任务\n1．治水。{cut}\n").text == f"一、任务\n1．治水。{whole}\n"


@pytest.mark.parametrize(
    "text",
    [
        "（责任单位：市教委\n市财政局）",
        "（责任单位：市教委、\n市财政局）",
        "（责任单位：渝中区\n市财政局）",
        "（责任单位：重庆燃气\n市水利局）",
        "（以下简称城市更\n新局）",
        "（牵头单位：市教委\n各区县政府）",
    ],
)
def test_a_list_with_one_unit_a_line_is_not_joined(text: str) -> None:
    assert with_whole_names(text) == text


@given(st.text(alphabet="（）市教委局、\n 牵头区政府", max_size=60))
def test_only_line_ends_go(text: str) -> None:
    kept = str.maketrans("", "", " \n")
    assert with_whole_names(text).translate(kept) == text.translate(kept)


def test_nested_numbers_of_markdown_are_levels() -> None:
    source = read(
        "# 某市工作要点\n\n1. 环境整治\n   1. 清理河道。（市水利局）\n"
        "   2. 清运垃圾。（市城管局）\n      1. 分类\n2. 绿化\n   1. 建公园。（市园林局）\n",
        "要点.md",
    )
    assert source.text == (
        "# 某市工作要点\n\n1. 环境整治\n   （1）清理河道。（市水利局）\n"
        "   （2）清运垃圾。（市城管局）\n      ①分类\n2. 绿化\n   （1）建公园。（市园林局）\n"
    )
    assert units(source) == [
        ("清理河道", [], ["市水利局"]),
        ("清运垃圾", [], ["市城管局"]),
        ("建公园", [], ["市园林局"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1. 修路\n2. 修桥\n",
        "1. 修路\n  2. 修桥\n  3. 修堤\n",  # one list, badly set
        "　　1. 修路\n　　2. 修桥\n",
        "    1. 修路\n    2. 修桥\n",
        "1. 修路\n\n说明如下\n\n   1. 甲\n",
        "- 修路\n  1. 东路\n",
    ],
)
def test_lists_without_a_level_below_stay(text: str) -> None:
    assert read(text, "要点.md").text == text


def test_a_list_of_ones_counts_on_as_markdown_shows_it() -> None:
    source = read("# 要点\n\n1. 修路\n1. 修桥\n   续\n1. 修堤\n\n说明\n\n1. 另一项\n", "要点.md")
    assert source.text == ("# 要点\n\n1. 修路\n2. 修桥\n   续\n3. 修堤\n\n说明\n\n1. 另一项\n")


def test_a_quoted_trailer_of_markdown_is_a_trailer() -> None:
    source = read(
        "# 某市方案\n\n## 一、任务\n\n1. 治水。\n\n"
        "> **牵头单位：** 市水利局；责任单位：市财政局\n\n"
        "2. 治气。\n\n> 责任单位：市生态环境局、\n> 市公安局\n",
        "方案.md",
    )
    assert ">" not in source.text
    assert units(source)[0] == ("治水", ["市水利局"], ["市财政局"])
    assert units(source)[1][2][0] == "市生态环境局"


@pytest.mark.parametrize(
    "text",
    [
        "> 专栏1 工程\n> 1．泵站。\n> 责任单位：市水利局\n",
        "**专栏1 工程**\n\n> 责任单位：市水利局\n",
        "> 加强领导，压实责任。\n",
        "> 建设条件：土地\n",
    ],
)
def test_boxes_and_other_quotations_keep_their_mark(text: str) -> None:
    assert read(text, "方案.md").text == text.replace("**", "")
