"""An ending written once: whose it is, and who stands alone before it."""

from __future__ import annotations

import pytest

from corpus.structure.shared_endings import may_be_cut_short
from corpus.structure.unit_names import read_units


def listed(words: str) -> str:
    return "、".join(unit.mention.name for unit in read_units(words, 0, len(words)).units)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("市发展改革、财政局", "市发展改革局、财政局"),
        ("市公安、司法行政、民政局", "市公安局、司法行政局、民政局"),
        ("市教育、交通委", "市教育委、交通委"),
        ("甲新区、乙经开区管委会", "甲新区管委会、乙经开区管委会"),
        ("万州区、涪陵区政府", "万州区政府、涪陵区政府"),
        ("江北、渝中区政府", "江北区政府、渝中区政府"),
        ("江北区、渝中区等区政府", "江北区政府、渝中区政府"),
        ("江北、渝中等相关区", "江北区、渝中区"),
        ("城东、城西街道办事处", "城东街道办事处、城西街道办事处"),
        ("交警、治安支队", "交警支队、治安支队"),
        ("市城投、交投集团", "市城投集团、交投集团"),
        ("市水务、燃气、轨道公司", "市水务公司、燃气公司、轨道公司"),
        ("市发改、财政等部门", "市发改部门、财政部门"),
    ],
)
def test_half_a_name_takes_the_ending_of_the_next(words: str, names: str) -> None:
    assert listed(words) == names


@pytest.mark.parametrize(
    "words",
    [
        "各区、市教育局",
        "各县区、市教育局",
        "各街镇、区城管委",
        "相关镇街、区水利局",
        "万州区、涪陵区、市公安局",
        "高新区、经开区、市教育局",
        "两江新区、市发展改革委",
        "两江新区、市林业局",
        "浦东新区、各区政府",
        "中心城区各区、两江新区管委会",
        "江津区、高新区管委会",
        "两江新区、江北区政府",
        "中国石油、中国石化、市商务局",
        "重庆联通、市经信委",
        "申通地铁、久事公交、市交通委",
        "国网重庆电力、重庆燃气集团",
        "中国石油、江北区政府",
        "华侨城、万科集团",
        "移动、联通、铁塔公司",
        "市属国企、市国资委",
        "长江海事、市交通局",
        "市财政、发改委",
    ],
)
def test_a_place_a_zone_an_enterprise_or_a_scope_stands_alone(words: str) -> None:
    assert listed(words) == words


def test_a_word_that_may_be_half_a_name_is_told() -> None:
    words = "越秀、海珠区城管局"
    assert listed(words) == words
    assert "越秀" in read_units(words, 0, len(words)).notes[0]
    assert not any(
        map(may_be_cut_short, ["各区", "高新区", "万州区", "中国石油", "市教委", "重庆联通"])
    )


@pytest.mark.parametrize(
    "words",
    [
        "市委机要局",
        "市推进职能转变协调小组办公室",
        "政策落实专班",
        "市质量监督局",
        "12345热线办",
        "会同县政府",
    ],
)
def test_names_that_hold_a_word_of_duty_are_names(words: str) -> None:
    assert listed(words) == words
