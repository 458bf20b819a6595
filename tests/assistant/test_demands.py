"""What a question asks for, and what a text states."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.inquiry import Demand
from assistant.understanding.demands import DemandLexicon, Way, read_ways, states
from assistant.understanding.fold import fold
from assistant.understanding.lexicon_file import LexiconError

DEMANDS = DemandLexicon.read()


@pytest.mark.parametrize("way", read_ways(), ids=lambda way: way.example)
def test_every_way_of_asking_is_heard_in_its_example(way: Way) -> None:
    assert way.demand in DEMANDS.asked_in(fold(way.example))


@pytest.mark.parametrize(
    "line",
    [
        "金额\t多少钱",
        "价格\t多少钱\t要多少钱",
        "金额\t(多少钱\t要多少钱",
        "金额\t几元\t要多少钱",
        "金额\t\t要多少钱",
    ],
)
def test_a_line_of_another_form_is_told(tmp_path: Path, line: str) -> None:
    file = tmp_path / "demands.tsv"
    file.write_text(f"# ways of asking\n{line}\n", encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        DemandLexicon.read(file)
    assert "demands.tsv:2" in str(caught.value)
    assert "第2行" in caught.value.user_message


def test_lines_that_cannot_stand_together_are_told(tmp_path: Path) -> None:
    file = tmp_path / "demands.tsv"
    line = "金额\t(?P<sum>多少钱)\t要多少钱\n"
    file.write_text(line + line, encoding="utf-8")
    with pytest.raises(LexiconError):
        DemandLexicon.read(file)


@pytest.mark.parametrize(
    ("question", "demand"),
    [
        ("每户补贴多少钱", Demand.MONEY),
        ("投诉电话是多少", Demand.PHONE),
        ("河长叫什么", Demand.PERSON),
        ("几点上班", Demand.HOURS),
        ("18号线开通了没有", Demand.PROGRESS),
        ("多少天内答复", Demand.DATE),
        ("列一下历史建筑有哪些", Demand.LIST),
        ("现在改完了百分之几", Demand.PROGRESS),
        ("污水处理费一吨多少", Demand.MONEY),
        ("维修资金交多少", Demand.MONEY),
        ("改造工程进展到哪一步了,在哪里查", Demand.LOOK_UP),
        ("能不能告诉我办证要多少钱", Demand.MONEY),
    ],
)
def test_particulars_asked_for(question: str, demand: Demand) -> None:
    assert demand in DEMANDS.asked_in(question)


@pytest.mark.parametrize(
    ("question", "demand"),
    [
        ("闻到漏气了打电话,他们要怎么办", Demand.PHONE),
        ("责任名单里有哪些单位", Demand.LIST),
        ("非化石能源消费占比目标是多少", Demand.MONEY),
        ("动用维修资金要几个业主签字", Demand.MONEY),
        ("停车费标准由哪个部门来定", Demand.MONEY),
        ("土地收回补偿多少钱谁来评估", Demand.MONEY),
        ("我的申请办到哪一步了怎么查", Demand.PROGRESS),
        ("已经修了好几年的厂也要改吗", Demand.PROGRESS),
        ("能不能规定货车几点到几点进城", Demand.HOURS),
    ],
)
def test_particulars_only_spoken_of(question: str, demand: Demand) -> None:
    assert demand not in DEMANDS.asked_in(question)


def test_who_says_when_it_was_built_asks_for_no_list() -> None:
    question = "我们小区95年建的,能列入改造吗"
    assert Demand.LIST not in DEMANDS.asked_in(question, yes_no=True)
    assert Demand.LIST in DEMANDS.asked_in("我们小区今年能列入改造吗", yes_no=True)


def test_particulars_stated() -> None:
    assert states("处五百元以上一千元以下罚款", Demand.MONEY)
    assert not states("按照国家有关规定给予补贴", Demand.MONEY)
    assert states("应当在15日内答复", Demand.DATE)
    assert states("应当在早上六点半以后进行", Demand.HOURS)
    assert not states("提出三点要求", Demand.HOURS)
