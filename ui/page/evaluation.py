"""Tab 评估: what users asked, for evaluators: logged in, or with the token or a key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.access.caller import ANONYMOUS, Caller
from assistant.answer import Intent, Status
from assistant.evaluation import Evaluation
from assistant.records.question_log import LogFilter, Voted
from assistant.service import PolicyAssistant
from corpus.errors import PolicyError
from ui.page.evaluation_markup import (
    HOW_TO_OPEN,
    INTENT_NAMES,
    PAGE,
    STATUS_NAMES,
    VOTED_NAMES,
    cluster_list,
    log_table,
    question_panel,
)
from ui.page.visitor import visitor

SCRIPT = (Path(__file__).parent / "evaluation.js").read_text(encoding="utf-8")
ALL = ""
LOG, CLUSTERS = "log", "clusters"
_VIEWS = [("问题记录", LOG), ("没有答好的问题", CLUSTERS)]
_HINT = '<div class="panel"><p class="none">选一个问题，这里显示它的回答和可做的处理。</p></div>'
_DOWNLOAD = (
    '<div class="downloads"><button type="button" class="download">下载测试题 JSONL</button></div>'
)


class DateError(PolicyError):
    """A date is not written as one."""

    def __init__(self, written: str) -> None:
        super().__init__(f"no date: {written!r}", f"“{written}”不是日期，请写成 2025-01-31。")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The question that is open on the right."""

    conversation_id: str
    turn: int


class Desk:
    """The handlers behind the tab; each one asks whom it lets in."""

    def __init__(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation

    def listing(
        self, token: str, view: str, chosen: LogFilter, offset: int, caller: Caller = ANONYMOUS
    ) -> str:
        """The log or the groups; raises WrongTokenError."""
        self._evaluation.admit(token, caller)
        if view == CLUSTERS:
            return cluster_list(self._evaluation.clusters(chosen))
        return log_table(self._evaluation.log(chosen, PAGE, offset), offset)

    def panel(
        self,
        token: str,
        chosen: Chosen,
        words: str = "",
        message: str = "",
        caller: Caller = ANONYMOUS,
    ) -> str:
        """One question; raises WrongTokenError, UnknownTurnError and UnknownConversationError."""
        self._evaluation.admit(token, caller)
        place = (chosen.conversation_id, chosen.turn)
        confirmed = next(
            (
                entry.id
                for entry, holds in self._evaluation.confirmed()
                if holds and (entry.conversation_id, entry.turn) == place
            ),
            None,
        )
        return question_panel(
            self._evaluation.entry(*place),
            self._evaluation.earlier(*place),
            self._evaluation.answer(*place),
            self._evaluation.candidates(*place, words),
            self._evaluation.case_of(*place),
            confirmed,
            message,
        )

    def act(
        self, token: str, chosen: Chosen, data: dict[str, str], caller: Caller = ANONYMOUS
    ) -> str:
        """Do what a button of the panel says; the message tells what was done."""
        self._evaluation.admit(token, caller)
        place = (chosen.conversation_id, chosen.turn)
        if "confirm" in data:
            self._evaluation.confirm(*place)
            return "已确认。同样的问题将直接得到这个回答。"
        if "withdraw" in data:
            self._evaluation.withdraw(int(data["withdraw"]))
            return "已撤销确认。"
        case = self._evaluation.case_of(*place)
        expected = [clause.clause_id for clause in case.clauses] if case else []
        if "refuse" in data:
            expected, refused = [], not (case and case.refused)
        else:
            refused = False
            (expected.remove if data["expect"] in expected else expected.append)(data["expect"])
        if not expected and not refused:
            if case:
                self._evaluation.remove_case(case.id)
            return "已撤销测试题。"
        made = self._evaluation.add_case(*place, expected, refused=refused)
        return f"已加入测试题 {made.id}，可在上方下载。"


def build_evaluation(assistant: PolicyAssistant) -> None:
    """Lay the tab out and wire it; without a token set it says how to set one."""
    evaluation = Evaluation(assistant)
    if not evaluation.is_open:
        gr.HTML(HOW_TO_OPEN, elem_id="evaluation-off", apply_default_css=False)
        return
    desk = Desk(evaluation)
    offset = gr.State(0)
    opened = gr.State(None)
    with gr.Row(elem_id="admission"):
        token = gr.Textbox(
            label="评估口令",
            info="评估人员在这里看问答记录和评价、把不好的回答做成测试题、确认好的回答；口令由管理员给出。",
            type="password",
            elem_id="admin-token",
            scale=3,
        )
        enter = gr.Button("进入", elem_id="admit", scale=0, min_width=96)
    notice = gr.HTML("", elem_id="evaluation-notice", apply_default_css=False)
    with gr.Column(visible=False, elem_id="desk") as room:
        with gr.Row(elem_classes="filters"):
            view = gr.Radio(_VIEWS, value=LOG, label="查看", elem_id="evaluation-view")
            text = gr.Textbox(label="文字", placeholder="问题或评价中的文字", elem_id="log-text")
            since, until = _day_box("起始日期"), _day_box("截止日期")
        with gr.Row(elem_classes="filters"):
            status = _choices("结果", {s.value: name for s, name in STATUS_NAMES.items()})
            intent = _choices("类型", {i.value: name for i, name in INTENT_NAMES.items()})
            voted = _choices("评价", {v.value: name for v, name in VOTED_NAMES.items()})
        gr.HTML(_DOWNLOAD, apply_default_css=False, js_on_load=SCRIPT)
        with gr.Row():
            with gr.Column(scale=11, min_width=340):
                shown = gr.HTML("", elem_id="log", apply_default_css=False, js_on_load=SCRIPT)
            with gr.Column(scale=9, min_width=340):
                panel = gr.HTML(
                    _HINT, elem_id="question-panel", apply_default_css=False, js_on_load=SCRIPT
                )
                words = gr.Textbox(
                    label="查找其他条款",
                    placeholder="输入条款中的词，按回车",
                    elem_id="clause-words",
                )

    filters: list[Any] = [view, status, intent, voted, since, until, text]

    def refresh(
        request: gr.Request, secret: str, start: int, *criteria: str | None
    ) -> tuple[Any, ...]:
        try:
            chosen = _filter(*criteria[1:])
            listed = desk.listing(secret, str(criteria[0]), chosen, start, visitor(request))
        except PolicyError as error:
            # Nothing of the log stays in sight of one without the token.
            return _notice(error), gr.update(visible=False), "", _HINT, 0
        return "", gr.update(visible=True), listed, gr.skip(), start

    def first_page(request: gr.Request, secret: str, *criteria: str | None) -> tuple[Any, ...]:
        return refresh(request, secret, 0, *criteria)

    def other_page(
        event: gr.EventData, request: gr.Request, secret: str, *criteria: str | None
    ) -> tuple[Any, ...]:
        data: dict[str, str] = event._data or {}
        if "offset" not in data:
            return (gr.skip(),) * 5
        return refresh(request, secret, max(0, int(data["offset"])), *criteria)

    def open_question(
        event: gr.EventData, request: gr.Request, secret: str, now: Chosen | None
    ) -> tuple[Any, ...]:
        data: dict[str, str] = event._data or {}
        if "open" not in data:
            return gr.skip(), gr.skip(), now
        chosen = Chosen(data["open"], int(data["turn"]))
        return (*_shown(lambda: desk.panel(secret, chosen, caller=visitor(request))), chosen)

    def decide(
        event: gr.EventData, request: gr.Request, secret: str, now: Chosen | None
    ) -> tuple[Any, ...]:
        data: dict[str, str] = event._data or {}
        if now is None or not data:
            return gr.skip(), gr.skip()
        who = visitor(request)

        def act() -> str:
            done = desk.act(secret, now, data, who)
            return desk.panel(secret, now, message=done, caller=who)

        return _shown(act)

    def find(request: gr.Request, secret: str, now: Chosen | None, typed: str) -> tuple[Any, ...]:
        if now is None:
            return gr.skip(), gr.skip()
        return _shown(lambda: desk.panel(secret, now, typed, caller=visitor(request)))

    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    listing = [notice, room, shown, panel, offset]
    for event in (enter.click, token.submit, *(control.change for control in filters)):
        event(first_page, [token, *filters], listing, **quiet)
    shown.click(other_page, [token, *filters], listing, **quiet)
    shown.click(open_question, [token, opened], [notice, panel, opened], **quiet)
    panel.click(decide, [token, opened], [notice, panel], **quiet)
    words.submit(find, [token, opened, words], [notice, panel], **quiet)


def _day_box(label: str) -> gr.Textbox:
    """The script makes it the browser's own field for a day: Gradio's has buttons without names."""
    return gr.Textbox(
        label=label, placeholder="2025-01-31", max_lines=1, min_width=160, elem_classes="day"
    )


def _choices(label: str, names: dict[str, str]) -> gr.Dropdown:
    return gr.Dropdown(
        [("全部", ALL), *((name, value) for value, name in names.items())], value=ALL, label=label
    )


def _filter(
    status: str | None,
    intent: str | None,
    voted: str | None,
    since: str | None,
    until: str | None,
    text: str | None,
) -> LogFilter:
    """Raises DateError."""
    return LogFilter(
        status=Status(status) if status else None,
        intent=Intent(intent) if intent else None,
        since=_day(since),
        until=_day(until),
        voted=Voted(voted) if voted else None,
        text=(text or "").strip(),
    )


def _day(written: str | None) -> date | None:
    if not written or not written.strip():
        return None
    try:
        return date.fromisoformat(written.strip()[:10])
    except ValueError:
        raise DateError(written) from None


def _shown(panel: Callable[[], str]) -> tuple[str, Any]:
    """Notice and panel; after an error the panel stays as it is."""
    try:
        return "", panel()
    except PolicyError as error:
        return _notice(error), gr.skip()


def _notice(error: PolicyError) -> str:
    return f'<p class="notice" role="alert">{escape(error.user_message)}</p>'
