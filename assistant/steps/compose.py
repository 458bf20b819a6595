"""Compose: the first composer that fits the question writes the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.answer import Answer, Intent, Status
from assistant.inquiry import Inquiry
from assistant.steps.compose_content import compose_content
from assistant.steps.compose_document import compose_document
from assistant.steps.compose_indicator import compose_indicator
from assistant.steps.compose_tasks import compose_tasks
from assistant.steps.compose_these import compose_these
from assistant.steps.compose_units import compose_units
from assistant.steps.period import with_period_note
from assistant.steps.refusal import refuse
from assistant.tools import Toolbox

Composer = Callable[[Inquiry, Toolbox], Answer | None]

_COMPOSERS: dict[Intent, tuple[Composer, ...]] = {
    Intent.UNIT_TASKS: (compose_tasks, compose_content),
    Intent.DOCUMENT: (compose_document, compose_content),
    Intent.INDICATOR: (compose_tasks, compose_indicator, compose_content),
    Intent.WHO_LEADS: (compose_tasks, compose_units, compose_content),
    Intent.CONTENT: (compose_tasks, compose_content),
    Intent.OUT_OF_SCOPE: (),
}


def compose(inquiry: Inquiry, tools: Toolbox) -> Inquiry:
    """Write the answer; refuse when no composer finds anything to say."""
    reading = inquiry.reading
    assert reading is not None
    for composer in (compose_these, *_COMPOSERS[reading.intent]):
        answer = composer(inquiry, tools)
        if answer is not None:
            answer = with_period_note(answer, tools)
            return replace(inquiry, answer=answer, verdict=f"{answer.kind.value}：{_size(answer)}")
    return refuse(inquiry, tools, Status.NO_MATCH, "收录的文件中没有找到能回答这个问题的条款。")


def _size(answer: Answer) -> str:
    return f"引用{len(answer.citations)}处，单位{len(answer.units)}个"
