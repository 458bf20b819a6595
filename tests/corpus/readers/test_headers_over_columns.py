"""A header cell over several columns: the words below it name the columns, or it names them all."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

from corpus.clause import Clause
from corpus.document import Document, DocumentKind
from corpus.outline import read_outline
from corpus.readers.read import read_source
from corpus.readers.source import Table
from corpus.readers.tables import Rendered, join_rows, render
from corpus.structure.table_header import header_at

Row = tuple[str | None, ...]
BODY: tuple[Row, ...] = (
    ("1", "修桥", "市交通局", "市水利局、市财政局", "6月"),
    ("2", "修路", "市城市管理局", "市公安局", "9月"),
)
UNITS = [
    ("修桥", ["市交通局"], ["市水利局", "市财政局"]),
    ("修路", ["市城市管理局"], ["市公安局"]),
]
TOP: Row = ("序号", "工作任务", "责任单位", "", "完成时限")


def clauses(text: str) -> tuple[Clause, ...]:
    return read_outline(Document("p", "某市工作方案", text, DocumentKind.PLAN)).clauses


def duties(text: str) -> list[tuple[str, list[str], list[str]]]:
    return [
        (
            clause.title,
            [unit.name for unit in clause.responsibility.lead],
            [unit.name for unit in clause.responsibility.responsible],
        )
        for clause in clauses(f"某市工作方案\n一、任务\n{text}\n")
        if clause.responsibility
    ]


def rendered(*rows: Row) -> Rendered:
    return render(Table(rows))


def read(*rows: Row) -> list[tuple[str, list[str], list[str]]]:
    return duties("\n".join(p.text for p in rendered(*rows).paragraphs))


@pytest.mark.parametrize(
    ("group", "lead", "joining"),
    [
        ("责任单位", "牵头单位", "配合单位"),
        ("责任单位", "牵头单位", "责任单位"),  # the header's words again
        ("责任单位", "牵头", "配合"),
        ("责任部门", "主办", "协办"),
        ("责任主体", "第一责任单位", "其他责任单位"),
        ("责任分工", "牵头单位", "配合单位"),
        ("任务分工", "牵头部门", "参与部门"),
        ("单位", "牵头单位", "责任单位"),
    ],
)
def test_the_row_below_names_the_columns(group: str, lead: str, joining: str) -> None:
    for gap in (None, ""):  # merged upwards, or empty
        top: Row = ("序号", "工作任务", group, "", "完成时限")
        assert read(top, (gap, gap, lead, joining, gap), *BODY) == UNITS
    repeated: Row = ("序号", "工作任务", group, group, "完成时限")
    assert read(repeated, ("序号", "工作任务", lead, joining, "完成时限"), *BODY) == UNITS


def test_the_same_table_in_word_on_a_page_and_in_markdown() -> None:
    document = docx.Document()
    document.add_paragraph("某市工作方案")
    document.add_paragraph("一、任务")
    rows: tuple[Row, ...] = (TOP, (None, None, "牵头单位", "配合单位", None), *BODY)
    table = document.add_table(len(rows), 5)
    for at, row in enumerate(rows):
        for column, words in enumerate(row):
            table.cell(at, column).text = words or ""
    table.cell(0, 2).merge(table.cell(0, 3)).text = "责任单位"
    for column, words in ((0, "序号"), (1, "工作任务"), (4, "完成时限")):
        table.cell(0, column).merge(table.cell(1, column)).text = words
    saved = BytesIO()
    document.save(saved)
    cells = "".join(f"<tr>{''.join(f'<td>{words}</td>' for words in row)}</tr>" for row in BODY)
    page = (
        "<html><body><p>某市工作方案</p><p>一、任务</p><table><tr><td rowspan=2>序号</td>"
        "<td rowspan=2>工作任务</td><td colspan=2>责任单位</td><td rowspan=2>完成时限</td></tr>"
        f"<tr><td>牵头单位</td><td>配合单位</td></tr>{cells}</table></body></html>"
    )
    bars = [f"| {' | '.join(cell or '' for cell in row)} |" for row in rows]
    plain = "\n".join([bars[0], "|---|---|---|---|---|", *bars[1:]])
    for data, name in (
        (saved.getvalue(), "方案.docx"),
        (page.encode(), "方案.html"),
        (f"某市工作方案\n\n一、任务\n\n{plain}\n".encode(), "方案.md"),
    ):
        source = read_source(data, name)
        assert [line for line in source.text.split("\n") if line.startswith(("1．", "2．"))] == [
            "1．修桥。（牵头单位：市交通局；配合单位：市水利局、市财政局；完成时限：6月）",
            "2．修路。（牵头单位：市城市管理局；配合单位：市公安局；完成时限：9月）",
        ]
        assert source.notes == ()


def test_one_header_over_columns_of_units_without_words_below_is_told() -> None:
    table = rendered(TOP, *BODY)
    assert table.paragraphs[0].text == (
        "1．修桥。（责任单位：市交通局；责任单位：市水利局、市财政局；完成时限：6月）"
    )
    assert table.notes == (
        "任务表的“责任单位”一栏分作2列，没有写明各列的分工，都已按“责任单位”读取，请核对。",
    )


def test_a_column_beside_the_units_that_holds_none_is_told() -> None:
    table = rendered(("序号", "任务", "责任单位", ""), ("1", "修桥", "市交通局", "张三"))
    assert table.paragraphs[0].text == "1．修桥。（责任单位：市交通局；另列：张三）"
    assert table.notes == (
        "任务表的“责任单位”右边一列没有自己的表头，未计入责任单位，请核对：张三",
    )


def test_a_task_over_two_columns_is_its_heading_and_its_words() -> None:
    rows: tuple[Row, ...] = (
        ("序号", "工作任务", "", "责任单位"),
        ("1", "主要目标", "地区生产总值增长5.5%左右", "市统计局"),
        ("2", None, "一般公共预算收入增长4%", "市财政局"),
    )
    table = rendered(*rows)
    assert [p.text for p in table.paragraphs] == [
        "1．主要目标。地区生产总值增长5.5%左右。（责任单位：市统计局）",
        "2．主要目标。一般公共预算收入增长4%。（责任单位：市财政局）",
    ]
    assert table.notes == ()


def test_headers_of_three_rows_and_below_a_title() -> None:
    assert read(
        ("序号", "任务", "责任分工", "", ""),
        (None, None, "市级", "", "县级"),
        (None, None, "牵头单位", "责任单位", "责任单位"),
        ("1", "建学校", "市教委", "市财政局", "各区县政府"),
    ) == [("建学校", ["市教委"], ["市财政局", "各区县政府"])]
    title: Row = ("某市重点任务分解表", "", "", "", "")
    assert read(title, TOP, (None, None, "牵头单位", "配合单位", None), *BODY) == UNITS


def test_persons_below_a_header_of_units_are_no_units() -> None:
    assert (
        rendered(
            ("序号", "任务", "责任单位", "", ""),
            (None, None, "单位", "责任人", "电话"),
            ("1", "修桥", "市交通局", "张三", "88880000"),
        )
        .paragraphs[0]
        .text
        == "1．修桥。（责任单位：市交通局；责任人：张三；电话：88880000）"
    )


def test_units_that_have_a_column_each_are_told() -> None:
    table = rendered(
        ("序号", "任务", "责任单位", "", ""),
        (None, None, "市教委", "市住房城乡建委", "市财政局"),
        ("1", "建学校", "√", "√", ""),
    )
    assert all(p.text.startswith("|") for p in table.paragraphs)
    assert table.notes == ("表格中有责任单位，但未能按任务读取，请核对：序号、任务、责任单位",)


def test_a_row_of_data_is_no_second_header() -> None:
    rows = [
        ("工作任务", "", "责任单位", ""),
        ("养老", "增床位", "市民政局", "市财政局"),
        ("", "", "", ""),
    ]
    assert header_at(rows).rows == 1


def test_a_header_of_two_rows_is_repeated_on_the_next_page() -> None:
    second: Row = (None, None, "牵头单位", "配合单位", None)
    above, below = Table((TOP, second, BODY[0]), 1), Table((TOP, second, BODY[1]), 2)
    joined = join_rows(above, below)
    assert joined is not None
    assert joined.rows == (TOP, second, *BODY)
