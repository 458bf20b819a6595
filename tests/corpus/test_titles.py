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
