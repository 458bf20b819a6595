"""Bulleted fields of a task (- 责任领导：…, - 完成时限：…): lines of the task, no items of it."""

from __future__ import annotations

import re

from corpus.structure.trailer import read_responsibility

_PERSON = "(?:领导|负责人|责任人|联系人|联络员|专班)"
_NAME = (
    rf"(?:(?:责任|牵头|分管|包保|包联|挂钩|挂联|联系|配合|督办|主管|具体|县|市|区|镇|乡)*{_PERSON}"
    r"|(?:完成|办理|整改|实施|推进|起止|计划|开工|竣工)*(?:时限|时间|期限|日期|节点|周期)(?:要求|安排|节点)?"
    r"|时序进度|(?:工作|任务|年度|主要|具体|总体|阶段|预期|绩效)*"
    r"(?:目标|任务|内容|措施|举措|要求|进度|进展|标准|成果|成效|指标)(?:任务|要求|安排|情况)?"
    r"|(?:总|计划|年度)?投资(?:额|规模)?|资金(?:来源|安排)|(?:联系|监督|举报)电话|依据|备注|说明)"
)
_FIELD = re.compile(
    rf"[-—+*●■◆▲★•·○◇□◎▪►➢☆※\s\u3000]*[*]*[【\[]?{_NAME}[】\]]?[*]*[：:](?=.*\S)[*]*"
)


def is_field(text: str, begin: int, stop: int) -> bool:
    """True for a line that tells no more than one thing of the task above, but not its units."""
    return bool(_FIELD.match(text, begin, stop)) and (
        read_responsibility(text[begin:stop]).responsibility is None
    )
