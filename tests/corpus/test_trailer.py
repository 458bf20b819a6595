"""Responsibility trailers: who leads and who joins, in every way such texts write it."""

# One case a line.
# ruff: noqa: E501

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.responsibility import Role
from corpus.structure.official import read_official
from corpus.structure.trailer import TrailerReading, read_responsibility


def names(reading: TrailerReading, role: Role) -> list[str]:
    assert reading.responsibility is not None
    return [mention.name for mention in reading.responsibility.mentions(role)]


def read(trailer: str) -> tuple[str, str]:
    """Lead and responsible units of a clause that ends with the trailer, … after an open list."""
    text = f"1．推进试点。健全机制，完善措施。{trailer}"
    reading = read_responsibility(text)
    held = reading.responsibility
    assert held is not None, reading.warnings
    for mention in held.units:
        assert text[mention.start : mention.end] == mention.text
    lead = "、".join(names(reading, Role.LEAD)) + ("…" if held.lead_open else "")
    responsible = "、".join(names(reading, Role.RESPONSIBLE)) + (
        "…" if held.responsible_open else ""
    )
    return lead, responsible


FIXTURES = Path(__file__).parent / "fixtures"
PLAN = next((Path("corpus") / "documents").glob("*城市更新提升*.txt"))


def test_all_96_trailers_of_the_plan_are_exact() -> None:
    golden = [
        tuple(line.split("\t"))
        for line in (FIXTURES / "trailer_plan.tsv").read_text(encoding="utf-8").splitlines()[1:]
    ]
    text = PLAN.read_text(encoding="utf-8")
    found = []
    for block in read_official(text).blocks:
        words = text[block.start : block.end]
        reading = read_responsibility(words)
        assert not reading.warnings
        if held := reading.responsibility:
            lead = "、".join(m.name for m in held.lead) + ("…" if held.lead_open else "")
            rest = "、".join(m.name for m in held.responsible)
            found.append((block.label, lead, rest + ("…" if held.responsible_open else "")))
            assert all(words[m.start : m.end] == m.text for m in held.units)
    assert len(found) == 96
    assert found == golden


LABELLED = [
    ("（牵头单位：市甲局；责任单位：市乙局、市丙委）", "市甲局", "市乙局、市丙委"),
    ("（牵头单位：市甲局、市丁委；责任单位：各区县政府）", "市甲局、市丁委", "各区县政府"),
    ("（牵头：市甲局；责任：市乙局、市丙委）", "市甲局", "市乙局、市丙委"),
    ("（牵头部门：市甲局；责任部门：市乙局等）", "市甲局", "市乙局…"),
    ("（牵头责任单位：市甲局；配合单位：市乙局等相关部门，各区县政府）", "市甲局", "市乙局、各区县政府…"),
    ("（牵头（责任）单位：市甲局；配合部门：市乙局）", "市甲局", "市乙局"),
    ("（主办单位：市甲局；协办单位：市乙局）", "市甲局", "市乙局"),
    ("（主责单位：市甲局；参与单位：市乙局）", "市甲局", "市乙局"),
    ("（责任单位：市甲局、市乙局）", "", "市甲局、市乙局"),
    ("（牵头单位：市甲局等部门；责任单位：市乙局等部门，各区县政府）", "市甲局…", "市乙局、各区县政府…"),
    ("（牵头单位：市甲局；责任单位：市乙局等部门；各区县政府）", "市甲局", "市乙局、各区县政府…"),
    ("（牵头单位：市甲局，责任单位：市乙局、市丙委，各区政府）", "市甲局", "市乙局、市丙委、各区政府"),
    ("〔牵头单位：市甲局；责任单位：市乙局〕", "市甲局", "市乙局"),
    ("【牵头单位：市甲局；责任单位：市乙局】", "市甲局", "市乙局"),
    ("[牵头单位：市甲局；责任单位：市乙局]", "市甲局", "市乙局"),
    ("(牵头单位:市甲局;责任单位:市乙局,市丙委)", "市甲局", "市乙局、市丙委"),
    ("（牵头单位：市甲局；责任单位：市乙局)", "市甲局", "市乙局"),
    ("（牵头单位：市甲局；责任单位：市乙局", "市甲局", "市乙局"),
    ("（牵头单位： 市甲局 ；\n责任单位：市乙局、\n市丙委 ，各区县 政府）", "市甲局", "市乙局、市丙委、各区县政府"),
    ("（牵头单位：市甲局　责任单位：市乙局 市丙委）", "市甲局", "市乙局、市丙委"),
    ("（牵头单位市甲局，责任单位市乙局）", "市甲局", "市乙局"),
    ("（第一责任单位：市甲局；其他责任单位：市乙局）", "市甲局", "市乙局"),
    ("（责任单位：市甲局、市乙局（列第一位的为牵头单位，下同））", "市甲局", "市乙局"),
    ("（实施单位：重庆轨道集团；监管单位：市国资委）", "", "重庆轨道集团、市国资委"),
    ("\n牵头单位：市甲局\n责任单位：市乙局、市丙委，各区县政府。", "市甲局", "市乙局、市丙委、各区县政府"),
    ("牵头单位：市甲局；责任单位：市乙局。", "市甲局", "市乙局"),
    ("责任单位：市甲局、市乙局。下一步，扩大试点范围。", "", "市甲局、市乙局"),
    ("\n**责任单位**：市甲局、市乙局", "", "市甲局、市乙局"),
]  # fmt: skip


@pytest.mark.parametrize(("trailer", "lead", "responsible"), LABELLED)
def test_lists_with_labels(trailer: str, lead: str, responsible: str) -> None:
    assert read(trailer) == (lead, responsible)


SPOKEN = [
    ("（市甲局牵头，市乙局、市丙委等部门按职责分工负责）", "市甲局", "市乙局、市丙委…"),
    ("（市甲局、市乙局等部门按职责分工负责）", "", "市甲局、市乙局…"),
    ("（由市甲局牵头，市乙局参与，各区县政府负责落实）", "市甲局", "市乙局、各区县政府"),
    ("（市甲局牵头、市乙局配合）", "市甲局", "市乙局"),
    ("（市甲局、市乙局分别牵头，各区县政府负责）", "市甲局、市乙局", "各区县政府"),
    ("（市甲局会同市乙局、市丙委负责）", "", "市甲局、市乙局、市丙委"),
    ("（教育部、公安部按职责分工负责）", "", "教育部、公安部"),
    ("（市甲局牵头；市乙局、各区政府配合；2024年底前完成）", "市甲局", "市乙局、各区政府"),
    ("（市甲局负责牵头，市乙局、各区政府配合）", "市甲局", "市乙局、各区政府"),
    ("〔市甲局牵头，市乙局按职责分工负责。下同〕", "市甲局", "市乙局"),
    ("（市甲局、市乙局，列首位的为牵头单位，下同）", "市甲局", "市乙局"),
    ("（市公安局、市交通局，各区政府）", "", "市公安局、市交通局、各区政府"),
]


@pytest.mark.parametrize(("trailer", "lead", "responsible"), SPOKEN)
def test_duties_said_in_words(trailer: str, lead: str, responsible: str) -> None:
    assert read(trailer) == (lead, responsible)


SHARED = [
    ("两江新区、西部科学城重庆高新区、万盛经开区管委会",
     "两江新区管委会、西部科学城重庆高新区管委会、万盛经开区管委会"),
    ("渝东北、渝东南各区县政府", "渝东北各区县政府、渝东南各区县政府"),
    ("万州区、涪陵区政府", "万州区政府、涪陵区政府"),
    ("越秀、海珠、天河区政府", "越秀区政府、海珠区政府、天河区政府"),
    ("各区县（自治县）政府和甲新区、乙经开区管委会（以下统称区县政府）",
     "各区县（自治县）政府、甲新区管委会、乙经开区管委会"),
    ("市级发展改革、财政、住房城乡建设部门", "市级发展改革部门、财政部门、住房城乡建设部门"),
    ("市人力资源和社会保障局和市规划和自然资源局",
     "市人力资源和社会保障局、市规划和自然资源局"),
    ("市文化和旅游发展委员会、市住房和城乡建设委员会及市交通局",
     "市文化和旅游发展委员会、市住房和城乡建设委员会、市交通局"),
    ("各县（市、区）人民政府，市直有关部门", "各县（市、区）人民政府、市直有关部门"),
    ("市发展改革委（市能源局）、市残联", "市发展改革委（市能源局）、市残联"),
    ("各区县党委和政府", "各区县党委和政府"),
    ("市甲局、市乙局等部门和单位，各区县政府", "市甲局、市乙局、各区县政府…"),
    ("各区、县（市）政府", "各区政府、县（市）政府"),
    ("国网市电力公司、中国移动、市铁塔公司", "国网市电力公司、中国移动、市铁塔公司"),
    ("以上各部门", "以上各部门"),
    ("中心城区各区政府，甲新区管委会，乙岛绿色发展公司",
     "中心城区各区政府、甲新区管委会、乙岛绿色发展公司"),
]  # fmt: skip


@pytest.mark.parametrize(("units", "expected"), SHARED)
def test_names_joined_by_a_suffix_or_holding_a_join(units: str, expected: str) -> None:
    assert read(f"（责任单位：{units}）") == ("", expected)


@pytest.mark.parametrize(
    "label", ["完成时限：2025年12月", "完成时间：2023年底前", "责任领导：张三", "2025年底前完成"]
)
def test_deadlines_and_persons_are_no_units(label: str) -> None:
    assert read(f"（牵头单位：市甲局；责任单位：市乙局；{label}）") == ("市甲局", "市乙局")


def test_several_trailers_are_merged_in_order_without_repeats() -> None:
    text = "做甲事。（牵头单位：市甲局；责任单位：市丙委）做乙事。（牵头单位：市乙局；责任单位：市丙委、市丁局）"
    reading = read_responsibility(text)
    assert names(reading, Role.LEAD) == ["市甲局", "市乙局"]
    assert names(reading, Role.RESPONSIBLE) == ["市丙委", "市丁局"]
    assert reading.responsibility is not None
    assert [text[a:b][0] for a, b in reading.responsibility.spans] == ["（", "（"]


@pytest.mark.parametrize(
    "text",
    [
        "推进城市信息模型（CIM）基础平台建设。",
        "各区县（自治县）落实（以下简称平台）。",
        "领导小组办公室（市住房城乡建委）具体负责日常工作。",
        "整体保护名镇、名村（传统村落）、街区。",
        "加大设计牵头的工程总承包（EPC）实施力度。",
        "支持单位建设停车场。建设：三座。",
        "完善制度。责任部门各司其职，建设单位市场化运作。",
        "",
    ],
)
def test_brackets_of_the_body_are_no_trailers(text: str) -> None:
    assert read_responsibility(text) == TrailerReading(None, ())


def test_a_trailer_that_is_not_understood_is_reported() -> None:
    reading = read_responsibility("推进工作。（责任单位要落实责任）")
    assert reading.responsibility is None
    assert len(reading.warnings) == 1


UNIT = st.builds(
    lambda head, body, end: head + body + end,
    st.sampled_from(["市", "省", "区", "重庆"]),
    st.sampled_from(
        ["教育", "规划自然资源", "人力资源和社会保障", "文化和旅游", "公安", "水利", "经济信息", "应急管理"]
    ),
    st.sampled_from(["局", "委", "委员会", "办公室", "集团"]),
)  # fmt: skip
UNITS = st.lists(UNIT, min_size=1, max_size=6, unique=True)


@given(
    lead=UNITS,
    responsible=UNITS,
    lead_open=st.booleans(),
    responsible_open=st.booleans(),
    separator=st.sampled_from(["、", "，", "；", "、\n", " 、", ","]),
    between=st.sampled_from(["；", ";", "，", "\n", "；\n"]),
    colon=st.sampled_from(["：", ":", "： "]),
    brackets=st.sampled_from(["（）", "()", "〔〕", "【】"]),
    scope=st.sampled_from(["", "各区县政府", "各区县（自治县）人民政府"]),
)
def test_generated_trailers_come_back_as_they_were_written(
    lead: list[str],
    responsible: list[str],
    lead_open: bool,
    responsible_open: bool,
    separator: str,
    between: str,
    colon: str,
    brackets: str,
    scope: str,
) -> None:
    trailer = (
        f"{brackets[0]}牵头单位{colon}{separator.join(lead)}{'等部门' if lead_open else ''}"
        f"{between}责任单位{colon}{separator.join(responsible)}"
        f"{'等部门' if responsible_open else ''}{'，' + scope if scope else ''}{brackets[1]}"
    )
    text = f"推进甲（乙）工作。{trailer}"
    reading = read_responsibility(text)
    held = reading.responsibility
    assert held is not None
    assert names(reading, Role.LEAD) == lead
    assert names(reading, Role.RESPONSIBLE) == responsible + ([scope] if scope else [])
    assert (held.lead_open, held.responsible_open) == (lead_open, responsible_open)
    assert [text[a:b] for a, b in held.spans] == [trailer]
    assert all(text[m.start : m.end] == m.text for m in held.units)


@given(
    st.text(
        alphabet="（）()〔〕【】牵头责任单位：；、，。等部门市甲局委各区县政府和 \n", max_size=60
    )
)
def test_any_text_is_read_without_failing_and_offsets_hold(text: str) -> None:
    held = read_responsibility(text).responsibility
    for mention in held.units if held else ():
        assert mention.name
        assert text[mention.start : mention.end] == mention.text
