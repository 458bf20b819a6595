"""The conversation, its sources and its process as HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from types import MappingProxyType
from urllib.parse import quote

from api.app import PREFIX
from assistant.answer import Answer, Audience, Status
from assistant.exports.conversation_record import cited
from assistant.records.feedback import Feedback
from assistant.service import Turn
from corpus.clause import Clause
from ui.page.feedback import feedback_bar
from ui.page.markup import download_link, marked, unit_chips
from ui.page.reader import Place, place_link

OPEN_SOURCES = 3  # further ones are folded

EXAMPLES = {
    Audience.CITIZEN: (
        "老旧小区改造由哪个单位牵头？",
        "噪声扰民可以向谁投诉？",
        "业主怎样成立业主大会？",
    ),
    Audience.CIVIL_SERVANT: (
        "市城市管理局牵头哪些任务？",
        "完整社区建设的责任单位有哪些？",
        "《物业管理条例》第五十三条是怎么规定的？",
    ),
    Audience.EVALUATOR: (
        "建成区绿化覆盖率的目标是多少？",
        "行动计划提出了哪些轨道交通指标？",
        "市住房城乡建委和市规划自然资源局共同承担哪些任务？",
    ),
}
AUDIENCE_NAMES = {
    Audience.CITIZEN: "市民",
    Audience.CIVIL_SERVANT: "公务员",
    Audience.EVALUATOR: "评估人员",
}
_BADGES = {
    Status.NO_MATCH: "未回答：没有找到相关条款",
    Status.NOT_STATED: "未回答：文件没有写明",
    Status.OUT_OF_SCOPE: "未回答：不在文件范围内",
    Status.INJECTION: "未处理",
    Status.ABUSE: "未处理",
    Status.CLARIFICATION: "请补充说明",
}
_LABEL = re.compile(r"^(牵头单位|责任单位|依据|原文|注)：", re.MULTILINE)


def welcome() -> str:
    """The empty conversation: example questions for each group of users."""
    groups = "".join(
        f'<section class="examples"><h3>{AUDIENCE_NAMES[audience]}</h3>'
        + "".join(
            f'<button type="button" class="example" data-ask="{escape(question)}" '
            f'data-audience="{audience.value}">{escape(question)}</button>'
            for question in questions
        )
        + "</section>"
        for audience, questions in EXAMPLES.items()
    )
    return (
        '<div class="welcome"><h2>您想了解什么？</h2>'
        "<p>回答只依据收录的政策文件，逐条注明出处和责任单位；文件没有写的，会如实说明。</p>"
        f'<div class="example-groups">{groups}</div></div>'
    )


def transcript(
    turns: Sequence[Turn],
    *,
    ratings: Mapping[int, Feedback] = MappingProxyType({}),
    pending: str = "",
    coming: str = "",
    notice: str = "",
) -> str:
    """All turns; then a place for further questions, a question on its way, or a notice."""
    if not (turns or pending or notice):
        return _frame(welcome(), "")
    body = "" if turns or pending else welcome()
    body += "".join(
        _turn(index, turn.answer, ratings.get(index)) for index, turn in enumerate(turns)
    )
    if pending:
        waiting = '<p class="pending">正在查找条款…</p>'
        if coming:
            waiting = f'<div class="answer"><div class="text">{escape(coming)}</div></div>'
        body += f'<article class="turn">{_question(pending)}{waiting}</article>'
    if notice:
        body += f'<p class="notice" role="alert">{escape(notice)}</p>'
    elif turns and not pending:
        body += '<div class="suggestions" hidden><span>接着问</span></div>'
    return _frame(body, turns[-1].answer.conversation_id if turns else "")


def _frame(body: str, conversation: str) -> str:
    mark = escape(conversation)
    return (
        f'<div class="transcript" role="log" aria-label="对话" tabindex="0" '
        f'data-conversation="{mark}">{body}{_downloads(conversation)}</div>'
    )


def _downloads(conversation: str) -> str:
    """The conversation as files, once there is one."""
    if not conversation:
        return ""
    address = f"{PREFIX}/conversations/{quote(conversation, safe='')}/export?format="
    return (
        '<div class="downloads">'
        + download_link("下载问答记录 DOCX", f"{address}docx")
        + download_link("Markdown", f"{address}md")
        + "</div>"
    )


def _question(question: str) -> str:
    return f'<p class="question">{escape(question)}</p>'


def _turn(index: int, answer: Answer, given: Feedback | None) -> str:
    badge = _BADGES.get(answer.status, "")
    if badge:
        badge = f'<span class="badge">{badge}</span>'
    if answer.confirmed:
        badge = '<span class="badge confirmed">已由评估人员确认</span>'
    if answer.audit is not None:
        kind = answer.wording.value
        badge += f'<span class="badge wording-{kind}">{escape(answer.audit.told)}</span>'
    text = _LABEL.sub(r"<b>\1</b>：", escape(answer.text or answer.reason))
    count = len(cited(answer)) or len(answer.nearest)
    shown = "来源" if answer.citations else "最接近的条款"
    sources = (
        f'<button type="button" class="show-sources" data-turn="{index}">'
        f"{shown} {count} 条</button>"
        if count
        else ""
    )
    return (
        f'<article class="turn">{_question(answer.question)}'
        f'<div class="answer">{badge}<div class="text">{text}</div>{sources}'
        f"{feedback_bar(index, given)}</div></article>"
    )


def sources(answer: Answer | None) -> str:
    """The clauses beside the answer, the quoted words marked."""
    return f'<section class="sources" aria-label="来源">{_sources(answer)}</section>'


def _sources(answer: Answer | None) -> str:
    if answer is None:
        return '<h2>来源</h2><p class="none">提问后，这里显示回答所依据的条款原文。</p>'
    if answer.citations:
        cards = cited(answer)
        heading = f"来源（{len(cards)} 条）"
    elif answer.nearest:
        cards = {clause: [] for clause in answer.nearest}
        heading = "最接近的条款（未回答）"
    else:
        return '<h2>来源</h2><p class="none">这个回答没有引用条款。</p>'
    body = "".join(
        _card(number, clause, spans) for number, (clause, spans) in enumerate(cards.items(), 1)
    )
    ask = ""
    if answer.refused and answer.ask_unit:
        ask = f'<p class="ask-unit">可以向<b>{escape(answer.ask_unit)}</b>询问。</p>'
    return f"<h2>{heading}</h2>{ask}{body}"


def _card(number: int, clause: Clause, spans: list[tuple[int, int]]) -> str:
    path = " › ".join(escape(heading) for heading in clause.path)
    name = escape(clause.name or "正文")
    place = Place(clause.document_id, clause.id, *(spans[0] if spans else (0, 0)))
    is_open = " open" if number <= OPEN_SOURCES else ""
    return (
        f'<details class="source"{is_open}><summary><span class="rank">{number}</span>'
        f'<span class="name">{name}</span></summary>'
        f'<p class="document">《{escape(clause.document_title)}》</p><p class="path">{path}</p>'
        f'<blockquote tabindex="0">{marked(clause.text, spans)}</blockquote>'
        f"{place_link('在原文中查看', place)}"
        f"{unit_chips(clause, are_buttons=True)}</details>"
    )


def process(answer: Answer | None) -> str:
    """How the answer came about: each step with its duration, verdict and details."""
    if answer is None:
        return '<p class="none">提问后，这里显示每一步做了什么。</p>'
    facts = (
        f"<p>理解为：{escape(answer.rewritten_question or answer.question)}"
        f"　把握：{answer.confidence:.0%}</p>"
    )
    steps = "".join(
        f"<li><div><b>{escape(step.name)}</b>"
        f'<span class="ms">{step.duration_ms:.1f} 毫秒</span></div>'
        f"<p>{escape(step.verdict)}</p>"
        + (
            "<dl>"
            + "".join(
                f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in step.details
            )
            + "</dl>"
            if step.details
            else ""
        )
        + "</li>"
        for step in answer.steps
    )
    return f'{facts}<ol class="steps">{steps}</ol>'
