"""Units whose names begin with no 市, 区 or 县; one name never takes a whole list with it."""

# One case a line.

from __future__ import annotations

import pytest

from corpus.library.doubtful_names import is_doubtful
from corpus.responsibility import Role
from corpus.structure.local_names import is_local_office, is_named_firm
from corpus.structure.towns import is_town
from corpus.structure.trailer import TrailerReading, read_responsibility

TASK = "（一）抓管理。"


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
    """Lead and responsible units, all understood."""
    reading = read_responsibility(f"{TASK}{words}")
    assert not reading.warnings
    return told(reading)


@pytest.mark.parametrize(
    ("words", "units"),
    [
        (
            "排查隐患，由新区消防救援支队牵头，新区商务委、新区教委、各镇街配合。",
            ("新区消防救援支队", "新区商务委、新区教委、各镇街"),
        ),
        ("排查隐患，由高新区建设局负责。", ("", "高新区建设局")),
        ("排查隐患，由管委会建设局负责。", ("", "管委会建设局")),
        ("排查隐患，由旗住建局负责，旗财政局配合。", ("", "旗住建局、旗财政局")),
        ("排查隐患，由盟农牧局牵头，兵团发展改革委配合。", ("盟农牧局", "兵团发展改革委")),
        ("排查隐患，由州住建局负责。", ("", "州住建局")),
        ("排查隐患，由自治区水利厅牵头。", ("自治区水利厅", "")),
        ("排查隐患，由镇规划建设办公室负责。", ("", "镇规划建设办公室")),
        ("排查隐患，由青江县住建局负责，桃源乡政府配合。", ("", "青江县住建局、桃源乡政府")),
        ("排查隐患，由桃源街道办事处负责，桃源派出所配合。", ("", "桃源街道办事处、桃源派出所")),
        ("排查隐患，由国网青江供电公司负责。", ("", "国网青江供电公司")),
        (
            "排查隐患，由新区住房城乡建委、新区消防救援支队按职责分工负责，各镇街具体落实。",
            ("", "新区住房城乡建委、新区消防救援支队、各镇街"),
        ),
        ("管网改造工作由新区水务局牵头，新区财政局配合。", ("新区水务局", "新区财政局")),
    ],
)
def test_offices_that_write_no_level_are_read(words: str, units: tuple[str, str]) -> None:
    lead, responsible = told(read_responsibility(f"{TASK}{words}"))
    assert (lead, responsible) == units


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("县住建局牵头，县公安局、青江燃气公司配合。", ("县住建局", "县公安局、青江燃气公司")),
        ("由县住建局、青江燃气公司负责。", ("", "县住建局、青江燃气公司")),
        (
            "由区住建局牵头，会同区商务局、桃源燃气公司，于7月底前完成餐饮场所摸底。",
            ("区住建局", "区商务局、桃源燃气公司"),
        ),
        (
            "县住建局牵头，县公安局、桃源街道、青山镇、各村配合。",
            ("县住建局", "县公安局、桃源街道、青山镇、各村"),
        ),
        ("由县住建局会同桃源镇、青江燃气公司组织实施。", ("", "县住建局、桃源镇、青江燃气公司")),
        (
            "县住建局要加快推进停车场建设，青江燃气公司要做好管道保护。",
            ("", "县住建局、青江燃气公司"),
        ),
        ("由县住建局、供电公司负责。", ("", "县住建局、供电公司")),
        ("由市住建局、高新区负责。", ("", "市住建局、高新区")),
    ],
)
def test_a_firm_or_a_street_takes_no_other_away(words: str, units: tuple[str, str]) -> None:
    assert read(words) == units


@pytest.mark.parametrize(
    ("words", "units", "warning"),
    [
        ("由市住建局、施工单位负责。", ("", "市住建局"), "“施工单位”未计入责任单位，请核对"),
        (
            "由市住建局、供电公司、物业公司负责。",
            ("", "市住建局、供电公司"),
            "“物业公司”未计入责任单位，请核对",
        ),
        ("县住建局牵头，施工单位配合。", ("县住建局", ""), "“施工单位配合”未计入责任单位，请核对"),
        ("由物业公司负责。", ("", ""), "“由物业公司负责”未计入责任单位，请核对"),
        (
            "青山社区负责组织居民议事。",
            ("", ""),
            "“青山社区负责组织居民议事”未计入责任单位，请核对",
        ),
        (
            "高新区、经开区要加快标准厂房建设。",
            ("", ""),
            "“高新区、经开区要加快标准厂房建设”未计入责任单位，请核对",
        ),
    ],
)
def test_a_kind_of_body_is_left_out_and_told(
    words: str, units: tuple[str, str], warning: str
) -> None:
    reading = read_responsibility(f"{TASK}{words}")
    assert told(reading) == units
    assert reading.warnings == (warning,)


@pytest.mark.parametrize(
    ("words", "responsible"),
    [
        ("桃源街道、青山街道要组织协调辖区机关单位错时开放停车位。", "桃源街道、青山街道"),
        ("东湖街道负责违法建设巡查。", "东湖街道"),
        ("城关镇负责河道清淤。", "城关镇"),
        ("和平街道负责落实，向阳镇配合。", "和平街道、向阳镇"),
        ("桃源镇、青山镇和白马寺镇负责落实。", "桃源镇、青山镇、白马寺镇"),
        ("街道办事处负责日常巡查。", "街道办事处"),
        ("桃源街道负责做好居民沟通，县住建局负责施工。", "桃源街道、县住建局"),
    ],
)
def test_streets_and_towns_do_what_a_sentence_says(words: str, responsible: str) -> None:
    assert read(words) == ("", responsible)


@pytest.mark.parametrize(
    "words",
    [
        "主要街道要加强保洁。",
        "在桃源镇开展试点。",
        "人才返乡要加强服务。",
        "产业园区要加强配套。",
        "由此形成的工作格局由各方负责。",
        "推进特色小镇建设。",
    ],
)
def test_a_kind_of_place_does_nothing(words: str) -> None:
    assert read(words) == ("", "")


@pytest.mark.parametrize(
    ("words", "responsible"),
    [
        ("（责任单位：东城区、西城区党委和政府）", "东城区党委和政府、西城区党委和政府"),
        ("（责任单位：高新区党工委和管委会）", "高新区党工委和管委会"),
        (
            "（责任单位：市水务局，高新区、经开区党工委、管委会）",
            "市水务局、高新区党工委、管委会、经开区党工委、管委会",
        ),
        ("（责任单位：桃源街道党工委和办事处）", "桃源街道党工委和办事处"),
        ("（责任单位：各区县党委和政府）", "各区县党委和政府"),
    ],
)
def test_a_party_committee_and_its_government_are_one_pair(words: str, responsible: str) -> None:
    assert read(words) == ("", responsible)


@pytest.mark.parametrize(
    ("words", "responsible"),
    [
        (
            "（责任科室：城市建设办公室；责任社区：梧桐社区、纺织社区）",
            "城市建设办公室、梧桐社区、纺织社区",
        ),
        ("（责任村（社区）：桃源村、青山社区）", "桃源村、青山社区"),
        ("（责任镇：桃源镇）", "桃源镇"),
    ],
)
def test_villages_and_communities_have_their_label(words: str, responsible: str) -> None:
    assert read(words) == ("", responsible)


def test_whose_part_in_the_task_is_told_of_this_item() -> None:
    assert read("市住建局是本项工作的牵头单位，市财政局、市公安局为配合单位。") == (
        "市住建局",
        "市财政局、市公安局",
    )


@pytest.mark.parametrize(
    "name", ["新区教委", "桃源街道办事处", "经济技术开发区建设局", "临空经济区管委会"]
)
def test_offices(name: str) -> None:
    assert is_local_office(name)


@pytest.mark.parametrize(
    "name", ["建设新区管委会", "第六条城市人民政府", "推进新区建设局", "小区管委会"]
)
def test_no_offices(name: str) -> None:
    assert not is_local_office(name)


def test_towns_and_firms_and_their_kinds() -> None:
    assert all(map(is_town, ["桃源街道", "城关镇", "青江县桃源镇", "三江苗族乡", "和平镇"]))
    assert not any(
        map(is_town, ["特色小镇", "推进城关镇", "在桃源镇", "乡镇", "资本下乡", "主要街道"])
    )
    assert all(map(is_named_firm, ["青江燃气公司", "国网青江供电公司", "青江市政建设有限公司"]))
    assert not any(map(is_named_firm, ["物业公司", "瓶装燃气公司", "支持青江燃气公司"]))


def test_what_a_bracket_adds_to_a_name_of_each_is_no_doubt() -> None:
    assert not is_doubtful("各街道办事处（乡镇人民政府）")


def test_those_whose_heads_attend_a_meeting_have_no_task() -> None:
    reading = read_responsibility(f"{TASK}区政府办、桃源街道负责同志参加会议。")
    assert told(reading) == ("", "")
