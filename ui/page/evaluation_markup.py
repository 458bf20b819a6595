"""HTML of tab 评估: the log, the groups of questions, and one question with what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.answer import Answer, Intent, Status
from assistant.records.cases import Case
from assistant.records.feedback import Feedback
from assistant.records.question_clusters import Cluster
from assistant.records.question_log import LogEntry, LogPage, Voted
from assistant.service import Turn
from corpus.clause import Clause
from ui.page.feedback import REASON_NAMES, THUMB_NAMES
from ui.page.markup import table

PAGE = 50  # entries shown at once
HOW_TO_OPEN = (
    '<div class="panel"><h2>评估功能没有开放</h2>'
    "<p>请管理员设置口令 POLICY_ADMIN_TOKEN 后重启服务，例如在项目目录的 .env 文件中写一行：</p>"
    "<pre>POLICY_ADMIN_TOKEN=一串不易猜到的字符</pre>"
    "<p>设置后，在这里输入口令即可查看问题记录、做测试题、确认回答。</p></div>"
)
STATUS_NAMES = {
    Status.ANSWERED: "已回答",
    Status.CLARIFICATION: "请补充说明",
    Status.NO_MATCH: "未回答：没有找到",
    Status.NOT_STATED: "未回答：没有写明",
    Status.OUT_OF_SCOPE: "未回答：范围之外",
    Status.SMALL_TALK: "寒暄",
    Status.INJECTION: "未处理：改变规则",
    Status.ABUSE: "未处理：不文明",
    Status.UNVERIFIED: "未通过核对",
}
INTENT_NAMES = {
    Intent.WHO_LEADS: "由谁负责",
    Intent.UNIT_TASKS: "单位任务",
    Intent.INDICATOR: "指标",
    Intent.CONTENT: "内容",
    Intent.DOCUMENT: "文件",
    Intent.OUT_OF_SCOPE: "其他",
}
VOTED_NAMES = {Voted.UP: "有用", Voted.DOWN: "没用", Voted.NONE: "没有评价"}


def log_table(page: LogPage, offset: int) -> str:
    """Some entries of the log with the way to the next ones."""
    rows = [
        (
            f"<time>{entry.asked.astimezone():%Y-%m-%d %H:%M}</time>",
            _open_button(entry),
            escape(STATUS_NAMES.get(entry.status, entry.status.value)),
            escape(INTENT_NAMES[entry.intent]),
            _judged(entry.feedback),
        )
        for entry in page.entries
    ]
    pages = ""
    if offset:
        pages += f'<button type="button" class="act" data-offset="{offset - PAGE}">上一页</button>'
    if offset + PAGE < page.total:
        pages += f'<button type="button" class="act" data-offset="{offset + PAGE}">下一页</button>'
    shown = table(f"共 {page.total} 个问题", ("时间", "问题", "结果", "类型", "评价"), rows)
    return f'{shown}<div class="pages">{pages}</div>'


def cluster_list(clusters: Sequence[Cluster]) -> str:
    """Groups of questions that were not answered well, the largest first."""
    if not clusters:
        return '<div class="panel"><p class="none">没有未回答或被点踩的问题。</p></div>'
    groups = "".join(
        f'<details class="cluster"{" open" if place < 3 else ""}>'
        f"<summary><b>{escape(cluster.name)}</b><span>{len(cluster.entries)} 次</span></summary>"
        f"<ul>{''.join(_cluster_line(entry) for entry in cluster.entries)}</ul></details>"
        for place, cluster in enumerate(clusters)
    )
    return f'<div class="panel clusters"><h2>共 {len(clusters)} 类</h2>{groups}</div>'


def question_panel(
    entry: LogEntry,
    earlier: Sequence[Turn],
    answer: Answer,
    candidates: Sequence[Clause],
    case: Case | None,
    confirmed_id: int | None,
    message: str = "",
) -> str:
    """One question with its answer: which clause it should cite, or whether it is right.

    `earlier` are the turns before it; a case made of it begins with them.
    """
    expected = {clause.clause_id for clause in case.clauses} if case else set()
    clauses = "".join(
        _choice(f'data-expect="{escape(clause.id)}"', _clause_name(clause), clause.id in expected)
        for clause in candidates
    )
    refusal = _choice('data-refuse="1"', "应当拒答", case is not None and case.refused)
    if confirmed_id is None:
        right = '<button type="button" class="send" data-confirm="1">确认这个回答正确</button>'
    else:
        right = (
            f'<button type="button" class="act" data-withdraw="{confirmed_id}">撤销确认</button>'
            "<span>已确认：同样的问题将直接得到这个回答，条款变化后自动失效。</span>"
        )
    completed = ""
    if entry.complete_question != entry.question:
        completed = f'<p class="none">承接上文：{escape(entry.complete_question)}</p>'
    made = f"（已加入：{case.id}）" if case else ""
    return (
        f'<section class="panel question-panel" data-key="{escape(entry.conversation_id)}:'
        f'{entry.turn}">{_earlier(earlier)}'
        f'<h2 tabindex="-1">{escape(entry.question)}</h2>{completed}'
        f'<p class="saved" role="status">{escape(message)}</p>'
        f'<div class="answer"><div class="text">{escape(answer.text)}</div></div>'
        f"{_remark(entry.feedback)}"
        f"<h3>做成测试题{made}：应当引用哪一条？</h3>"
        f'<div class="choices" role="group" aria-label="应当引用的条款">{clauses}{refusal}</div>'
        f'<h3>回答正确？</h3><div class="right">{right}</div></section>'
    )


def _earlier(turns: Sequence[Turn]) -> str:
    """What was said before a follow-up, folded."""
    if not turns:
        return ""
    said = "".join(
        f"<li><b>{escape(turn.question)}</b><div>{escape(turn.answer.text)}</div></li>"
        for turn in turns
    )
    summary = f"此前的问答（{len(turns)} 轮，做成测试题时一并导出）"
    return f'<details class="earlier"><summary>{summary}</summary><ol>{said}</ol></details>'


def _open_button(entry: LogEntry) -> str:
    return (
        f'<button type="button" class="open-question" data-open="{escape(entry.conversation_id)}" '
        f'data-turn="{entry.turn}">{escape(entry.question)}</button>'
    )


def _cluster_line(entry: LogEntry) -> str:
    status = escape(STATUS_NAMES.get(entry.status, entry.status.value))
    return f"<li>{_open_button(entry)}<span>{status}　{_judged(entry.feedback)}</span></li>"


def _judged(feedback: Feedback | None) -> str:
    if feedback is None:
        return "—"
    judgement = feedback.judgement
    reason = f"：{REASON_NAMES[judgement.reason]}" if judgement.reason else ""
    return THUMB_NAMES[judgement.thumbs] + reason


def _remark(feedback: Feedback | None) -> str:
    if feedback is None:
        return ""
    text = feedback.judgement.text
    said = f"“{escape(text)}”" if text else ""
    return f'<p class="remark-of-user">用户评价：{_judged(feedback)}{said}</p>'


def _choice(data: str, label: str, chosen: bool) -> str:
    return (
        f'<button type="button" class="choice" {data} aria-pressed="{str(chosen).lower()}">'
        f"{escape(label)}</button>"
    )


def _clause_name(clause: Clause) -> str:
    return f"《{clause.document_title}》{clause.name or '正文'}"
