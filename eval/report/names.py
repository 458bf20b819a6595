"""Chinese names of what a report shows: sets, intents, checks, statuses."""

from __future__ import annotations

from types import MappingProxyType

from assistant.answer import Status
from eval.judgement import Check
from eval.metrics.table import ALL

SETS = MappingProxyType(
    {
        ALL: "全部",
        "civil_servants": "公务人员",
        "citizens": "市民（法规）",
        "citizens_plan": "市民（规划）",
        "conversations": "会话",
        "must_refuse": "拒答与对照",
        "generated": "自动生成",
    }
)
INTENTS = MappingProxyType(
    {
        "who-leads": "由谁负责",
        "unit-tasks": "单位任务",
        "indicator": "指标",
        "content": "内容",
        "document": "文件",
        "refuse": "应拒答",
        "conversation": "会话",
        "out-of-scope": "其他",
    }
)
CHECKS = MappingProxyType(
    {
        Check.REFUSED: "是否拒答",
        Check.STATUS: "状态",
        Check.CLAUSES: "条款",
        Check.TASKS: "任务清单",
        Check.LEAD: "牵头单位",
        Check.RESPONSIBLE: "责任单位",
        Check.LEAD_COUNT: "牵头件数",
        Check.RESPONSIBLE_COUNT: "责任件数",
        Check.VALUES: "目标值",
        Check.CONTAINS: "应含文字",
        Check.YES: "是与否",
    }
)
STATUSES = MappingProxyType(
    {
        Status.ANSWERED: "已回答",
        Status.CLARIFICATION: "请补充说明",
        Status.NO_MATCH: "拒答：没有找到",
        Status.NOT_STATED: "拒答：没有写明",
        Status.OUT_OF_SCOPE: "拒答：范围之外",
        Status.SMALL_TALK: "寒暄",
        Status.INJECTION: "未处理：改变规则",
        Status.ABUSE: "未处理：不文明",
        Status.EMPTY_QUESTION: "出错：空问题",
        Status.QUESTION_TOO_LONG: "出错：问题过长",
        Status.UNREADABLE_QUESTION: "出错：无法辨认",
        Status.UNVERIFIED: "出错：未通过核对",
    }
)


def group_name(group: str) -> str:
    """Of a row of the table: a set, or a set and an intent; a set of one's own keeps its name."""
    source, _, intent = group.partition("/")
    name = SETS.get(source, source)
    return f"{name} · {INTENTS.get(intent, intent)}" if intent else name
