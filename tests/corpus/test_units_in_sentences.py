"""Units that sentences name beside any deed: read where the duty is sure, else told."""

# One case a line.
# ruff: noqa: E501

from __future__ import annotations

import pytest

from corpus.responsibility import Role
from corpus.structure.deeds import deed_in
from corpus.structure.trailer import TrailerReading, read_responsibility

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


def read(words: str) -> tuple[str, str]:
    """Lead and responsible units, all understood, each where the text has it."""
    reading = read_responsibility(words)
    assert not reading.warnings
    for mention in reading.responsibility.units if reading.responsibility else ():
        assert words[mention.start : mention.end] == mention.text
    return told(reading)


@pytest.mark.parametrize(
    ("words", "responsible"),
    [
        ("由市林业局会同市水利局制定巡护清单，规范流程。", "市林业局、市水利局"),
        ("市林业局会同市水利局、市财政局开展松材线虫排查，做到动态清零。", "市林业局、市水利局、市财政局"),
        ("市林业局会同市政府督查室每季度对各县开展一次评估。", "市林业局、市政府督查室"),
        ("市委组织部会同市委宣传部建立通报机制。", "市委组织部、市委宣传部"),
        ("市林业局商市财政局提出补助意见。", "市林业局、市财政局"),
        ("由党政办会同经济发展局研究考核细则。", "党政办、经济发展局"),
        ("2026年底前，市林业局会同市水利局完成治理。", "市林业局、市水利局"),
        ("各县（市、区）要会同市级有关部门，抓好落实。", "各县（市、区）、市级有关部门"),
        ("（由市林业局会同市水利局编制方案）", "市林业局、市水利局"),
    ],
)  # fmt: skip
def test_two_that_act_together_have_a_duty_whatever_they_do(words: str, responsible: str) -> None:
    assert read(TASK + words) == ("", responsible)


@pytest.mark.parametrize("joins", ["会同", "联合", "协同", "组织", "商"])
def test_those_whom_the_lead_brings_in_join_it(joins: str) -> None:
    words = f"由市林业局牵头，{joins}市公安局、市水利局开展巡山。"
    assert read(TASK + words) == ("市林业局", "市公安局、市水利局")


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("由市林长办负责督促落实。", ("", "市林长办")),
        ("由市林业局负责监督实施。", ("", "市林业局")),
        ("由市林业局督促落实，各街道配合。", ("", "市林业局、各街道")),
        ("由市林业局督促指导，各街道具体组织实施。", ("", "市林业局、各街道")),
        ("由市林业局组织实施，市财政局保障经费。", ("", "市林业局、市财政局")),
        ("由市林业局牵头制定办法，市财政局审核，报市政府批准。", ("市林业局", "市财政局")),
        ("市林业局负责牵头制定办法，市财政局配合。", ("市林业局", "市财政局")),
        ("各街道是责任主体，市林业局负责业务指导。", ("", "各街道、市林业局")),
        ("明确由市林业局作为牵头单位，市财政局作为配合单位。", ("市林业局", "市财政局")),
        ("市林业局要发挥牵头抓总作用，市财政局要保障经费。", ("市林业局", "市财政局")),
        ("市林业分局、市交警大队要做好用地保障和交通组织。", ("", "市林业分局、市交警大队")),
        ("责成市林业局于5月底前完成整治。", ("", "市林业局")),
        ("会议议定，责成市林业局于5月底前完成整治。", ("", "市林业局")),
        ("市森防领导小组统筹推进，领导小组办公室（市林业局）牵头抓总。", ("市林业局", "市森防领导小组")),
        ("学校、医院人员转移分别由市教育局、市卫健委负责，危房群众转移由各街道负责。", ("", "市教育局、市卫健委、各街道")),
        ("（市林业局牵头制定方案，市财政局保障经费）", ("市林业局", "市财政局")),
    ],
)  # fmt: skip
def test_a_duty_may_be_told_in_many_words(words: str, units: tuple[str, str]) -> None:
    assert read(TASK + words) == units


@pytest.mark.parametrize(
    ("words", "responsible"),
    [
        ("由市水利局牵头，市财政局、各县（市、区）配合。", "市财政局、各县（市、区）"),
        ("由市水利局牵头，市财政局配合，各县区落实。", "市财政局、各县区"),
        ("由市水利局牵头，市财政局配合，各镇（街道）落实。", "市财政局、各镇（街道）"),
        ("由市水利局牵头，市财政局、有关镇街配合。", "市财政局、有关镇街"),
        ("由市水利局牵头，沿线各乡镇、各试点村落实。", "沿线各乡镇、各试点村"),
        ("由市水利局牵头，属地街道、各国家级开发区落实。", "属地街道、各国家级开发区"),
        ("由市水利局牵头，乡镇（街道）落实。", "乡镇（街道）"),
        ("（市水利局牵头，各县（市、区）、各开发区管委会配合）", "各县（市、区）、各开发区管委会"),
    ],
)
def test_all_bodies_of_a_kind_are_units_of_a_sentence(words: str, responsible: str) -> None:
    assert read(TASK + words) == ("市水利局", responsible)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("市林业局开展巡山护林。", "市林业局开展巡山护林"),
        ("加强通报，市林业局统筹安排。", "市林业局统筹安排"),
        ("各街道组织网格员入户排查。", "各街道组织网格员入户排查"),
        ("市公安局要严查违法用火。", "市公安局要严查违法用火"),
        ("市政府督查室将防火纳入督查。", "市政府督查室将防火纳入督查"),
        ("各区政府是防火工作的责任主体，主要负责人亲自抓。", "各区政府是防火工作的责任主体"),
        ("防火清单由市林业局会同市水利局制定。", "防火清单由市林业局会同市水利局制定"),
        ("以上工作由市林业局牵头，市财政局配合。", "以上工作由市林业局牵头，市财政局配合"),
        ("各部门要重视，市防火办各成员单位按职责分工负责。", "市防火办各成员单位按职责分工负责"),
    ],
)
def test_units_beside_what_is_no_sure_duty_are_told(words: str, named: str) -> None:
    reading = read_responsibility(TASK + words)
    assert reading == TrailerReading(None, (f"“{named}”未计入责任单位，请核对",))


def test_whom_a_unit_drives_on_is_told_beside_it() -> None:
    reading = read_responsibility(f"{TASK}由市林业局牵头，督促各街道落实整改。")
    assert told(reading) == ("市林业局", "")
    assert reading.warnings == (
        "“督促各街道落实整改”中的“各街道”未计入责任单位，请核对",
    )  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "各街道要高度重视，加强领导。",
        "各乡镇、各有关部门要对照要点，细化任务，抓好落实。",
        "市林业局已会同市水利局印发方案。",
        "市林业局印发了方案。",
        "持续释放区域空间布局优化效应，市场主体要落实主体责任。",
        "每年11月底前，各镇将工作总结报市林业局。",
    ],
)
def test_an_exhortation_or_a_report_gives_no_duty(words: str) -> None:
    assert read(TASK + words) == ("", "")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("市委组织部加强指导", "市委组织部"),
        ("区政府督查室督查通报", "区政府督查室"),
        ("县教育局、县财政局每年安排资金", "县教育局、县财政局"),
        ("市发展改革委员会制定考核办法", "市发展改革委员会"),
        ("各镇（街道）组织开展排查", "各镇（街道）"),
    ],
)
def test_a_name_ends_where_the_deed_begins(words: str, names: str) -> None:
    deed = deed_in(words, 0, len(words))
    assert deed is not None
    assert words[deed.start : deed.names_end] == names
    assert len(deed.masked(words)) == len(words)
