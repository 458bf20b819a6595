"""Refusal: the answers that do not answer, each with its reason and the way on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Intent, Status
from assistant.evidence import reference
from assistant.inquiry import Inquiry
from assistant.tools import Toolbox
from corpus.clause import Clause

_NEAREST = 3
HELP = (
    "本助手回答《重庆市城市更新提升“十四五”行动计划》及相关法规条例的问题，"
    "例如任务由谁牵头、某单位有哪些任务、目标值是多少、条文怎么规定。"
)


def refuse(
    inquiry: Inquiry,
    tools: Toolbox,
    status: Status,
    reason: str,
    nearest: Sequence[Clause] = (),
) -> Inquiry:
    """The inquiry with a refusal; `nearest` are shown under that name, never as sources."""
    nearest = tuple(nearest)[:_NEAREST]
    unit = unit_to_ask(nearest)
    lines = [reason]
    if nearest:
        lines.append(f"最接近的条款：{reference(nearest[0], tools)}。")
    if unit:
        lines.append(f"可以向{unit}咨询。")
    kind = inquiry.reading.intent if inquiry.reading else Intent.OUT_OF_SCOPE
    if status is Status.OUT_OF_SCOPE:
        kind = Intent.OUT_OF_SCOPE
    answer = Answer(
        status=status,
        kind=kind,
        text="\n".join(lines),
        question=inquiry.question,
        rewritten_question=inquiry.rewritten,
        conversation_id="",
        reason=reason,
        confidence=inquiry.confidence,
        nearest=nearest,
        ask_unit=unit,
    )
    return replace(inquiry, answer=answer, verdict=f"{status.value}：{reason}")


def unit_to_ask(clauses: Sequence[Clause]) -> str:
    """The first lead unit of the nearest clause; empty when it names none."""
    for clause in clauses[:1]:
        if clause.responsibility and clause.responsibility.lead:
            return clause.responsibility.lead[0].name
    return ""
