"""A sentence is read in other ways that mean the same, and in no way that means something else."""

from __future__ import annotations

import pytest

from assistant.understanding.fold import fold
from assistant.verification.readings import of_anybody, readings, without_leave


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
    ],
)
def test_a_sentence_is_read_in_other_words(sentence: str, same: str) -> None:
    assert fold(same) in set(readings(fold(sentence)))


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
