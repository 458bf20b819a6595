"""县财政局（牵头资金）: a unit with the part of the task that is its own."""

from __future__ import annotations

import pytest

from corpus.structure.trailer import read_responsibility


@pytest.mark.parametrize(
    "said", ["牵头资金", "负责交通疏导", "配合做好供水", "牵头负责资金", "做好保障"]
)
def test_the_unit_is_read_and_the_bracket_told(said: str) -> None:
    read = read_responsibility(
        f"改造小区。（牵头单位：县住建局；责任单位：县财政局（{said}）、县公安局）"
    )
    assert read.responsibility
    assert [unit.written for unit in read.responsibility.lead] == ["县住建局"]
    assert [unit.written for unit in read.responsibility.responsible] == ["县财政局", "县公安局"]
    assert read.warnings == (
        f"“县财政局（{said}）”括号内写的是其中一部分分工，只计入了单位，请核对",
    )


def test_who_leads_all_of_it_leads() -> None:
    read = read_responsibility("改造小区。（县住建局（牵头抓总）、县财政局）")
    assert read.responsibility
    assert [unit.written for unit in read.responsibility.lead] == ["县住建局"]
    assert read.warnings == ()


@pytest.mark.parametrize("said", ["同上", "同第1项", "同1", "与上同", "同前"])
def test_a_reference_is_no_unit_and_is_told(said: str) -> None:
    read = read_responsibility(f"改造小区。\n责任单位：{said}")
    assert read.responsibility is None
    assert read.warnings == (f"“{said}”不像单位名称，未计入，请核对",)
