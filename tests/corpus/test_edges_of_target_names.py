"""Several things with one measure, words of place and time, and the year of the sentence before."""

from __future__ import annotations

import pytest

from corpus.structure.targets import read_indicators


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "养老设施、托育设施、社区便利店覆盖率达到90%以上。",
            "养老设施、托育设施、社区便利店覆盖率",
        ),
        ("医院、学校、公园覆盖率达到90%。", "医院、学校、公园覆盖率"),
        ("加强宣传、严格执法、城区绿化覆盖率达到90%。", "城区绿化覆盖率"),
        ("体系健全、设施完善、污水处理率达到90%。", "污水处理率"),
        ("增设车位，全市年内新增3000个以上。", "车位"),
        ("在不影响消防的前提下增设车位，全区今年新增3000个以上。", "车位"),
        ("完成全区612家餐饮场所摸底。", "餐饮场所摸底"),
        ("完成辖区内35座桥梁检测。", "桥梁检测"),
        ("完成全市120公里管网排查。", "管网排查"),
    ],
)
def test_the_name_is_the_thing_and_not_where_it_is(text: str, name: str) -> None:
    assert [target.name for target in read_indicators(text)] == [name]


def test_a_year_alone_in_a_sentence_governs_the_next_one() -> None:
    text = "到2025年，体系更加健全。护理型床位占比达到58%以上，探访率达到100%。"
    assert [target.year for target in read_indicators(text)] == [2025, 2025]


@pytest.mark.parametrize(
    "text",
    [
        "到2025年，体系更加健全。每年新建口袋公园20个。",
        "到2025年，体系更加健全。目前护理型床位占比达到58%。",
        "到2025年，体系更加健全。\n护理型床位占比达到58%。",
        "到2025年，体系更加健全，建成公园5个。护理型床位占比达到58%。",
        "到2025年，体系更加健全。要加强宣传。护理型床位占比达到58%。",
    ],
)
def test_no_other_sentence_takes_it(text: str) -> None:
    assert read_indicators(text)[-1].year is None
