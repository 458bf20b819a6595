"""Labels before units: which give a part in the task, and which are told and left out."""

from __future__ import annotations

import pytest

from corpus.responsibility import Role
from corpus.structure.trailer import TrailerReading, names_a_role, read_responsibility

LED = "（一）抓管理。健全机制。\n牵头单位：市林业局\n"
TASK = "（一）抓管理。健全机制。"


def told(reading: TrailerReading) -> tuple[str, str]:
    held = reading.responsibility
    if held is None:
        return "", ""
    lead, responsible = (
        "、".join(mention.name for mention in held.mentions(role))
        for role in (Role.LEAD, Role.RESPONSIBLE)
    )
    return lead, responsible


@pytest.mark.parametrize(
    "label",
    [
        "成员单位",
        "联合单位",
        "相关单位",
        "有关部门",
        "协调单位",
        "属地单位",
        "责任镇街",
        "责任乡镇",
        "配合街道",
        "行业主管部门",
        "责任单位及责任人",
        "责任部门和联系人",
        "副组长单位",
        "会同单位",
    ],
)
def test_such_units_have_a_part_in_the_task(label: str) -> None:
    reading = read_responsibility(f"{LED}{label}：市财政局、各街道")
    assert reading.warnings == ()
    assert told(reading) == ("市林业局", "市财政局、各街道")
    assert names_a_role(label)


@pytest.mark.parametrize(
    "label", ["督办单位", "督导单位", "督查部门", "验收单位", "考核单位", "审核部门", "报送单位"]
)
def test_who_watches_or_accepts_the_work_is_told(label: str) -> None:
    reading = read_responsibility(f"{LED}{label}：市委督查室、市审计局")
    assert told(reading) == ("市林业局", "")
    assert reading.warnings == (f"“{label}：市委督查室、市审计局”未计入责任单位，请核对",)
    reading = read_responsibility(f"{TASK}（牵头单位：市林业局；{label}：市审计局）")
    assert told(reading) == ("市林业局", "")
    assert reading.warnings == (f"“{label}：”后的单位未计入责任单位，请核对",)


@pytest.mark.parametrize("label", ["抄送单位", "印发单位", "联系单位"])
def test_what_is_said_of_the_paper_is_passed_over(label: str) -> None:
    assert read_responsibility(f"{LED}{label}：市审计局").warnings == ()


def test_members_without_those_whom_they_join_are_told() -> None:
    reading = read_responsibility(f"{TASK}\n成员单位：市财政局、市水利局")
    assert reading == TrailerReading(
        None, ("“成员单位：市财政局、市水利局”未计入责任单位，请核对",)
    )


@pytest.mark.parametrize(
    ("bracket", "units"),
    [
        ("责任部门：市林业局；责任镇街：青山街道、绿水镇", ("", "市林业局、青山街道、绿水镇")),
        ("牵头单位：市林业局；成员单位：市财政局", ("市林业局", "市财政局")),
        ("成员单位：市财政局；责任单位：市林业局", ("", "市财政局、市林业局")),
        ("起草单位：市林业局", ("", "市林业局")),
        ("市林业局、市财政局；完成时限：2026年6月底", ("", "市林业局、市财政局")),
        ("市林业局、市财政局，完成时间：2026年6月", ("", "市林业局、市财政局")),
        ("完成时限：2026年6月底；市林业局、市财政局", ("", "市林业局、市财政局")),
        ("市林业局牵头，市财政局配合；完成时限：长期", ("市林业局", "市财政局")),
        ("市林业局；责任领导：王明；完成时限：6月底", ("", "市林业局")),
    ],
)
def test_a_bracket_may_say_by_when_and_who_else(bracket: str, units: tuple[str, str]) -> None:
    reading = read_responsibility(f"{TASK}（{bracket}）")
    assert reading.warnings == ()
    assert told(reading) == units


def test_a_label_inside_a_sentence_is_none() -> None:
    words = f"{TASK}有关部门各司其职，相关单位各负其责。"
    assert read_responsibility(words) == TrailerReading(None, ())
