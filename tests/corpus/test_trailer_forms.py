"""Trailers in the forms that clerks give them: verbs in a list, marks, prefixes, lines of their own."""

# One case a line.
# ruff: noqa: E501

from __future__ import annotations

import pytest

from corpus.responsibility import Role
from corpus.structure.trailer import TrailerReading, names_a_role, read_responsibility

TASK = "3．推进试点。健全机制，完善措施。"


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
    for mention in reading.responsibility.units if reading.responsibility else ():
        assert words[mention.start : mention.end] == mention.text
    return told(reading)


@pytest.mark.parametrize(
    ("trailer", "lead", "responsible"),
    [
        ("（责任单位：市民政局牵头，市残联配合）", "市民政局", "市残联"),
        ("（责任单位：市民政局牵头；市残联、各区县政府）", "市民政局", "市残联、各区县政府"),
        ("（责任单位：市民政局牵头、市残联、市妇联参与）", "市民政局", "市残联、市妇联"),
        ("（责任单位：市民政局牵头，市残联等部门配合，各区县政府具体落实）", "市民政局", "市残联、各区县政府…"),
        ("（责任单位：以市民政局为主，市残联配合）", "市民政局", "市残联"),
        ("（责任单位：市民政局等按职责分工负责；各区县政府）", "", "市民政局、各区县政府…"),
        ("（责任单位：市民政局，各区县政府为责任主体）", "", "市民政局、各区县政府"),
        ("（牵头单位：市民政局、市残联，按照行业管理职责分别负责；各镇街具体落实）", "市民政局、市残联", "各镇街"),
        ("（牵头单位：市民政局、市残联按职责分工负责）", "市民政局、市残联", ""),
        ("（牵头单位：市民政局；责任单位：各区县政府抓好落实）", "市民政局", "各区县政府"),
    ],
)  # fmt: skip
def test_a_list_with_a_label_may_say_by_verbs_who_does_what(
    trailer: str, lead: str, responsible: str
) -> None:
    assert read(TASK + trailer) == (lead, responsible)


@pytest.mark.parametrize(
    ("trailer", "lead", "responsible"),
    [
        ("（市民政局牵头，会同市残联、市妇联落实）", "市民政局", "市残联、市妇联"),
        ("（市民政局统筹，各区政府落实）", "", "市民政局、各区政府"),
        ("（由市民政局负责，市残联加强指导）", "", "市民政局、市残联"),
        ("（市民政局负责建设，市财政局负责资金保障）", "", "市民政局、市财政局"),
        ("（市民政局、市残联按职能分工抓好落实）", "", "市民政局、市残联"),
        ("（市民政局总牵头，市残联支持）", "市民政局", "市残联"),
        ("（市民政局牵头推进，市残联协助做好配合工作）", "市民政局", "市残联"),
        ("（2025年底前完成，市民政局负责）", "", "市民政局"),
        ("（市民政局牵头，市残联配合，2025年9月底前完成）", "市民政局", "市残联"),
        ("（市民政局、市残联负责，2025年9月）", "", "市民政局、市残联"),
        ("（市民政局要牵头抓总，各部门抓落实）", "市民政局", "各部门"),
        ("（市民政局、市残联；责任人：赵六）", "", "市民政局、市残联"),
        ("（市民政局牵头，各区、高新区、市残联配合）", "市民政局", "各区、高新区、市残联"),
        ("（市民政局、市残联，各镇街）", "", "市民政局、市残联、各镇街"),
        ("（市民政局牵头，市残联、\n— 2 —\n各区政府配合）", "市民政局", "市残联、各区政府"),
        ("（商务部、住房城乡建设部）", "", "商务部、住房城乡建设部"),
        ("（规划：市规划局；建设：市住建委；资金：市财政局）", "", "市规划局、市住建委、市财政局"),
    ],
)  # fmt: skip
def test_duties_without_a_label(trailer: str, lead: str, responsible: str) -> None:
    assert read(TASK + trailer) == (lead, responsible)


@pytest.mark.parametrize(
    ("trailer", "lead", "responsible"),
    [
        ("（市民政局（牵头）、市残联）", "市民政局", "市残联"),
        ("（责任单位：市民政局（牵头）、市残联（配合）、各区县政府）", "市民政局", "市残联、各区县政府"),
        ("（市民政局〔牵头〕、市残联按职责分工负责）", "市民政局", "市残联"),
        ("（责任单位：市民政局*、市残联，*为牵头单位）", "市民政局", "市残联"),
        ("（责任单位：市民政局、市残联★，标★的为牵头单位）", "市残联", "市民政局"),
        ("（责任单位：①市民政局；②市残联）", "", "市民政局、市残联"),
        ("（责任单位：1．市民政局；2．市残联）", "", "市民政局、市残联"),
        ("\n责任单位：市民政局（牵头）；市残联", "市民政局", "市残联"),
    ],
)  # fmt: skip
def test_a_mark_at_a_name_is_no_part_of_it(trailer: str, lead: str, responsible: str) -> None:
    assert read(TASK + trailer) == (lead, responsible)


def test_a_mark_that_nothing_explains_is_told() -> None:
    reading = read_responsibility(f"{TASK}（责任单位：市民政局★、市残联）")
    assert told(reading) == ("", "市民政局、市残联")
    assert "★" in reading.warnings[0]


@pytest.mark.parametrize(
    ("trailer", "lead", "responsible"),
    [
        ("（市级责任单位：市民政局；区级责任单位：各区民政局）", "", "市民政局、各区民政局"),
        ("（市直牵头单位：市民政局；市直配合单位：市残联）", "市民政局", "市残联"),
        ("（省级牵头部门：省民政厅；配合部门：省残联）", "省民政厅", "省残联"),
        ("（责任分工：市民政局牵头，市残联配合）", "市民政局", "市残联"),
        ("（责 任 单 位：市民政局、市残联）", "", "市民政局、市残联"),
        ("（牵头单位/责任单位：市民政局/市残联、市妇联）", "市民政局", "市残联、市妇联"),
        ("（牵头单位是市民政局，配合单位是市残联）", "市民政局", "市残联"),
        ("【牵头单位】市民政局【配合单位】市残联", "市民政局", "市残联"),
        ("〖责任单位：市民政局〗", "", "市民政局"),
        ("{牵头单位：市民政局；责任单位：市残联}", "市民政局", "市残联"),
        ("<牵头单位：市民政局>", "市民政局", ""),
    ],
)  # fmt: skip
def test_labels_in_their_many_forms(trailer: str, lead: str, responsible: str) -> None:
    assert read(TASK + trailer) == (lead, responsible)


@pytest.mark.parametrize("words", ["市级牵头单位", "责任部门", "牵头责任单位", "省直配合单位"])
def test_a_column_may_have_such_a_label(words: str) -> None:
    assert names_a_role(words)


@pytest.mark.parametrize("words", ["任务", "责任分工", "牵头领导", "完成时限", "单位"])
def test_other_columns_hold_no_units(words: str) -> None:
    assert not names_a_role(words)


@pytest.mark.parametrize(
    ("task", "lead", "responsible"),
    [
        ("3．扩大开放（市商务委、市文化旅游委）", "", "市商务委、市文化旅游委"),
        ("3．扩大开放（市商务委负责）。", "", "市商务委"),
        ("3．扩大开放，牵头单位：市商务委，责任单位：重庆海关。", "市商务委", "重庆海关"),
        ("3．扩大开放 责任单位：重庆海关、市口岸办", "", "重庆海关、市口岸办"),
        ("3．扩大开放。由市商务委牵头，重庆海关配合。", "市商务委", "重庆海关"),
        ("3．扩大开放。市商务委牵头，重庆海关配合，新增口岸2个。", "市商务委", "重庆海关"),
        ("3．由市商务委牵头，会同市财政局等部门，扩大开放。", "市商务委", "市财政局…"),
        ("3．扩大开放。一是建设口岸，由市口岸办负责。二是培育企业，由市商务委负责。", "", "市口岸办、市商务委"),
        ("3．扩大开放。责任单位为市商务委、市口岸办。", "", "市商务委、市口岸办"),
        ("3．扩大开放\n牵头单位　市商务委\n配合单位　重庆海关、市口岸办", "市商务委", "重庆海关、市口岸办"),
        ("3．扩大开放。\n- 牵头单位：市商务委\n- 责任单位：重庆海关", "市商务委", "重庆海关"),
        ("3．扩大开放。\n\n> 牵头单位：市商务委；责任单位：重庆海关", "市商务委", "重庆海关"),
        ("3．扩大开放。\n●★牵头单位：市商务委\n——责任单位：重庆海关", "市商务委", "重庆海关"),
        ("3．建口岸。（市口岸办）；引企业（市商务委）。", "", "市口岸办、市商务委"),
    ],
)  # fmt: skip
def test_a_trailer_needs_no_bracket_and_no_stop_before_it(
    task: str, lead: str, responsible: str
) -> None:
    assert read(task) == (lead, responsible)


@pytest.mark.parametrize(
    ("task", "lead", "responsible"),
    [
        ("3．治水。\n牵头单位：市水利局；\n责任单位：市财政局、\n市住建局，各区政府", "市水利局", "市财政局、市住建局、各区政府"),
        ("3．治水。\n责任单位：市水利局，\n各区政府", "", "市水利局、各区政府"),
        ("3．治水。\n责任单位:\n市水利局、市财政局", "", "市水利局、市财政局"),
        ("3．治水。\n责任单位：市发展改革\n委、市水利局", "", "市发展改革委、市水利局"),
        ("3．治水。（责任单位：市住房城乡建\n委、市水利局）", "", "市住房城乡建委、市水利局"),
        ("3．治水。（市水利局牵头，市农业农村\n委、市生态\n环境局配合）", "市水利局", "市农业农村委、市生态环境局"),
        ("3．治水。（市水利局、市生态环境局按职\n责分工负责）", "", "市水利局、市生态环境局"),
        ("3．治水。（责任单位：市委\n宣传部、各区县\n人民政府）", "", "市委宣传部、各区县人民政府"),
    ],
)  # fmt: skip
def test_a_list_goes_on_below_its_line(task: str, lead: str, responsible: str) -> None:
    assert read(task) == (lead, responsible)


@pytest.mark.parametrize("below", ["市财政局", "          水务公司", "市财政局、市审计局"])
def test_units_on_lines_below_a_list_that_has_ended_are_told(below: str) -> None:
    reading = read_responsibility(f"3．治水。\n责任单位：市水利局\n{below}")
    assert told(reading) == ("", "市水利局")
    assert below.strip() in reading.warnings[0]


def test_what_stands_below_a_list_is_no_part_of_it() -> None:
    assert read("3．治水。\n责任单位：市水利局、\n加强河道管护。") == ("", "市水利局")
    assert read("3．治水。\n责任单位：市水利局\n某市人民政府办公室") == ("", "市水利局")


def test_what_a_list_goes_on_to_say_stays_text() -> None:
    text = "3．治水。责任单位：市水利局。投资达到20亿元。"
    held = read_responsibility(text).responsibility
    assert held is not None
    assert [text[a:b] for a, b in held.spans] == ["责任单位：市水利局"]


@pytest.mark.parametrize(
    "text",
    [
        "3．领导小组由市政府牵头，办公室设在市水利局。",
        "3．健全由市水利局牵头、各部门参加的联席会议制度。",
        "3．本方案由市住房城乡建委负责解释。",
        "3．坚持党委领导、政府负责、社会协同。",
        "3．由企业负责运营，由居民参与管理。",
        "3．报市住房城乡建委（市公园城市局）。",
        "3．发挥行业协会（商会）作用。",
        "3．责任部门要加强监管，配合单位要积极参与。",
        "3．把安全摆在首位，健全牵头抓总机制。",
        "3．试点。（来源：市统计局；审核：市水利局）",
        "3．试点。（以下简称市专班）",
    ],
)
def test_bodies_that_a_text_only_speaks_of_have_no_duty(text: str) -> None:
    assert read_responsibility(text) == TrailerReading(None, ())


@pytest.mark.parametrize(
    ("trailer", "lead", "word"),
    [
        ("（牵头单位：待定；责任单位：市残联）", "", "待定"),
        ("（责任单位：市残联；配合单位：另行确定）", "", "另行确定"),
        ("（责任单位：市残联、同上）", "", "同上"),
        ("（责任单位：市残联，要把责任落到实处）", "", "要把责任落到实处"),
        ("（责任单位：市残联，加强社区服务站）", "", "加强社区服务站"),
        ("（责任单位：市残联，联系电话63001234）", "", "联系电话63001234"),
    ],
)
def test_words_that_are_no_unit_are_left_out_and_told(trailer: str, lead: str, word: str) -> None:
    reading = read_responsibility(TASK + trailer)
    assert told(reading) == (lead, "市残联")
    assert any(f"“{word}”" in warning for warning in reading.warnings)


@pytest.mark.parametrize("nothing", ["无", "/", "—", "——"])
def test_a_role_that_nobody_has_is_simply_empty(nothing: str) -> None:
    assert read(f"{TASK}（牵头单位：市残联；配合单位：{nothing}）") == ("市残联", "")
    assert read(f"{TASK}（责任单位：{nothing}）") == ("", "")


@pytest.mark.parametrize(
    "when", ["2024年6月", "2024年6月底前", "长期坚持", "2024—2026年", "年底前", "2025年第三季度"]
)
def test_a_date_is_no_unit(when: str) -> None:
    assert read(f"{TASK}（责任单位：市残联；{when}）") == ("", "市残联")


@pytest.mark.parametrize(
    "trailer",
    [
        "（以上任务由市民政局牵头，市残联配合）",
        "（上述三项任务由市民政局牵头，市残联配合）",
        "（本部分牵头单位：市民政局；责任单位：市残联）",
    ],
)
def test_a_trailer_for_several_tasks_is_read_here_and_told(trailer: str) -> None:
    reading = read_responsibility(TASK + trailer)
    assert told(reading) == ("市民政局", "市残联")
    assert "涉及多项任务" in reading.warnings[0]


@pytest.mark.parametrize(
    "trailer",
    [
        "建设甲站（市民政局、市残联）、乙站（市妇联）。",
        "各区政府为所有任务的责任单位。",
        "（责任单位：市民政局、市残联。以下均需各区县政府负责，不再列出）",
        "（成员单位：市民政局、市残联）",
        "（牵头单位：市民政局；联系单位：市残联）",
    ],
)
def test_units_that_are_not_read_are_told(trailer: str) -> None:
    assert read_responsibility(TASK + trailer).warnings
