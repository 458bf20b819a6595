"""Dates and notes beside the units of a trailer: 年内持续推进, 下同, 以下均需各区负责."""

from __future__ import annotations

import re

_DAY = (
    r"(?:(?:20)?\d{2}\s*年)?(?:\d{1,2}月(?:\d{1,2}日)?|第?[一二三四1-4]季度|上半年|下半年)?"
    r"(?:底|末|初|[上中下]旬)?"
)
_LASTING = (
    r"长期|持续|常态化?|全年|全程|常年|近期|即时|按时|适时|分年度|按年度"
    r"|每(?:年|季度?|月|半年)(?:度)?(?:底|末|初)?|年(?:内|底|末|中)|“?十[一-龥]五”?期间"
)
# What is done by then; a unit may not stand in it (市教委牵头).
_DEED = (
    r"(?:基本|全面|全部|初步|按时|如期|率先|组织|持续|长期|常态化|分批|陆续|滚动)*"
    r"(?:完成|启动|实施|建成|完工|竣工|开工|落实|见效|推进|推动|出台|印发|报送|上报|制定|编制|形成|取得|坚持|开展|成立|组建|设立|提出"
    r"|落地|投用|投入使用|投产|交付|实现|发布|公布|上线|运行|运营|验收|销号|整改|更新|清零|到位|达标|见成效|抓好"
    r"|进行|调度|通报|总结|评估|汇报|反馈|通车|供水|供气)"
)
_TIME = (
    rf"(?:\d{{4}}[—–~～至-]+\d{{4}}年|(?:(?:20)?\d{{2}}年)?\d{{1,2}}[—–~～至、-]+\d{{1,2}}月(?:份|底|末)?|(?:每年)?{_DAY}(?:[—–~～至-]+{_DAY})?|\d{{4}}年(?:度)?|{_LASTING})"
    r"(?:以前|之前|前|起|内|期间)?"
)
_DEADLINE = re.compile(
    rf"\s*(?:[并且]|并且)?(?:于|在|到|至|自)?(?P<time>{_TIME})(?:{_DEED}(?P<what>[一-龥\s、]{{0,14}}))?\s*$"
)
_TOLD_DUTY = re.compile(r"牵头|配合|负责|单位|部门|[局委厅府]$")
_OF_OLD = re.compile(
    r"\s*(?:(?:于|在)?\d{4}年|每年|长期|持续|常态化|分年度|按年度|按时|年底|全年).{0,12}"
    r"(?:完成|前|底|末|推进|实施|坚持|落实)\s*$"
)
# 完成时限：2024年6月底
_LABELLED_DEADLINE = re.compile(
    r"\s*(?:计划|预计|要求|拟|任务|工作|整改|目标)?(?:完成|办结|实施|启动|整改|推进|销号)?"
    r"(?:时限|时间|期限|时间节点|节点|时间要求|进度|时序|年限|周期)(?:要求|安排)?(?:[：:为]|$)\s*(?P<when>[^、]*)$"
)
_PERSON = re.compile(
    r"\s*(?:(?:责任|负责|联系|经办)人(?:员)?|(?:牵头|责任|分管|包抓|联系)领导)[：:][^局委办厅府]*$"
)
_NOTE = re.compile(
    r"\s*(?:以?下同|以下不再(?:重复)?列出|不再(?:重复|一一|逐一|另行)?列出|下略)\s*$"
)
_OF_OTHERS = re.compile(
    r"\s*(?:以下|以上|其他|其余|所有|各项)(?:各项|任务|工作|措施|条目)*(?:均|都|皆)(?:需|须|由|应|要|涉及)?"
    r".{2,30}(?:负责|配合|参与|参加|落实|推进)(?:落实)?\s*$"
)


def is_deadline(words: str) -> bool:
    """True for 2024年底前完成, 长期坚持, 9月底前出台相关政策, 完成时限：6月底, 责任人：张三."""
    if not words.strip():
        return False
    if match := _LABELLED_DEADLINE.match(words):
        return not _TOLD_DUTY.search(match["when"])
    if _PERSON.match(words):
        return True
    if match := _DEADLINE.match(words):
        dated = match["time"].strip() or not match["what"]  # 推进管网改造 has no date
        return bool(dated) and not _TOLD_DUTY.search(match["what"] or "")
    return bool(_OF_OLD.match(words))


def is_note(words: str) -> bool:
    """True for 下同, 不再列出."""
    return bool(_NOTE.match(words))


def is_of_others(words: str) -> bool:
    """True for what is said of other tasks: 以下均需各区政府负责."""
    return bool(_OF_OTHERS.match(words))
