"""Issuers and numbers in more of the forms in which documents state them."""

from __future__ import annotations

import pytest

from corpus.particulars import read_particulars

BODY = "一、任务\n（一）建公园。（市园林局）\n"
ARTICLES = "第一条　为了规范停车，制定本办法。\n第二条　本办法自公布之日起施行。\n"


@pytest.mark.parametrize(
    "unit",
    [
        "宁海市安全生产委员会办公室",
        "宁海市安委会办公室",
        "宁海市防汛抗旱指挥部",
        "宁海市食品安全委员会",
        "中共宁海市委办公室",
        "宁海市人大常委会办公室",
        "宁海市推进职能转变领导小组办公室",
        "宁海高新区管委会",
        "宁海市大数据中心",
    ],
)
@pytest.mark.parametrize("between", ["\n", "　　　　　　"])
def test_offices_of_committees_sign(unit: str, between: str) -> None:
    said = read_particulars(f"公园清单\n{BODY}{unit}{between}2024年6月12日\n", "a")
    assert said.issuer == unit


@pytest.mark.parametrize(
    "signature",
    [
        "中共临江区委办公室　临江区人民政府办公室\n2024年3月12日",
        "中共临江区委办公室\n临江区人民政府办公室\n2024年3月12日",
        "　　　中共临江区委办公室　　　临江区人民政府办公室\n　　　2024年3月12日",
    ],
)
def test_two_units_sign_together(signature: str) -> None:
    said = read_particulars(f"公园计划\n{BODY}" + "建设。\n" * 600 + signature + "\n", "a")
    assert said.issuer == "中共临江区委办公室、临江区人民政府办公室"


def test_letters_apart_are_one_unit() -> None:
    said = read_particulars(f"公园计划\n{BODY}某 市 人 民 政 府\n2024年3月12日\n", "a")
    assert said.issuer == "某市人民政府"


@pytest.mark.parametrize("line", ["各区县（自治县）人民政府", "有关单位", "各委员会"])
def test_those_addressed_issue_nothing(line: str) -> None:
    assert read_particulars(f"公园计划\n{line}\n{BODY}", "a").issuer is None


@pytest.mark.parametrize(
    "front",
    [
        "嘉南市人民政府令\n第58号\n市长：赵某\n2024年9月20日\n嘉南市绿地管理办法\n",
        "嘉南市人民政府令第58号\n嘉南市绿地管理办法\n",
        "嘉南市人民政府令（第58号）\n嘉南市绿地管理办法\n",
        "嘉南市绿地管理办法\n（2024年9月3日审议通过　2024年9月20日嘉南市人民政府令第58号公布）\n",
        "嘉南市绿地管理办法\n（2024年9月20日以嘉南市人民政府令第58号公布）\n",
    ],
)
def test_the_number_of_an_order_is_whole_and_tells_the_issuer(front: str) -> None:
    said = read_particulars(front + ARTICLES, "a")
    assert (said.number, said.issuer) == ("嘉南市人民政府令第58号", "嘉南市人民政府")


def test_an_order_of_the_state_council_is_cited_as_ever() -> None:
    front = "公园条例\n（2004年1月1日中华人民共和国国务院令第58号公布）\n"
    said = read_particulars(front + ARTICLES, "a")
    assert (said.number, said.issuer) == ("国务院令第58号", "国务院")


def test_an_order_that_is_cited_is_not_its_own() -> None:
    front = "公园方案\n根据市人民政府令第58号，制定本方案。\n"
    said = read_particulars(front + BODY, "a")
    assert (said.number, said.issuer) == (None, None)


@pytest.mark.parametrize(
    "line", ["〔2025〕第6次", "（〔2025〕6号）", "〔2025〕第6期", "2025年第6号", "【2025】6号"]
)
def test_minutes_and_announcements_are_numbered_by_the_year(line: str) -> None:
    said = read_particulars(f"东湖区政府常务会议纪要\n{line}\n会议研究了工作。\n{BODY}", "a")
    assert said.number == line.removeprefix("（").removesuffix("）")


def test_the_office_beside_the_date_of_minutes_issues_them() -> None:
    text = f"东湖区政府常务会议纪要\n东湖区人民政府办公室　　2025年4月11日\n{BODY}"
    assert read_particulars(text, "a").issuer == "东湖区人民政府办公室"
