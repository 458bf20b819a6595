"""Duties as sentences tell them: a verb round the names is no part of a name."""

# One case a line.
# ruff: noqa: E501

from __future__ import annotations

import pytest

from corpus.responsibility import Role
from corpus.structure.impossible_units import is_impossible
from corpus.structure.trailer import TrailerReading, read_responsibility


def told(reading: TrailerReading) -> tuple[str, str]:
    held = reading.responsibility
    if held is None:
        return "", ""
    lead, responsible = (
        "、".join(mention.name for mention in held.mentions(role))
        for role in (Role.LEAD, Role.RESPONSIBLE)
    )
    return lead + "…" * held.lead_open, responsible + "…" * held.responsible_open


def read(words: str) -> tuple[str, str]:
    """Lead and responsible units, all understood."""
    reading = read_responsibility(words)
    assert not reading.warnings
    return told(reading)


@pytest.mark.parametrize(
    ("words", "responsible"),
    [
        ("市教育局要会同市卫生健康委抓好落实。", "市教育局、市卫生健康委"),
        ("市教育局应主动会同市财政局组织实施。", "市教育局、市财政局"),
        ("市级部门要联合各区政府推进落实。", "市级部门、各区政府"),
        ("各区县政府须会同市水利局抓好落实。", "各区县政府、市水利局"),
        ("市城管局会同市公安局抓好落实。", "市城管局、市公安局"),
    ],
)
def test_what_stands_between_a_name_and_its_join_is_no_name(words: str, responsible: str) -> None:
    assert read(f"（一）抓管理。{words}") == ("", responsible)


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("请市教育局牵头，市财政局配合。", ("市教育局", "市财政局")),
        ("责成市水利局负责整改。", ("", "市水利局")),
        ("要求市交通局负责整改。", ("", "市交通局")),
        ("同意由市林业局负责申报。", ("", "市林业局")),
    ],
)
def test_what_is_done_to_a_unit_is_no_name(words: str, units: tuple[str, str]) -> None:
    assert read(f"（一）抓管理。{words}") == units


@pytest.mark.parametrize(
    "name",
    [
        "市教育局要会同市财政局",
        "请市教育局",
        "市财政局等分工",
        "各区政府.",
        "数据来自市统计局",
        "原市建委",
        "责成市水利局",
    ],
)
def test_a_name_with_a_verb_in_it_stands_as_no_unit(name: str) -> None:
    assert is_impossible(name)


@pytest.mark.parametrize(
    "name",
    [
        "会同县人民政府",
        "原州区政府",
        "市应急局",
        "市委机要局",
        "市工商业联合会",
        "县需求响应中心",
        "市政府应急办",
    ],
)
def test_names_that_hold_such_letters_are_names(name: str) -> None:
    assert not is_impossible(name)


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("市商务局、市税务局分工负责", ("", "市商务局、市税务局")),
        ("市商务局牵头，市税务局等分工负责", ("市商务局", "市税务局…")),
        ("市商务局牵头，市税务局等部门分工落实", ("市商务局", "市税务局…")),
        ("市商务局、市税务局等分工协作", ("", "市商务局、市税务局…")),
        ("责任单位：市商务局、市税务局等分工负责", ("", "市商务局、市税务局…")),
        ("市商务局牵头，各区政府等有关单位分工负责", ("市商务局", "各区政府…")),
    ],
)
def test_duties_shared_out(words: str, units: tuple[str, str]) -> None:
    assert read(f"稳外贸。（{words}）") == units


@pytest.mark.parametrize(
    "when",
    [
        "年内持续推进",
        "3月底前落实，年内持续推进",
        "9月底前出台相关政策",
        "2024年6月底前完成，并长期坚持",
        "6月底前成立专班",
        "每年6月底前开展汛前检查",
        "每季度末报送进展",
        "2025年6月底前印发实施方案，2026年底前全面完成",
        "2026年12月底前完成",
    ],
)
@pytest.mark.parametrize("mark", ["，", "；"])
def test_a_deadline_beside_the_units_takes_none_away(when: str, mark: str) -> None:
    assert read(f"抓治水。（市水利局牵头，市财政局配合{mark}{when}）") == ("市水利局", "市财政局")


@pytest.mark.parametrize("what", ["推进管网改造", "6月底前由市财政局拨付资金"])
def test_what_tells_no_date_or_names_a_unit_is_no_deadline(what: str) -> None:
    assert read_responsibility(f"抓治水。（责任单位：市水利局，{what}）").warnings


def test_what_is_said_of_other_tasks_takes_no_unit_away_and_is_told() -> None:
    reading = read_responsibility(
        "治水。（水利厅、财政厅，各市州人民政府负责；以下均需各市州人民政府负责，不再列出）"
    )
    assert told(reading) == ("", "水利厅、财政厅、各市州人民政府")
    assert reading.warnings == ("“以下均需各市州人民政府负责”涉及其他任务，未计入，请核对",)


def test_a_note_in_a_bracket_of_its_own_is_told_in_the_texts_words() -> None:
    note = "以下均需各区（市）县政府负责，不再列出"
    text = f"改小区。\n责任单位：市住建局，高新区管委会，各区（市）县政府〔{note}〕"
    reading = read_responsibility(text)
    assert told(reading) == ("", "市住建局、高新区管委会、各区（市）县政府")
    assert reading.warnings == (f"“{note}”涉及其他任务，未计入，请核对",)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("会议明确，房屋征收工作由沿线各区政府负责，市城投集团配合。", ("", "沿线各区政府、市城投集团")),
        ("（一）燃气管道改造由市城管局牵头，市财政局配合，6月底前完成。", ("市城管局", "市财政局")),
        ("道路养护由市城管局负责，绿化养护由市园林局负责。", ("", "市城管局、市园林局")),
        ("老旧小区改造由各区政府和有关部门共同负责。", ("", "各区政府、有关部门")),
    ],
)  # fmt: skip
def test_a_duty_that_its_sentence_tells_of_the_matter(text: str, units: tuple[str, str]) -> None:
    assert read(text) == units


@pytest.mark.parametrize(
    "text",
    [
        "整治完成后，跨区的由市水利局负责。",
        "整治河道。其他工作由各区政府负责。",
        "整治河道，未完成的项目由市水利局牵头。",
    ],
)
def test_a_duty_of_a_part_of_the_matter_is_told_and_not_taken(text: str) -> None:
    reading = read_responsibility(text)
    assert reading.responsibility is None
    assert any("未计入责任单位" in warning for warning in reading.warnings)


@pytest.mark.parametrize(
    "text",
    [
        "本办法由市住建局负责解释。",
        "领导小组办公室设在市住建局，日常工作由市住建局负责。",
        "该项目由市发展改革委审批。",
        "请各区县、各部门抓好落实。",
        "每个小区由一名区领导负责。",
    ],
)
def test_what_is_no_duty_of_a_task_is_passed_over(text: str) -> None:
    assert read(text) == ("", "")


def test_sections_of_an_authority_and_carriers_are_units() -> None:
    assert read("低保提标。（社会救助科牵头，养老服务科、低保中心配合）") == (
        "社会救助科",
        "养老服务科、低保中心",
    )
    assert read("联网。（移动、电信、铁塔等通信企业，市通信发展办）") == (
        "",
        "移动、电信、铁塔、市通信发展办…",
    )
    assert read("强专业。（各学科负责）") == ("", "")


def test_who_sits_in_a_body_is_no_unit_of_the_task() -> None:
    assert read("成立工作专班（成员单位：市住建局、市财政局）。") == ("", "")
    reading = read_responsibility("抓治水。（成员单位：市住建局、市财政局）")
    assert reading.responsibility is None
    assert reading.warnings == (
        "“成员单位”未计入责任单位，请核对：（成员单位：市住建局、市财政局）",
    )


def test_units_beside_words_that_are_none_are_told() -> None:
    reading = read_responsibility("抓治水。（市水利局、河道两岸环境）")
    assert reading.responsibility is None
    assert len(reading.warnings) == 1


@pytest.mark.parametrize("column", ["总投资（亿元）", "年度投资（万元）", "资金（单位：万元）"])
def test_a_column_with_its_measure_is_no_unit(column: str) -> None:
    text = f"建水厂。（责任单位：市水务集团；{column}：5.6；备注：续建）"
    assert read(text) == ("", "市水务集团")
