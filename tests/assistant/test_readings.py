"""A sentence is read in other ways that mean the same, and in no way that means something else."""

from __future__ import annotations

import pytest

from assistant.understanding.fold import fold
from assistant.verification.readings import (
    members_last,
    of_anybody,
    party_first,
    readings,
    without_leave,
)


@pytest.mark.parametrize(
    ("sentence", "same"),
    [
        ("防空袭方案由县级以上政府制定。", "县级以上政府制定防空袭方案。"),
        ("如果您拒不改正，处罚款。", "拒不改正的，处罚款。"),
        ("建设单位应在竣工验收前，移交档案。", "在竣工验收前，建设单位应移交档案。"),
        ("向市政主管部门申请，该部门作出决定。", "向市政主管部门申请，市政主管部门作出决定。"),
        ("加快建设储备库。", "加快储备库建设。"),
        ("建成医院100所。", "建成100所医院。"),
        ("目标有两项：一是回收，二是利用。", "目标:一是回收，二是利用。"),
        ("不得聚集，围堵单位，或者阻断交通。", "不得聚集，不得围堵单位，不得阻断交通。"),
        (
            "企业不得转让该区域内的全部业务，但可以委托管理区域内的专项业务。",
            "企业可以委托管理区域内的专项业务，但不得转让该区域内的全部业务。",
        ),
        ("以下单位应当建队：港口。", "下列单位应当建队：港口。"),
        ("应当提前48小时将作业时间公告。", "应当将作业时间提前48小时公告。"),
        ("站点覆盖的目标是实现站点全覆盖。", "实现站点全覆盖。"),
    ],
)
def test_a_sentence_is_read_in_other_words(sentence: str, same: str) -> None:
    assert fold(same) in set(readings(fold(sentence)))


@pytest.mark.parametrize(
    "sentence",
    [
        "不得聚集，应当登记。",
        "不得聚集，由公安机关处理。",
        "不得聚集，违反规定的，处罚款。",
        "不得销售重油，普通柴油。",
    ],
)
def test_what_follows_a_prohibition_in_its_own_sense_is_not_forbidden(sentence: str) -> None:
    following = fold(sentence).partition(",")[2]
    assert all(f"不得{following}" not in reading for reading in readings(fold(sentence)))


def test_the_party_of_a_lists_head_is_told_before_the_item() -> None:
    told = "因故障停运的，运营单位应当办理退票。"
    assert party_first(fold(told)) == fold("运营单位，因故障停运的，应当办理退票。")
    assert party_first(fold("运营单位应当办理退票。")) == ""


def test_the_deed_of_a_lists_head_is_told_before_its_items() -> None:
    told = fold("应当建队的单位包括：港口、机场。")
    assert members_last(told) == fold("单位应当建队：港口、机场。")
    assert members_last(fold("港口应当建队。")) == ""


def test_a_sentence_that_miscounts_itself_is_not_read_without_its_count() -> None:
    told = fold("目标有三项：一是回收，二是利用。")
    assert all("三项" in reading for reading in readings(told))


def test_a_topic_is_not_dropped_before_a_figure() -> None:
    told = fold("养老方面，达标率为38%。")
    assert all("养老" in reading for reading in readings(told))


def test_what_anybody_must_do_a_business_must_do() -> None:
    assert of_anybody(fold("企业未按规定监测的，责令改正。")) == fold("未按规定监测的，责令改正。")
    assert of_anybody(fold("未按规定监测的，责令改正。")) == ""


def test_leave_is_told_of_what_is_applied_for_and_of_a_plans_ways_only() -> None:
    assert without_leave(fold("您可以持证明提出申请。"), plan=False) == fold("您持证明提出申请。")
    assert without_leave(fold("可以处五万元罚款。"), plan=True) == ""
    assert without_leave(fold("不可以采取招标方式。"), plan=True) == ""
