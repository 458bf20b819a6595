"""Names to which a plan gives something to do and that no task counts are told in one line."""

from __future__ import annotations

import time

import pytest

from corpus.document import Document, DocumentKind
from corpus.library.uncounted_names import uncounted_names
from corpus.outline import read_outline
from corpus.structure.mentioned_names import mentioned_names

BEGIN = "正文中还提到下列单位，没有记入任务的责任分工，请核对："


def told(body: str, kind: DocumentKind = DocumentKind.PLAN) -> str:
    """What is told of one task with these words."""
    text = f"为做好工作，制定本方案。\n一、任务\n（一）推进改造。{body}\n"
    lines = uncounted_names(read_outline(Document("p", "某市工作方案", text, kind)))
    return lines[0].removeprefix(BEGIN).removesuffix("。") if lines else ""


def names(words: str) -> list[str]:
    return [found.name for found in mentioned_names(words)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("市公安局依法查处。", ["市公安局"]),
        ("各镇街要压实属地责任。", ["各镇街"]),
        ("市财政局予以支持，市审计局予以监督。", ["市财政局", "市审计局"]),
        ("审计部门要加强审计监督。", ["审计部门"]),
        ("账户由街道办事处指导业主设立。", ["街道办事处"]),
        ("对工作不力的，由区纪委监委依规依纪追责。", ["区纪委监委"]),
        ("市委宣传部、市教育局以及新闻媒体要广泛宣传。", ["市委宣传部", "市教育局"]),
        ("市住建局和各区政府要做好组织实施。", ["市住建局", "各区政府"]),
        ("由县（市、区）人民政府组织联合审查。", ["县（市、区）人民政府"]),
        ("领导小组负总责。", ["领导小组"]),
        ("专班办公室（市住建局）负责日常调度。", ["专班办公室（市住建局）"]),
        ("环卫处每日清扫道路。", ["环卫处"]),
        ("各专业经营单位优先安排改造计划。", ["各专业经营单位"]),
        ("12月底前，供电公司完成线路迁改。", ["供电公司"]),
        ("国网市供电公司做好迁改。", ["国网市供电公司"]),
        ("市发展改革委、市经济信息委等部门按职责审批。", ["市发展改革委", "市经济信息委"]),
        ("公安、交通、城管等部门开展联合执法。", ["公安、交通、城管等部门"]),
        ("对未完成任务的，区纪委监委启动问责。", ["区纪委监委"]),
        ("县财政局多渠道筹措资金。", ["县财政局"]),
        ("市住建局每年发布城市体检报告。", ["市住建局"]),
        ("市财政局向区县下达资金。", ["市财政局"]),
        ("各镇街每周排查并上报隐患。", ["各镇街"]),
    ],
)
def test_who_is_given_something_to_do(words: str, expected: list[str]) -> None:
    assert names(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "各区县每月向市住建局报送进度，重大事项报市政府。",
        "年底前将总结报区城管局。",
        "各镇街每年11月底前将工作总结报区住建局。",
        "县水利局及时向市水利局报告险情。",
        "按照市住建局印发的《市财政局要保障经费》执行。",
        "市政府已经出台政策。",
        "市政府成立领导小组。",
        "建立由市住建局牵头、各部门参加的联席会议制度。",
        "由市政府分管领导任组长，市财政局局长任副组长。",
        "县水利局、县公安局等单位主要负责人为成员。",
        "领导小组办公室设在市住建局。",
        "在区政府门户网站公开。",
        "区政府规范性文件集中公开。",
        "市规划自然资源局网站公布结果。",
        "全县财政收入增长5%。",
        "业主委员会组建率达到80%。",
        "市场监管机制更加完善。",
        "新建社区养老服务中心3个。",
        "联系人：市政府督查室 王强。",
        "本方案由市住建局负责解释。",
        "各单位要密切配合，各责任单位要制定工作方案。",
        "市财政局的资金按时到位。",
    ],
)
def test_what_gives_nobody_a_task_is_quiet(words: str) -> None:
    assert names(words) == []


def test_the_line_names_the_places() -> None:
    text = (
        "为做好工作，制定本方案。\n一、任务\n（一）查处。市公安局依法管控。\n"
        "（二）收运。市公安局依法管控，环卫处每日清扫道路。\n"
    )
    outline = read_outline(Document("p", "某市工作方案", text, DocumentKind.PLAN))
    assert uncounted_names(outline) == [
        f"{BEGIN}市公安局（在一、（一），一、（二））、环卫处（在一、（二））。"
    ]


def test_names_amid_a_bracket_that_is_not_read_are_told() -> None:
    assert told("新建管网。（设施处、市排水中心，分两批推进）") == (
        "设施处（在一、（一））、市排水中心（在一、（一））"
    )


@pytest.mark.parametrize(
    "body",
    [
        "市公安局依法查处。（责任单位：市公安局）",
        "住建部门予以支持。（市住建局）",
        "各区政府予以支持。（责任单位：各区县政府、各区政府）",
        "市城管局依法查处。牵头单位：市城市管理局",
    ],
)
def test_units_of_the_task_are_not_told(body: str) -> None:
    assert told(body) == ""


def test_what_another_warning_names_is_not_repeated() -> None:
    assert told("市融媒体中心要开设专栏。") == ""


def test_laws_are_left_alone() -> None:
    text = "第一条 为了管理，制定本办法。\n第二条 市公安局依法查处。\n"
    outline = read_outline(Document("r", "某市管理条例", text, DocumentKind.REGULATION))
    assert uncounted_names(outline) == []


def test_a_unit_that_is_a_heading_and_was_not_read_is_told() -> None:
    body = "一、分工\n（一）县融媒体中心\n1.新闻专栏。开设。\n2.短视频。拍摄。\n"
    text = f"为做好工作，制定本方案。\n{body}"
    outline = read_outline(Document("p", "某县方案", text, DocumentKind.PLAN))
    assert uncounted_names(outline) == [f"{BEGIN}县融媒体中心（在（一））。"]


def test_long_rows_of_names_take_no_long_time() -> None:
    begun = time.perf_counter()
    names("、".join(["市住建局和新闻媒体"] * 500))
    assert time.perf_counter() - begun < 5
