"""Values of several years or names, parts of a whole, and what is no target at all."""

# One case a line.

from __future__ import annotations

import pytest

from corpus.structure.targets import read_indicators


def stated(text: str) -> list[tuple[str, str, str, int | None]]:
    """Name, comparator, value with unit and year of each target; quotes hold."""
    found = read_indicators(text)
    for target in found:
        assert text[target.start : target.end] == target.quote
    return [(each.name, each.comparator, f"{each.value:g}{each.unit}", each.year) for each in found]


@pytest.mark.parametrize(
    ("text", "name", "comparator", "values"),
    [
        (
            "2024年、2025年、2026年分别新建充电桩300个、400个、500个。",
            "充电桩",
            "新建",
            ("2024 300个", "2025 400个", "2026 500个"),
        ),
        (
            "到2025年、2027年，生活垃圾回收利用率分别达到42%、43%。",
            "生活垃圾回收利用率",
            "达到",
            ("2025 42%", "2027 43%"),
        ),
        (
            "到2025年和2027年，森林覆盖率分别不低于42%和43%。",
            "森林覆盖率",
            "不低于",
            ("2025 42%", "2027 43%"),
        ),
        (
            "2024、2025、2026年分别建成口袋公园10个、12个、15个。",
            "口袋公园",
            "建成",
            ("2024 10个", "2025 12个", "2026 15个"),
        ),
        (
            "2024年、2025年分别新建5G基站300个、400个。",
            "5G基站",
            "新建",
            ("2024 300个", "2025 400个"),
        ),
        (
            "2024—2026年分别培训护理员100、200、300人。",
            "护理员",
            "培训",
            ("2024 100人", "2025 200人", "2026 300人"),
        ),
        (
            "充电桩2024年新建300个，2025年新建400个。",
            "充电桩",
            "新建",
            ("2024 300个", "2025 400个"),
        ),
    ],
)
def test_each_value_has_its_own_year(
    text: str, name: str, comparator: str, values: tuple[str, ...]
) -> None:
    expected = [(value.split()[1], int(value.split()[0])) for value in values]
    assert stated(text) == [(name, comparator, value, year) for value, year in expected]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "固废综合利用率、危险废物处置率分别达到75%、100%。",
            ("固废综合利用率 75%", "危险废物处置率 100%"),
        ),
        ("事故起数和死亡人数分别下降10%和15%。", ("事故起数 10%", "死亡人数 15%")),
        (
            "城镇、农村居民人均可支配收入分别增长6%、7%。",
            ("城镇居民人均可支配收入 6%", "农村居民人均可支配收入 7%"),
        ),
    ],
)
def test_each_value_has_its_own_name(text: str, values: tuple[str, ...]) -> None:
    assert [f"{name} {value}" for name, _, value, _ in stated(text)] == list(values)


@pytest.mark.parametrize(
    "text", ["各镇分别新建2个、3个、4个。", "2024年、2025年、2026年分别新建充电桩300个、400个。"]
)
def test_values_whose_owner_is_not_said_are_left_out(text: str) -> None:
    assert not stated(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "引进项目40个，其中亿元以上项目20个、10亿元以上项目5个。",
            ("亿元以上项目 20个", "10亿元以上项目 5个"),
        ),
        ("新建学校12所，其中小学8所、初中4所。", ("小学 8所", "初中 4所")),
        ("新增城镇就业5万人，其中失业人员再就业1.5万人。", ("失业人员再就业 1.5万人",)),
    ],
)
def test_parts_of_a_whole_are_targets_too(text: str, parts: tuple[str, ...]) -> None:
    assert [f"{name} {value}" for name, _, value, _ in stated(text)[1:]] == list(parts)


def test_parts_by_year() -> None:
    text = "筹集租赁住房2.4万套（间），其中2022年筹集6000套（间）、2023年筹集8000套（间）。"
    assert [(value, year) for _, _, value, year in stated(text)] == [
        ("2.4万套（间）", None),
        ("6000套（间）", 2022),
        ("8000套（间）", 2023),
    ]


@pytest.mark.parametrize(
    ("text", "name", "comparator"),
    [
        ("打造和美乡村示范村10个。", "和美乡村示范村", "打造"),
        ("和谐社区占比达到80%。", "和谐社区占比", "达到"),
        ("新辟公交线路20条。", "公交线路", "新辟"),
        ("新能源公交车达到500辆。", "新能源公交车", "达到"),
        ("培育智能工厂（数字化车间）40家。", "智能工厂（数字化车间）", "培育"),
        ("安置房开工3200套。", "安置房", "开工"),
        ("培训基地达到5个。", "培训基地", "达到"),
        ("美丽乡村建成50个。", "美丽乡村", "建成"),
        ("为65岁以上老年人免费体检9.5万人次。", "65岁以上老年人免费体检", ""),
        ("每千人口拥有3岁以下婴幼儿托位5个。", "每千人口拥有3岁以下婴幼儿托位", ""),
        ("为100户困难家庭改造住房。", "困难家庭改造住房", ""),
        ("物资储备不少于上年度的1.2倍。", "物资储备", "不少于"),
        ("较大事故控制在3起以内。", "较大事故", "控制在"),
        ("实际利用外资1.2亿美元。", "实际利用外资", ""),
        ("打造精品菜50道。", "精品菜", "打造"),
        ("完成改造任务100个。", "改造任务", "完成"),
    ],
)
def test_a_name_is_whole(text: str, name: str, comparator: str) -> None:
    assert [target[:2] for target in stated(text)] == [(name, comparator)]


@pytest.mark.parametrize(
    "text",
    [
        "市住建局等7部门联合检查。",
        "以建筑面积不超过70平方米的小户型为主。",
        "开展检查，为65岁以上老年人服务。",
        "对接6家庭医生团队。",
    ],
)
def test_what_is_no_target(text: str) -> None:
    assert not stated(text)
