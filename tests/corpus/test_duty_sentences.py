"""Ordinary sentences that give a duty: who stands before 要, 应当, 负责, 依法 or 予以."""

# One case a line.
# ruff: noqa: E501

from __future__ import annotations

import pytest

from corpus.responsibility import Role
from corpus.structure.kinds_of_bodies import is_kind_of_body, means_nobody
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


def responsible(words: str) -> str:
    lead, others = read(TASK + words)
    assert not lead
    return others


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("各镇街要落实属地责任，确保任务落地。", "各镇街"),
        ("各镇街要切实履行属地管理责任。", "各镇街"),
        ("各镇街要成立工作专班，制定实施方案。", "各镇街"),
        ("各区政府要落实属地责任，市住建局要加强指导。", "各区政府、市住建局"),
        ("市林业局要加强统筹。", "市林业局"),
        ("市水利局要加强统筹，各区县政府要落实属地责任。", "市水利局、各区县政府"),
        ("市住建局要强化督促检查。", "市住建局"),
        ("市住建局主要负责指导。", "市住建局"),
        ("市住建局负责日常工作。", "市住建局"),
        ("市住建局承担日常工作。", "市住建局"),
        ("市政府督查室要加强督查。", "市政府督查室"),
        ("各乡镇（街道）要落实网格化管理。", "各乡镇（街道）"),
        ("为确保任务落实，市住建局要加强统筹。", "市住建局"),
        ("按照职责分工，市住建局要加强检查。", "市住建局"),
    ],
)
def test_what_a_unit_must_do_is_its_duty_in_whatever_words(words: str, units: str) -> None:
    assert responsible(words) == units


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("市公安局依法查处。", "市公安局"),
        ("市市场监管局依法对违规企业予以查处。", "市市场监管局"),
        ("街道办事处予以配合。", "街道办事处"),
        ("市财政局予以支持，市审计局予以监督。", "市财政局、市审计局"),
        ("对拒不整改的，由市城管局依法处罚。", "市城管局"),
    ],
)
def test_what_is_done_by_law_is_told_as_a_duty(words: str, units: str) -> None:
    assert responsible(words) == units


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("审计部门要加强审计监督。", "审计部门"),
        ("公安机关依法予以处罚。", "公安机关"),
        ("行业主管部门要落实行业监管责任。", "行业主管部门"),
        ("镇人民政府应当配合做好拆迁工作。", "镇人民政府"),
        ("由街道办事处指导业主设立专用账户，市财政局加强监管。", "街道办事处、市财政局"),
        ("教育、公安、市场监管等部门要加强校园周边整治。", "教育部门、公安部门、市场监管部门"),
        ("由各区、县（市）建设主管部门会同财政部门提出计划。", "各区、县（市）建设主管部门、财政部门"),
        ("由各县（市、区）教育行政部门会同同级财政部门提出计划。", "各县（市、区）教育行政部门、同级财政部门"),
        ("街道、社区要做好群众工作。", "街道、社区"),
        ("由所在街道、社区组织实施。", "所在街道、社区"),
        ("村（居）民委员会协助做好工作。", "村（居）民委员会"),
    ],
)  # fmt: skip
def test_authorities_named_by_their_kind_are_units(words: str, units: str) -> None:
    assert responsible(words) == units


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("市住建局和各区政府要做好组织实施。", "市住建局、各区政府"),
        ("市住建局与市财政局要联合开展检查。", "市住建局、市财政局"),
        ("市委宣传部、市教育局以及新闻媒体要广泛开展宣传。", "市委宣传部、市教育局、新闻媒体"),
        ("市住建局要会同省有关部门建立协调机制。", "市住建局、省有关部门"),
    ],
)
def test_a_sentence_may_join_its_units_by_any_word(words: str, units: str) -> None:
    assert responsible(words) == units


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("区（市）住房城乡建设部门牵头，会同自然资源、市场监管等部门在15个工作日内完成审查。", ("区（市）住房城乡建设部门", "自然资源部门、市场监管部门")),
        ("由市住建局牵头，会同市大数据发展局建设监测平台。", ("市住建局", "市大数据发展局")),
        ("市住建局、市财政局等按照“谁主管、谁负责”原则分别负责。", ("", "市住建局、市财政局")),
        ("市住建局、市财政局按“管行业必须管安全”要求负责。", ("", "市住建局、市财政局")),
    ],
)  # fmt: skip
def test_time_limits_deeds_and_principles_are_no_part_of_a_list(
    words: str, units: tuple[str, str]
) -> None:
    assert read(TASK + words) == units


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("县住建局：承担专项整治牵头职责，负责监管。", ("县住建局", "")),
        ("县住建局：履行牵头责任，做好监管。", ("县住建局", "")),
        ("县住建局：发挥牵头作用，负责日常监管。", ("县住建局", "")),
        ("县住建局：作为牵头单位，负责监管。", ("县住建局", "")),
        ("县财政局：承担资金保障职责。", ("", "县财政局")),
    ],
)
def test_who_has_the_part_of_the_lead_leads(words: str, units: tuple[str, str]) -> None:
    assert read(words) == units


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("各镇街要加强组织领导。", "各镇街要加强组织领导"),
        ("市财政局落实资金3000万元。", "市财政局落实资金3000万元"),
        ("市公安局依法查处案件32起。", "市公安局依法查处案件32起"),
        ("市教育局建设学校3所。", "市教育局建设学校3所"),
        ("市住建局建设智慧监管平台。", "市住建局建设智慧监管平台"),
        ("市住建局负责人要亲自抓。", "市住建局负责人要亲自抓"),
        ("市住建局落实情况纳入考核。", "市住建局落实情况纳入考核"),
        ("银行、监管局要引导金融机构加大支持。", "银行、监管局要引导金融机构加大支持"),
        ("各区政府要按时报送进展。", "各区政府要按时报送进展"),
        ("办公室设在市住建局，市住建局负责日常工作。", "市住建局负责日常工作"),
    ],
)
def test_what_may_be_a_report_or_of_another_matter_is_told(words: str, named: str) -> None:
    reading = read_responsibility(TASK + words)
    assert reading == TrailerReading(None, (f"“{named}”未计入责任单位，请核对",))


@pytest.mark.parametrize(
    "words",
    [
        "各有关部门要各司其职、密切配合。",
        "各部门要依法履职。",
        "各区县要结合实际制定方案。",
        "市级有关部门要切实加强指导和监督。",
        "街道改造提升工程要加快推进。",
        "社区建设养老驿站。",
        "市区道路要加强养护。",
        "建设单位要落实首要责任，施工单位要落实主体责任。",
    ],
)
def test_what_is_said_to_all_or_of_things_names_nobody(words: str) -> None:
    assert read(TASK + words) == ("", "")


def test_who_is_told_as_part_of_a_sentence_takes_no_duty_from_the_others() -> None:
    reading = read_responsibility(
        f"{TASK}各区政府是创建工作的责任主体，市园林局负责牵头抓总，市财政局配合。"
    )
    assert told(reading) == ("市园林局", "市财政局")
    assert reading.warnings == (
        "“各区政府是创建工作的责任主体”未计入责任单位，请核对",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("由市住建局建设管理处负责施工许可。", "市住建局建设管理处"),
        ("市水利局运行管理中心负责调度。", "市水利局运行管理中心"),
    ],
)
def test_a_section_whose_name_holds_a_deed_stays_whole(words: str, name: str) -> None:
    assert responsible(words) == name


def test_kinds_of_bodies() -> None:
    assert all(map(is_kind_of_body, ["审计部门", "各级财政部门", "公安机关", "乡镇人民政府"]))
    assert not any(map(is_kind_of_body, ["有关部门", "建设单位", "市场主体", "企业"]))
    assert all(map(means_nobody, ["各部门", "市级有关部门", "各成员单位"]))
    assert not any(map(means_nobody, ["各镇街", "各区政府", "审计部门", "市住建局"]))
