"""Names that a cell, a margin or a missing mark writes as one."""

from __future__ import annotations

import pytest

from corpus.structure.glued_names import glued_at, may_be_glued
from corpus.structure.trailer import read_responsibility


def units(words: str) -> str:
    reading = read_responsibility(f"建库。（责任单位：{words}）")
    assert reading.responsibility is not None
    assert not reading.warnings
    return "、".join(mention.name for mention in reading.responsibility.responsible)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("市财政局市发展改革委", "市财政局、市发展改革委"),
        ("市财政局市民政局市住建局", "市财政局、市民政局、市住建局"),
        ("区财政局各镇（街道）", "区财政局、各镇（街道）"),
        ("市轨道集团市财政局、市公安局", "市轨道集团、市财政局、市公安局"),
        ("市市场监管局市教育局", "市市场监管局、市教育局"),
        ("县委组织部县人社局", "县委组织部、县人社局"),
        ("区住建局区各街道办事处", "区住建局、区各街道办事处"),
        ("各区（市、县）人民政府市级有关部门", "各区（市、县）人民政府、市级有关部门"),
        ("教育部财政部", "教育部、财政部"),
        ("市委办公厅市政府办公厅", "市委办公厅、市政府办公厅"),
    ],
)
def test_two_known_names_in_one_are_two_units(written: str, names: str) -> None:
    assert units(written) == names


@pytest.mark.parametrize(
    "name",
    [
        "市委市政府督查室",
        "市委市直机关工委",
        "区委区政府",
        "市政府各部门",
        "市城市管理局",
        "市市场监管局",
        "市公安局市中区分局",
        "市公安局各区分局",
        "国家税务总局重庆市税务局",
        "交通运输部海事局",
        "县市政园林局",
        "市教育局市区教育科",
        "市国资委市属国有企业",
        "省市两级教育部门",
        "市属各国有企业",
        "市民政局",
    ],
)
def test_one_name_that_holds_another_stays_one(name: str) -> None:
    assert units(name) == name


@pytest.mark.parametrize(
    "name", ["市科学技术协会市科技馆", "市公安局市交警支队", "市大数据局市政务服务中心"]
)
def test_what_only_looks_like_two_is_told(name: str) -> None:
    reading = read_responsibility(f"建库。（责任单位：{name}）")
    assert reading.warnings == (f"“{name}”可能是两个单位连在一起，请核对",)


def test_a_long_row_of_names_takes_no_time() -> None:
    row = "市财政局" * 15
    assert len(glued_at(row)) == 14
    assert not glued_at(row + "市甲")
    assert not may_be_glued("市财政局")


def test_names_are_where_the_text_has_them() -> None:
    text = "建库。（责任单位：市财政局市民政局）"
    held = read_responsibility(text).responsibility
    assert held is not None
    assert [text[each.start : each.end] for each in held.units] == ["市财政局", "市民政局"]


@pytest.mark.parametrize("slash", ["/", "／"])
def test_a_slash_between_bodies_parts_them(slash: str) -> None:
    assert units(f"市住建局{slash}市财政局") == "市住建局、市财政局"


def test_a_half_width_full_stop_is_no_part_of_a_name() -> None:
    assert units("市住建局,各区政府.") == "市住建局、各区政府"


@pytest.mark.parametrize(
    ("wrapped", "names"),
    [
        ("市教育局、市城\n市管理局", "市教育局、市城市管理局"),
        ("市教育局、市市\n场监管局", "市教育局、市市场监管局"),
        ("市教育局\n市财政局", "市教育局、市财政局"),
    ],
)
def test_a_name_that_the_margin_cut_is_one_where_the_whole_is_known(
    wrapped: str, names: str
) -> None:
    assert units(wrapped) == names


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("县财政局、县农商行等金融机构", "县财政局、县农商行"),
        ("市财政局、县农商行等金融机构、各区政府", "市财政局、县农商行、各区政府"),
        ("市水利局等行业主管部门，市财政局", "市水利局、市财政局"),
        ("市水利局等相关市直部门，市财政局", "市水利局、市财政局"),
        ("市高等教育机构、市中等职业学校", "市高等教育机构、市中等职业学校"),
        ("城管、住建等部门、各区政府", "城管部门、住建部门、各区政府"),
    ],
)
def test_an_open_end_is_shared_by_those_before_it_alone(written: str, names: str) -> None:
    assert units(written) == names
