"""Bulleted fields of a task: whatever stands first in the list, its units are the task's."""

from __future__ import annotations

import itertools

import pytest

from corpus.document import Document, DocumentKind
from corpus.outline import read_outline
from corpus.readers.read import read_source
from tests.corpus.test_numbers_that_run_on import units

UNITS = ("牵头单位：市水务局", "责任单位：市财政局")


def read(text: str, name: str = "方案.md") -> list[tuple[str, list[str]]]:
    source = read_source(text.encode(), name).text
    return units(read_outline(Document("d", "方案", source, DocumentKind.PLAN)))


@pytest.mark.parametrize("mark", ["- ", "* ", "● ", "· ", "——"])
@pytest.mark.parametrize(
    "field",
    [
        "责任领导：周强",
        "分管县领导：周强",
        "完成时限：2024年6月底",
        "完成时间：长期坚持",
        "工作目标：新增车位300个",
        "目标任务：建成大厅。",
        "主要措施：改造大厅，增设窗口。",
        "时间节点：3月启动",
        "总投资：300万元",
        "资金来源：财政资金",
        "进展情况：已开工",
        "联系电话：88881234",
    ],
)
def test_a_field_may_stand_before_the_units(field: str, mark: str) -> None:
    listed = "\n".join(f"{mark}{line}" for line in (field, *UNITS))
    text = f"某镇方案\n\n一、任务\n\n1.升级大厅。\n\n{listed}\n\n2.修路。\n\n- {UNITS[0]}\n"
    for name in ("方案.md", "方案.txt"):
        assert read(text, name) == [
            ("一、1.", ["市水务局", "市财政局"]),
            ("一、2.", ["市水务局"]),
        ]


def test_fields_and_units_in_any_order() -> None:
    fields = ("责任领导：周强", "完成时限：6月底", *UNITS)
    for order in itertools.permutations(fields):
        listed = "\n".join(f"- {line}" for line in order)
        found = read(f"某镇方案\n\n一、任务\n\n**1.升级大厅。** 改造。\n\n{listed}\n")
        assert [(label, sorted(names)) for label, names in found] == [
            ("一、1.", ["市水务局", "市财政局"])
        ]


def test_bulleted_tasks_with_their_own_units_stay_tasks() -> None:
    text = "某镇方案\n一、任务\n● 建车库。（责任单位：市住建局）\n● 修路。（责任单位：市交通局）\n"
    assert [names for _, names in read(text, "方案.txt")] == [["市住建局"], ["市交通局"]]
