"""The title is the document's own: no title that it cites, no item of its list, no 附件1."""

from __future__ import annotations

import pytest

from corpus.document import DocumentKind
from corpus.particulars import read_particulars

PLAN = "海州区绿色建筑三年行动方案"
BODY = "一、任务\n（一）建绿色建筑。（区住建局）\n"


def title(text: str) -> str:
    return read_particulars(text, "文件.txt").title


@pytest.mark.parametrize(
    "preface",
    [
        "为深入贯彻落实市住建局《关于印发〈海平市绿色建筑实施方案〉的通知》精神，制定本方案。",
        "根据《市政府办公室关于印发海平市绿色建筑实施方案的通知》，制定本方案。",
        "按照市住建局印发《海平市绿色建筑实施方案》的通知要求，结合实际，制定本方案。",
        "现将《海平市绿色建筑实施方案》贯彻落实情况通报如下。",
    ],
)
def test_a_title_that_the_preface_cites_is_another_documents(preface: str) -> None:
    said = read_particulars(f"{PLAN}\n{preface}\n{BODY}", "a")
    assert (said.title, said.kind) == (PLAN, DocumentKind.PLAN)


@pytest.mark.parametrize(
    "above", ["附件", "附件1", "附件 2：", "附件：", "附表", "附件一", "# 附件1"]
)
def test_the_word_annex_above_the_title_is_none(above: str) -> None:
    assert title(f"{above}\n芙蓉区重点任务清单\n{BODY}") == "芙蓉区重点任务清单"


def test_the_title_may_stand_behind_the_word() -> None:
    assert title(f"附件：{PLAN}\n{BODY}") == PLAN


@pytest.mark.parametrize(
    "item", ["（一）区国有企业投资管理办法", "1．区数据管理办法", "（一）制定物业管理条例"]
)
@pytest.mark.parametrize(
    "own",
    [
        "临江区人民政府关于2025年规范性文件制定计划的通知",
        "临江区人民政府关于\n做好清明祭扫工作的通知",
    ],
)
def test_an_item_of_the_list_is_no_title(own: str, item: str) -> None:
    assert title(f"{own}\n各镇街：\n一、拟制定的文件\n{item}\n") == own.replace("\n", "")


def test_a_list_without_a_title_goes_by_its_files_name() -> None:
    assert title("（一）制定投资管理办法（起草单位：区国资办）\n（二）修路。\n") == "文件"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("某市政府关于印发《某市停车方案》的通知\n各区：\n", "某市停车方案"),
        ("某市政府\n关于印发某市停车方案的通知\n各区：\n", "某市停车方案"),
        ("某市住建局关于停车的通知\n各区：\n现将《某市停车方案》印发给你们。\n", "某市停车方案"),
        ("某市住建局\n某府发〔2024〕1号\n签发人：王五\n某市停车方案\n", "某市停车方案"),
        ("某市停车方案\n（2024—2026年）\n", "某市停车方案（2024—2026年）"),
        ("2024年某市停车工作要点\n", "2024年某市停车工作要点"),
    ],
)
def test_what_a_notice_issues_is_the_document(head: str, expected: str) -> None:
    assert title(f"{head}{BODY}") == expected


NUMBER = "宁政发〔2025〕1号\n"
TO = "各街道办事处：\n现予下达。\n"


@pytest.mark.parametrize("signs", ["", "签发人：张三\n"])
@pytest.mark.parametrize(
    "red",
    ["宁海区人民政府\n", "宁海区人民政府文件\n", "宁海区人民政府办公室\n", "宁海区政府办公室函\n"],
)
@pytest.mark.parametrize(
    "own",
    [
        "宁海区人民政府关于下达2025年为民办实事项目的通知",
        "宁海区人民政府关于促进消费的实施意见",
        "宁海区人民政府\n关于同意设立办公室的批复",
        "宁海区人民政府关于同意\n设立办公室的函",
    ],
)
def test_the_red_head_is_no_part_of_the_title(red: str, own: str, signs: str) -> None:
    assert title(f"{red}{NUMBER}{signs}{own}\n{TO}{BODY}") == own.replace("\n", "")


def test_a_red_head_without_a_number_is_none_either() -> None:
    for red in ("宁海区人民政府\n", "宁海区人民政府文件\n"):
        own = "宁海区人民政府关于做好防汛工作的通知"
        assert title(f"{red}{own}\n{TO}{BODY}") == own


def test_the_issuer_in_the_red_head_completes_a_title_that_names_none() -> None:
    assert (
        title(f"宁海区财政局\n{NUMBER}关于停车的通知\n{TO}{BODY}") == "宁海区财政局关于停车的通知"
    )
    assert title(f"宁海区财政局文件\n{NUMBER}关于停车的通知\n{TO}{BODY}") == "关于停车的通知"


@pytest.mark.parametrize(
    "above", [NUMBER, "", f"宁海区政府办公室\n{NUMBER}", f"{NUMBER}2024年5月2日\n"]
)
@pytest.mark.parametrize(
    "own",
    [
        "宁海区优化营商环境若干措施",
        "宁海区优化房屋建筑和市政工程领域\n营商环境若干措施",
        "宁海区支持企业若干政策（试行）",
        "宁海区停车任务清单\n（2024年版）",
        "关于宁海区停车改造的批复",
        "宁海区促进消费二十条",
    ],
)
def test_what_stands_above_measures_is_not_their_title(above: str, own: str) -> None:
    assert title(f"{above}{own}\n为优化营商环境，制定以下措施。\n{BODY}").endswith(
        own.replace("\n", "")
    )


@pytest.mark.parametrize("below", ["（城镇污水和垃圾部分）", "（征求意见稿）", "（2024—2026年）"])
@pytest.mark.parametrize("number", ["", NUMBER])
def test_a_title_goes_on_in_a_bracket_below_it(below: str, number: str) -> None:
    assert title(f"{PLAN}\n{below}\n{number}{BODY}") == PLAN + below


@pytest.mark.parametrize("below", ["（2024年3月5日）", "（宁政发〔2025〕1号）", "（区住建局）"])
def test_a_day_a_number_and_a_unit_in_brackets_are_no_part_of_it(below: str) -> None:
    assert title(f"{PLAN}\n{below}\n{BODY}") == PLAN


@pytest.mark.parametrize(
    "own",
    [
        "《海州市停车办法》政策问答",
        "《海州市停车办法》解读",
        "一图读懂《海州市停车办法》",
        "停车办法答记者问",
    ],
)
def test_days_that_a_text_tells_of_another_one_are_not_its_own(own: str) -> None:
    said = "一、背景是什么？\n答：《办法》于2024年4月30日印发，自2024年6月1日起施行。\n"
    read = read_particulars(f"{own}\n{said}", "a")
    assert (read.title, read.issued, read.effective) == (own, None, None)
    signed = read_particulars(f"{own}\n{said}海州市住建局\n2024年5月9日\n", "a")
    assert str(signed.issued) == "2024-05-09"
