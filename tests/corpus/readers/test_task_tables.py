"""Tables of tasks, however a file sets them: each row is a task with its own units."""

from __future__ import annotations

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.clause import Clause, ClauseKind
from corpus.document import Document, DocumentKind
from corpus.outline import read_outline
from corpus.readers.read import read_source
from corpus.readers.source import SourceText, Table
from corpus.readers.tables import render, render_table
from tests.corpus.readers.writers import saved

HEADER = ("序号", "重点任务", "牵头单位", "责任单位", "完成时限")
ROWS = (
    ("1", "修缮历史建筑20处", "市住房城乡建委", "市文化旅游委、市财政局", "2025年"),
    ("2", "开放社区图书馆", "市文化旅游委", "各区县政府", "2024年"),
    ("3", "疏浚河道", "市水利局", "市财政局", "长期"),
)
UNITS = [
    ("修缮历史建筑20处", ["市住房城乡建委"], ["市文化旅游委", "市财政局"]),
    ("开放社区图书馆", ["市文化旅游委"], ["各区县政府"]),
    ("疏浚河道", ["市水利局"], ["市财政局"]),
]
Duty = tuple[str, list[str], list[str]]


def duties(text: str) -> list[Duty]:
    outline = read_outline(Document("p", "某市行动计划", text, DocumentKind.PLAN))
    return [duty(clause) for clause in outline.clauses if clause.responsibility]


def duty(clause: Clause) -> Duty:
    held = clause.responsibility
    assert held is not None
    return clause.title, [m.name for m in held.lead], [m.name for m in held.responsible]


def read(text: str, name: str) -> SourceText:
    return read_source(text.encode(), name)


def bars(rows: tuple[tuple[str, ...], ...]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])


def tabs(rows: tuple[tuple[str, ...], ...]) -> str:
    return "\n".join("\t".join(row) for row in rows)


PLAN = (
    "某市文化惠民行动计划\n\n一、总体要求\n\n以人为本。\n\n"
    "二、任务分工\n\n{}\n\n三、保障措施\n\n加强领导。\n"
)


@pytest.mark.parametrize(
    ("table", "name"),
    [
        (bars((HEADER, *ROWS)), "计划.md"),
        (bars((HEADER, *ROWS)), "计划.txt"),
        (bars((HEADER, *ROWS)).replace("| --- | --- | --- | --- | --- |\n", ""), "计划.txt"),
        ("\n".join(row.strip("| ") for row in bars((HEADER, *ROWS)).split("\n")), "计划.md"),
        (tabs((HEADER, *ROWS)), "计划.txt"),
    ],
    ids=["markdown", "bars", "without a rule", "without outer bars", "tabs"],
)
def test_a_table_in_a_plain_text_is_read_as_that_of_a_word_file(table: str, name: str) -> None:
    source = read(PLAN.format(table), name)
    assert duties(source.text) == UNITS
    assert source.notes == ()
    in_word = [p.text for p in render_table(Table((HEADER, *ROWS)))]
    assert [line for line in source.text.split("\n") if line in in_word] == in_word


def test_a_cell_of_several_lines() -> None:
    barred = bars((HEADER, ("1", "修桥", "市交通局<br>市水利局", "**市财政局**", "")))
    split = '1\t修桥\t"市交通局\n市水利局"\t市财政局\t'
    tabbed = f"{tabs((HEADER,))}\n{split}\n2\t修路\t市交通局"
    for table, name in ((barred, "表.md"), (tabbed, "表.txt")):
        assert duties(read(f"某市计划\n\n{table}\n", name).text)[0] == (
            "修桥", ["市交通局", "市水利局"], ["市财政局"],
        )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        bars((("指标", "单位", "2025年"), ("绿地率", "%", "43"), ("公园", "座", "12"))),
        tabs((("区域", "面积"), ("东区", "3"), ("西区", "4"))),
        "甲\t乙\n丙\t丁",
        "关于A|B两类企业的说明",
        "责任单位　市财政局",
        "| 单独一行 |",
    ],
)
def test_other_tables_and_lines_stay_as_they_stand(text: str) -> None:
    source = read(f"某市计划\n\n{text}\n", "计划.txt")
    assert source.text == f"某市计划\n\n{text}\n"
    assert source.notes == ()


@given(st.text(alphabet="甲|\t- \n牵头单位任务:\\", max_size=80))
def test_any_text_with_bars_and_tabs_is_read(text: str) -> None:
    assert read(f"甲{text}", "计划.txt").text.startswith("甲")


@pytest.mark.parametrize(
    "table",
    [
        "序号  任务  牵头单位  责任单位\n1  修桥  市交通局  市财政局",
        bars((("道路", "区段", "责任单位"), ("大同路", "东段", "东区政府"))),
        tabs((("道路", "责任单位"), ("大同路", "东区政府"))),
    ],
)
def test_a_table_with_units_that_is_not_read_is_told(table: str) -> None:
    source = read(f"某市计划\n\n{table}\n", "计划.txt")
    assert table in source.text
    assert [note for note in source.notes if "未能按任务读取" in note]


def test_a_table_of_a_box_stays_in_the_box() -> None:
    table = bars((("项目", "责任单位"), ("东湖公园", "市园林局")))
    task = "一、任务\n\n1．建公园。（责任单位：市水利局）"
    source = read(f"{task}\n\n专栏1 公园\n\n{table}\n", "计划.md")
    assert table in source.text


def test_rows_that_share_a_number_are_tasks_of_their_own() -> None:
    rows = (
        ("序号", "任务", "措施", "责任单位"),
        ("1", "便民出行", "增开公交线路。", "市交通局"),
        ("2", "便民就医", "建设社区医院。", "市卫生健康委"),
        (None, None, "推行家庭医生。", "市医保局"),
        ("3", "便民购物", "改造菜市场。", "市商务委"),
    )
    text = "\n".join(p.text for p in render_table(Table(rows)))
    assert duties(f"某市计划\n一、任务\n{text}\n") == [
        ("便民出行", [], ["市交通局"]),
        ("便民就医", [], ["市卫生健康委"]),
        ("便民就医", [], ["市医保局"]),
        ("便民购物", [], ["市商务委"]),
    ]


@pytest.mark.parametrize(("last", "label"), [("4", "3．"), ("5", "4．")])
def test_a_row_without_a_number_takes_none_that_stands_below(last: str, label: str) -> None:
    rows = (
        ("序号", "任务", "责任单位"),
        ("3", "修桥", "市交通局"),
        ("", "修路", "市公路局"),
        (last, "修堤", "市水利局"),
    )
    lines = [p.text for p in render_table(Table(rows))]
    assert lines[1].startswith(f"{label}修路")
    assert lines[2].startswith(f"{last}．修堤")


def test_roles_below_a_common_header() -> None:
    rows = (
        ("任务名称", "责任分工", "", "时限"),
        ("", "牵头", "配合", ""),
        ("办照", "市市场监管局", "市公安局、市税务局", "6月"),
        ("办电", "市经济信息委", "国网重庆电力公司", "9月"),
    )
    rendered = render(Table(rows))
    assert [p.text for p in rendered.paragraphs] == [
        "1．办照。（牵头单位：市市场监管局；配合单位：市公安局、市税务局；时限：6月）",
        "2．办电。（牵头单位：市经济信息委；配合单位：国网重庆电力公司；时限：9月）",
    ]
    assert rendered.notes == (
        "任务表的“牵头”一列已按责任单位读取，请核对。",
        "任务表的“配合”一列已按责任单位读取，请核对。",
    )


@pytest.mark.parametrize(
    ("header", "cell", "line"),
    [
        ("责任分工", "市教委牵头，市财政局配合", "（市教委牵头，市财政局配合）"),
        ("责任单位", "市教委牵头，市财政局配合", "（市教委牵头，市财政局配合）"),
        ("责任单位", "牵头单位：市教委\n配合单位：市财政局\n市公安局",
         "（牵头单位：市教委；配合单位：市财政局、市公安局）"),
        ("单位", "市教委", "（责任单位：市教委）"),
        ("责任单位（列首位的为牵头单位）", "市教委、市财政局",
         "（责任单位：市教委、市财政局，列首位的为牵头单位）"),
        ("责任单位（市级）", "市教委", "（责任单位：市教委）"),
        ("责任单位", "/", ""),
    ],
)  # fmt: skip
def test_other_words_for_the_units_of_a_task(header: str, cell: str, line: str) -> None:
    rendered = render(Table((("工作任务", header), ("建校舍", cell))))
    assert [p.text for p in rendered.paragraphs] == [f"1．建校舍。{line}"]


def test_the_first_unit_leads_where_the_header_says_so() -> None:
    rows = (("任务", "责任单位（排在首位的为牵头单位）"), ("建校舍", "市教委、市财政局"))
    text = "\n".join(p.text for p in render_table(Table(rows)))
    assert duties(f"一、任务\n{text}\n") == [("建校舍", ["市教委"], ["市财政局"])]


@pytest.mark.parametrize(
    "rows",
    [
        (("目标任务", "单位", "2025年"), ("新增泊位", "万个", "3"), ("新建公园", "座", "5")),
        (("工作任务", "负责"), ("建校舍", "张三"), ("修桥", "李四")),
        (("工作内容", "单位", "数量"), ("渠道清淤", "公里", "8"), ("泵站改造", "处", "2")),
    ],
)
def test_what_is_measured_and_persons_are_no_units(rows: tuple[tuple[str, ...], ...]) -> None:
    assert all(p.text.startswith("|") for p in render_table(Table(rows)))


def test_ditto_means_the_units_above() -> None:
    rows = (("任务", "责任单位"), ("修桥", "市交通局"), ("修路", "同上"))
    assert render_table(Table(rows))[1].text == "2．修路。（责任单位：市交通局）"


def test_a_row_without_units_is_told() -> None:
    rows = (
        ("序号", "任务", "责任单位"),
        ("1", "修桥", "市交通局"),
        ("2", "修路", ""),
        ("", "合计", "/"),
    )
    rendered = render(Table(rows))
    assert rendered.notes == ("任务表中“修路”一行没有写明单位，请核对。",)
    assert rendered.paragraphs[1].text == "2．修路。"


def test_a_card_below_a_task_is_its_trailer() -> None:
    document = docx.Document()
    for task, card in (
        ("（一）建养老院。新增床位100张。", (("牵头单位", "市民政局"), ("责任单位", "市财政局"))),
        ("（二）育护理员。", (("牵头单位", "市人力社保局", "完成时限", "2024年"),)),
    ):
        if task.startswith("（一）"):
            document.add_paragraph("一、主要任务")
        document.add_paragraph(task)
        table = document.add_table(0, len(card[0]))
        for row in card:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    source = read_source(saved(document), "计划.docx")
    outline = read_outline(Document("p", "某市计划", source.text, DocumentKind.PLAN))
    tasks = [clause for clause in outline.clauses if clause.kind is ClauseKind.TASK]
    assert [duty(task) for task in tasks] == [
        ("建养老院", ["市民政局"], ["市财政局"]),
        ("育护理员", ["市人力社保局"], []),
    ]


def test_a_card_with_its_task() -> None:
    rows = (
        ("序号", "4"),
        ("任务名称", "建养老院"),
        ("牵头单位", "市民政局"),
        ("完成时限", "2025年"),
    )
    assert [p.text for p in render_table(Table(rows))] == [
        "4．建养老院。（牵头单位：市民政局；完成时限：2025年）"
    ]


@pytest.mark.parametrize(
    "rows",
    [
        (("责任单位", "联系人"), ("市民政局", "张三")),
        (("牵头单位", "配合单位"), ("市民政局", "市财政局")),
    ],
)
def test_a_list_of_units_is_no_card_and_is_told(rows: tuple[tuple[str, ...], ...]) -> None:
    rendered = render(Table(rows))
    assert all(p.text.startswith("|") for p in rendered.paragraphs)
    assert len(rendered.notes) == 1


def test_a_remark_says_who_leads_in_its_row() -> None:
    rows = (
        ("任务", "责任单位", "备注"),
        ("建热源", "市住房城乡建委、市发展改革委", "排第一位的为牵头单位"),
        ("建管网", "市经济信息委、市城管局", ""),
    )
    rendered = render(Table(rows))
    text = "\n".join(p.text for p in rendered.paragraphs)
    assert duties(f"一、任务\n{text}\n") == [
        ("建热源", ["市住房城乡建委"], ["市发展改革委"]),
        ("建管网", [], ["市经济信息委", "市城管局"]),
    ]
    assert rendered.notes == ("任务表只有部分行注明排第一位的为牵头单位，其他行请核对。",)


def test_a_heading_among_the_rows_stays_a_heading() -> None:
    rows = (("序号", "任务", "责任单位"), ("", "一、交通", ""), ("1", "修桥", "市交通局"))
    lines = [p.text for p in render_table(Table(rows))]
    assert lines == ["一、交通", "1．修桥。（责任单位：市交通局）"]
