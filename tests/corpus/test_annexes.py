"""Annexes of a plan: their tasks stand under the annex and are cited with it."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from assistant.exports.task_table import part_of, tasks_of
from assistant.lookup.knowledge import Knowledge
from corpus.catalogue import read_file
from corpus.clause import ClauseKind, Outline
from corpus.structure.numbering import numbers_in
from tests.corpus.test_structure import assert_whole, plan
from ui.page.heatmap import heat_map

BODY = """某市充电设施行动方案
一、重点任务
（一）建设充电站。建成20座。（牵头单位：市交通局；责任单位：市财政局）
"""
ROWS = """1．排查隐患。（牵头单位：市应急局；责任单位：市市场监管局）
2．发布地图。（牵头单位：市交通局；责任单位：市应急局）
"""


def tasks(outline: Outline) -> list[tuple[str, str, str]]:
    """Part, label and title of each task."""
    assert_whole(outline)
    held = tasks_of(Knowledge([outline]))
    return [(part_of(clause), clause.label, clause.title) for clause in held]


def test_rows_of_a_task_table_in_a_word_file_stand_under_the_annex(tmp_path: Path) -> None:
    file = docx.Document()
    for line in (*BODY.splitlines(), "附件", "任务分工表"):
        file.add_paragraph(line)
    table = file.add_table(0, 4)
    for row in (
        ("序号", "任务", "牵头单位", "责任单位"),
        ("1", "排查隐患", "市应急局", "市市场监管局"),
        ("2", "发布地图", "市交通局", "市应急局"),
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    path = tmp_path / "方案.docx"
    file.save(str(path))
    outline = read_file(path)
    assert tasks(outline) == [
        ("一、重点任务", "一、（一）", "建设充电站"),
        ("附件：任务分工表", "附件：1．", "排查隐患"),
        ("附件：任务分工表", "附件：2．", "发布地图"),
    ]
    assert [c.id.partition(":")[2] for c in outline.clauses] == ["1.1", "annex-1.1", "annex-1.2"]
    heat = heat_map(Knowledge([outline]), "")
    assert heat.layout.xaxis.ticktext == ("一<br>重点任务<br>", "附件<br>任务分工表<br>")
    assert dict(zip(heat.data[0].y, heat.data[0].z, strict=True))["市应急局（2）"] == [0, 2]


@pytest.mark.parametrize(
    ("heading", "part", "label"),
    [
        ("附件\n", "附件", "附件："),
        ("附件1\n任务分工表\n", "附件1：任务分工表", "附件1："),
        ("附件：任务分工表\n", "附件：任务分工表", "附件："),
        ("## 附件 2：\n任务分工表\n", "附件2：任务分工表", "附件2："),
        ("附件\n各单位按下表分工，每季度报送进展。\n", "附件", "附件："),
        ("附件\n（2024年）\n任务分工表\n", "附件", "附件："),
    ],
)
def test_an_annex_is_called_by_its_number_and_title(heading: str, part: str, label: str) -> None:
    assert tasks(plan(BODY + heading + ROWS))[1:] == [
        (part, f"{label}1．", "排查隐患"),
        (part, f"{label}2．", "发布地图"),
    ]


def test_sections_of_an_annex_stand_below_it() -> None:
    outline = plan(f"{BODY}附件1\n任务分工表\n一、安全\n{ROWS}附件2\n经费表\n| 年 | 万元 |\n")
    last = outline.clauses[-2]
    assert (last.path, last.label) == (("附件1：任务分工表", "一、安全"), "附件1：一、2．")
    assert {part for part, _, _ in tasks(outline)} == {"一、重点任务", "附件1：任务分工表"}
    table = outline.clauses[-1]
    assert (table.kind, table.path) == (ClauseKind.BOX, ("附件2：经费表",))


def test_a_plan_that_is_the_annex_of_its_notice_keeps_its_own_parts() -> None:
    outline = plan(
        f"关于印发方案的通知\n现将方案印发给你们。\n附件\n{BODY}附件\n任务分工表\n{ROWS}"
    )
    assert [(part, label) for part, label, _ in tasks(outline)] == [
        ("一、重点任务", "一、（一）"),
        ("附件：任务分工表", "附件：1．"),
        ("附件：任务分工表", "附件：2．"),
    ]


def test_tasks_without_any_heading_have_the_document_as_their_part() -> None:
    outline = plan(f"某市充电设施行动方案\n{ROWS}")
    assert {part for part, _, _ in tasks(outline)} == {outline.document.title}


def test_the_number_of_an_annex_is_no_number_of_its_clauses() -> None:
    assert numbers_in("附件2：3．") == (3,)
    assert numbers_in("附件：七、（二）1．") == (7, 2, 1)
