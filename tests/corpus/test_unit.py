"""Units under all the names by which people call them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.unit import Unit, UnitRegistry, municipal_units

FIXTURE = Path(__file__).parent / "fixtures" / "trailer_plan.tsv"
NAMES = tuple(
    dict.fromkeys(
        name
        for line in FIXTURE.read_text(encoding="utf-8").splitlines()[1:]
        for column in line.split("\t")[1:]
        for name in column.rstrip("…").split("、")
        if name
    )
)
REGISTRY = UnitRegistry(NAMES)

FORMS = {
    "市住房城乡建委": "住建委 市住建委 住建局 住房城乡建委 住房和城乡建设委员会 "
    "重庆市住房和城乡建设委员会 重庆市住房城乡建委 住房城乡建设委",
    "市规划自然资源局": "规资局 规自局 市规资局 规划和自然资源局 重庆市规划和自然资源局 国土局",
    "市卫生健康委": "卫健委 市卫健委 卫生健康委员会 重庆市卫生健康委员会",
    "市应急局": "应急局 应急管理局 市应急管理局 重庆市应急管理局",
    "市发展改革委": "发改委 市发改委 发展和改革委员会 重庆市发展和改革委员会",
    "市经济信息委": "经信委 市经信委 经济和信息化委员会",
    "市人力社保局": "人社局 人力社保局 市人力资源和社会保障局",
    "市生态环境局": "环保局 生态环境局 重庆市生态环境局",
    "市城市管理局": "城管局 城市管理局 市城管局",
    "市文化旅游委": "文旅委 市文旅委 文化和旅游发展委员会",
    "市大数据发展局": "大数据局 大数据应用发展管理局",
    "市国资委": "国资委",
    "市金融监管局": "金融局 金融监管局 地方金融监督管理局",
    "市政府口岸物流办": "口岸办 物流办 口岸物流办 重庆市人民政府口岸和物流办公室",
    "市消防救援总队": "消防总队 消防救援总队",
    "市人民防空办": "人防办 人民防空办公室 市人民防空办公室",
    "重庆银保监局": "银保监局",
    "人行重庆营管部": "人行 人民银行",
    "市交通局": "交通局 市交委 交通部门",
    "市公安局": "公安局 公安部门 重庆市公安局",
    "各区县政府": "区县政府 各区县政府 各区县人民政府",
    "两江新区管委会": "两江新区管委会 两江新区管理委员会",
    "西部科学城重庆高新区管委会": "高新区管委会 重庆高新区管委会 高新区",
    "广阳岛绿色发展公司": "广阳岛公司",
}


@pytest.mark.parametrize("name", NAMES)
def test_every_unit_of_the_plan_is_found_by_its_own_name(name: str) -> None:
    assert REGISTRY.resolve(name) == name
    assert [match.name for match in REGISTRY.find(f"{name}负责哪些任务？")] == [name]


@pytest.mark.parametrize(
    ("form", "name"), [(form, name) for name, forms in FORMS.items() for form in forms.split()]
)
def test_any_form_means_the_unit_that_the_corpus_names(form: str, name: str) -> None:
    assert REGISTRY.resolve(form) == name
    assert [match.name for match in REGISTRY.find(f"{form}牵头哪些任务？")] == [name]


def test_spaces_and_brackets_do_not_matter() -> None:
    assert REGISTRY.resolve("各区县(自治县)政府") == "各区县（自治县）政府"
    assert REGISTRY.resolve("市 住 建 委") == "市住房城乡建委"
    (match,) = REGISTRY.find("请问 市住 建委 负责什么")
    assert (match.name, match.text) == ("市住房城乡建委", "市住 建委")


def test_all_units_of_a_question_in_its_order() -> None:
    question = "卫健委、教委和市规划和自然资源局分别牵头什么？"
    matches = REGISTRY.find(question)
    assert [m.name for m in matches] == ["市卫生健康委", "市教委", "市规划自然资源局"]
    assert all(question[m.start : m.end] == m.text for m in matches)


@pytest.mark.parametrize(
    "question",
    [
        "交通缓堵由谁负责？",
        "公安机关做什么？",
        "城市管理水平怎么提升？",
        "生态环境质量的目标是什么？",
        "应急管理体制怎么完善？",
        "两江新区至长寿快速通道什么时候开工？",
        "大数据发展情况",
        "高速公路建设局部优化",
        "老旧小区改造由哪个单位牵头？",
        "",
    ],
)
def test_everyday_words_are_no_units(question: str) -> None:
    assert REGISTRY.find(question) == ()


@pytest.mark.parametrize(
    "question",
    [
        "上海市住建委负责什么？",
        "成都市规划和自然资源局",
        "万州区住建委牵头什么？",
        "国家发展改革委",
    ],
)
def test_the_same_office_elsewhere_is_another_unit(question: str) -> None:
    assert REGISTRY.find(question) == ()


def test_a_real_unit_that_the_corpus_does_not_name_is_known_but_not_resolved() -> None:
    assert REGISTRY.resolve("审计局") is None
    assert REGISTRY.known("审计局") == "市审计局"
    assert [match.name for match in REGISTRY.find_absent("审计局做什么？")] == ["市审计局"]
    assert REGISTRY.known("哈哈局") is None


def test_a_corpus_may_name_an_institution_by_another_of_its_forms() -> None:
    registry = UnitRegistry(["市住房和城乡建设局", "市工业和信息化局"])
    assert registry.resolve("住建局") == "市住房和城乡建设局"
    assert registry.resolve("工信局") == "市工业和信息化局"
    assert registry.known("住建委") is None


def test_a_unit_that_no_list_holds_is_still_found_by_rule() -> None:
    registry = UnitRegistry(["市园林绿化监督管理局", "滨江新城管委会"])
    assert registry.resolve("园林绿化监管局") == "市园林绿化监督管理局"
    assert registry.resolve("滨江新城管理委员会") == "滨江新城管委会"


def test_an_alias_of_two_units_of_the_corpus_means_neither() -> None:
    registry = UnitRegistry(["市甲局", "重庆市甲局"])
    assert registry.resolve("市甲局") == "市甲局"
    assert registry.resolve("甲局") is None


def test_look_ups() -> None:
    assert [unit.name for unit in REGISTRY.all()] == list(NAMES)
    assert REGISTRY.unit("市教委").canonical == "重庆市教育委员会"
    assert UnitRegistry(["甲公司"]).unit("甲公司") == Unit("甲公司", "甲公司")
    with pytest.raises(KeyError):
        REGISTRY.unit("市审计局")


def test_no_alias_of_the_resource_belongs_to_two_institutions() -> None:
    owners: dict[str, str] = {}
    for unit in municipal_units():
        for form in {unit.name, unit.canonical, *unit.aliases}:
            assert owners.setdefault(form, unit.name) == unit.name


@given(
    st.text(alphabet="市区县各住房城乡建委规划自然资源局公安教办和、（） 的负责政府", max_size=40)
)
def test_matches_stand_in_order_without_overlaps(question: str) -> None:
    position = 0
    for match in REGISTRY.find(question):
        assert match.start >= position
        assert question[match.start : match.end] == match.text
        position = match.end
