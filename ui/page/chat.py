"""Tab 问答: the conversation on the left, its sources on the right."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.access.caller import ANONYMOUS, Caller
from assistant.answer import Answer, Audience
from assistant.reactions import Reactions
from assistant.records.conversation import UnknownConversationError
from assistant.records.feedback import Feedback
from assistant.service import PolicyAssistant, Turn
from corpus.errors import PolicyError
from ui.page.feedback import SCRIPT as FEEDBACK_SCRIPT
from ui.page.transcript import AUDIENCE_NAMES, process, sources, transcript
from ui.page.visitor import visitor

log = logging.getLogger(__name__)

SCRIPT = (Path(__file__).parent / "chat.js").read_text(encoding="utf-8")
FAILED = "服务出现意外错误，请稍后重试；仍不成功时请联系管理员。"


@dataclass(frozen=True, slots=True)
class View:
    """What the tab shows."""

    turns: tuple[Turn, ...] = ()
    shown: Answer | None = None  # the answer whose sources stand on the right
    conversation: str = ""
    ratings: Mapping[int, Feedback] = field(default_factory=dict)
    pending: str = ""
    coming: str = ""  # verified sentences of the answer to `pending` so far
    notice: str = ""

    def outputs(self) -> tuple[str, str, str, View]:
        """Transcript, sources, process, and the view to go on from."""
        return (
            transcript(
                self.turns,
                ratings=self.ratings,
                pending=self.pending,
                coming=self.coming,
                notice=self.notice,
            ),
            sources(self.shown),
            process(self.shown),
            replace(self, pending="", coming="", notice=""),
        )


class Chat:
    """The handlers behind the tab; conversations live in the assistant."""

    def __init__(self, assistant: PolicyAssistant) -> None:
        self._assistant = assistant
        self._reactions = Reactions(assistant)

    def view(self, last: View) -> View:
        """The conversation of a view as it is now; an unknown one begins anew, with a notice.

        While it cannot be read it stays as it was last shown.
        """
        conversation = last.conversation
        if not conversation:
            return View()
        try:
            turns = tuple(self._assistant.history(conversation))
            ratings = self._reactions.ratings(conversation)
        except UnknownConversationError as error:
            return View(notice=error.user_message)
        except PolicyError as error:
            log.error("conversation not read: %s", error)
            return replace(last, notice=error.user_message)
        return View(turns, turns[-1].answer if turns else None, conversation, ratings)

    def ask(
        self, question: str, last: View, audience: str, caller: Caller = ANONYMOUS
    ) -> Iterator[View]:
        """The question at once, then verified sentences as they come, then its answer."""
        before = self.view(last)
        if not question.strip():
            yield replace(before, notice="请先输入问题。")
            return
        yield replace(before, pending=question, notice="")
        try:
            coming = ""
            for event in self._assistant.stream(
                question,
                conversation_id=before.conversation or None,
                audience=Audience(audience),
                caller=caller,
            ):
                if not isinstance(event, Answer):
                    coming += event.text
                    yield replace(before, pending=question, coming=coming, notice="")
                elif event.status.value.startswith("error_"):
                    yield replace(before, notice=event.reason or event.text)
                else:
                    yield self.view(replace(before, conversation=event.conversation_id))
        except PolicyError as error:
            log.error("question failed: %s", error)
            yield replace(before, notice=error.user_message)
        except Exception:
            log.exception("question failed")
            yield replace(before, notice=FAILED)

    def show(self, last: View, turn: int) -> View:
        """The conversation with the sources of one of its turns."""
        view = self.view(last)
        return replace(view, shown=view.turns[turn].answer) if turn < len(view.turns) else view


def build_chat(page: gr.Blocks, assistant: PolicyAssistant) -> None:
    """Lay the tab out and wire it."""
    chat = Chat(assistant)
    left = gr.State(View())
    with gr.Row(elem_id="chat"):
        with gr.Column(scale=11, min_width=340):
            said = gr.HTML(
                transcript(()),
                elem_id="transcript",
                apply_default_css=False,
                js_on_load=SCRIPT + FEEDBACK_SCRIPT,
            )
            with gr.Group(elem_id="composer"):
                question = gr.Textbox(
                    placeholder="请输入问题，按回车发送",
                    label="问题",
                    show_label=False,
                    lines=1,
                    max_lines=4,
                    submit_btn="发送",
                    elem_id="question",
                )
            with gr.Row(elem_id="controls"):
                audience = gr.Radio(
                    [(name, audience.value) for audience, name in AUDIENCE_NAMES.items()],
                    value=Audience.CITIZEN.value,
                    label="我是",
                    elem_id="audience",
                    container=False,
                )
                anew = gr.Button("新会话", size="sm", elem_id="new", scale=0, min_width=96)
        with gr.Column(scale=9, min_width=340):
            beside = gr.HTML(
                sources(None), elem_id="sources", apply_default_css=False, js_on_load=SCRIPT
            )
            with gr.Accordion("处理过程", open=False, elem_id="process"):
                steps = gr.HTML(process(None), apply_default_css=False)

    outputs = [said, beside, steps, left]

    def submit(request: gr.Request, text: str, last: View, who: str) -> Iterator[tuple[Any, ...]]:
        if last.conversation and not text:
            yield (*(gr.skip() for _ in outputs), gr.skip())  # the key was pressed twice
            return
        box: Any = ""  # cleared once: what is typed while the answer comes stays
        for view in chat.ask(text, last, who, visitor(request)):
            # A question that failed stays in the box, to be changed.
            yield (*view.outputs(), text if view.notice else box)
            box = gr.skip()

    def act(
        last: View, who: str, event: gr.EventData, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        data: dict[str, str] = event._data or {}
        if "turn" in data:
            yield (*chat.show(last, int(data["turn"])).outputs(), who)
        elif "ask" in data:
            who = data.get("audience") or who
            for view in chat.ask(data["ask"], last, who, visitor(request)):
                yield (*view.outputs(), who)
        else:
            yield (*chat.view(last).outputs(), who)

    def restore(request: gr.Request) -> tuple[Any, ...]:
        return chat.view(View(conversation=request.query_params.get("c", ""))).outputs()

    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    # What is sent while an answer comes is asked once it is there.
    question.submit(
        submit,
        [question, left, audience],
        [*outputs, question],
        trigger_mode="always_last",
        **quiet,
    )
    for html in (said, beside):
        html.click(act, [left, audience], [*outputs, audience], **quiet)
    anew.click(lambda: (*View().outputs(), ""), None, [*outputs, question], **quiet)
    page.load(restore, None, outputs, **quiet)
