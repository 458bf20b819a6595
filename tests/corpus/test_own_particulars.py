"""Number and issuer are the document's own, not those of what it cites; titles end before units."""

from __future__ import annotations

import pytest

from corpus.particulars import read_particulars
from tests.corpus.test_structure import plan

BODY = "一、任务\n（一）建公园。（市园林局）\n"


@pytest.mark.parametrize(
    "line",
    [
        "某府发〔2020〕7号",
        "某府发〔2020〕7号　签发人：王五",
        "（某府发〔2020〕7号）",
        "某市人民政府文件 某府发〔2020〕7号",
        "发文字号：某府发〔2020〕7号",
    ],
)
@pytest.mark.parametrize("above", ["", "关于贯彻《国务院意见》（国发〔2019〕18号）的实施意见\n"])
def test_the_number_stands_on_a_line_of_its_own(above: str, line: str) -> None:
    said = read_particulars(f"{above}某市公园方案\n{line}\n根据国发〔2018〕3号文件：\n{BODY}", "a")
    assert said.number == "某府发〔2020〕7号"


@pytest.mark.parametrize(
    "cites",
    [
        "根据国发〔2018〕3号文件精神，制定本方案。\n一、任务\n",
        "为落实《国务院意见》（国发〔2018〕3号），制定本方案。\n一、任务\n",
        "一、任务\n（一）执行《公园办法》（某府令〔2016〕305号）。\n",
    ],
)
def test_a_number_that_is_cited_is_not_the_documents(cites: str) -> None:
    assert read_particulars(f"某市公园方案\n{cites}", "a").number is None


def test_a_heading_or_a_cell_is_no_issuer() -> None:
    assert read_particulars("某市公园方案\n一、任务\n（一）优化布局\n市教委\n", "a").issuer is None
    signed = f"某市公园方案\n{BODY}某市人民政府\n2020年3月1日\n"
    assert read_particulars(signed, "a").issuer == "某市人民政府"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("1．扩大投资（牵头单位：市发展改革委；责任单位：市财政局）", "扩大投资"),
        ("1．促进消费（市商务局牵头，市文化局配合）", "促进消费"),
        ("1．稳定外贸（责任单位：市商务局）。进出口增长5%。", "稳定外贸"),
        ("1．招引项目（牵头领导：王五）。落地。", "招引项目"),
        ("1．推进“两重”建设：加快落地。", "推进“两重”建设"),
        ("1．建设（改建）公园。建成。", "建设（改建）公园"),
        ("1．办好博览会（第三届）", "办好博览会（第三届）"),
    ],
)
def test_a_title_ends_before_the_units(line: str, title: str) -> None:
    assert plan(f"某市公园方案\n一、任务\n{line}\n").clauses[0].title == title
