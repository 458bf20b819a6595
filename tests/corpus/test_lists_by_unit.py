"""Duties listed by unit: the unit stands before its duty, or is the heading above it."""

# One case a line.

from __future__ import annotations

import pytest

from corpus.clause import Clause, Outline
from corpus.document import Document, DocumentKind
from corpus.outline import read_outline
from corpus.structure.trailer import read_responsibility


def plan(*lines: str, title: str = "某县工作方案") -> Outline:
    text = "\n".join(("为做好有关工作，制定本方案。", *lines))
    return read_outline(Document("p", title, text, DocumentKind.PLAN))


def units(clause: Clause) -> tuple[str, str]:
    held = clause.responsibility
    if held is None:
        return "", ""
    for mention in held.units:
        assert clause.text[mention.start : mention.end] == mention.text
    lead, responsible = held.lead, held.responsible
    return "、".join(unit.name for unit in lead), "、".join(unit.name for unit in responsible)


def named(outline: Outline) -> dict[str, tuple[str, str]]:
    return {clause.label: units(clause) for clause in outline.clauses if clause.label}


def told(outline: Outline) -> list[str]:
    return [warning.message for warning in outline.warnings]


def read(words: str) -> tuple[str, str]:
    reading = read_responsibility(words)
    assert not reading.warnings
    if reading.responsibility is None:
        return "", ""
    both = reading.responsibility.lead, reading.responsibility.responsible
    lead, responsible = ("、".join(unit.name for unit in each) for each in both)
    return lead, responsible


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("县水利局：负责水情旱情监测预警，指导工程抢险。", ("", "县水利局")),
        ("（一）县应急管理局：牵头综合协调工作，组织救援。", ("县应急管理局", "")),
        ("1.市委宣传部：指导协调新闻报道。", ("", "市委宣传部")),
        ("2.市公安局交警支队：负责疏导交通（责任人：李四）。", ("", "市公安局交警支队")),
        ("（3）区税务局、各商业银行：落实税费和信贷优惠。", ("", "区税务局、各商业银行")),
        (
            "各乡镇人民政府、街道办事处：按照属地管理原则，落实属地责任。",
            ("", "各乡镇人民政府、街道办事处"),
        ),
        ("县自然资源局——负责地质灾害隐患排查。", ("", "县自然资源局")),
        ("县气象局　　负责天气监测，及时发布预警信息，服务群众。", ("", "县气象局")),
        ("**县民政局：**做好困难群众救助。", ("", "县民政局")),
        ("（三）县住建局。负责工程消防设计审查验收。", ("", "县住建局")),
        ("县人武部：组织民兵参加抢险。", ("", "县人武部")),
        ("市水利局：对河道采砂进行监管。", ("", "市水利局")),
    ],
)
def test_a_unit_before_its_duty_answers_for_it(words: str, expected: tuple[str, str]) -> None:
    assert read(words) == expected


def test_who_joins_is_read_behind_the_duty() -> None:
    assert read("县水利局：负责水情监测，县气象局配合。") == ("", "县水利局、县气象局")
    assert read("县水利局：会同县气象局做好水情监测。") == ("", "县水利局、县气象局")
    assert read("1.县水利局：负责清淤。（配合单位：县财政局）") == ("", "县水利局、县财政局")


@pytest.mark.parametrize(
    "words",
    [
        "县财政局：500万元。",
        "县财政局：张三、李四",
        "县财政局：023-1234567",
        "县财政局：关于预算编制的意见",
        "各区县人民政府，市政府各部门：",
        "市场主体：负责落实主体责任。",
        "市级医院：加强学科建设。",
        "组  长：王五",
        "抢险救援组：负责抢险救援。",
        "联系电话：负责人手机",
    ],
)
def test_a_sum_a_person_or_an_addressee_is_no_duty(words: str) -> None:
    assert read(words) == ("", "")


def test_units_of_several_lines_are_those_of_the_part() -> None:
    outline = plan(
        "一、职责分工",
        "　　县应急管理局：负责综合协调。",
        "　　县公安局：查处违法行为，疏导交通；县气象局：监测天气。",
        "　　县财政局：资金筹集拨付",
        "二、工作要求",
        "加强配合。",
    )
    assert named(outline)["一、"] == ("", "县应急管理局、县公安局、县气象局、县财政局")
    assert not told(outline)


def test_below_a_heading_of_duties_a_matter_is_a_duty() -> None:
    outline = plan(
        "一、部门职责", "1.县水利局：水情监测。", "2.县公安局：交通疏导。", "二、要求", "抓好落实。"
    )
    assert [named(outline)[label] for label in ("一、1.", "一、2.")] == [
        ("", "县水利局"),
        ("", "县公安局"),
    ]


def test_elsewhere_it_is_told() -> None:
    outline = plan("一、重点任务", "（一）县水利局：水情监测。", "（二）县公安局：交通疏导。")
    assert set(named(outline).values()) == {("", "")}
    assert told(outline) == [
        f"“{unit}：”后的内容未按职责读取，未计入责任单位，请核对"
        for unit in ("县水利局", "县公安局")
    ]


def test_a_unit_as_heading_answers_for_the_duties_below_it() -> None:
    outline = plan(
        "一、市应急管理局",
        "1.负责综合协调全市安全监管工作。",
        "2.组织事故救援。",
        "二、市水利局主要职责",
        "1.水利工程安全。",
        "三、各乡镇人民政府、街道办事处",
        "落实属地管理责任。",
        title="某市责任清单",
    )
    assert named(outline) == {
        "一、": ("", "市应急管理局"),
        "二、": ("", "市水利局"),
        "三、": ("", "各乡镇人民政府、街道办事处"),
    }
    assert "2.组织事故救援。" in outline.clauses[1].text
    assert not told(outline)


def test_a_unit_as_heading_within_a_part() -> None:
    outline = plan(
        "一、总体要求",
        "落实责任。",
        "二、职责分工",
        "（一）县水利局",
        "1.水情监测。",
        "2.工程抢险。",
        "（二）县公安局",
        "负责交通疏导。",
    )
    assert named(outline)["二、（一）"] == ("", "县水利局")
    assert named(outline)["二、（二）"] == ("", "县公安局")


def test_a_heading_whose_tasks_are_deeper_is_told() -> None:
    outline = plan(
        "一、县水利局职责", "（一）监测", "1.负责雨情。", "2.负责水情。", "二、要求", "抓好。"
    )
    assert told(outline) == ["“县水利局职责”是标题中的单位，未计入所属各项任务，请核对"]


def test_what_is_named_like_a_place_of_work_is_no_unit_of_tasks() -> None:
    outline = plan("一、重点任务", "（一）市级医院", "1.加强学科建设。", "2.新建住院楼。")
    assert set(named(outline).values()) == {("", "")}
    assert not told(outline)


def test_a_unit_without_number_above_numbers_of_its_own_is_told() -> None:
    outline = plan(
        "一、职责分工",
        "县水利局",
        "1.负责监测。",
        "2.负责抢险。",
        "县公安局",
        "1.负责疏导。",
        "二、要求",
        "抓好。",
    )
    messages = told(outline)
    assert "“县水利局”下所列各项未计入该单位，请核对" in messages
    assert "“县公安局”下所列各项未计入该单位，请核对" in messages


def test_a_unit_without_number_above_its_duty_in_words() -> None:
    outline = plan("一、职责分工", "县水利局", "负责监测，做好抢险。", "县公安局", "负责疏导。")
    assert named(outline)["一、"] == ("", "县水利局、县公安局")


def test_a_signature_is_no_unit_with_duties() -> None:
    outline = plan("一、职责分工", "县水利局：负责监测。", "清河县水利局", "2024年5月1日")
    assert named(outline)["一、"] == ("", "县水利局")


@pytest.mark.parametrize(
    "rows",
    [
        ("| 单位 | 职责 |", "| 县农业农村局 | 秸秆离田 |", "| 县公安局 | 查处焚烧 |"),
        (
            "| 序号 | 事项 | 相关部门 | 职责分工 |",
            "| 1 | 焚烧 | 县农业农村局 | 秸秆离田 |",
            "|  |  | 县公安局 | 查处 |",
        ),
        (
            "| 部门名称 | 主要职责 |",
            "| --- | --- |",
            "| 县农业农村局 | 离田 |",
            "| 县公安局 | 查处 |",
        ),
    ],
)
def test_a_table_of_units_and_duties(rows: tuple[str, ...]) -> None:
    outline = plan("一、责任", "明确责任。", *rows)
    box = next(clause for clause in outline.clauses if clause.title == "表")
    assert units(box) == ("", "县农业农村局、县公安局")


def test_a_cell_that_is_no_unit_is_told() -> None:
    outline = plan(
        "一、责任", "明确。", "| 单位 | 职责 |", "| 待定人员 | 巡查 |", "| 县公安局 | 查处 |"
    )
    assert told(outline) == ["表中“待定人员”一栏的单位未计入责任单位，请核对"]


def test_a_unit_as_heading_of_what_may_be_no_duty_is_told() -> None:
    outline = plan("一、市水利局", "水库安全。", "二、要求", "抓好落实。")
    assert set(named(outline).values()) == {("", "")}
    assert told(outline) == ["“市水利局”是标题中的单位，未计入所属各项任务，请核对"]


@pytest.mark.parametrize(
    ("heading", "units_read"),
    [
        ("县委宣传部（县文明办）", "县委宣传部（县文明办）"),
        ("县城管局（县综合执法局）", "县城管局（县综合执法局）"),
        ("各社区", "各社区"),
        ("各村（社区）", "各村（社区）"),
        ("各乡镇、街道", "各乡镇、各街道"),
        ("各乡镇（街道）", "各乡镇（街道）"),
    ],
)
@pytest.mark.parametrize("number", ["一、", "（一）"])
def test_headings_that_say_more_of_a_body_or_mean_all(
    number: str, heading: str, units_read: str
) -> None:
    outline = plan(
        "一、责任分工" if number == "（一）" else "",
        f"{number}{heading}",
        "1.开展清扫。",
        "2.做好宣传。",
    )
    assert named(outline)[number if number == "一、" else "一、（一）"] == ("", units_read)
    assert told(outline) == []


@pytest.mark.parametrize("heading", ["各社区改造", "各乡镇情况", "社区服务中心（站）"])
def test_headings_of_matters_are_no_units(heading: str) -> None:
    outline = plan(f"一、{heading}", "1.开展清扫。", "2.做好宣传。")
    assert all(clause.responsibility is None for clause in outline.clauses)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("区城市更新领导小组办公室（设在区城管局）负责统筹协调。", ("", "区城管局")),
        ("由区推进办（设在区住建局）牵头，区财政局配合。", ("区住建局", "区财政局")),
        ("（领导小组办公室（设在市住建局）牵头，市财政局配合）", ("市住建局", "市财政局")),
        ("（区防汛抗旱指挥部（办公室设在区水利局）牵头，区财政局配合）", ("区水利局", "区财政局")),
    ],
)
def test_the_seat_of_an_office_is_meant(words: str, expected: tuple[str, str]) -> None:
    assert read(words) == expected
