"""A 专栏 box ends where the next task begins, also where a number is missing before it."""

from __future__ import annotations

from corpus.structure.official import read_official

TEXT = """某市照明行动方案
一、重点任务
（一）改造路灯。加强改造。（牵头单位：市经济信息委）
专栏1 照明工程
滨江灯饰、社区路灯。
{number}管护路灯。加强巡查。{trailer}
"""


def openings(text: str) -> list[str]:
    return [text[block.start : block.end][:3] for block in read_official(text).blocks]


def test_a_task_past_a_gap_is_no_part_of_the_box_and_the_gap_is_told() -> None:
    text = TEXT.format(number="（三）", trailer="（牵头单位：市城市管理局）")
    assert openings(text) == ["（一）", "专栏1", "（三）"]
    assert [w.message for w in read_official(text).warnings] == ["编号不连续：（三）之前缺1项"]


def test_units_named_in_a_line_of_their_own_tell_a_task_as_well() -> None:
    trailer = "\n1．巡查灯具。\n牵头单位：市城市管理局；责任单位：市公安局。"
    text = TEXT.format(number="（三）", trailer=trailer)
    assert openings(text)[:3] == ["（一）", "专栏1", "（三）"]


def test_units_of_the_next_task_are_not_those_of_a_number_in_the_box() -> None:
    trailer = "\n（二）维护灯具。（牵头单位：市城市管理局）"
    text = TEXT.format(number="（三）", trailer=trailer)
    assert openings(text) == ["（一）", "专栏1", "（二）"]


def test_a_number_of_the_box_itself_stays_in_it() -> None:
    text = TEXT.format(number="（三）", trailer="")
    assert openings(text) == ["（一）", "专栏1"]
