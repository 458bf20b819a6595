"""What stands beside the units of a bracket: leaders, dates, marks, labels that come late."""

from __future__ import annotations

import pytest

from corpus.responsibility import Role
from corpus.structure.leaders import without_leaders
from corpus.structure.trailer import TrailerReading, read_responsibility

TASK = "2．推进试点。"


def told(reading: TrailerReading) -> tuple[str, str]:
    held = reading.responsibility
    if held is None:
        return "", ""
    lead, responsible = (
        "、".join(mention.name for mention in held.mentions(role))
        for role in (Role.LEAD, Role.RESPONSIBLE)
    )
    return lead, responsible


def read(bracket: str) -> tuple[str, str]:
    text = TASK + bracket
    reading = read_responsibility(text)
    assert not reading.warnings
    for mention in reading.responsibility.units if reading.responsibility else ():
        assert text[mention.start : mention.end] == mention.text
    return told(reading)


@pytest.mark.parametrize(
    ("bracket", "units"),
    [
        ("（市发展改革委牵头，孙明副市长负责）", ("市发展改革委", "")),
        ("（王丽副市长，市商务局牵头，市体育局配合）", ("市商务局", "市体育局")),
        ("（赵强副市长，市交通运输局）", ("", "市交通运输局")),
        ("（赵强副市长、市交通运输局）", ("", "市交通运输局")),
        ("（张伟常务副市长，市发展改革委、市财政局）", ("", "市发展改革委、市财政局")),
        ("（市长赵强，市住建局）", ("", "市住建局")),
        ("（区委常委、副区长李四，区住建局）", ("", "区住建局")),
        ("（市商务局牵头，王丽副市长、李刚副秘书长）", ("市商务局", "")),
        ("（副市长王丽牵头，市商务局、市文旅局负责）", ("", "市商务局、市文旅局")),
        ("（责任单位：市商务局；王丽副市长）", ("", "市商务局")),
    ],
)
def test_leaders_are_no_units_and_take_none_away(bracket: str, units: tuple[str, str]) -> None:
    assert read(bracket) == units


@pytest.mark.parametrize(
    ("bracket", "units"),
    [
        ("（李静，市教育局）", ("", "市教育局")),
        ("（李静负责，市教育局牵头）", ("市教育局", "")),
    ],
)
def test_a_name_that_no_office_tells_is_left_out_and_told(
    bracket: str, units: tuple[str, str]
) -> None:
    reading = read_responsibility(TASK + bracket)
    assert told(reading) == units
    assert reading.warnings == ("“李静”按人名未计入责任单位，请核对",)


@pytest.mark.parametrize(
    "words", ["市文明办主任会议", "高新区、市财政局", "万州区，市水利局", "任务，市教育局"]
)  # fmt: skip
def test_words_that_begin_like_a_surname_are_no_person(words: str) -> None:
    assert without_leaders(words, 0, len(words)).text == words


@pytest.mark.parametrize(
    "when", ["4—6月", "4-6月", "2025年6—12月", "4月至6月", "每季度", "2025年1月—2026年6月"]
)
def test_months_beside_units_take_none_away(when: str) -> None:
    assert read(f"（设施处、市排水中心，{when}）") == ("", "设施处、市排水中心")


@pytest.mark.parametrize("mark", ["★", "※", "▲"])
def test_a_mark_before_a_name_is_told_or_explained(mark: str) -> None:
    reading = read_responsibility(f"{TASK}（{mark}市住建局、市财政局）")
    assert told(reading) == ("", "市住建局、市财政局")
    assert reading.warnings == (f"单位“市住建局”带有标记“{mark}”，请核对其含义",)
    assert read(f"（责任单位：{mark}市住建局、市财政局，标{mark}的为牵头单位）") == (
        "市住建局",
        "市财政局",
    )


def test_units_that_a_bracket_includes_are_told() -> None:
    words = "含高新区管委会、经开区管委会，下同"
    reading = read_responsibility(f"{TASK}（责任单位：市住建局、各区人民政府（{words}））")
    assert told(reading) == ("", "市住建局、各区人民政府")
    assert reading.warnings == (f"括号内“{words}”所含单位未单独计入，请核对",)
    assert read("（责任单位：市住建局、各区县政府（含自治县））") == ("", "市住建局、各区县政府")


def test_units_before_a_label_of_others_are_read() -> None:
    assert read("（市住建局牵头；配合单位：市水务集团）") == ("市住建局", "市水务集团")
    reading = read_responsibility(f"{TASK}（市住建局；配合单位：市水务集团）")
    assert told(reading) == ("", "市住建局、市水务集团")
    assert reading.warnings == ("“市住建局”未写明牵头或责任，按责任单位计入，请核对",)


@pytest.mark.parametrize(
    ("line", "units"),
    [
        ("市农业农村局 国网市供电公司", "市农业农村局、国网市供电公司"),
        ("市农业农村局　城东街道 市水务集团", "市农业农村局、城东街道、市水务集团"),
        ("市水务集团 有限公司", "市水务集团有限公司"),
        ("市委 宣传部、市教育局", "市委宣传部、市教育局"),
    ],
)
def test_blanks_part_names_and_not_a_name(line: str, units: str) -> None:
    assert read(f"\n责任单位：{line}") == ("", units)
