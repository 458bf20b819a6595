"""Inner offices alone in a bracket that closes a task: given where other trailers stand so."""

from __future__ import annotations

import pytest

from corpus.clause import Outline
from tests.corpus.test_numbers_that_run_on import messages, units
from tests.corpus.test_structure import plan

TOLD = "括号内的“{}”未计入责任单位，请核对"


def tasks(*lines: str) -> Outline:
    return plan("某市园林工作要点\n一、任务\n" + "".join(f"{line}\n" for line in lines))


def of_second(outline: Outline) -> list[str]:
    return dict(units(outline)).get("一、2.", [])


@pytest.mark.parametrize(
    "name",
    [
        "绿化处",
        "财政办",
        "执法支队",
        "法规科",
        "城关镇",
        "渝隆集团",
        "城投公司",
        "供电公司",
        "社区事务服务中心",
        "环卫所",
        "派出所",
        "办公室",
    ],
)
def test_a_lone_office_is_read_where_other_trailers_stand_so(name: str) -> None:
    outline = tasks("1.建公园。（市园林局）", f"2.做好养护。（{name}）")
    assert of_second(outline) == [name]
    assert messages(outline) == []


def test_several_offices_and_a_date_are_read() -> None:
    outline = tasks("1.建公园。（市园林局）", "2.做好养护。（法规科、人事科，6月底前）")
    assert of_second(outline) == ["法规科", "人事科"]


def test_a_task_that_has_units_takes_the_office_too() -> None:
    outline = tasks("1.建公园。（市园林局）", "2.养护。修剪。（市城管局）\n清扫。（环卫处）")
    assert of_second(outline) == ["市城管局", "环卫处"]


def test_a_bracket_without_a_stop_before_it_follows_the_others() -> None:
    assert of_second(tasks("1.建公园（市园林局）", "2.做好养护（绿化处）")) == ["绿化处"]
    alone = tasks("1.建公园。（市园林局）", "2.做好养护（绿化处）")
    assert of_second(alone) == []
    assert messages(alone) == [TOLD.format("绿化处")]


def test_a_name_that_is_a_unit_elsewhere_is_one_wherever_it_stands() -> None:
    outline = tasks("1.建公园。牵头单位：绿化处", "2.创建园林式小区（绿化处）。")
    assert of_second(outline) == ["绿化处"]


def test_without_other_trailers_it_is_told() -> None:
    outline = tasks("1.建公园。牵头单位：市园林局", "2.做好养护。（绿化处）")
    assert of_second(outline) == []
    assert messages(outline) == [TOLD.format("绿化处")]


@pytest.mark.parametrize(
    "task",
    [
        "2.完善养老设施（敬老院）。",
        "2.打造社区客厅（党群服务中心）。",
        "2.开展排查。（试点）",
        "2.完成改造。（全部）",
        "2.优化服务。（网上办）",
        "2.创建居住区（单位）。",
        "2.建设集镇。（特色小镇）",
    ],
)
def test_other_words_in_brackets_are_no_units(task: str) -> None:
    outline = tasks("1.建公园。（市园林局）", task)
    assert of_second(outline) == []
    assert messages(outline) == []
