"""Items of one clause with units of their own: the clause has those of all, and it is told."""

from __future__ import annotations

import pytest

from corpus.clause import Outline
from corpus.document import Document, DocumentKind
from corpus.outline import read_outline


def outline(text: str) -> Outline:
    return read_outline(Document("p", "某市工作方案", text, DocumentKind.PLAN))


@pytest.mark.parametrize(
    "task",
    [
        "（一）加强改造。1.推进危房改造。（市住建局）2.推进厂房利用。（市经信局）",
        "（一）加强改造。一是推进危房改造。（市住建局）二是推进厂房利用。（市经信局）",
        "（一）加强改造。①推进危房改造。〔市住建局〕②推进厂房利用。〔市经信局〕",
        "（一）加强改造\n推进危房改造。（责任单位：市住建局）\n推进厂房利用。（责任单位：市经信局）",
        "（一）加强改造。\n推进危房改造。\n责任单位：市住建局\n推进厂房利用。\n责任单位：市经信局",
    ],
)
def test_units_of_several_items_are_told(task: str) -> None:
    read = outline(f"一、任务\n{task}\n（二）推进整治。全面整治。（市教育局）")
    clause = next(each for each in read.clauses if each.label == "一、（一）")
    assert clause.responsibility
    assert [unit.name for unit in clause.responsibility.responsible] == ["市住建局", "市经信局"]
    (warning,) = read.warnings
    assert warning.message.startswith("本条2处分别写有责任单位，已合并计入本条，各项由谁负责请核对")
    assert "市住建局" in warning.message
    assert "市经信局" in warning.message


def test_items_of_an_article_are_told() -> None:
    read = outline(
        "第一条 优化审批。实行联审。（责任单位：市住建局）\n第二条 加大补助。\n"
        "（一）加装电梯的，给予补助。（责任单位：市财政局）\n"
        "（二）连片加装的，增加补助。（责任单位：市住建局）\n"
        "第三条 鼓励参与。支持企业参与。（责任单位：市国资委）"
    )
    assert [each.message for each in read.warnings] == [
        "本条2处分别写有责任单位，已合并计入本条，各项由谁负责请核对："
        "（责任单位：市财政局）（责任单位：市住建局）"
    ]


@pytest.mark.parametrize(
    "task",
    [
        "（一）加强改造。推进改造。（牵头单位：市住建局）（责任单位：市经信局）",
        "（一）加强改造。推进改造。\n牵头单位：市住建局\n责任单位：市经信局",
        "（一）加强改造。1.推进危房改造。（市住建局）2.推进厂房利用。（市住建局）",
    ],
)
def test_one_task_and_items_of_the_same_units_are_not(task: str) -> None:
    read = outline(f"一、任务\n{task}\n（二）推进整治。全面整治。（市教育局）")
    assert read.warnings == ()


def test_items_who_swap_the_lead_are_told() -> None:
    read = outline(
        "一、任务\n（一）加强改造。1.改造危房。（市住建局牵头，市财政局配合）"
        "2.筹集资金。（市财政局牵头，市住建局配合）\n（二）推进整治。全面整治。（市教育局）"
    )
    assert len(read.warnings) == 1
