"""Compose: a target's value, from the indicators parsed out of the clauses."""

from __future__ import annotations

from assistant.answer import Answer, CitedIndicator, Intent, Status
from assistant.evidence import reference, sentence_of
from assistant.inquiry import Inquiry
from assistant.tools import Toolbox
from assistant.understanding import asking
from assistant.understanding.indicators_meant import matching_indicators
from corpus.clause import Clause
from corpus.indicator import Indicator

_SCALE = {"": 1.0, "万": 1e4, "亿": 1e8}


def compose_indicator(inquiry: Inquiry, tools: Toolbox) -> Answer | None:
    """Answer with the indicators the question names; None when none fits."""
    chosen = matching_indicators(inquiry, tools)
    return _answer(inquiry, list(chosen), tools) if chosen else None


def value_text(indicator: Indicator) -> str:
    """Comparator, value and unit as the text has them: 不低于43%, 达到55%以上."""
    return f"{indicator.comparator}{indicator.stated}"


def _answer(inquiry: Inquiry, chosen: list[tuple[Clause, Indicator]], tools: Toolbox) -> Answer:
    lines, citations = [], []
    for clause, indicator in chosen:
        year = f"（到{indicator.year}年）" if indicator.year else ""
        line = f"{indicator.name}：{value_text(indicator)}{year}"
        if line not in lines:
            lines.append(line)
        citation = sentence_of(clause, indicator)
        if citation not in citations:
            citations.append(citation)
    if verdict := _verdict(inquiry, chosen[0][1].name, tools):
        lines.insert(0, verdict)
    for clause in {c.id: c for c, _ in chosen}.values():
        lines.append(f"依据：{reference(clause, tools)}")
    lines.append("原文：" + "；".join(f"“{citation.quote}”" for citation in citations))
    return Answer(
        status=Status.ANSWERED,
        kind=Intent.INDICATOR,
        text="\n".join(lines),
        question=inquiry.question,
        rewritten_question=inquiry.rewritten,
        conversation_id="",
        confidence=inquiry.confidence,
        citations=tuple(citations),
        indicators=tuple(CitedIndicator(i, c.id) for c, i in chosen),
    )


def _verdict(inquiry: Inquiry, name: str, tools: Toolbox) -> str:
    """是 or 否 where it is asked whether a target is so much: 是不是15平方米."""
    asked = asking.so_much(inquiry.rewritten)
    if asked is None:
        return ""
    said = float(asked["number"]) * _SCALE[asked["scale"]]
    named = (i for _, i in tools.knowledge.indicators() if i.name == name)
    alike = [i for i in named if asked["unit"] in i.unit]
    bound = asked.groupdict().get("bound") or ""
    alike = [i for i in alike if bound in i.comparator]
    values = {i.value * _SCALE.get(i.unit[:1], 1.0) for i in alike}
    if not values or (said in values and len(values) > 1):
        return ""  # in another measure, or one of several
    return "是。" if said in values else "否。"
