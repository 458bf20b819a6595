"""How a sentence opens: a yes or no, a row's label, a premise. None may say what no clause says."""

from __future__ import annotations

import pytest

from assistant.service import PolicyAssistant
from assistant.verification.checker import Checker
from assistant.verification.evidence import Evidence, Source
from assistant.verification.sentences import SentenceSplitter
from assistant.verification.words import Words

FEE = ("物业管理条例", "第四十一条")
ADVERT = ("重庆市城市园林绿化条例", "第四十一条")
BUILDING = ("中华人民共和国城乡规划法", "第六十六条")
COMPLETED = ("中华人民共和国城乡规划法", "第四十五条")
MORTGAGED = ("中华人民共和国城市房地产管理法", "第五十二条")
WITHDRAWN = ("住房公积金管理条例", "第二十四条")
OWED = ("物业管理条例", "第六十四条")
PAYS = "业主应当根据物业服务合同的约定交纳物业服务费用[1]。"
FORBIDS = "禁止在公园绿地内设置户外商业广告[1]。"
MAY_BE_FINED = "未经批准进行临时建设的，可以并处临时建设工程造价一倍以下的罚款[1]。"


def kept(assistant: PolicyAssistant, question: str, clause: tuple[str, str], text: str) -> bool:
    """Whether every sentence of `text` is borne out by the clause it cites as [1]."""
    knowledge = assistant.knowledge
    (cited,) = [
        each for each in knowledge.clauses.values() if (each.document_title, each.label) == clause
    ]
    titles = frozenset(document.title for document in knowledge.documents)
    source = Source(1, cited, knowledge.document_of(cited))
    evidence = Evidence(question, (source,), "", (), "", titles)
    checker = Checker(evidence, knowledge.units, Words.read())
    splitter = SentenceSplitter()
    return all(checker.check(each).kept for each in splitter.feed(text) + splitter.close())


@pytest.mark.parametrize(
    ("question", "clause", "text"),
    [
        ("公园绿地内能设置户外商业广告吗", ADVERT, f"不能这样做，{FORBIDS}"),
        ("公园绿地内能不能设置广告", ADVERT, f"能不能设：{FORBIDS}"),
        (
            "公园绿地内能设置户外商业广告吗",
            ADVERT,
            "不得在公园绿地内设置户外商业广告，这是条例明令禁止的[1]。",
        ),
        ("物业费要谁交", FEE, f"谁来交：{PAYS}"),
        (
            "要报送资料吗",
            COMPLETED,
            "需要的，建设单位应当在竣工验收后六个月内向城乡规划主管部门报送有关竣工验收资料[1]。",
        ),
    ],
)
def test_what_a_sentence_may_open_with(
    assistant: PolicyAssistant, question: str, clause: tuple[str, str], text: str
) -> None:
    assert kept(assistant, question, clause, text)


@pytest.mark.parametrize(
    ("question", "clause", "text"),
    [
        ("物业费怎么交", FEE, f"谁都可以不交：{PAYS}"),
        ("物业费怎么交", FEE, f"如何收费由街道办事处定：{PAYS}"),
        ("物业费怎么交", FEE, f"为什么要罚五万元：{PAYS}"),
        ("物业费怎么交", FEE, "怎么罚都不超过五百元：\n"),
        ("能不能设广告", ADVERT, f"能不能设都由物业公司决定：{FORBIDS}"),
        ("租户住着，业主要交纳物业服务费用吗", FEE, f"租户要交纳，{PAYS}"),
        ("公园绿地内能设置户外商业广告吗，会罚款吗", ADVERT, f"不能罚款，{FORBIDS}"),
        ("能设广告吗", ADVERT, "禁止在公园绿地内设置户外商业广告，这是物业公司禁止的[1]。"),
        ("能设广告吗", ADVERT, "禁止在公园绿地内设置户外商业广告，这是不禁止的[1]。"),
        ("没批准呢", BUILDING, f"前提是批准进行临时建设：{MAY_BE_FINED}"),
        (
            "公积金怎么提",
            WITHDRAWN,
            "前提是出境定居：出境定居的，可以提取职工住房公积金账户内的存储余额[1]。",
        ),
        ("能搭临时建筑吗", BUILDING, f"有可能，但有条件：{MAY_BE_FINED}"),
        ("不交物业费呢", OWED, "不一定，逾期仍不交纳的，物业服务企业可以向人民法院起诉[1]。"),
        (
            "抵押的土地上能建房屋吗",
            MORTGAGED,
            "能，可以依法将土地上新增的房屋与抵押财产一同拍卖[1]。",
        ),
        ("没批准呢", BUILDING, "未经批准进行临时建设的，可以并处临时建设金额一倍以下的罚款[1]。"),
    ],
)
def test_what_an_opening_may_not_say(
    assistant: PolicyAssistant, question: str, clause: tuple[str, str], text: str
) -> None:
    assert not kept(assistant, question, clause, text)
